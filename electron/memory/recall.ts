// Exports: createIndex, Index, Found, beginnings, Beginning, leads, Lead, Embedder, confidence, THRESHOLD, WEIGHTS. From a goal and a screen to the elements that lead towards the goal.
//
// Full text over the simulated tasks of one app and version (SQLite FTS5, BM25), in memory and made from the graph: the
// statistics are those of what may be read here and of nothing else, and there is nothing that could be out of date.

import type { MemoryElement, MemoryGraph, MemoryState } from '../protocol/memory.ts';
import { route } from './graph.ts';
import { openDatabase } from './sqlite.ts';
import { indexed, matchQuery, tellingTerms, termsOf } from './terms.ts';

/** Turns texts into vectors of one length, for goals in other words than the app's. None ships: a model that gives embeddings can be one. */
export interface Embedder { embed(texts: readonly string[], signal: AbortSignal): Promise<Float32Array[]> }

/** One element as an answer to a goal. `score` grows with relevance; `coverage` is the share of the goal's weight that the element's words say, 0 to 1. */
export interface Found { state: string; element: string; task: string; score: number; coverage: number }

export interface Index {
  /** Best first. With an embedder, the ranks of both ways are joined (reciprocal rank fusion, k = 60). */
  search(goal: string, o?: { embedder?: Embedder; signal?: AbortSignal; limit?: number }): Promise<Found[]>;
  close(): void;
}

/** Where a hint of an element comes from, and how likely its first step is right, as calibrated. */
export interface Lead { element: string; text: string; steps: number; confidence: number }

/** Endings differ between goals and labels ("contacts", "adding"): enough for whether a word is said. */
const stem = (t: string): string => (t.length > 4 ? t.replace(/(?:ies|ied)$/, 'y').replace(/(?:ing|ed|es|s|e)$/, '') : t.replace(/s$/, ''));

const titleOf = (g: MemoryGraph, s: MemoryState, e: MemoryElement): string => {
  const to = g.edges.filter((x) => x.from === s.id && x.element === e.key && x.to !== undefined && x.to !== s.id).sort((a, b) => b.times - a.times)[0]?.to;
  const led = g.states.find((x) => x.id === to)?.title ?? '';
  return led === e.label ? '' : led;
};

export function createIndex(g: MemoryGraph): Index {
  const db = openDatabase(':memory:');
  db.exec("CREATE VIRTUAL TABLE t USING fts5(task, label, beyond, tokenize = 'porter unicode61 remove_diacritics 2')");
  const docs = g.states.flatMap((s) => s.elements.filter((e) => e.task !== '' && e.role !== 'text' && e.role !== 'image').map((e) => {
    const beyond = `${titleOf(g, s, e)} ${s.title}`;
    return { state: s.id, element: e.key, task: e.hint ?? e.task, beyond, label: `${e.label} ${e.context ?? ''}`, words: new Set(termsOf(`${e.hint ?? e.task} ${e.label} ${e.context ?? ''} ${beyond}`).map(stem)) };
  }));
  const insert = db.prepare('INSERT INTO t(rowid, task, label, beyond) VALUES (?, ?, ?, ?)');
  db.exec('BEGIN');
  docs.forEach((d, i) => insert.run(i + 1, indexed(d.task), indexed(d.label), indexed(d.beyond)));
  db.exec('COMMIT');
  const ask = db.prepare('SELECT rowid, bm25(t, 3, 2, 1) AS rank FROM t WHERE t MATCH ? ORDER BY rank, rowid LIMIT ?');
  const said = new Map<string, number>();
  for (const d of docs) for (const w of d.words) said.set(w, (said.get(w) ?? 0) + 1);
  const weight = (t: string): number => Math.log(1 + docs.length / (1 + (said.get(stem(t)) ?? 0)));
  let vectors: Promise<Float32Array[]> | undefined;

  return {
    async search(goal, o = {}) {
      const query = matchQuery(goal);
      if (query === '' || docs.length === 0) return [];
      const terms = tellingTerms(goal).map((t) => ({ t: stem(t), w: weight(t) }));
      const whole = terms.reduce((n, x) => n + x.w, 0);
      const covered = (words: ReadonlySet<string>): number => (whole === 0 ? 0 : terms.reduce((n, x) => n + (words.has(x.t) ? x.w : 0), 0) / whole);
      const limit = o.limit ?? 20;
      const rows = ask.all(query, limit) as { rowid: number; rank: number }[];
      const found = (i: number, score: number): Found => { const d = docs[i]!; return { state: d.state, element: d.element, task: d.task, score, coverage: covered(d.words) }; };
      if (!o.embedder) return rows.map((r) => found(r.rowid - 1, -r.rank));
      const signal = o.signal ?? new AbortController().signal;
      vectors ??= o.embedder.embed(docs.map((d) => d.task), signal);
      const [all, mine] = await Promise.all([vectors, o.embedder.embed([goal], signal)]).catch((e: unknown) => { vectors = undefined; throw e; });
      const near = all.map((v, i) => ({ i, c: cosine(v, mine[0]!) })).sort((a, b) => b.c - a.c).slice(0, limit);
      const fused = new Map<number, number>();
      for (const list of [rows.map((r) => r.rowid - 1), near.map((n) => n.i)]) list.forEach((i, rank) => fused.set(i, (fused.get(i) ?? 0) + 1 / (60 + rank)));
      return [...fused].sort((a, b) => b[1] - a[1] || a[0] - b[0]).slice(0, limit).map(([i, score]) => found(i, score));
    },
    close: () => db.close(),
  };
}

