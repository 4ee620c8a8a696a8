// Exports: bySaying, byReference, listed. More of how testers put a step: "Open the search", "Search Rome", "Name: Rome", "Show only Books", "Start a new one", "See all of them",
// "Tick the sign-off"; and "the chat", "his entry", where the goal says whose. No model; what fits two things fits none.

import { quotesOf } from '../model/pilot/refs.ts';
import { pieces, STOP } from '../model/pilot/words.ts';
import type { Action } from '../protocol/actions.ts';
import type { Element, Snapshot } from '../protocol/screen.ts';
import { isToggle } from '../screen/match.ts';
import { mentionsIn } from './goal/mentions.ts';
import { normalise } from '../screen/words.ts';
import { actorsOf, click, COMPLETE, only, says, textsOf, width } from './told.ts';

const LEAD = '^\\s*(?:(?:then|now|next|please|and|first)\\s+)*';
const END = '\\s*[.!]?\\s*$';
const SEARCH = /search|find|搜索|查找/iu;
const content = (text: string): string[] => pieces(text).filter((p) => !STOP.has(p));

/** @param past what this step has done @param about goal and earlier steps */
export function bySaying(s: Snapshot, step: string, past: readonly string[], about: string): Action | undefined {
  const actors = actorsOf(s);
  return opensSearch(actors, step, past) ?? seeks(actors, step) ?? assigned(actors, step) ?? filtered(actors, step) ?? everything(actors, step) ?? begun(actors, step, past, about) ?? ticked(actors, step) ?? verbOnly(actors, step) ?? setField(actors, step) ?? listed(actors, step, past);
}

const OPEN_SEARCH = new RegExp(`${LEAD}(?:open|start|tap|press|use|go to|click|hit|touch)(?: on)? (?:the )?(?:search(?: (?:icon|button|function|field|bar|page))?|magnif(?:ier|ying glass)(?: icon)?|lens|loupe)${END}`, 'iu');

function opensSearch(actors: readonly Element[], step: string, past: readonly string[]): Action | undefined {
  if (!OPEN_SEARCH.test(step)) return undefined;
  if (past.some((p) => p.startsWith('Tap '))) return COMPLETE;
  const found = actors.filter((e) => SEARCH.test(e.label) && content(e.label).length <= 3);
  return click(only(found.filter((e) => e.role === 'button')) ?? only(found));
}

const SEEK = new RegExp(`${LEAD}(?:search(?: for)?|look (?:for|up)|find)\\s+(?:the\\s+|an?\\s+)?(?<what>[^:]{1,60}?)(?: in the search(?: field| bar)?)?${END}`, 'iu');

/** Where there is one field to search with, and what is sought is not in it. */
function seeks(actors: readonly Element[], step: string): Action | undefined {
  const what = SEEK.exec(step)?.groups?.['what'];
  const fields = actors.filter((e) => e.role === 'input');
  const field = only(fields.filter((e) => SEARCH.test(`${e.label} ${e.resourceId}`)));
  if (what === undefined || !field || /\b(?:and|then)\b/iu.test(what)) return undefined;
  const text = quotesOf(what)[0] ?? what;
  return normalise(field.value ?? '') === normalise(text) ? undefined : { action: 'input_text', element: field.id, text };
}

const COLON = /^\s*(?<field>[\p{L}][\p{L}\s-]{0,30}?)\s*(?::|=|\bis\b)\s*(?<v>.+?)\s*$/u;
const AMOUNT = /^\s*(?<field>[\p{L}][\p{L}\s-]{0,30}?)\s+(?<v>[¥$€£]?\d[\d.,:]*)\s*$/u;

/** "Name: Rome", "Amount 75.20": into the one field of that name. */
function assigned(actors: readonly Element[], step: string): Action | undefined {
  const g = (COLON.exec(step) ?? AMOUNT.exec(step))?.groups;
  if (!g) return undefined;
  const words = content(g['field']!.replace(/^(?:the|its)\s+/iu, ''));
  const named = actors.filter((e) => e.role === 'input').map((e) => ({ e, l: content(e.label) }));
  const field = only(named.filter(({ l }) => l.join(' ') === words.join(' '))) ?? only(named.filter(({ l }) => words.length > 0 && words.every((w) => l.includes(w))));
  const text = quotesOf(g['v']!)[0] ?? g['v']!.replace(/(?<=\p{L}{2})\.$/u, '');
  return field && text !== '' ? { action: 'input_text', element: field.e.id, text } : undefined;
}

