// Exports: createRuns, Runs, RunDeps, knownValues, usedBy, writeReports. All runs of this host: started, steered, recorded, and found again after a crash.

import { randomBytes } from 'node:crypto';
import * as fs from 'node:fs/promises';
import * as path from 'node:path';
import type { Bindings, People } from '../agent/context.ts';
import { startRun, type RunHandle } from '../agent/run.ts';
import type { Mind } from '../agent/mind.ts';
import { withoutPersonal } from '../agent/remote-mind.ts';
import { ensureFolder, listFiles, readText, writeAtomic } from '../base/files.ts';
import type { Audit } from '../audit/audit.ts';
import { planOf } from '../control/plan.ts';
import type { Broker } from '../control/approvals.ts';
import type { SecretStore } from '../control/secret-store.ts';
import type { Executor } from '../control/types.ts';
import type { PhoneSession } from '../device/types.ts';
import type { Memory } from '../memory/memory.ts';
import { joinAll, labelled, labelOfRun, labelOfSop, mayRead } from '../privacy/labels.ts';
import { Failure, faultOf, type Fault } from '../protocol/faults.ts';
import type { Label } from '../protocol/privacy.ts';
import { ENDED, type Episode, type EpisodeInfo, type Plan, type RunOptions, type RunState } from '../protocol/run.ts';
import type { Sop, SopEntry } from '../protocol/sop.ts';
import { checkSop } from '../sop/check.ts';
import { allSteps, stepByReference } from '../sop/flow.ts';
import { parseSop } from '../sop/parse.ts';
import { loadUses, usesPath } from '../sop/uses.ts';
import { fillParams } from '../sop/values.ts';
import { renderJunit } from '../trajectory/junit.ts';
import { readEpisode, readImage } from '../trajectory/reader.ts';
import { createRecorder } from '../trajectory/recorder.ts';
import { renderReport } from '../trajectory/report.ts';
import type { Core } from './core.ts';
import { lastKey, readLastTime } from './last-time.ts';
import { createBindings } from './bindings.ts';
import type { Declassifier } from './declassify.ts';
import { createRemembering } from './remembering.ts';

export interface RunDeps {
  core: Core;
  /** Text of an SOP of the library, and where it lies. */
  /** @param reader who starts the run: what they may not read is not there. Absent: this program itself */
  readSop(q: { folder: SopEntry['folder']; path: string }, reader?: string): Promise<{ text: string; file: string }>;
  session(device: string): Promise<PhoneSession>;
  executor: Executor;
  broker: Broker;
  people: People;
  mind(): Mind | undefined;
  /** Folder of all episodes. */
  episodes: string;
  /** Where options of runs under way are kept; absent = a crash is not remembered (command line). */
  pending?: string;
  onState(state: RunState): void;
  /** The tamper-evident log; a run that it cannot take does not begin. */
  audit?: Audit;
  /** What is remembered of apps; absent when it cannot be kept. */
  memory?: Memory;
  /** Secrets that are kept. Absent: none. */
  secrets?: Pick<SecretStore, 'get' | 'fromEnvironment'>;
  /** Whether something labelled may go to a model elsewhere. Absent: never. */
  declassifier?: Pick<Declassifier, 'check'>;
  /** Whether something else has the phone, and what. */
  occupied?(device: string): string | undefined;
}

export interface Runs {
  /** @param reader who starts it: what they may not read cannot be run. Absent: this program itself. @throws Failure `sop/*`, `device/*`, `file/*` */
  start(o: RunOptions, reader?: string): Promise<RunState>;
  /** What a run would ask. @throws Failure `sop/*`, `file/*` */
  plan(o: Pick<RunOptions, 'sop' | 'params' | 'examples'>, reader?: string): Promise<Plan>;
  get(run: string): RunState;
  list(): RunState[];
  /** Title of the run that has a phone, or is about to. */
  holder(device: string): string | undefined;
  handle(run: string): RunHandle;
  /** What kept the end of a run (its report and JUnit file) from being written, once `close` or its end has settled. */
  unwritten(run: string): Fault | undefined;
  interrupted(): Promise<{ episode: EpisodeInfo; options: RunOptions }[]>;
  forget(episode: string): Promise<void>;
  /** Stops what runs and waits for the ends to be written. */
  close(): Promise<void>;
}

