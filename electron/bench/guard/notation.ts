// Exports: itemsOf, Item, screensOf. Labelled screens in a short notation, made into uiautomator XML as six kinds of apps write it. Pure.
//
//   @ App name | package | plain|compose|flutter|web|rn|material | en|zh
//   = Title of a page        =? Title of a dialog        =+ Title of a sheet over the screen before it, which stays in the dump
//   t text    r row | subtitle | …    b button    i icon's description    s switch | subtitle    c checkbox
//   l link    f field's hint    p password field    m somebody's message    x tab of the bottom bar    k keypad of digits
//   A line may end with `#resource_id` and with what it is labelled: `:: payment,transfer` or `:: none`, then `@long_press`,
//   `@type=TEXT` (input_text) or `@secure`. What has no label is only there to be seen.

import type { ActionKind } from '../../control/point.ts';
import { CLASSES, type Class } from '../../protocol/sop.ts';

const STYLES = ['plain', 'compose', 'flutter', 'web', 'rn', 'material'] as const;
export type Style = (typeof STYLES)[number];

export interface Item {
  /** `App/screen/line`. */
  id: string;
  app: string;
  language: 'en' | 'zh';
  xml: string;
  at: [x: number, y: number];
  action: ActionKind;
  text?: string;
  secure?: true;
  /** The element's words, for reports. */
  words: string;
  /** What it is; empty: nothing sensitive. */
  classes: Class[];
}

interface Line { kind: string; parts: string[]; id: string; label?: { classes: Class[]; action: ActionKind; text?: string; secure?: true } }
export interface LabelledScreen { app: string; package: string; style: Style; language: 'en' | 'zh'; title: string; dialog: boolean; sheet: boolean; lines: Line[] }

/** @throws Error naming the line that is not in the notation */
export function screensOf(source: string): LabelledScreen[] {
  const screens: LabelledScreen[] = [];
  let app: { app: string; package: string; style: Style; language: 'en' | 'zh' } | undefined;
  for (const [n, raw] of source.split('\n').entries()) {
    const text = raw.trimEnd();
    if (text.trim() === '') continue;
    const wrong = (why: string): Error => new Error(`Line ${n + 1}: ${why}: ${text}`);
    if (text.startsWith('@ ')) {
      const [name, packageName, style, language] = text.slice(2).split('|').map((s) => s.trim());
      if (!name || !packageName || !(STYLES as readonly string[]).includes(style ?? '') || (language !== 'en' && language !== 'zh')) throw wrong('an app has a name, a package, a style and a language');
      app = { app: name, package: packageName, style: style as Style, language };
    } else if (text.startsWith('=')) {
      if (!app) throw wrong('a screen belongs to an app');
      screens.push({ ...app, title: text.replace(/^=[?+]?\s*/, ''), dialog: /^=[?+]/.test(text), sheet: text.startsWith('=+'), lines: [] });
    } else {
      const screen = screens.at(-1);
      const m = /^([trbliscfpmxk])(?:\s(.*))?$/.exec(text);
      if (!screen || !m) throw wrong('not a line of a screen');
      screen.lines.push(lineOf(m[1]!, m[2] ?? '', wrong));
    }
  }
  return screens;
}

function lineOf(kind: string, rest: string, wrong: (why: string) => Error): Line {
  const [, body = '', mark] = /^(.*?)(?:\s*::\s*(.*))?$/.exec(rest)!;
  const id = /(?:^|\s)#([\w.]+)$/.exec(body.trimEnd());
  const words = id ? body.trimEnd().slice(0, id.index) : body;
  const line: Line = { kind, parts: words.split('|').map((s) => s.trim()), id: id?.[1] ?? '' };
  if (mark === undefined) return line;
  const [names = '', ...facts] = mark.split(/\s+@/);
  const classes = names.trim() === 'none' ? [] : names.split(',').map((s) => s.trim());
  const unknown = classes.find((c) => !(CLASSES as readonly string[]).includes(c));
  if (unknown !== undefined) throw wrong(`there is no class ${unknown}`);
  const typed = facts.find((f) => f.startsWith('type='));
  return { ...line, label: { classes: classes as Class[], action: typed ? 'input_text' : facts.includes('long_press') ? 'long_press' : 'click', ...(typed ? { text: typed.slice(5) } : {}), ...(facts.includes('secure') ? { secure: true as const } : {}) } };
}

const [WIDTH, HEIGHT] = [1080, 2400];
type Box = [number, number, number, number];

