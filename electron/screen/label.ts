// Exports: Part, Draft, draftElements. Which items become elements, with which role, label and texts.

import type { Element, Role } from '../protocol/screen.ts';
import { area, contains, height, overlaps, same, width } from './geometry.ts';
import { isEditable, type Item, type Layout } from './layout.ts';
import { human, idWords, joinParts, squash, titleOfParts, withoutInitials } from './words.ts';

/** An element before it has an id and a line. */
export interface Draft {
  item: Item;
  role: Role;
  label: string;
  labelFrom: Element['labelFrom'];
  /** What its line shows. */
  texts: string[];
  /** The toggle inside a row that was made one with it. */
  toggle?: Item;
  /** Holds a page: other things inside are elements of their own, and so are its texts. */
  page: boolean;
  value?: string;
  /** Resource-ids of what lies inside and belongs to it: a row is often known by the id of its title. */
  innerIds?: string[];
  context?: string;
}

const PAGE = 0.5;

/**
 * What can be acted on and what can be read, in reading order (pre-order, bottom window first).
 * Texts belong to the nearest actionable thing around them, as a tap on them goes there; the rest stands alone.
 */
export function draftElements(layout: Layout): Draft[] {
  const { items, windows } = layout;
  const whole = layout.size[0] * layout.size[1];
  const toggles = mergedToggles(items);
  const merged = new Set([...toggles.values()].map((i) => i.index));
  const aliases = coveredWrappers(items, whole * PAGE);
  const drafts = new Map<number, Draft>();

  for (const item of items) {
    if (!item.touch || !item.seen || !item.tap || merged.has(item.index)) continue;
    const toggle = toggles.get(item.index);
    drafts.set(item.index, {
      item, role: roleOf(toggle ?? item), label: '', labelFrom: 'none', texts: [],
      page: area(item.rect) >= whole * PAGE && items.slice(item.index + 1, item.end).some((i) => i.seen && (i.touch || i.node.scrollable) && !merged.has(i.index)),
      ...(toggle ? { toggle } : {}),
    });
  }
  for (const item of scrollers(items)) if (!drafts.has(item.index)) drafts.set(item.index, { item, role: 'scroll', label: item.text || item.desc, labelFrom: item.text ? 'text' : item.desc ? 'desc' : 'none', texts: ownTexts(item), page: true });

  // Owner of each item's texts.
  const owner = new Int32Array(items.length).fill(-1);
  for (const item of items) {
    const self = drafts.get(item.index) ?? (aliases.has(item.index) ? drafts.get(aliases.get(item.index)!) : undefined);
    owner[item.index] = self && !self.page ? self.item.index : item.parent >= 0 ? owner[item.parent]! : -1;
  }
  for (const item of items) {
    if (!item.seen || windows[item.window]!.inert) continue;
    const own = drafts.get(item.index);
    const to = owner[item.index]!;
    if (to >= 0) continue;
    const texts = ownTexts(item);
    if (own?.page) continue;
    if (texts.length > 0 && !saidAbove(items, owner, item, texts)) {
      drafts.set(item.index, { item, role: item.text === '' && /Image/.test(item.node.class) ? 'image' : 'text', label: texts[0]!, labelFrom: item.text === texts[0] ? 'text' : 'desc', texts, page: false });
    }
  }
  // A window nobody can touch is one line.
  windows.forEach((w, i) => {
    if (!w.inert) return;
    const inside = items.filter((item) => item.window === i && item.seen);
    const texts = joinParts([], inside.flatMap(ownTexts));
    if (texts.length === 0) return;
    if (windows.length > 1 && w.bar) drafts.set(inside[0]!.index, { item: inside[0]!, role: 'text', label: texts.join(', '), labelFrom: 'inside', texts, page: false });
    else for (const item of inside) {
      const own = ownTexts(item);
      if (own.length > 0 && !saidAbove(items, owner, item, own)) drafts.set(item.index, { item, role: item.text === '' && /Image/.test(item.node.class) ? 'image' : 'text', label: own[0]!, labelFrom: item.text === own[0] ? 'text' : 'desc', texts: own, page: false });
    }
  });

  for (const draft of drafts.values()) if (isActor(draft)) {
    nameFromInside(draft, items, owner);
    const inner = items.slice(draft.item.index + 1, draft.page ? draft.item.index + 1 : draft.item.end).filter((i) => i.seen && owner[i.index] === draft.item.index && i.node.resourceId !== '' && i.node.resourceId !== draft.item.node.resourceId);
    if (inner.length > 0) draft.innerIds = [...new Set(inner.map((i) => i.node.resourceId))].slice(0, 6);
  }
  const absorbed = new Set<number>();
  for (const draft of drafts.values()) if (isActor(draft) && draft.label === '') nameFromAround(draft, drafts, items, absorbed, layout);
  return [...drafts.values()].filter((d) => !absorbed.has(d.item.index)).sort((a, b) => a.item.index - b.item.index);
}

