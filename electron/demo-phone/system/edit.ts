// Exports: Field, insert, erase, moveCursor. Editing of a text field, pure. Positions are code units and never inside a character.

export interface Field {
  value: string;
  cursor: number;
}

export interface Rules {
  kind: 'text' | 'number' | 'phone' | 'email';
  /** In characters. */
  maxLength: number;
  multiline: boolean;
}

const segments = new Intl.Segmenter('en', { granularity: 'grapheme' });
const graphemes = (s: string): string[] => Array.from(segments.segment(s), (g) => g.segment);

/** What a field of that kind takes, as Android's key listeners filter it. */
function allowed(text: string, r: Rules): string {
  const flat = r.multiline ? text : text.replace(/[\r\n]+/g, ' ');
  switch (r.kind) {
    case 'number': return flat.replace(/[^0-9.,-]/g, '');
    case 'phone': return flat.replace(/[^0-9+*#() -]/g, '');
    case 'email': return flat.replace(/\s/g, '');
    case 'text': return flat;
  }
}

export function insert(f: Field, text: string, r: Rules): Field {
  const room = r.maxLength - graphemes(f.value).length;
  const piece = graphemes(allowed(text, r)).slice(0, Math.max(0, room)).join('');
  return { value: f.value.slice(0, f.cursor) + piece + f.value.slice(f.cursor), cursor: f.cursor + piece.length };
}

/** Removes the character before (`back`) or after the cursor. */
export function erase(f: Field, back: boolean): Field {
  if (back) {
    const last = graphemes(f.value.slice(0, f.cursor)).at(-1) ?? '';
    return { value: f.value.slice(0, f.cursor - last.length) + f.value.slice(f.cursor), cursor: f.cursor - last.length };
  }
  const first = graphemes(f.value.slice(f.cursor))[0] ?? '';
  return { value: f.value.slice(0, f.cursor) + f.value.slice(f.cursor + first.length), cursor: f.cursor };
}

export function moveCursor(f: Field, to: 'left' | 'right' | 'start' | 'end'): Field {
  switch (to) {
    case 'start': return { ...f, cursor: 0 };
    case 'end': return { ...f, cursor: f.value.length };
    case 'left': return { ...f, cursor: f.cursor - (graphemes(f.value.slice(0, f.cursor)).at(-1)?.length ?? 0) };
    case 'right': return { ...f, cursor: f.cursor + (graphemes(f.value.slice(f.cursor))[0]?.length ?? 0) };
  }
}
