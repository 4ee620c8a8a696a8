// Exports: Matter, Target, weigh, bindingOf, notAllowed. What one call of the executor is about, from its request to its end.

import type { Action } from '../protocol/actions.ts';
import type { Passage } from '../protocol/audit.ts';
import type { Actor, Decision, Outcome, StepRecord, Verdict } from '../protocol/run.ts';
import type { Taint } from '../protocol/privacy.ts';
import type { Element, Snapshot } from '../protocol/screen.ts';
import type { InstalledApp } from '../device/types.ts';
import type { Binding } from './approvals.ts';
import { telling } from './card.ts';
import { classify, elementFingerprint, type ClassifyFacts, type Classified } from './classify.ts';
import type { Policy } from './policy.ts';
import { CHANGED } from './policy/dry-run.ts';
import { maskSnapshot } from './secrets.ts';
import { taintOf, taintWords, untrusted } from './taint.ts';
import type { PerformRequest } from './types.ts';

/** What is about to be done, on the newest snapshot known. */
export interface Target { action: Action; element?: Element; snapshot?: Snapshot; app?: InstalledApp }

/** Changes while a person is asked: the screen moves on, the person edits. */
export interface Matter {
  readonly request: PerformRequest;
  /** Run or job of the actor; empty for a person. */
  readonly run: string;
  readonly policy: Policy;
  target: Target;
  verdict?: Verdict;
  approval?: StepRecord['approval'];
  decision?: Decision;
  /** Told each station it has reached. */
  tell?(stage: Passage['stage'], card?: Passage['card']): void;
  /** What a model added where the other rungs said nothing; it stays with the action, as it can only make it stricter. */
  opinion?: NonNullable<ClassifyFacts['model']>;
}

/** Classes of what is about to be done, as all rungs have it so far. */
export const classOf = ({ target: { action, element, snapshot }, request: { marks }, opinion }: Matter): Classified =>
  classify({ action, ...(element ? { element } : {}), ...(snapshot ? { snapshot } : {}), ...(marks ? { marks } : {}), ...(opinion ? { model: opinion } : {}) });

/** @param ask what was changed under or by the approver is asked about even when nothing else demands it */
export function weigh(m: Matter, ask: boolean): Verdict {
  const { target: { action, element, snapshot, app }, request: { actor, marks, secrets, sources } } = m;
  const classified = classOf(m);
  const effect = classified.reversible === undefined || classified.affects === undefined ? {} : { reversible: classified.reversible, affects: classified.affects };
  const taint = taintOf({ action, ...(element ? { element } : {}), ...(snapshot ? { snapshot } : {}), ...(sources ? { sources } : {}), edited: m.decision?.decision === 'edit' });
  const verdict: Verdict = wary(actor, { ...m.policy.judge({
    actor, action, classified, ...(marks ? { marks } : {}), ...(element ? { element } : {}), ...(snapshot ? { snapshot: maskSnapshot(snapshot, secrets) } : {}), ...(app ? { app: app.package } : {}),
    ...(taint ? { origin: taint.from } : {}),
  }), ...effect }, taint);
  m.verdict = ask && verdict.decision === 'auto' ? { ...verdict, decision: 'ask', because: [...verdict.because, { rung: 'policy', words: CHANGED }] } : verdict;
  m.tell?.('judged');
  return m.verdict;
}

/** What words of the phone or of a model would decide by themselves is asked about. */
function wary(actor: Actor, verdict: Verdict, taint: Taint | undefined): Verdict {
  if (!taint || actor.kind === 'human') return verdict;
  const told = { ...verdict, taint };
  if (!untrusted(taint)) return told;
  return { ...told, decision: verdict.decision === 'auto' ? 'ask' : verdict.decision, because: [...verdict.because, { rung: 'policy', words: taintWords(taint) }] };
}

/** What an approval of this is good for. */
export const bindingOf = ({ request, run, policy, target: { action, element, app, snapshot } }: Matter): Binding => ({
  run,
  step: request.marks?.step?.id ?? '',
  element: elementFingerprint(element),
  arguments: JSON.stringify({ ...action, ...('element' in action ? { element: null } : {}), app: app?.package }),
  screen: snapshot ? telling(snapshot, element) : '',
  policy: policy.digest(),
});

export const notAllowed = (v: Verdict): Outcome => ({ ok: false, sent: false, fault: { kind: 'action/not-approved', why: v.because.at(-1)?.words ?? 'The policy forbids it' } });