const isActor = (d: Draft): boolean => d.role !== 'text' && d.role !== 'image' && d.role !== 'scroll';

function roleOf(item: Item): Role {
  if (isEditable(item.node)) return 'input';
  if (item.node.checkable) return /Switch|Toggle/.test(item.node.class) ? 'switch' : 'checkbox';
  return 'button';
}

/** A clickable row around exactly one toggle that cannot be clicked itself: one thing to the user, who taps the row. */
function mergedToggles(items: readonly Item[]): Map<number, Item> {
  const of = new Map<number, Item[]>();
  for (const item of items) {
    if (!item.node.checkable || item.node.clickable || isEditable(item.node) || !item.seen) continue;
    let around = item.parent;
    while (around >= 0 && !items[around]!.touch) around = items[around]!.parent;
    if (around < 0) continue;
    const row = items[around]!;
    if (row.node.clickable && !row.node.checkable && !isEditable(row.node) && row.tap) of.set(around, [...(of.get(around) ?? []), item]);
  }
  return new Map([...of].filter(([, found]) => found.length === 1).map(([row, found]) => [row, found[0]!]));
}

/** Wrappers of which no point is left because one thing inside takes every tap: their texts are that thing's. */
function coveredWrappers(items: readonly Item[], page: number): Map<number, number> {
  const aliases = new Map<number, number>();
  for (const item of items) {
    if (!item.touch || !item.seen || item.tap || area(item.rect) >= page) continue;
    const inner = items.slice(item.index + 1, item.end).find((i) => i.tap && same(i.rect, item.rect));
    if (inner) aliases.set(item.index, inner.index);
  }
  return aliases;
}

/** Scrollers worth acting on: of those nested over nearly the same area only the innermost moves the content. */
function scrollers(items: readonly Item[]): Item[] {
  const all = items.filter((i) => i.seen && i.node.scrollable && width(i.rect) > 24 && height(i.rect) > 24);
  return all.filter((s) => !all.some((o) => o.index > s.index && o.index < s.end && area(o.rect) >= area(s.rect) * 0.8));
}

/** What the node itself says. Password fields say nothing. */
function ownTexts(item: Item): string[] {
  if (item.node.password) return [];
  if (item.text === '') return item.descLines.filter(human);
  return joinParts([item.text, item.desc]);
}

/** Containers often repeat in their description what is written inside: said once is enough. */
function saidAbove(items: readonly Item[], owner: Int32Array, item: Item, texts: readonly string[]): boolean {
  const keys = texts.map(squash);
  for (let p = item.parent, steps = 0; p >= 0 && steps < 6; p = items[p]!.parent, steps++) {
    if (owner[p]! >= 0) return false;
    const above = items[p]!;
    if (!above.seen) continue;
    const said = squash(`${above.text} ${above.desc}`);
    if (said !== '' && keys.every((k) => k.length > 2 ? said.includes(k) : said === k)) return true;
  }
  return false;
}

