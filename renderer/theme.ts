// Exports: followTheme, shade. Puts the chosen theme on <html data-theme>; every colour follows from CSS variables.

import { useStore } from './store.ts';

const system = window.matchMedia('(prefers-color-scheme: light)');
const KEPT = 'countersign:theme';

/** The theme in force: what the settings say, before they are known what was in force last time. */
export function shade(): 'dark' | 'light' {
  const wanted = useStore.getState().settings?.theme ?? localStorage.getItem(KEPT) ?? 'system';
  if (wanted === 'dark' || wanted === 'light') return wanted;
  return system.matches ? 'light' : 'dark';
}

/** Listeners of `countersign:theme` on window (the editor) hear every change. */
export function followTheme(): void {
  const apply = (): void => {
    const now = shade();
    const wanted = useStore.getState().settings?.theme;
    if (wanted) localStorage.setItem(KEPT, wanted);
    if (document.documentElement.dataset['theme'] === now) return;
    document.documentElement.dataset['theme'] = now;
    window.dispatchEvent(new CustomEvent('countersign:theme', { detail: now }));
  };
  system.addEventListener('change', apply);
  useStore.subscribe((s, before) => { if (s.settings !== before.settings) apply(); });
  apply();
}
