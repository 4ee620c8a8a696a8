// Messages as bytes: everything plain comes back, everything else is refused on the side it comes from.

import { expect, test } from 'vitest';
import { decodeMessage, encodeMessage } from '../../electron/protocol/wire.ts';

const back = (v: unknown): unknown => decodeMessage(encodeMessage(v));
/** A message of any JSON text and any bytes behind it. */
const raw = (json: string | Uint8Array, rest: readonly number[] = [], length?: number): Uint8Array => {
  const text = typeof json === 'string' ? new TextEncoder().encode(json) : json;
  const out = new Uint8Array(4 + text.length + rest.length);
  new DataView(out.buffer).setUint32(0, length ?? text.length);
  out.set(text, 4);
  out.set(rest, 4 + text.length);
  return out;
};
const nested = (depth: number): unknown => { let v: unknown = 1; for (let i = 0; i < depth; i++) v = i % 2 ? [v] : { v }; return v; };

test('every plain value comes back', () => {
  const values: unknown[] = [
    null, true, false, 0, -1.5, 2 ** 53 - 1, 1e308, '', 'ä 中 \ud83d\ude00 \u0000 \ud800', [], {}, [[], [null]], { a: { b: { c: [1, 'x', { d: null }] } } },
    new Uint8Array(0), new Uint8Array([0, 1, 255]), [new Uint8Array([1]), new Uint8Array([2, 3])],
    { b: new Uint8Array([1]), 7: new Uint8Array([2]), a: { deep: [new Uint8Array([3]), 'x', new Uint8Array(0)] } },
    { $bytes: [0, 1] }, { $bytes: 1, other: 2 }, { $plain: 1 }, { $plain: { $bytes: [0, 0] } }, { $plain: { $plain: {} }, x: 1 }, { x: { $bytes: new Uint8Array([9]) } }, [{ $plain: [] }],
    nested(400),
  ];
  for (const v of values) expect(back(v)).toStrictEqual(v);
});

test('as in JSON: an undefined property is left out, undefined in a list and odd numbers become null', () => {
  expect([back(undefined), back({ a: undefined, b: 1 }), back([undefined, 1]), back({ n: Number.NaN, i: Number.POSITIVE_INFINITY })]).toStrictEqual([null, { b: 1 }, [null, 1], { n: null, i: null }]);
});

test('a picture crosses whole and is a copy of its own', () => {
  const picture = new Uint8Array(5_000_000).map((_, i) => (i * 31) % 251);
  const sent = encodeMessage({ t: 'event', value: { data: picture } });
  const { value } = decodeMessage(sent) as { value: { data: Uint8Array } };
  expect([sent.length - picture.length < 100, Buffer.compare(value.data, picture), value.data.buffer === sent.buffer]).toEqual([true, 0, false]);
  // A view in the middle of another buffer, as a socket gives it; a Buffer comes back as plain bytes.
  const pool = Buffer.alloc(sent.length + 20);
  pool.set(sent, 10);
  const { data } = (decodeMessage(pool.subarray(10, 10 + sent.length)) as { value: { data: Uint8Array } }).value;
  pool.fill(0);
  expect([Buffer.compare(data, picture), data.constructor.name]).toEqual([0, 'Uint8Array']);
  expect(back({ b: Buffer.from('abc') })).toStrictEqual({ b: new Uint8Array([97, 98, 99]) });
});

test('what would be lost on the way is refused where it is sent', () => {
  class Thing { x = 1; }
  const loop: { self?: unknown } = {};
  loop.self = loop;
  const refused = (v: unknown): string => { try { encodeMessage({ v: [v] }); return 'sent'; } catch (e) { return `${(e as Error).name}: ${(e as Error).message}`; } };
  expect([new Map(), new Set(), new Date(0), new Error('x'), new Thing(), new Float32Array(1), new ArrayBuffer(1), () => 1, Symbol('x'), 1n, loop, nested(600)].map(refused)).toEqual([
    'TypeError: Not plain data: Map', 'TypeError: Not plain data: Set', 'TypeError: Not plain data: Date', 'TypeError: Not plain data: Error', 'TypeError: Not plain data: Thing', 'TypeError: Not plain data: Float32Array',
    'TypeError: Not plain data: ArrayBuffer', 'TypeError: Not plain data: function', 'TypeError: Not plain data: symbol', 'TypeError: Not plain data: bigint',
    'RangeError: The value is nested too deep', 'RangeError: The value is nested too deep',
  ]);
});

