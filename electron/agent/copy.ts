// Exports: copied. "Write the number into the message", "Search for the name": the value is not in the step; an earlier screen of the run has shown it, or the goal says it.

import { quotesOf } from '../model/pilot/refs.ts';
import { pieces, STOP } from '../model/pilot/words.ts';
import type { Element, Snapshot } from '../protocol/screen.ts';
import { readsBack } from '../control/verify.ts';
import { kindsIn, type Seen } from './seen.ts';
import { actorsOf, COMPLETE, only, type Told } from './told.ts';

const WRITES = /^\s*(?:(?:then|now|next|please|and)\s+)*(?:(write down|note down|note)|write|type|enter|paste|put|fill in|copy|insert|search for|look up)\s+(?:just\s+|only\s+)?(?:the|that|this|his|her|their|its)\s+(.+?)\s*[.!]?\s*$|^\s*(?:请)?(?:把|将)?(?:输入|填写|填入|写入|写下|粘贴|写)?(?:该|这个|那个)?((?:电话|手机|邮箱|验证|地址|时间|日期|金额|链接|号)\S{0,6}?)(?:填入|写入|输入|写进|粘贴到|写到)?(?:到|进|在)?\S{0,8}\s*[。！]?\s*$/iu;
const INTO = /^(.+?)\s+(?:in|into|to|as|on|under|here)\b\s*(?:the|a|his|her|its)?\s*(.*)$/iu;

/**
 * @param seen what the run has seen; without it only names of the goal can be written
 * @param about goal and earlier steps
 */
export function copied(s: Snapshot, step: string, seen: Seen | undefined, about: string): Told {
  const m = quotesOf(step).length === 0 && !/\d/.test(step) ? WRITES.exec(step) : null;
  if (!m) return undefined;
  const said = m[2] ?? m[3]!;
  const into = INTO.exec(said);
  const what = into?.[1] ?? said;
  const name = /^(?:(?:contact|person|full)['’]?s?\s+)?name$/iu.test(what) ? nameIn(about) : undefined;
  if (name === undefined && kindsIn(what).length === 0) return undefined;
  const fields = actorsOf(s).filter((e) => e.role === 'input' && !e.password);
  const search = (e: Element): boolean => /search|find|搜索|查找/iu.test(`${e.label} ${e.resourceId}`);
  // Without a form "write down" asks for an answer.
  if (m[1] !== undefined && fields.every((e) => search(e))) return undefined;
  const value = name ?? seen?.ask(`the ${said}`, about);
  if (value === undefined) return fields.length > 0 && m[1] === undefined && seen !== undefined && name === undefined && /^\s*(?:write|type|enter|paste|put|fill in|copy|insert|note)/iu.test(step) ? 'absent' : undefined;
  if (fields.some((e) => readsBack(value, e.value ?? ''))) return COMPLETE;
  const words = pieces(into?.[2] ?? '').filter((p) => !STOP.has(p));
  const field = only(fields.filter((e) => words.length > 0 && words.every((w) => pieces(`${e.label} ${e.resourceId.split(/[/_]/).join(' ')}`).includes(w)))) ?? only(fields) ?? only(fields.filter((e) => !e.value)) ?? only(fields.filter((e) => e.focused));
  return field && { action: 'input_text', element: field.id, text: value };
}

/** The one name that a goal says outside quotation marks. */
function nameIn(about: string): string | undefined {
  const text = about.replace(/["“「『][^"”」』]*["”」』]/gu, ' ');
  const found = [...text.matchAll(/(?<=\p{Ll}\s)\p{Lu}[\p{L}'’-]+\s+\p{Lu}[\p{L}'’-]+(?:\s+\p{Lu}[\p{L}'’-]+)?/gu)].map((x) => x[0]);
  return only([...new Set(found)]);
}
