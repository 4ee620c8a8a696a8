// Chords, moving in lists, ranking: the pure parts of the window's frame.

import { expect, test } from 'vitest';
import { roving } from '../../renderer/shell/focus.ts';
import { chordOf, isPlain } from '../../renderer/shell/keys.ts';
import { rank } from '../../renderer/shell/rank.ts';

const none = { ctrlKey: false, metaKey: false, altKey: false, shiftKey: false };

test('chords have one spelling', () => {
  expect([chordOf({ ...none, ctrlKey: true, key: 'k' }), chordOf({ ...none, metaKey: true, shiftKey: true, key: 'P' }), chordOf({ ...none, shiftKey: true, key: 'F6' }), chordOf({ ...none, shiftKey: true, key: '?' })])
    .toEqual(['Ctrl+K', 'Ctrl+Shift+P', 'Shift+F6', '?']);
  expect(['A', 'Shift+A', 'F6', 'Shift+F6', 'Ctrl+K', 'Escape'].map(isPlain)).toEqual([true, true, false, false, false, true]);
});
test('arrows stop at the ends of a list', () => {
  expect([roving('ArrowUp', 0, 5), roving('ArrowDown', 4, 5), roving('PageDown', 1, 50), roving('End', 0, 5), roving('x', 0, 5), roving('ArrowDown', 0, 0)]).toEqual([0, 4, 11, 4, undefined, undefined]);
});
test('all words must occur; word beginnings come first; equals keep their order', () => {
  expect(rank('st', ['Run: last', 'Run: start', 'Stop', 'Pause'], (s) => s)).toEqual(['Stop', 'Run: start', 'Run: last']);
  expect(rank('run st', ['Stop', 'Run start'], (s) => s)).toEqual(['Run start']);
});
