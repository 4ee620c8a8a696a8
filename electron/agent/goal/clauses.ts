// Exports: clausesOf, Clauses. A goal as what is to be done, one after the other; conditions and what must not be done stand apart. Pure.

import { mentionsIn } from './mentions.ts';
import { isCommand } from './verbs.ts';

export interface Clauses {
  /** What is to be done, in order. */
  todo: string[];
  /** "Do not order", "Keep the other one". */
  not: string[];
  /** "If it is not sent, try again". */
  conditions: string[];
  /** What is told and not asked for: "Bob has sent a code", "the phone is slow". */
  told: string[];
}

const SENTENCE = /(?<=[.!?;。！？；])\s+(?=[\p{Lu}"“])|(?<=[。！？；;])\s*(?=\S)/gu;
const NOT = /^(?:do not|don't|never|keep|leave the other|without)\b|^(?:不要|请勿|别|保留)/iu;
const IF = /^(?:if|should|in case)\b|^when\b(?!.*[?？]$)|^(?:如果|若)/iu;
/** A statement: somebody or something has, is, does. */
const TOLD = /^(?!(?:what|which|whom?|whose|when|where|how|with|is|are|do|does|did)\b)(?:(?:the|it|there|this|my|somebody|someone|\p{Lu}[\p{L}’'.-]*)\s+)(?:[\p{L}’'.-]+\s+){0,3}?(?:has|have|is|are|was|were|will|should|needs)\b(?!.*[?？]$)/iu;
/** Who speaks, or is spoken of, and what they want: no order. */
const SOMEBODY = /^(?:i|we|he|she|they|you|it|there|nobody|somebody|someone)\b/iu;
const LATER = /[,;，；]\s*(?:(?:if|when|in case|wait if|up to the)\b|如果).*$|\s+(?:wait if|if|until|up to the)\s+.*$/iu;
/** What behind "and" begins something of its own. */
const VERBS = 'turn|clear|empty|activate|deactivate|unpin|untick|uncheck|forget|switch|enable|disable|open|add|create|make|delete|remove|send|text|write|type|save|share|call|play|pay|start|stop|pause|search|find|set|change|rename|put|take|mark|pin|archive|check|tick|reply|tell|say|report|read|answer|count|order|buy|confirm|go|mute|block|move|copy|export|sort|choose|select';
const NEXT = new RegExp(`\\s*[,，;；]?\\s+(?:and then|then|and)\\s+(?=(?:${VERBS})\\b)|[,，]\\s*(?:然后|接着|再|并且|并)(?=\\S)`, 'giu');

/** Quoted texts as signs that split nothing, of the same length. */
function masked(text: string): string {
  let out = text;
  for (const m of mentionsIn(text)) if (m.kind === 'quote') out = `${out.slice(0, m.start)}"${'\ue000'.repeat(m.end - m.start - 2)}"${out.slice(m.end)}`;
  return out;
}

function split(text: string, by: RegExp): string[] {
  const parts: string[] = [];
  let at = 0;
  for (const m of masked(text).matchAll(by)) {
    parts.push(text.slice(at, m.index));
    at = m.index + m[0].length;
  }
  return [...parts, text.slice(at)];
}

export function clausesOf(goal: string): Clauses {
  const found: Clauses = { todo: [], not: [], conditions: [], told: [] };
  for (const sentence of split(goal.trim(), SENTENCE)) {
    const plain = sentence.trim().replace(/[.。!！;；]+$/u, '').trim();
    if (plain === '') continue;
    if (NOT.test(plain)) { found.not.push(plain); continue; }
    if (!IF.test(plain) && (TOLD.test(plain) || SOMEBODY.test(plain)) && !isCommand(plain)) {
      found.told.push(plain);
      // "It is Paul Fox: save them …"
      const more = plain.indexOf(': ');
      if (more > 0) found.todo.push(plain.slice(more + 2));
      continue;
    }
    if (IF.test(plain)) { found.conditions.push(plain); continue; }
    // "Nobody may call: put Do Not Disturb on": the order stands behind the colon.
    const colon = masked(plain).indexOf(': ');
    if (colon > 0 && isCommand(plain.slice(colon + 2)) && !/^(?:send|text|write|tell|reply|message|add|create|make|save)\b/iu.test(plain)) {
      found.told.push(plain.slice(0, colon));
      found.todo.push(...clausesOf(plain.slice(colon + 2)).todo);
      continue;
    }
    const later = LATER.exec(masked(plain));
    if (later) found.conditions.push(plain.slice(later.index).replace(/^[,;，；\s]+/u, ''));
    for (const part of split(later ? plain.slice(0, later.index) : plain, NEXT)) if (part.trim() !== '') found.todo.push(part.trim().replace(/[,，]$/u, ''));
  }
  return found;
}