/** `20261124-101502-x7f3`: sorts by time, safe as a folder's name. */
const newId = (at: number): string => `${new Date(at).toISOString().replace(/[-:]/g, '').replace('T', '-').slice(0, 15)}-${randomBytes(2).toString('hex')}`;

export function createRuns(d: RunDeps): Runs {
  const { core } = d;
  const runs = new Map<string, { handle: RunHandle; ended: Promise<void> }>();
  const unwritten = new Map<string, Fault>();
  /** Phones whose run is being started, and the title of its SOP. */
  const starting = new Map<string, string>();

  const holder = (device: string): string | undefined => [...runs.values()].find((r) => r.handle.state.device === device && !ENDED.includes(r.handle.state.status))?.handle.state.sop.title ?? starting.get(device);

  /** @throws Failure `sop/not-found` also for what the reader may not read */
  const parse = async (q: RunOptions['sop'], reader: string | undefined): Promise<{ sop: Sop; path: string; file?: string; text: string }> => {
    const { text, file } = 'text' in q ? { text: q.text, file: undefined } : await d.readSop(q, reader);
    const sop = parseSop(text, { path: q.path });
    if (reader !== undefined && !mayRead(reader, labelOfSop(sop.meta).readers)) throw new Failure({ kind: 'sop/not-found', path: q.path });
    return { text, path: q.path, sop, ...(file === undefined ? {} : { file }) };
  };

  /** What was given, and for secret parameters without a value what is kept. @throws Failure `usage`, `secret/*` */
  async function withSecrets(sop: Sop, o: RunOptions): Promise<Record<string, string>> {
    const given = { ...o.params };
    for (const [name, secret] of Object.entries(o.stored ?? {})) {
      const param = sop.meta.params.find((p) => p.name === name);
      // Nothing kept as a secret may end up in a parameter that is shown.
      if (!param?.secret) throw new Failure({ kind: 'usage', detail: `${name} is no secret parameter of this SOP: a kept secret cannot be put into it` });
      if (!d.secrets) throw new Failure({ kind: 'secret/not-found', name: secret, known: [] });
      given[name] = await d.secrets.get(secret);
    }
    for (const p of sop.meta.params) {
      const said = p.secret && !Object.hasOwn(given, p.name) ? d.secrets?.fromEnvironment(p.name) : undefined;
      if (said !== undefined) given[p.name] = said;
    }
    return given;
  }

  const get = (run: string): { handle: RunHandle; ended: Promise<void> } => {
    const found = runs.get(run);
    if (!found) throw new Failure({ kind: 'run/not-found', run });
    return found;
  };

  return {
    async start(o, reader) {
      const { sop, path: sopPath, file, text } = await parse(o.sop, reader);
      const errors = checkSop(text, { path: sopPath }).filter((p) => p.severity === 'error');
      const version = errors.find((p) => p.code === 'meta/version');
      if (version) throw new Failure({ kind: 'sop/version', path: sopPath, version: String(sop.meta.sop) });
      if (errors[0]) throw new Failure({ kind: 'sop/invalid', path: sopPath, problems: errors.length, first: `line ${errors[0].line}: ${errors[0].message}` });
      for (const step of [o.from, o.to, o.only]) if (step !== undefined && !stepByReference(sop, step)) throw new Failure({ kind: 'usage', detail: `The SOP has no step ${step}; it has ${allSteps(sop).map((s) => s.number).join(', ')}` });
      const filled = fillParams(sop, await withSecrets(sop, o), { examples: o.examples === true });
      const secretNames = new Set(sop.meta.params.filter((p) => p.secret).map((p) => p.name));
      const values = Object.fromEntries([...filled.values].filter(([k]) => !secretNames.has(k)).map(([k, v]) => [k, Array.isArray(v) ? v.map(String) : String(v)]));
      const secrets = new Map([...filled.values].filter(([k]) => secretNames.has(k)).map(([k, v]) => [k, String(v)]));
      for (const s of secrets.values()) core.log.hide(s);

      const busy = holder(o.device) ?? d.occupied?.(o.device);
      if (busy !== undefined) throw new Failure({ kind: 'usage', detail: `Something else (${busy}) has this phone: stop it first` });
      // From here to the first state things are waited for: another start must not slip in between.
      starting.set(o.device, sop.title);
      try {
        return await begin();
      } finally {
        starting.delete(o.device);
      }

      /** Of the SOPs that it runs. One that cannot be had fails where it is run, and leaves nothing. */
      async function usedLabels(folder: SopEntry['folder']): Promise<Label[]> {
        try {
          return [...(await loadUses(sopPath, sop, async (at) => (await d.readSop({ folder, path: at }, reader)).text)).values()].map((used) => labelOfSop(used.meta));
        } catch (e) {
          if (!(e instanceof Failure)) throw e;
          core.log.write('run', 'warning', `What ${sopPath} uses cannot be read`, e.fault);
          return [];
        }
      }

      /** @throws Failure `privacy/labelled` */
      async function mindFor(label: Label): Promise<Mind | undefined> {
        const mind = d.mind();
        if (!mind?.remote) return mind;
        if (d.declassifier) await d.declassifier.check({ what: sopPath, outlet: 'remote', label });
        else if (labelled(label)) throw new Failure({ kind: 'privacy/labelled', what: sopPath, outlet: 'remote', readers: label.readers === 'all' ? [] : label.readers, why: 'Load a model that runs on this machine' });
        return withoutPersonal(mind);
      }

      async function begin(): Promise<RunState> {
        const folder = 'text' in o.sop ? 'user' : o.sop.folder;
        const label = joinAll([labelOfRun(sop.meta, new Set(filled.values.keys())), ...await usedLabels(folder)]);
        const mind = await mindFor(label);
        const session = await d.session(o.device);
        const id = newId(core.clock.now());
        const recorder = await createRecorder({
          folder: d.episodes, clock: core.clock, image: core.images.get,
          head: { id, at: core.clock.now(), device: o.device, sop: { path: sopPath, title: sop.title, sha256: sop.sha256 }, params: filled.shown, label },
        });
        const kept = d.pending === undefined ? undefined : path.join(d.pending, `${id}.json`);
        if (kept !== undefined) {
          // Secrets are not kept: a run that is taken up again asks for them anew.
          const params = Object.fromEntries(Object.entries(o.params).filter(([k]) => !secretNames.has(k)));
          await writeAtomic(kept, JSON.stringify({ ...o, params }), 0o600);
        }
        const bindings: Bindings = await createBindings({ ...(file === undefined ? {} : { file }), sop, log: core.log, clock: core.clock });
        // Read once, while the run makes its first steps; what cannot be read is not shown.
        const lastTime = readLastTime(d.episodes, sopPath).catch((e: unknown) => { core.log.write('run', 'warning', 'Earlier runs cannot be looked at', faultOf(e)); return undefined; });
        const audit = await d.audit?.begin({ id, folder: recorder.path, device: o.device, sop: { id: sop.meta.id, path: sopPath, sha256: sop.sha256 } });
        const handle = startRun({
          id, sop, path: sopPath, values, secrets, session, executor: d.executor, observer: core.observerOf(session), people: d.people, recorder, bindings, clock: core.clock,
          options: o, label,
          ...(mind ? { mind } : {}),
          ...(audit ? { audit } : {}),
          ...(d.memory ? { memory: createRemembering({ memory: d.memory, session, log: core.log, readers: label.readers }) } : {}),
          library: async (relative, from) => {
            const at = usesPath(from, relative);
            const found = await d.readSop({ folder, path: at }, reader);
            return { sop: parseSop(found.text, { path: at }), path: at };
          },
          lastTime: async (step) => (await lastTime)?.get(lastKey(step)),
          onCard: (on) => d.broker.onCard(on),
          onState: d.onState,
          hide: (s) => core.log.hide(s),
        });
        const ended = handle.done.then(async () => {
          const episode = await readEpisode(d.episodes, id);
          await writeReports(d.episodes, episode, sop.sha256);
          if (kept !== undefined) await fs.rm(kept, { force: true });
        }).catch((e: unknown) => {
          const fault = faultOf(e);
          core.log.write('run', 'error', `The end of run ${id} could not be written`, fault);
          unwritten.set(id, fault);
        });
        runs.set(id, { handle, ended });
        return handle.state;
      }
    },
    async plan(o, reader) {
      const { sop, path: at } = await parse(o.sop, reader);
      const folder = 'text' in o.sop ? 'user' : o.sop.folder;
      return planOf({ sop, values: knownValues(sop, o.params, o.examples === true), used: await usedBy(sop, at, async (p) => (await d.readSop({ folder, path: p }, reader)).text) });
    },
    get: (run) => get(run).handle.state,
    list: () => [...runs.values()].map((r) => r.handle.state),
    holder,
    handle: (run) => get(run).handle,
    unwritten: (run) => unwritten.get(run),
    async interrupted() {
      if (d.pending === undefined) return [];
      await ensureFolder(d.pending);
      const found: { episode: EpisodeInfo; options: RunOptions }[] = [];
      for (const name of await listFiles(d.pending, '.json')) {
        const id = name.replace(/\.json$/, '');
        if (runs.has(id)) continue;
        try {
          const options = JSON.parse(await readText(path.join(d.pending, name))) as RunOptions;
          const { params: _p, records: _r, damaged: _d, fault: _f, ...episode } = await readEpisode(d.episodes, id);
          found.push({ episode, options });
        } catch (e) {
          core.log.write('run', 'warning', `The interrupted run ${id} cannot be offered again`, e instanceof SyntaxError ? { detail: e.message } : faultOf(e));
        }
      }
      return found;
    },
    async forget(episode) {
      if (!/^[\w-]+$/.test(episode)) throw new Failure({ kind: 'run/not-found', run: episode });
      if (d.pending !== undefined) await fs.rm(path.join(d.pending, `${episode}.json`), { force: true });
    },
    async close() {
      for (const r of runs.values()) if (!ENDED.includes(r.handle.state.status)) r.handle.stop();
      await Promise.all([...runs.values()].map((r) => r.ended));
    },
  };
}

