// Exports: Weight, textWidth, runs, wrap, lineHeight. Real text: Roboto and Noto Sans SC from their npm packages.
// The packages cut a typeface into files by Unicode range, and Skia does not look past the first file of a family that has a
// style, so every file gets a family of its own and text is split into runs by the ranges the packages publish.
// A file is loaded when the first of its characters is drawn.

import { createCanvas, GlobalFonts } from '@napi-rs/canvas';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { charactersOf } from './cmap.ts';
import { ALIKE, INVISIBLE, standIn, symbolOf } from './symbols.ts';

export type Weight = 400 | 500 | 700;

interface Face { family: string; /** By weight, or one for all. */ files: readonly string[]; variable?: boolean; characters?: ReadonlySet<number> }
interface Range { from: number; to: number; face: Face }

const require = createRequire(import.meta.url);
const folderOf = (name: string): string => dirname(require.resolve(`${name}/package.json`));

function parseRanges(list: string, face: Face): Range[] {
  return list.split(',').map((part) => {
    const [from = '0', to = from] = part.trim().replace(/^U\+/i, '').split('-');
    return { from: parseInt(from, 16), to: parseInt(to, 16), face };
  });
}

/** Ranges in order of preference: Roboto first, so that Latin text looks like Android's. */
function loadRanges(): Range[] {
  const ranges: Range[] = [];
  const roboto = folderOf('@fontsource/roboto');
  const robotoRanges = JSON.parse(readFileSync(join(roboto, 'unicode.json'), 'utf8')) as Record<string, string>;
  for (const subset of ['latin', 'latin-ext', 'cyrillic', 'greek', 'vietnamese', 'cyrillic-ext', 'greek-ext', 'symbols', 'math']) {
    const list = robotoRanges[subset];
    if (list === undefined) continue;
    ranges.push(...parseRanges(list, { family: `Roboto ${subset}`, files: [400, 500, 700].map((w) => join(roboto, 'files', `roboto-${subset}-${w}-normal.woff`)) }));
  }
  const noto = folderOf('@fontsource-variable/noto-sans-sc');
  const notoRanges = JSON.parse(readFileSync(join(noto, 'unicode.json'), 'utf8')) as Record<string, string>;
  for (const [subset, list] of Object.entries(notoRanges)) {
    const name = subset.replace(/[[\]]/g, '');
    ranges.push(...parseRanges(list, { family: `Noto SC ${name}`, variable: true, files: [join(noto, 'files', `noto-sans-sc-${name}-wght-normal.woff2`)] }));
  }
  return ranges;
}

let ranges: Range[] | undefined;
const faceOf = new Map<number, Face | null>();

/** Reads a face's files when the first character that may be in it is asked for. */
function characters(f: Face): ReadonlySet<number> {
  if (f.characters) return f.characters;
  const files = f.files.map((file) => readFileSync(file));
  for (const file of files) GlobalFonts.register(file, f.family);
  f.characters = charactersOf(files[0]!);
  return f.characters;
}

/** The face that has a glyph for a character, or null. The packages' ranges promise more than the files hold. */
function face(code: number): Face | null {
  const known = faceOf.get(code);
  if (known !== undefined) return known;
  ranges ??= loadRanges();
  const found = ranges.find((r) => code >= r.from && code <= r.to && characters(r.face).has(code))?.face ?? null;
  faceOf.set(code, found);
  return found;
}

/** `variation` goes into the context beside `font`; `icon` takes the place of a character that no font here has. */
export interface Run { text: string; font: string; variation: string; icon?: string; width: number }

const pen = createCanvas(1, 1).getContext('2d');
const runCache = new Map<string, Run[]>();

/** Combining marks stay with the character before them. */
const marks = (code: number): boolean => code >= 0x300 && code <= 0x36f;
/** Joins the people of a family and the like to one emoji. */
const JOINER = '\u200d';
const FLAGS = /^[\u{1f1e6}-\u{1f1ff}]{2}$/u;

