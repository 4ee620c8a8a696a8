// Exports: createSeen, Seen, Saw, Kind, kindsIn. Values that earlier screens of a run have shown (numbers, codes, addresses, times, amounts), with the words around them:
// what "Write the number into the message" means. Bounded; what is typed into fields, passwords and secrets are never in it.

import { quotesOf } from '../model/pilot/refs.ts';
import { pieces, STOP } from '../model/pilot/words.ts';
import type { Element, Snapshot } from '../protocol/screen.ts';
import { isToggle } from '../screen/match.ts';
import { shownOf, textsOf } from './told.ts';

export type Kind = 'phone' | 'code' | 'email' | 'time' | 'date' | 'amount' | 'link' | 'number' | 'street';

export interface Saw {
  kind: Kind;
  value: string;
  /** The text it stood in. */
  text: string;
  /** Other texts of its row and what stands on its line. */
  row: readonly string[];
  /** Short texts of the screen that stand alone: titles and headings. */
  titles: readonly string[];
  /** Which look it was, from 1. */
  look: number;
}

export interface Seen {
  /** Takes in a screen. Secrets must be masked in it. */
  look(s: Snapshot): void;
  /**
   * @param step asks for one kind of value: "Write the number into the message"
   * @param about goal and earlier steps: they say whose
   * @returns the one value that fits; `undefined` when none or several do
   */
  ask(step: string, about: string): string | undefined;
  /** Of the page in front, since it came: its switches, each as it was last seen, and how many screens of it were different. */
  page(): { switches: readonly Element[]; screens: number };
  readonly size: number;
}