const FILTER = new RegExp(`${LEAD}(?:show only|display only|filter (?:by|for|to)|limit (?:it |the list )?to|only show) (?:the )?(?<what>.+?)(?: (?:category|items|products))?${END}`, 'iu');

function filtered(actors: readonly Element[], step: string): Action | undefined {
  const what = FILTER.exec(step)?.groups?.['what'];
  return what === undefined ? undefined : click(only(actors.filter((e) => e.role !== 'input' && textsOf(e).length === 1 && normalise(textsOf(e)[0]!) === normalise(quotesOf(what)[0] ?? what))));
}

const ALL = new RegExp(`${LEAD}(?:show|see|view|list|display|go to|open) (?:them )?(?:all|everything|the (?:full|whole|complete) list)(?: of (?:them|these|it))?${END}`, 'iu');

function everything(actors: readonly Element[], step: string): Action | undefined {
  return ALL.test(step) ? click(only(actors.filter((e) => e.role === 'button' && /^(?:see|show|view|list) (?:all|more)\b|^(?:查看|显示)(?:全部|所有)/iu.test(e.label)))) : undefined;
}

const BEGIN = new RegExp(`${LEAD}(?:begin|start|add|create|make|set up)(?: (?:with|adding|creating|writing))? (?:an?|another|the|one)(?: (?:new|more|further|other))?(?: (?<what>[\\p{L}][\\p{L}\\s-]*?))?${END}`, 'iu');
const NEW = /^(?:new|add|create|start|compose|\+|新建|添加)(?:\b|(?<=[^a-z]))/iu;

/** "Start a new one": the button that begins such a thing; of several the one that step or goal names. */
function begun(actors: readonly Element[], step: string, past: readonly string[], about: string): Action | undefined {
  const g = BEGIN.exec(step)?.groups;
  if (!g || quotesOf(step).length > 0 || past.length > 0) return undefined;
  const what = content((g['what'] ?? '').replace(/\bone\b/iu, ''));
  const list = actors.filter((e) => e.role === 'button' && NEW.test(e.label) && content(e.label).length <= 4);
  const fits = list.filter((e) => what.length === 0 || what.some((w) => content(e.label).includes(w)));
  const goal = content(about.split('\n')[0] ?? '');
  return click(only(fits) ?? (what.length === 0 ? only(fits.filter((e) => content(e.label).slice(1).some((w) => goal.includes(w)))) : undefined));
}

const TICK = new RegExp(`${LEAD}(?<un>un)?(?:tick|check)(?: off)? (?:the )?(?<what>.+?)(?:,? too| as well|,? also)?${END}`, 'iu');

/** The one box whose label has all the words. */
function ticked(actors: readonly Element[], step: string): Action | undefined {
  const g = TICK.exec(step)?.groups;
  const words = g ? content(quotesOf(g['what']!)[0] ?? g['what']!) : [];
  const box = words.length === 0 ? undefined : only(actors.filter((e) => isToggle(e) && e.checked !== undefined && words.every((w) => content(e.label).includes(w))));
  if (!box) return undefined;
  return box.checked === (g!['un'] === undefined) ? COMPLETE : click(box);
}

const VERB_ONLY = new RegExp(`${LEAD}(?<verb>send|save|store|keep|delete|remove|share|submit|apply|add)(?: (?:it|them|that|this|the (?:changes?|contact|note|checklist|message|entry|network|event|form)))?(?: as well|,? too)?${END}`, 'iu');
const KEEPS = /^(?:save|done|保存|完成)\b/iu;

/** "Send it", "Store it": the one button that begins with that verb. */
function verbOnly(actors: readonly Element[], step: string): Action | undefined {
  const verb = VERB_ONLY.exec(step)?.groups?.['verb']?.toLowerCase();
  if (verb === undefined) return undefined;
  const keeps = verb === 'store' || verb === 'keep' || verb === 'save';
  return click(only(actors.filter((e) => e.role === 'button' && content(e.label).length <= 3 && (keeps ? KEEPS.test(e.label) : e.label.toLowerCase().split(/\s+/u)[0] === verb))));
}

