import { describe, expect, test } from 'vitest';
import { createSplitter, parseSps, type AccessUnit } from '../../electron/device/annexb.ts';

/** Writes bits, most significant first. */
function bits(): { u: (v: number, n: number) => void; ue: (v: number) => void; bytes: () => number[] } {
  const out: number[] = [];
  const u = (v: number, n: number): void => { for (let i = n - 1; i >= 0; i--) out.push(Math.floor(v / 2 ** i) % 2); };
  return {
    u,
    ue(v) { const n = Math.floor(Math.log2(v + 1)); u(0, n); u(v + 1, n + 1); },
    bytes() {
      const all = [...out, 1];
      while (all.length % 8) all.push(0);
      return Array.from({ length: all.length / 8 }, (_, i) => parseInt(all.slice(i * 8, i * 8 + 8).join(''), 2));
    },
  };
}
/** 00 00 0x → 00 00 03 0x. */
const escape = (raw: number[]): number[] => raw.reduce<number[]>((out, b) => { if (b <= 3 && out.at(-1) === 0 && out.at(-2) === 0) out.push(3); out.push(b); return out; }, []);

function sps(width: number, height: number, o: { profile?: number; interlaced?: boolean; scaling?: boolean } = {}): Uint8Array {
  const b = bits();
  const profile = o.profile ?? 66;
  b.u(profile, 8); b.u(0, 16); b.ue(0);
  if (profile === 100) { b.ue(1); b.ue(0); b.ue(0); b.u(0, 1); b.u(o.scaling ? 1 : 0, 1); if (o.scaling) { b.u(1, 1); for (let i = 0; i < 16; i++) b.ue(0); for (let i = 0; i < 7; i++) b.u(0, 1); } }
  b.ue(0); b.ue(2); b.ue(1); b.u(0, 1);
  const mbW = Math.ceil(width / 16);
  const unit = o.interlaced ? 32 : 16;
  const mapH = Math.ceil(height / unit);
  b.ue(mbW - 1); b.ue(mapH - 1);
  b.u(o.interlaced ? 0 : 1, 1);
  if (o.interlaced) b.u(0, 1);
  b.u(1, 1);
  const right = (mbW * 16 - width) / 2;
  const bottom = (mapH * unit - height) / (o.interlaced ? 4 : 2);
  b.u(right || bottom ? 1 : 0, 1);
  if (right || bottom) { b.ue(0); b.ue(right); b.ue(0); b.ue(bottom); }
  b.u(0, 1);
  return Uint8Array.from([0x67, ...escape(b.bytes())]);
}

const pps = Uint8Array.of(0x68, 0xce, 0x38, 0x80);
const idr = (n: number, more = false): Uint8Array => Uint8Array.from([0x65, more ? 0x40 : 0x88, ...Array.from({ length: n }, (_, i) => 1 + (i * 7) % 250), 0x80]);
const delta = (n: number): Uint8Array => Uint8Array.from([0x41, 0x9a, ...Array.from({ length: n }, (_, i) => 1 + (i * 13) % 250), 0x80]);
const aud = Uint8Array.of(0x09, 0xf0);
const sei = Uint8Array.of(0x06, 0x05, 0x01, 0x80);
const long = (n: Uint8Array): number[] => [0, 0, 0, 1, ...n];
const short = (n: Uint8Array): number[] => [0, 0, 1, ...n];
const flat = (units: AccessUnit[]): { key: boolean; size: string; data: string }[] => units.map((u) => ({ key: u.key, size: `${u.width}x${u.height}`, data: Buffer.from(u.data).toString('hex') }));
const hex = (...nals: Uint8Array[]): string => nals.map((n) => Buffer.from(long(n)).toString('hex')).join('');

