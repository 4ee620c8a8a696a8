// Exports: fold. Text from a screen brought to one form before it is compared with words of a lexicon.
// A label is untrusted: full-width letters, invisible characters, direction marks, letters of other scripts and of fancy alphabets that look
// Latin, and letters drawn apart all read like the plain word and must not hide it. Chinese is brought to the characters of the lexicon.

import { simplified } from './traditional.ts';

/** Letters that are drawn like Latin ones: a Latin letter and what looks like it (Unicode's confusables and the alphabets of "fancy text"). */
const ALIKE = `
a а α ɑ ᴀ ꭺ ꓮ ⲁ 🅐 🅰
b в β ʙ ƅ ɓ ꮟ ᏼ ꓐ ⲃ 🅑 🅱
c с ᴄ ƈ ꮯ ꓚ ⲥ ϲ 🅒 🅲
d ԁ ᴅ ɗ ɖ đ ꭰ ꮷ ꓓ 🅓 🅳
e е ε ᴇ ɇ ҽ ꭼ ꓰ ⲉ 🅔 🅴
f ꜰ ƒ ꓝ 🅕 🅵
g ɡ ɢ ց ɠ ꮐ ꓖ 🅖 🅶
h һ н ʜ հ ɦ ꮋ ꮒ ꓧ ⲏ 🅗 🅷
i і ι ɪ ı ɨ ꭵ ꓲ ⲓ 🅘 🅸
j ј ᴊ յ ʝ ꭻ ꓙ 🅙 🅹
k к κ ᴋ ƙ ꮶ ꓗ ⲕ 🅚 🅺
l ӏ ʟ ł ɫ ꮮ ꓡ 🅛 🅻
m м ᴍ ɱ ꮇ ꓟ ⲙ 🅜 🅼
n η ɴ ո ɲ ꓠ ⲛ 🅝 🅽
o о ο ᴏ օ ø ꓳ ⲟ 🅞 🅾
p р ρ ᴘ ƥ ꮲ ꓑ ⲣ 🅟 🅿
q ԛ զ ɋ 🅠 🆀
r ʀ ɍ ꭱ ꮢ ꓣ г 🅡 🆁
s ѕ ꜱ ʂ ꮪ ꮥ ꓢ ſ 🅢 🆂
t т τ ᴛ ƭ ŧ ꭲ ꓔ ⲧ 🅣 🆃
u υ ᴜ ս ꓴ 🅤 🆄
v ν ᴠ ʋ ꮩ ꓦ 🅥 🆅
w ԝ ᴡ ⱳ ꮃ ꮤ ꓪ 🅦 🆆
x х χ ꓫ ⲭ 🅧 🆇
y у ү ʏ ƴ ყ ɏ ꭹ ꮍ ꓬ ⲩ 🅨 🆈
z ᴢ ƶ ʐ ꮓ ꓜ 🅩 🆉`;
const LOOKALIKE: ReadonlyMap<string, string> = new Map([
  ...ALIKE.trim().split('\n').flatMap((row) => { const [latin = '', ...alike] = row.split(' '); return alike.map((c) => [c, latin] as const); }),
  // Letters of flags, which a phone without the flag draws as letters.
  ...Array.from({ length: 26 }, (_, i) => [String.fromCodePoint(0x1f1e6 + i), String.fromCharCode(97 + i)] as const),
]);
/** Capitals that look like another letter than their small ones do. */
const CAPITAL: Readonly<Record<string, string>> = { Η: 'h', Ν: 'n', Υ: 'y', Χ: 'x', Ρ: 'p' };
const CAPITALS = new RegExp(`[${Object.keys(CAPITAL).join('')}]`, 'gu');
const FOREIGN = new RegExp(`[${[...LOOKALIKE.keys()].join('')}]`, 'gu');
const STRANGE = /[\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Cherokee}\p{Script=Lisu}\p{Script=Coptic}\p{Script=Armenian}\p{Script=Georgian}]/u;

/** What stands between letters that are drawn apart. */
const APART = String.raw`[ .·•∙⋅_\-‐–—⁃|*~\p{Extended_Pictographic}]`;
const SPELT = new RegExp(String.raw`(?<![\p{L}\p{N}])(?:\p{L}${APART}{1,3}){2,}\p{L}(?![\p{L}\p{N}])`, 'gu');
/** 确 定: two signs are a word already. */
const HAN_APART = new RegExp(String.raw`(?<![\p{L}\p{N}])(?:\p{Script=Han}${APART}{1,3})+\p{Script=Han}(?![\p{L}\p{N}])`, 'gu');
const GAPS = new RegExp(APART, 'gu');

/**
 * NFKC, without format characters (zero-width, bidi), marks (combining strokes) and soft hyphens, look-alikes as Latin
 * when the text mixes scripts or is all look-alikes, lower case, spaces collapsed, `d e l e t e`, `P.a.y` and `支 付` joined,
 * a capital I, 0 or 1 inside a word as the letter it is drawn like.
 */
export function fold(text: string): string {
  const plain = (ASCII.test(text) ? text.replace(/ {2,}/g, ' ') : visible(text))
    // DeIete, AIIow: drawn like a small L.
    .replace(/(?<=\p{Ll})I+(?=\p{Ll}|(?!\p{L}))|(?<=\p{Lu})I+(?=\p{Ll})|(?<=\p{Lu}\p{Ll}*)II+(?!\p{L})/gu, (m) => 'l'.repeat(m.length));
  const small = (s: string): string => s.toLowerCase().replace(/[’‘`´]/g, "'").trim();
  const own = small(plain);
  const joined = (ASCII.test(text) ? own : latinOf(plain, own, small))
    .replace(/(?<=\p{Script=Latin})[01](?=\p{Script=Latin})/gu, (d) => (d === '0' ? 'o' : 'l'))
    .replace(SPELT, (spelt) => spelt.replace(GAPS, ''))
    .replace(HAN_APART, (spelt) => spelt.replace(GAPS, ''));
  return HAN.test(joined) ? simplified(joined) : joined;
}

const HAN = /\p{Script=Han}/u;
/** Most labels, of which little has to be asked. */
const ASCII = /^[\u0020-\u007e]*$/;

/** Compatible forms as plain ones, without what shows nothing. */
const visible = (text: string): string => text
  .normalize('NFKD')
  .replace(/[\p{Cf}\p{Mn}\p{Me}\u115f\u1160\u3164\uffa0]/gu, '')
  .normalize('NFKC')
  .replace(/[\p{Cc}\p{Zs}\p{Zl}\p{Zp}⠀]+/gu, ' ');

function latinOf(plain: string, own: string, small: (s: string) => string): string {
  const latin = small(plain.replace(CAPITALS, (c) => CAPITAL[c] ?? c)).replace(FOREIGN, (c) => LOOKALIKE.get(c) ?? c);
  // A word of another script that is not made of look-alikes only stays what it is.
  return STRANGE.test(latin) && !/\p{Script=Latin}/u.test(own) ? own : latin;
}
