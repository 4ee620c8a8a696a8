// Exports: openPolicies, Policies, InForceChange. The policies in force: read, followed as their files change, edited as a form, explained, tried on past runs; and the leaves that
// are remembered.

import * as path from 'node:path';
import type { Clock } from '../base/clock.ts';
import { writeAtomic } from '../base/files.ts';
import type { Log } from '../base/log.ts';
import { createPolicy, type Policy } from '../control/policy.ts';
import { compile, type Compiled } from '../control/policy/cedar.ts';
import { dryRun } from '../control/policy/dry-run.ts';
import { fromCedar, ruleProblem, toCedar } from '../control/policy/form.ts';
import { openLeaves, type Leaves } from '../control/policy/remembered.ts';
import { FORM_FILE, ownSources, policyFolder, readPolicies, watchPolicies } from '../control/policy/sources.ts';
import type { InForce, PolicyChange } from '../protocol/audit.ts';
import { Failure, type Fault } from '../protocol/faults.ts';
import { NEVER_REMEMBERED, type DryRun, type PolicyRule, type PolicyState } from '../protocol/policy.ts';
import type { Episode } from '../protocol/run.ts';

/** `by`: who did it, where a person did it here. */
export interface InForceChange { change: PolicyChange; by?: string; before: InForce; now: InForce }

export interface Policies {
  readonly policy: Policy;
  readonly leaves: Omit<Leaves, 'forget'>;
  /** What the next change will be a change of. */
  inForce(): InForce;
  /** @param by who forgets it. @throws Failure `usage` when it is not remembered any more, `file/*` */
  forget(id: string, by: string): Promise<void>;
  /** The policies in force now. */
  now(): Compiled;
  state(): PolicyState;
  /** Reads the files again. */
  reload(): Promise<PolicyState>;
  /**
   * Writes the form's file.
   * @param q.digest of the policies that the person saw
   * @param by who that is
   * @throws Failure `policy/invalid`, `policy/never-remember`, `file/changed`, `file/*`; nothing is written then
   */
  save(q: { rules: readonly PolicyRule[]; digest: string }, by: string): Promise<PolicyState>;
  /** The Cedar that the form would write, and what is wrong with its rules. */
  preview(rules: readonly PolicyRule[]): { text: string; problems: { id: string; message: string }[] };
  /** @param rules in place of the form's; absent = the policies in force. @throws Failure `policy/*` */
  dryRun(episode: Episode, rules?: readonly PolicyRule[]): Promise<DryRun>;
  close(): void;
}

/**
 * @param watch whether changes on the disk are followed (not for one command)
 * @param onInForce told of other policies and other kept leave, in order
 * @throws Failure `file/*` when the program's own files or the remembered leaves cannot be read
 */
