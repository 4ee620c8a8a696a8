// Exports: decide, Decided, mayRemember, scopesOf, BOUND. Three answers from an engine that has two: the same facts without an approval, with a remembered
// one, with a person's (guard.md 4.2). Pure; whatever cannot be evaluated is denied.

import { NEVER_REMEMBERED, type CedarRule } from '../../protocol/policy.ts';
import type { Scope, Verdict, VerdictFacts } from '../../protocol/run.ts';
import type { Answer, Compiled } from './cedar.ts';
import { requestOf, type Approval } from './facts.ts';

export interface Decided {
  decision: Verdict['decision'];
  people: 1 | 2;
  hold: boolean;
  rules: CedarRule[];
  /** The last reason of the verdict. */
  words: string;
  /** Kind of the remembered leave that it rests on. */
  leave?: string;
}

/** Whether a leave for these classes may be kept at all. */
export const mayRemember = (classes: VerdictFacts['classes']): boolean => !classes.some((c) => NEVER_REMEMBERED.includes(c));

/** What the deciding rules say of themselves; those of the user before the built-in ones. */
const say = (rules: readonly CedarRule[], otherwise: string): string => {
  const own = rules.filter((r) => !r.builtIn);
  const said = (own.length > 0 ? own : rules).map((r) => r.words || r.id);
  return said.length > 0 ? [...new Set(said)].join('; ') : otherwise;
};

/** @param f its `leaves` are the kinds of remembered leaves that apply */
export function decide(policy: Compiled, f: VerdictFacts): Decided {
  const deny = (words: string, rules: CedarRule[] = []): Decided => ({ decision: 'deny', people: 1, hold: false, rules, words });
  const concerns = f.classes.length > 0 ? `: ${f.classes.join(', ')}` : '';
  // A person is not kept from their own phone, whatever became of a file of rules.
  if (!policy.ok && f.actor === 'human') return { decision: 'auto', people: 1, hold: false, rules: [], words: 'a person acts on the phone' };
  if (!policy.ok) {
    const p = policy.problems.find((x) => x.severity === 'error')!;
    return deny(`The policy cannot be used: ${p.file}${p.line > 0 ? `:${p.line}:${p.column}` : ''}: ${p.message}`);
  }
  let failed: string | undefined;
  const ask = (approval: Approval): Answer => {
    const answer = policy.ask(requestOf(f, approval));
    failed ??= answer.errors[0];
    return answer;
  };
  const broken = (): Decided | undefined => (failed === undefined ? undefined : deny(`The policy could not be evaluated: ${failed}`));

  const without = ask({ kind: 'none' });
  if (failed !== undefined) return broken()!;
  // The store, the form and a rule of the base say so already; a base that was tampered with does not lift it.
  const standing = f.actor !== 'agent' || mayRemember(f.classes);
  if (without.allow && standing && !(f.ask && f.actor === 'agent')) return { decision: 'auto', people: 1, hold: false, rules: without.rules, words: say(without.rules.some((r) => !r.builtIn) ? without.rules : without.rules.slice(0, 1), 'the policy allows it') };
  if (standing) {
    for (const scope of f.leaves ?? []) {
      const kept = ask({ kind: 'remembered', scope });
      if (failed !== undefined) return broken()!;
      if (kept.allow) return { decision: 'auto', people: 1, hold: false, rules: kept.rules, words: say(kept.rules, 'a leave given earlier applies'), leave: scope };
    }
  }
  const one = ask({ kind: 'human', people: 1 });
  const two = one.allow ? undefined : ask({ kind: 'human', people: 2 });
  if (failed !== undefined) return broken()!;
  const asked = two ?? one;
  if (!asked.allow) return deny(`${say(asked.rules, 'no policy permits it')}${asked.rules.length > 0 && asked.rules.every((r) => r.builtIn) ? concerns : ''}`, asked.rules);
  const people = two || asked.rules.some((r) => r.people === 2) ? 2 : 1;
  // What stood in the way of going ahead says why somebody is asked.
  const why = two ? one.rules : without.allow ? [] : without.rules;
  const rules = [...why, ...asked.rules.filter((r) => !why.some((w) => w.file === r.file && w.line === r.line))];
  const own = why.filter((r) => !r.builtIn || r.id === 'base/untrusted').map((r) => r.words || r.id);
  const words = own.length > 0 ? own.join('; ') : f.ask ? 'the SOP says: Ask first' : f.classes.length > 0 ? `sensitive${concerns}` : 'somebody has to agree';
  return { decision: 'ask', people, hold: asked.rules.some((r) => r.hold === true), rules, words: people === 2 ? `${words}; two people have to agree` : words };
}

/** How a leave for this may be remembered. `once` alone: never. */
export function scopesOf(policy: Compiled, f: VerdictFacts): Scope['kind'][] {
  if (f.actor !== 'agent' || !mayRemember(f.classes) || (f.about === undefined && f.classes.some((c) => BOUND.includes(c)))) return ['once'];
  const may = (scope: 'step' | 'sop' | 'app'): boolean => {
    if ((scope === 'sop' && f.sop === undefined) || (scope === 'step' && f.step === undefined) || (scope === 'app' && f.classes.length === 0)) return false;
    const answer = policy.ask(requestOf(f, { kind: 'remembered', scope }));
    return answer.allow && answer.errors.length === 0;
  };
  return ['once', ...(['step', 'sop', 'app'] as const).filter(may)];
}

/** Remembered per recipient, contact or destination only. */
export const BOUND: readonly string[] = ['send-message', 'call', 'export-data'];
