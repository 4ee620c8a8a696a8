// Exports: startServices, HostServices. The composition root: builds every service by hand and answers windows on their ports.

import * as fs from 'node:fs/promises';
import * as path from 'node:path';
import { createBroker } from './control/approvals.ts';
import { explain } from './control/policy/dry-run.ts';
import { createExecutor } from './control/executor.ts';
import { openProfiles, type Person } from './control/profiles.ts';
import { createSecretStore, secretOf, type SecretStore } from './control/secret-store.ts';
import { systemClock } from './base/clock.ts';
import { dropState, editElement } from './memory/edit.ts';
import { summarise } from './memory/summary.ts';
import { loadConfig, saveSettings, type Config } from './base/config.ts';
import { ensureFolder, readText, writeAtomic } from './base/files.ts';
import { createLog, type Log } from './base/log.ts';
import type { PhoneSession } from './device/types.ts';
import { checkState } from './demo-phone/system/state.ts';
import type { PhoneState } from './demo-phone/types.ts';
import { createEffects } from './model/manager/effects.ts';
import { labelOfSop, mayRead, PUBLIC } from './privacy/labels.ts';
import { PASSPHRASE_MIN } from './protocol/approval.ts';
import { Failure, faultOf } from './protocol/faults.ts';
import type { Leave } from './protocol/policy.ts';
import { OWNER } from './protocol/privacy.ts';
import type { SopEntry, SopFile } from './protocol/sop.ts';
import { serve, type Port } from './protocol/rpc.ts';
import type { MemoryGraph } from './protocol/memory.ts';
import { ENDED, type RunState } from './protocol/run.ts';
import type { Snapshot } from './protocol/screen.ts';
import { DEMO_FAULTS, type Api, type DemoFault, type Events, type Profile, type SecretsState } from './protocol/services.ts';
import type { Keychain } from './base/keychain.ts';
import { exportRun } from './audit/export.ts';
import { checkAudit, listRuns, readChain } from './audit/inspect.ts';
import { RUN_LOG } from './audit/audit.ts';
import { INDEX } from './audit/workspace.ts';
import { auditOf, createPolicyNotes, policyFiles } from './services/auditing.ts';
import { createBenches, spawnBench, stillRuns } from './services/benches.ts';
import { checkArgument } from './services/check.ts';
import { openCore } from './services/core.ts';
import { createDeclassifier, noteOf } from './services/declassify.ts';
import { createDesk } from './services/desk.ts';
import { createExplorations, type Explorations } from './services/explorations.ts';
import { readHabits } from './services/habits.ts';
import { createMirror, type Mirror } from './services/mirror.ts';
import { EMBEDDED } from './model/manager/catalogue.ts';
import { embeddedPilot } from './model/pilot/embedded.ts';
import { openModelLibrary, processAlive } from './services/model-library.ts';
import { openPolicies } from './services/policies.ts';
import { createModels, type Models } from './services/models.ts';
import { memoryIfPossible } from './services/remembering.ts';
import { createRuns } from './services/runs.ts';
import { createScreens } from './services/screens.ts';
import { analyse } from './sop/check.ts';
import { complete } from './sop/complete.ts';
import { createDrafts } from './sop/drafts.ts';
import { formatSop } from './sop/format.ts';
import { hover } from './sop/hover.ts';
import { openApp } from './sop/open-app.ts';
import { createLibrary } from './sop/library.ts';
import { parseSop } from './sop/parse.ts';
import { listEpisodes, readEpisode, readImage } from './trajectory/reader.ts';

export interface HostServices {
  readonly config: Config;
  readonly log: Log;
  /** Answers one window. */
  attach(port: Port): void;
  /** Where `app.ticket` gets its tokens (browser mode). */
  tickets(make: () => string): void;
  /** Ends runs and phones; unsaved demo phone state is written. */
  close(): Promise<void>;
}

/** Changes of the demo phone are written this long after the last one. */
const SAVE_MS = 2000;

