// Exports: refsOf, quotesOf, Ref. Texts of a step that can be typed: what is quoted, what stands after "type" and before "into", addresses and
// numbers. The model names one by its number, so it never spells and cannot misspell. Pure.

import { REFS } from './tokens.ts';

/** `start`–`end`: UTF-16 offsets in the step. */
export interface Ref { start: number; end: number; text: string }

const QUOTED = /"([^"\n]{1,400})"|“([^”\n]{1,400})”|「([^」\n]{1,400})」|『([^』\n]{1,400})』|‘([^’\n]{1,400})’|(?<![\p{L}\p{N}])'([^'\n]{1,400})'(?![\p{L}\p{N}])|`([^`\n]{1,400})`/gu;
const SECRET = /<secret:[^<>]{1,80}>/gu;
const ADDRESS = /[\p{L}\p{N}._%+-]+@[\p{L}\p{N}.-]+\.\p{L}{2,}|https?:\/\/\S+|(?:www\.)[\w.-]+\.\w{2,}\S*/giu;
const NUMBER = /(?<![\p{L}\d])[+¥$€£]?\d[\d\s.,:/-]*\d(?!\p{L})|(?<![\p{L}\d])\d+(?![\p{L}\d])/gu;
const BARE: readonly RegExp[] = [
  /\b(?:type|enter|input|write|fill in|key in|put|set|paste|insert|add)\s+(.+?)\s+(?:in|into|to|as|on|for|at|under)\s+(?:the|my|a|an|your)?\b/iu,
  /\b(?:search|look|searching|looking|google)\s+(?:for|up)\s+(.+?)(?:\s+(?:in|on|with|using)\s+the\b.*)?[.!]?$/iu,
  /\bname (?:it|the \w+|this \w*|\w+)\s+(.+?)[.!]?$/iu,
  /\b(?:type|enter|input|write|key in|search)\s+(.+?)[.!]?$/iu,
  /(?:把|将)(.+?)(?:填写?|输入|写|录入|粘贴)(?:到|进|在|入|为|成)/u,
  /(?:输入(?!框|栏)|填写|填上|写上|写|搜索(?!框|栏|按钮|图标|结果|页)|搜一下|搜(?!索)|查找|填)\s*(.+?)(?:到|进|作为|当作|[。！]|$)/u,
  /(?:设为|设成|改成|改为|命名为|叫)\s*(.+?)[。！]?$/u,
];

const spans = (text: string, pattern: RegExp): Ref[] => [...text.matchAll(pattern)].map((m) => {
  const inner = m.slice(1).find((g) => g !== undefined);
  const at = inner === undefined ? m.index : m.index + m[0].indexOf(inner);
  const said = inner ?? m[0];
  return { start: at, end: at + said.length, text: said };
});

/** What a step quotes, in order. */
export const quotesOf = (step: string): string[] => spans(step, QUOTED).map((r) => r.text);

/** At most four, in order of their place, none inside another. */
export function refsOf(step: string): Ref[] {
  const found: Ref[] = [];
  const add = (list: readonly Ref[]): void => {
    for (const r of list) {
      const text = r.text.trim();
      const start = r.start + r.text.indexOf(text);
      // "The number", "its name": not what is typed but what it is called.
      if (text !== '' && !/^(?:the|its|this|that|his|her|their|your|a new|another)\s/i.test(text) && !found.some((f) => start < f.end && f.start < start + text.length)) found.push({ start, end: start + text.length, text });
    }
  };
  add(spans(step, QUOTED));
  add(spans(step, SECRET));
  add(spans(step, ADDRESS));
  if (found.length === 0) for (const p of BARE) if (found.length === 0) add(spans(step, new RegExp(p.source, `${p.flags}g`)).slice(0, 1));
  add(spans(step, NUMBER));
  return found.sort((a, b) => a.start - b.start).slice(0, REFS);
}