/** The label rule, first half: own text, content-desc, hint, texts of what lies inside. */
function nameFromInside(draft: Draft, items: readonly Item[], owner: Int32Array): void {
  const { item } = draft;
  const inside = draft.page ? [] : items.slice(item.index + 1, item.end).filter((i) => i.seen && owner[i.index] === item.index);
  // Wrappers that were handed over to this element lie around it.
  for (let p = item.parent; p >= 0 && owner[p] === item.index; p = items[p]!.parent) inside.unshift(items[p]!);
  const hint = item.hint || inside.find((i) => i.hint)?.hint || '';
  if (draft.role === 'input') {
    const value = item.node.password || item.text === hint ? '' : item.text;
    if (!item.node.password) draft.value = value;
    const beside = joinParts([item.desc, hint], inside.flatMap(ownTexts)).filter((t) => squash(t) !== squash(value));
    draft.texts = beside;
    if (beside.length > 0) name(draft, beside[0]!, beside[0] === item.desc ? 'desc' : beside[0] === hint ? 'hint' : 'inside');
    return;
  }
  const own = ownTexts(item);
  draft.texts = own.length > 1 && item.text === '' ? [...own, ...joinParts(own, inside.flatMap(ownTexts)).slice(joinParts(own).length)] : joinParts(own, inside.flatMap(ownTexts));
  if (own.length === 0) draft.texts = withoutInitials(draft.texts);
  if (human(item.text)) name(draft, item.text, 'text');
  else if (human(item.desc)) name(draft, item.desc, 'desc');
  else if (human(hint)) { name(draft, hint, 'hint'); draft.texts = joinParts([hint], draft.texts); }
  else if (draft.texts.length > 0) name(draft, draft.texts.join(', '), 'inside');
}

function name(draft: Draft, label: string, from: Draft['labelFrom']): void {
  draft.label = label;
  draft.labelFrom = from;
}

/** The label rule, second half: the nearest text, words of the resource-id. */
function nameFromAround(draft: Draft, drafts: ReadonlyMap<number, Draft>, items: readonly Item[], absorbed: Set<number>, layout: Layout): void {
  const texts = [...drafts.values()].filter((d) => (d.role === 'text' || d.role === 'image') && d.item.window === draft.item.window && !absorbed.has(d.item.index));
  if (draft.role === 'input' || draft.role === 'checkbox' || draft.role === 'switch') {
    const near = fieldLabel(draft, texts, drafts, items, layout);
    if (near.length > 0) {
      for (const n of near) absorbed.add(n.item.index);
      draft.texts = near.flatMap((n) => n.texts);
      name(draft, near[0]!.label, 'near');
      return;
    }
    // A toggle or field inside a row that can be tapped itself: the row's title names both.
    const row = rowAround(draft, drafts, items) ?? rowBeside(draft, drafts, items);
    if (row) { const title = titleOfParts(row.texts); draft.texts = [title]; name(draft, title, 'near'); return; }
  } else if (!draft.page) {
    // A transparent button laid over its own text, or with a caption below.
    // What dims a whole page behind a dialog names nothing.
    const over = area(draft.item.rect) >= layout.size[0] * layout.size[1] * PAGE ? [] : texts.filter((t) => contains(draft.item.rect, t.item.rect));
    const caption = over.length > 0 ? [] : captionOf(draft, texts, drafts, items);
    const near = over.length > 0 ? over : caption;
    if (near.length > 0) {
      for (const n of near) absorbed.add(n.item.index);
      draft.texts = joinParts([], near.flatMap((n) => n.texts));
      name(draft, draft.texts.join(', '), 'near');
      return;
    }
  }
  const words = idWords(draft.item.node.resourceId) || (draft.toggle ? idWords(draft.toggle.node.resourceId) : '')
    || items.slice(draft.item.index + 1, draft.page ? draft.item.index + 1 : draft.item.end).filter((i) => i.seen).map((i) => idWords(i.node.resourceId)).find((w) => w !== '') || '';
  if (words !== '') { draft.texts = [words]; name(draft, words, 'id'); }
  // Before Android 8 a dump has no hints: what an unnamed field shows is mostly its hint.
  else if (draft.value && human(draft.value)) name(draft, draft.value, 'text');
}

