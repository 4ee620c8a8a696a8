// Exports: build (UiElement → View), plainView. Turns what apps say into boxes with Android classes, styles and paints.
// Pure but for icon look-up; throws on what no phone could show (unknown icon, two fields with one key).

import type { SystemSettings, UiElement } from '../types.ts';
import { NAVIGATE_UP } from './elements.ts';
import { iconPath } from './icons.ts';
import { colour, palette, type ColourName, type Palette } from './theme.ts';
import type { Paint, Style, View } from './view.ts';

/** What a screen is built against. */
export interface BuildContext {
  pkg: string;
  system: Pick<SystemSettings, 'darkTheme' | 'fontScale' | 'language'>;
  /** Key of the field that has the cursor, and the cursor's place in code units. */
  focus: { key: string; cursor: number } | null;
  /** Scroll offsets by key, px. */
  offsets: ReadonlyMap<string, number>;
  /** The cursor is in its visible half second. */
  caret: boolean;
  /** What the elements lie on; a field's label covers its border with it. */
  ground?: ColourName;
}

const none = { x: 0, y: 0, w: 0, h: 0 };

/** A box with nothing in it. */
export const plainView = (cls: string, pkg: string, style: Style, children: View[] = []): View => ({
  cls, pkg, id: '', text: '', desc: '', hint: '', checkable: false, checked: false, enabled: true, focused: false, password: false, selected: false,
  clickable: false, longClickable: false, scrollable: false, style, paints: [], dump: 'all', ripple: 0, children, box: none, clip: none,
});

export const resourceId = (pkg: string, id: string): string => (id === '' || id.includes(':') ? id : `${pkg}:id/${id}`);

/** Words of Android's own libraries follow the language without the app's doing. */
const frameworkWord = (words: string, language: string): string => (words === NAVIGATE_UP && language.startsWith('zh') ? '向上导航' : words);

/** What a field shows and dumps for a password. */
export const masked = (value: string): string => '•'.repeat([...value].length);