/** What is known of the parameters before a run, without insisting that all are given. */
export function knownValues(sop: Sop, given: Readonly<Record<string, string>>, examples: boolean): Map<string, unknown> {
  return new Map(sop.meta.params.flatMap((p): [string, unknown][] => {
    const one = { ...sop, meta: { ...sop.meta, params: [p] } };
    const own = Object.hasOwn(given, p.name) ? { [p.name]: given[p.name] ?? '' } : {};
    if (Object.keys(own).length === 0 && p.default === undefined && !(examples && p.example !== undefined)) return [];
    return [...fillParams(one, own, { examples }).values];
  }));
}

/** The SOPs behind the aliases of `uses`, as far as they can be read: a plan does without the others and says so. */
export async function usedBy(sop: Sop, at: string, read: (path: string) => Promise<string>): Promise<(of: Sop, alias: string) => Sop | undefined> {
  const all = await loadUses(at, sop, read).catch((e: unknown) => { if (e instanceof Failure) return new Map<string, Sop>(); throw e; });
  const paths = new Map<Sop, string>([[sop, at], ...[...all].map(([p, s]): [Sop, string] => [s, p])]);
  return (of, alias) => {
    const use = of.meta.uses.find((u) => u.alias === alias);
    const from = paths.get(of);
    return use && from !== undefined ? all.get(usesPath(from, use.path)) : undefined;
  };
}

/** `report.html` and `junit.xml` beside the episode. @returns path of the report */
export async function writeReports(root: string, episode: Episode, sopSha256?: string): Promise<string> {
  const images = new Map<string, Uint8Array>();
  for (const r of episode.records) {
    for (const name of [r.before?.image, r.after?.image]) {
      if (name === undefined || images.has(name)) continue;
      try { images.set(name, await readImage(root, episode.id, name)); } catch (e) { if (!(e instanceof Failure)) throw e; }
    }
  }
  const report = path.join(episode.path, 'report.html');
  await writeAtomic(report, renderReport(episode, images));
  await writeAtomic(path.join(episode.path, 'junit.xml'), renderJunit(episode, { report: 'report.html', ...(sopSha256 === undefined ? {} : { sha256: sopSha256 }) }));
  return report;
}
