// Exports: Filter, NO_FILTER, choices, fits, classesOf, wordsOf. Which records of a log are shown, and each in one line of words. Pure.

import type { AuditLine, PolicyChange } from '../../electron/protocol/audit.ts';

/** Empty: no wish. All have to fit. */
export interface Filter { text: string; type: string; class: string; decision: string; actor: string }

export const NO_FILTER: Filter = { text: '', type: '', class: '', decision: '', actor: '' };

/** What can be chosen from: only what occurs. */
export function choices(records: readonly AuditLine[]): Record<'type' | 'class' | 'decision' | 'actor', string[]> {
  const each = (of: (r: AuditLine) => readonly (string | undefined)[]): string[] => [...new Set(records.flatMap(of))].filter((t) => t !== undefined).sort();
  return { type: each((r) => [r.type]), class: each((r) => r.classes ?? []), decision: each((r) => [r.decision]), actor: each((r) => [r.actor, r.and]) };
}

/**
 * A class holds for the whole action that has it: with it one sees what was asked and what became of it.
 * @param classes of each action, by its number
 */
export function fits(r: AuditLine, f: Filter, classes: ReadonlyMap<number, ReadonlySet<string>>): boolean {
  return (f.type === '' || r.type === f.type)
    && (f.decision === '' || r.decision === f.decision)
    && (f.actor === '' || r.actor === f.actor || r.and === f.actor)
    && (f.class === '' || (r.classes?.includes(f.class as never) ?? false) || (r.action !== undefined && (classes.get(r.action)?.has(f.class) ?? false)))
    && (f.text === '' || f.text.toLowerCase().split(/\s+/).every((word) => JSON.stringify(r).toLowerCase().includes(word)));
}

export function classesOf(records: readonly AuditLine[]): Map<number, Set<string>> {
  const found = new Map<number, Set<string>>();
  for (const r of records) {
    if (r.action === undefined) continue;
    const set = found.get(r.action) ?? new Set();
    for (const c of r.classes ?? []) set.add(c);
    found.set(r.action, set);
  }
  return found;
}

/** How the policies came to be others. */
const CHANGED: Record<PolicyChange, string> = {
  start: 'found changed at the start', form: 'policies saved as a form', files: 'policy files changed on the disk', 'leave-given': 'leave was given until a date', 'leave-forgotten': 'kept leave was forgotten',
};

/** `policies 12ab… → 34cd…` where they were others before; the first time only what they are. */
function otherOf(name: string, before: string | undefined, now: string | undefined): string | undefined {
  if (now === undefined || before === now) return undefined;
  return before === undefined ? `${name} ${now.slice(0, 8)}…` : `${name} ${before.slice(0, 8)}… → ${now.slice(0, 8)}…`;
}

/** What a record says besides its type, who and when. */
export function wordsOf(r: AuditLine): string {
  const parts: (string | undefined)[] = [
    ...(r.type === 'policy-change' ? [r.change && (r.change === 'start' && !r.before ? 'first noted' : CHANGED[r.change]), otherOf('policies', r.before?.policy, r.policy), otherOf('kept leave', r.before?.leaves, r.leaves)] : []),
    r.of && `run ${r.of.run}`,
    r.verb?.replaceAll('_', ' '), r.classes?.length === 0 ? 'nothing sensitive' : r.classes?.join(', '), r.decision, r.rules?.join(', '), r.scope && `for: ${r.scope}`, r.and && `with ${r.and}`,
    r.outcome === 'ok' ? 'done' : r.outcome, r.verified && (r.verified === 'yes' ? 'seen on the phone' : r.verified === 'no' ? 'NOT seen on the phone' : 'nothing to check against'), r.error, r.status, r.sop?.id,
    r.card && `card revision ${r.card.revision}`, r.torn && 'after a torn line', r.checkpoint && `signed: ${r.checkpoint.count} records`, r.note,
  ];
  return parts.filter((t) => t !== undefined && t !== '').join(' · ');
}
