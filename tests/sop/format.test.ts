import { describe, expect, test } from 'vitest';
import { formatSop, meaning, sameMeaning } from '../../electron/sop/format.ts';
import { checkSop } from '../../electron/sop/check.ts';
import { complete } from '../../electron/sop/complete.ts';
import { hover } from '../../electron/sop/hover.ts';
import { parseSop, readSop } from '../../electron/sop/parse.ts';
import { semanticTokens } from '../../electron/sop/tokens.ts';
import { fixture } from './golden.ts';

const FIXTURES = ['guest-wifi.sop.md', 'stationery-order.sop.md', 'yuyue.sop.md'].map(fixture);

test.each(FIXTURES)('a canonical document stays as it is', (text) => { expect(formatSop(text)).toBe(text); });

test('renumbers, indents, folds quotes and case, keeps words, comments and code', () => {
  const messy = '---\nsop: 1\nid: a.b\n---\n#   T\nSome prose  \nwith a break.\n\n##  steps:\n\n3)  TAP on “A”\n     * expect "B" is visible\n     * on failure: go to step 5\n\n    ```\n    code   stays\n    ```\n5)   tap   "B"   <!-- why -->\n\n## notes\n* free  list\n';
  const tidy = '---\nsop: 1\nid: a.b\n---\n# T\n\nSome prose  \nwith a break.\n\n## Steps\n1. Tap on "A"\n   - Expect: "B" is visible\n   - On failure: go to step 2\n   ```\n   code   stays\n   ```\n2. Tap "B" <!-- why -->\n\n## Notes\n* free  list\n';
  expect(formatSop(messy)).toBe(tidy);
});

/** Deterministic: same numbers on every machine. */
function random(seed: number): () => number {
  let s = seed >>> 0;
  return () => { s = (Math.imul(s ^ (s >>> 15), 0x2c1b3c6d) + 0x9e3779b9) >>> 0; s = Math.imul(s ^ (s >>> 12), 0x297a2d39) >>> 0; return (s >>> 0) / 2 ** 32; };
}
const PIECES = ['"', '“', '`', '{{', '}}', '\n', '\r\n', '   ', '- ', '1. ', '3、', '## ', '---\n', ':', '：', '。', 'If ', '如果 ', 'Otherwise: ', 'then ', '^a', '**', '<!--', '-->', '> ', '\t', '&a', '\uE000', '\uD800', '\0', '[x](y)', '    code\n', '* ', '0', '９', '∞', '<=', 's'];
function mutate(text: string, r: () => number): string {
  let out = text;
  for (let n = 1 + Math.floor(r() * 4); n > 0; n--) {
    const at = Math.floor(r() * out.length);
    const span = Math.floor(r() * r() * 120);
    const kind = r();
    if (kind < 0.35) out = out.slice(0, at) + out.slice(at + span);
    else if (kind < 0.5) out = out.slice(0, at) + out.slice(at, at + span) + out.slice(at);
    else if (kind < 0.6) out = out.slice(0, at);
    else out = out.slice(0, at) + (PIECES[Math.floor(r() * PIECES.length)] as string) + out.slice(at);
  }
  return out;
}

describe('mutations (5,000 in `bench -- robustness`)', () => {
  test('nothing throws, every span lies in the text', () => {
    const r = random(7);
    for (let i = 0; i < 2000; i++) {
      const text = mutate(FIXTURES[i % FIXTURES.length] as string, r);
      const inside = (s: { start: number; end: number }): boolean => s.start >= 0 && s.start <= s.end && s.end <= text.length;
      const reading = readSop(text);
      const { sop } = reading;
      JSON.stringify(sop, (k, v: unknown) => { if (k === 'span' && !inside(v as never)) throw new Error(`span out of range in ${JSON.stringify(text)}`); return v; });
      for (const p of checkSop(reading)) if (!inside(p.span) || p.line < 1 || p.column < 1 || p.fixes.some((f) => f.edits.some((e) => !inside(e.span)))) throw new Error(`${p.code} out of range in ${JSON.stringify(text)}`);
      if (i % 10 === 0) {
        for (const token of semanticTokens(text)) if (!inside(token.span)) throw new Error('token out of range');
        const offset = Math.floor(r() * text.length);
        for (const c of complete({ text, offset })) if (!inside(c.span)) throw new Error('completion out of range');
        hover({ text, offset });
      }
    }
  }, 120_000);

  test('formatting is idempotent and keeps the meaning', () => {
    const r = random(11);
    for (let i = 0; i < 250; i++) {
      const text = mutate(FIXTURES[i % FIXTURES.length] as string, r);
      const once = formatSop(text);
      const twice = formatSop(once);
      if (twice !== once) expect({ text, twice }).toEqual({ text, twice: once });
      if (!sameMeaning(parseSop(text.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n')), parseSop(once))) throw new Error(`meaning changed: ${JSON.stringify(text)}`);
    }
  }, 120_000);
});

test('the digest of the meaning sees what matters', () => {
  const base = FIXTURES[0] as string;
  expect(meaning(parseSop(base.replace('Ask first: credential', 'Note: credential')))).not.toBe(meaning(parseSop(base)));
  expect(meaning(parseSop(base.replace('20 s', '30 s')))).not.toBe(meaning(parseSop(base)));
});

test('time of a 200-step document (reported, not asserted)', () => {
  const steps = Array.from({ length: 200 }, (_, i) => `${i + 1}. Tap "Row ${i}".\n     - Expect: "Page ${i}" is visible within 5 s\n`).join('');
  const text = `---\nsop: 1\nid: a.b\n---\n# T\n\n## Steps\n${steps}`;
  checkSop(text);
  const times = Array.from({ length: 10 }, () => { const t0 = performance.now(); expect(checkSop(text)).toEqual([]); return performance.now() - t0; }).sort((a, b) => a - b);
  console.log(`parse+check of 200 steps: median ${(times[5] as number).toFixed(1)} ms, worst ${(times[9] as number).toFixed(1)} ms`);
});