/** Splits text into runs of one font; `font` is ready for a 2D context, widths are px. */
export function runs(text: string, px: number, weight: Weight): Run[] {
  const key = `${weight}|${px}|${text}`;
  const cached = runCache.get(key);
  if (cached) return cached;
  const out: Run[] = [];
  let current: Face | undefined;
  let joined = false;
  for (const given of text.normalize('NFC')) {
    const last = out.at(-1);
    if (INVISIBLE.test(given)) { joined = given === JOINER && last?.icon !== undefined; continue; }
    if (joined) { joined = false; continue; }
    const ch = Object.hasOwn(ALIKE, given) ? ALIKE[given]! : given;
    const code = ch.codePointAt(0) ?? 0;
    // A mark that did not become one with its letter and is not in the letter's font is left out.
    if (marks(code) && !(current && characters(current).has(code))) continue;
    const kept = current && (marks(code) || code === 0x20) ? current : undefined;
    const icon = symbolOf(ch);
    const found = icon === undefined ? kept ?? face(code) : null;
    if (!found) {
      const name = icon ?? standIn(ch);
      // Two letters make one flag.
      if (last?.icon === name && FLAGS.test(last.text + ch)) { last.text += ch; continue; }
      out.push({ text: ch, font: '', variation: '', icon: name, width: px * 1.2 });
      current = undefined;
    } else if (last && found === current) last.text += ch;
    else {
      out.push({ text: ch, font: `${weight} ${px}px "${found.family}"`, variation: found.variable ? `'wght' ${weight}` : 'normal', width: 0 });
      current = found;
    }
  }
  for (const r of out) {
    if (r.icon !== undefined) continue;
    pen.font = r.font;
    pen.fontVariationSettings = r.variation;
    r.width = pen.measureText(r.text).width;
  }
  if (runCache.size > 4000) runCache.clear();
  runCache.set(key, out);
  return out;
}

export const textWidth = (text: string, px: number, weight: Weight): number => runs(text, px, weight).reduce((sum, r) => sum + r.width, 0);

/** Material's line heights: looser for small text. */
export const lineHeight = (size: number): number => Math.round(size * (size >= 20 ? 1.28 : 1.43));

const CJK = /[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uffef]/;
/** Characters that may not begin a line. */
const CLINGS = /^[，。！？、；：）」』】》,.!?;:)\]}%]/;

/** Where a line may break: after spaces and hyphens, and between Chinese characters. */
function pieces(line: string): string[] {
  const out: string[] = [];
  let word = '';
  for (const ch of line) {
    if (CJK.test(ch)) {
      if (word) { out.push(word); word = ''; }
      if (CLINGS.test(ch) && out.length) out[out.length - 1] += ch;
      else out.push(ch);
    } else {
      word += ch;
      if (ch === ' ' || ch === '-') { out.push(word); word = ''; }
    }
  }
  if (word) out.push(word);
  return out;
}

const wrapCache = new Map<string, string[]>();

/**
 * Breaks text into lines not wider than `max` px; with `lines`, the last one ends in "…" when something is left over.
 * @returns at least one line
 */
export function wrap(text: string, px: number, weight: Weight, max: number, lines = Infinity): string[] {
  const key = `${weight}|${px}|${Math.round(max * 4)}|${lines}|${text}`;
  const cached = wrapCache.get(key);
  if (cached) return cached;
  const width = (s: string): number => textWidth(s, px, weight);
  const out: string[] = [];
  /** Index in `out` of the first line of each paragraph. */
  const starts = new Set<number>();
  for (const paragraph of text.split('\n')) {
    starts.add(out.length);
    if (width(paragraph) <= max) { out.push(paragraph); continue; }
    let line = '';
    for (let piece of pieces(paragraph)) {
      if (line && width((line + piece).trimEnd()) > max) { out.push(line.trimEnd()); line = ''; }
      // A word wider than the line is cut where it fits.
      while (width(piece.trimEnd()) > max && [...piece].length > 1) {
        const chars = [...piece];
        let n = chars.length - 1;
        while (n > 1 && width(chars.slice(0, n).join('')) > max) n--;
        out.push(chars.slice(0, n).join(''));
        piece = chars.slice(n).join('');
      }
      line += piece;
    }
    out.push(line.trimEnd());
  }
  let result = out;
  if (out.length > lines) {
    result = out.slice(0, lines);
    let end = lines;
    while (end < out.length && !starts.has(end)) end++;
    let last = [...out.slice(lines - 1, end).join(' ')];
    if (last.length > 400) last = last.slice(0, 400);
    while (last.length && width(`${last.join('').trimEnd()}…`) > max) last.pop();
    result[lines - 1] = `${last.join('').trimEnd()}…`;
  }
  if (wrapCache.size > 4000) wrapCache.clear();
  wrapCache.set(key, result);
  return result;
}
