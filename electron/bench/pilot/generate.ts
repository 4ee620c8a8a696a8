// Exports: Example, Category, CATEGORIES, createGenerator. One example: a step as a person would write it, a screen it is meant for (or not), and
// what is right to do. Screens are made of concepts with realistic company: what stands beside them in apps, what is
// easily taken for them, rows that repeat, long texts, icons that only have a resource-id.

import type { PilotElement } from '../../model/pilot/marks.ts';
import { refsOf } from '../../model/pilot/refs.ts';
import type { AnswerToken } from '../../model/pilot/tokens.ts';
import { SILENT } from '../../model/pilot/kin.ts';
import { pieces } from '../../model/pilot/words.ts';
import type { Concept } from '../../model/pilot/lexicon.ts';
import type { Synonyms } from './synonyms.ts';
import { seen, splitOf, type Split } from './splits.ts';
import { filler, idNoise, nameOf, typed } from './noise.ts';
import { beside, byLabel, enterInto, inRow, ordinal, PLAIN, press, purpose, switching } from './phrases.ts';
import type { Random } from './random.ts';
import { asked, createVary } from './vary.ts';

export const CATEGORIES = ['label', 'paraphrase', 'do', 'type', 'switch', 'relation', 'plain', 'leads', 'after', 'absent'] as const;
export type Category = (typeof CATEGORIES)[number];

export interface Example {
  category: Category;
  zh: boolean;
  goal: string;
  past: string[];
  elements: PilotElement[];
  answer: AnswerToken;
  /** Index in `elements`. */
  element?: number;
  /** Index among the step's texts that can be typed. */
  ref?: number;
  /** What it was made of: id of the concept, phrases of the lexicon. */
  concept?: string;
  used: ReadonlySet<string>;
}

type Made = Omit<Example, 'category' | 'zh' | 'past' | 'used'> & { past?: string[] };

export interface GeneratorOptions {
  concepts: readonly Concept[];
  /** Which targets and phrases: `train` for training. */
  split: Split;
  random: Random;
  /** Most elements of a screen. */
  most: number;
  /** For training: phrases in other words, harder company, and a larger share of what was found hard. Tests ask in the lexicon's words. */
  vary?: Synonyms;
}

/** Of tests. */
const MIX: Record<Category, number> = { label: 12, paraphrase: 22, do: 22, type: 10, switch: 8, relation: 7, plain: 4, leads: 4, after: 7, absent: 16 };
const TRAINING: Record<Category, number> = { label: 8, paraphrase: 24, do: 24, type: 8, switch: 7, relation: 7, plain: 4, leads: 4, after: 9, absent: 21 };

const contentOf = (text: string): string[] => {
  const parts = pieces(text).filter((p) => !SILENT.has(p) && !/^\d/.test(p));
  return parts.flatMap((p, i) => (!/^\p{Script=Han}$/u.test(p) ? [p] : parts[i + 1] === undefined ? [] : [p + parts[i + 1]!]));
};
const same = (a: string, b: string): boolean => pieces(a).join(' ') === pieces(b).join(' ');

