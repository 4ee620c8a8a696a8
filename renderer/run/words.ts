// Exports: STATUS_WORDS, RESOLVED_WORDS, RUNG_WORDS, CLASS_WORDS, AFFECTS_WORDS, SCOPE_WORDS, duration. The words the window uses for the protocol's names.

import type { Affects, ResolvedBy, RunStatus, Scope, Verdict } from '../../electron/protocol/run.ts';
import type { Class } from '../../electron/protocol/sop.ts';

export const STATUS_WORDS: Record<RunStatus | 'interrupted', string> = {
  starting: 'starting', running: 'running', paused: 'paused', 'waiting-approval': 'waiting for approval', 'waiting-person': 'waiting for you',
  'waiting-device': 'waiting for the phone', 'taken-over': 'you have the phone', 'done-verified': 'done and verified', 'done-unverified': 'done, not verified',
  'handed-over': 'handed over', stopped: 'stopped', failed: 'failed', interrupted: 'interrupted',
};

export const STATUS_TONE: Record<RunStatus | 'interrupted', 'ok' | 'warn' | 'bad' | 'idle' | 'busy'> = {
  starting: 'busy', running: 'busy', paused: 'idle', 'waiting-approval': 'warn', 'waiting-person': 'warn', 'waiting-device': 'bad', 'taken-over': 'warn',
  'done-verified': 'ok', 'done-unverified': 'warn', 'handed-over': 'warn', stopped: 'idle', failed: 'bad', interrupted: 'bad',
};

/** Chip and explanation of how a target was found. */
export const RESOLVED_WORDS: Record<ResolvedBy, { chip: string; long: string }> = {
  'none-needed': { chip: 'direct', long: 'The step names no element' },
  exact: { chip: 'exact', long: 'Exactly one element has this label' },
  normalised: { chip: 'normalised', long: 'The label agrees but for case, spaces or punctuation' },
  binding: { chip: 'remembered', long: 'Chosen earlier and remembered beside the SOP' },
  fuzzy: { chip: 'similar', long: 'The most similar label, clearly ahead of the next' },
  selector: { chip: 'selector', long: 'Found by the selector written in the SOP' },
  guard: { chip: 'guard', long: 'A Whenever rule of the SOP' },
  model: { chip: 'model', long: 'Chosen by the model' },
  person: { chip: 'person', long: 'Chosen by a person' },
  scroll: { chip: 'scrolled', long: 'Found after scrolling' },
};

export const RUNG_WORDS: Record<Verdict['because'][number]['rung'], string> = {
  fact: 'Phone', lexicon: 'Words', dialog: 'Dialog', money: 'Amount', sop: 'SOP', model: 'Model', policy: 'Policy',
};

export const CLASS_WORDS: Record<Class, string> = {
  payment: 'Payment', transfer: 'Transfer', 'send-message': 'Send message', call: 'Call', publish: 'Publish', delete: 'Delete',
  'grant-permission': 'Grant permission', install: 'Install', credential: 'Credential', 'share-location': 'Share location',
  'account-change': 'Account change', 'settings-security': 'Security setting', 'export-data': 'Export data', 'legal-consent': 'Legal consent',
};

export const AFFECTS_WORDS: Record<Affects, string> = { you: 'Concerns you alone', someone: 'Concerns somebody else too', everyone: 'Everybody may see it' };

/** How far a leave reached, as in "allow by …, for …". */
export const SCOPE_WORDS: Record<Scope['kind'], string> = { once: 'this once', step: 'this step of the run', sop: 'this SOP', app: 'its classes in this app' };

/** `850 ms`, `3.2 s`, `2 min 5 s`. */
export function duration(ms: number): string {
  if (ms < 1000) return `${Math.round(ms)} ms`;
  if (ms < 60_000) return `${(ms / 1000).toFixed(1)} s`;
  const s = Math.round(ms / 1000);
  return `${Math.floor(s / 60)} min ${s % 60} s`;
}
