// Exports: diffState. What was done to a phone, as the difference of two saved states. Pure.

import type { Json, PhoneState, StateChange } from '../types.ts';

type Tree = Json | undefined;
type Fields = { [key: string]: Json };

const isFields = (v: Tree): v is Fields => typeof v === 'object' && v !== null && !Array.isArray(v);

/** What may tell the items of a list apart, best first. A list whose items share none of these is compared by their content. */
const IDENTITIES = ['id', 'number', 'name', 'product', 'text'] as const;

/** The items' identities by one field, or null when it is missing somewhere or not unique. */
function keysBy(list: readonly Json[], field: string): string[] | null {
  const keys = list.map((e) => { const k = isFields(e) ? e[field] : undefined; return typeof k === 'string' || typeof k === 'number' ? String(k) : null; });
  return keys.every((k) => k !== null) && new Set(keys).size === keys.length ? keys : null;
}

function keysOf(before: readonly Json[], after: readonly Json[]): [string[], string[]] | null {
  for (const field of IDENTITIES) {
    const a = keysBy(before, field), b = keysBy(after, field);
    if (a && b) return [a, b];
  }
  return null;
}

/** Positions of a longest rising subsequence: the items that kept their order while the others moved around them. */
function rising(values: readonly number[]): Set<number> {
  const best = values.map(() => 1), from = values.map(() => -1);
  let end = -1;
  values.forEach((v, i) => {
    for (let k = 0; k < i; k++) if (values[k]! < v && best[k]! >= best[i]!) { best[i] = best[k]! + 1; from[i] = k; }
    if (end < 0 || best[i]! > best[end]!) end = i;
  });
  const kept = new Set<number>();
  for (let i = end; i >= 0; i = from[i]!) kept.add(i);
  return kept;
}

/** Pairs of equal items of two lists in order, as many as there can be. */
function common(a: readonly string[], b: readonly string[]): [number, number][] {
  const rows = Array.from({ length: a.length + 1 }, () => new Uint32Array(b.length + 1));
  for (let i = a.length - 1; i >= 0; i--) for (let k = b.length - 1; k >= 0; k--) rows[i]![k] = a[i] === b[k] ? rows[i + 1]![k + 1]! + 1 : Math.max(rows[i + 1]![k]!, rows[i]![k + 1]!);
  const pairs: [number, number][] = [];
  for (let i = 0, k = 0; i < a.length && k < b.length;) {
    if (a[i] === b[k]) pairs.push([i++, k++]);
    else if (rows[i + 1]![k]! >= rows[i]![k + 1]!) i++;
    else k++;
  }
  return pairs;
}

/**
 * What differs in settings, apps' data and notifications: the effects of what was done. Tasks, time, seed and pending timers do not count.
 * Items of lists are matched by `id`, else by a field that is unique among them, else by their content.
 */
export function diffState(a: PhoneState, b: PhoneState): StateChange[] {
  const out: StateChange[] = [];
  const compare = (before: Tree, after: Tree, path: string): void => {
    if (before === undefined && after !== undefined) out.push({ change: 'added', path, after });
    else if (before !== undefined && after === undefined) out.push({ change: 'removed', path, before });
    else if (Array.isArray(before) && Array.isArray(after)) compareLists(before, after, path);
    else if (isFields(before) && isFields(after)) for (const key of new Set([...Object.keys(before), ...Object.keys(after)])) compare(before[key], after[key], `${path}.${key}`);
    else if (before !== after) out.push({ change: 'changed', path, before: before!, after: after! });
  };
  const compareLists = (before: Json[], after: Json[], path: string): void => {
    const keys = keysOf(before, after);
    if (!keys) { compareByContent(before, after, path); return; }
    const [old, now] = keys;
    const left = new Map(old.map((key, i) => [key, i])), right = new Map(now.map((key, i) => [key, i]));
    for (const key of new Set([...old, ...now])) compare(before[left.get(key) ?? -1], after[right.get(key) ?? -1], `${path}[${key}]`);
    const stayed = now.filter((key) => left.has(key));
    const kept = rising(stayed.map((key) => left.get(key)!));
    stayed.forEach((key, i) => { if (!kept.has(i)) out.push({ change: 'moved', path: `${path}[${key}]`, before: left.get(key)!, after: right.get(key)! }); });
  };
  /** Between items that are the same, as many gone as come are taken for changed ones. */
  const compareByContent = (before: Json[], after: Json[], path: string): void => {
    const pairs = common(before.map((e) => JSON.stringify(e)), after.map((e) => JSON.stringify(e)));
    let i = 0, k = 0;
    for (const [x, y] of [...pairs, [before.length, after.length] as const]) {
      const changed = x - i === y - k;
      for (; changed && i < x; i++, k++) compare(before[i], after[k], `${path}[${k}]`);
      for (; i < x; i++) compare(before[i], undefined, `${path}[${i}]`);
      for (; k < y; k++) compare(undefined, after[k], `${path}[${k}]`);
      i = x + 1; k = y + 1;
    }
  };
  compare(a.system as unknown as Json, b.system as unknown as Json, 'system');
  compare(a.apps, b.apps, 'apps');
  compare(a.notifications as unknown as Json, b.notifications as unknown as Json, 'notifications');
  return out;
}
