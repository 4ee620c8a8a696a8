// Exports: chordOf, matches, writing. Keyboard chords in words: `Ctrl+Shift+P`, `F6`, `Escape`.

/** What a keydown is called. Letters are upper case; Cmd counts as Ctrl. */
export function chordOf(e: { key: string; ctrlKey: boolean; metaKey: boolean; altKey: boolean; shiftKey: boolean }): string {
  const key = e.key === ' ' ? 'Space' : e.key.length === 1 ? e.key.toUpperCase() : e.key;
  // The shift of a symbol is in the symbol already (`?`), that of a letter or a named key is not.
  const shift = e.shiftKey && (e.key.length > 1 || /[a-z]/i.test(e.key) || e.key === ' ');
  return [e.ctrlKey || e.metaKey ? 'Ctrl' : '', e.altKey ? 'Alt' : '', shift ? 'Shift' : '', key].filter((p) => p !== '').join('+');
}

/** Single keys without Ctrl or Alt are left to text fields and to the phone. */
export const isPlain = (chord: string): boolean => !/^(Ctrl|Alt)\+/.test(chord) && !/(^|\+)F\d+$/.test(chord);
