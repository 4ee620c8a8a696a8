// Exports: habitsOf, readHabits. How people approve: how often, how fast, how many within a second. Figures of fatigue, from the recorded runs.

import { Failure } from '../protocol/faults.ts';
import type { StepRecord } from '../protocol/run.ts';
import type { Habit } from '../protocol/services.ts';
import { listEpisodes, readEpisode } from '../trajectory/reader.ts';

/** Runs that are looked at, newest first. */
const RUNS = 200;
/** Faster than anybody reads a card, milliseconds. */
const QUICK_MS = 1000;

/**
 * Per person, most decisions first. What followed from an earlier decision (a row of a table) is none, and the second of two people
 * decides after the first, so the time of such a card is the first one's no more than theirs: it counts for neither.
 */
export function habitsOf(records: readonly StepRecord[]): Habit[] {
  const people = new Map<string, { times: number[]; allowed: number; decisions: number }>();
  const at = (by: string): { times: number[]; allowed: number; decisions: number } => {
    const known = people.get(by) ?? { times: [], allowed: 0, decisions: 0 };
    people.set(by, known);
    return known;
  };
  for (const { approval: a } of records) {
    if (!a || a.with !== undefined) continue;
    for (const by of a.and === undefined ? [a.by] : [a.by, a.and]) {
      const p = at(by);
      p.decisions++;
      if (a.decision === 'allow' || a.decision === 'edit') p.allowed++;
      if (a.and === undefined) p.times.push(a.ms);
    }
  }
  return [...people].map(([by, p]): Habit => {
    const sorted = p.times.toSorted((x, y) => x - y);
    return {
      by, decisions: p.decisions, allowed: p.allowed / p.decisions,
      medianMs: sorted.length === 0 ? 0 : (sorted[(sorted.length - 1) >> 1]! + sorted[sorted.length >> 1]!) / 2,
      quick: sorted.length === 0 ? 0 : sorted.filter((ms) => ms < QUICK_MS).length / sorted.length,
    };
  }).sort((a, b) => b.decisions - a.decisions || a.by.localeCompare(b.by));
}

/** @param root folder of all episodes; `reader`: only what this person may read counts. Absent: everything */
export async function readHabits(root: string, reader?: string): Promise<Habit[]> {
  const records: StepRecord[] = [];
  for (const { id } of (await listEpisodes(root, reader)).episodes.slice(0, RUNS)) {
    try {
      records.push(...(await readEpisode(root, id)).records);
    } catch (e) {
      // One that goes away meanwhile counts for nothing.
      if (!(e instanceof Failure)) throw e;
    }
  }
  return habitsOf(records);
}
