// Exports: useKeyboard. Global keys: every command of the palette by its chord. Area keys are handled in their areas.

import { useEffect } from 'react';
import { useStore } from '../store.ts';
import { chordOf, isPlain } from './keys.ts';

export function useKeyboard(): void {
  useEffect(() => {
    const down = (e: KeyboardEvent): void => {
      if (e.isComposing || e.defaultPrevented) return;
      const chord = chordOf(e);
      if (isPlain(chord)) return;
      const s = useStore.getState();
      if ((s.palette || s.dialog) && chord !== 'Ctrl+K') return;
      const command = s.commands.find((c) => c.keys === chord && (c.enabled?.() ?? true));
      if (!command) return;
      e.preventDefault();
      e.stopPropagation();
      command.run();
    };
    // Captured, so that the editor's own chords (Ctrl+K …) do not swallow them.
    window.addEventListener('keydown', down, { capture: true });
    return () => window.removeEventListener('keydown', down, { capture: true });
  }, []);
}
