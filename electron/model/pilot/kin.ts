// Exports: Kin, createKin, SILENT. What a phrase and a label have to do with each other by the lexicon: "the router connection" and "Wi-Fi".
// The lexicon's phrases are compared with the step (cosine of weighted words), its labels with the element; the model gets the product as a hint. Pure.

import type { Concept } from './lexicon.ts';
import type { PilotElement } from './marks.ts';
import { pieces, STOP } from './words.ts';

export interface Kin {
  /**
   * @param without phrases of the lexicon that count as unknown (training: the very one that the step was made of)
   * @param not concepts that count as unknown
   * @returns how much each element is what the step means, 0–1
   */
  scores(step: string, elements: readonly PilotElement[], without?: ReadonlySet<string>, not?: ReadonlySet<string>): number[];
}

interface Doc { concept: number; text: string; norm: number }
type Vector = readonly (readonly [word: string, weight: number])[];

/** Concepts that a step is compared with element by element. */
const BEST = 40;
/** Words that steps are made of, whatever they are about. */
const FRAME = new Set('tap press click select choos open hit go use pick navig find then look touch now user verifi check enter type write input put set button option icon entri field box tab page row item switch toggl turn off on enabl disabl make sure see show get take back 点 击 打 开 选 择 进 入 按 一 下 找 到 并 请 轻 触 查 看 去 然 后 的 把 在 了 图 标 钮 项 输 关 里'.split(' '));

/** Words that say nothing of what is meant. */
export const SILENT: ReadonlySet<string> = new Set([...STOP, ...FRAME]);

export function createKin(concepts: readonly Concept[]): Kin {
  const texts = concepts.flatMap((c, concept) => [...c.en, ...c.zh, ...c.say, ...c.do, ...c.zhSay, ...c.zhDo].map((text) => ({ concept, text })));
  const counts = new Map<string, number>();
  const wordsOf = (text: string): string[] => [...new Set(termsOf(text))];
  for (const t of texts) for (const w of wordsOf(t.text)) counts.set(w, (counts.get(w) ?? 0) + 1);
  const weight = (w: string): number => (SILENT.has(w) ? 0.15 : 1) * Math.log(1 + texts.length / (1 + (counts.get(w) ?? 0)));
  const vector = (words: readonly string[]): Vector => words.map((w) => [w, weight(w)] as const);
  const norm = (v: Vector): number => Math.sqrt(v.reduce((n, [, x]) => n + x * x, 0)) || 1;

  const docs: Doc[] = [];
  const postings = new Map<string, [doc: number, weight: number][]>();
  for (const { concept, text } of texts) {
    const v = vector(wordsOf(text));
    const n = docs.push({ concept, text, norm: norm(v) }) - 1;
    for (const [w, x] of v) { const list = postings.get(w); if (list) list.push([n, x]); else postings.set(w, [[n, x]]); }
  }
  const labels = concepts.map((c) => [...c.en, ...c.zh].map((l) => { const v = vector(wordsOf(l)); return { words: new Map(v), norm: norm(v) }; }));
  const icons = concepts.map((c) => c.icon.map((l) => { const v = vector(wordsOf(l.replace(/[_-]+/g, ' ').replace(/^(?:ic|btn|iv|img|icon)\s+/, ''))); return { words: new Map(v), norm: norm(v) }; }));

  // Of one step at a time: zero between calls.
  const dots = new Float64Array(docs.length);

  return {
    scores(step, elements, without, not) {
      const v = vector(wordsOf(step));
      const length = norm(v);
      const touched: number[] = [];
      for (const [w, x] of v) for (const [doc, y] of postings.get(w) ?? []) {
        if (dots[doc] === 0) touched.push(doc);
        dots[doc]! += x * y;
      }
      const byConcept = new Map<number, { most: number; squares: number }>();
      for (const doc of touched) {
        const d = docs[doc]!;
        const s = dots[doc]! / (length * d.norm);
        dots[doc] = 0;
        if (s < 0.05 || without?.has(d.text) || not?.has(concepts[d.concept]!.id)) continue;
        const found = byConcept.get(d.concept);
        if (!found) byConcept.set(d.concept, { most: s, squares: s * s });
        else { found.most = Math.max(found.most, s); found.squares += s * s; }
      }
      // The closest phrase counts whole, what the others add a part.
      const best = [...byConcept].map(([concept, { most, squares }]) => {
        const rest = Math.sqrt(Math.max(0, squares - most * most));
        return [concept, Math.min(1, most + 0.4 * rest)] as const;
      }).sort((a, b) => b[1] - a[1]).slice(0, BEST);
      return elements.map((e) => {
        const titles = e.texts.slice(0, 2).map((t) => { const words = vector(wordsOf(t).slice(0, 12)); return { words, norm: norm(words) }; });
        let most = 0;
        for (const [concept, s] of best) {
          if (s <= most) break;
          for (const t of titles) for (const l of e.icon ? [...labels[concept]!, ...icons[concept]!] : labels[concept]!) {
            let dot = 0;
            for (const [w, x] of t.words) dot += x * (l.words.get(w) ?? 0);
            most = Math.max(most, s * dot / (t.norm * l.norm));
          }
        }
        return most;
      });
    },
  };
}

/** Chinese words are seldom one character: pairs of characters say more. */
function termsOf(text: string): string[] {
  const parts = pieces(text, 40);
  const found: string[] = [];
  parts.forEach((p, i) => {
    found.push(p);
    const next = parts[i + 1];
    if (/^\p{Script=Han}$/u.test(p) && next !== undefined && /^\p{Script=Han}$/u.test(next)) found.push(p + next);
  });
  return found;
}
