// Exports: structureHash, contentHash, withoutVolatile. Which screen is this, and does it still say the same?

import { createHash } from 'node:crypto';
import type { Element } from '../protocol/screen.ts';

const digest = (s: string): string => createHash('sha256').update(s).digest('hex').slice(0, 16);

/** Resource-id without its package; generated ids (digits, obfuscation) identify nothing. */
function stableId(resourceId: string): string {
  const name = resourceId.slice(resourceId.lastIndexOf('/') + 1);
  return /obfuscated|\d{4,}|^[\da-f]{8}-/.test(name) ? '' : name;
}

/**
 * Activity, roles and stable ids, no text, bars and keyboard aside: the same list scrolled or filled otherwise is the same state, so runs of
 * alike elements count once.
 * @returns 16 hex digits
 */
export function structureHash(packageName: string, activity: string, elements: readonly Element[]): string {
  const seen: string[] = [];
  for (const e of elements) {
    if (e.source !== 'tree' || e.window !== undefined) continue;
    const mark = `${e.role}#${stableId(e.resourceId)}`;
    if (!seen.slice(-4).includes(mark)) seen.push(mark);
  }
  return digest([packageName, activity, ...seen].join('\n'));
}

/**
 * Structure, states, field contents and texts without what changes by itself (clocks, dates, percentages, counters).
 * Contents of fields and bare numbers stay: a quantity that a tap raised is a change.
 * @returns 16 hex digits
 */
export function contentHash(packageName: string, activity: string, elements: readonly Element[]): string {
  const lines = elements.filter((e) => e.window === undefined).map((e) => [
    e.role, stableId(e.resourceId), e.checked ?? '', e.selected ?? '', e.disabled ?? '', e.value ?? '',
    ...(e.texts ?? [e.label]).map(withoutVolatile),
  ].join('\t'));
  return digest([packageName, activity, ...lines].join('\n'));
}

const MONTH = '(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\\.?';
const DAY = '(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\\.?';
/** A number begins where no digit stands before it: tried from each of its digits a long one would take time by the square of its length. */
const VOLATILE: readonly RegExp[] = [
  /\b\d{1,2}:\d{2}(?::\d{2})?(?:[.,]\d+)?(?:\s?[ap]\.?m\.?)?/giu, // clocks and timers
  /\b\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?|\b\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}\b/gu,
  /\d{1,2}月\d{1,2}日|(?:星期|周)[一二三四五六日天]|[上下]午/gu,
  new RegExp(`\\b(?:${DAY},?\\s+)?(?:${MONTH}\\s+\\d{1,2}|\\d{1,2}\\s+${MONTH})(?:,?\\s+\\d{4})?\\b`, 'giu'),
  /\b(?:just now|yesterday|today|(?:\d+|an?)\s*(?:s|sec|secs|seconds?|m|min|mins|minutes?|h|hr|hrs|hours?|d|days?|w|weeks?|mo|months?|y|years?)\s+ago)\b/giu,
  /刚刚|昨天|今天|(?<!\d)\d+\s*(?:秒钟?|分钟?|小时|天|周|个月|年)前/gu,
  /(?<!\d)\d+(?:[.,]\d+)?\s?(?:%|percent\b|per cent\b)|百分之[\d一二三四五六七八九十百]+/giu,
  /\b\d+\+/gu, // 99+
  /\b\d+(?:[.,]\d+)?\s?[km万亿]?\s(?:new|unread|views?|likes?|comments?|followers?|notifications?|messages?|online|watching)\b/giu,
  /(?<!\d)\d+(?:\.\d+)?[万亿]?\s?(?:条未读|条新|条消息|次播放|次观看|人在线|人看过|点赞|评论|播放)/gu,
  /\(\d+\)$/gu, // a counter behind a title
];

/** A text with what changes by itself replaced by `~`. */
export function withoutVolatile(s: string): string {
  let t = s;
  for (const pattern of VOLATILE) t = t.replace(pattern, '~');
  return t;
}
