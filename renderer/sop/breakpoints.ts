// Exports: keptBreakpoints, keepBreakpoints. Breakpoints of a document from one session to the next, by step id, in this browser.

const KEY = 'countersign:breakpoints';

function read(): Record<string, string[]> {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEY) ?? '{}');
    return typeof kept === 'object' && kept !== null ? kept as Record<string, string[]> : {};
  } catch (e) {
    console.warn('The kept breakpoints cannot be read', e);
    return {};
  }
}

export function keptBreakpoints(key: string): string[] {
  const ids: unknown = read()[key];
  return Array.isArray(ids) ? ids.filter((i) => typeof i === 'string') : [];
}

export function keepBreakpoints(key: string, ids: readonly string[]): void {
  const { [key]: _, ...others } = read();
  localStorage.setItem(KEY, JSON.stringify(ids.length > 0 ? { ...others, [key]: ids } : others));
}
