// Exports: run, paramsOf. Carries an SOP out from a terminal or a script: same host, same door, approvals from the terminal, a file, or nobody.

import * as path from 'node:path';
import { byDenial, byRules, byTerminal, readRules, type Answers, type Rule } from '../agent/approve.ts';
import { ensureFolder, readText, within, writeAtomic } from '../base/files.ts';
import { createBroker } from '../control/approvals.ts';
import { planOf } from '../control/plan.ts';
import { openProfiles, type Person, type Profiles } from '../control/profiles.ts';
import { createExecutor } from '../control/executor.ts';
import { diffState } from '../demo-phone/system/diff.ts';
import { advise, Failure, type Fault } from '../protocol/faults.ts';
import { ENDED, type RunState, type StepRecord } from '../protocol/run.ts';
import { DEMO_FAULTS, type DemoFault } from '../protocol/services.ts';
import { auditOf, createPolicyNotes } from '../services/auditing.ts';
import { memoryIfPossible } from '../services/remembering.ts';
import { createModels } from '../services/models.ts';
import { openPolicies } from '../services/policies.ts';
import { createRuns, knownValues, usedBy } from '../services/runs.ts';
import { loadConfig } from '../base/config.ts';
import { allSteps, stepByReference } from '../sop/flow.ts';
import { checkFiles } from '../sop/command.ts';
import { MAX_BYTES, parseSop } from '../sop/parse.ts';
import { readEpisode } from '../trajectory/reader.ts';
import { readState } from './demo.ts';
import { printFault, printPlan, textOption, UsageError, type Command, type CommandIo } from './command.ts';
import { warnOfPolicy } from './policy.ts';
import { secretsOf } from './secrets.ts';
import { createTerminal } from './terminal.ts';
import { withCore } from './with-core.ts';

