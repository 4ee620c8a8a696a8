// Exports: findApp. From the name an SOP uses to an installed app. Pure.

import type { InstalledApp } from '../device/types.ts';
import { fold } from './fold.ts';

/** Exact package → label (folded) → beginning of one label only → a slip of the pen. `undefined` when none or several fit. */
export function findApp(apps: readonly InstalledApp[], name: string): InstalledApp | undefined {
  const wanted = fold(name);
  const one = (list: readonly InstalledApp[]): InstalledApp | undefined => (new Set(list.map((a) => a.package)).size === 1 ? list[0] : undefined);
  const label = (a: InstalledApp): string => fold(a.label);
  return apps.find((a) => a.package === name)
    ?? apps.find((a) => a.label === name)
    ?? one(apps.filter((a) => label(a) === wanted))
    ?? one(apps.filter((a) => wanted.length >= 3 && label(a).startsWith(wanted)))
    ?? one(apps.filter((a) => wanted.length >= 3 && label(a).split(/\s+/).includes(wanted)))
    ?? one(apps.filter((a) => wanted.length >= 5 && distance(label(a), wanted) <= 1));
}

/** Levenshtein. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) next.push(Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)));
    row = next;
  }
  return row[b.length] ?? 0;
}
