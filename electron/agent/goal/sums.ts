// Exports: sumOf, calculate. Arithmetic in words, done on the keys of a calculator: "What is 144 divided by 12?".

import type { Element } from '../../protocol/screen.ts';
import { click, type Ctx, type Move } from './context.ts';
import { actorsOf, textsOf } from './sight.ts';

type Sign = '+' | '-' | '*' | '/' | '%';
const WORDS: readonly (readonly [RegExp, Sign])[] = [
  [/^(?:plus|added to|\+|加上?)/iu, '+'], [/^(?:minus|less|[-−–]|减去?)/iu, '-'], [/^(?:times|multiplied by|x|[×*]|乘以?)/iu, '*'], [/^(?:divided by|over|[÷/]|除以)/iu, '/'],
  [/^(?:percent of|per cent of|% of)/iu, '%'],
];
const KEYS: Readonly<Record<string, RegExp>> = { '+': /^(?:\+|plus|add|加)$/iu, '-': /^(?:[-−–]|minus|subtract|减)$/iu, '*': /^(?:[×*x]|times|multiply|乘)$/iu, '/': /^(?:[÷/]|divide(?:d by)?|除)$/iu, '%': /^(?:%|percent|百分号)$/iu, '=': /^(?:=|equals?|等于)$/iu, '.': /^(?:[.,]|point|decimal(?: point)?|小数点)$/iu };

/** Numbers and signs in order, when the text says a sum of at least two numbers; `undefined` otherwise. */
export function sumOf(text: string): string[] | undefined {
  let rest = /\d.*$/su.exec(text)?.[0];
  const found: string[] = [];
  while (rest !== undefined) {
    const number = /^\d+(?:,\d{3})*(?:\.\d+)?/u.exec(rest)?.[0];
    if (number === undefined) return undefined;
    found.push(number.replaceAll(',', ''));
    rest = rest.slice(number.length).trimStart();
    const sign = WORDS.find(([w]) => w.test(rest!));
    if (!sign) break;
    found.push(sign[1]);
    rest = rest.replace(sign[0], '').trimStart();
  }
  // Nothing else may follow: "8 minutes" is no sum.
  return found.length >= 3 && /^\s*(?:[?？.。]|$|(?:on|with|in|using)\b|是|等于|的)/iu.test(rest ?? '') ? found : undefined;
}

/** Keys to press: a share of a number is that number times hundredths. */
const keysOf = (sum: readonly string[]): string[] => [...sum.flatMap((t) => (t === '%' ? ['%', '*'] : /^\d/.test(t) ? [...t] : [t])), '='];

const keyOf = (c: Ctx, key: string): Element | undefined => actorsOf(c.s).find((e) => textsOf(e).some((t) => (KEYS[key] ?? new RegExp(`^${key}$`, 'u')).test(t.trim())));
const isKey = (label: string): boolean => /^\d$/u.test(label.trim()) || Object.values(KEYS).some((k) => k.test(label.trim()));

/** The next key; after the last one what the display shows. `undefined` where there are no keys. */
export function calculate(c: Ctx, sum: readonly string[]): Move {
  if (!['1', '5', '9', '='].every((k) => keyOf(c, k))) return undefined;
  const keys = keysOf(sum);
  const pressed = c.acts.filter((a) => a.did === 'tap' && isKey(a.label)).length;
  if (pressed < keys.length) {
    const e = keyOf(c, keys[pressed]!);
    return e ? click(e) : 'none';
  }
  if (c.part.op !== 'read') return 'done';
  const shown = c.s.elements.filter((e) => e.window === undefined && e.role !== 'button').flatMap((e) => [...textsOf(e), ...(e.value ? [e.value] : [])]).map((t) => /^=?\s*([-−]?\d[\d,\s]*(?:\.\d+)?)$/u.exec(t.trim())?.[1]?.trim()).filter((t) => t !== undefined);
  return shown.length > 0 ? { action: 'answer', text: shown.at(-1)! } : 'none';
}