export const run: Command = {
  usage: `run SOP [--plan] [--device ID] [--param NAME=VALUE]… [--secret PARAM=NAME]… [--examples] [--approve ask|deny|FILE.json] [--report DIR] [--json]
  --plan       only say what the run will ask, by the words of the SOP; no phone is touched
  --device     may be left out when there is only one phone
  --secret     a secret parameter from what \`secrets set\` keeps; those named in COUNTERSIGN_SECRET_PARAM are taken by themselves
  --examples   fill parameters that were not given from the SOP's examples
  --approve    who answers: the terminal (ask, the default), nobody (deny), or a list of rules in a file
               a rule's "as": NAME counts as that person when COUNTERSIGN_PASSPHRASE_NAME holds the passphrase
  --report     write SOP-ID.html and SOP-ID.junit.xml there
  --model      for steps that their words do not settle: a GGUF file, or pilot, the model that comes with the program
  --state      start the demo phone from a saved state      --seed N   of the demo phone
  --fault      switch a fault of the demo phone on          --save FILE  its state after the run
  --from, --to, --only STEP   part of the SOP`,
  about: 'Carry an SOP out; exit code 0 only if it is done and verified',
  options: {
    plan: { type: 'boolean' }, device: { type: 'string' }, param: { type: 'string', multiple: true }, secret: { type: 'string', multiple: true }, examples: { type: 'boolean' }, approve: { type: 'string' }, report: { type: 'string' },
    model: { type: 'string' }, state: { type: 'string' }, seed: { type: 'string' }, fault: { type: 'string', multiple: true }, save: { type: 'string' },
    from: { type: 'string' }, to: { type: 'string' }, only: { type: 'string' },
  },
  words: 1,
  async run({ values, positionals }, io) {
    const [file] = positionals;
    if (file === undefined) throw new UsageError('Name one SOP file');
    const params = paramsOf(values.param as string[] | undefined);
    const stored = paramsOf(values.secret as string[] | undefined, '--secret takes PARAM=NAME');
    const faults = (values.fault as string[] | undefined) ?? [];
    for (const f of faults) if (!(DEMO_FAULTS as readonly string[]).includes(f)) throw new UsageError(`There is no fault ${f}; there are: ${DEMO_FAULTS.join(', ')}`);
    const seed = textOption(values, 'seed');
    if (seed !== undefined && !/^\d{1,9}$/.test(seed)) throw new UsageError(`--seed takes a number, not ${seed}`);
    const full = path.resolve(file);
    const base = path.dirname(full);
    const root = full.startsWith(process.cwd() + path.sep) ? process.cwd() : base;
    const text = await readText(full, MAX_BYTES).catch((e: unknown) => { throw e instanceof Failure && e.fault.kind === 'file/not-found' ? new Failure({ kind: 'sop/not-found', path: file }) : e; });
    const sop = parseSop(text, { path: file });
    // Before the phone is touched, and by the name the file was given: also what other SOPs it runs.
    const errors = (await checkFiles([full])).files.flatMap((f) => f.problems.filter((p) => p.severity === 'error'));
    if (errors.some((p) => p.code === 'meta/version')) throw new Failure({ kind: 'sop/version', path: file, version: String(sop.meta.sop) });
    if (errors[0]) throw new Failure({ kind: 'sop/invalid', path: file, problems: errors.length, first: `line ${errors[0].line}: ${errors[0].message}` });
    if (values.plan === true) {
      const read = async (p: string): Promise<string> => readText(await within(root, path.relative(root, path.resolve(base, p))), MAX_BYTES);
      const plan = planOf({ sop, values: knownValues(sop, params, values.examples === true), used: await usedBy(sop, path.basename(full), read) });
      io.out(io.json ? JSON.stringify(plan) : printPlan(plan));
      return 0;
    }
    const approve = textOption(values, 'approve') ?? 'ask';
    const terminal = approve === 'ask' ? createTerminal(io) : undefined;
    const profiles = openProfiles({ file: path.join((await loadConfig(io.root, io.env)).data, 'profiles.json'), clock: io.clock });
    const rules = terminal || approve === 'deny' ? [] : readRules(await readText(approve), approve);
    const answers: Answers = terminal ? byTerminal(terminal.ask, (name, passphrase) => profiles.check(name, passphrase)) : approve === 'deny' ? byDenial() : byRules(rules, [sop.meta.id, file, path.basename(file)], await signedBy(rules, profiles, io));
    const stateFile = textOption(values, 'state');
    const state = stateFile === undefined ? undefined : await readState(stateFile);
    const report = textOption(values, 'report');
    const save = textOption(values, 'save');
    // Known before the phone is touched: a run whose result cannot be kept is not worth starting.
    for (const folder of [report, save === undefined ? undefined : path.dirname(path.resolve(save))]) if (folder !== undefined) await ensureFolder(folder);

    return await withCore(io, { ...(state ? { state } : {}), ...(seed === undefined ? {} : { seed: Number(seed) }) }, async (core) => {
      const device = await core.registry.resolve(textOption(values, 'device'));
      const session = await core.registry.open(device.id);
      const { clock, log } = core;
      const policies = await openPolicies({ resources: core.config.resources, userFolder: core.config.settings.userFolder, data: core.config.data, clock, log, onInForce: (c) => noted.changed(c) });
      const broker = createBroker({ asker: answers.asker, clock, timeoutMs: core.config.settings.approvalMinutes * 60_000, nameOf: profiles.nameOf, remember: (card, scope, by) => policies.policy.remember(card, scope, by) });
      warnOfPolicy(policies.now(), io.err);
      const executor = createExecutor({ observerOf: core.observerOf, broker, clock, log, policy: policies.policy, opinion: () => (core.config.settings.secondOpinion === true ? models.opinion() : undefined), witness: { witness: async () => {} } });
      const models = createModels({ resources: core.config.resources, warm: path.join(core.config.data, 'warm'), log, clock, freeBytes: () => process.availableMemory(), onChange: () => {} });
      const episodes = path.join(core.config.data, 'episodes');
      const { memory, fault: forgetful } = await memoryIfPossible({ data: core.config.data, clock });
      if (forgetful) printFault(forgetful, io.err);
      const audit = await auditOf({ core, onFault: (fault) => printFault(fault, io.err) });
      const noted = createPolicyNotes({ audit, data: core.config.data, onFault: (fault) => printFault(fault, io.err) });
      await noted.begin(policies.inForce());
      let shown = 0;
      let handing = false;
      const runs = createRuns({
        core, executor, broker, episodes,
        secrets: secretsOf(io, core.config.data, terminal && ((prompt) => terminal.ask(prompt, { secret: true, signal: io.signal }))),
        people: answers.people, audit, ...(memory ? { memory } : {}),
        mind: () => models.mind(),
        session: async () => session,
        // What `uses` names may lie in another folder of the project one stands in, and nowhere else.
        readSop: async (q) => { const at = await within(root, path.relative(root, path.resolve(base, q.path))); return { text: await readText(at, MAX_BYTES), file: at }; },
        onState: (s) => {
          if (terminal && s.status === 'taken-over' && !handing) { handing = true; void handBack(s.id).finally(() => { handing = false; }); }
          if (!io.json) for (; shown < s.records.length; shown++) io.out(line(s.records[shown]!));
        },
      });
      /** Somebody took the phone over at the terminal: where the run goes on is theirs to say. */
      const handBack = async (id: string): Promise<void> => {
        const handle = runs.handle(id);
        const answer = (await terminal!.ask('You have the phone. Enter when you are done, the number of the step to go on with, or "stop": ', { secret: false, signal: io.signal }).catch(() => 'stop')).trim();
        if (/^s(?:top)?$/i.test(answer)) { handle.stop(); return; }
        const seen = answer === '' ? await handle.finished(io.signal).catch((e: unknown) => { if (e instanceof Failure) return undefined; throw e; }) : undefined;
        const next = answer === '' ? seen?.done.length ? seen.next : undefined : stepByReference(sop, answer)?.step.id;
        if (next !== undefined) io.err(`Going on with step ${allSteps(sop).find((s) => s.id === next)?.number ?? answer}`);
        handle.handBack(next);
      };
      const model = textOption(values, 'model');
      try {
        if (model !== undefined) {
          const info = await models.load(model);
          if (info.fault) throw new Failure(info.fault);
        }
        for (const f of faults) core.phone.setFault(f as DemoFault, true);
        const before = core.phone.save();
        const started = await runs.start({
          device: device.id, sop: { folder: 'library', path: path.basename(full) }, params, stored, examples: values.examples === true,
          ...Object.fromEntries((['from', 'to', 'only'] as const).flatMap((k) => (typeof values[k] === 'string' ? [[k, values[k]]] : []))),
        });
        const stop = (): void => { if (!ENDED.includes(runs.get(started.id).status)) runs.handle(started.id).stop(); };
        if (io.signal.aborted) stop();
        io.signal.addEventListener('abort', stop, { once: true });
        const end = await runs.handle(started.id).done;
        io.signal.removeEventListener('abort', stop);
        await runs.close();
        await noted.settled();
        await audit.close();
        const after = core.phone.save();
        const effects = device.endpoint === 'demo' ? diffState(before, after) : undefined;
        const { path: folder } = await readEpisode(episodes, end.id);
        const name = sop.meta.id || end.id;
        const reportFile = report === undefined ? path.join(folder, 'report.html') : path.join(report, `${name}.html`);
        // What became of the run is told whatever becomes of its files.
        let unkept: Fault | undefined;
        const keep = async (work: () => Promise<void>): Promise<void> => {
          try { await work(); } catch (e) { if (!(e instanceof Failure)) throw e; unkept ??= e.fault; }
        };
        await keep(async () => { if (save !== undefined) await writeAtomic(save, `${JSON.stringify(after, null, 2)}\n`); });
        await keep(async () => {
          const unwritten = runs.unwritten(end.id);
          if (unwritten) throw new Failure(unwritten);
          if (report === undefined) return;
          await writeAtomic(reportFile, await readText(path.join(folder, 'report.html')));
          await writeAtomic(path.join(report, `${name}.junit.xml`), await readText(path.join(folder, 'junit.xml')));
        });
        if (io.json) io.out(JSON.stringify({ ...result(end, { effects, episode: folder, report: reportFile }), ...(unkept ? { unkept } : {}) }));
        else tell(end, { ...(effects ? { effects: effects.length } : {}), episode: folder, report: reportFile }, io);
        if (unkept && !io.json) printFault(unkept, io.err);
        return unkept ? 2 : end.status === 'done-verified' ? 0 : 1;
      } finally {
        terminal?.close();
        await models.close();
        memory?.close();
        await session.close();
      }
    });
  },
};