const CLEAR = new RegExp(`${LEAD}(?:empty|clear|blank)(?: out)? (?:the )?(?<field>.+?)(?: field)?${END}`, 'iu');
const CHANGE = new RegExp(`${LEAD}(?:change|set|correct|replace|update) (?:the |his |her |its )?(?<field>[\\p{L}\\s-]+?) (?:to|by|with|as) (?<v>.+?)${END}`, 'iu');

/** "Empty the company field", "Change the last name to Baker": in the one field of that name. */
function setField(actors: readonly Element[], step: string): Action | undefined {
  const g = CHANGE.exec(step)?.groups ?? CLEAR.exec(step)?.groups;
  const words = g ? content(g['field']!) : [];
  const field = words.length === 0 ? undefined : only(actors.filter((e) => e.role === 'input' && content(e.label).join(' ') === words.join(' ')));
  return field && { action: 'input_text', element: field.id, text: g!['v'] === undefined ? '' : quotesOf(g!['v'])[0] ?? g!['v'] };
}

const ITEM = new RegExp(`${LEAD}(?:put|add|write) (?:the item )?(?<what>.+?) (?:on|to|onto|into) the (?:list|checklist)${END}`, 'iu');
const ADD = /^(?:add|\+|添加)$/iu;

/** "Put rice on the list": typed into the field for an item, then added with the button beside it. */
export function listed(actors: readonly Element[], step: string, past: readonly string[]): Action | undefined {
  const what = ITEM.exec(step)?.groups?.['what'];
  const field = only(actors.filter((e) => e.role === 'input' && /\bitem\b|项/iu.test(`${e.label} ${e.resourceId.replace(/_/gu, ' ')}`)));
  if (what === undefined || !field) return undefined;
  const text = quotesOf(what)[0] ?? what;
  const typed = past.some((p) => p.startsWith(`Enter "${text}"`));
  if (!typed) return { action: 'input_text', element: field.id, text };
  return field.value === text ? click(only(actors.filter((e) => e.role === 'button' && ADD.test(e.label.trim())))) : COMPLETE;
}

const REFERS = new RegExp(`${LEAD}(?:open|go (?:in)?to|enter|choose|select|tap(?: on)?|press|take|pick|show|view|read|look at) (?:(?:the|this|that|his|her|its|their) (?<noun>[\\p{Ll}][\\p{Ll}\\s-]{0,30}?)|(?:it|him|her|them))${END}`, 'u');
/** What rows of a list stand for. */
const THINGS = /^(?:chat|conversation|thread|message|contact|person|entry|note|list|product|article|item|device|order|file|account|card|event|alarm|payee|network|app|album|song|row|result|details|page)s?$/u;

/** "Open his chat": the row of what the goal names, where there is one. */
export function byReference(s: Snapshot, step: string, about: string): Action | undefined {
  const m = REFERS.exec(step.replace(/^\s*\p{Lu}/u, (x) => x.toLowerCase()));
  if (!m) return undefined;
  const goal = about.split('\n')[0] ?? '';
  const noun = m.groups?.['noun']?.trim();
  if (noun !== undefined && !THINGS.test(noun.split(/\s+/u).at(-1)!) && !content(noun).every((w) => content(goal).includes(w))) return undefined;
  const rows = actorsOf(s).filter((e) => e.role === 'button' && width(e) >= s.size[0] * 0.5);
  // What was looked for last comes before what the goal names.
  for (const line of [...about.split('\n').slice(1).toReversed().slice(0, 2), goal]) {
    const named = [SEEK.exec(line)?.groups?.['what'] ?? '', ...mentionsIn(line).filter((r) => r.kind !== 'number' || r.text.length > 3).map((r) => r.text)].map(content).filter((w) => w.length > 0);
    const found = new Set(named.flatMap((w) => { const mine = rows.filter((e) => says(e, w)); return mine.length === 1 ? mine : []; }));
    if (found.size > 0) return click(only([...found]));
  }
  return undefined;
}