const MAIL = /[\p{L}\p{N}._%+-]+@[\p{L}\p{N}.-]+\.\p{L}{2,}/gu;
const LINK = /\bhttps?:\/\/\S+|\bwww\.\S+\.\S+/giu;
const TIME = /(?<![\d:])\d{1,2}:\d{2}(?!\d|:\d)(?:\s?[AP]\.?M\b\.?)?|(?:上午|下午|晚上|早上)\s?\d{1,2}[:点]\d{0,2}/giu;
const DATE = /\b\d{4}-\d{2}-\d{2}\b|\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.? \d{1,2}(?:, \d{4})?\b|\b\d{1,2}\.? (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*(?: \d{4})?\b|(?:\d{4}年)?\d{1,2}月\d{1,2}日/gu;
const AMOUNT = /[-−+]?\s?[¥$€£]\s?\d[\d.,]*|(?<![\d.,])\d[\d.,]*\s?(?:[¥$€£元]|CNY|USD|EUR)/gu;
const PHONE = /(?<![\p{L}\d•*.,:/-])\+?\d[\d\s()-]{5,18}\d(?![\p{L}\d.,:/-]*\d)/gu;
const CODE = /\b(?:code|pin|otp|passcode|password)\b|验证码|密码|口令|代码/iu;
const CODE_VALUE = /(?<![\p{L}\d.,:/-])(?:\d{3,10}|(?=[A-Z\d-]*\d)(?=[A-Z\d-]*[A-Z])[A-Z\d][A-Z\d-]{2,14}[A-Z\d])(?![\p{L}\d]|[.,:/-]\d)/gu;
const NUMBER = /(?<![\p{L}\d.,:/-])\d{1,12}(?![\p{L}\d]|[.,:/-]\d)/gu;
const STREET = /\b(?:address|street|addresses)\b|地址/iu;
const SECRET = /<secret:/;

const FOR: readonly (readonly [ask: RegExp, kinds: readonly Kind[]])[] = [
  [/\be-?mail(?: address)?\b|邮箱|邮件地址/iu, ['email']],
  [/\b(?:phone|mobile|telephone)(?: number)?\b|电话|手机号/iu, ['phone']],
  [/\b(?:code|pin|otp)\b|验证码|代码|口令/iu, ['code']],
  [/\btime\b|时间|几点/iu, ['time']],
  [/\bdate\b|日期/iu, ['date']],
  [/\b(?:amount|price|sum|total|balance|cost|fee)\b|金额|价格|总价|余额/iu, ['amount']],
  [/\b(?:link|url|web address|website)\b|链接|网址/iu, ['link']],
  [/\baddress\b|地址/iu, ['email', 'street', 'link']],
  [/\bnumber\b|号码|编号/iu, ['phone', 'number']],
];

/** Kinds of value a step asks for by name, the likelier first. */
export const kindsIn = (step: string): readonly Kind[] => FOR.find(([p]) => p.test(step))?.[1] ?? [];

const MOST = 600;

export function createSeen(): Seen {
  let saws: Saw[] = [];
  let looks = 0;
  let page = { key: '', switches: new Map<string, Element>(), screens: new Set<string>() };
  return {
    page: () => ({ switches: [...page.switches.values()], screens: page.screens.size }),
    get size() { return saws.length; },
    look(s) {
      looks++;
      const key = `${s.package} ${s.activity} ${s.title}`;
      if (page.key !== key) page = { key, switches: new Map(), screens: new Set() };
      for (const e of s.elements) if (e.window === undefined && isToggle(e)) page.switches.set(`${e.resourceId} ${e.label} ${e.context ?? ''}`, e);
      if (page.screens.size < MOST) page.screens.add(s.elements.filter((e) => e.window === undefined).map((e) => `${e.label} ${e.bounds.join()}`).join('\n'));
      const shown = shownOf(s).filter((e) => e.role !== 'input' && !e.password);
      const titles = [...new Set([s.title, ...shown.filter((e) => e.role === 'text' && e.label.length <= 40).map((e) => e.label)])].filter((t) => t !== '').slice(0, 12);
      for (const e of shown) {
        const texts = textsOf(e);
        for (const [i, text] of texts.entries()) {
          if (text.length > 600 || SECRET.test(text)) continue;
          const above = shown[shown.indexOf(e) - 1];
          const row = [...texts.filter((_, j) => j !== i), ...(e.role === 'text' && above?.role === 'text' && e.bounds[1] - above.bounds[3] < 24 && above.bounds[0] === e.bounds[0] ? [above.label] : [])];
          const add = (kind: Kind, value: string): void => {
            const same = saws.findIndex((x) => x.kind === kind && x.value === value && x.text === text && x.row.join('\n') === row.join('\n') && x.titles[0] === titles[0]);
            if (same >= 0) saws.splice(same, 1);
            saws.push({ kind, value, text, row, titles, look: looks });
          };
          const all = (kind: Kind, p: RegExp, in_ = text): void => { for (const m of in_.matchAll(p)) add(kind, m[0].trim()); };
          all('email', MAIL); all('link', LINK); all('time', TIME); all('date', DATE); all('amount', AMOUNT);
          const rest = [MAIL, LINK, TIME, DATE, AMOUNT].reduce((t, p) => t.replace(p, (m) => ' '.repeat(m.length)), text);
          for (const m of rest.matchAll(PHONE)) if (m[0].replace(/\D/g, '').length >= 7 && m[0].replace(/\D/g, '').length <= 15) add('phone', m[0].trim());
          if (CODE.test([text, ...row].join(' '))) all('code', CODE_VALUE, rest);
          all('number', NUMBER, rest);
          if (row.some((r) => r.length < 30 && STREET.test(r)) && text.length <= 120 && /\d/.test(text) && /\p{L}/u.test(text)) add('street', text);
        }
      }
      if (saws.length > MOST) saws = saws.slice(-MOST);
    },
    ask(step, about) {
      const named = kindsIn(step);
      // "The address" of a goal that speaks of an e-mail address.
      const told = named.length > 1 ? named.filter((k) => FOR.some(([p, kinds]) => kinds.length === 1 && kinds[0] === k && p.test(about))) : named;
      const kinds = told.length > 0 ? told : named;
      const owner = ownerIn(step) ?? ownerIn(about);
      const names = owner === undefined ? namesIn(`${about}\n${step}`) : [owner];
      const words = new Set(pieces(`${about} ${step}`).filter((p) => !STOP.has(p)));
      for (const kind of kinds) {
        const of = saws.filter((x) => x.kind === kind).map((x) => ({ ...x, score: score(x, names, words) }));
        const whose = owner === undefined ? of : of.filter((x) => mentions([x.text, ...x.row], owner) || (mentions(x.titles, owner) && !rowsOfOthers(x, owner)));
        if (whose.length === 0) continue;
        const best = Math.max(...whose.map((x) => x.score));
        const values = new Set(whose.filter((x) => x.score === best).map((x) => x.value));
        return values.size === 1 && (best > 0 || new Set(whose.map((x) => x.value)).size === 1) ? [...values][0] : undefined;
      }
      return undefined;
    },
  };
}

const has = (text: string, name: string): boolean => ` ${pieces(text).join(' ')} `.includes(` ${pieces(name).join(' ')} `);
const mentions = (texts: readonly string[], name: string): boolean => texts.some((t) => has(t, name));
/** A row of a list that has its own title is somebody else's, whatever the screen is called. */
const rowsOfOthers = (x: Saw, owner: string): boolean => x.row.some((r) => /^\p{Lu}[\p{L}'’-]+\s+\p{Lu}[\p{L}'’ -]+$/u.test(r) && !has(r, owner));

/** Words of the text around a value count twice, names of its row and titles once each. */
function score(x: Saw, names: readonly string[], words: ReadonlySet<string>): number {
  const own = pieces(x.text.replace(x.value, ' ')).filter((p) => words.has(p) && !STOP.has(p));
  const row = names.filter((n) => mentions([x.text, ...x.row], n)).length * 2;
  const title = names.filter((n) => mentions(x.titles, n)).length;
  return new Set(own).size * 2 + row + title;
}

const NAME = "\\p{Lu}[\\p{L}\\d'’-]*(?:\\s+\\p{Lu}[\\p{L}\\d'’-]*)*";
const OWNER: readonly RegExp[] = [
  new RegExp(`\\b(?:number|address|code|e-?mail|time|date|amount|price|balance|link)\\s+(?:of|for|from|that)\\s+(?:the\\s+)?(${NAME})`, 'u'),
  new RegExp(`(${NAME})['’]s\\s+(?:\\p{Ll}+\\s+){0,2}(?:number|address|code|e-?mail|time|date|amount|price|balance|link)`, 'u'),
  /([\p{Script=Han}]{2,4})的(?:电话|手机|号码|地址|邮箱|验证码|时间)/u,
];

/** A capital that is a sentence's first word and no name. */
const BEGINS = /^(?:Find|Look|Get|Copy|Read|Open|Note|Send|Text|Write|Put|Enter|Type|Use|Check|Show|Tell|Say|Give|Take|Search|See|Call|Paste|Forward)\s+(?=\p{Lu})/u;

/** Whose value it is: "the phone number of Emma Schmidt", "Emma's number". */
function ownerIn(text: string): string | undefined {
  for (const p of OWNER) { const m = p.exec(text); if (m) return m[1]!.replace(/['’]s$/u, '').replace(BEGINS, ''); }
  return undefined;
}

/** Names by their capitals, and what is quoted. */
function namesIn(text: string): string[] {
  const capitals = [...text.matchAll(new RegExp(`(?<![.!?]\\s|^|\\n)(?<=\\s)${NAME}`, 'gmu'))].map((m) => m[0]).filter((n) => n.length > 2);
  const first = [...text.matchAll(/^\p{Lu}[\p{L}'’-]+\s+\p{Lu}[\p{L}'’-]+/gmu)].map((m) => m[0].replace(BEGINS, ''));
  return [...new Set([...quotesOf(text), ...capitals, ...first])];
}