/** Where the passphrase of a profile comes from when nobody is there to type it. */
const passphraseOf = (name: string, env: NodeJS.ProcessEnv): string | undefined => env[`COUNTERSIGN_PASSPHRASE_${name.toUpperCase().replace(/[^A-Z0-9]+/g, '_')}`];

/** The people that rules speak as and whose passphrase is known. One that is wrong ends the run before it begins. @throws Failure `profile/*` */
async function signedBy(rules: readonly Rule[], profiles: Profiles, io: CommandIo): Promise<Map<string, Person>> {
  const signed = new Map<string, Person>();
  for (const name of new Set(rules.flatMap((r) => (r.as === undefined ? [] : [r.as])))) {
    const passphrase = passphraseOf(name, io.env);
    if (passphrase !== undefined) signed.set(name, await profiles.check(name, passphrase));
  }
  return signed;
}

/** `--param NAME=VALUE`. @throws UsageError */
export function paramsOf(list: readonly string[] = [], wants = '--param takes NAME=VALUE'): Record<string, string> {
  const params: Record<string, string> = {};
  for (const p of list) {
    const at = p.indexOf('=');
    if (at < 1) throw new UsageError(`${wants}, not ${p}`);
    params[p.slice(0, at)] = p.slice(at + 1);
  }
  return params;
}