function rowAround(draft: Draft, drafts: ReadonlyMap<number, Draft>, items: readonly Item[]): Draft | undefined {
  for (let p = draft.item.parent; p >= 0; p = items[p]!.parent) {
    const row = drafts.get(p);
    if (row && isActor(row)) return row.page || row.texts.length === 0 || row.labelFrom === 'id' ? undefined : row;
  }
  return undefined;
}

/** The one labelled button on the line of a toggle, in the smallest part of the tree that holds both (settings with two targets). */
function rowBeside(draft: Draft, drafts: ReadonlyMap<number, Draft>, items: readonly Item[]): Draft | undefined {
  if (draft.role === 'input') return undefined;
  for (let p = draft.item.parent; p >= 0; p = items[p]!.parent) {
    const around = items[p]!;
    const others = [...drafts.values()].filter((d) => d !== draft && isActor(d) && d.item.index > around.index && d.item.index < around.end);
    if (others.length === 0) continue;
    const [other] = others;
    return others.length === 1 && other!.role === 'button' && other!.texts.length > 0 && other!.labelFrom !== 'id'
      && Math.min(other!.item.rect[3], draft.item.rect[3]) - Math.max(other!.item.rect[1], draft.item.rect[1]) > height(draft.item.rect) * 0.5 ? other : undefined;
  }
  return undefined;
}

/** The smallest part of the tree that holds this element and no other actionable one. */
function privateGround(draft: Draft, drafts: ReadonlyMap<number, Draft>, items: readonly Item[]): Item {
  let ground = draft.item;
  for (let p = ground.parent; p >= 0; p = items[p]!.parent) {
    const around = items[p]!;
    for (const d of drafts.values()) if (d !== draft && d.role !== 'text' && d.role !== 'image' && d.item.index >= around.index && d.item.index < around.end) return ground;
    ground = around;
  }
  return ground;
}

/** Texts that name a field or a toggle: those beside it in its own part of the tree, else the nearest on its line or above it. */
function fieldLabel(draft: Draft, texts: readonly Draft[], drafts: ReadonlyMap<number, Draft>, items: readonly Item[], layout: Layout): Draft[] {
  const { rect } = draft.item;
  const ground = privateGround(draft, drafts, items);
  if (area(ground.rect) < layout.size[0] * layout.size[1] * 0.25) {
    const beside = texts.filter((t) => t.item.index > ground.index && t.item.index < ground.end);
    if (beside.length > 0) return beside.slice(0, 3);
  }
  const line = Math.max(layout.size[1] * 0.04, height(rect));
  let best: { draft: Draft; away: number } | undefined;
  for (const t of texts) {
    const r = t.item.rect;
    const level = Math.min(r[3], rect[3]) - Math.max(r[1], rect[1]) > Math.min(height(r), height(rect)) * 0.5;
    const across = Math.min(r[2], rect[2]) - Math.max(r[0], rect[0]) > 0;
    const away = level ? Math.min(Math.abs(rect[0] - r[2]), Math.abs(r[0] - rect[2])) / 3
      : draft.role === 'input' && across && r[3] <= rect[1] + 4 && rect[1] - r[3] <= line ? rect[1] - r[3]
      : Infinity;
    if (away < (best?.away ?? Infinity)) best = { draft: t, away };
  }
  return best ? [best.draft] : [];
}

/** A text just below an icon, centred on it, in the icon's own part of the tree. */
function captionOf(draft: Draft, texts: readonly Draft[], drafts: ReadonlyMap<number, Draft>, items: readonly Item[]): Draft[] {
  const ground = privateGround(draft, drafts, items);
  const { rect } = draft.item;
  const centre = (rect[0] + rect[2]) / 2;
  return texts.filter((t) => {
    const r = t.item.rect;
    return t.item.index > ground.index && t.item.index < ground.end && (overlaps(r, rect)
      || (r[1] >= rect[1] && r[1] - rect[3] <= height(rect) * 0.6 && Math.abs((r[0] + r[2]) / 2 - centre) <= width(rect) * 0.6));
  }).slice(0, 1);
}