export function build(e: UiElement, ctx: BuildContext): View {
  const pal = palette(ctx.system.darkTheme);
  const seen = new Set<string>();
  const make = (el: UiElement, parent: 'row' | 'column', enabledAbove: boolean): View => {
    const v = plainView('android.view.View', ctx.pkg, baseStyle(el, parent));
    v.id = resourceId(ctx.pkg, el.id ?? '');
    v.desc = frameworkWord(el.desc ?? '', ctx.system.language);
    v.enabled = enabledAbove && el.enabled !== false;
    v.selected = el.selected === true;
    if (el.onTap) { v.onTap = el.onTap; v.clickable = true; }
    if (el.onLongPress) { v.onLongPress = el.onLongPress; v.longClickable = true; }
    if (el.onSwipe) v.onSwipe = el.onSwipe;
    v.ripple = el.radius ?? 0;
    if (el.background !== undefined || el.border !== undefined || el.radius !== undefined) {
      v.paints.push({ p: 'box', fill: el.background === undefined ? undefined : colour(pal, el.background), border: el.border === undefined ? undefined : colour(pal, el.border), radius: el.radius });
    }
    fill(el, v);
    return v;
  };
  const kids = (children: readonly (UiElement | null | false)[], direction: 'row' | 'column', enabled: boolean): View[] => {
    const out: View[] = [];
    for (const c of children) if (c) out.push(make(c, direction, enabled));
    return out;
  };
  const inner = (v: View, style: Style, paints: Paint[]): View => {
    const c = plainView('android.view.View', ctx.pkg, style);
    c.paints = paints;
    c.dump = 'none';
    c.enabled = v.enabled;
    return c;
  };
  const scale = ctx.system.fontScale;
  const fill = (el: UiElement, v: View): void => {
    const s = v.style;
    switch (el.el) {
      case 'col': case 'card':
        v.cls = el.el === 'card' ? 'android.widget.FrameLayout' : 'android.widget.LinearLayout';
        Object.assign(s, { direction: 'column', align: el.align, justify: el.justify, gap: el.gap, wrap: el.wrap });
        if (el.el === 'card') {
          v.paints = [{ p: 'box', fill: colour(pal, el.background ?? 'surfaceContainer'), border: el.border === undefined ? undefined : colour(pal, el.border), radius: el.radius ?? 12 }];
          v.ripple = el.radius ?? 12;
          s.pad ??= 16;
        }
        v.children = kids(el.children, 'column', v.enabled);
        return;
      case 'row':
        v.cls = 'android.widget.LinearLayout';
        Object.assign(s, { direction: 'row', align: el.align ?? 'center', justify: el.justify, gap: el.gap, wrap: el.wrap });
        v.children = kids(el.children, 'row', v.enabled);
        return;
      case 'stack': {
        v.cls = 'android.widget.FrameLayout';
        Object.assign(s, { direction: 'column', align: el.align, justify: el.justify });
        v.children = kids(el.children, 'column', v.enabled);
        let flowing = false;
        for (const c of v.children) {
          if (c.style.at) continue;
          if (flowing) { c.style.absolute = true; if (c.style.grow) c.style.at = { top: 0, right: 0, bottom: 0, left: 0 }; }
          flowing = true;
        }
        return;
      }
      case 'scroll': {
        v.cls = 'androidx.recyclerview.widget.RecyclerView';
        if (seen.has(`scroll ${el.key}`)) throw new Error(`Two scrollers of one screen have the key ${el.key}`);
        seen.add(`scroll ${el.key}`);
        v.id ||= '';
        const horizontal = el.horizontal === true;
        v.scroll = { key: el.key, horizontal, max: 0, offset: ctx.offsets.get(el.key) ?? (el.fromEnd ? Number.MAX_SAFE_INTEGER : 0) };
        const content = plainView('android.widget.LinearLayout', ctx.pkg, { direction: horizontal ? 'row' : 'column', gap: el.gap, shrink: 0, pad: s.pad, ...(horizontal ? { align: 'center' } : {}) },
          kids(el.children, horizontal ? 'row' : 'column', v.enabled));
        for (const c of content.children) c.style.shrink = 0;
        content.dump = 'hidden';
        s.pad = undefined;
        s.direction = horizontal ? 'row' : 'column';
        if (!horizontal) s.basis = s.grow ? 0 : undefined;
        s.shrink = 1;
        v.children = [content];
        return;
      }
      case 'text': {
        v.cls = 'android.widget.TextView';
        v.text = el.text;
        v.paints.push({ p: 'text', text: el.text, size: (el.size ?? 14) * scale, weight: el.weight ?? 400, color: colour(pal, el.color ?? 'onSurface'), align: el.align ?? 'start', lines: el.lines ?? Infinity });
        return;
      }
      case 'icon':
        v.cls = 'android.widget.ImageView';
        s.width ??= el.size ?? 24; s.height ??= el.size ?? 24;
        v.paints.push({ p: 'icon', path: iconPath(el.icon), size: el.size ?? 24, color: colour(pal, el.color ?? 'onSurfaceVariant') });
        s.shrink = 0;
        return;
      case 'button': {
        v.cls = 'android.widget.Button';
        v.text = el.text;
        v.clickable = true;
        v.dump = 'leaf';
        v.ripple = el.radius ?? 20;
        s.direction = 'row'; s.align = 'center'; s.justify = 'center'; s.gap = 8;
        s.minHeight ??= 40;
        s.pad ??= [8, el.tone === 'text' ? 12 : 24];
        const [back, ink, line] = toneOf(el.tone ?? 'filled', v.enabled, pal);
        v.paints = [{ p: 'box', fill: el.background === undefined ? back : colour(pal, el.background), border: line, radius: el.radius ?? 20 }];
        if (el.icon !== undefined) v.children.push(inner(v, { width: 18, height: 18 }, [{ p: 'icon', path: iconPath(el.icon), size: 18, color: ink }]));
        v.children.push(inner(v, { shrink: 1 }, [{ p: 'text', text: el.text, size: (el.size ?? 14) * scale, weight: 500, color: ink, align: 'center', lines: 2 }]));
        return;
      }
      case 'iconButton':
        v.cls = 'android.widget.ImageButton';
        v.clickable = true;
        v.ripple = 24;
        s.width ??= 48; s.height ??= 48; s.shrink = 0;
        v.paints.push({ p: 'icon', path: iconPath(el.icon), size: 24, color: v.enabled ? colour(pal, el.selected ? 'primary' : 'onSurfaceVariant') : colour(pal, 'outlineVariant') });
        return;
      case 'fab': {
        v.cls = el.text === undefined ? 'android.widget.ImageButton' : 'android.widget.Button';
        v.text = el.text ?? '';
        v.clickable = true;
        v.dump = 'leaf';
        v.ripple = 16;
        s.at ??= { right: 16, bottom: 16 };
        s.height ??= 56;
        s.direction = 'row'; s.align = 'center'; s.justify = 'center'; s.gap = 12;
        if (el.text === undefined) s.width ??= 56; else s.pad ??= [0, 20];
        v.paints = [{ p: 'box', fill: colour(pal, 'primaryContainer'), radius: 16, shadow: 6 }];
        v.children.push(inner(v, { width: 24, height: 24 }, [{ p: 'icon', path: iconPath(el.icon), size: 24, color: pal.onPrimaryContainer }]));
        if (el.text !== undefined) v.children.push(inner(v, {}, [{ p: 'text', text: el.text, size: 14 * scale, weight: 500, color: pal.onPrimaryContainer, align: 'center', lines: 1 }]));
        return;
      }
      case 'switch': {
        v.cls = 'android.widget.Switch';
        v.checkable = true; v.checked = el.on; v.clickable = true; v.ripple = 16;
        const flip = el.onChange, now = el.on;
        v.onTap = el.onTap ?? (() => flip(!now));
        s.width ??= 52; s.height ??= 32; s.shrink = 0;
        const on = v.enabled ? pal.primary : pal.outline;
        v.paints.push({ p: 'switch', on: el.on, track: el.on ? on : pal.surfaceContainerHigh, border: el.on ? on : pal.outline, thumb: el.on ? pal.onPrimary : pal.outline });
        return;
      }
      case 'checkbox': case 'radio': {
        const round = el.el === 'radio';
        v.cls = round ? 'android.widget.RadioButton' : 'android.widget.CheckBox';
        v.text = el.text ?? '';
        v.checkable = true; v.checked = el.on; v.clickable = true; v.dump = 'leaf'; v.ripple = 12;
        const flip = el.onChange, next = round ? true : !el.on;
        v.onTap = el.onTap ?? (() => flip(next));
        s.direction = 'row'; s.align = 'center'; s.gap = 12;
        s.minHeight ??= el.text === undefined ? 40 : 48;
        if (el.text === undefined) { s.width ??= 40; s.justify = 'center'; s.shrink = 0; }
        v.children.push(inner(v, { width: 24, height: 24, shrink: 0 }, [{ p: 'check', on: el.on, round, color: el.on ? (v.enabled ? pal.primary : pal.outline) : pal.onSurfaceVariant, mark: pal.onPrimary }]));
        if (el.text !== undefined) v.children.push(inner(v, { shrink: 1 }, [{ p: 'text', text: el.text, size: 16 * scale, weight: 400, color: v.enabled ? pal.onSurface : pal.outline, align: 'start', lines: 3 }]));
        return;
      }
      case 'input': {
        v.cls = 'android.widget.EditText';
        if (seen.has(`input ${el.key}`)) throw new Error(`Two fields of one screen have the key ${el.key}`);
        seen.add(`input ${el.key}`);
        if (el.id === undefined) v.id = resourceId(ctx.pkg, el.key);
        v.password = el.password === true;
        v.hint = el.hint ?? el.label ?? '';
        const shown = v.password ? masked(el.value) : el.value;
        v.text = shown;
        v.clickable = true; v.longClickable = true; v.ripple = 4;
        v.focused = ctx.focus?.key === el.key;
        v.input = { key: el.key, value: el.value, password: v.password, kind: el.kind ?? 'text', maxLength: el.maxLength ?? 5000, multiline: el.multiline === true, autofocus: el.autofocus === true, ime: el.ime ?? 'done', onChange: el.onChange, onEnter: el.onEnter };
        s.minHeight ??= el.multiline ? 112 : 56;
        v.paints = [{ p: 'field', value: shown, label: el.label ?? '', hint: el.hint ?? '', focused: v.focused, cursor: v.focused ? (v.password ? Array.from(el.value.slice(0, ctx.focus?.cursor ?? 0)).length : (ctx.focus?.cursor ?? 0)) : 0, caret: ctx.caret, multiline: el.multiline === true, filled: el.background !== undefined, icon: el.icon === undefined ? '' : iconPath(el.icon), size: 16 * scale, ink: v.enabled ? pal.onSurface : pal.outline, dim: pal.onSurfaceVariant, accent: pal.primary, line: pal.outline, surface: colour(pal, el.background ?? ctx.ground ?? 'surface') }];
        return;
      }
      case 'slider': {
        v.cls = 'android.widget.SeekBar';
        v.text = Number.isInteger(el.value) ? `${el.value}.0` : String(el.value);
        s.height ??= 44;
        const { min, max, onChange } = el;
        const part = max > min ? Math.min(1, Math.max(0, (el.value - min) / (max - min))) : 0;
        v.onSlide = (p) => onChange(min + p * (max - min));
        v.paints.push({ p: 'slider', part, active: v.enabled ? pal.primary : pal.outline, rest: pal.secondaryContainer });
        return;
      }
      case 'image':
        v.cls = 'android.widget.ImageView';
        s.height ??= 120;
        v.paints = [{ p: 'picture', color: colour(pal, el.color), radius: el.radius ?? 0, caption: el.caption ?? '', ink: '#ffffff' }];
        if (el.icon !== undefined) v.paints.push({ p: 'icon', path: iconPath(el.icon), size: Math.min(...[s.width, s.height].filter((n) => typeof n === 'number')) * 0.55, color: '#ffffffd9' });
        return;
      case 'divider':
        s.height ??= 1;
        v.dump = 'none';
        v.paints.push({ p: 'box', fill: pal.outlineVariant });
        return;
      case 'progress':
        v.cls = 'android.widget.ProgressBar';
        if (el.value === undefined) {
          s.width ??= 48; s.height ??= 48; s.shrink = 0;
          v.paints.push({ p: 'spinner', color: pal.primary, rest: pal.secondaryContainer });
        } else {
          s.height ??= 4;
          v.paints.push({ p: 'bar', part: Math.min(1, Math.max(0, el.value)), active: pal.primary, rest: pal.secondaryContainer });
        }
        return;
      case 'web': {
        v.cls = 'android.webkit.WebView';
        v.text = el.title;
        if (seen.has(`scroll ${el.key}`)) throw new Error(`Two scrollers of one screen have the key ${el.key}`);
        seen.add(`scroll ${el.key}`);
        v.scroll = { key: el.key, horizontal: false, max: 0, offset: ctx.offsets.get(el.key) ?? 0 };
        const page = plainView('android.view.View', ctx.pkg, { direction: 'column', gap: el.gap, shrink: 0, pad: s.pad }, kids(el.children, 'column', v.enabled));
        for (const c of page.children) { c.style.shrink = 0; asPage(c, ctx.pkg); }
        s.pad = undefined;
        s.direction = 'column';
        s.basis = s.grow ? 0 : undefined;
        s.shrink = 1;
        v.children = [page];
        return;
      }
      case 'opaque':
        v.cls = el.kind === 'canvas' ? 'android.view.View' : 'android.webkit.WebView';
        s.direction = 'column';
        v.dump = 'leaf';
        v.children = kids(el.children, 'column', v.enabled);
        return;
    }
  };
  return make(e, 'column', true);
}