export function createGenerator(o: GeneratorOptions): () => Example {
  const { random: r } = o;
  const domain = (c: Concept): string => c.id.slice(0, c.id.indexOf('.'));
  const targets = o.concepts.filter((c) => (o.split === 'train' ? splitOf(c) === 'train' || splitOf(c) === 'new-phrase' : splitOf(c) === o.split));
  if (targets.length === 0) throw new RangeError(`No concept is in ${o.split}`);
  // What training must not see, it does not see as company either.
  const company = o.split === 'train' ? targets : o.concepts;
  const byId = new Map(company.map((c) => [c.id, c]));
  const byDomain = Map.groupBy(company, domain);
  const inputs = targets.filter((c) => c.kind === 'input');
  const switches = targets.filter((c) => c.kind === 'switch' || c.kind === 'checkbox');

  const vary = o.vary && createVary(r, o.vary);
  // Labels by a word of theirs, for what is easily taken for the target.
  const labelsByWord = new Map<string, string[]>();
  if (vary) for (const c of company) for (const l of [...c.en, ...c.zh]) for (const w of contentOf(l)) { const list = labelsByWord.get(w); if (list) list.push(l); else labelsByWord.set(w, [l]); }

  const used = new Set<string>();
  let concept: string | undefined;
  const one = (list: readonly Concept[]): Concept => { const c = r.pick(list); concept = c.id; return c; };
  /** One of the phrases, noted as used. */
  const phrase = (c: Concept, list: readonly string[]): string => { const p = r.pick(phrases(c, list)); used.add(p); return p; };
  const varied = (text: string, zh: boolean): string => (vary && r.chance(0.6) ? vary(text, zh) : text);
  /** What people call it. */
  const called = (c: Concept, zh: boolean): string => varied(phrase(c, zh ? c.zhSay : c.say), zh);
  /** A step that leads to it; `{v}` stands for what is typed. */
  const step = (c: Concept, zh: boolean): string => {
    const said = varied(phrase(c, zh ? c.zhDo : c.do), zh);
    return vary ? asked(r, said, zh) : said;
  };
  const note = (label: string): string => { used.add(label); return label; };
  /** Phrases that this split may use. One `say` and one `do` of a `new-phrase` concept are kept from training, and only they test it. */
  const phrases = (c: Concept, list: readonly string[]): readonly string[] => {
    if (splitOf(c) !== 'new-phrase' || list.length < 2) return list;
    return o.split === 'train' ? seen(c, list) : list.slice(-1);
  };

  function roleOf(c: Concept): PilotElement['role'] {
    if (c.kind === 'input') return 'input';
    if (c.kind === 'switch') return r.chance(0.85) ? 'switch' : 'checkbox';
    if (c.kind === 'checkbox') return 'checkbox';
    if (c.kind === 'text') return r.chance(0.6) ? 'text' : 'button';
    return r.chance(0.95) ? 'button' : 'text';
  }

  /** A concept as an element of a screen. */
  function show(c: Concept, zh: boolean): PilotElement & { label: string } {
    const role = roleOf(c);
    const icon = role === 'button' && r.chance(c.kind === 'icon' ? 0.3 : 0.08);
    const label = icon ? r.pick(c.icon).replace(/[_-]+/g, ' ').replace(/^(?:ic|btn|iv|img|icon)\s+/, '').concat(r.chance(0.2) ? ` ${idNoise(r)}` : '') : r.pick(zh ? c.zh : c.en);
    const e: PilotElement & { label: string } = { role, label, texts: [label] };
    if (icon) e.icon = true;
    else if (r.chance(c.kind === 'row' ? 0.3 : 0.06)) e.texts = [label, filler(r, zh)];
    else if (r.chance(0.03)) e.texts = [`${label}${zh ? '，' : ', '}${filler(r, zh)}`];
    if (role === 'switch' || role === 'checkbox') e.checked = r.chance(0.5);
    if (role === 'input' && r.chance(0.25)) e.value = typed(r, zh);
    if (c.kind === 'tab' && r.chance(0.3)) e.selected = true;
    if (r.chance(0.02)) e.disabled = true;
    if (r.chance(0.01)) e.focused = true;
    return e;
  }

  /** What real screens have and no concept explains: buttons without a name, ids of several words, cards read as one long text. */
  function likeReal(zh: boolean): PilotElement & { label: string } {
    const make = (role: PilotElement['role'], label: string, more: Partial<PilotElement> = {}): PilotElement & { label: string } => ({ role, label, texts: label === '' ? [] : [label], ...more });
    switch (r.below(4)) {
      case 0: return make(r.chance(0.8) ? 'button' : 'image', '');
      case 1: return make('button', `${idNoise(r)} ${idNoise(r)}${r.chance(0.3) ? ` ${r.below(9)}` : ''}`, { icon: true });
      case 2: return make('button', Array.from({ length: r.between(2, 5) }, () => filler(r, zh)).join(zh ? '，' : ', '));
      default: { const c = r.pick(company); return make('button', `${r.pick(zh ? c.zh : c.en)}${zh ? '，' : ', '}${filler(r, zh)}`); }
    }
  }

  /** A label that a step could be taken to mean and does not: the opposite word, or another thing's label with a word of the target's. */
  function misleading(c: Concept, zh: boolean): string | undefined {
    const mine = zh ? c.zh : c.en;
    const label = r.pick(mine);
    if (o.vary && r.chance(0.4)) {
      const lower = label.toLowerCase();
      const holds = (w: string): boolean => (zh ? lower.includes(w) : ` ${lower} `.includes(` ${w} `));
      const pairs = o.vary.opposites.flatMap(([a, b]) => (holds(a) ? [[a, b] as const] : holds(b) ? [[b, a] as const] : []));
      if (pairs.length > 0) {
        const [from, to] = r.pick(pairs);
        const other = lower.replace(from, to);
        return zh ? other : other[0]!.toUpperCase() + other.slice(1);
      }
    }
    const said = [...used].flatMap(contentOf);
    const words = (said.length > 0 && r.chance(0.5) ? said : contentOf(label)).filter((w) => labelsByWord.has(w));
    return words.length === 0 ? undefined : r.pick(labelsByWord.get(r.pick(words))!);
  }

  /** Two ways to say the same thing at once, or a word of the label among other words. */
  function mixed(c: Concept, name: string, label: string, zh: boolean): string {
    const aim = phrase(c, zh ? c.zhDo : c.do);
    if (!aim.includes('{v}') && r.chance(0.6)) return purpose(r, name, varied(aim, zh), zh);
    const word = zh ? label.slice(0, 2) : r.pick(label.split(' '));
    return press(r, zh ? `${word}（${name}）` : r.pick([`${name} (${word})`, `${word}: ${name}`, `${word} for ${name}`]), c.kind, zh);
  }

  /** Elements that are none of `not`'s and do not say the same as it. */
  function around(not: Concept, zh: boolean, n: number): (PilotElement & { label: string })[] {
    const mine = [...not.en, ...not.zh];
    const found: (PilotElement & { label: string })[] = [];
    const taken = (label: string): boolean => mine.some((m) => same(m, label)) || found.some((f) => same(f.label, label));
    const siblings = (byDomain.get(domain(not)) ?? []).filter((c) => c !== not);
    const hard = r.some(zh ? not.zhNear : not.near, r.below(4));
    if (vary) for (let k = r.below(3); k > 0; k--) { const label = misleading(not, zh); if (label !== undefined) hard.push(label); }
    for (const label of hard) if (found.length < n && !taken(label)) found.push({ role: r.chance(0.8) ? 'button' : roleOf(not), label, texts: [label] });
    for (const f of found) if (f.role === 'switch' || f.role === 'checkbox') f.checked = r.chance(0.5);
    for (let tries = 0; found.length < n && tries < n * 4; tries++) {
      const dice = r.next();
      if (dice < 0.45 && siblings.length > 0) {
        const e = show(r.pick(siblings), zh);
        if (!taken(e.label)) found.push(e);
      } else if (dice < 0.7) {
        const c = r.pick(company);
        const e = show(c, zh);
        if (c !== not && !taken(e.label)) found.push(e);
      } else if (dice < 0.75 && found.length + 3 <= n) {
        // Rows that repeat: the same button behind each name.
        const again = r.pick(siblings.length > 0 ? siblings : company);
        const label = r.pick(zh ? again.zh : again.en);
        if (again !== not && !taken(label)) for (let k = r.between(2, 3); k > 0; k--) { const row = nameOf(r, zh); found.push({ role: 'text', label: row, texts: [row] }, { role: 'button', label, texts: [label], context: row }); }
      } else if (vary && dice < 0.8) {
        const e = likeReal(zh);
        if (e.label === '' || !taken(e.label)) found.push(e);
      } else {
        const label = filler(r, zh);
        if (!taken(label)) found.push({ role: r.chance(0.7) ? 'text' : r.chance(0.5) ? 'button' : 'image', label, texts: [label] });
      }
    }
    // Short screens have no room for all of it.
    const cut = found.slice(0, n);
    if (r.chance(0.4)) cut.push({ role: 'scroll', label: '', texts: [] });
    return r.some(cut, cut.length);
  }

  const past = (zh: boolean): string[] => (r.chance(0.7) ? [] : Array.from({ length: r.between(1, 3) }, () => {
    // What was done is often near what is to be done, and is not it.
    const c = vary && concept !== undefined && r.chance(0.4) ? byId.get(concept) : undefined;
    if (c && (zh ? c.zhNear : c.near).length > 0) return `Tap "${r.pick(zh ? c.zhNear : c.near)}"`;
    const other = r.pick(company);
    return `Tap "${r.pick(zh ? other.zh : other.en)}"`;
  }));
  const many = (): number => Math.min(o.most, r.chance(0.1) ? r.between(2, o.most) : r.between(2, Math.max(3, Math.round(o.most * 0.55))));
  /** Puts the target anywhere. */
  function place(e: PilotElement, others: PilotElement[]): { elements: PilotElement[]; element: number } {
    // A heading says the same as the button below it.
    if (vary && e.role !== 'text' && !e.icon && r.chance(0.04)) {
      const at = r.below(others.length + 1);
      return { elements: [...others.slice(0, at), { role: 'text', texts: e.texts.slice(0, 1) }, e, ...others.slice(at)], element: at + 1 };
    }
    const element = r.below(others.length + 1);
    return { elements: [...others.slice(0, element), e, ...others.slice(element)], element };
  }

  const make: Record<Category, (zh: boolean) => Made | undefined> = {
    label(zh) {
      const c = one(targets);
      const e = show(c, zh);
      return { goal: press(r, byLabel(r, e.label, zh), c.kind, zh), ...place(e, around(c, zh, many())), answer: '<tap>' };
    },
    paraphrase(zh) {
      const c = one(targets);
      const e = show(c, zh);
      // Also by another of its labels than the one shown.
      const other = (zh ? c.zh : c.en).filter((l) => !same(l, e.label));
      const name = o.split !== 'new-phrase' && other.length > 0 && r.chance(0.25) ? note(varied(note(r.pick(other)), zh)) : called(c, zh);
      return { goal: vary && r.chance(0.15) ? mixed(c, name, e.label, zh) : press(r, name, c.kind, zh), ...place(e, around(c, zh, many())), answer: '<tap>' };
    },
    do(zh) {
      const c = one(targets);
      const e = show(c, zh);
      const goal = step(c, zh);
      if (!goal.includes('{v}')) return { goal, ...place(e, around(c, zh, many())), answer: '<tap>' };
      const value = typed(r, zh);
      return typing(goal.replace('{v}', quote(value, zh)), value, e, around(c, zh, many()));
    },
    type(zh) {
      const c = one(inputs.length > 0 ? inputs : targets);
      const e = { ...show(c, zh), role: 'input' as const };
      delete (e as PilotElement).checked;
      const name = r.chance(0.4) ? byLabel(r, e.label, zh) : called(c, zh);
      const value = typed(r, zh);
      return typing(enterInto(r, value, name, zh), value, e, around(c, zh, many()));
    },
    switch(zh) {
      const c = one(switches.length > 0 ? switches : targets);
      const on = r.chance(0.5);
      const e = { ...show(c, zh), role: r.chance(0.8) ? 'switch' as const : 'checkbox' as const, checked: r.chance(0.5) };
      const name = r.chance(0.4) ? byLabel(r, e.label, zh) : called(c, zh);
      const at = place(e, around(c, zh, many()));
      return e.checked === on ? { goal: switching(r, name, on, zh), elements: at.elements, answer: '<done>' } : { goal: switching(r, name, on, zh), ...at, answer: '<tap>' };
    },
    relation(zh) {
      const c = one(targets);
      const elements: PilotElement[] = [show(c, zh), ...around(c, zh, Math.max(4, many()))];
      const order = r.some(elements, elements.length).filter((e) => e.role !== 'scroll');
      switch (r.below(3)) {
        case 0: {
          const thing = r.pick(['button', 'input', 'checkbox', 'switch', 'item'] as const);
          const found = order.flatMap((e, i) => (thing === 'item' ? e.role !== 'image' : e.role === thing) ? [i] : []);
          if (found.length === 0) return undefined;
          const n = r.chance(0.25) ? 'last' as const : r.below(Math.min(found.length, 8));
          return { goal: ordinal(r, n, thing, zh), elements: order, element: n === 'last' ? found.at(-1)! : found[n]!, answer: '<tap>' };
        }
        case 1: {
          const i = r.below(order.length - 1);
          const after = r.chance(0.5);
          const anchor = after ? i : i + 1;
          const name = order[anchor]!.texts[0];
          if (name === undefined || order[after ? i + 1 : i]!.texts.length === 0) return undefined;
          if (order.filter((e) => e.texts[0] !== undefined && same(e.texts[0], name)).length > 1) return undefined;
          return { goal: beside(r, after ? 'after' : 'before', byLabel(r, name, zh), zh), elements: order, element: after ? i + 1 : i, answer: '<tap>' };
        }
        default: {
          const label = r.pick(zh ? c.zh : c.en);
          const rows = Array.from({ length: r.between(2, 5) }, () => nameOf(r, zh)).filter((n, i, all) => all.indexOf(n) === i);
          const block = rows.flatMap((row): PilotElement[] => [{ role: 'text', texts: [row] }, { role: 'button', texts: [label], context: row }]);
          const rest = around(c, zh, Math.max(0, many() - block.length));
          const wanted = r.below(rows.length);
          const name = r.chance(0.6) ? label : called(c, zh);
          const head = r.below(rest.length + 1);
          return { goal: inRow(r, name, rows[wanted]!, zh), elements: [...rest.slice(0, head), ...block, ...rest.slice(head)], element: head + wanted * 2 + 1, answer: '<tap>' };
        }
      }
    },
    plain(zh) {
      const c = one(targets);
      const p = r.pick(PLAIN);
      const elements: PilotElement[] = around(c, zh, many());
      // What does not scroll cannot be scrolled; Enter is pressed where something is written.
      if ((p.answer === '<down>' || p.answer === '<up>') && !elements.some((e) => e.role === 'scroll')) elements.splice(r.below(elements.length + 1), 0, { role: 'scroll', texts: [] });
      if (p.answer === '<enter>' && r.chance(0.7)) { const written: PilotElement & { label: string } = { ...show(one(inputs.length > 0 ? inputs : targets), zh), role: 'input', value: typed(r, zh), focused: true }; delete written.checked; elements.splice(r.below(elements.length + 1), 0, written); }
      const goal = r.pick(zh ? p.zh : p.en);
      return { goal: vary ? asked(r, goal, zh) : goal, elements, answer: p.answer };
    },
    leads(zh) {
      const c = one(targets);
      const others = around(c, zh, many());
      const behind = (not: Concept): string => r.some(company.filter((x) => x !== not).length > 3 ? Array.from({ length: 3 }, () => r.pick(company)).filter((x) => x !== not) : [], r.between(1, 2)).map((x) => r.pick(zh ? x.zh : x.en)).join(', ');
      const doors = others.flatMap((e, i) => (e.role === 'button' && e.texts.length > 0 && !e.texts.some((t) => [...c.en, ...c.zh].some((m) => same(m, t))) ? [i] : []));
      if (doors.length === 0) return undefined;
      const wanted = r.pick(doors);
      const label = r.pick(zh ? c.zh : c.en);
      const elements = others.map((e, i): PilotElement => (i === wanted ? { ...e, leads: [label, behind(c)].filter((t) => t !== '').join(', ') } : e.role === 'button' && r.chance(0.4) ? { ...e, leads: behind(c) } : e));
      if (elements.some((e, i) => i !== wanted && e.leads !== undefined && e.leads.includes(label))) return undefined;
      const name = r.chance(0.5) ? byLabel(r, label, zh) : called(c, zh);
      return { goal: r.chance(0.5) ? press(r, name, c.kind, zh) : step(c, zh).replace('{v}', valueIn(zh)), elements, element: wanted, answer: '<tap>' };
    },
    /** What the step asks for has just been done: the next screen is there. */
    after(zh) {
      const c = one(targets);
      const e = show(c, zh);
      const others = around(c, zh, many());
      const stays = r.chance(0.35);
      const elements = stays ? place(e, others).elements : others;
      const did = e.texts[0]!;
      const words = r.chance(0.35) ? press(r, byLabel(r, did, zh), c.kind, zh) : r.chance(0.5) ? press(r, called(c, zh), c.kind, zh) : step(c, zh);
      if (words.includes('{v}')) {
        const value = typed(r, zh);
        return { goal: words.replace('{v}', quote(value, zh)), elements, past: [...past(zh), `Enter "${value}" into "${did}"`], answer: '<done>' };
      }
      return { goal: words, elements, past: [...past(zh), `Tap "${did}"`], answer: '<done>' };
    },
    absent(zh) {
      const c = one(targets);
      const elements = around(c, zh, many());
      const dice = r.next();
      const goal = dice < 0.35 ? press(r, byLabel(r, r.pick(zh ? c.zh : c.en), zh), c.kind, zh)
        : dice < 0.65 ? press(r, called(c, zh), c.kind, zh)
        : dice < 0.9 ? step(c, zh).replace('{v}', valueIn(zh))
        : enterInto(r, typed(r, zh), byLabel(r, r.pick(zh ? c.zh : c.en), zh), zh);
      return { goal, elements, answer: '<none>' };
    },
  };

  const quote = (value: string, zh: boolean): string => (r.chance(0.7) ? (zh ? `“${value}”` : `"${value}"`) : value);
  const valueIn = (zh: boolean): string => quote(typed(r, zh), zh);
  /** Only steps whose value can be found in them: the model names it, it does not spell. */
  function typing(goal: string, value: string, e: PilotElement, others: PilotElement[]): Made | undefined {
    const ref = refsOf(goal).findIndex((x) => x.text === value);
    return ref < 0 || same(value, e.texts[0] ?? '') ? undefined : { goal, ...place({ ...e, role: 'input' }, others), answer: '<type>', ref };
  }

  const mix = vary ? TRAINING : MIX;
  const sum = CATEGORIES.reduce((n, c) => n + mix[c], 0);
  return () => {
    for (;;) {
      let dice = r.next() * sum;
      const category = CATEGORIES.find((c) => (dice -= mix[c]) < 0) ?? 'label';
      const zh = r.chance(0.35);
      used.clear();
      concept = undefined;
      const made = make[category](zh);
      if (made && made.elements.length > 0) return { category, zh, past: past(zh), ...made, ...(concept === undefined ? {} : { concept }), used: new Set(used) };
    }
  };
}
