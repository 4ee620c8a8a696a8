// Exports: factsOf, requestOf, actionName, PolicyFacts, Approval. What a policy is asked about, in Cedar's terms. Pure.
// Every fact comes from the phone's tree, its packages, the SOP or the detector; none from a model's words.

import type { Action } from '../../protocol/actions.ts';
import { CURRENCIES } from '../../protocol/policy.ts';
import type { Actor, Verdict, VerdictFacts } from '../../protocol/run.ts';
import type { Element, Snapshot } from '../../protocol/screen.ts';
import type { Classified } from '../classify.ts';
import { fold } from '../fold.ts';
import type { SopMarks } from '../types.ts';
import { atStake } from './amounts.ts';
import type { Request } from './cedar.ts';

export interface PolicyFacts {
  actor: Actor;
  action: Action;
  classified: Classified & Pick<Verdict, 'reversible' | 'affects'>;
  marks?: SopMarks;
  /** What `action.element` refers to. */
  element?: Element;
  /** Secrets masked. */
  snapshot?: Snapshot;
  /** Package that an `open_app` opens. */
  app?: string;
  /** Labels of the data concerned, besides the names of the SOP's `Data`. */
  labels?: readonly string[];
  /** Where a value came from that chooses a recipient, an address, an app or a command; absent for any other value. */
  origin?: VerdictFacts['origin'];
}

/** `scope`: kind of the remembered leave. */
export type Approval = { kind: 'none' } | { kind: 'remembered'; scope: string } | { kind: 'human'; people: 1 | 2 };

export const actionName = (a: Action): string => (a.action === 'open_app' && a.fresh ? 'restart_app' : a.action);

const RECIPIENT = /\b(?:to|cc|bcc|recipients?|phone|number|e-?mail|send to)\b|收件人|收信人|抄送|号码|手机号|邮箱|发送给/u;

/** Whom it goes to, as the screen says: its title and what stands in fields for a recipient. Where neither says anything a leave cannot be bound. */
function recipient(s: Snapshot | undefined): string | undefined {
  if (!s) return undefined;
  const fields = s.elements.filter((e) => e.role === 'input' && e.value && RECIPIENT.test(`${fold(e.label)} ${fold(e.resourceId)}`)).map((e) => e.value!);
  const words = [s.title, ...fields].map((t) => t.trim()).filter((t) => t !== '');
  return words.length === 0 ? undefined : words.join(' · ');
}

/** Facts of one action. Amounts are read where something sensitive is about to be done. */
export function factsOf(q: PolicyFacts): VerdictFacts {
  const { actor, action, classified: { classes, reversible, affects }, marks, element, snapshot } = q;
  const app = action.action === 'open_app' ? q.app ?? action.app : element?.package ?? snapshot?.package ?? '';
  const labels = [...new Set([...(marks?.data?.flatMap((d) => d.names) ?? []), ...(q.labels ?? [])])];
  const destinations = [...new Set(marks?.data?.map((d) => d.destination) ?? [])];
  const amounts = classes.length > 0 ? atStake(element, snapshot) : {};
  const to = classes.includes('send-message') || classes.includes('call') ? recipient(snapshot) : undefined;
  const about = [to, classes.includes('export-data') ? destinations.join(', ') || recipient(snapshot) : undefined].filter((t) => t !== undefined).join(' · ');
  return {
    actor: actor.kind, action: actionName(action), app, classes: [...classes], ask: marks?.ask !== undefined,
    ...(Object.keys(amounts).length > 0 ? { amounts } : {}),
    ...(labels.length > 0 ? { labels } : {}),
    ...(destinations.length > 0 ? { destinations } : {}),
    ...(q.origin ? { origin: q.origin } : {}),
    ...(actor.kind === 'agent' ? { run: actor.run } : {}),
    ...(marks?.step ? { step: marks.step.id } : {}),
    ...(marks?.sop ? { sop: marks.sop.id } : {}),
    ...(about ? { about } : {}),
    ...(reversible === undefined ? {} : { reversible }),
    ...(affects === undefined ? {} : { affects }),
  };
}

const PRINCIPAL = { human: 'Person', agent: 'Agent', explorer: 'Explorer' } as const;

/** The question put to Cedar. */
export function requestOf(f: VerdictFacts, approval: Approval): Request {
  const amounts = Object.entries(f.amounts ?? {});
  return {
    principal: { type: `Countersign::${PRINCIPAL[f.actor]}`, id: f.run ?? f.actor },
    action: { type: 'Countersign::Action', id: f.action },
    resource: { type: 'Countersign::App', id: f.app },
    context: {
      classes: f.classes,
      ask: f.ask,
      approval: { kind: approval.kind, scope: approval.kind === 'remembered' ? approval.scope : '', people: approval.kind === 'human' ? approval.people : 0 },
      amounts: Object.fromEntries(amounts.filter(([c]) => (CURRENCIES as readonly string[]).includes(c)).map(([c, v]) => [c, { __extn: { fn: 'decimal', arg: v } }])),
      currencies: amounts.map(([c]) => c),
      labels: f.labels ?? [],
      destinations: f.destinations ?? [f.app],
      origin: f.origin ?? '',
      sop: f.sop ?? '',
      ...(f.reversible === undefined ? {} : { reversible: f.reversible }),
      ...(f.affects === undefined ? {} : { affects: f.affects }),
    },
  };
}
