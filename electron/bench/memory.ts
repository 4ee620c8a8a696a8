// Exports: memory (part). Explores the demo apps, asks for each goal which element leads there, and calibrates the hints' confidence.
// Half of the goals fit the weights, the other half is what the figures are about; apps lie on both sides, goals on one.

import * as path from 'node:path';
import { explore } from '../agent/explore/explore.ts';
import { appVersion } from '../device/version.ts';
import { assess, fit, type Sample } from '../memory/calibrate.ts';
import { route } from '../memory/graph.ts';
import { beginnings, createIndex, THRESHOLD, WEIGHTS } from '../memory/recall.ts';
import { openStore } from '../memory/store.ts';
import type { MemoryGraph } from '../protocol/memory.ts';
import { withDemo } from './demo.ts';
import { GOALS, type Goal } from './goals.ts';
import type { Part, PartResult } from './part.ts';
import { spreadOf } from './spread.ts';

const MORE_STEPS: Readonly<Record<string, number>> = { 'com.android.settings': 260 };

export const memory: Part = {
  name: 'memory',
  about: 'explored demo apps: hints towards goals, and their calibration',
  run: (b) => withDemo(b, async ({ core, session, observer, executor }) => {
    const { store } = openStore(path.join(b.folder, 'memory.db'), core.clock.now());
    const counts: NonNullable<PartResult['counts']> = [];
    const broken: string[] = [];
    const skipped: string[] = [];
    const times: number[] = [];
    const samples: { goal: Goal; sample: Sample }[] = [];
    try {
      const names = new Map((await session.apps()).map((a) => [a.package, a.label]));
      for (const name of new Set(GOALS.map((g) => g.app))) {
        const app = { package: name, version: await appVersion(session.device, name, b.signal), label: names.get(name) ?? name };
        const job = await explore({ session, executor, observer, store, clock: core.clock }, { id: `bench-${name}`, device: 'demo', app, bounds: { steps: b.times(MORE_STEPS[name] ?? 100), minutes: 5, depth: 4, noGo: [] } }, () => {}, b.signal);
        if (job.fault) broken.push(`${app.label} could not be explored: ${job.fault.kind}`);
        const graph = store.read(app.package, app.version);
        if (!graph) continue;
        counts.push({ name: `${app.label}: elements acted on or settled`, count: graph.states.flatMap((s) => s.elements).filter((e) => e.tried !== undefined).length, of: graph.states.flatMap((s) => s.elements).filter((e) => e.acts).length, note: `${job.states} screens, ${job.edges} edges, ${job.steps} steps; ${job.why ?? job.status}` });
        samples.push(...await ask(graph, skipped, b.now, times));
      }
      // By the goal's place in the list, so that a goal is on the same side in every run.
      const side = (n: 0 | 1): Sample[] => samples.filter((s) => GOALS.indexOf(s.goal) % 2 === n).map((s) => s.sample);
      const [learn, held] = [side(0), side(1)];
      const fitted = fit(learn);
      const shown = assess(held, WEIGHTS, THRESHOLD);
      const first = samples.filter((s) => s.goal.label !== null);
      const all = assess(samples.map((s) => s.sample), WEIGHTS, THRESHOLD);
      const none = samples.filter((s) => s.goal.label === null);
      const told = assess(none.map((s) => s.sample), WEIGHTS, THRESHOLD);
      counts.push(
        { name: 'goals whose best beginning is right', count: first.filter((s) => s.sample.right).length, of: first.length },
        { name: 'hints shown that are right, goals held out', count: shown.right, of: shown.shown, note: `threshold ${THRESHOLD}; expected calibration error ${shown.ece.toFixed(3)}` },
        { name: 'hints shown that are right, all goals', count: all.right, of: all.shown, note: `expected calibration error ${all.ece.toFixed(3)}` },
        ...[0.5, 0.6, 0.7, 0.8, 0.9].map((t) => { const a = assess(held, fitted, t); return { name: `held out, weights fitted here, threshold ${t}`, count: a.right, of: a.shown, note: `${a.answerable} can be right; expected calibration error ${a.ece.toFixed(3)}` }; }),
        { name: 'answerable goals with a right hint shown', count: all.right, of: first.length },
        { name: 'goals the app cannot do with a hint shown', count: told.shown, of: none.length },
        { name: 'weights fitted here (x100): bias, coverage, margin', count: Math.round(fitted.bias * 100), of: Math.round(fitted.coverage * 100), note: `margin ${Math.round(fitted.margin * 100)}; in use ${JSON.stringify(WEIGHTS)}` },
      );
      if (all.right < 0.8 * all.shown) broken.push(`Only ${all.right} of ${all.shown} hints shown are right`);
      if (core.config.data !== b.folder) broken.push('The bench wrote outside its folder');
      return { part: 'memory', lines: [{ name: 'hints towards a goal, index at hand', unit: 'ms', value: spreadOf(times) }], counts, broken, skipped };
    } finally {
      store.close();
    }
  }),
};

/** The best beginning for each goal, on the screen the app starts with. */
async function ask(g: MemoryGraph, skipped: string[], now: () => number, times: number[]): Promise<{ goal: Goal; sample: Sample }[]> {
  const root = g.states.find((s) => s.root);
  if (!root) return [];
  const index = createIndex(g);
  const out: { goal: Goal; sample: Sample }[] = [];
  try {
    for (const goal of GOALS.filter((x) => x.app === g.package)) {
      const places = g.states.flatMap((s) => s.elements.filter((e) => e.label === goal.label && e.role !== 'text').map((e) => ({ s, e })));
      if (goal.label !== null && places.length === 0) { skipped.push(`${g.label}: "${goal.label}" was not found by exploring (${goal.goal})`); continue; }
      // Right is every first step of a shortest way to a place where the element is.
      const ways = places.flatMap(({ s, e }) => { const hops = route(g, root.id, s.id); return hops ? [{ far: hops.length, first: hops[0]?.edge.element ?? e.key }] : []; });
      const right = new Set(ways.map((w) => w.first));
      const began = now();
      const [best] = beginnings(g, root.id, await index.search(goal.goal));
      times.push(now() - began);
      out.push({ goal, sample: { coverage: best?.coverage ?? 0, margin: best?.margin ?? 0, right: best !== undefined && right.has(best.element) } });
    }
  } finally {
    index.close();
  }
  return out;
}
