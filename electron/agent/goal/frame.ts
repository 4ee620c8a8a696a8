// Exports: frameOf, Goal, Part, Value, SEEN. A whole goal as operations in order: on what, with which values, in which fields. English and Chinese. Pure.

import { clausesOf } from './clauses.ts';
import { mentionsIn, type Mention } from './mentions.ts';
import { verbOf, type Op } from './verbs.ts';

/** Stands for what an earlier part of the goal has read from a screen. */
export const SEEN = '\u0001';

/** `field`: what the goal calls it; '' when it says nothing. `text`: what is typed or chosen. */
export interface Value { field: string; text: string }

export interface Part {
  op: Op;
  /** "delete", "mark as unread", "turn on". */
  verb: string;
  on?: boolean;
  /** What kind of thing: "alarm", "联系人"; for `turn` what is turned; '' when nothing is said. */
  kind: string;
  /** What the thing is called, what tells it from others of that name behind it. */
  names: string[];
  values: Value[];
  /** A thing is to be held. */
  hold?: true;
  /** Where it is: "the cart", "world clock". */
  place?: string;
  /** How many of it. */
  count?: number;
  /** The clause. */
  text: string;
  /** The app that is named with it. */
  app?: string;
  /** How the answer is to be given. */
  closer?: string;
  /** What is read is for the next part and no answer. */
  keep?: true;
}

export interface Goal {
  text: string;
  parts: Part[];
  not: string[];
  /** What the goal tells besides. */
  told: string[];
  /** The app it names as the place. */
  app?: string;
  /** What failed is to be tried again. */
  again: boolean;
  /** Where it should end: "up to the point where …". */
  until?: string;
}

