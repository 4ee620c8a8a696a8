// Text is drawn with glyphs that exist: every character of every screen in both languages, and what people type, is neither a box nor blank.

import { createCanvas } from '@napi-rs/canvas';
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { charactersOf } from '../../electron/demo-phone/ui/cmap.ts';
import { runs, textWidth, wrap } from '../../electron/demo-phone/ui/fonts.ts';
import { iconPath } from '../../electron/demo-phone/ui/icons.ts';
import { UNKNOWN } from '../../electron/demo-phone/ui/symbols.ts';
import { SCREENS, viewer } from '../demo-apps/every-screen.ts';

const PX = 32;
const pixels = (font: string, variation: string, text: string): string => {
  const pen = createCanvas(2 * PX, 2 * PX).getContext('2d');
  pen.font = font;
  pen.fontVariationSettings = variation;
  pen.fillText(text, 8, 1.5 * PX);
  return Buffer.from(pen.getImageData(0, 0, 2 * PX, 2 * PX).data.buffer).toString('latin1');
};
const blank = pixels('16px sans-serif', 'normal', ' ');
const boxes = new Map<string, string>();
/** What the font draws for a character that it has not: U+FFFF is in no font. */
const boxOf = (font: string, variation: string): string => {
  const known = boxes.get(font) ?? pixels(font, variation, '\uffff');
  boxes.set(font, known);
  return known;
};

/** What is wrong with the way a character is drawn, or null. */
function fault(ch: string): string | null {
  for (const r of runs(ch, PX, 400)) {
    if (r.icon === UNKNOWN) return 'unknown';
    if (r.icon !== undefined) { iconPath(r.icon); continue; }
    const drawn = pixels(r.font, r.variation, r.text);
    if (drawn === blank ? !/^\s*$/.test(r.text) : drawn === boxOf(r.font, r.variation)) return drawn === blank ? 'blank' : 'a box';
  }
  return null;
}
const faults = (text: string): { [ch: string]: string } => Object.fromEntries([...new Set(text)].flatMap((ch) => { const f = fault(ch); return f === null ? [] : [[ch, f]]; }));

test('the measure finds boxes', () => {
  const [r] = runs('a', PX, 400);
  expect([pixels(r!.font, 'normal', '\u0e01') === boxOf(r!.font, 'normal'), fault('ก'), fault('한')]).toEqual([true, 'unknown', 'unknown']);
});

test.each(['en', 'zh-CN'])('everything that the screens say in %s', (language) => {
  const v = viewer({ language });
  const said = new Set<string>();
  for (const p of SCREENS) { v.show(p); for (const n of v.nodes()) for (const ch of n.text + n.hint) if (ch !== '\n') said.add(ch); }
  v.phone.close();
  expect({ many: said.size > 90, faults: faults([...said].join('')) }).toEqual({ many: true, faults: {} });
});

test('what people type', () => {
  expect(faults('‑‐–—―‘’“”„«»‹›…•·†‡°±×÷≈≠≤≥∞√∆∂∑πΩµ¥€£$¢₹₩₽₺₿₫₱₦←↑→↓↔↕⇒➜►▲▼●○■□◆★☆✓✔✗☐☑♥♦♠☀☁☕⚠⚡♪©®™№℃①②③½¼¾「」『』【】《》、。，！？；：（）～￥％＃＠＆＊＋－＝／\u00a0\u202f\u2009\u200b\u3000あアАбЯαβγßñçøåéễžł')).toEqual({});
  expect(faults('😀😃😂🤣😊😍😭👍👎👏🙏💪🎉🎂🎁🔥🚀❤💔✅❌⭐✨📱💻📧📅⏰🔒🔑💰💳🏠🚗✈☔🌈🍕☕🐱🐶🦄🧇')).toEqual({});
});

describe('characters of several code points are one sign', () => {
  test.each([['👨‍👩‍👧', 1], ['❤️', 1], ['👍🏽', 1], ['🇩🇪', 1], ['🇩🇪🇨🇳', 2], ['1️⃣', 1], ['e\u0301', 1], ['a\u200bb', 1]])('%s', (text, signs) => {
    expect(runs(text, PX, 400)).toHaveLength(signs);
  });
  test('and what cannot be seen takes no room', () => {
    expect(['\u200b', '\u2060', '\ufe0f', '\u0007', ''].map((s) => textWidth(`a${s}b`, PX, 400) - textWidth('ab', PX, 400))).toEqual([0, 0, 0, 0, 0]);
  });
});

test('a hyphen that does not break looks like one that does, in the same font', () => {
  expect(runs('Wi\u2011Fi', PX, 400)).toEqual(runs('Wi-Fi', PX, 400));
});

test('lines break between words and Chinese characters, and end in … when there is more', () => {
  const width = textWidth('one two', PX, 400);
  expect([wrap('one two three', PX, 400, width), wrap('一二三四，五', PX, 400, 4 * PX), wrap('one two three', PX, 400, width, 1), wrap('a\nb', PX, 400, width)])
    .toEqual([['one two', 'three'], ['一二三', '四，五'], ['one t…'], ['a', 'b']]);
});

describe('charactersOf', () => {
  const of = (path: string): Set<number> => charactersOf(readFileSync(new URL(`../../node_modules/${path}`, import.meta.url)));
  const has = (s: Set<number>, text: string): boolean[] => [...text].map((ch) => s.has(ch.codePointAt(0)!));
  test('reads WOFF and WOFF2', () => {
    const woff = of('@fontsource/roboto/files/roboto-latin-400-normal.woff'), woff2 = of('@fontsource/roboto/files/roboto-latin-400-normal.woff2');
    expect({ same: [...woff].toString() === [...woff2].toString(), size: woff.size, has: has(woff, 'aZ€…‑張') }).toEqual({ same: true, size: 229, has: [true, true, true, true, false, false] });
  });
  test('refuses what is no such font', () => {
    expect(() => charactersOf(Buffer.from('\0\x01\0\0 a bare TrueType file'))).toThrow('Not a WOFF font');
  });
});