function cosine(a: Float32Array, b: Float32Array): number {
  let dot = 0;
  let aa = 0;
  let bb = 0;
  for (let i = 0; i < Math.min(a.length, b.length); i++) {
    dot += a[i]! * b[i]!;
    aa += a[i]! ** 2;
    bb += b[i]! ** 2;
  }
  return aa === 0 || bb === 0 ? 0 : dot / Math.sqrt(aa * bb);
}

/** Logistic weights of `confidence`, fitted by `bench memory` on the explored demo apps; see README.md. */
export const WEIGHTS = { bias: -2.22, coverage: 8.19, margin: 1.81 } as const;
/** Hints below this are not shown. */
export const THRESHOLD = 0.6;

/**
 * Probability that the first step towards `coverage`'s element is right.
 * @param coverage share of the goal's weighted words that the element says, 0 to 1
 * @param margin how far its score is above the best one that begins with another step, as a share of its own, at most 1; negative when it is below
 */
export const confidence = (coverage: number, margin: number, w: { bias: number; coverage: number; margin: number } = WEIGHTS): number =>
  1 / (1 + Math.exp(-(w.bias + w.coverage * coverage + w.margin * Math.max(-1, margin))));

/** What begins with one step on this screen: the best of the found, with the features of its confidence. */
export interface Beginning { element: string; task: string; steps: number; coverage: number; margin: number }

/** Groups what was found by the element of `state` that leads there. Best first. */
export function beginnings(g: MemoryGraph, state: string, found: readonly Found[]): Beginning[] {
  const best = new Map<string, Found & { steps: number }>();
  for (const f of found) {
    const hops = route(g, state, f.state);
    if (!hops) continue;
    const first = hops.find((h) => h.edge.element !== '')?.edge;
    // A route that begins by scrolling names no element of this screen.
    const element = hops.length === 0 ? f.element : first !== undefined && hops[0]!.edge === first ? first.element : undefined;
    if (element === undefined || (best.get(element)?.score ?? 0) >= f.score) continue;
    best.set(element, { ...f, steps: hops.length + 1 });
  }
  const ranked = [...best].sort((a, b) => b[1].score - a[1].score || a[1].steps - b[1].steps);
  return ranked.map(([element, f], i) => {
    const rival = ranked[i === 0 ? 1 : 0]?.[1].score ?? 0;
    return { element, task: f.task, steps: f.steps, coverage: f.coverage, margin: f.score === 0 ? 0 : (f.score - rival) / f.score };
  });
}

/**
 * Elements of a state that lead towards a goal, most likely first, at most `most`.
 * A hint and never a plan: only the first step is told, and only above the threshold.
 */
export function leads(g: MemoryGraph, state: string, found: readonly Found[], o: { threshold?: number; most?: number } = {}): Lead[] {
  return beginnings(g, state, found)
    .map((b): Lead => ({ element: b.element, text: b.task, steps: b.steps, confidence: confidence(b.coverage, b.margin) }))
    .filter((l) => l.confidence >= (o.threshold ?? THRESHOLD))
    .sort((a, b) => b.confidence - a.confidence)
    .slice(0, o.most ?? 3);
}