/** Written large and yet no name of a thing. */
const COMMON = /^(?:Wi-?Fi|WLAN|Bluetooth|NFC|QR|USB|SIM|VPN|GPS|PDF|Internet)$/iu;
const ARTICLE = /^(?:(?:the|a|an|my|your|this|that|these|those|all|some|its|their|new|one|two|both)\s+)+/iu;
const THE_NAME = /\b(?:network|note|file|folder|list|album|playlist|song|track|tag|city|account|user|device|contact|item)\s+(?<name>[\p{L}\d._-]+)$/iu;
const UNTIL = /^(?:up to the|until)\b/iu;
const DAYS = /^((?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)s?$/u;
const PRONOUN = /^(?:it|them|that|this|him|her|they|the (?:result|answer|same))\b|\b(?:that|this) (?:contact|note|number|address|email|code|item|person|event|song|file)\b|\bit\b|\bthem\b/iu;
const TITLE = /\b(?:called|titled|named|entitled|name|title|名为|标题(?:为|是)?|叫)\s*[:：]?\s*$/iu;
const BODY = /\b(?:says?|saying|text|message|content|body|reads?|reading|writing|write|type)\s*[:：]?\s*$|(?:内容(?:为|是)?|写着|写上|说)\s*[:：]?\s*$/iu;

const FACT = /^(?<who>.+?)['’]s (?<field>[\p{L}\s-]+?) is (?:now )?(?<v>["“].+["”]|.+?)(?: now)?$/iu;
const HAS = /^(?<who>.+?) has (?:an?|a new) (?<field>[\p{L}\s-]+?)(?: now)?: (?<v>.+)$/iu;

interface Marked { text: string; mentions: Mention[] }

/** The clause with ⟦n⟧ in the place of what it mentions. */
function marked(clause: string, within = false): Marked {
  const mentions = mentionsIn(clause, within).filter((m) => !(m.kind === 'name' && COMMON.test(m.text)) && (m.kind !== 'number' || /^\d{4,}$/u.test(m.text)));
  let text = '';
  let at = 0;
  mentions.forEach((m, i) => { text += `${clause.slice(at, m.start)}⟦${i}⟧`; at = m.end; });
  return { text: text + clause.slice(at), mentions };
}

const said = (text: string, m: Marked): string => text.replace(/⟦(\d+)⟧/gu, (_, i: string) => m.mentions[Number(i)]!.text).trim();
const bare = (text: string): string => text.replace(/⟦\d+⟧/gu, ' ').replace(/\s+/gu, ' ').trim();
const idsIn = (text: string): number[] => [...text.matchAll(/⟦(\d+)⟧/gu)].map((x) => Number(x[1]));
const textsIn = (text: string, m: Marked): string[] => idsIn(text).map((i) => m.mentions[i]!.text);

/** A value as it is typed: the text named in it, or the words. */
function valueIn(text: string, m: Marked): string {
  const inside = idsIn(text).map((i) => m.mentions[i]!);
  const sure = inside.find((x) => x.kind !== 'name');
  return sure ? sure.text : said(text, m).replace(ARTICLE, '').replace(/[.。]$/u, '');
}

/** The noun that says what kind of thing is meant. */
function kindIn(text: string): string {
  const words = bare(text.replace(/\b(?:called|titled|named|with|that|which|who|whose|at|for|of|from|to|in|on|by|about|using|into|away)\b.*$/iu, ' ').replace(/[（(].*?[）)]/gu, ' ')).replace(/^[与和跟的\s]+|[的\s]+$/gu, '').replace(/^(?:the|a|an)$/iu, '').replace(ARTICLE, '').replace(/^(?:(?:them|it|him|her) )?as an? /iu, '').replace(/[,，:：'’"]/gu, ' ').trim();
  const latin = words.split(/\s+/u).filter((w) => w !== '');
  return latin.slice(-3).join(' ').toLowerCase();
}

/** What stands between two mentions and names the second one's field. */
function fieldBefore(between: string, kind: Mention['kind']): string {
  const t = between.trim();
  if (TITLE.test(t)) return 'name title';
  if (BODY.test(t)) return 'text message';
  const m = /(?<field>[\p{L}][\p{L}\s-]{0,40}?)\s*(?:is|are|of|=|:|：|为|是)?\s*$/iu.exec(t);
  const field = m?.groups?.['field']?.trim().replace(/^.*\b(?:with|and|has|containing|including|contains)\b\s*/iu, '').replace(ARTICLE, '').trim() ?? '';
  if (field !== '' && !/^(?:for|at|on|and|with|to|by|as|in|of|from|的)$/iu.test(field) && !/\b(?:for|at|on|to|of|a|an|new)$/iu.test(field)) return field;
  return kind === 'time' ? 'time' : kind === 'phone' ? 'phone number' : kind === 'address' ? 'email address' : 'name title';
}

/**
 * @param apps names of apps: "… in Contacts" says where and is no part of a name
 */
export function frameOf(goal: string, apps: readonly string[] = []): Goal {
  const clauses = clausesOf(goal);
  const where = apps.length === 0 ? undefined : new RegExp(`[,，]?\\s+(?:in|using|with|on)(?: the)?(?: search of)?(?: the)? (?<app>${apps.map((a) => a.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|')})(?: app)?(?=$|[\\s,.])`, 'u');
  let app: string | undefined;
  const parts: Part[] = [];
  for (const clause of clauses.todo) {
    const at = where?.exec(clause);
    app ??= at?.groups?.['app'];
    const plain = at ? `${clause.slice(0, at.index)}${clause.slice(at.index + at[0].length)}` : clause;
    for (const one of eachOf(plain)) for (const p of partsOf(one)) parts.push(at?.groups?.['app'] ? { ...p, app: at.groups['app'] } : p);
  }
  // "X has sent a code. Send just the code to Y": read first.
  const news = clauses.told.map((t) => /^(?<who>.+?) (?:has|had) (?:sent|texted|written)\b(?: (?:a|an|the|you a))? ?(?<what>[\p{L}\s-]*)/iu.exec(t)).find((x) => x)?.groups;
  const asked = parts.findIndex((p) => p.op === 'send' && p.values.length === 0);
  if (news && asked >= 0) parts.splice(asked, 1, { op: 'read', verb: 'read', kind: 'message', names: [news['who']!], values: [], keep: true, text: `What is the ${news['what']!.trim()} in the message of ${news['who']!}?` }, { ...parts[asked]!, values: [{ field: 'text message', text: SEEN }] });
  // What is told names whom it is about.
  const told = clauses.told.flatMap((c) => mentionsIn(c, true).filter((x) => x.kind !== 'number').map((x) => x.text));
  const first = parts[0];
  if (first && told.length > 0 && first.op !== 'send' && first.op !== 'create' && first.op !== 'read' && first.names.length === 0 && PRONOUN.test(first.text)) parts[0] = { ...first, names: told.slice(0, 1) };
  // "X's last name is Y now. Correct it.", "X has an address now: Y. Add it.": what is told says whose, which field and what.
  const fact = clauses.told.map((t) => FACT.exec(t)?.groups ?? HAS.exec(t)?.groups).find((x) => x);
  if (first && fact && (first.op === 'create' || first.op === 'change') && PRONOUN.test(first.text) && first.values.length === 0) {
    parts[0] = { ...first, op: 'change', verb: 'change', kind: '', names: [fact['who']!.trim()], values: [{ field: fact['field']!.trim(), text: fact['v']!.replace(/^["“]|["”]$/gu, '').trim() }] };
  } else if (first?.op === 'create' && first.values.length === 0) parts[0] = { ...first, values: clauses.told.flatMap((c) => mentionsIn(c, true)).filter((x) => x.kind === 'phone' || x.kind === 'name' || x.kind === 'address').map((x) => ({ field: x.kind === 'phone' ? 'phone number' : x.kind === 'address' ? 'email address' : 'name title', text: x.text })).filter((v) => !/^(?:Somebody|Someone|It|There)\b/u.test(v.text) || v.field !== 'name title').map((v) => ({ ...v, text: v.text.replace(/^It is /u, '') })) };
  return {
    text: goal, parts: joined(parts), not: clauses.not, told: clauses.told, ...(app === undefined ? {} : { app }),
    again: clauses.conditions.some((c) => /\b(?:try|tap it to try|retry|once more|again)\b|重试|再试/iu.test(c)),
    ...(clauses.conditions.some((c) => UNTIL.test(c)) ? { until: clauses.conditions.find((c) => UNTIL.test(c))! } : {}),
  };
}

/** What an earlier part has found is meant by "it"; ways to a thing are no work of their own. */
function joined(parts: readonly Part[]): Part[] {
  const out: Part[] = [];
  parts.forEach((p, i) => {
    const before = out.at(-1);
    if (before && PRONOUN.test(p.text) && p.op !== 'read') {
      if (before.op === 'find' || before.op === 'open') {
        const looksUp = /\b(?:number|address|e-?mail|phone|code|time|date|price|company|birthday|balance)\b/iu.test(before.text) && p.op === 'send';
        if (looksUp) { out[out.length - 1] = { ...before, op: 'read', keep: true }; out.push({ ...p, values: [{ field: 'text message', text: SEEN }] }); return; }
        out[out.length - 1] = { ...p, names: p.names.length > 0 ? p.names : before.names, kind: p.op === 'turn' ? before.names[0] ?? before.kind : p.kind !== '' && !PRONOUN.test(p.kind) ? p.kind : before.kind };
        return;
      }
      // "and save it", "and pay with …": the end of what is under way.
      if (/^(?:save|confirm|submit|apply)$/u.test(p.verb) || (p.op === 'create' && /^save\b/iu.test(p.text))) return;
      out.push({ ...p, ...(p.names.length > 0 ? {} : { names: before.names.length > 0 ? before.names : before.values.slice(0, 1).map((v) => v.text) }) });
      return;
    }
    // "Start a chat with X and write "…"": one message.
    if (before?.op === 'create' && p.op === 'create' && /\b(?:chat|conversation|message)\b/iu.test(before.kind) && p.values.length > 0) {
      out[out.length - 1] = { ...before, op: 'send', verb: 'send', names: [...before.names, ...before.values.map((v) => v.text)], values: p.values.map((v) => ({ field: 'text message', text: v.text })) };
      return;
    }
    // "Look at the call history": where the question is answered.
    if (before?.op === 'read' && (p.op === 'find' || p.op === 'open') && p.names.length === 0 && p.kind !== '') {
      out[out.length - 1] = { ...before, place: p.kind };
      return;
    }
    // "Say only the time": the same question, told more closely.
    if (before?.op === 'read' && p.op === 'read' && !before.keep && p.names.length === 0) {
      out[out.length - 1] = { ...before, text: `${before.text} ${p.text}`, closer: p.text };
      return;
    }
    // Opening is only a way when something follows on the same thing.
    if ((p.op === 'open' || p.op === 'find') && i + 1 < parts.length && parts[i + 1]!.names.length === 0 && PRONOUN.test(parts[i + 1]!.text)) { out.push(p); return; }
    if (/^pay\b|^confirm\b/iu.test(p.text) && before?.op === 'act') return;
    out.push(p);
  });
  return out;
}

/** "Tick A and B in C": the same of each. */
function eachOf(clause: string): string[] {
  const verb = verbOf(clause);
  if (!verb || !['act', 'delete', 'turn', 'create'].includes(verb.op)) return [clause];
  const m = marked(clause);
  const list = /(?<first>⟦\d+⟧(?: [\p{Ll}]+)?)(?<more>(?:\s*,\s*(?:and )?(?:the |an? )?⟦\d+⟧(?: [\p{Ll}]+)?)*\s*,?\s+and (?:the |an? )?⟦\d+⟧(?: (?!to\b|into\b|from\b|in\b|on\b|at\b|as\b)[\p{Ll}]+)?)/u.exec(m.text);
  if (!list) return [clause];
  // Items of one new thing, or of one that is named, belong into one form.
  const tail = m.text.slice(list.index + list[0].length);
  if (verb.op === 'create' && (!/^\s*(?:to|into|on|onto) (?:the|my) \p{Ll}/u.test(tail) || /list|note|清单/iu.test(tail) || list.index > 25 || TITLE.test(m.text.slice(0, list.index)))) return [clause];
  const items = list[0].split(/\s*,\s*(?:and )?|\s+and\s+/u).map((x) => x.replace(/^(?:the|an?) /u, '')).filter((x) => x !== '');
  const restore = (t: string): string => t.replace(/⟦(\d+)⟧/gu, (_, i: string) => { const one = m.mentions[Number(i)]!; return clause.slice(one.start, one.end); });
  const lead = m.text.slice(0, list.index);
  return items.map((x) => restore(`${lead}${x}${tail}`));
}

function partsOf(clause: string): Part[] {
  const verb = verbOf(clause);
  if (!verb || (verb.op === 'create' && /^(?:it|that|this|them)?\s*$/iu.test(verb.rest))) return [];
  const m = marked(verb.rest, verb.op !== 'read');
  const hold = /\b(?:by holding|hold(?:ing)? it|long[- ]press)|长按/iu.test(clause);
  const base: Part = { op: verb.op, verb: verb.verb, ...(verb.on === undefined ? {} : { on: verb.on }), kind: '', names: [], values: [], ...(hold ? { hold: true as const } : {}), text: clause };
  const t = m.text.replace(/\s*(?:by holding(?: it)?)$/iu, '');
  switch (verb.op) {
    case 'read': return [{ ...base, ...placed(t.replace(/[?？]$/u, '')), kind: kindIn(t.replace(/[?？]$/u, '').replace(/^(?:is|are|does|do|did|has|was|were)\s+/iu, '')), names: lengthened(t, m) }];
    case 'turn': return [turned(base, t, m)];
    case 'send': return sent(base, t, m);
    case 'change': return [changed(base, t, m, clause)];
    case 'create': return verb.verb === 'transfer' ? [transferred(base, verb.rest)] : created(base, t, m);
    case 'open': case 'find': case 'delete': case 'act': return [commanded(base, t, m)];
  }
}

/** A command on a thing; what stands behind "with the …" is typed on the way. */
function commanded(base: Part, t: string, m: Marked): Part {
  // "Move X to the folder Y": Y is chosen once the command was given.
  const to = /^(?:move|copy)$/u.test(base.verb) ? /^(?<x>.+?) (?:from .+? )?(?:in)?to (?:the )?(?:(?:folder|album|list|directory) )?(?<y>.+?)(?: folder| album)?$/iu.exec(t)?.groups : undefined;
  if (to) return { ...base, kind: kindIn(to['x']!), names: textsIn(to['x']!, m), values: [{ field: 'choice', text: valueIn(to['y']!, m) }] };
  const given = /\bwith (?:the |a )?(?<field>[\p{L}\s-]+?)\s*(?<v>⟦\d+⟧)$/iu.exec(t);
  const before = given && !/\b(?:conversation|chat|thread|call|meeting)s?\s*$/iu.test(t.slice(0, given.index)) ? t.slice(0, given.index) : t;
  const values = before === t ? [] : [{ field: given!.groups!['field']!.trim(), text: textsIn(given!.groups!['v']!, m)[0]! }];
  const names = textsIn(before, m);
  const tail = names.length === 0 ? THE_NAME.exec(bare(before))?.groups?.['name'] : undefined;
  const kind = kindIn(before);
  // What is marked, called or kept on top is called by its name alone.
  if (names.length === 0 && tail === undefined && /^(?:收藏|取消收藏|呼叫|置顶|取消置顶|归档)$/u.test(base.verb) && /^\p{Script=Han}{2,4}$/u.test(kind)) return { ...base, names: [kind], values };
  if (base.verb === 'unarchive') return { ...base, kind, names, values, place: 'archived' };
  const count = /^(\d+)\s+(?:of|x|×)?\s*/iu.exec(t)?.[1];
  // A product's name begins large and goes on small.
  if (/^(?:buy|add to cart)$/u.test(base.verb) && names.length > 0 && !m.mentions.some((x) => x.kind === 'quote')) {
    const name = said(before.replace(/[（(].*$/u, ''), m).replace(ARTICLE, '').replace(/^\d+\s+(?:of\s+)?/u, '').trim();
    const tells = [...before.matchAll(/[（(]([^（()）]*)[）)]/gu)].map((x) => said(x[1]!, m));
    return { ...base, names: [name, ...tells], values, ...(count ? { count: Number(count) } : {}) };
  }
  return { ...base, ...placed(t), kind: tail === undefined ? kind : kind.replace(new RegExp(`\\s*${tail.toLowerCase().replace(/[.]/g, '\\.')}$`, 'u'), ''), names: tail === undefined ? names : [tail], values, ...(count ? { count: Number(count) } : {}) };
}

/** "… from the cart", "… in the checkout". */
function placed(t: string): { place?: string } {
  const place = /\b(?:from|in|on|of|to|out of|into) (?:the|my) (?<p>\p{Ll}[\p{Ll}\s-]*?)(?:\s*[:,].*)?$/u.exec(bare(t))?.groups?.['p'];
  return place === undefined ? {} : { place: place.trim() };
}

/** Money from somewhere to somebody. */
function transferred(base: Part, rest: string): Part {
  const amount = /(?<![\p{L}\d])[¥$€£]?(\d+(?:[.,]\d+)*)/u.exec(rest)?.[1];
  const m = marked(rest.replace(/(?<![\p{L}\d])[¥$€£]?\d+(?:[.,]\d+)*/u, ' '), true);
  const at = (pattern: RegExp): string | undefined => { const g = pattern.exec(m.text)?.[1]; return g === undefined ? undefined : valueIn(g, m); };
  const values = [['from', at(/\bfrom (?:the |my )?(.+?)(?=\s+(?:to|with)\b|$)/iu)], ['to', at(/\bto (?:the |my )?(.+?)(?=\s+(?:from|with)\b|$)/iu)], ['amount', amount], ['memo note', at(/\bwith (?:the |a )?(?:memo|note|message|reference) (.+)$/iu)]] as const;
  return { ...base, kind: 'transfer', values: values.flatMap(([field, text]) => (text === undefined ? [] : [{ field, text }])) };
}

/** Names of a question; a product's goes on small before the verb: "What does the Rice cooker cost?" */
function lengthened(t: string, m: Marked): string[] {
  const cost = /\b(?:does|do|is) (?:the |a )?(?<name>⟦\d+⟧[\p{Ll}\s-]*?) (?:cost|worth)/iu.exec(t)?.groups?.['name'];
  return cost === undefined ? textsIn(t, m) : [said(cost, m)];
}

function turned(base: Part, t: string, m: Marked): Part {
  const target = said(t, m).replace(ARTICLE, '').replace(/^time in (?:the )?/iu, '').replace(/^.*[（(]([\p{Script=Latin}\s-]+)[）)]$/u, '$1').trim();
  // "the notifications of the Shop app": what is turned, and whose.
  const of = /^(?:the |my )?(?<what>[\p{Ll}][\p{Ll}\s-]*?) (?:of|for|from) (?:the |my )?(?:[\p{Ll}\s]*?)(?<of>⟦\d+⟧)(?: app)?$/u.exec(t)?.groups;
  if (of) return { ...base, kind: of['what']!.trim(), names: textsIn(of['of']!, m) };
  // An app is no switch: what disables it is a command.
  const app = /^(?:the )?(?:app (?<a>⟦\d+⟧)|(?<b>⟦\d+⟧) app)$/u.exec(t)?.groups;
  if (app) return { ...base, op: 'act', verb: base.on === false ? 'disable' : 'enable', kind: 'app', names: textsIn(app['a'] ?? app['b']!, m) };
  const own = m.mentions.filter((x) => x.kind === 'time' || x.kind === 'quote').map((x) => x.text);
  return { ...base, kind: own.length > 0 ? kindIn(t.replace(/的/gu, ' ')) || target : target, names: own };
}

function sent(base: Part, t: string, m: Marked): Part[] {
  const phone = (x: Mention): boolean => /^\+?[\d\s()-]{5,}$/u.test(x.text);
  const quotes = m.mentions.filter((x) => x.kind === 'quote' && !phone(x)).map((x) => x.text);
  const names = m.mentions.filter((x) => phone(x) || (x.kind !== 'quote' && x.kind !== 'time')).map((x) => x.text);
  // "the number of X to Y": read first.
  const of = /^(?:just |only )?(?:the |his |her )?(?<what>[\p{L}\s-]+?) (?:of|from) (?<of>⟦\d+⟧)(?: .*?)? to (?<to>⟦\d+⟧)$/iu.exec(t);
  if (of && quotes.length === 0) return [{ ...base, op: 'read', verb: 'read', kind: of.groups!['what']!, names: textsIn(of.groups!['of']!, m), keep: true, text: `What is the ${of.groups!['what']!} of ${said(of.groups!['of']!, m)}?` }, { ...base, names: textsIn(of.groups!['to']!, m), values: [{ field: 'text message', text: SEEN }] }];
  // "X what Y has written": read first.
  const what = /^(?<to>⟦\d+⟧) (?:what|the (?:text|message) that) (?<of>⟦\d+⟧) (?:has |had )?(?:written|texted|sent|wrote|said)\b/iu.exec(t)?.groups;
  if (what && quotes.length === 0) return [{ ...base, op: 'read', verb: 'read', kind: 'message', names: textsIn(what['of']!, m), keep: true, text: `What is the last message of ${said(what['of']!, m)}?` }, { ...base, names: textsIn(what['to']!, m), values: [{ field: 'text message', text: SEEN }] }];
  const that = quotes[0] ?? /\bthat\s+(.+)$/iu.exec(said(t, m))?.[1] ?? /[:：]\s*(.+)$/u.exec(said(t, m))?.[1];
  const to = /给\s*(?<to>.+?)\s*(?:发|回复)|^(?<to2>[^发回]+?)(?:发|回复)/u.exec(said(t, m));
  const chinese = names.length === 0 && to ? [(to.groups?.['to'] ?? to.groups?.['to2'] ?? '').trim()].filter((x) => x !== '') : [];
  return [{ ...base, kind: 'message', names: [...names, ...chinese], values: that === undefined ? [] : [{ field: 'text message', text: that }] }];
}

function changed(base: Part, t: string, m: Marked, clause: string): Part {
  const works = /^(?<who>⟦\d+⟧) (?<verb>works? (?:for|at)|lives? (?:in|at)) (?<v>⟦\d+⟧)/iu.exec(marked(clause).text) ?? /^(?<who>.+?) (?<verb>works? (?:for|at)|lives? (?:in|at)) (?<v>.+?)(?: now)?$/iu.exec(clause);
  if (works && base.verb === 'change' && /\b(?:works?|lives?)\b/iu.test(clause)) {
    const all = marked(clause);
    const value = all.mentions.at(-1)?.text ?? works.groups!['v']!;
    return { ...base, names: [clause.slice(0, clause.search(/\s(?:works?|lives?)\b/iu)).trim()], values: [{ field: /works?/iu.test(works.groups!['verb']!) ? 'company' : 'city', text: value }] };
  }
  const zh = /^(?<left>.+?)(?:改为|改成|设为|设成|设置为|调到|换成|重命名为|命名为)(?<v>.+)$/u.exec(t);
  if (zh) {
    const left = zh.groups!['left']!;
    const names = textsIn(left.replace(/[（(].*?[）)]/gu, ''), m);
    const bracket = /[（(]([\p{Script=Latin}\s-]+)[）)]/u.exec(said(left, m))?.[1];
    const field = bracket ?? (/的(?<f>[^的]+)$/u.exec(bare(left))?.groups?.['f'] ?? bare(left)).trim();
    return { ...base, kind: '', names, values: [{ field, text: valueIn(zh.groups!['v']!, m) }] };
  }
  const where = base.verb === 'choose' ? /^(?<what>.+?⟦\d+⟧) in (?:the|my) (?<place>[\p{Ll}\s]+)$/u.exec(t)?.groups : undefined;
  if (where) return { ...changed(base, where['what']!, m, clause), place: where['place']! };
  const as = base.verb === 'choose' ? /^(?<v>.+?) (?:as|for) (?:the |my )?(?<field>.+)$/iu.exec(t) : null;
  if (as) return { ...base, ...placed(as.groups!['field']!), values: [{ field: bare(as.groups!['field']!.replace(/\s+(?:in|on|at|of) the .*$/iu, '')), text: said(as.groups!['v']!, m).replace(ARTICLE, '') }] };
  if (base.verb === 'deny' || base.verb === 'allow') {
    const field = /^(?:the )?(?<f>[\p{L}\s]+?) (?:permission|access)/iu.exec(bare(t))?.groups?.['f'] ?? '';
    return { ...base, names: textsIn(t, m), kind: 'permission', values: [{ field: `${field} permission`, text: base.verb === 'deny' ? "Don't allow" : 'Allow' }] };
  }
  if (base.verb === 'sort') {
    const by = /^(?<what>.+?)\s*(?:\bby\b|:)\s*(?<v>.+)$/iu.exec(t)!;
    return { ...base, kind: kindIn(by.groups!['what']!), values: [{ field: 'sort', text: valueIn(by.groups!['v']!, m) }] };
  }
  const repeat = /^(?<what>.+?) (?<field>repeat|ring|recur)s? (?:every |on )(?<v>.+)$/iu.exec(t);
  if (repeat) return { ...base, kind: kindIn(repeat.groups!['what']!), names: textsIn(repeat.groups!['what']!, m), values: [{ field: repeat.groups!['field']!, text: valueIn(repeat.groups!['v']!, m) }] };
  const to = /^(?<left>.+?)\s+(?:to|into|as|with)\s+(?<v>(?:(?!\sto\s).)+)$/iu.exec(t);
  // "Make the font size "Largest"", "Label the alarm "Gym"".
  const last = !to ? /^(?<left>.+?)\s+(?<v>⟦\d+⟧)$/u.exec(t) : undefined;
  const left = to?.groups?.['left'] ?? last?.groups?.['left'] ?? t;
  const value = to?.groups?.['v'] ?? last?.groups?.['v'];
  const of = /^(?:the |my )?(?<field>[\p{L}\s-]+?) (?:of|for|on|from) (?:(?:the|my|this) )?(?<what>.+)$/iu.exec(left);
  const names = textsIn(left, m);
  const own = /^(?<name>⟦\d+⟧)['’]s (?<field>.+)$/u.exec(left);
  const isTime = value !== undefined && idsIn(value).some((i) => m.mentions[i]!.kind === 'time');
  const field = base.verb === 'rename' ? 'name title' : base.verb === 'label' ? 'label' : own ? own.groups!['field']! : of ? of.groups!['field']! : names.length > 0 && isTime ? 'time' : names.length > 0 ? '' : bare(left).replace(ARTICLE, '');
  const kind = of ? kindIn(of.groups!['what']!) : names.length > 0 || base.verb === 'rename' || base.verb === 'label' ? kindIn(left) : '';
  return { ...base, kind, names, values: value === undefined ? [] : [{ field, text: valueIn(value, m) }] };
}

function created(base: Part, t: string, m: Marked): Part[] {
  const chinese = /^(?<in>.+?)(?:中|里|上)(?:新建|添加|创建|加入)\s*(?<v>.+)$/u.exec(t);
  if (chinese) {
    const kind = bare(chinese.groups!['in']!).replace(/[（(].*?[）)]/gu, '');
    return [{ ...base, kind, names: textsIn(chinese.groups!['in']!, m), values: [{ field: 'name title', text: valueIn(chinese.groups!['v']!, m) }] }];
  }
  // "the e-mail address of X into a new note titled "Mail"": read first.
  const of = /^(?:the |his |her )?(?<what>[\p{L}\s-]+?) (?:of|from) (?<of>⟦\d+⟧) (?:in)?to (?<new>.+)$/iu.exec(t);
  if (of) {
    const [next] = created({ ...base, text: base.text }, of.groups!['new']!, m);
    return [{ ...base, op: 'read', verb: 'read', kind: of.groups!['what']!, names: textsIn(of.groups!['of']!, m), keep: true, text: `What is the ${of.groups!['what']!} of ${said(of.groups!['of']!, m)}?` }, { ...next!, values: [...next!.values, { field: 'text message', text: SEEN }] }];
  }
  // "with the time that X has texted": read first.
  const from = /^(?<new>.+?) with (?:the )?(?<what>[\p{L}\s-]+?) (?:that|which) (?<of>⟦\d+⟧) (?:has |had )?(?:texted|sent|written|wrote|mentioned)\b.*$/iu.exec(t);
  if (from) {
    const [next] = created(base, from.groups!['new']!, m);
    return [{ ...base, op: 'read', verb: 'read', kind: 'message', names: textsIn(from.groups!['of']!, m), keep: true, text: `What is the ${from.groups!['what']!} in the message of ${said(from.groups!['of']!, m)}?` }, { ...next!, values: [...next!.values, { field: 'text message', text: SEEN }] }];
  }
  // "the remark "…" into the notes of X", "the note "…" to the contact X": a field of a thing that is there.
  const onto = /^(?:the |an? )?(?<what>[\p{L}\s-]*?)\s*(?<v>⟦\d+⟧) (?:to|into|in|on|onto) (?:the (?<field>[\p{L}\s-]+?) (?:field )?of (?:the contact )?|the (?<kind>contact|person|event) )(?<of>⟦\d+⟧)$/iu.exec(t);
  if (onto) return [{ ...base, op: 'change', verb: 'change', kind: onto.groups!['kind'] ?? 'contact', names: textsIn(onto.groups!['of']!, m), values: [{ field: (onto.groups!['field'] ?? onto.groups!['what']!).trim(), text: textsIn(onto.groups!['v']!, m)[0]! }] }];
  // "Salt to the list Groceries", "Cairo to the world clock".
  const into = /^(?<v>.+?) (?:to|into|in|on|onto) (?:the|my|a) (?<kind>[\p{L}\s-]*?)\s*(?<name>⟦\d+⟧)?(?<after>\s[\p{L}\s]+)?$/iu.exec(t);
  if (into && idsIn(into.groups!['v']!).length > 0 && !/\b(?:called|titled|named|for|with)\b/iu.test(into.groups!['v']!)) {
    const kind = `${into.groups!['kind'] ?? ''}${into.groups!['after'] ?? ''}`.trim().toLowerCase();
    const v = into.groups!['v']!;
    return [{ ...base, kind, names: textsIn(into.groups!['name'] ?? '', m), values: textsIn(v, m).map((text) => ({ field: bare(v).replace(ARTICLE, '') || (/list|清单/iu.test(kind) ? 'item' : 'name title'), text })) }];
  }
  const values: Value[] = [];
  let place: string | undefined;
  let at = 0;
  for (const x of t.matchAll(/⟦(\d+)⟧/gu)) {
    const one = m.mentions[Number(x[1])]!;
    const before = t.slice(at, x.index);
    // "… in Downloads" says where.
    if (one.kind === 'name' && values.length > 0 && /\b(?:in|inside|under)(?: the)?(?: folder)?\s*$/iu.test(before)) { place = one.text; at = x.index + x[0].length; continue; }
    // Another item of the same list has the field of the one before.
    const more = /^\s*(?:,|，|、|and|, and|和)\s*$/iu.test(before) && values.length > 0;
    const first = values.length === 0;
    const field = more ? values.at(-1)!.field : first && /^(?:the |a |an )?[\p{L}\s-]*$/iu.test(before) && !TITLE.test(before) && !BODY.test(before) && !/\b(?:for|at|with|number)\b/iu.test(before) ? (one.kind === 'time' ? 'time' : 'name title') : fieldBefore(before, one.kind);
    // What a list holds are items; a weekday is one, however often it comes.
    const items = /list\b|清单/iu.test(bare(t)) && values.length > 0 && field === 'name title' && !TITLE.test(before);
    const day = DAYS.exec(one.text)?.[1];
    values.push(day !== undefined && values.length > 0 ? { field: 'repeat', text: day } : { field: items ? 'item' : field, text: one.text });
    at = x.index + x[0].length;
  }
  const kind = kindIn(t.replace(/[,，].*$/u, '').replace(/^(?:下午|上午)/u, '').replace(/⟦\d+⟧\s*的/u, ' '));
  const amount = values.length === 0 ? /\b(?:of|for) (\d+) (minutes?|seconds?|hours?)\b/iu.exec(t) : null;
  return [{ ...base, ...placed(t.replace(/:.*$/u, '')), ...(place === undefined ? {} : { place }), kind, values: amount ? [{ field: amount[2]!.toLowerCase(), text: amount[1]! }] : values }];
}
