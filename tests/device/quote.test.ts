import { execFileSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { quote, quoteCommand } from '../../electron/device/quote.ts';
import { Failure } from '../../electron/protocol/faults.ts';

/** mulberry32: the same words on every run. */
function random(seed: number): () => number {
  let a = seed;
  return () => { a = (a + 0x6d2b79f5) | 0; let t = Math.imul(a ^ (a >>> 15), 1 | a); t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t; return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32; };
}

describe('quote', () => {
  test('every word comes out of a real shell as it went in', () => {
    const next = random(7);
    const nasty = [...`'"\`$\\!*?[]{}()<>|&;#~=%- \t\n\r`, 'é', '北', '👩‍👧', '\u001e', '\u007f', "'\\''", '$(id)', '`id`', '${IFS}', '&&', 'a', 'Z', '0', '.', '/', '_'];
    const words = Array.from({ length: 600 }, (_, i) => (i === 0 ? '' : Array.from({ length: 1 + Math.floor(next() * 12) }, () => nasty[Math.floor(next() * nasty.length)]!).join('')));
    // One process for all: each word is printed followed by a NUL.
    const out = execFileSync('/bin/sh', ['-c', `printf '%s\\000' ${words.map(quote).join(' ')}`], { encoding: 'utf8' });
    expect(out.split('\0').slice(0, -1)).toEqual(words);
  });

  test('leaves plain words readable and refuses what no command line carries', () => {
    expect(quoteCommand(['screenrecord', '--output-format=h264', '--size=720x1600', '-', 'A=b', '~', ''])).toBe("screenrecord --output-format=h264 --size=720x1600 - 'A=b' '~' ''");
    expect(() => quote('a\0b')).toThrow(Failure);
    expect(() => quoteCommand([])).toThrow(Failure);
  });
});