test('bytes that are no message are refused with a reason', () => {
  const many = `[${Array.from({ length: 1000 }, () => '{"$bytes":[0,3]}').join(',')}]`;
  const cases: Record<string, Uint8Array> = {
    empty: new Uint8Array(0), short: new Uint8Array([0, 0, 0]), lies: raw('{}', [], 3), huge: raw('{}', [], 0xffffffff), noJson: raw(''), torn: raw('{"a":'), two: raw('1 2'), latin: raw(new Uint8Array([0x22, 0xe9, 0x22])),
    outside: raw('{"$bytes":[0,4]}', [1, 2, 3]), negative: raw('{"$bytes":[0,-1]}', [1]), backwards: raw('{"$bytes":[-1,1]}', [1]), half: raw('{"$bytes":[0,0.5]}', [1]), text: raw('{"$bytes":"01"}', [1]), one: raw('{"$bytes":[0]}', [1]),
    three: raw('{"$bytes":[0,1,1]}', [1]), nothing: raw('{"$bytes":null}'), far: raw('{"$bytes":[1,1]}', [1, 2]), again: raw(many, [1, 2, 3]), large: raw('{"$bytes":[0,9007199254740992]}', [1]), left: raw('{}', [1]),
    wrapped: raw('{"$plain":1}'), wrappedNull: raw('{"$plain":null}'), wrappedList: raw('{"$plain":[1]}'), deep: raw(`${'['.repeat(200_000)}${']'.repeat(200_000)}`), deepWrapped: raw(`${'{"$plain":{"a":'.repeat(600)}1${'}}'.repeat(600)}`),
  };
  const why = (b: Uint8Array): string => { try { return `read ${JSON.stringify(decodeMessage(b))}`; } catch (e) { return e instanceof SyntaxError ? 'SyntaxError' : `${(e as Error).name}: ${(e as Error).message}`; } };
  const bad = 'RangeError: A bad attachment';
  expect(Object.fromEntries(Object.entries(cases).map(([name, b]) => [name, why(b)]))).toEqual({
    empty: 'RangeError: A message has at least four bytes', short: 'RangeError: A message has at least four bytes', lies: 'RangeError: The message is shorter than it says', huge: 'RangeError: The message is shorter than it says',
    noJson: 'SyntaxError', torn: 'SyntaxError', two: 'SyntaxError', latin: expect.stringMatching(/^TypeError: .*utf-8/) as unknown,
    outside: 'RangeError: An attachment outside the message', negative: bad, backwards: bad, half: bad, text: bad, one: bad, three: bad, nothing: bad, far: bad, again: bad, large: bad, left: 'RangeError: The message holds bytes that nothing names',
    wrapped: 'RangeError: A bad wrapped object', wrappedNull: 'RangeError: A bad wrapped object', wrappedList: 'RangeError: A bad wrapped object', deep: 'RangeError: The message is nested too deep', deepWrapped: 'RangeError: The message is nested too deep',
  });
});

test('a name cannot reach a prototype', () => {
  const got = decodeMessage(raw('{"a":{"__proto__":{"polluted":1}},"__proto__":{"polluted":2}}')) as Record<string, unknown>;
  expect([Object.keys(got), Object.getPrototypeOf(got) === Object.prototype, 'polluted' in {}, got.polluted]).toEqual([['a', '__proto__'], true, false, undefined]);
  const names = '{"__proto__":{"x":[1]},"constructor":{"prototype":1},"toString":"y","hasOwnProperty":null}';
  expect(JSON.stringify(back(JSON.parse(names)))).toBe(names);
});

/** mulberry32: the same damage at every run. */
const random = (seed: number) => (): number => { seed = (seed + 0x6d2b79f5) | 0; let t = Math.imul(seed ^ (seed >>> 15), 1 | seed); t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t; return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32; };

test('5,000 damaged messages: read or refused, never anything else', () => {
  const next = random(7);
  const good = encodeMessage({ t: 'call', id: 4, name: 'images.get', arg: { a: [new Uint8Array([1, 2, 3]), { $plain: 1 }, 'text', 1.5], b: { c: new Uint8Array(20) } } });
  const count = { read: 0, refused: 0 };
  for (let i = 0; i < 5000; i++) {
    const b = good.slice(0, next() < 0.2 ? Math.floor(next() * good.length) : good.length);
    for (let n = 1 + Math.floor(next() * 4); n > 0 && b.length > 0; n--) b[Math.floor(next() * b.length)] = Math.floor(next() * 256);
    try {
      decodeMessage(b);
      count.read++;
    } catch (e) {
      if (!(e instanceof RangeError || e instanceof SyntaxError || e instanceof TypeError)) throw e;
      count.refused++;
    }
  }
  expect([count.read > 100, count.refused > 1000, count.read + count.refused]).toEqual([true, true, 5000]);
});
