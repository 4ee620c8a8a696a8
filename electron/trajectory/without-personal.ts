// Exports: withoutPersonal. An episode as it may be written into reports: personal data in its texts redacted.

import { redactAll } from '../privacy/redact.ts';
import type { Episode } from '../protocol/run.ts';

/** What is ours to name and no text of a person: numbers, names of files and of kinds. */
const KEEP: ReadonlySet<string> = new Set(['id', 'path', 'image', 'snapshot', 'package', 'kind', 'rung', 'number', 'resolvedBy', 'decision', 'status', 'verified']);

export const withoutPersonal = (e: Episode): Episode => redactAll(e, KEEP);
