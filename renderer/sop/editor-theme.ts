// Exports: followEditorTheme. The editor's colours: surfaces from the window's CSS variables, words from the two tables below.

import { editor } from 'monaco-editor/editor';
import { shade } from '../theme.ts';

type Words = Record<'verb' | 'uiText' | 'selector' | 'parameter' | 'secret' | 'class' | 'clause' | 'freeStep' | 'number' | 'heading' | 'mark' | 'key' | 'comment', string>;

/** At least 4.5:1 against the surface they stand on. */
const WORDS: Record<'dark' | 'light', Words> = {
  dark: { verb: '7cb7ff', uiText: '8fd6a8', selector: '67cfd6', parameter: 'e5b567', secret: 'ff8f88', class: 'f2a0d0', clause: 'b9a5f5', freeStep: 'b9c0ca', number: 'd7ba7d', heading: 'f0f3f7', mark: '7f8894', key: '8fb8de', comment: '7f8894' },
  light: { verb: '0b57c2', uiText: '14693f', selector: '0b6a78', parameter: '8a5300', secret: 'b3201d', class: 'a11d72', clause: '6236c4', freeStep: '454d59', number: '7a5a00', heading: '11151b', mark: '707986', key: '2a5d92', comment: '69717d' },
};

/** `#fff` or ` #14161a ` as six digits; what is no plain hex colour stays out of the theme. */
function hex(styles: CSSStyleDeclaration, name: string): string | undefined {
  const raw = styles.getPropertyValue(name).trim();
  if (/^#[0-9a-f]{3,4}$/i.test(raw)) return `#${raw.slice(1).replace(/./g, '$&$&')}`;
  return /^#([0-9a-f]{6}|[0-9a-f]{8})$/i.test(raw) ? raw : undefined;
}

function define(which: 'dark' | 'light'): void {
  const w = WORDS[which];
  const styles = getComputedStyle(document.documentElement);
  const from: Record<string, string> = {
    'editor.background': '--surface', 'editor.foreground': '--text', 'editorGutter.background': '--surface', 'editorLineNumber.foreground': '--faint', 'editorLineNumber.activeForeground': '--text',
    'editorCursor.foreground': '--accent', 'editor.selectionBackground': '--selected', 'editor.lineHighlightBackground': '--raised', 'editor.lineHighlightBorder': '--surface',
    'editorWidget.background': '--surface', 'editorWidget.border': '--border-strong', 'editorSuggestWidget.background': '--surface', 'editorSuggestWidget.border': '--border-strong', 'editorSuggestWidget.selectedBackground': '--selected',
    'editorSuggestWidget.selectedForeground': '--text', 'editorSuggestWidget.highlightForeground': '--accent', 'editorHoverWidget.background': '--surface', 'editorHoverWidget.border': '--border-strong',
    'editorError.foreground': '--bad', 'editorWarning.foreground': '--warn', 'editorInfo.foreground': '--faint', 'focusBorder': '--focus', 'editorIndentGuide.background1': '--border', 'editorStickyScroll.background': '--surface',
    'menu.background': '--surface', 'menu.foreground': '--text', 'menu.selectionBackground': '--selected', 'menu.selectionForeground': '--text', 'menu.border': '--border-strong', 'menu.separatorBackground': '--border',
    'input.background': '--sunken', 'input.border': '--border-strong', 'list.hoverBackground': '--hover', 'textLink.foreground': '--accent', 'scrollbarSlider.background': '--border', 'diffEditor.diagonalFill': '--border',
    'minimap.background': '--surface', 'editorOverviewRuler.border': '--surface', 'textCodeBlock.background': '--sunken',
  };
  const colors: Record<string, string> = {};
  for (const [key, variable] of Object.entries(from)) {
    const c = hex(styles, variable);
    if (c !== undefined) colors[key] = c;
  }
  editor.defineTheme('countersign', {
    base: which === 'dark' ? 'vs-dark' : 'vs', inherit: true, colors,
    rules: [
      ...(['verb', 'clause'] as const).map((token) => ({ token, foreground: w[token], fontStyle: 'bold' })),
      ...(['uiText', 'selector', 'parameter', 'class', 'number'] as const).map((token) => ({ token, foreground: w[token] })),
      { token: 'secret', foreground: w.secret, fontStyle: 'bold' },
      { token: 'freeStep', foreground: w.freeStep, fontStyle: 'italic' },
      { token: 'keyword.md', foreground: w.heading, fontStyle: 'bold' },
      { token: 'meta.separator', foreground: w.mark },
      { token: 'key.yaml', foreground: w.key }, { token: 'string.yaml', foreground: w.uiText }, { token: 'constant.yaml', foreground: w.clause }, { token: 'number.yaml', foreground: w.number }, { token: 'delimiter.yaml', foreground: w.mark },
      { token: 'comment', foreground: w.comment, fontStyle: 'italic' },
      { token: 'string.target', foreground: w.parameter }, { token: 'variable', foreground: w.selector }, { token: 'string.link', foreground: w.verb },
    ],
  });
  editor.setTheme('countersign');
}

/** Defines the theme in force and follows the window's switch. @returns a function that stops following */
export function followEditorTheme(): () => void {
  const apply = (): void => define(shade());
  // After the window has put the new variables in force.
  const later = (): void => { queueMicrotask(apply); };
  apply();
  window.addEventListener('countersign:theme', later);
  return () => window.removeEventListener('countersign:theme', later);
}
