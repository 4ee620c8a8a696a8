// Exports: tokensOf, semanticTokens. Colours of the editor: sorted, without overlaps (the inner one wins).

import type { SemanticToken } from '../protocol/sop.ts';
import { readSop, type Reading } from './parse.ts';

/** What a mark yields to when both cover a character: the later kind wins. */
const RANK: Record<SemanticToken['kind'], number> = { freeStep: 0, clause: 1, verb: 2, class: 3, number: 4, uiText: 5, selector: 6, parameter: 7, secret: 8 };

export const semanticTokens = (text: string): SemanticToken[] => tokensOf(readSop(text));

export function tokensOf(reading: Reading): SemanticToken[] {
  const secrets = new Set(reading.sop.meta.params.filter((p) => p.secret).map((p) => p.name));
  const marks = reading.marks.map((m) => {
    if (m.kind !== 'parameter') return m;
    const name = reading.text.slice(m.span.start, m.span.end).replace(/^\{\{\s*|\s*\}\}$/g, '');
    return secrets.has(name) ? { ...m, kind: 'secret' as const } : m;
  }).filter((m) => m.span.end > m.span.start);
  marks.sort((a, b) => a.span.start - b.span.start || RANK[a.kind] - RANK[b.kind] || b.span.end - a.span.end);
  const out: SemanticToken[] = [];
  // A sweep over the edges: between two edges the highest-ranking open mark colours the text.
  const edges = [...new Set(marks.flatMap((m) => [m.span.start, m.span.end]))].sort((a, b) => a - b);
  let next = 0;
  let open: SemanticToken[] = [];
  for (let i = 0; i + 1 < edges.length; i++) {
    const start = edges[i] as number;
    const end = edges[i + 1] as number;
    while (next < marks.length && (marks[next] as SemanticToken).span.start <= start) open.push(marks[next++] as SemanticToken);
    open = open.filter((m) => m.span.end > start);
    const top = open.reduce<SemanticToken | undefined>((best, m) => (!best || RANK[m.kind] > RANK[best.kind] ? m : best), undefined);
    if (!top) continue;
    const last = out[out.length - 1];
    if (last && last.kind === top.kind && last.span.end === start && top.span.start < start) last.span.end = end;
    else out.push({ kind: top.kind, span: { start, end } });
  }
  return out;
}
