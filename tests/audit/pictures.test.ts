// Pictures for others: which elements are personal, that their boxes are filled in the picture's own pixels, and that what nobody knows is left out.

import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { crc32, deflateSync } from 'node:zlib';
import { afterAll, expect, test } from 'vitest';
import { fillBoxes, redactPicture } from '../../electron/audit/pictures.ts';
import { decodePng, encodePng } from '../../electron/base/png.ts';
import { personalBoxes } from '../../electron/privacy/boxes.ts';
import type { Bounds, Element } from '../../electron/protocol/screen.ts';

const root = mkdtempSync(path.join(tmpdir(), 'countersign-pictures-'));
afterAll(() => rmSync(root, { recursive: true }));
const folder = path.join(root, 'r1');
mkdirSync(path.join(folder, 'images'), { recursive: true });

const white = (width: number, height: number): { width: number; height: number; data: Buffer } => ({ width, height, data: Buffer.alloc(width * height * 4, 255) });
/** `#` where filled, one line a row. */
const shape = (p: { width: number; height: number; data: Buffer }): string[] => Array.from({ length: p.height }, (_, y) => Array.from({ length: p.width }, (_x, x) => (p.data.readUInt32BE((y * p.width + x) * 4) === 0xffffffff ? '.' : '#')).join(''));
let at = 0;
const element = (e: Partial<Element>): Element => ({ id: ++at, role: 'text', label: '', labelFrom: 'text', bounds: [at, 0, at + 1, 1], tap: [0, 0], package: 'p', resourceId: '', className: '', selectors: [], source: 'tree', line: '', ...e } as Element);

test('which boxes of a screen', () => {
  const b = (n: number): Bounds => [n, n, n + 5, n + 5];
  const found = personalBoxes({ elements: [
    element({ label: 'Send', bounds: b(1) }),
    element({ label: 'Call 13800138000', bounds: b(2) }),
    element({ label: 'PIN', value: '', password: true, bounds: b(3) }),
    element({ label: 'E-mail', labelFrom: 'near', value: 'ann@example.com', bounds: b(4) }),
    element({ label: 'Wang, 13800138000', labelFrom: 'inside', texts: ['Wang', '13800138000'], bounds: b(5) }),
    // Only its cue says what it is: beside it, or its own label.
    element({ label: '张伟', context: '收件人', bounds: b(6) }),
    element({ label: '张伟', bounds: b(7) }),
    element({ label: 'Password', labelFrom: 'near', value: 'hunter2!', bounds: b(8) }),
    element({ label: 'Order 2024-11-01, £12.50', bounds: b(9) }),
    element({ label: 'mail ann@example.com', bounds: b(2) }),
    // What a keyboard suggests is shown as well.
    element({ label: '13800138000', window: 'keyboard', bounds: b(10) }),
  ] });
  expect(found).toEqual([b(2), b(3), b(4), b(5), b(6), b(8), b(10)]);
  expect([personalBoxes({ elements: [] }), personalBoxes({ elements: [element({ label: '12:30', window: 'bar' })] }), personalBoxes({ elements: [element({ label: 'Button', source: 'vision' })] })]).toEqual([undefined, undefined, undefined]);
});

test('boxes are filled in the pixels of the picture, also a smaller one; never on a turned one', () => {
  const same = white(6, 4);
  expect([fillBoxes(same, [6, 4], [[1, 1, 3, 3], [5, 3, 9, 9]]), shape(same)]).toEqual([true, ['......', '.##...', '.##...', '.....#']]);
  const half = white(3, 2);
  expect([fillBoxes(half, [6, 4], [[1, 1, 2, 2]]), shape(half)]).toEqual([true, ['#..', '...']]);
  const turned = white(40, 60);
  expect([fillBoxes(turned, [60, 40], [[0, 0, 60, 40]]), shape(turned).join('').includes('#')]).toEqual([false, false]);
});

test('a picture for a package: filled, untouched, or none', async () => {
  const png = await encodePng(white(6, 4));
  const hide = (name: string, text: string): void => writeFileSync(path.join(folder, 'images', `${name}.hide.json`), text);
  hide('some', '{"v":1,"size":[6,4],"boxes":[[0,0,6,1]]}');
  hide('nothing', '{"v":1,"size":[6,4],"boxes":[]}');
  hide('turned', '{"v":1,"size":[40,60],"boxes":[]}');
  hide('broken', '{"v":1,"boxes":"all"}');
  const some = await redactPicture(folder, 'some.png', png);
  expect(shape(decodePng(some!)!)).toEqual(['######', '......', '......', '......']);
  expect(await redactPicture(folder, 'nothing.png', png)).toBe(png);
  expect([await redactPicture(folder, 'turned.png', png), await redactPicture(folder, 'unknown.png', png), await redactPicture(folder, 'some.png', Buffer.from('no picture'))]).toEqual([undefined, undefined, undefined]);
  await expect(redactPicture(folder, 'broken.png', png)).rejects.toMatchObject({ fault: { kind: 'file/damaged' } });
});

test('PNG of other writers: RGB, every filter; what is damaged is none', () => {
  const chunk = (type: string, data: Buffer): Buffer => {
    const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
    const out = Buffer.alloc(body.length + 8);
    out.writeUInt32BE(data.length, 0);
    body.copy(out, 4);
    out.writeUInt32BE(crc32(body), body.length + 4);
    return out;
  };
  const rgb = (rows: number[][]): Buffer => {
    const head = Buffer.alloc(13);
    head.writeUInt32BE(2, 0);
    head.writeUInt32BE(rows.length, 4);
    head.set([8, 2, 0, 0, 0], 8);
    return Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), chunk('IHDR', head), chunk('IDAT', deflateSync(Buffer.from(rows.flat()))), chunk('IEND', Buffer.alloc(0))]);
  };
  // Five rows that all say 10 20 30, 40 50 60: as they are, by the left, by the row above, by the mean of both, by the nearest of three.
  const png = rgb([[0, 10, 20, 30, 40, 50, 60], [1, 10, 20, 30, 30, 30, 30], [2, 0, 0, 0, 0, 0, 0], [3, 5, 10, 15, 15, 15, 15], [4, 0, 0, 0, 0, 0, 0]]);
  expect(decodePng(png)).toEqual({ width: 2, height: 5, data: Buffer.from(Array.from({ length: 5 }, () => [10, 20, 30, 255, 40, 50, 60, 255]).flat()) });
  const torn = Buffer.from(png);
  torn[torn.indexOf('IDAT') + 6]! ^= 1;
  expect([decodePng(torn), decodePng(rgb([[5, 0, 0, 0, 0, 0, 0]])), decodePng(png.subarray(0, 20))]).toEqual([undefined, undefined, undefined]);
});
