// Exports: judge, PolicyFacts. Whether a classified action is done, asked about or refused. Pure.
// Defaults of guard.md 5.2: every class asks, none is remembered. The result has three values, so that another engine
// (one that knows rules of an organisation) can take this function's place.

import { ACTIONS, type Action } from '../protocol/actions.ts';
import type { Actor, Verdict } from '../protocol/run.ts';
import type { Classified } from './classify.ts';
import type { SopMarks } from './types.ts';

export interface PolicyFacts {
  actor: Actor;
  action: Action;
  classified: Classified;
  marks?: SopMarks;
}

/** The strictest rule that applies decides. */
export function judge({ actor, action, classified, marks }: PolicyFacts): Verdict {
  const { classes, because } = classified;
  const verdict = (decision: Verdict['decision'], words: string): Verdict => ({ decision, classes, because: [...because, { rung: 'policy', words }] });
  const row = ACTIONS[action.action];

  if (actor.kind === 'human') return verdict('auto', 'a person acts on the phone');
  if (row.by === 'person') return verdict('deny', 'only a person may send raw input');
  // Ending an app can lose what is being written in it.
  if (action.action === 'open_app' && action.fresh && actor.kind !== 'explorer') return verdict('deny', 'only exploring restarts an app');
  // Ask first counts for whatever the step does, also for what sends nothing.
  if (marks?.ask) return actor.kind === 'explorer' ? verdict('deny', 'exploring never does what an SOP asks about') : verdict('ask', 'the SOP says: Ask first');
  if (!row.touches) return verdict('auto', 'nothing is sent to the phone');
  if (classes.length === 0) return verdict('auto', 'no sensitive class');
  if (actor.kind === 'explorer') return verdict('deny', `exploring never does: ${classes.join(', ')}`);
  return verdict('ask', `sensitive: ${classes.join(', ')}`);
}
