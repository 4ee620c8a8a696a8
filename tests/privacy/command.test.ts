import * as fs from 'node:fs';
import * as path from 'node:path';
import { expect, test } from 'vitest';
import { countersign, home } from '../cli/in-process.ts';

const write = (text: string): string => {
  const file = path.join(home(), 'text.txt');
  fs.writeFileSync(file, text);
  return file;
};

test('redact FILE prints the text without personal data', async () => {
  const file = write('收件人：张伟，电话 13800138000\nCall 13800138000 again, order 20240613123456');
  const plain = await countersign(['redact', file]);
  expect(plain).toMatchObject({ code: 0, out: '收件人：<name:1>，电话 <phone:1>\nCall <phone:1> again, order 20240613123456' });
  const json = await countersign(['redact', file, '--json']);
  expect(json.json()).toEqual({
    text: plain.out,
    spans: [{ start: 4, end: 6, kind: 'name', score: 0.9 }, { start: 10, end: 21, kind: 'phone', score: 0.95 }, { start: 27, end: 38, kind: 'phone', score: 0.95 }],
  });
});

test('redact --batch answers each line, also a broken one', async () => {
  const file = write('{"id":"a","text":"mail a@b.com"}\n\n{"id":2,"text":"nothing"}\nnot json\n{"id":3}\n');
  const ran = await countersign(['redact', '--batch', file]);
  const lines = ran.out.split('\n').map((l) => JSON.parse(l) as { fault?: { kind: string; line: number } });
  expect(ran.code).toBe(1);
  expect(lines.slice(0, 2)).toEqual([{ id: 'a', text: 'mail <email:1>', spans: [{ start: 5, end: 12, kind: 'email', score: 0.99 }] }, { id: 2, text: 'nothing', spans: [] }]);
  expect(lines.slice(2).map((l) => [l.fault?.kind, l.fault?.line])).toEqual([['file/line', 4], ['file/line', 5]]);
});

test('redact says what it wants', async () => {
  expect((await countersign(['redact'])).code).toBe(2);
  expect((await countersign(['redact', '/no/such/file'])).err).toContain('There is no /no/such/file');
});
