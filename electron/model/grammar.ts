// Exports: Choices, actionGrammar, ANSWER_TOKENS. A GBNF grammar (llama.cpp's format) under which every answer is a valid action of this screen.

import { ACTIONS, agentActions, type ActionName } from '../protocol/actions.ts';

/** Element ids each kind of action may name on the present screen. */
export interface Choices { press: readonly number[]; type: readonly number[]; scroll: readonly number[] }

/** Longest free text a model may write, in characters: an answer must end. */
const TEXT = 80;
const THOUGHT = 120;
/** Enough tokens for the longest answer the grammar allows, even of a byte-level vocabulary (4 bytes a character). */
export const ANSWER_TOKENS = 4 * (TEXT + THOUGHT) + 100;

const quoted = (s: string): string => JSON.stringify(JSON.stringify(s));
/** Apart from the rules for values, one of which is also called status. */
const ruleOf = (name: ActionName): string => `do-${name.replaceAll('_', '-')}`;

/**
 * The answer is `{"thought": …, "action": …, …}` with the arguments of the action table in table order.
 * Actions whose element has no candidate on this screen are left out.
 */
export function actionGrammar(choices: Choices): string {
  const ids: Partial<Record<ActionName, readonly number[]>> = { click: choices.press, long_press: choices.press, input_text: choices.type, scroll: choices.scroll };
  const rules: string[] = [];
  const names = agentActions.filter((n) => {
    const element = ACTIONS[n].args.element;
    return !(element?.required && (ids[n] ?? []).length === 0);
  });
  for (const name of names) {
    const rule = ruleOf(name);
    const parts = [`"\\"action\\":" ${quoted(name)}`];
    for (const [arg, { type, required }] of Object.entries(ACTIONS[name].args)) {
      if (type === 'element') {
        const list = ids[name] ?? [];
        if (list.length === 0) continue;
        rules.push(`${rule}-element ::= ${list.map((id) => `"${id}"`).join(' | ')}`);
        const piece = `",\\"element\\":" ${rule}-element`;
        parts.push(required ? piece : `(${piece})?`);
      } else {
        const value = { string: 'text', number: 'number', direction: 'direction', status: 'status' }[type];
        parts.push(`",\\"${arg}\\":" ${value}`);
      }
    }
    rules.push(`${rule} ::= ${parts.join(' ')}`);
  }
  return [
    `root ::= "{" ("\\"thought\\":" thought ",")? action "}"`,
    `action ::= ${names.map(ruleOf).join(' | ')}`,
    ...rules,
    'direction ::= "\\"up\\"" | "\\"down\\"" | "\\"left\\"" | "\\"right\\""',
    'status ::= "\\"complete\\"" | "\\"infeasible\\""',
    'number ::= [1-9] [0-9]?',
    `text ::= "\\"" char{0,${TEXT}} "\\""`,
    `thought ::= "\\"" char{0,${THOUGHT}} "\\""`,
    'char ::= [^"\\\\\\x00-\\x1F\\x7F] | "\\\\" ["\\\\/bfnrt]',
    '',
  ].join('\n');
}
