// Exports: fileNameFor, freePath, pathProblem, emptySop, copyTitle. Names and texts of new SOPs.

import type { SopEntry } from '../../electron/protocol/sop.ts';

const END = '.sop.md';

/** `Join the Wi-Fi` → `join-the-wi-fi.sop.md`. Letters of every script stay. */
export function fileNameFor(title: string): string {
  const slug = title.normalize('NFC').toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '-').replace(/^-+|-+$/g, '').slice(0, 60);
  return `${slug === '' ? 'new-sop' : slug}${END}`;
}

/** The path, or the path with the first free number. */
export function freePath(path: string, entries: readonly SopEntry[]): string {
  const taken = new Set(entries.filter((e) => e.folder === 'user').map((e) => e.path.toLowerCase()));
  if (!taken.has(path.toLowerCase())) return path;
  const stem = path.replace(/\.sop\.md$/, '');
  for (let n = 2; ; n++) if (!taken.has(`${stem}-${n}${END}`.toLowerCase())) return `${stem}-${n}${END}`;
}

/** What is wrong with a path in the user's folder, in words; the host checks again. */
export function pathProblem(path: string, entries: readonly SopEntry[], except?: string): string | undefined {
  if (!path.endsWith(END)) return `The name has to end in ${END}`;
  if (path.split('/').some((p) => p === '' || p === END || p === '.' || p === '..')) return 'A part of the name is empty or leads out of the folder';
  if (/[\\:*?"<>|\p{Cc}]/u.test(path)) return 'The name must not contain \\ : * ? " < > |';
  if (path.length > 180) return 'The name is too long';
  if (path !== except && entries.some((e) => e.folder === 'user' && e.path.toLowerCase() === path.toLowerCase())) return 'There is already an SOP with this name';
  return undefined;
}

/** YAML plain scalars must not be mistaken for something else: everything but simple words is quoted. */
const scalar = (s: string): string => (/^[\p{L}][\p{L}\p{N} ._/()-]*$/u.test(s) && !/^(true|false|null|yes|no|on|off)$/i.test(s) && !/\s$/.test(s) ? s : JSON.stringify(s));

/** A document that has no errors and shows where things go. */
export function emptySop(o: { title: string; path: string; app: string }): string {
  const stem = (o.path.split('/').at(-1) ?? o.path).replace(/\.sop\.md$/, '');
  const id = stem.normalize('NFKD').toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^-+|-+$/g, '');
  const title = o.title.replace(/\s+/g, ' ').trim();
  return `---
sop: 1
id: ${/^[a-z]/.test(id) ? `user.${id}` : 'user.new-sop'}
title: ${scalar(title)}
classification: internal
${o.app === '' ? 'applies: []' : `applies:\n  - { app: ${o.app} }`}
---
# ${title}

## Preconditions
- The phone is unlocked.

## Steps
1. Go home.

## Expected result
- The home screen is shown.
`;
}

export const copyTitle = (text: string, title: string): string =>
  text.replace(/^(title:[ \t]*).*$/m, (_, head: string) => `${head}${scalar(title)}`).replace(/^# .*$/m, () => `# ${title}`);