/** What Chromium tells Android about the nodes of a page. Source: Chromium's WebContentsAccessibilityImpl and its class names. */
function asPage(v: View, pkg: string): void {
  if (v.cls.endsWith('Layout')) v.cls = 'android.view.View';
  if (v.cls === 'android.widget.ImageView') v.cls = 'android.widget.Image';
  if (v.id.startsWith(`${pkg}:id/`)) v.id = v.id.slice(pkg.length + 4);
  for (const c of v.children) asPage(c, pkg);
  if (v.cls !== 'android.view.View' || (!v.clickable && v.desc === '')) return;
  v.desc ||= v.children.map((c) => c.text).filter((said) => said !== '').join(' ');
  v.dump = 'leaf';
}

function baseStyle(el: UiElement, parent: 'row' | 'column'): Style {
  const shrinks = parent === 'row' ? (el.width === undefined ? 1 : 0) : 0;
  return {
    grow: el.grow, shrink: el.grow ? 1 : shrinks, basis: el.grow && parent === 'row' ? 0 : undefined,
    pad: el.pad, margin: el.margin, width: el.width, height: el.height, minHeight: el.minHeight, maxWidth: el.maxWidth, at: el.at,
  };
}

/** Fill, ink and border of a button. */
function toneOf(tone: 'filled' | 'tonal' | 'text' | 'outlined' | 'danger', enabled: boolean, pal: Palette): [fill: string | undefined, ink: string, border: string | undefined] {
  if (!enabled) return [tone === 'text' || tone === 'outlined' ? undefined : pal.surfaceContainerHigh, pal.outline, tone === 'outlined' ? pal.outlineVariant : undefined];
  switch (tone) {
    case 'filled': return [pal.primary, pal.onPrimary, undefined];
    case 'tonal': return [pal.secondaryContainer, pal.onSecondaryContainer, undefined];
    case 'text': return [undefined, pal.primary, undefined];
    case 'outlined': return [undefined, pal.primary, pal.outline];
    case 'danger': return [pal.error, pal.onError, undefined];
  }
}
