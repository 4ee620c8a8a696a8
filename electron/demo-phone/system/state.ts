// Exports: initialState, initialSystem, checkState, freeze, copyJson, diffState, nextRandom. The phone as plain JSON; all pure.

import { z } from 'zod';
import { Failure } from '../../protocol/faults.ts';
import type { App, Json, PhoneState, StateChange, SystemSettings } from '../types.ts';

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
export function checkState(value: unknown): PhoneState {
  const read = StateShape.safeParse(value);
  if (read.success) return read.data as PhoneState;
  const first = read.error.issues[0];
  throw new Failure({ kind: 'file/damaged', path: 'phone state', detail: `${first?.path.join('.') || 'it'}: ${first?.message ?? 'is no saved phone'}` });
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

type Tree = Json | undefined;

const isObject = (v: Tree): v is { [key: string]: Json } => typeof v === 'object' && v !== null && !Array.isArray(v);

/** The ids of a list of things with unique `id`s, else null. */
function idsOf(list: readonly Json[]): string[] | null {
  const ids = list.map((e) => (isObject(e) && (typeof e.id === 'string' || typeof e.id === 'number') ? String(e.id) : null));
  return ids.every((i) => i !== null) && new Set(ids).size === ids.length ? ids : null;
}

/**
 * What differs in settings, apps' data and notifications: the effects of what was done. Tasks, time, seed and pending timers do not count.
 * Things in lists are told apart by `id` where all have one (`apps.com.x.people.7.name`), else by position.
 */
export function diffState(a: PhoneState, b: PhoneState): StateChange[] {
  const out: StateChange[] = [];
  const compare = (before: Tree, after: Tree, path: string): void => {
    if (Array.isArray(before) && Array.isArray(after)) {
      const ids = idsOf(before), newIds = idsOf(after);
      if (ids && newIds && ids.length + newIds.length > 0) {
        const left = new Map(ids.map((id, i) => [id, before[i]])), right = new Map(newIds.map((id, i) => [id, after[i]]));
        for (const id of new Set([...ids, ...newIds])) compare(left.get(id), right.get(id), `${path}.${id}`);
        const stayed = ids.filter((id) => right.has(id)), order = newIds.filter((id) => left.has(id));
        if (stayed.join('\n') !== order.join('\n')) out.push({ path: `${path}.order`, before: stayed, after: order });
        return;
      }
      for (let i = 0; i < Math.max(before.length, after.length); i++) compare(before[i], after[i], `${path}.${i}`);
      return;
    }
    if (isObject(before) && isObject(after)) {
      for (const key of new Set([...Object.keys(before), ...Object.keys(after)])) compare(before[key], after[key], `${path}.${key}`);
      return;
    }
    if (before === after) return;
    out.push({ path, ...(before === undefined ? {} : { before }), ...(after === undefined ? {} : { after }) });
  };
  compare(a.system as unknown as Json, b.system as unknown as Json, 'system');
  compare(a.apps, b.apps, 'apps');
  compare(a.notifications as unknown as Json, b.notifications as unknown as Json, 'notifications');
  return out;
}

/** Mulberry32. @returns a number in [0, 1) and the next seed */
export function nextRandom(seed: number): [value: number, seed: number] {
  const next = (seed + 0x6d2b79f5) | 0;
  let t = Math.imul(next ^ (next >>> 15), 1 | next);
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
  return [((t ^ (t >>> 14)) >>> 0) / 4294967296, next];
}
