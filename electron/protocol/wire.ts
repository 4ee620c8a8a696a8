// Exports: encodeMessage, decodeMessage.
// Messages as bytes for transports that carry bytes only (the WebSocket of browser mode): JSON with attachments.
// Layout: u32 big-endian length of the JSON, the JSON as UTF-8, then all byte arrays one after another.
// Inside the JSON a byte array is `{"$bytes":[offset,length]}`; an object that happens to have such a key is wrapped in `{"$plain":…}`.

const isMarked = (v: unknown): v is Record<string, unknown> => typeof v === 'object' && v !== null && ('$bytes' in v || '$plain' in v);

/** Plain data (no Map, Set, cycles, functions) with `Uint8Array`s anywhere inside. */
export function encodeMessage(value: unknown): Uint8Array {
  const parts: Uint8Array[] = [];
  let size = 0;
  const pack = (v: unknown): unknown => {
    if (v instanceof Uint8Array) {
      parts.push(v);
      size += v.byteLength;
      return { $bytes: [size - v.byteLength, v.byteLength] };
    }
    if (Array.isArray(v)) return v.map(pack);
    if (typeof v !== 'object' || v === null) return v;
    const packed = Object.fromEntries(Object.entries(v).map(([k, inner]) => [k, pack(inner)]));
    return isMarked(v) ? { $plain: packed } : packed;
  };
  const json = new TextEncoder().encode(JSON.stringify(pack(value)) ?? 'null');
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

/** @throws RangeError or SyntaxError when the bytes are no message: the connection they came from is to be closed */
export function decodeMessage(bytes: Uint8Array): unknown {
  if (bytes.byteLength < 4) throw new RangeError('A message has at least four bytes');
  const length = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength).getUint32(0);
  if (4 + length > bytes.byteLength) throw new RangeError('The message is shorter than it says');
  const rest = bytes.subarray(4 + length);
  const unpack = (v: unknown): unknown => {
    if (Array.isArray(v)) return v.map(unpack);
    if (typeof v !== 'object' || v === null) return v;
    const o = v as Record<string, unknown>;
    const keys = Object.keys(o);
    if (keys.length === 1 && keys[0] === '$bytes') {
      const at = o.$bytes;
      if (!Array.isArray(at) || at.length !== 2 || !at.every((n) => Number.isSafeInteger(n) && (n as number) >= 0)) throw new RangeError('A bad attachment');
      const [start, size] = at as [number, number];
      if (start + size > rest.byteLength) throw new RangeError('An attachment outside the message');
      return rest.slice(start, start + size);
    }
    const inner = keys.length === 1 && keys[0] === '$plain' ? (o.$plain as Record<string, unknown>) : o;
    if (typeof inner !== 'object' || inner === null) throw new RangeError('A bad wrapped object');
    return Object.fromEntries(Object.entries(inner).map(([k, w]) => [k, unpack(w)]));
  };
  return unpack(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(4, 4 + length))));
}