export async function openPolicies(o: {
  resources: string; userFolder: string; data: string; clock: Clock; log: Log; watch?: boolean; onChange?(state: PolicyState): void; onInForce?(c: InForceChange): void; onFault?(text: string, fault: Fault): void;
}): Promise<Policies> {
  const folder = policyFolder(o.userFolder);
  const where = { resources: o.resources, folder };
  const own = await ownSources(o.resources);
  let now = await readPolicies(where);
  const leaves = await openLeaves({ file: path.join(o.data, 'remembered.json'), clock: o.clock });
  const tell = (text: string, fault: Fault): void => { o.log.write('control', 'warning', text, fault); o.onFault?.(text, fault); };
  for (const fault of leaves.refused) tell('A remembered leave is not used', fault);

  const inForce = (): InForce => ({ policy: now.digest, leaves: leaves.digest() });
  let told = inForce();
  const tellOther = (change: PolicyChange, by?: string): void => {
    const [before, next] = [told, inForce()];
    if (next.policy === before.policy && next.leaves === before.leaves) return;
    told = next;
    o.onInForce?.({ change, ...(by === undefined ? {} : { by }), before, now: next });
  };
  const kept: Leaves = {
    ...leaves,
    async remember(f, scope, by) { const leave = await leaves.remember(f, scope, by); tellOther('leave-given', by); return leave; },
  };
  /** What a person saves: whichever look at the disk finds it first, it is theirs. */
  let saving: { digest: string; by: string } | undefined;

  const state = (): PolicyState => {
    const mine = now.rules.filter((r) => !r.builtIn);
    const form = mine.filter((r) => r.file === FORM_FILE).map((r) => ({ rule: r, read: fromCedar(r) }));
    const rules = form.flatMap((f) => (f.read ? [f.read] : []));
    const strange = form.find((f) => f.read === undefined);
    const unread = now.problems.find((p) => p.file === FORM_FILE && p.severity === 'error');
    const locked = strange ? `${FORM_FILE}, line ${strange.rule.line}: the form cannot say this rule; move it to another file` : unread ? `${FORM_FILE}, line ${unread.line}: ${unread.message}; correct it, or delete the file` : undefined;
    return {
      digest: now.digest, ok: now.ok, problems: [...now.problems], folder,
      files: now.sources.map((s) => ({ name: s.name, builtIn: s.builtIn, rules: now.rules.filter((r) => r.file === s.name).length })),
      rules, others: now.rules.filter((r) => r.builtIn || r.file !== FORM_FILE || form.some((f) => f.rule === r && !f.read)),
      ...(locked === undefined ? {} : { locked }),
    };
  };
  const reload = async (): Promise<PolicyState> => {
    const next = await readPolicies(where);
    const changed = next.digest !== now.digest || next.ok !== now.ok;
    now = next;
    tellOther(saving?.digest === now.digest ? 'form' : 'files', saving?.digest === now.digest ? saving.by : undefined);
    const said = state();
    if (changed) {
      const p = now.problems.find((x) => x.severity === 'error');
      o.log.write('control', p ? 'error' : 'info', p ? `The policies cannot be used: ${p.file}:${p.line}:${p.column}: ${p.message}` : `Policies ${now.digest.slice(0, 12)} are in force`);
      if (p) o.onFault?.('Nothing of an agent is sent until the policy is mended', { kind: 'policy/invalid', path: p.file, ...(p.line > 0 ? { line: p.line, column: p.column } : {}), detail: p.message });
      o.onChange?.(said);
    }
    return said;
  };
  /** @throws Failure for the first rule that cannot be written */
  const candidate = (rules: readonly PolicyRule[]): { text: string; compiled: Compiled } => {
    for (const r of rules) {
      const why = ruleProblem(r, rules);
      if (why === undefined) continue;
      if (r.kind === 'ask' && (r.when === 'once-per-run' || r.when === 'never-ask') && NEVER_REMEMBERED.includes(r.class)) throw new Failure({ kind: 'policy/never-remember', class: r.class });
      throw new Failure({ kind: 'policy/invalid', path: FORM_FILE, detail: `${r.id}: ${why}` });
    }
    const text = toCedar(rules);
    const compiled = compile(own.schema, [own.base, ...[...now.sources.filter((s) => !s.builtIn && s.name !== FORM_FILE), { name: FORM_FILE, text, builtIn: false }].sort((a, b) => (a.name < b.name ? -1 : 1))]);
    const p = compiled.problems.find((x) => x.severity === 'error' && x.file === FORM_FILE);
    if (p) throw new Failure({ kind: 'policy/invalid', path: FORM_FILE, line: p.line, column: p.column, detail: p.message });
    return { text, compiled };
  };

  const stop = o.watch === true ? watchPolicies(folder, () => { reload().catch((e: unknown) => tell('The policies cannot be read again', e instanceof Failure ? e.fault : { kind: 'internal', detail: String(e) })); }, (e) => tell('The folder of policies cannot be watched', e instanceof Failure ? e.fault : { kind: 'internal', detail: String(e) })) : () => {};
  return {
    policy: createPolicy({ now: () => now, leaves: kept }),
    leaves: kept,
    inForce,
    async forget(id, by) { await leaves.forget(id); tellOther('leave-forgotten', by); },
    now: () => now,
    state, reload,
    async save({ rules, digest }, by) {
      // Another program may have written since the last look.
      const seen = await reload();
      if (seen.digest !== digest) throw new Failure({ kind: 'file/changed', path: path.join(folder, FORM_FILE) });
      if (seen.locked !== undefined) throw new Failure({ kind: 'policy/invalid', path: FORM_FILE, detail: seen.locked });
      const { text, compiled } = candidate(rules);
      saving = { digest: compiled.digest, by };
      try {
        await writeAtomic(path.join(folder, FORM_FILE), text);
        return await reload();
      } finally { saving = undefined; }
    },
    preview: (rules) => ({ text: toCedar(rules), problems: rules.flatMap((r) => { const message = ruleProblem(r, rules); return message === undefined ? [] : [{ id: r.id, message }]; }) }),
    dryRun: async (episode, rules) => dryRun(episode, rules ? candidate(rules).compiled : now),
    close: stop,
  };
}
