// Exports: mutate. Damage as files meet it: cut, repeated, shuffled, overwritten, and spiked with what breaks readers.

import type { Chance } from './chance.ts';

const SPIKES = [
  '\0', '\u0001', '\uFEFF', '\uD800', '\u202E', '\u200B', '😀', '“”', '&#xD83D;', '&#0;', '&lt;', '&unknown;', '<![CDATA[', ']]>', '<!--', '-->', '<!DOCTYPE x [<!ENTITY a "b">]>', '"', "'", '<', '>', '</node>', '<node>', '/>',
  '---\n', '```', '{{', '}}', '{{{{', '<secret:x>', '^', '- Expect:', '   1. If', '## Steps', '\t', '\r\n', '\r', '#'.repeat(200), '['.repeat(500), '>'.repeat(300), '*'.repeat(300), '-999999999999', '1e309', 'NaN', '[0,0][0,0]', '[-5,-5][99999999,99999999]',
  '如果', '否则：', '预期：', '&anchor *anchor', '!!js/function', '{a: {a: {a: ', '? ', '"\\', '\\u{110000}',
];

/** One to six injuries. */
export function mutate(text: string, random: Chance): string {
  let out = text;
  for (let injuries = 1 + random.below(6); injuries > 0; injuries--) {
    const at = random.below(out.length + 1);
    const end = Math.min(out.length, at + random.below(random.pick([4, 40, 400])));
    switch (random.below(8)) {
      case 0: out = out.slice(0, at) + out.slice(end); break;
      case 1: out = out.slice(0, end) + out.slice(at, end) + out.slice(end); break;
      case 2: out = out.slice(0, at) + random.pick(SPIKES) + out.slice(at); break;
      case 3: out = out.slice(0, at) + random.pick(SPIKES) + out.slice(end); break;
      case 4: out = random.below(4) === 0 ? out.slice(0, at) : out; break;
      case 5: out = out.slice(0, at) + String.fromCharCode(random.below(0xffff)) + out.slice(at + 1); break;
      case 6: {
        const lines = out.split('\n');
        const [i, j] = [random.below(lines.length), random.below(lines.length)];
        [lines[i], lines[j]] = [lines[j]!, lines[i]!];
        out = lines.join('\n');
        break;
      }
      default: out = out.slice(0, at) + out.slice(at, end).repeat(random.below(30)) + out.slice(end); break;
    }
  }
  return out;
}
