// Exports: focusables, focusArea, takesKeys, cycleAreas, roving. Moving the keyboard between areas and inside lists.

const TABBABLE = 'button:not([disabled]), [href], input:not([disabled]), select:not([disabled]), textarea:not([disabled]), [tabindex]:not([tabindex="-1"])';

export const focusables = (root: ParentNode): HTMLElement[] =>
  [...root.querySelectorAll<HTMLElement>(TABBABLE)].filter((e) => e.offsetParent !== null && e.tabIndex >= 0);

/** Focuses what an area marks with `data-first` (the last one: a card stands below the timeline), else its first control, else the area itself. */
export function focusArea(area: Element): void {
  const first = [...area.querySelectorAll<HTMLElement>('[data-first]')].at(-1) ?? focusables(area)[0] ?? (area instanceof HTMLElement ? area : undefined);
  first?.focus();
}

/** Whether a plain key belongs to what has the keyboard: text, the editor, the mirror. */
export const takesKeys = (e: Element | null): boolean => e instanceof HTMLElement && (e.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT', 'CANVAS', 'DIALOG'].includes(e.tagName) || e.getAttribute('role') === 'textbox');

/** F6: the next visible `[data-area]` in reading order. */
export function cycleAreas(by: 1 | -1): void {
  const areas = [...document.querySelectorAll<HTMLElement>('[data-area]')].filter((a) => a.offsetParent !== null)
    .toSorted((a, b) => a.getBoundingClientRect().left - b.getBoundingClientRect().left || a.getBoundingClientRect().top - b.getBoundingClientRect().top);
  const at = areas.findIndex((a) => a.contains(document.activeElement));
  const next = areas[(at + by + areas.length) % areas.length];
  if (next) focusArea(next);
}

/** The index an arrow, Home, End or Page key leads to in a list of `count`, or undefined for other keys. */
export function roving(key: string, at: number, count: number, page = 10): number | undefined {
  if (count === 0) return undefined;
  const clamp = (n: number): number => Math.max(0, Math.min(count - 1, n));
  switch (key) {
    case 'ArrowDown': return clamp(at + 1);
    case 'ArrowUp': return clamp(at - 1);
    case 'PageDown': return clamp(at + page);
    case 'PageUp': return clamp(at - page);
    case 'Home': return 0;
    case 'End': return count - 1;
    default: return undefined;
  }
}
