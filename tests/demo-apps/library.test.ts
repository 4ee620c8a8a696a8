// Every SOP of the library is clean and leads, by the words on the screen alone, to the state it promises; also from a phone left elsewhere.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { MessagesState } from '../../electron/demo-phone/apps/messages/state.ts';
import { diffState } from '../../electron/demo-phone/system/diff.ts';
import { checkSop } from '../../electron/sop/check.ts';
import { newPhone, walk, type Walker } from './walk.ts';

const DIR = join(import.meta.dirname, '../../sop-library');
const FILES = readdirSync(DIR).filter((f) => f.endsWith('.sop.md')).sort();

const person: Walker['person'] = async (text, w) => {
  if (text.includes('one-time code')) {
    const { conversations } = w.app('com.google.android.apps.messaging') as MessagesState;
    const code = /^\d{6}/.exec(conversations.find((c) => c.number === 'Bank')?.messages.at(-1)?.text ?? '')?.[0];
    if (code === undefined) throw new Error('No code came');
    await w.type({ text: 'One-time code' }, code);
  } else if (text.includes('cheapest book')) await w.tap({ text: 'Tea in China' });
  else throw new Error(`The person does not know how to: ${text}`);
};

/** Part of the diff's paths that must have changed; '' where an SOP changes nothing. */
const EFFECT: { [file: string]: RegExp | null } = {
  'buy-product': /shop\.orders\[/, 'cheapest-book': null, 'create-alarm': /deskclock\.alarms\[/, 'create-contact': /contacts\.people\[51\]/, 'create-note': /notes\.notes\[14\]/, 'dark-theme': /system\.darkTheme/, 'delete-contact': /contacts\.people\[/, 'join-wifi': /system\.wifi\.known\.QA-Lab/,
  'open-settings': null, 'pair-headphones': /bluetooth\.paired/, 'rename-device': /system\.deviceName/, 'send-message': /conversations/, 'send-photo': /permissions/, 'star-contacts': /people\[\d+\]\.starred/, 'start-timer': /deskclock\.timers/, 'toggle-bluetooth': /bluetooth\.on/, 'transfer-money': /accounts\[everyday\]\.balance/,
  'zh-dark-theme': /system\.darkTheme/, 'zh-send-message': /conversations/,
};

let w: Walker | undefined;
afterEach(() => { w?.phone.close(); w = undefined; });

describe('library', () => {
  it('covers each file with an expected effect', () => {
    expect(FILES.map((f) => f.replace('.sop.md', ''))).toEqual(Object.keys(EFFECT).sort());
  });
  it.each(FILES)('%s has no errors or warnings', (file) => {
    expect(checkSop(readFileSync(join(DIR, file), 'utf8'), { path: join(DIR, file) }).filter((p) => p.severity !== 'info').map((p) => `${p.line}: ${p.message}`)).toEqual([]);
  });
  it.each(FILES)('%s reaches its result', async (file) => {
    w = newPhone(person);
    const before = w.phone.save();
    await walk(w, join(DIR, file));
    const paths = diffState(before, w.phone.save()).map((c) => c.path);
    const effect = EFFECT[file.replace('.sop.md', '')];
    if (effect) expect(paths).toContainEqual(expect.stringMatching(effect)); else expect(paths).toEqual([]);
    expect(w.phone.log.filter((l) => l.level === 'E')).toEqual([]);
  });
  it('starts from wherever the phone was left', async () => {
    w = newPhone(person);
    for (const file of ['create-alarm', 'buy-product', 'toggle-bluetooth', 'rename-device', 'create-note', 'transfer-money', 'dark-theme', 'send-message', 'buy-product', 'start-timer']) await walk(w, join(DIR, `${file}.sop.md`));
  });
});
