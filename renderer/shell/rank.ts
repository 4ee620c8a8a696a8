// Exports: rank. Filters and orders by a query: all words must occur, earlier and whole-word hits first.

/** @param text what an item is searched by. Stable: equal items keep their order. */
export function rank<T>(query: string, items: readonly T[], text: (item: T) => string): T[] {
  const words = query.toLowerCase().split(/\s+/).filter((w) => w !== '');
  if (words.length === 0) return [...items];
  const scored = items.flatMap((item) => {
    const hay = text(item).toLowerCase();
    let score = 0;
    for (const w of words) {
      const i = hay.indexOf(w);
      if (i < 0) return [];
      score += i + (i === 0 || /[\s\-/.]/.test(hay[i - 1] ?? '') ? 0 : 1000);
    }
    return [{ item, score }];
  });
  return scored.toSorted((a, b) => a.score - b.score).map((s) => s.item);
}