/** Every labelled line of every screen, each with its whole screen and the middle of its element. */
export function itemsOf(source: string): Item[] {
  const all = screensOf(source);
  return all.flatMap((s, n) => {
    const { xml, boxes } = draw(s, all[n - 1]);
    return s.lines.flatMap((line, i): Item[] => {
      const box = boxes[i];
      if (!line.label || !box) return [];
      return [{ id: `${s.app}/${n}/${i}`, app: s.app, language: s.language, xml, at: [Math.round((box[0] + box[2]) / 2), Math.round((box[1] + box[3]) / 2)], words: `${line.parts.join(' | ')}${line.id ? ` #${line.id}` : ''}`, ...line.label }];
    });
  });
}

const escape = (s: string): string => s.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;').replaceAll('\n', '&#10;');

interface Node { class: string; text?: string; desc?: string; hint?: string; id?: string; box: Box; click?: boolean; long?: boolean; check?: boolean; scroll?: boolean; password?: boolean; children?: Node[] }

function print(n: Node, pkg: string, index: number): string {
  const id = n.id === undefined || n.id === '' ? '' : n.id.includes(':') ? n.id : `${pkg}:id/${n.id}`;
  const open = `<node index="${index}" text="${escape(n.text ?? '')}" resource-id="${escape(id)}" class="${n.class}" package="${pkg}" content-desc="${escape(n.desc ?? '')}" checkable="${n.check ?? false}" checked="false" clickable="${n.click ?? false}" enabled="true" focusable="${n.click ?? false}" focused="false" scrollable="${n.scroll ?? false}" long-clickable="${n.long ?? false}" password="${n.password ?? false}" selected="false"${n.hint === undefined ? '' : ` hint="${escape(n.hint)}"`} bounds="[${n.box[0]},${n.box[1]}][${n.box[2]},${n.box[3]}]"`;
  return n.children && n.children.length > 0 ? `${open}>${n.children.map((c, i) => print(c, pkg, i)).join('')}</node>` : `${open} />`;
}

/** Dialogs of these are drawn inside the app's own full-screen window; those of the others are windows of their own. */
const INSIDE: ReadonlySet<Style> = new Set(['flutter', 'web', 'rn']);

const SCREEN: Box = [0, 0, WIDTH, HEIGHT];
const SHEET: Box = [0, 760, WIDTH, HEIGHT];

function draw(s: LabelledScreen, before?: LabelledScreen): { xml: string; boxes: (Box | undefined)[] } {
  const { root, boxes } = rootOf(s);
  const page = s.sheet && before ? rootOf(before).root : undefined;
  const top: Node = page ? { ...root, box: SCREEN, children: [...page.children!, { class: 'android.view.View', id: 'touch_outside', box: SCREEN, click: true }, { class: 'android.widget.FrameLayout', id: 'design_bottom_sheet', box: SHEET, children: root.children! }] } : root;
  return { xml: `<?xml version='1.0' encoding='UTF-8' standalone='yes' ?><hierarchy rotation="0">${print(top, s.package, 0)}</hierarchy>`, boxes };
}

function rootOf(s: LabelledScreen): { root: Node; boxes: (Box | undefined)[] } {
  const inside = s.dialog && INSIDE.has(s.style);
  const [left, right] = s.dialog ? [90, 990] : [0, WIDTH];
  let y = s.dialog ? 800 : 90;
  const children: Node[] = [];
  const boxes: (Box | undefined)[] = [];
  const counts: Record<string, number> = {};
  const title: Box = [left + 48, y, right - 48, y + 120];
  if (s.title !== '') children.push(text(s, s.title, title, s.dialog ? (s.style === 'plain' ? 'android:id/alertTitle' : '') : 'toolbar_title'));
  y += 140;
  const tabs = s.lines.filter((l) => l.kind === 'x').length;
  let tab = 0;
  for (let i = 0; i < s.lines.length; i++) {
    const line = s.lines[i]!;
    const many = (kind: string): Line[] => { const run = []; for (let k = i; s.lines[k]?.kind === kind; k++) run.push(s.lines[k]!); return run; };
    counts[line.kind] = (counts[line.kind] ?? 0) + 1;
    if (line.kind === 'x') {
      const box: Box = [Math.round(tab * WIDTH / tabs), 2240, Math.round((tab + 1) * WIDTH / tabs), 2390];
      tab++;
      children.push(tabNode(s, line, box));
      boxes.push(box);
      continue;
    }
    if (line.kind === 'k') {
      for (const [k, digit] of ['1', '2', '3', '4', '5', '6', '7', '8', '9', '*', '0', '#'].entries()) {
        const at: Box = [40 + (k % 3) * 330, y + Math.floor(k / 3) * 150, 340 + (k % 3) * 330, y + Math.floor(k / 3) * 150 + 140];
        children.push({ class: 'android.widget.Button', text: digit, id: `digit_${k}`, box: at, click: true });
      }
      y += 620;
      boxes.push(undefined);
      continue;
    }
    // Icons, and the buttons of a dialog, stand side by side: refusals left.
    if (line.kind === 'i' || (line.kind === 'b' && s.dialog && many('b').length > 1 && many('b').every((l) => l.parts.join('').length < 22))) {
      const run = many(line.kind);
      const each = Math.min(line.kind === 'i' ? 140 : 420, Math.floor((right - left - 40) / run.length));
      for (const [k, l] of run.entries()) {
        const box: Box = [right - 20 - each * (k + 1), y, right - 40 - each * k, y + 126];
        children.push(nodeOf(s, l, box, (counts[l.kind] ?? 0) + k, k));
        boxes.push(box);
      }
      counts[line.kind] = (counts[line.kind] ?? 0) + run.length - 1;
      i += run.length - 1;
      y += 150;
      continue;
    }
    const tall = { l: 90, t: 80, r: 168, b: 140, s: 160, c: 120, f: 150, p: 150, m: 130 }[line.kind] ?? 120;
    const box: Box = line.kind === 'm' ? [left + 40, y, left + 700, y + tall] : line.kind === 'b' ? [left + 60, y, right - 60, y + tall] : [left, y, right, y + tall];
    children.push(nodeOf(s, line, box, counts[line.kind]!, 0));
    boxes.push(s.style === 'material' && line.kind === 's' ? switchOf(box) : box);
    y += tall + 12;
  }
  const bottom = s.dialog ? Math.min(y + 20, 2300) : HEIGHT;
  const content: Node = { class: s.style === 'web' ? 'android.webkit.WebView' : s.style === 'plain' ? 'android.widget.LinearLayout' : s.style === 'rn' ? 'android.view.ViewGroup' : 'android.view.View', box: s.dialog ? [left, 780, right, bottom] : [0, 0, WIDTH, HEIGHT], children };
  const root: Node = { class: 'android.widget.FrameLayout', box: s.dialog && !inside ? [left, 780, right, bottom] : [0, 0, WIDTH, HEIGHT], children: [content] };
  return { root, boxes };
}

const inner = ([l, t, r, b]: Box, n = 0, of = 1): Box => { const h = (b - t - 20) / of; return [l + 48, Math.round(t + 10 + n * h), r - 48, Math.round(t + 10 + (n + 1) * h)]; };
const text = (s: LabelledScreen, words: string, box: Box, id = ''): Node => (s.style === 'flutter'
  ? { class: 'android.view.View', desc: words, box }
  : { class: s.style === 'web' ? 'android.view.View' : 'android.widget.TextView', text: words, id: s.style === 'plain' ? id : '', box });

/** Where the switch of a row stands. */
const switchOf = (box: Box): Box => [box[2] - 180, box[1] + 30, box[2] - 40, box[3] - 30];

/** Views of the Material library: words beside what takes the tap, captions in capitals, a description on the picture inside a button. */
function materialNode(s: LabelledScreen, line: Line, box: Box, n: number): Node | undefined {
  const words = line.parts[0] ?? '';
  const label = (i: number, at: Box): Node => ({ class: 'android.widget.TextView', text: line.parts[i]!, box: at });
  switch (line.kind) {
    case 'r': return { class: 'android.view.ViewGroup', id: line.id, box, click: true, children: [{ class: 'android.widget.ImageView', box: [box[0] + 20, box[1] + 20, box[0] + 60, box[3] - 20] }, ...line.parts.map((_, i) => label(i, inner(box, i, line.parts.length)))] };
    case 'b': return { class: 'android.widget.FrameLayout', id: line.id || `action_container_${n}`, box, click: true, children: [{ class: 'android.widget.TextView', text: s.language === 'en' ? words.toUpperCase() : words, box: inner(box) }] };
    case 'i': return { class: 'android.widget.FrameLayout', id: line.id, box, click: true, children: [{ class: 'android.widget.ImageView', desc: words, box: inner(box) }] };
    case 's': return { class: 'android.view.ViewGroup', box, children: [...line.parts.map((_, i) => label(i, inner([box[0], box[1], box[2] - 200, box[3]], i, line.parts.length))), { class: 'android.widget.Switch', id: line.id, box: switchOf(box), check: true, click: true }] };
    case 'f': case 'p': return { class: 'android.widget.LinearLayout', box, children: [{ class: 'android.widget.FrameLayout', box, children: [{ class: 'android.widget.EditText', hint: words, id: line.id, box: [box[0] + 40, box[1] + 10, box[2] - 40, box[3] - 10], click: true, password: line.kind === 'p' }] }] };
    default: return undefined;
  }
}

function tabNode(s: LabelledScreen, line: Line, box: Box): Node {
  const words = line.parts[0]!;
  if (s.style === 'flutter') return { class: 'android.view.View', desc: words, box, click: true };
  return { class: s.style === 'plain' ? 'android.widget.FrameLayout' : 'android.view.View', box, click: true, children: [text(s, words, inner(box), 'navigation_bar_item_label')] };
}

function nodeOf(s: LabelledScreen, line: Line, box: Box, n: number, place: number): Node {
  const special = s.style === 'material' ? materialNode(s, line, box, n) : undefined;
  if (special) return special;
  const words = line.parts[0] ?? '';
  const id = line.id || (s.style === 'plain' ? { b: s.dialog ? `android:id/button${place === 0 ? 2 : 1}` : `button_${n}`, r: `row_${n}`, f: `field_${n}`, m: 'message_text' }[line.kind] ?? '' : '');
  const texts = line.parts.map((p, i) => text(s, p, inner(box, i, line.parts.length), i === 0 ? 'android:id/title' : 'android:id/summary'));
  switch (line.kind) {
    case 't': return text(s, words, inner(box), s.dialog ? 'android:id/message' : '');
    case 'l': return { ...text(s, words, inner(box)), click: s.style !== 'web' };
    case 'r':
      if (s.style === 'flutter') return { class: 'android.view.View', desc: line.parts.join('\n'), box, click: true };
      if (s.style === 'web') return { class: 'android.view.View', box, click: true, children: texts };
      return { class: s.style === 'rn' ? 'android.view.ViewGroup' : s.style === 'compose' ? 'android.view.View' : 'android.widget.LinearLayout', id, box, click: true, long: line.label?.action === 'long_press', ...(s.style === 'rn' ? { desc: line.parts.join(', ') } : {}), children: texts };
    case 'b':
      if (s.style === 'plain' || s.style === 'web') return { class: 'android.widget.Button', text: words, id: s.style === 'web' ? '' : id, box, click: true };
      if (s.style === 'flutter') return { class: 'android.widget.Button', desc: words, id: line.id, box, click: true };
      if (s.style === 'rn') return { class: 'android.view.ViewGroup', id: line.id, box, click: true, children: [{ class: 'android.widget.TextView', text: words, box: inner(box) }] };
      return { class: 'android.view.View', id: line.id, box, click: true, children: [{ class: 'android.widget.TextView', text: words, box: inner(box) }, { class: 'android.widget.Button', box }] };
    case 'i': return { class: s.style === 'plain' ? 'android.widget.ImageButton' : s.style === 'rn' ? 'android.view.ViewGroup' : 'android.view.View', desc: words, id: line.id, box, click: true };
    case 's': {
      const toggle: Node = { class: 'android.widget.Switch', box: [box[2] - 180, box[1] + 30, box[2] - 40, box[3] - 30], check: true, click: s.style !== 'plain', id: s.style === 'plain' ? 'android:id/switch_widget' : '' };
      if (s.style === 'flutter') return { class: 'android.widget.Switch', desc: words, box, click: true, check: true };
      return { class: s.style === 'plain' ? 'android.widget.LinearLayout' : 'android.view.View', box, click: true, children: [...texts, ...(s.style === 'plain' ? [toggle] : [{ ...toggle, click: false }])] };
    }
    case 'c':
      if (s.style === 'rn' || s.style === 'compose') return { class: 'android.view.ViewGroup', box, children: [{ class: 'android.widget.CheckBox', box: [box[0] + 20, box[1] + 10, box[2], box[3] - 10], click: true, check: true, desc: s.style === 'rn' ? words : '', children: s.style === 'rn' ? [] : [text(s, words, inner(box))] }] };
      return { class: 'android.widget.CheckBox', ...(s.style === 'flutter' ? { desc: words } : { text: words }), id, box, click: true, check: true };
    case 'f': case 'p': {
      const password = line.kind === 'p';
      if (s.style === 'plain' && !line.id) return { class: 'android.widget.LinearLayout', box, children: [text(s, words, [box[0] + 40, box[1], box[2] - 40, box[1] + 50], 'label'), { class: 'android.widget.EditText', id, box: [box[0] + 40, box[1] + 52, box[2] - 40, box[3]], click: true, password }] };
      return { class: 'android.widget.EditText', text: password ? '' : s.style === 'plain' ? words : '', ...(s.style === 'plain' ? {} : { hint: words }), id: line.id, box: [box[0] + 40, box[1] + 10, box[2] - 40, box[3] - 10], click: true, password };
    }
    case 'm': return { class: s.style === 'flutter' ? 'android.view.View' : 'android.widget.TextView', ...(s.style === 'flutter' ? { desc: words } : { text: words }), id: s.style === 'plain' ? id : '', box, long: true, click: s.style !== 'plain' };
    default: throw new Error(`There is no kind ${line.kind}`);
  }
}
