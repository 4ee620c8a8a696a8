// Exports: dryRun, explain, CHANGED. What another policy would have decided in a past episode, and why a verdict was what it was. Pure.

import { ACTIONS } from '../../protocol/actions.ts';
import type { CedarRule, DryRun, Why } from '../../protocol/policy.ts';
import type { Episode, StepRecord, Verdict, VerdictFacts } from '../../protocol/run.ts';
import type { Compiled } from './cedar.ts';
import { decide, type Decided } from './decide.ts';
import { actionName } from './facts.ts';

/** What is asked about because the screen changed, whatever the policy says. */
export const CHANGED = 'changed since it was approved';

/** The facts of a record; rebuilt from what else it says where an older version did not keep them. */
function factsOfRecord(r: StepRecord): { facts: VerdictFacts; whole: boolean } | undefined {
  if (!r.verdict) return undefined;
  if (r.verdict.facts) return { facts: r.verdict.facts, whole: true };
  if (!r.action) return undefined;
  return {
    whole: r.verdict.classes.length === 0 && !ACTIONS[r.action.action].touches,
    facts: {
      actor: r.actor.kind, action: actionName(r.action), app: r.before?.package ?? r.after?.package ?? '', classes: r.verdict.classes, ask: r.verdict.because.some((b) => b.rung === 'sop'),
      ...(r.actor.kind === 'agent' ? { run: r.actor.run } : {}), ...(r.step ? { step: r.step.id } : {}),
    },
  };
}

const ruleOf = (r: CedarRule): NonNullable<Verdict['rules']>[number] => ({ id: r.id, words: r.words, effect: r.effect, file: r.file, line: r.line, column: r.column });

/** What is decided of a record by a policy: what was asked about for another reason stays asked about. */
function again(policy: Compiled, v: Verdict, facts: VerdictFacts): Decided {
  const d = decide(policy, facts);
  return d.decision === 'auto' && v.because.at(-1)?.words === CHANGED ? { ...d, decision: 'ask', people: 1 } : d;
}

export function dryRun(episode: Pick<Episode, 'id' | 'records'>, policy: Compiled): DryRun {
  const out: DryRun = { episode: episode.id, policy: policy.digest, problems: [...policy.problems], judged: 0, incomplete: 0, different: [] };
  for (const r of episode.records) {
    const known = factsOfRecord(r);
    if (!known || !r.verdict) continue;
    out.judged++;
    if (!known.whole) out.incomplete++;
    const was = { decision: r.verdict.decision, people: r.verdict.people ?? 1 } as const;
    const now = again(policy, r.verdict, known.facts);
    if (now.decision === was.decision && now.people === was.people) continue;
    out.different.push({ seq: r.seq, ...(r.step ? { step: r.step.number } : {}), what: r.what, was, now: { decision: now.decision, people: now.people, words: now.words, rules: now.rules.map(ruleOf) } });
  }
  return out;
}

/** Facts in words, in the order in which a person asks for them. */
const inWords = (f: VerdictFacts): Why['facts'] => {
  const rows: [string, string | undefined][] = [
    ['Who acts', { human: 'a person', agent: 'the agent', explorer: 'exploring' }[f.actor]], ['Action', f.action], ['App', f.app], ['Classes', f.classes.join(', ') || 'none'], ['SOP says Ask first', f.ask ? 'yes' : undefined],
    ['Amounts at stake', f.amounts && Object.entries(f.amounts).map(([c, v]) => `${c === 'XXX' ? 'unknown currency' : c} ${v}`).join(', ')],
    ['Data', f.labels?.join(', ')], ['Goes to', f.destinations?.join(', ')], ['Value came from', f.origin], ['Recipient', f.about], ['SOP', f.sop], ['Step', f.step],
    ['Can be taken back', f.reversible === undefined ? undefined : f.reversible ? 'yes' : 'no'], ['Affects', f.affects], ['Remembered leaves', f.leaves?.join(', ')],
  ];
  return rows.flatMap(([name, value]) => (value === undefined || value === '' ? [] : [{ name, value }]));
};

/** Rule and facts of a verdict; what the policies of now say about the same facts. */
export function explain(verdict: Verdict, policy: Compiled): Why {
  const text = (r: NonNullable<Verdict['rules']>[number]): { text?: string } => {
    // Only where the very policies are still in force does the line still hold that rule.
    const found = verdict.policy === policy.digest ? policy.rules.find((x) => x.file === r.file && x.line === r.line && x.column === (r.column ?? x.column)) : undefined;
    return found ? { text: found.text } : {};
  };
  const now = verdict.facts && again(policy, verdict, verdict.facts);
  const people = verdict.people ?? 1;
  return {
    decision: verdict.decision, people,
    rules: (verdict.rules ?? []).map((r) => ({ ...r, ...text(r) })),
    facts: verdict.facts ? inWords(verdict.facts) : [],
    ...(now ? { now: { decision: now.decision, people: now.people, rules: now.rules.map(ruleOf), same: now.decision === verdict.decision && now.people === people } } : {}),
  };
}