const CHECK = { yes: 'verified', no: 'NOT verified', unknown: 'not checked' } as const;

const line = (r: StepRecord): string =>
  `${r.step ? `${r.step.number.padEnd(6)} ` : '       '}${r.what}${r.resolvedBy && r.resolvedBy !== 'none-needed' ? ` [${r.resolvedBy}]` : ''}: ${r.outcome.ok ? CHECK[r.verified] : `${advise(r.outcome.fault).title}: ${advise(r.outcome.fault).remedies[0].label}`}${r.approval ? ` (${r.approval.decision} by ${r.approval.by}${r.approval.and === undefined ? '' : ` and ${r.approval.and}`})` : ''}`;

function tell(end: RunState, o: { effects?: number; episode: string; report: string }, io: CommandIo): void {
  io.out(`\n${end.sop.title}: ${end.status}${o.effects === undefined ? '' : `, ${o.effects} change${o.effects === 1 ? '' : 's'} on the phone`}`);
  if (end.fault) {
    const a = advise(end.fault);
    io.err(`${a.title}\n${a.remedies.map((r) => `  ${r.label}${r.command ? `: ${r.command}` : ''}`).join('\n')}`);
  }
  io.out(`Episode ${o.episode}\nReport  ${o.report}`);
}

/** What `--json` prints. */
function result(end: RunState, o: { effects: unknown; episode: string; report: string }): object {
  return {
    status: end.status,
    ...(end.fault ? { fault: end.fault } : {}),
    steps: end.records.filter((r) => r.step).map((r) => ({
      line: r.step?.line, number: r.step?.number, text: r.step?.text, what: r.what, resolvedBy: r.resolvedBy, ok: r.outcome.ok, claimed: r.claimed, verified: r.verified, ms: r.ms,
      ...(r.outcome.ok ? {} : { fault: r.outcome.fault }),
    })),
    approvals: end.records.filter((r) => r.approval).map((r) => ({ step: r.step?.number, what: r.what, classes: r.verdict?.classes ?? [], decision: r.approval?.decision, by: r.approval?.by, ...(r.approval?.and === undefined ? {} : { and: r.approval.and }), ...(r.approval?.reason ? { reason: r.approval.reason } : {}) })),
    effects: o.effects,
    episode: o.episode,
    report: o.report,
  };
}
