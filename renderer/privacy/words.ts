// Exports: readersWords, readersSay, integritySays, originOf, ORIGIN_WORDS, SINK_WORDS, OUTLET_WORDS, environmentKey. Labels and origins in the window's words. Pure.

import { OWNER, type Label, type Origin, type Outlet, type Sink, type Taint } from '../../electron/protocol/privacy.ts';

/** A chip holds so many names; the tooltip holds all of them. */
const NAMES = 2;

/** For a chip: `owner only`, `Ann, Bob`, `Ann, Bob +2`; undefined where everybody may read it. */
export function readersWords(readers: Label['readers'] | undefined): string | undefined {
  if (readers === undefined || readers === 'all') return undefined;
  if (readers.length === 0) return 'nobody';
  if (readers.length === 1) return `${readers[0]} only`;
  return `${readers.slice(0, NAMES).join(', ')}${readers.length > NAMES ? ` +${readers.length - NAMES}` : ''}`;
}

/** A sentence for a tooltip. */
export function readersSay(readers: Label['readers'] | undefined): string {
  if (readers === undefined || readers === 'all') return 'Everybody here may read it.';
  if (readers.length === 0) return 'Nobody may read it: what it is made from has no reader in common.';
  const names = readers.map((r) => (r === OWNER ? 'the owner' : r));
  const list = names.length === 1 ? names[0]! : `${names.slice(0, -1).join(', ')} and ${names.at(-1)!}`;
  return `Only ${list} may read it. For others it is not there, and it leaves by a decision with a reason.`;
}

export const integritySays = (i: Label['integrity']): string => (i === 'untrusted' ? 'It holds words of the phone or of a model, which nobody vouches for.' : 'It holds only what people wrote.');

/** Where a value comes from, next to the value; `says` is the sentence behind it. */
export const ORIGIN_WORDS: Record<Origin, { chip: string; says: string }> = {
  sop: { chip: 'from the SOP', says: 'The SOP says this value itself.' },
  param: { chip: 'from a parameter', says: 'Whoever started the run gave this value.' },
  person: { chip: 'typed by a person', says: 'A person at the card wrote this value.' },
  screen: { chip: 'the phone said this', says: 'These words were read from the screen. Neither the SOP nor a person has said them.' },
  model: { chip: 'the model said this', says: 'The model made this value up or chose it. Neither the SOP nor a person has said it.' },
};

/** What the value decides. */
export const SINK_WORDS: Record<Sink, string> = { url: 'address', recipient: 'recipient', package: 'app', command: 'command' };

export const OUTLET_WORDS: Record<Outlet, string> = { export: 'export', share: 'sharing', remote: 'a model elsewhere' };

/** @returns the words of a value's origin; `doubtful`: somebody has to look at it, by the guard's rule */
export const originOf = (t: Taint): { chip: string; says: string; doubtful: boolean } => ({ ...ORIGIN_WORDS[t.from], doubtful: t.from === 'screen' || (t.from === 'model' && t.sink !== 'package') });

/** A parameter as `secrets.list` names what the environment holds for it: `wifi-password` → `wifi_password`. */
export const environmentKey = (param: string): string => param.toUpperCase().replace(/[^\p{L}\p{N}]/gu, '_').toLowerCase();