/**
 * @param root folder of the program
 * @param keychain where the keys of the audit log and of kept secrets are sealed; without one the first lie in a file that only its owner can read, the second are made from a passphrase
 * @throws Failure `config`, `file/*`, `audit/*`, `net/port-taken`
 */
export async function startServices(o: { mode: 'electron' | 'browser'; root: string; env: NodeJS.ProcessEnv; keychain?: Keychain }): Promise<HostServices> {
  const clock = systemClock;
  const config = await loadConfig(o.root, o.env);
  await ensureFolder(config.data);
  const log = createLog({ clock, file: path.join(config.data, 'logs', 'host.jsonl') });
  const { version } = JSON.parse(await readText(path.join(o.root, 'package.json'))) as { version: string };
  const episodes = path.join(config.data, 'episodes');
  const phoneFile = path.join(config.data, 'demo-phone.json');

  const ports = new Set<{ emit<E extends keyof Events>(name: E, value: Events[E]): void; reader(): string }>();
  const emit = <E extends keyof Events>(name: E, value: Events[E]): void => { for (const p of ports) p.emit(name, value); };
  const notice = (text: string, e: unknown): void => {
    const fault = faultOf(e);
    log.write('app', 'error', text, fault);
    emit('notice', { level: 'error', text, fault });
  };

  const core = await openCore({ config, clock, log, demo: { ...await savedPhone(phoneFile, log) } });
  const stopDevices = core.registry.onChange((devices) => emit('devices', devices));

  // --- the demo phone's state survives the program ---
  let saving: AbortController | undefined;
  const savePhone = (): Promise<void> => writeAtomic(phoneFile, JSON.stringify(core.phone.save()));
  const stopSaving = core.phone.onChange(() => {
    if (saving !== undefined) return;
    saving = new AbortController();
    void clock.sleep(SAVE_MS, saving.signal).then(savePhone).catch((e: unknown) => { if (!saving?.signal.aborted) notice('The demo phone was not saved', e); }).finally(() => { saving = undefined; });
  });

  // --- phones: one session each, shared by mirror, editor and runs ---
  const sessions = new Map<string, Promise<PhoneSession>>();
  const session = (device: string): Promise<PhoneSession> => {
    let opening = sessions.get(device);
    if (!opening) {
      opening = core.registry.open(device);
      sessions.set(device, opening);
      opening.then((s) => { emit('session', s.info); s.onInfo?.((info) => emit('session', info)); }, () => sessions.delete(device));
    }
    return opening;
  };
  /** The last snapshots: what an action of the window may refer to. */
  const snapshots = new Map<string, Snapshot>();
  const remember = (s: Snapshot): Snapshot => {
    snapshots.set(s.id, s);
    for (const id of snapshots.keys()) { if (snapshots.size <= 50) break; snapshots.delete(id); }
    return s;
  };

  const closing = new AbortController();
  const desk = createDesk(clock);
  const audit = await auditOf({ core, ...(o.keychain ? { keychain: o.keychain } : {}), onFault: (fault) => notice('The second copy of the audit log', new Failure(fault)) });
  const noted = createPolicyNotes({ audit, data: config.data, onFault: (fault) => notice('A change of the policies is not in the audit log', new Failure(fault)) });
  const policies = await openPolicies({
    resources: config.resources, userFolder: config.settings.userFolder, data: config.data, clock, log, watch: true, onChange: (s) => emit('policy', s), onInForce: noted.changed,
    onFault: (text, fault) => emit('notice', { level: 'warning', text, fault }),
  });
  await noted.begin(policies.inForce());
  const profiles = openProfiles({ file: path.join(config.data, 'profiles.json'), clock });
  const broker = createBroker({ asker: desk.asker, clock, timeoutMs: config.settings.approvalMinutes * 60_000, nameOf: profiles.nameOf, remember: (card, scope, by) => policies.policy.remember(card, scope, by) });
  broker.onAnswer((answered) => emit('run.answered', answered));
  const executor = createExecutor({
    observerOf: core.observerOf, broker, clock, log, policy: policies.policy, opinion: () => (config.settings.secondOpinion === true ? models.opinion() : undefined),
    witness: { witness: async (record) => { log.write('control', 'info', record.what, { outcome: record.outcome, actor: record.actor.kind }); } },
  });
  const freeMemory = (): number => process.availableMemory();
  const shelf = await openModelLibrary({
    folder: path.join(config.data, 'models'), resources: config.resources, models: () => models, effects: createEffects(), clock, log,
    freeMemory, rss: () => process.memoryUsage.rss(), pid: process.pid, alive: processAlive,
    remember: async (file) => { const model = file === embeddedPilot(config.resources) ? EMBEDDED : file; if (model !== config.settings.model) emit('settings', await saveSettings(config, { model })); },
    onChange: (s) => emit('models', s), onDownload: (d) => emit('models.download', d),
    notice: (text, fault) => { log.write('model', 'error', text, fault); emit('notice', { level: 'warning', text, fault }); },
  });
  const models: Models = createModels({ resources: config.resources, warm: path.join(config.data, 'warm'), log, clock, freeBytes: freeMemory, onChange: (info) => emit('model', info), onLoaded: (model, signal) => shelf.loaded(model, signal) });
  const library = createLibrary({ folders: { library: config.library, user: config.settings.userFolder } });
  const stopLibrary = library.watch((entries) => { for (const p of ports) p.emit('library', readable(entries, p.reader())); }, (e) => notice('The SOP folders cannot be watched', e));
  const drafts = createDrafts({ folder: path.join(config.data, 'drafts'), onFault: (fault) => notice('A draft cannot be read', new Failure(fault)) });
  const declassifier = createDeclassifier({ file: path.join(config.data, 'declassified.jsonl'), clock, log, declassified: (d) => audit.note(noteOf(d)) });
  let passphrase = o.env.COUNTERSIGN_PASSPHRASE;
  let store: Promise<SecretStore> | undefined;
  const secretFile = path.join(config.data, 'secrets.json');
  /** The keychain is asked for when secrets are first wanted: some ask the person. */
  const secrets = (): Promise<SecretStore> => (store ??= (async () => {
    const keychain = o.keychain && await o.keychain.available() ? o.keychain : undefined;
    return createSecretStore({
      file: secretFile, env: o.env, clock,
      source: keychain ? { kind: 'keychain', keychain } : { kind: 'passphrase', ask: async () => { if (passphrase === undefined) throw new Failure({ kind: 'secret/locked', path: secretFile, detail: 'Enter its passphrase first' }); return passphrase; } },
    });
  })().catch((e: unknown) => { store = undefined; throw e; }));
  const secretsState = async (): Promise<SecretsState> => {
    const s = await secrets();
    const locked = s.kind() === 'passphrase' && passphrase === undefined;
    return { kind: s.kind(), locked, ...(locked && await s.fresh() ? { fresh: true as const } : {}), secrets: locked ? s.environment() : await s.list() };
  };
  const unreadableRuns = async (reader: string): Promise<Set<string>> => new Set((await listEpisodes(episodes)).episodes.filter((e) => !mayRead(reader, e.label?.readers)).map((e) => e.id));
  const readable = (entries: SopEntry[], reader: string): SopEntry[] => entries.filter((e) => mayRead(reader, e.readers));
  /** @throws Failure `sop/not-found` also for what may not be read */
  const readSopFile = async (q: { folder: SopEntry['folder']; path: string }, reader: string): Promise<SopFile> => {
    const file = await library.read(q);
    if (!mayRead(reader, labelOfSop(parseSop(file.text, { path: q.path }).meta).readers)) throw new Failure({ kind: 'sop/not-found', path: q.path });
    return file;
  };
  const remembered = await memoryIfPossible({ data: config.data, clock });
  if (remembered.fault) log.write('app', 'error', 'The memory of apps', remembered.fault);
  const { memory } = remembered;
  /** @throws Failure with the reason why there is no memory */
  const needMemory = (): NonNullable<typeof memory> => { if (!memory) throw new Failure(remembered.fault!); return memory; };
  let explorations: Explorations | undefined;
  const runs = createRuns({
    core, executor, broker, session, episodes, audit,
    ...(memory ? { memory } : {}),
    occupied: (device) => explorations?.holder(device),
    pending: path.join(config.data, 'pending-runs'),
    people: { question: (q, signal) => desk.ask(q, signal) },
    mind: () => models.mind(),
    declassifier,
    secrets: { get: async (name) => (await secrets()).get(name), fromEnvironment: (name) => secretOf(o.env, name) },
    readSop: async (q, reader) => ({ text: (await (reader === undefined ? library.read(q) : readSopFile(q, reader))).text, file: await library.locate(q) }),
    onState: (state) => { if (ENDED.includes(state.status)) policies.policy.runEnded(state.id); emit('run', state); },
  });
  if (memory) {
    explorations = createExplorations({
      core, memory, executor, session, onJob: (job) => emit('explore', job),
      occupied: (device) => runs.holder(device),
    });
  }
  const benches = createBenches({ folder: path.join(config.data, 'bench'), spawn: (args) => spawnBench(args, o.env), alive: stillRuns(processAlive, clock), clock, log, onState: (s) => emit('bench', s) });
  const notExploring = (q: { package: string; version: string }): void => {
    if (explorations?.busy(q.package, q.version)) throw new Failure({ kind: 'usage', detail: 'This app is being explored: stop that first' });
  };
  /** @throws Failure `usage` when nothing is remembered of it */
  const readGraph = (q: { package: string; version: string }, reader: string): MemoryGraph => {
    const g = needMemory().as(reader).store.read(q.package, q.version);
    if (!g) throw new Failure({ kind: 'usage', detail: `Nothing is remembered of ${q.package} ${q.version}` });
    return g;
  };
  /** Changes what is remembered of an app. @throws Failure `usage` when nothing is */
  const rewrite = (q: { package: string; version: string }, change: (g: MemoryGraph) => MemoryGraph, reader: string): MemoryGraph => {
    return needMemory().as(reader).store.update(readGraph(q, reader), change, clock.now());
  };
  const screens = createScreens({
    clock, log,
    look: (device) => {
      const open = sessions.get(device);
      // A run needs the phone's one accessibility connection more than the editor does.
      if (open === undefined || explorations?.holder(device) !== undefined || runs.list().some((r) => r.device === device && !ENDED.includes(r.status))) return undefined;
      return open.then((s) => core.observerOf(s).look({ settle: false, signal: closing.signal })).then(remember);
    },
  });
  void shelf.begin(config.settings.model === EMBEDDED ? embeddedPilot(config.resources) : config.settings.model).catch((e: unknown) => notice('The model was not loaded', e));

  /** What is remembered of the app that the SOP has open there. Completion goes on without it when it cannot be read. */
  const knownLabels = (text: string, offset: number, reader: string): ReturnType<NonNullable<typeof memory>['labels']> => {
    const app = memory && openApp(text, offset);
    if (!memory || app === undefined) return [];
    try {
      return memory.as(reader).labels(app);
    } catch (e) {
      if (!(e instanceof Failure)) throw e;
      log.write('app', 'warning', `What is remembered of ${app} is not offered`, e.fault);
      return [];
    }
  };

  const faults = (): Record<DemoFault, boolean> => Object.fromEntries(DEMO_FAULTS.map((f) => [f, core.phone.faults.has(f)])) as Record<DemoFault, boolean>;
  let exposed: { port: number; close(): Promise<void> } | undefined;
  let makeTicket = (): string => '';

  /** Who sits at a window. */
  const seated = (seat: { person?: Person | undefined }): { name: string; person?: Person } => {
    const name = profiles.nameOf(seat.person);
    return name === undefined || seat.person === undefined ? { name: OWNER } : { name, person: seat.person };
  };
  const people = async (seat: { person?: Person | undefined }): Promise<{ me: string; profiles: Profile[] }> => ({ me: seated(seat).name, profiles: await profiles.list() });

  /** Calls that concern the asking window itself get its own part. `seat`: who has signed in there. */
  const apiFor = (mirrors: Map<string, Mirror>, own: { emit<E extends keyof Events>(name: E, value: Events[E]): void }, seat: { person?: Person | undefined }): Api => {
    /** What they may not read is not there for them. */
    const reader = (): string => seated(seat).name;
    /** A run under way is everybody's at the desk; what it leaves behind is not. */
    const seen = (r: RunState): boolean => !ENDED.includes(r.status) || mayRead(reader(), r.label?.readers);
    /** Not those that name an SOP which the person may not know of. */
    const leaves = async (): Promise<Leave[]> => {
      const hidden = new Set((await library.list()).filter((e) => !mayRead(reader(), e.readers)).map((e) => e.id));
      return policies.leaves.list().filter((l) => l.sop === undefined || !hidden.has(l.sop));
    };
    const announce = async (): Promise<void> => own.emit('library', readable(await library.list(), reader()));
    return {
      'app.info': () => ({ version, mode: o.mode, demo: 'demo', dataFolder: config.data }),
      'app.ticket': () => makeTicket(),
      'app.settings': () => config.settings,
      'app.configure': async (change) => {
        const settings = await saveSettings(config, change);
        emit('settings', settings);
        return settings;
      },
      'app.log': () => log.recent(),

      'devices.list': () => core.registry.list(),
      'devices.open': async ({ device }) => (await session(device)).info,
      'devices.state': async ({ device }, signal) => (await session(device)).state(signal),
      'devices.connect': async ({ address }) => { await core.registry.connect(address); return await core.registry.list(); },
      'devices.pair': ({ address, code }) => core.registry.pair(address, code),

      'mirror.start': async ({ device, maxSize }, signal) => {
        const s = await session(device);
        const { size } = await s.state(signal);
        mirrors.get(device)?.stop();
        mirrors.set(device, createMirror({ session: s, maxSize, log, send: (packet) => own.emit('mirror.frame', { device, packet }), failed: (fault) => own.emit('mirror.fault', { device, fault }) }));
        return { width: size[0], height: size[1] };
      },
      'mirror.ack': ({ device, seq }) => mirrors.get(device)?.ack(seq),
      'mirror.stop': ({ device }) => { mirrors.get(device)?.stop(); mirrors.delete(device); },

      'screen.observe': async ({ device, settle }, signal) => {
        const snapshot = remember(await core.observerOf(await session(device)).look({ settle: settle === true, signal }));
        screens.keep(device, snapshot);
        return snapshot;
      },
      'images.get': async ({ id, episode }) => {
        const image = episode === undefined ? core.images.get(id) : await readImage(episodes, (await readEpisode(episodes, episode, reader())).id, id);
        if (image === undefined) throw new Failure({ kind: 'file/not-found', path: id });
        return image;
      },
      act: async ({ device, action, snapshot }, signal) => {
        const before = snapshot === undefined ? undefined : snapshots.get(snapshot);
        if (snapshot !== undefined && before === undefined) throw new Failure({ kind: 'screen/stale', detail: 'That look at the screen is too old' });
        // While somebody has the phone of a run, the run's episode hears that something was done, and nothing of what the screen said.
        const taken = runs.list().find((r) => r.device === device && r.status === 'taken-over');
        const { outcome } = await executor.perform({
          session: await session(device), actor: { kind: 'human', via: taken ? 'take-over' : 'mirror' }, action, ...(before ? { before } : {}), ...(taken ? { witness: runs.handle(taken.id).witness } : {}), signal,
        });
        return outcome.ok ? { ok: true } : { ok: false, fault: outcome.fault };
      },

      'sop.list': async () => readable(await library.list(), reader()),
      'sop.read': (q) => readSopFile(q, reader()),
      'sop.write': (file) => library.write(file),
      'sop.create': (q) => library.create(q),
      'sop.remove': async (q) => { await readSopFile({ folder: 'user', path: q.path }, reader()); await library.remove(q); },
      'sop.analyse': ({ text, path: at }) => analyse(text, { path: at }),
      'sop.complete': async ({ text, offset, device }) => complete({ text, offset, screen: device === undefined ? undefined : await screens.near(device), seen: knownLabels(text, offset, reader()), sops: readable(await library.list(), reader()) }),
      'sop.hover': async ({ text, offset, device }) => hover({ text, offset, screen: device === undefined ? undefined : await screens.near(device), seen: knownLabels(text, offset, reader()) }),
      'sop.format': ({ text }) => formatSop(text),
      'drafts.keep': (draft) => drafts.keep(draft),
      'drafts.list': async () => {
        const hidden = new Set((await library.list()).filter((e) => !mayRead(reader(), e.readers)).map((e) => `${e.folder}/${e.path}`));
        return (await drafts.list()).filter((d) => !hidden.has(`${d.folder}/${d.path}`) && mayRead(reader(), labelOfSop(parseSop(d.text, { path: d.path }).meta).readers));
      },
      'drafts.drop': (q) => drafts.drop(q),

      'run.start': (options) => runs.start(options, reader()),
      'run.plan': (q) => runs.plan(q, reader()),
      'run.get': ({ run }) => {
        const state = runs.get(run);
        if (!seen(state)) throw new Failure({ kind: 'run/not-found', run });
        return state;
      },
      'run.list': () => runs.list().filter(seen),
      'run.interrupted': async () => (await runs.interrupted()).filter((i) => mayRead(reader(), i.episode.label?.readers)),
      'run.forget': ({ episode }) => runs.forget(episode),
      'run.pause': ({ run }) => runs.handle(run).pause(),
      'run.resume': ({ run }) => runs.handle(run).resume(),
      'run.step': ({ run }) => runs.handle(run).step(),
      'run.stop': ({ run }) => runs.handle(run).stop(),
      'run.takeOver': ({ run }) => runs.handle(run).takeOver(),
      'run.handBack': ({ run, next }) => runs.handle(run).handBack(next),
      'run.finished': ({ run }, signal) => runs.handle(run).finished(signal),
      'run.decide': async ({ as, ...q }) => {
        if (as === undefined) { desk.decide(q, seated(seat)); return; }
        const person = await profiles.check(as.name, as.passphrase);
        desk.decide(q, seated({ person }));
      },
      'run.reply': (q) => desk.reply(q),

      'profiles.list': () => people(seat),
      'profiles.create': async ({ name, passphrase }) => { await profiles.create(name, passphrase); return await people(seat); },
      'profiles.remove': async ({ name, passphrase }) => { await profiles.remove(name, passphrase); return await people(seat); },
      'profiles.check': async ({ name, passphrase }) => { await profiles.check(name, passphrase); },
      'profiles.signIn': async ({ name, passphrase }) => {
        seat.person = await profiles.check(name, passphrase);
        await announce();
        return await people(seat);
      },
      'profiles.signOut': async () => { seat.person = undefined; await announce(); return await people(seat); },
      'approvals.habits': () => readHabits(episodes, reader()),

      'episode.list': async () => {
        const { episodes: list, unreadable } = await listEpisodes(episodes, reader());
        for (const u of unreadable) log.write('run', 'warning', `The episode ${u} cannot be read`);
        return list;
      },
      'episode.read': ({ id }) => readEpisode(episodes, id, reader()),
      'episode.report': async ({ id }) => {
        const { path: folder } = await readEpisode(episodes, id, reader());
        return await readText(path.join(folder, 'report.html'));
      },

      'audit.list': async () => {
        const open = new Set(runs.list().filter((r) => !ENDED.includes(r.status)).map((r) => r.id));
        return { runs: (await listRuns(config.data, reader())).map((r) => ({ ...r, live: open.has(r.run) })), key: audit.keys.id, mirror: audit.mirror.file };
      },
      'audit.read': async ({ run }) => {
        if (run !== undefined) return await readChain(path.join((await readEpisode(episodes, run, reader())).path, RUN_LOG));
        const [kept, chain] = [await unreadableRuns(reader()), await readChain(path.join(config.data, 'audit', INDEX))];
        return { ...chain, records: chain.records.filter((r) => !(r.of && kept.has(r.of.run))) };
      },
      'audit.verify': async ({ run }, signal) => await checkAudit(run === undefined ? config.data : (await readEpisode(episodes, run, reader())).path, {
        hidden: await unreadableRuns(reader()), data: config.data, mirror: config.settings.auditMirror ?? config.auditMirror, signal,
        onProgress: (done, of) => own.emit('audit.progress', { done, of }),
      }),
      'audit.export': async ({ run, pictures }) => {
        const { path: episode, label = PUBLIC } = await readEpisode(episodes, run, reader());
        await declassifier.check({ what: run, outlet: 'export', label });
        const out = path.join(config.data, 'exports', `${run}-${new Date(clock.now()).toISOString().replace(/[-:]/g, '').slice(0, 15)}.tar.gz`);
        return await exportRun({ episode, out, resources: config.resources, keys: path.join(config.data, 'audit'), policies: await policyFiles(config), withPictures: pictures });
      },

      'memory.list': () => summarise(needMemory().as(reader())),
      'memory.read': (q) => readGraph(q, reader()),
      'memory.edit': (q) => rewrite(q, (g) => editElement(g, q, q), reader()),
      'memory.delete': (q) => {
        notExploring(q);
        const mine = needMemory().as(reader());
        const { store } = mine;
        if (q.state === undefined) store.remove(q.package, q.version);
        else { const { state } = q; rewrite(q, (g) => dropState(g, state), reader()); }
        return summarise(mine);
      },
      'memory.explore': async (q) => { needMemory(); return await explorations!.start(q); },
      'memory.stop': ({ job }) => explorations?.stop(job),
      'memory.apps': async ({ device }) => (await (await session(device)).apps()).map((a) => ({ package: a.package, label: a.label })),

      'model.info': () => models.info(),
      'model.load': ({ path: file }) => shelf.loadFile(file),
      'model.unload': () => shelf.unload(),
      'models.list': () => shelf.state(),
      'models.inspect': ({ path: file }) => shelf.inspect(file),
      'models.add': async ({ path: file }) => { await shelf.add(file); return await shelf.state(); },
      'models.remove': async ({ id, version }) => { await shelf.remove(id, version); return await shelf.state(); },
      'models.load': ({ id, version }) => shelf.load(id, version),
      'models.pin': async ({ id, version }) => { await shelf.pin(id, version); return await shelf.state(); },
      'models.rollback': ({ id }) => shelf.rollback(id),
      'models.fetch': async ({ id }) => (await shelf.fetch(id)).now,
      'models.stop': async ({ id, discard }) => { await shelf.stop(id, discard === true); return await shelf.state(); },

      'bench.state': () => benches.state(),
      'bench.start': ({ anew, ...options }) => benches.start(options, anew === true),
      'bench.stop': () => benches.stop(),
      'bench.report': () => benches.report(),

      'policy.state': () => policies.reload(),
      'policy.save': (q) => policies.save(q, reader()),
      'policy.preview': ({ rules }) => policies.preview(rules),
      'policy.why': ({ verdict }) => explain(verdict, policies.now()),
      'policy.dryRun': async ({ episode, rules }) => policies.dryRun(await readEpisode(episodes, episode, reader()), rules),
      'policy.remembered': leaves,
      'policy.forget': async ({ id }) => { await policies.forget(id, reader()); return await leaves(); },
      'secrets.list': secretsState,
      'secrets.unlock': async (q) => {
        const before = passphrase;
        if ([...q.passphrase].length < PASSPHRASE_MIN && await (await secrets()).fresh()) throw new Failure({ kind: 'secret/locked', path: secretFile, detail: `A passphrase has at least ${PASSPHRASE_MIN} characters` });
        passphrase = q.passphrase;
        try { return await secretsState(); } catch (e) { passphrase = before; throw e; }
      },
      'secrets.set': async ({ name, value }) => { log.hide(value); await (await secrets()).set(name, value); return await secretsState(); },
      'secrets.remove': async ({ name }) => { await (await secrets()).remove(name); return await secretsState(); },
      'labels.of': async ({ episode }) => (await readEpisode(episodes, episode, reader())).label ?? PUBLIC,
      'labels.declassify': async ({ episode, outlet, reason }) => declassifier.decide({ what: episode, outlet, label: (await readEpisode(episodes, episode, reader())).label ?? PUBLIC, by: reader(), reason }),
      'labels.declassified': async () => (await declassifier.list()).filter((e) => mayRead(reader(), e.label.readers)),

      'demo.faults': faults,
      'demo.fault': ({ fault, on }) => { core.phone.setFault(fault, on); return faults(); },
      'demo.save': () => core.phone.save(),
      'demo.restore': ({ state }) => core.phone.restore(state as PhoneState),
      'demo.reset': () => core.phone.reset(),
      'demo.expose': async ({ on }) => {
        if (!on) { await exposed?.close(); exposed = undefined; return { port: 0 }; }
        exposed ??= await core.expose();
        return { port: exposed.port };
      },
    };
  };

  return {
    config,
    log,
    attach(port) {
      const mirrors = new Map<string, Mirror>();
      let own: { emit<E extends keyof Events>(name: E, value: Events[E]): void };
      // The api announces through the port it is served on, which exists a line later.
      const seat: { person?: Person } = {};
      const served = serve(port, apiFor(mirrors, { emit: (name, value) => own.emit(name, value) }, seat), checkArgument);
      own = served;
      const listening = { emit: own.emit, reader: () => seated(seat).name };
      ports.add(listening);
      port.onClose(() => {
        ports.delete(listening);
        for (const m of mirrors.values()) m.stop();
      });
    },
    tickets(make) { makeTicket = make; },
    async close() {
      closing.abort();
      stopDevices();
      stopLibrary();
      policies.close();
      stopSaving();
      await benches.close();
      await explorations?.close();
      await runs.close();
      await noted.settled();
      await audit.close();
      memory?.close();
      await shelf.close();
      await models.close();
      saving?.abort();
      await savePhone().catch((e: unknown) => notice('The demo phone was not saved', e));
      await exposed?.close();
      for (const s of sessions.values()) await s.then((open) => open.close(), () => undefined);
      await core.close();
    },
  };
}

/** The demo phone as it was left. A damaged file is set aside, not lost. */
async function savedPhone(file: string, log: Log): Promise<{ state?: PhoneState }> {
  let text: string;
  try {
    text = await readText(file);
  } catch (e) {
    if (e instanceof Failure && e.fault.kind === 'file/not-found') return {};
    throw e;
  }
  try {
    return { state: checkState(JSON.parse(text)) };
  } catch (e) {
    if (!(e instanceof SyntaxError) && !(e instanceof Failure)) throw e;
    log.write('demo', 'warning', 'The saved demo phone cannot be read; a fresh one is used', e instanceof Failure ? e.fault : { error: e.message });
    await fs.rename(file, `${file}.damaged`);
    return {};
  }
}