describe('parameter sets', () => {
  test.each([
    ['720x1600', sps(720, 1600)], ['1080x2400', sps(1080, 2400)], ['1080x2340', sps(1080, 2340, { profile: 100 })], ['540x1170', sps(540, 1170, { profile: 100, scaling: true })], ['720x480', sps(720, 480, { interlaced: true })],
  ])('say %s', (size, nal) => {
    const got = parseSps(nal);
    expect(`${got?.width}x${got?.height}`).toBe(size);
  });
  test('cut off are no size', () => {
    for (let n = 1; n < 6; n++) expect(parseSps(sps(1080, 2400).subarray(0, n))).toBeUndefined();
  });
});

describe('the splitter', () => {
  const one = sps(720, 1600);
  const two = sps(1600, 720);
  const stream = Uint8Array.from([
    9, 9, 9, // noise in front
    ...long(delta(5)), // cannot be decoded: no key picture yet
    ...long(one), ...long(pps), ...long(sei), ...short(idr(400)), ...short(idr(30, true)), // two slices of one picture
    ...long(aud), ...long(delta(90)), ...short(delta(20)),
    ...long(idr(50)), // key picture without parameter sets of its own
    ...long(delta(7)),
    0, 0, ...long(two), ...long(pps), ...long(idr(60)), ...long(delta(3)),
  ]);
  const wanted = [
    { key: true, size: '720x1600', data: hex(one, pps, sei, idr(400), idr(30, true)) },
    { key: false, size: '720x1600', data: hex(delta(90)) },
    { key: false, size: '720x1600', data: hex(delta(20)) },
    { key: true, size: '720x1600', data: hex(one, pps, idr(50)) },
    { key: false, size: '720x1600', data: hex(delta(7)) },
    { key: true, size: '1600x720', data: hex(two, pps, idr(60)) },
    { key: false, size: '1600x720', data: hex(delta(3)) },
  ];

  test('gives the same pictures however the bytes are cut', () => {
    let seed = 1;
    const next = (): number => { seed = (seed * 48271) % 2147483647; return seed / 2147483647; };
    for (let round = 0; round < 300; round++) {
      const got: AccessUnit[] = [];
      const splitter = createSplitter((u) => got.push(u));
      const most = round === 0 ? 1 : 1 + Math.floor(next() * 200);
      for (let at = 0; at < stream.length;) { const n = 1 + Math.floor(next() * most); splitter.push(stream.slice(at, at + n)); at += n; }
      splitter.flush();
      expect(flat(got)).toEqual(wanted);
      expect(splitter.torn).toBe(0);
    }
  });

  test('gives the last picture when nothing more comes, and notices when that was too early', () => {
    const got: AccessUnit[] = [];
    const splitter = createSplitter((u) => got.push(u));
    splitter.push(Uint8Array.from([...long(one), ...long(pps)]));
    splitter.flush();
    expect(got).toEqual([]);
    splitter.push(Uint8Array.from(long(idr(100))));
    splitter.flush();
    splitter.flush();
    expect(flat(got)).toEqual([{ key: true, size: '720x1600', data: hex(one, pps, idr(100)) }]);
    const next = long(delta(100));
    splitter.push(Uint8Array.from(next.slice(0, 50)));
    splitter.flush();
    expect(splitter.torn).toBe(0);
    splitter.push(Uint8Array.from(next.slice(50)));
    expect(splitter.torn).toBe(1);
    splitter.push(Uint8Array.from(long(delta(9))));
    splitter.flush();
    expect(flat(got).slice(2)).toEqual([{ key: false, size: '720x1600', data: hex(delta(9)) }]);
  });

  test('never throws and never hoards, whatever comes', () => {
    let seed = 99;
    const next = (): number => { seed = (seed * 48271) % 2147483647; return seed; };
    const splitter = createSplitter(() => { /* counted by nobody */ });
    for (let i = 0; i < 2000; i++) { splitter.push(Uint8Array.from({ length: 1 + (next() % 64) }, () => (next() % 3 ? next() % 256 : next() % 2))); if (i % 17 === 0) splitter.flush(); }
    for (let i = 0; i < 40; i++) splitter.push(new Uint8Array(2 ** 20).fill(7));
    expect(splitter.held).toBeLessThanOrEqual(32 * 2 ** 20);
  });
});
