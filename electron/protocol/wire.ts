// Exports: encodeMessage, decodeMessage.
// Messages as bytes for transports that carry bytes only (the WebSocket of browser mode): JSON with attachments.
// Layout: u32 big-endian length of the JSON, the JSON as UTF-8, then all byte arrays one after another.
// Inside the JSON a byte array is `{"$bytes":[offset,length]}`; an object that happens to have such a key is wrapped in `{"$plain":…}`.

const isMarked = (v: object): boolean => '$bytes' in v || '$plain' in v;

/** Nothing of ours is nested that deep; what is comes from somebody who wants the stack to overflow. */
const MAX_DEPTH = 500;

/**
 * Plain data with `Uint8Array`s anywhere inside. As in JSON, a property that is undefined is left out, and undefined in a list and numbers
 * that are not finite become null.
 * @throws TypeError for what would be lost on the way (Map, Date, other views, functions, BigInt), RangeError for what is nested too deep
 */
export function encodeMessage(value: unknown): Uint8Array {
  const parts: Uint8Array[] = [];
  let size = 0;
  const pack = (v: unknown, depth: number): unknown => {
    if (typeof v === 'function' || typeof v === 'symbol' || typeof v === 'bigint') throw new TypeError(`Not plain data: ${typeof v}`);
    if (typeof v !== 'object' || v === null) return v;
    if (depth > MAX_DEPTH) throw new RangeError('The value is nested too deep');
    if (v instanceof Uint8Array) {
      parts.push(v);
      size += v.byteLength;
      return { $bytes: [size - v.byteLength, v.byteLength] };
    }
    if (Array.isArray(v)) return v.map((inner) => pack(inner, depth + 1));
    const prototype: unknown = Object.getPrototypeOf(v);
    if (prototype !== null && Object.getPrototypeOf(prototype) !== null) throw new TypeError(`Not plain data: ${v.constructor.name}`);
    const packed = Object.fromEntries(Object.entries(v).map(([k, inner]) => [k, pack(inner, depth + 1)]));
    return isMarked(v) ? { $plain: packed } : packed;
  };
  const json = new TextEncoder().encode(JSON.stringify(pack(value, 0)) ?? 'null');
  const out = new Uint8Array(4 + json.byteLength + size);
  new DataView(out.buffer).setUint32(0, json.byteLength);
  out.set(json, 4);
  let at = 4 + json.byteLength;
  for (const part of parts) {
    out.set(part, at);
    at += part.byteLength;
  }
  return out;
}

/**
 * Attachments must follow each other without gap or overlap, as `encodeMessage` writes them: a short message cannot ask for the same bytes
 * a million times.
 * @throws RangeError, TypeError or SyntaxError when the bytes are no message: the connection they came from is to be closed
 */
export function decodeMessage(bytes: Uint8Array): unknown {
  if (bytes.byteLength < 4) throw new RangeError('A message has at least four bytes');
  const length = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength).getUint32(0);
  if (4 + length > bytes.byteLength) throw new RangeError('The message is shorter than it says');
  // A view of our own: `slice` of a Buffer would not copy.
  const rest = new Uint8Array(bytes.buffer, bytes.byteOffset + 4 + length, bytes.byteLength - 4 - length);
  let taken = 0;
  const unpack = (v: unknown, depth: number): unknown => {
    if (typeof v !== 'object' || v === null) return v;
    if (depth > MAX_DEPTH) throw new RangeError('The message is nested too deep');
    if (Array.isArray(v)) return v.map((inner) => unpack(inner, depth + 1));
    const o = v as Record<string, unknown>;
    const [only, ...more] = Object.keys(o);
    if (only === '$bytes' && more.length === 0) {
      const at = o.$bytes;
      if (!Array.isArray(at) || at.length !== 2 || at[0] !== taken || !Number.isSafeInteger(at[1]) || at[1] < 0) throw new RangeError('A bad attachment');
      const size = at[1] as number;
      if (taken + size > rest.byteLength) throw new RangeError('An attachment outside the message');
      taken += size;
      return rest.slice(taken - size, taken);
    }
    const inner = only === '$plain' && more.length === 0 ? o.$plain : o;
    if (typeof inner !== 'object' || inner === null || Array.isArray(inner)) throw new RangeError('A bad wrapped object');
    return Object.fromEntries(Object.entries(inner).map(([k, w]) => [k, unpack(w, depth + 1)]));
  };
  const value = unpack(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(4, 4 + length))), 0);
  if (taken !== rest.byteLength) throw new RangeError('The message holds bytes that nothing names');
  return value;
}
