// Exports: renderScreen, textWithLeads, escapeText. The screen as the model reads it, and the table of elements behind it.
//
// The form is AutoDroid's (Wen et al., MobiCom 2024): one HTML-like line per element, pre-order. Mended here: everything
// from the screen is escaped, unlabelled icons stay, equal rows are told apart, long-press and states are said,
// passwords are not.

import type { Element, Hierarchy, Role, Selector } from '../protocol/screen.ts';
import { draftElements, type Draft } from './label.ts';
import { layOut, type Item, type Layout } from './layout.ts';
import { estimateTokens } from './tokens.ts';
import { squash, titleOfParts } from './words.ts';

export interface Rendered { layout: Layout; elements: Element[]; text: string; tokens: number; title: string }

/** Longest text of one line, in UTF-16 units; elements keep it whole. */
const LONGEST = 400;

/**
 * Text that cannot open, close or forge a tag, nor leave its line. `&` is escaped only where it could be read as a
 * reference, so that plain text stays as it is.
 */
export function escapeText(s: string): string {
  const cut = s.length > LONGEST ? `${s.slice(0, LONGEST).toWellFormed()}…` : s;
  return cut.replace(/[\r\n\u2028\u2029]+/g, ' ').replace(/&(?=#?\w+;)/g, '&amp;').replace(/</g, '&lt;');
}

const escapeAttribute = (s: string): string => escapeText(s).replace(/"/g, '&quot;');

/** @param size of the screen in pixels */
export function renderScreen(hierarchy: Hierarchy, size: readonly [number, number]): Rendered {
  const layout = layOut(hierarchy, size);
  const drafts = draftElements(layout);
  tellApart(drafts, layout.items);
  // With nothing to act on, texts are what a tap can be tried on (trees of games and some web pages).
  const inApp = (d: Draft): boolean => !layout.windows[d.item.window]!.bar && !layout.windows[d.item.window]!.keyboard;
  const mute = !drafts.some((d) => inApp(d) && d.role !== 'text' && d.role !== 'image' && d.role !== 'scroll');
  const elements = drafts.map((d, i) => elementOf(d, i + 1, mute, layout.windows));
  const selectors = rankSelectors(drafts, elements);
  elements.forEach((e, i) => { e.selectors = selectors[i]!; });
  const text = textOf(elements);
  return { layout, elements, text, tokens: estimateTokens(text), title: titleOf(drafts, layout) };
}

/** One line per element; what stands in bars and keyboards shares one, as typing, Back and Home are actions of their own. */
function textOf(elements: readonly Element[]): string {
  const lines: string[] = [];
  for (const e of elements) if (!inRow(e)) lines.push(e.line);
  for (const window of ['keyboard', 'bar'] as const) {
    const keys = elements.filter((e) => e.window === window && inRow(e)).map((e) => e.line);
    if (keys.length > 0) lines.push(`<${window}>${keys.join(' ')}</${window}>`);
  }
  return lines.join('\n');
}

/**
 * The screen text with what is remembered said on the elements it is about: `<button id=3 leads-to="open Display in Settings">`.
 * An attribute, so that no text of the screen can look like one.
 * @param leads words by element id; they are made of labels seen earlier and as untrusted as the screen
 */
export const textWithLeads = (elements: readonly Element[], leads: ReadonlyMap<number, string>): string => textOf(elements.map((e) => {
  const words = leads.get(e.id);
  return words === undefined ? e : { ...e, line: e.line.replace(/^(<\w+ id=\d+)/, (head) => `${head} leads-to="${escapeAttribute(words)}"`) };
}));

const inRow = (e: Element): boolean => e.window !== undefined && e.role === 'button';

const TAG: Readonly<Record<Role, string>> = { button: 'button', input: 'input', checkbox: 'checkbox', switch: 'switch', scroll: 'scroll', text: 'p', image: 'img' };

function elementOf(d: Draft, id: number, mute: boolean, windows: Layout['windows']): Element {
  const { node } = d.item;
  const state = d.toggle?.node ?? node;
  const actor = d.role !== 'text' && d.role !== 'image';
  const [l, t, r, b] = d.item.rect;
  const e: Element = {
    id, role: d.role, label: d.label, labelFrom: d.labelFrom,
    texts: d.texts,
    ...(windows[d.item.window]!.keyboard ? { window: 'keyboard' as const } : windows[d.item.window]!.bar ? { window: 'bar' as const } : {}),
    ...(d.context === undefined ? {} : { context: d.context }),
    ...(d.toggle ? { target: d.toggle.rect } : {}),
    bounds: d.item.rect,
    tap: d.item.tap ?? [(l + r) >> 1, (t + b) >> 1],
    ...(d.role === 'input' ? { value: d.value ?? '' } : {}),
    ...(d.role === 'checkbox' || d.role === 'switch' ? { checked: state.checked } : {}),
    ...(node.selected ? { selected: true } : {}),
    ...(node.focused ? { focused: true } : {}),
    ...(actor && (!node.enabled || !state.enabled) ? { disabled: true } : {}),
    ...(node.password ? { password: true } : {}),
    ...(node.longClickable ? { longClickable: true } : {}),
    ...(node.clickable ? { clickable: true } : {}),
    package: node.package, resourceId: node.resourceId, className: node.class,
    selectors: [], source: 'tree', line: '',
  };
  e.line = lineOf(e, d, mute);
  return e;
}

function lineOf(e: Element, d: Draft, mute: boolean): string {
  if (inRow(e)) return `${e.id}=${escapeText(e.label || '?').replace(/ /g, '_')}`;
  const tag = TAG[e.role];
  const actor = e.role !== 'text' && e.role !== 'image';
  const marks = [
    ...(actor || (mute && e.window === undefined) ? [`id=${e.id}`] : []),
    ...(e.checked === undefined ? [] : [`checked=${e.checked}`]),
    ...(e.selected ? ['selected'] : []),
    ...(e.focused && actor && e.role !== 'scroll' ? ['focused'] : []),
    ...(e.disabled ? ['disabled'] : []),
    ...(e.password ? ['password'] : []),
    ...(e.longClickable && actor && e.role !== 'input' ? ['long-press'] : []),
    ...(e.value ? [`value="${escapeAttribute(e.value)}"`] : []),
    ...(e.context === undefined ? [] : [`of="${escapeAttribute(e.context)}"`]),
  ];
  const open = `<${[tag, ...marks].join(' ')}`;
  const said = d.texts.map(escapeText).join(', ');
  return said === '' ? `${open}/>` : `${open}>${said}</${tag}>`;
}

/** Gives elements with the same label the nearest text that tells them from each other. */
function tellApart(drafts: readonly Draft[], items: readonly Item[]): void {
  const groups = new Map<string, Draft[]>();
  for (const d of drafts) {
    if (d.role === 'text' || d.role === 'image' || d.role === 'scroll') continue;
    const key = `${d.role} ${squash(d.texts.join(' ') || d.label)}`;
    groups.set(key, [...(groups.get(key) ?? []), d]);
  }
  for (const group of groups.values()) {
    const nameless = group[0]!.label === '';
    if (group.length < 2 && !nameless) continue;
    let contexts = group.map((d) => contextOf(d, group, drafts, items));
    if (!nameless && contexts.includes(undefined)) {
      const headings = group.map((d) => headingOf(d, drafts));
      if (new Set(headings).size === group.length && !headings.includes(undefined)) contexts = headings;
    }
    const some = new Set(contexts).size > 1;
    const seen = new Map<string, number>();
    group.forEach((d, i) => {
      const context = some ? contexts[i] : nameless && group.length === 1 ? contexts[i] : undefined;
      const nth = (seen.get(context ?? '') ?? 0) + 1;
      seen.set(context ?? '', nth);
      if (context !== undefined) d.context = nth > 1 ? `${context} (${nth})` : context;
      else if (nth > 1 && !nameless) d.context = `(${nth})`;
    });
  }
}

/** First text of another element in the largest part of the tree that holds none of the others of the group. */
function contextOf(d: Draft, group: readonly Draft[], drafts: readonly Draft[], items: readonly Item[]): string | undefined {
  for (let p = d.item.parent; p >= 0; p = items[p]!.parent) {
    const around = items[p]!;
    const within = (o: Draft): boolean => o.item.index >= around.index && o.item.index < around.end;
    if (group.some((o) => o !== d && within(o))) return undefined;
    const told = drafts.find((o) => !group.includes(o) && o.texts.length > 0 && !o.page && within(o) && !(o.item.index > d.item.index && o.item.index < d.item.end));
    if (told) return short(titleOfParts(told.texts));
  }
  return undefined;
}

/** The text that stands last before it, as section headings of lists do. */
function headingOf(d: Draft, drafts: readonly Draft[]): string | undefined {
  const before = drafts.findLast((o) => o.role === 'text' && o.item.window === d.item.window && o.item.index < d.item.index && o.item.rect[3] <= d.item.rect[1] + 4);
  return before && short(titleOfParts(before.texts));
}

const short = (s: string): string => (s.length > 40 ? `${s.slice(0, 39).toWellFormed()}…` : s);

/** Ways to find each element again, strongest first, with its place among equal ones. */
function rankSelectors(drafts: readonly Draft[], elements: readonly Element[]): Selector[][] {
  const counts = new Map<string, number>();
  const lists = elements.map((e, i) => {
    const d = drafts[i]!;
    const found: Selector[] = [];
    const id = e.resourceId || (d.toggle?.node.resourceId ?? '');
    if (id !== '' && !/obfuscated/.test(id)) found.push({ by: 'id', value: id });
    if (d.item.desc !== '' && !e.password) found.push({ by: 'desc', value: d.item.desc });
    const text = e.role === 'input' ? (d.item.text === '' ? e.label : '') : (d.item.text || (d.labelFrom === 'inside' || d.labelFrom === 'near' ? titleOfParts(d.texts) : ''));
    if (text !== '') found.push({ by: 'text', value: text });
    for (const inner of d.innerIds ?? []) if (inner !== id && !/obfuscated/.test(inner)) found.push({ by: 'id', value: inner });
    if (e.className !== '') found.push({ by: 'class', value: e.className });
    found.push({ by: 'path', value: d.item.path });
    for (const s of found) {
      const key = `${s.by} ${s.value}`;
      s.nth = counts.get(key) ?? 0;
      counts.set(key, s.nth + 1);
    }
    return found;
  });
  // What is said once outlives scrolling; a place among equals does not. Kinds of views and paths stay last.
  const weight = (x: Selector): number => (x.by === 'class' || x.by === 'path' ? 2 : x.nth === undefined ? 0 : 1);
  return lists.map((list) => {
    for (const x of list) if (counts.get(`${x.by} ${x.value}`) === 1) delete x.nth;
    return list.toSorted((a, b) => weight(a) - weight(b));
  });
}

/**
 * The heading of the front window: a text that an id of its own or around it calls a title, else the topmost text.
 * Apps put a title there by convention only, so it names a screen for people and is never used to find anything.
 */
function titleOf(drafts: readonly Draft[], layout: Layout): string {
  const front = layout.windows[layout.front];
  if (!front) return '';
  const top = front.rect[1];
  const limit = top + (front.rect[3] - top) * (front.modal ? 0.5 : 0.25);
  const texts = drafts.filter((d) => d.item.window === layout.front && d.role === 'text' && d.texts.length > 0 && d.item.rect[1] < limit);
  const names = texts.filter((d) => d.texts[0]!.length <= 60);
  const called = (d: Draft): boolean => {
    for (let at = d.item.index, steps = 0; at >= 0 && steps < 4; at = layout.items[at]!.parent, steps++) if (/title|heading|headline|toolbar|(?:action|app)_?bar(?!_root)/i.test(layout.items[at]!.node.resourceId)) return true;
    return false;
  };
  const best = names.find(called) ?? names.toSorted((a, b) => a.item.rect[1] - b.item.rect[1])[0];
  return best ? short(best.texts[0]!) : '';
}
