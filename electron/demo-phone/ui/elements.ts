// Exports: constructors of UiElement (col, row, stack, card, scroll, text, icon, button, input, …) and the Material pieces
// that apps share: screen, topBar (and its NAVIGATE_UP), listItem, section, empty. Sizes are dp. All pure.

import type { Handler, UiElement } from '../types.ts';

type Of<K extends UiElement['el'], U = UiElement> = U extends { el: infer E } ? (K extends E ? U : never) : never;
type Child = UiElement | null | false;
/** What may be given besides the constructor's own arguments. */
type Rest<K extends UiElement['el'], Given extends string = never> = Omit<Of<K>, 'el' | 'children' | Given>;

export const col = (o: Rest<'col'>, ...children: Child[]): UiElement => ({ el: 'col', ...o, children });
export const row = (o: Rest<'row'>, ...children: Child[]): UiElement => ({ el: 'row', align: 'center', ...o, children });
/** Children on top of each other; with `at` they hang on an edge. */
export const stack = (o: Rest<'stack'>, ...children: Child[]): UiElement => ({ el: 'stack', ...o, children });
export const card = (o: Rest<'card'>, ...children: Child[]): UiElement => ({ el: 'card', ...o, children });
/** Fills the room it is given; `key` names its position on the screen. */
export const scroll = (key: string, o: Rest<'scroll', 'key'>, ...children: Child[]): UiElement => ({ el: 'scroll', key, grow: 1, ...o, children });
export const text = (value: string, o: Rest<'text', 'text'> = {}): UiElement => ({ el: 'text', text: value, ...o });
export const icon = (name: string, o: Rest<'icon', 'icon'> = {}): UiElement => ({ el: 'icon', icon: name, ...o });
export const button = (label: string, onTap: Handler, o: Rest<'button', 'text' | 'onTap'> = {}): UiElement => ({ el: 'button', text: label, onTap, ...o });
/** `desc` is what a screen reader says; leave it '' only where real apps do too. */
export const iconButton = (name: string, desc: string, onTap: Handler, o: Rest<'iconButton', 'icon' | 'desc' | 'onTap'> = {}): UiElement => ({ el: 'iconButton', icon: name, desc, onTap, ...o });
/** Floats over the lower right corner of its parent. */
export const fab = (name: string, desc: string, onTap: Handler, o: Rest<'fab', 'icon' | 'desc' | 'onTap'> = {}): UiElement => ({ el: 'fab', icon: name, desc, onTap, ...o });
export const toggle = (on: boolean, onChange: (on: boolean) => void, o: Rest<'switch', 'on' | 'onChange'> = {}): UiElement => ({ el: 'switch', on, onChange, ...o });
export const checkbox = (on: boolean, onChange: (on: boolean) => void, o: Rest<'checkbox', 'on' | 'onChange'> = {}): UiElement => ({ el: 'checkbox', on, onChange, ...o });
export const radio = (on: boolean, onChange: (on: boolean) => void, o: Rest<'radio', 'on' | 'onChange'> = {}): UiElement => ({ el: 'radio', on, onChange, ...o });
export const input = (key: string, value: string, onChange: (text: string) => void, o: Rest<'input', 'key' | 'value' | 'onChange'> = {}): UiElement => ({ el: 'input', key, value, onChange, ...o });
export const slider = (value: number, min: number, max: number, onChange: (v: number) => void, o: Rest<'slider', 'value' | 'min' | 'max' | 'onChange'> = {}): UiElement => ({ el: 'slider', value, min, max, onChange, ...o });
export const image = (color: string, o: Rest<'image', 'color'> = {}): UiElement => ({ el: 'image', color, ...o });
export const divider = (o: Rest<'divider'> = {}): UiElement => ({ el: 'divider', ...o });
/** Without `value` (0…1) it is the round "busy" kind. */
export const progress = (o: Rest<'progress'> = {}): UiElement => ({ el: 'progress', ...o });
/** Scrolls by itself; `title` is the page's. */
export const web = (key: string, title: string, o: Rest<'web', 'key' | 'title'>, ...children: Child[]): UiElement => ({ el: 'web', key, title, grow: 1, ...o, children });
export const opaque = (o: Rest<'opaque'>, ...children: UiElement[]): UiElement => ({ el: 'opaque', ...o, children });
/** Empty room. */
export const gap = (dp: number): UiElement => ({ el: 'col', width: dp, height: dp, children: [] });
/** Takes what is left in its row or column. */
export const spring = (): UiElement => ({ el: 'col', grow: 1, children: [] });

/** A whole screen: bar above, body below, and what floats over both (`fab`). */
export const screen = (bar: UiElement | null, body: UiElement, ...floating: Child[]): UiElement =>
  stack({ grow: 1 }, col({ grow: 1 }, bar, body), ...floating);

/** What the Back arrow of a top app bar is called. */
export const NAVIGATE_UP = 'Navigate up';

/** Top app bar: title, Back arrow when `onBack` is given, action buttons at the end. */
export const topBar = (title: string, o: { onBack?: Handler; actions?: readonly Child[] } = {}): UiElement =>
  row({ height: 64, pad: [0, 4], gap: 4, id: 'toolbar' },
    o.onBack ? iconButton('mdiArrowLeft', NAVIGATE_UP, o.onBack) : null,
    text(title, { size: 22, grow: 1, lines: 1, margin: [0, o.onBack ? 4 : 12] }),
    ...(o.actions ?? []));

/** One line of a list: leading icon or element, title, line below, trailing element. */
export const listItem = (o: {
  title: string; below?: string; lead?: string | UiElement; trail?: UiElement | null; id?: string; titleId?: string; belowId?: string; desc?: string;
  selected?: boolean; enabled?: boolean; onTap?: Handler; onLongPress?: Handler; lines?: number;
}): UiElement =>
  row({ minHeight: o.below === undefined ? 56 : 72, pad: [8, 16], gap: 16, id: o.id, desc: o.desc, selected: o.selected, enabled: o.enabled, onTap: o.onTap, onLongPress: o.onLongPress, background: o.selected ? 'secondaryContainer' : undefined },
    o.lead === undefined ? null : typeof o.lead === 'string' ? icon(o.lead, { color: 'onSurfaceVariant' }) : o.lead,
    col({ grow: 1, gap: 2 },
      text(o.title, { size: 16, lines: 1, id: o.titleId ?? 'title', color: o.enabled === false ? 'outline' : undefined }),
      o.below === undefined ? null : text(o.below, { size: 14, color: o.enabled === false ? 'outline' : 'onSurfaceVariant', lines: o.lines ?? 2, id: o.belowId ?? 'summary' })),
    o.trail ?? null);

/** A heading inside a list. */
export const section = (title: string): UiElement => text(title, { size: 14, weight: 500, color: 'primary', pad: [8, 16], margin: [8, 0] });

/** A round picture with initials or an icon, for people and shops. */
export const avatar = (label: string, color: string, size = 40): UiElement =>
  stack({ width: size, height: size, radius: size / 2, background: color, align: 'center', justify: 'center' },
    text(label, { size: size * 0.42, weight: 500, color: '#ffffff', align: 'center' }));

/** What a list shows when it has nothing. */
export const empty = (iconName: string, title: string, below?: string): UiElement =>
  col({ grow: 1, align: 'center', justify: 'center', gap: 12, pad: 32 },
    icon(iconName, { size: 64, color: 'outlineVariant' }),
    text(title, { size: 18, weight: 500, align: 'center' }),
    below === undefined ? null : text(below, { size: 14, color: 'onSurfaceVariant', align: 'center' }));
