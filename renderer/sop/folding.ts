// Exports: foldingRanges. What can be folded: front matter, sections by their headings, and list items with what is indented below.

export interface Fold { start: number; end: number; kind?: 'comment' | 'region' }

/** Lines from 1, both ends included. Fenced code holds no headings. */
export function foldingRanges(text: string): Fold[] {
  const lines = text.split('\n');
  const folds: Fold[] = [];
  let last = lines.length;
  while (last > 1 && (lines[last - 1] ?? '').trim() === '') last--;
  const close = (start: number, end: number, kind?: Fold['kind']): void => {
    let to = end;
    while (to > start && (lines[to - 1] ?? '').trim() === '') to--;
    if (to > start) folds.push({ start, end: to, ...(kind ? { kind } : {}) });
  };
  const headings: { level: number; line: number }[] = [];
  const items: { indent: number; line: number }[] = [];
  const closeItems = (indent: number, before: number): void => {
    while (items.length > 0 && (items.at(-1) as { indent: number }).indent >= indent) close((items.pop() as { line: number }).line, before);
  };
  let i = 0;
  if (/^---\s*$/.test(lines[0] ?? '')) {
    const end = lines.findIndex((l, n) => n > 0 && /^(---|\.\.\.)\s*$/.test(l));
    if (end > 0) { close(1, end + 1, 'region'); i = end + 1; }
  }
  let fence: string | undefined;
  for (; i < last; i++) {
    const line = lines[i] ?? '';
    const mark = /^\s*(`{3,}|~{3,})/.exec(line)?.[1];
    if (mark !== undefined && (fence === undefined || mark.startsWith(fence))) fence = fence === undefined ? mark : undefined;
    else if (fence !== undefined) continue;
    if (line.trim() === '') continue;
    const level = /^(#{1,6})\s/.exec(line)?.[1]?.length;
    if (level !== undefined) {
      closeItems(0, i);
      while (headings.length > 0 && (headings.at(-1) as { level: number }).level >= level) close((headings.pop() as { line: number }).line, i);
      // The title spans everything: folding it would hide the document.
      if (level > 1) headings.push({ level, line: i + 1 });
      continue;
    }
    const indent = /^\s*/.exec(line)?.[0].length ?? 0;
    if (/^\s*([-*+]|\d+[.)、])\s/.test(line)) { closeItems(indent, i); items.push({ indent, line: i + 1 }); } else closeItems(indent + 1, i);
  }
  closeItems(0, last);
  while (headings.length > 0) close((headings.pop() as { line: number }).line, last);
  return folds.toSorted((a, b) => a.start - b.start || b.end - a.end);
}
