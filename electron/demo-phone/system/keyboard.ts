// Exports: keyboardView, KEYBOARD_HEIGHT, KeyboardState. The soft keyboard as a View tree of its own window; keys are touched like anything else.

import { plainView } from '../ui/build.ts';
import { iconPath } from '../ui/icons.ts';
import type { Palette } from '../ui/theme.ts';
import type { View } from '../ui/view.ts';

/** dp. */
export const KEYBOARD_HEIGHT = 256;
const PKG = 'com.google.android.inputmethod.latin';

export interface KeyboardState {
  page: 'letters' | 'symbols' | 'more';
  shift: 'off' | 'once' | 'lock';
}

export interface KeyboardActions {
  commit(text: string): void;
  backspace(): void;
  enter(): void;
  change(state: KeyboardState): void;
}

const LETTERS = ['qwertyuiop', 'asdfghjkl', 'zxcvbnm'];
const SYMBOLS = ['1234567890', '@#$_&-+()/', '*"\':;!?'];
const MORE = ['~`|•√π÷×§∆', '£¢€¥^°={}\\', '%©®™✓[]'];
const ACTION_ICON = { done: 'mdiCheck', search: 'mdiMagnify', next: 'mdiArrowRight', send: 'mdiSend', go: 'mdiArrowRight', newline: 'mdiKeyboardReturn' } as const;
const ACTION_NAME = { done: 'Done', search: 'Search', next: 'Next', send: 'Send', go: 'Go', newline: 'Enter' } as const;

export function keyboardView(state: KeyboardState, kind: 'text' | 'number' | 'phone' | 'email', action: keyof typeof ACTION_ICON, pal: Palette, dark: boolean, act: KeyboardActions): View {
  const keyFill = dark ? '#3a3d45' : '#ffffff', special = dark ? '#2b2f38' : '#d3d8e6';
  const key = (label: string, o: { desc?: string; icon?: string; weight?: number; fill?: string; ink?: string; onTap: () => void }): View => {
    const v = plainView('android.widget.FrameLayout', PKG, { grow: o.weight ?? 1, basis: 0, direction: 'column', justify: 'center', align: 'center', margin: [3, 2.5] });
    v.desc = o.desc ?? label;
    v.clickable = true;
    v.ripple = 6;
    v.onTap = o.onTap;
    v.paints = [{ p: 'box', fill: o.fill ?? keyFill, radius: 6 }];
    const face = plainView('android.view.View', PKG, {});
    face.paints = [o.icon === undefined
      ? { p: 'text', text: label, size: [...label].length > 1 ? 14 : 22, weight: 400, color: o.ink ?? pal.onSurface, align: 'center', lines: 1 }
      : { p: 'icon', path: iconPath(o.icon), size: 22, color: o.ink ?? pal.onSurface }];
    if (o.icon !== undefined) { face.style.width = 22; face.style.height = 22; }
    v.children = [face];
    return v;
  };
  const line = (children: View[], side = 0): View => plainView('android.widget.LinearLayout', PKG, { direction: 'row', grow: 1, basis: 0, pad: [0, side] }, children);
  const backspace = key('⌫', { desc: 'Delete', icon: 'mdiBackspaceOutline', weight: 1.5, fill: special, onTap: act.backspace });
  const enter = key('⏎', { desc: ACTION_NAME[action], icon: ACTION_ICON[action], weight: 1.5, fill: pal.primary, ink: pal.onPrimary, onTap: act.enter });
  const rows: View[] = [];
  if (kind === 'number' || kind === 'phone') {
    const plain = (c: string): View => key(c, { onTap: () => act.commit(c) });
    const extra = kind === 'phone' ? ['+', '*', '#', ' '] : ['-', '.', ',', ' '];
    const digits = ['123', '456', '789'];
    digits.forEach((d, i) => rows.push(line([...[...d].map(plain), i === 0 ? { ...backspace, style: { ...backspace.style, grow: 1 } } : key(extra[i - 1] ?? '', { fill: special, onTap: () => act.commit(extra[i - 1] ?? '') })])));
    rows.push(line([key(extra[2] ?? '', { fill: special, onTap: () => act.commit(extra[2] ?? '') }), plain('0'), key('space', { icon: 'mdiKeyboardSpace', fill: special, onTap: () => act.commit(' ') }), { ...enter, style: { ...enter.style, grow: 1 } }]));
  } else {
    const faces = state.page === 'letters' ? LETTERS : state.page === 'symbols' ? SYMBOLS : MORE;
    const upper = state.page === 'letters' && state.shift !== 'off';
    const press = (c: string): void => {
      act.commit(c);
      if (state.page === 'letters' && state.shift === 'once') act.change({ ...state, shift: 'off' });
    };
    const keys = (s: string): View[] => [...s].map((c) => { const shown = upper ? c.toUpperCase() : c; return key(shown, { onTap: () => press(shown) }); });
    rows.push(line(keys(faces[0] ?? '')), line(keys(faces[1] ?? ''), state.page === 'letters' ? 18 : 0));
    const left = state.page === 'letters'
      ? key('⇧', { desc: 'Shift', icon: state.shift === 'lock' ? 'mdiAppleKeyboardCaps' : upper ? 'mdiArrowUpBold' : 'mdiArrowUpBoldOutline', weight: 1.5, fill: special, onTap: () => act.change({ ...state, shift: state.shift === 'off' ? 'once' : state.shift === 'once' ? 'lock' : 'off' }) })
      : key(state.page === 'symbols' ? '=\\<' : '?123', { desc: 'More symbols', weight: 1.5, fill: special, onTap: () => act.change({ ...state, page: state.page === 'symbols' ? 'more' : 'symbols' }) });
    rows.push(line([left, ...keys(faces[2] ?? ''), backspace]));
    const page = state.page === 'letters'
      ? key('?123', { desc: 'Symbols', weight: 1.5, fill: special, onTap: () => act.change({ ...state, page: 'symbols' }) })
      : key('ABC', { desc: 'Letters', weight: 1.5, fill: special, onTap: () => act.change({ page: 'letters', shift: 'off' }) });
    const comma = kind === 'email' ? '@' : ',';
    rows.push(line([page, key(comma, { fill: special, onTap: () => act.commit(comma) }), key('English', { desc: 'Space', weight: 4.5, ink: pal.onSurfaceVariant, onTap: () => act.commit(' ') }), key('.', { fill: special, onTap: () => act.commit('.') }), enter]));
  }
  const root = plainView('android.widget.FrameLayout', PKG, { direction: 'column', pad: [6, 3] }, rows);
  root.paints = [{ p: 'box', fill: dark ? '#1d2024' : '#e6e9f3' }];
  return root;
}
