// Exports: ASKING_WORDS, DECISION_TONE, decisionWords, neverRemembered, ruleLine, freshId. The words that the Policy page uses for rules and decisions.

import { type Asking, NEVER_REMEMBERED, type PolicyRule } from '../../electron/protocol/policy.ts';
import type { Verdict } from '../../electron/protocol/run.ts';
import { CLASS_WORDS } from '../run/words.ts';

export const ASKING_WORDS: Record<Asking, string> = {
  'every-time': 'ask every time', 'two-people': 'ask two people every time', 'once-per-run': 'ask once per run', 'never-ask': 'never ask: do it', 'never-allow': 'never do it',
};

const DECISION: Record<Verdict['decision'], string> = { auto: 'done without asking', ask: 'asked', deny: 'refused' };
export const decisionWords = (d: { decision: Verdict['decision']; people: 1 | 2 }): string => (d.decision === 'ask' && d.people === 2 ? 'two people asked' : DECISION[d.decision]);
export const DECISION_TONE: Record<Verdict['decision'], string> = { auto: 'ok', ask: 'warn', deny: 'bad' };

export const neverRemembered = (rule: PolicyRule): boolean => rule.kind === 'ask' && NEVER_REMEMBERED.includes(rule.class);

/** A rule in the list: what it is about, and what it says. */
export function ruleLine(rule: PolicyRule, appName: (p: string) => string): { title: string; says: string } {
  const where = 'app' in rule && rule.app !== undefined ? `${appName(rule.app)} · ` : '';
  switch (rule.kind) {
    case 'ask': return { title: `${where}${CLASS_WORDS[rule.class]}`, says: ASKING_WORDS[rule.when] };
    case 'limit': return { title: `${where}${CLASS_WORDS[rule.class]}`, says: `at most ${rule.most.map((m) => `${m.currency} ${m.amount || '…'}`).join(', ')}${rule.above === 'two-people' ? '; above it two people' : ''}` };
    case 'destination': return { title: rule.label || 'Data', says: `goes to ${rule.to.filter((t) => t !== '').join(', ') || '…'} only` };
  }
}

/** A name that no rule has yet. */
export function freshId(kind: PolicyRule['kind'], rules: readonly PolicyRule[]): string {
  const stem = { ask: 'rule', limit: 'limit', destination: 'data' }[kind];
  for (let n = 1; ; n++) if (!rules.some((r) => r.id === `${stem}-${n}`)) return `${stem}-${n}`;
}
