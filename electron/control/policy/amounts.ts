// Exports: amountsIn, atStake. Amounts of money in texts of the screen, by currency. Pure.

import { CURRENCIES, type Currency } from '../../protocol/policy.ts';
import type { Element, Snapshot } from '../../protocol/screen.ts';
import { fold } from '../fold.ts';
import { TOTAL } from '../lexicon.ts';

/** Longer signs first. `¥` is the yuan unless the screen is in Japanese; a bare `$` is the US dollar. */
const SIGNS: readonly (readonly [string, Currency])[] = [
  ['us$', 'USD'], ['hk$', 'HKD'], ['nt$', 'TWD'], ['mop$', 'MOP'], ['au$', 'AUD'], ['ca$', 'CAD'], ['nz$', 'NZD'], ['a$', 'AUD'], ['c$', 'CAD'], ['s$', 'SGD'], ['r$', 'BRL'], ['mex$', 'MXN'],
  ['rmb', 'CNY'], ['人民币', 'CNY'], ['港币', 'HKD'], ['美元', 'USD'], ['欧元', 'EUR'], ['英镑', 'GBP'], ['日元', 'JPY'], ['港元', 'HKD'], ['元', 'CNY'], ['円', 'JPY'],
  ['€', 'EUR'], ['£', 'GBP'], ['¥', 'CNY'], ['₩', 'KRW'], ['₹', 'INR'], ['₽', 'RUB'], ['₺', 'TRY'], ['฿', 'THB'], ['₫', 'VND'], ['₱', 'PHP'], ['₦', 'NGN'], ['₪', 'ILS'], ['$', 'USD'],
  ['rs.', 'INR'], ['rs', 'INR'], ['zł', 'PLN'], ['kč', 'CZK'], ['ft', 'HUF'], ['kr', 'SEK'],
  ...CURRENCIES.filter((c) => c !== 'XXX').map((c) => [c.toLowerCase(), c] as const),
];
const escaped = SIGNS.map(([s]) => s).sort((a, b) => b.length - a.length).map((s) => (/^[a-z.]+$/.test(s) ? `(?<![\\p{L}])${s.replaceAll('.', '\\.')}(?![\\p{L}])` : s.replaceAll('$', '\\$').replaceAll('.', '\\.')));
const SIGN = `(?:${escaped.join('|')})`;
const NUMBER = "\\d(?:[\\d,.'’ \\u00a0\\u202f]{0,30}\\d)?";
const MONEY = new RegExp(`(?<before>${SIGN})\\s*(?<a>${NUMBER})\\s*(?<ma>万|亿)?|(?<b>${NUMBER})\\s*(?<mb>万|亿)?\\s*(?<after>${SIGN})`, 'gu');
const CODE = new Map(SIGNS);
const MANY = { 万: 1e4, 亿: 1e8 } as const;
/** Cedar's decimals end at 922337203685477.5807. */
const MOST = 9e14;

/** `1,234.50`, `1.234,50`, `1 234`: the last separator is the decimal one unless three digits follow it. */
function numberOf(text: string): number {
  const bare = text.replace(/['’\s\u00a0\u202f]/g, '');
  const last = Math.max(bare.lastIndexOf(','), bare.lastIndexOf('.'));
  if (last < 0) return Number(bare);
  const sign = bare[last]!;
  const tail = bare.length - last - 1;
  const grouped = bare.split(sign).length > 2 || (tail === 3 && !(sign === '.' && bare.startsWith('0.')));
  const whole = (grouped ? bare : bare.slice(0, last)).replace(/[.,]/g, '');
  return Number(grouped ? whole : `${whole}.${bare.slice(last + 1)}`);
}

const put = (into: Map<Currency, number>, currency: Currency, value: number): void => {
  if (Number.isFinite(value)) into.set(currency, Math.max(into.get(currency) ?? 0, Math.min(value, MOST)));
};

/** Largest amount of each currency in a text. `japanese`: `¥` is the yen. */
export function amountsIn(text: string, japanese = false): Map<Currency, number> {
  const found = new Map<Currency, number>();
  for (const m of fold(text).matchAll(MONEY)) {
    const { before, a, ma, b, mb, after } = m.groups!;
    const sign = (before ?? after)!;
    const currency = sign === '¥' && japanese ? 'JPY' : CODE.get(sign) ?? 'XXX';
    const many = MANY[(ma ?? mb) as keyof typeof MANY] ?? 1;
    put(found, currency, numberOf((a ?? b)!) * many);
  }
  return found;
}

/** What one owns, may spend or saves is not what one is about to pay. */
const NOT_PAID = /\b(?:balance|available|limit|points?|coupons?|saved?|savings?|discount|cash ?back|rewards?|credit line|off)\b|余额|可用|限额|额度|积分|优惠|已省|立减|返现|红包可用/u;
const AMOUNT_FIELD = /\b(?:amount|sum|how much)\b|金额|转账金额|多少/u;
/** A page to confirm says the amount, a fee and a sum; a list says more. */
const FEW = 3;
const textsOf = (e: Element): string[] => [e.label, ...(e.texts ?? []), ...(e.value === undefined ? [] : [e.value])];
const middle = (e: Element): number => (e.bounds[1] + e.bounds[3]) / 2;
const height = (e: Element): number => e.bounds[3] - e.bounds[1];

/**
 * The largest amount at stake by currency when `element` is touched: what its label says, what stands in fields for an
 * amount, what stands beside words for a total, every amount of a dialog; where none of these holds one, every amount of the screen
 * that is no balance, limit or discount, unless it holds so many that it is a list (of accounts, of past payments).
 */
export function atStake(element: Element | undefined, s: Snapshot | undefined): Partial<Record<Currency, string>> {
  const found = new Map<Currency, number>();
  const japanese = s !== undefined && /[\u3040-\u30ff]/.test(s.text);
  const take = (text: string): void => { for (const [c, v] of amountsIn(text, japanese)) put(found, c, v); };
  const own = s?.elements.filter((e) => e.package === (element?.package ?? s.package)) ?? [];
  if (element) for (const t of textsOf(element)) take(t);
  const unit = (e: Element): Currency => [...amountsIn(`${e.label} 1 ${own.map((o) => o.label).join(' ')}`, japanese).keys()][0] ?? 'XXX';
  for (const e of own) {
    const words = fold(e.label);
    if (e.role === 'input' && e.value && AMOUNT_FIELD.test(`${words} ${fold(e.resourceId)}`)) {
      const signed = amountsIn(e.value, japanese);
      if (signed.size > 0) take(e.value);
      else if (/\d/.test(e.value)) put(found, unit(e), numberOf(/\d[\d,. ]*/.exec(fold(e.value))?.[0].trim() ?? ''));
    }
    if (s?.dialog === true && e.window === undefined && e.role === 'text') take(e.label);
    if (TOTAL.test(words) && !NOT_PAID.test(words)) {
      take(textsOf(e).join('\n'));
      // "Total" and its amount are often two texts of one line.
      for (const o of own) if (o !== e && Math.abs(middle(o) - middle(e)) < Math.max(height(e), height(o)) / 2) take(o.label);
    }
  }
  if (found.size === 0) {
    const rest = own.map((e) => textsOf(e).join('\n')).filter((t) => !NOT_PAID.test(fold(t)) && amountsIn(t, japanese).size > 0);
    if (new Set(rest.flatMap((t) => [...amountsIn(t, japanese)].map(([c, v]) => `${c} ${v}`))).size <= FEW) for (const t of rest) take(t);
  }
  return Object.fromEntries([...found].map(([c, v]) => [c, v.toFixed(2)]));
}
