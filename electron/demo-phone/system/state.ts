// Exports: initialState, initialSystem, checkState, freeze, copyJson, nextRandom. The phone as plain JSON; all pure.

import { z } from 'zod';
import { Failure } from '../../protocol/faults.ts';
import type { App, PhoneState, SystemSettings } from '../types.ts';

/** Settings of a phone that was just set up. */
export const initialSystem = (): SystemSettings => ({
  wifi: { on: true, connected: 'Home-5G', known: { 'Home-5G': 'welcome-home' } },
  bluetooth: { on: false, paired: [] },
  airplane: false,
  darkTheme: false,
  brightness: 60,
  fontScale: 1,
  rotationLocked: true,
  volume: { media: 60, ring: 70, alarm: 80 },
  doNotDisturb: false,
  locationOn: true,
  batterySaver: false,
  deviceName: 'Countersign Demo',
  language: 'en',
  permissions: {},
});

export const initialState = (apps: readonly App[], now: number, seed: number): PhoneState => ({
  v: 1,
  now,
  seed,
  system: initialSystem(),
  apps: Object.fromEntries(apps.map((a) => [a.package, copyJson(a.initial())])),
  notifications: [],
  timers: [],
  tasks: [],
});

const percent = z.number();
const SystemShape = z.object({
  wifi: z.object({ on: z.boolean(), connected: z.string().nullable(), known: z.record(z.string(), z.string()) }),
  bluetooth: z.object({ on: z.boolean(), paired: z.array(z.string()) }),
  airplane: z.boolean(), darkTheme: z.boolean(), brightness: percent, fontScale: z.number().min(0.5).max(3), rotationLocked: z.boolean(),
  volume: z.object({ media: percent, ring: percent, alarm: percent }),
  doNotDisturb: z.boolean(), locationOn: z.boolean(), batterySaver: z.boolean(), deviceName: z.string(), language: z.string(),
  permissions: z.record(z.string(), z.enum(['granted', 'denied'])),
});
const ArgsShape = z.record(z.string(), z.json());
const StateShape = z.object({
  v: z.literal(1), now: z.number(), seed: z.number(), system: SystemShape, apps: z.record(z.string(), z.json()),
  notifications: z.array(z.object({ package: z.string(), title: z.string(), text: z.string(), screen: z.string().optional(), args: ArgsShape.optional() })),
  timers: z.array(z.object({ package: z.string(), name: z.string(), at: z.number() })).optional(),
  tasks: z.array(z.object({ package: z.string(), stack: z.array(z.object({ screen: z.string(), args: ArgsShape })) })),
});

/** A saved phone from a stranger's hands. @throws Failure `file/damaged` naming the first thing that is wrong */
export function checkState(value: unknown, path = 'phone state'): PhoneState {
  const read = StateShape.safeParse(value);
  if (read.success) return read.data as PhoneState;
  const first = read.error.issues[0];
  throw new Failure({ kind: 'file/damaged', path, detail: `It holds no saved demo phone: ${first?.path.join('.') || 'it'}: ${first?.message ?? ''}` });
}

/** A deep copy that is JSON and nothing else. @throws on functions, cycles, NaN and the like, naming the place */
export function copyJson<T>(value: T, path = 'state'): T {
  const go = (v: unknown, at: string, above: readonly unknown[]): unknown => {
    if (v === null || typeof v === 'string' || typeof v === 'boolean') return v;
    if (typeof v === 'number') { if (Number.isFinite(v)) return v; throw new Error(`${at} is ${v}, which JSON cannot hold`); }
    if (typeof v !== 'object') throw new Error(`${at} is a ${typeof v}, which JSON cannot hold`);
    if (above.includes(v)) throw new Error(`${at} contains itself`);
    const deeper = [...above, v];
    if (Array.isArray(v)) return v.map((e, i) => go(e, `${at}.${i}`, deeper));
    return Object.fromEntries(Object.entries(v).filter(([, e]) => e !== undefined).map(([k, e]) => [k, go(e, `${at}.${k}`, deeper)]));
  };
  return go(value, path, []) as T;
}

/** Freezes deeply, in place. */
export function freeze<T>(value: T): T {
  if (value !== null && typeof value === 'object' && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const v of Object.values(value)) freeze(v);
  }
  return value;
}

/** Mulberry32. @returns a number in [0, 1) and the next seed */
export function nextRandom(seed: number): [value: number, seed: number] {
  const next = (seed + 0x6d2b79f5) | 0;
  let t = Math.imul(next ^ (next >>> 15), 1 | next);
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
  return [((t ^ (t >>> 14)) >>> 0) / 4294967296, next];
}
