import { readFileSync } from 'node:fs';
import * as path from 'node:path';
import { expect, test } from 'vitest';
import { fold } from '../../electron/privacy/fold.ts';
import { maskedSpans, recognise } from '../../electron/privacy/recognise.ts';
import { luhn } from '../../electron/privacy/recognisers/digits.ts';
import { checksum } from '../../electron/privacy/recognisers/resident-id.ts';

const lines = readFileSync(path.join(import.meta.dirname, 'lines.jsonl'), 'utf8').trim().split('\n').map((l) => JSON.parse(l) as { text: string; personal: string[] });
const found = (text: string): string[] => recognise(text).map((s) => `${s.kind} ${text.slice(s.start, s.end)}`);

test.each(lines)('$text', ({ text, personal }) => { expect(found(text)).toEqual(personal); });

test('checksums hold for valid numbers and for none of their neighbours', () => {
  expect(luhn('4111111111111111')).toBe(true);
  expect(Array.from({ length: 9 }, (_, i) => luhn(`411111111111111${(2 + i) % 10}`)).filter(Boolean)).toEqual([]);
  expect(checksum('11010519491231002X')).toBe(true);
  expect(Array.from({ length: 10 }, (_, i) => checksum(`11010519491231002${i}`)).filter(Boolean)).toEqual([]);
  // A number with a wrong check digit is none, however plain its cue.
  expect([found('身份证号：110105194912310021'), found('卡号：4111 1111 1111 1112'), found('IBAN: GB82 WEST 1234 5698 7654 33'), found('IMEI: 490154203237519')]).toEqual([[], [], [], []]);
});

test('offsets are those of the text as given: wide digits, invisible letters, digits beyond the basic plane', () => {
  for (const value of ['１３８００１３８０００', '138\u200b0013\u200b8000', '𝟙𝟛𝟠𝟘𝟘𝟙𝟛𝟠𝟘𝟘𝟘'.replaceAll(/./gu, (c) => c), '138\u00a00013\u00a08000', '١٣٨٠٠١٣٨٠٠٠']) {
    const text = `电话：${value}。😀`;
    expect(found(text)).toEqual([`phone ${value}`]);
  }
  const folded = fold('a\u200bＢ𝟙');
  expect([folded.text, folded.span(0, 1), folded.span(1, 2), folded.span(2, 3)]).toEqual(['aB1', { start: 0, end: 1 }, { start: 2, end: 3 }, { start: 3, end: 5 }]);
});

test('what is masked already is told apart', () => {
  const masked = (text: string): string[] => maskedSpans(text).map((s) => `${s.kind} ${text.slice(s.start, s.end)}`);
  expect([masked('手机 138****8000'), masked('6222 **** **** 1234'), masked('110***********0021'), masked('z***g@163.com')]).toEqual([['phone 138****8000'], ['card 6222 **** **** 1234'], ['resident-id 110***********0021'], ['email z***g@163.com']]);
  // Of a telephone number enough is left to tell whose it is.
  expect(found('手机 138****8000，卡 6222 **** **** 1234，z***g@163.com')).toEqual(['phone 138****8000']);
});

test('a long text is read in time that grows with its length', () => {
  // Of this thread alone: what else runs on the machine does not count.
  const began = process.threadCpuUsage();
  recognise('a'.repeat(50_000));
  recognise('1 '.repeat(20_000));
  recognise('市'.repeat(20_000));
  recognise('Aa '.repeat(20_000));
  recognise('a.b@'.repeat(10_000));
  for (const unit of ['John Smith, ', '1 Main Street, ', '路1号', '密码：abc12345 ', '地址：', '1-', 'send to ']) recognise(unit.repeat(100_000 / unit.length));
  const { user, system } = process.threadCpuUsage(began);
  expect((user + system) / 1000).toBeLessThan(5000);
});
