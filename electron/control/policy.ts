// Exports: createPolicy, basePolicy, Policy, PolicyFacts. Whether a classified action is done, asked about or refused, by the Cedar policies in force
// and the leaves that are remembered. The built-in policy alone says: every class asks, none is remembered unless a person says so.

import type { Card, Scope, Verdict, VerdictFacts } from '../protocol/run.ts';
import { Failure } from '../protocol/faults.ts';
import type { CedarRule } from '../protocol/policy.ts';
import type { Compiled } from './policy/cedar.ts';
import { decide, scopesOf } from './policy/decide.ts';
import { factsOf, type PolicyFacts } from './policy/facts.ts';
import type { Leaves } from './policy/remembered.ts';
import { builtIn } from './policy/sources.ts';

export type { PolicyFacts } from './policy/facts.ts';

export interface Policy {
  /** Of the policies in force now. */
  digest(): string;
  judge(q: PolicyFacts): Verdict;
  /** Somebody agreed to this: rules that ask once per run count it. */
  agreed(verdict: Verdict, by: string): void;
  /**
   * Keeps a leave beyond this once.
   * @throws Failure `policy/never-remember`, `action/not-approved` when the verdict does not offer the scope, `file/*`
   */
  remember(card: Pick<Card, 'verdict'>, scope: Scope, by: string): Promise<void>;
  /** Its leaves and amounts are forgotten. */
  runEnded(run: string): void;
}

/** A rule as a verdict carries it. */
export const ruleOf = (r: CedarRule): NonNullable<Verdict['rules']>[number] => ({ id: r.id, words: r.words, effect: r.effect, file: r.file, line: r.line, column: r.column });

/** @param now the policies in force; another object after a change */
export function createPolicy(o: { now(): Compiled; leaves?: Leaves }): Policy {
  /** Amounts last seen in an app during a run: the page of a code or a fingerprint does not repeat what it is for. */
  const seen = new Map<string, { app: string; amounts: NonNullable<VerdictFacts['amounts']> }>();
  return {
    digest: () => o.now().digest,
    judge(q) {
      const policy = o.now();
      const own = factsOf(q);
      const before = own.run === undefined ? undefined : seen.get(own.run);
      const carried = own.amounts === undefined && own.classes.length > 0 && before?.app === own.app ? { amounts: before.amounts } : {};
      if (own.run !== undefined && own.amounts) seen.set(own.run, { app: own.app, amounts: own.amounts });
      const leaves = o.leaves?.applying(own) ?? [];
      const facts: VerdictFacts = { ...own, ...carried, ...(leaves.length > 0 ? { leaves: [...new Set(leaves.map((l) => l.kind))] } : {}) };
      const d = decide(policy, facts);
      const leave = d.leave === undefined ? undefined : leaves.find((l) => l.kind === d.leave);
      const words = leave ? `${d.words} (${leave.by}, ${new Date(leave.at).toISOString().slice(0, 16).replace('T', ' ')} UTC)` : d.words;
      return {
        decision: d.decision,
        ...q.classified,
        because: [...q.classified.because, { rung: 'policy', words }],
        ...(d.rules.length > 0 ? { rules: d.rules.map(ruleOf) } : {}),
        policy: policy.digest,
        ...(d.decision === 'ask' ? { scopes: scopesOf(policy, facts), people: d.people, ...(d.hold ? { hold: true } : {}) } : {}),
        facts,
      };
    },
    agreed(verdict, by) { if (verdict.facts) o.leaves?.inRun(verdict.facts, by); },
    async remember({ verdict }, scope, by) {
      if (scope.kind === 'once') return;
      if (!o.leaves || !verdict.facts) throw new Failure({ kind: 'action/not-approved', why: 'Nothing is remembered here' });
      if (!verdict.scopes?.includes(scope.kind)) throw new Failure({ kind: 'action/not-approved', why: 'Leave for this cannot be remembered' });
      await o.leaves.remember(verdict.facts, scope, by);
    },
    runEnded(run) { seen.delete(run); o.leaves?.runEnded(run); },
  };
}

let base: Policy | undefined;
/** The built-in policy alone, with nothing remembered. @throws Failure `file/*` when the program's files are incomplete */
export const basePolicy = (): Policy => (base ??= createPolicy({ now: builtIn }));
