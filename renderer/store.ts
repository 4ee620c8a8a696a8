// Exports: useStore (the window's state), attach, call, listen, attempt, notify, commands (one function per thing a person can ask for),
// setWindow, shownRun, chosenDevice, State, Notice, Target, Editor, Picking, Command.
// The store mirrors what the host says and holds a few choices of this window. What can be computed from them is computed where it is shown.

import { create } from 'zustand';
import type { Action } from '../electron/protocol/actions.ts';
import type { BenchOptions, BenchState } from '../electron/protocol/bench.ts';
import { advise, faultOf, type Fault } from '../electron/protocol/faults.ts';
import type { ExploreJob } from '../electron/protocol/memory.ts';
import type { Download, ModelsState } from '../electron/protocol/models.ts';
import type { PolicyState } from '../electron/protocol/policy.ts';
import type { Client } from '../electron/protocol/rpc.ts';
import { type Decision, ENDED, type EpisodeInfo, type Question, type Reply, type RunOptions, type RunState } from '../electron/protocol/run.ts';
import type { Bounds, DeviceState, Snapshot } from '../electron/protocol/screen.ts';
import type { Answer, Arg, Call, DemoFault, DeviceInfo, ModelInfo, SecretsState, SessionInfo, Settings } from '../electron/protocol/services.ts';
import type { Param, SopEntry } from '../electron/protocol/sop.ts';
import { missing } from './run/missing.ts';

/** What the Run panel starts: the SOP that is open in the editor, saved or not. Set by the SOP panel. */
export interface Target {
  sop: RunOptions['sop'];
  title: string;
  params: readonly Param[];
  /** Number of errors; a document with errors is not run. */
  errors: number;
  /** Step ids. */
  breakpoints: readonly string[];
}

/** What other panels may ask of the editor; registered by the SOP panel while it is mounted. */
export interface Editor {
  /** Inserts at the cursor and focuses the editor. */
  insert(text: string): void;
  /** Shows a line (1-based) of a file, opening it when it is not open. `path` is relative to its folder. */
  reveal(path: string, line: number): void;
  focus(): void;
}

/** Somebody waits for an element to be chosen on the mirror or in the element list. */
export interface Picking {
  /** Said above the mirror. */
  text: string;
  /** The snapshot the choice refers to; without one the current screen is looked at. */
  snapshot?: Snapshot;
  candidates: readonly number[];
  choose(element: number): void;
  cancel(): void;
}

export interface Notice { id: number; level: 'info' | 'warning' | 'error'; text: string; fault?: Fault }

/** Measured by the mirror, about once a second. */
export interface MirrorFigures { fps: number; latencyMs: number; kind: 'h264' | 'png'; width: number; height: number }

export type Area = 'phone' | 'sop' | 'run';

/** A command of the palette. `keys` such as `Ctrl+Enter`, `F6`, `Ctrl+Shift+P`. */
export interface Command {
  id: string;
  title: string;
  group: string;
  keys?: string;
  enabled?: () => boolean;
  run: () => void;
}

export interface State {
  link: 'connecting' | 'open' | 'gone';
  linkFault?: { text: string; retry: boolean };
  info?: Awaited<Answer<'app.info'>>;
  settings?: Settings;
  model?: ModelInfo;
  /** Read when the Models dialog opens, then followed. */
  models?: ModelsState;
  modelsFault?: Fault;
  /** Read when the Task bench dialog opens, then followed. */
  bench?: BenchState;
  /** Why it could not be read, or why the last request about it was refused. */
  benchFault?: Fault;
  /** Read when the Policy page opens, then followed. */
  policy?: PolicyState;
  policyFault?: Fault;
  devices: DeviceInfo[];
  /** Chosen phone. */
  device?: string;
  sessions: Record<string, SessionInfo>;
  /** Why the chosen phone could not be opened. */
  deviceFault?: Fault;
  opening: boolean;
  phone?: DeviceState;
  snapshot?: Snapshot;
  snapshotFault?: Fault;
  looking: boolean;
  mirror?: MirrorFigures;
  library: SopEntry[];
  runs: Record<string, RunState>;
  /** Who sits at this window (`owner`: nobody has signed in), and who could. */
  people?: Awaited<Answer<'profiles.list'>>;
  /** The last exploration of each phone. */
  explorations: Record<string, ExploreJob>;
  /** Shown run. */
  run?: string;
  interrupted: { episode: EpisodeInfo; options: RunOptions }[];
  demoFaults?: Record<DemoFault, boolean>;
  notices: Notice[];

  target?: Target;
  /** Values of the parameter form, by SOP path; secrets are dropped once a run has started. */
  values: Record<string, Record<string, string>>;
  /** Names of kept secrets chosen for secret parameters, by SOP path. */
  stored: Record<string, Record<string, string>>;
  /** Names of what is kept, read when first wanted. */
  secrets?: SecretsState;
  secretsFault?: Fault;
  picking?: Picking;
  /** A box that pulses on the mirror: the target of the open card. */
  pulse?: Bounds;
  /** Element under the pointer or the cursor of the element list. */
  hovered?: number;
  inspect: boolean;
  editor?: Editor;
  commands: Command[];
  palette: boolean;
  dialog?: 'settings' | 'people' | 'demo' | 'memory' | 'models' | 'bench' | 'policy' | 'audit' | 'secrets';
  /** Area to reveal and focus; `nonce` makes each request new. */
  focus?: { area: Area; nonce: number };
}

export const useStore = create<State>()(() => ({
  link: 'connecting', devices: [], sessions: {}, opening: false, looking: false, library: [], runs: {}, explorations: {}, interrupted: [], notices: [],
  values: {}, stored: {}, inspect: false, commands: [], palette: false,
}));

const { setState: set, getState: get } = useStore;

let client: Client | undefined;
let serial = 0;

/** A call to the host. Rejects with a Failure. */
export function call<C extends Call>(name: C, ...arg: Arg<C> extends void ? [arg?: undefined, signal?: AbortSignal] : [arg: Arg<C>, signal?: AbortSignal]): Promise<Awaited<Answer<C>>> {
  if (client === undefined) return Promise.reject(new Error('Not connected to the host'));
  return client.call(name, ...arg);
}

/** Listens to an event of the host that is not kept in the store (frames). @returns a function that stops listening */
export const listen: Client['on'] = (name, on) => client?.on(name, on) ?? (() => {});

/** Shows a notice; a fault brings its title and remedies. */
export function notify(notice: Omit<Notice, 'id' | 'text'> & { text?: string }): void {
  const text = notice.text ?? (notice.fault ? advise(notice.fault).title : '');
  const same = get().notices.find((n) => n.text === text && n.level === notice.level);
  const next: Notice = { ...notice, text, id: ++serial };
  set((s) => ({ notices: [...s.notices.filter((n) => n !== same), next].slice(-5) }));
}

/** Runs a request of a person; a failure becomes a notice. @returns undefined when it failed */
export async function attempt<T>(what: Promise<T>): Promise<T | undefined> {
  try {
    return await what;
  } catch (e) {
    // A lost connection has its own full-window message.
    if (get().link === 'open') notify({ level: 'error', fault: faultOf(e) });
    return undefined;
  }
}

const keepModels = (models: ModelsState | undefined): void => { if (models) set({ models, modelsFault: undefined }); };
/** Those that are done come as installed models. */
const keepDownload = (d: Download): void => set((s) => (s.models === undefined ? {} : { models: { ...s.models, downloads: [...s.models.downloads.filter((o) => o.id !== d.id), ...(d.state === 'done' ? [] : [d])] } }));
/** A request about the bench; what refuses it is said in its dialog. */
async function askBench(ask: () => Promise<BenchState>): Promise<void> {
  set({ benchFault: undefined });
  const before = get().bench;
  try {
    const bench = await ask();
    // Events may have overtaken the answer.
    if (get().bench === before) set({ bench });
  } catch (e) {
    set({ benchFault: faultOf(e) });
  }
}
const keepRun = (run: RunState): void => set((s) => ({ runs: { ...s.runs, [run.id]: run } }));

/** Mirrors a connected host into the store, from a fresh read of everything. */
export async function attach(next: Client): Promise<void> {
  client = next;
  opened = undefined;
  next.on('devices', (devices) => { set({ devices }); void commands.followDevices(); });
  next.on('session', (session) => set((s) => ({ sessions: { ...s.sessions, [session.device]: session } })));
  next.on('run', (run) => {
    const isNew = get().runs[run.id] === undefined;
    keepRun(run);
    const shown = shownRun(get());
    if (isNew && (shown === undefined || ENDED.includes(shown.status))) set({ run: run.id });
  });
  next.on('run.answered', (a) => {
    if (!mine.delete(a.card)) notify({ level: 'info', text: `${a.and === undefined ? a.by : `${a.by} and ${a.and}`} ${DECIDED[a.decision]} in another window: ${a.what}` });
  });
  next.on('explore', (job) => set((s) => ({ explorations: { ...s.explorations, [job.device]: job } })));
  next.on('library', (library) => set({ library }));
  next.on('model', (model) => set({ model }));
  next.on('models', keepModels);
  next.on('models.download', keepDownload);
  next.on('bench', (bench) => set({ bench }));
  next.on('policy', (policy) => set({ policy }));
  next.on('settings', (settings) => set({ settings }));
  next.on('notice', (notice) => notify(notice));
  void next.closed.then(() => {
    if (client === next) set({ link: 'gone', mirror: undefined, linkFault: { text: 'The host process has ended or the connection was lost', retry: true } });
  });
  const [info, settings, model, devices, library, runs, interrupted] = await Promise.all([
    next.call('app.info'), next.call('app.settings'), next.call('model.info'), next.call('devices.list'),
    next.call('sop.list'), next.call('run.list'), next.call('run.interrupted'),
  ]);
  const latest = newest(runs);
  set({ link: 'open', linkFault: undefined, info, settings, model, devices, library, interrupted, runs: Object.fromEntries(runs.map((r) => [r.id, r])), run: latest?.id });
  void commands.readPeople();
  await commands.followDevices();
  await commands.readPolicy();
  if (get().policy?.ok === false) notify({ level: 'error', text: 'The policy cannot be used: nothing of an agent is sent until it is mended (Ctrl+Alt+P)' });
}

const newest = (runs: readonly RunState[]): RunState | undefined => runs.toSorted((a, b) => b.startedAt - a.startedAt)[0];

/** Another person sits here now: what was shown to the one before is read anew, and what they typed is forgotten. */
useStore.subscribe((now, before) => {
  if (now.people === undefined || before.people === undefined || now.people.me === before.people.me || now.link !== 'open') return;
  set({ values: {}, stored: {}, runs: Object.fromEntries(Object.entries(now.runs).filter(([, r]) => !ENDED.includes(r.status))), interrupted: [] });
  void attempt(Promise.all([call('run.list'), call('run.interrupted')])).then((read) => {
    if (!read) return;
    const [runs, interrupted] = read;
    // A run that goes on may have told more meanwhile.
    set((s) => ({ interrupted, runs: { ...Object.fromEntries(runs.map((r) => [r.id, r])), ...s.runs }, run: s.run !== undefined && runs.some((r) => r.id === s.run) ? s.run : newest(runs)?.id }));
  });
});

/** Cards that were answered here: what others answered is told. */
const mine = new Set<string>();
const DECIDED: Record<Decision['decision'], string> = { allow: 'allowed', edit: 'changed', deny: 'denied', 'take-over': 'took over at', stop: 'stopped at' };

/** The phone opened on this connection; one that comes back is opened again. */
let opened: string | undefined;

export const commands = {
  async readPolicy(): Promise<void> {
    try {
      set({ policy: await call('policy.state'), policyFault: undefined });
    } catch (e) {
      set({ policyFault: faultOf(e) });
    }
  },

  async configure(change: Partial<Settings>): Promise<void> {
    const settings = await attempt(call('app.configure', change));
    if (settings) set({ settings });
  },

  /** Chooses a phone when none is chosen (the last one used, else a real one, else the demo), and opens it when it is ready. */
  async followDevices(): Promise<void> {
    const { devices, device } = get();
    if (device === undefined) {
      const last = localStorage.getItem('countersign:device');
      const ready = devices.filter((d) => d.state === 'device');
      const choice = ready.find((d) => d.id === last) ?? ready.find((d) => d.endpoint === 'adb') ?? ready[0] ?? devices[0];
      if (choice) await commands.chooseDevice(choice.id);
      return;
    }
    // A chosen phone that vanished stays chosen: it is opened again when it comes back.
    const here = devices.find((d) => d.id === device);
    if (here?.state !== 'device') { opened = undefined; set({ mirror: undefined }); }
    else if (opened !== device) await commands.openDevice();
  },
  async chooseDevice(device: string): Promise<void> {
    localStorage.setItem('countersign:device', device);
    set({ device, deviceFault: undefined, snapshot: undefined, snapshotFault: undefined, mirror: undefined, phone: undefined });
    opened = undefined;
    if (get().devices.find((d) => d.id === device)?.state === 'device') await commands.openDevice();
  },
  async openDevice(): Promise<void> {
    const { device } = get();
    if (device === undefined) return;
    opened = device;
    set({ opening: true, deviceFault: undefined });
    try {
      const session = await call('devices.open', { device });
      set((s) => ({ sessions: { ...s.sessions, [device]: session } }));
      await commands.refreshPhone();
    } catch (e) {
      opened = undefined;
      if (get().device === device) set({ deviceFault: faultOf(e) });
    } finally {
      set({ opening: false });
    }
  },
  async connectDevice(address: string): Promise<void> {
    const devices = await attempt(call('devices.connect', { address }));
    if (devices) set({ devices });
  },
  async pairDevice(address: string, code: string): Promise<void> {
    const said = await attempt(call('devices.pair', { address, code }));
    if (said !== undefined) notify({ level: 'info', text: said });
  },
  async refreshPhone(): Promise<void> {
    const { device } = get();
    if (device === undefined) return;
    try {
      const phone = await call('devices.state', { device });
      if (get().device === device) set({ phone });
    } catch (e) {
      // The phone went away in between: the device list says so, a second message would not help.
      if (!faultOf(e).kind.startsWith('device/')) notify({ level: 'error', fault: faultOf(e) });
    }
  },
  /** Looks at the screen again; the answer is in `snapshot` or `snapshotFault`. */
  async observe(settle = false): Promise<Snapshot | undefined> {
    const { device } = get();
    if (device === undefined || chosenDevice(get())?.state !== 'device') return undefined;
    set({ looking: true });
    try {
      const snapshot = await call('screen.observe', { device, settle });
      // An id means something in its snapshot only: the highlighted element stays so when it is still the same one.
      const was = get().snapshot?.elements.find((e) => e.id === get().hovered);
      const same = was && snapshot.elements.find((e) => e.role === was.role && e.label === was.label && e.resourceId === was.resourceId);
      if (get().device === device) set({ snapshot, snapshotFault: undefined, hovered: same?.id });
      return snapshot;
    } catch (e) {
      if (get().device === device) set({ snapshot: undefined, snapshotFault: faultOf(e) });
      return undefined;
    } finally {
      set({ looking: false });
    }
  },
  /** A person acts on the phone. */
  async act(action: Action, snapshot?: string): Promise<boolean> {
    const { device } = get();
    if (device === undefined) return false;
    const done = await attempt(call('act', { device, action, ...(snapshot === undefined ? {} : { snapshot }) }));
    if (done?.fault) notify({ level: 'warning', fault: done.fault });
    return done?.ok ?? false;
  },

  /** The SOP the editor shows; the Run panel starts it. */
  setTarget(target: Target | undefined): void { set({ target }); },
  setValue(path: string, name: string, value: string): void {
    set((s) => ({ values: { ...s.values, [path]: { ...s.values[path], [name]: value } } }));
  },
  /** Takes a kept secret for a parameter; without a name it is typed again. */
  chooseSecret(path: string, param: string, name: string | undefined): void {
    set((s) => {
      const { [param]: _, ...others } = s.stored[path] ?? {};
      return { stored: { ...s.stored, [path]: name === undefined ? others : { ...others, [param]: name } }, values: { ...s.values, [path]: { ...s.values[path], ...(name === undefined ? {} : { [param]: '' }) } } };
    });
  },
  async readSecrets(): Promise<void> {
    try {
      set({ secrets: await call('secrets.list'), secretsFault: undefined });
    } catch (e) {
      set({ secretsFault: faultOf(e) });
    }
  },
  /**
   * Starts the target on the chosen phone with the values of the form.
   * @param how where to begin or end, or `paused` to stop before the first step
   */
  async startRun(how: Pick<RunOptions, 'from' | 'to' | 'only' | 'paused' | 'examples'> = {}): Promise<RunState | undefined> {
    const { target, device } = get();
    if (target === undefined) { notify({ level: 'warning', text: 'Open an SOP first' }); return undefined; }
    if (device === undefined) { notify({ level: 'warning', text: 'Choose a phone first' }); return undefined; }
    const path = target.sop.path;
    const values = get().values[path] ?? {};
    // A name that the SOP no longer has, or that is no secret there any more, is not asked for.
    const stored = Object.fromEntries(Object.entries(get().stored[path] ?? {}).filter(([name]) => target.params.some((p) => p.secret && p.name === name)));
    const needed = how.examples === true ? [] : missing(target.params, { values, stored }, get().secrets);
    // The form for them stands where an ended run is shown.
    if (needed.length > 0) { set((s) => ({ run: ENDED.includes(shownRun(s)?.status ?? 'stopped') ? undefined : s.run })); commands.show('run'); notify({ level: 'info', text: `Give ${needed.map((p) => p.name).join(', ')} first` }); return undefined; }
    if (target.errors > 0) { notify({ level: 'warning', text: `${target.title} has ${target.errors} error${target.errors === 1 ? '' : 's'}: correct ${target.errors === 1 ? 'it' : 'them'} first` }); return undefined; }
    const given = Object.fromEntries(Object.entries(values).filter(([name, v]) => v !== '' && stored[name] === undefined && target.params.some((p) => p.name === name)));
    commands.show('run');
    const run = await attempt(call('run.start', { device, sop: target.sop, params: given, ...(Object.keys(stored).length > 0 ? { stored } : {}), breakpoints: [...target.breakpoints], ...how }));
    if (run === undefined) return undefined;
    keepRun(run);
    set((s) => ({ run: run.id, values: { ...s.values, [path]: Object.fromEntries(Object.entries(given).filter(([n]) => !target.params.find((p) => p.name === n)?.secret)) } }));
    return run;
  },
  async startAgain(options: RunOptions, episode: string): Promise<void> {
    const run = await attempt(call('run.start', options));
    if (run === undefined) return;
    keepRun(run);
    set({ run: run.id });
    await commands.forget(episode);
  },
  async forget(episode: string): Promise<void> {
    await attempt(call('run.forget', { episode }));
    set((s) => ({ interrupted: s.interrupted.filter((i) => i.episode.id !== episode) }));
  },
  showRun(run: string | undefined): void { set({ run }); },
  pause: (run: string) => attempt(call('run.pause', { run })),
  resume: (run: string) => attempt(call('run.resume', { run })),
  step: (run: string) => attempt(call('run.step', { run })),
  stop: (run: string) => attempt(call('run.stop', { run })),
  takeOver: (run: string) => attempt(call('run.takeOver', { run })),
  handBack: (run: string, next?: string) => attempt(call('run.handBack', { run, ...(next === undefined ? {} : { next }) })),
  /** @param as the second person, for this once. @returns whether it counted */
  async decide(run: string, card: string, revision: number, decision: Decision, as?: { name: string; passphrase: string }): Promise<boolean> {
    mine.add(card);
    const open = get().runs[run]?.card;
    const done = await attempt(call('run.decide', { run, card, revision, decision, ...(as ? { as } : {}) }).then(() => true));
    // What did not count, and the first of two people, leave the card to be answered, perhaps by another window.
    if (done !== true || (decision.decision === 'allow' && open?.verdict.people === 2 && open.agreed === undefined)) mine.delete(card);
    return done === true;
  },
  reply: (question: Question, reply: Reply) => attempt(call('run.reply', { run: question.run, question: question.id, reply })),

  async readPeople(): Promise<void> {
    const people = await attempt(call('profiles.list'));
    if (people) set({ people });
  },
  async signIn(name: string, passphrase: string): Promise<boolean> {
    const people = await attempt(call('profiles.signIn', { name, passphrase }));
    if (people) set({ people });
    return people !== undefined;
  },
  async signOut(): Promise<void> {
    const people = await attempt(call('profiles.signOut'));
    if (people) set({ people });
  },
  async addProfile(name: string, passphrase: string): Promise<boolean> {
    const people = await attempt(call('profiles.create', { name, passphrase }));
    if (people) set({ people });
    return people !== undefined;
  },
  async removeProfile(name: string, passphrase: string): Promise<boolean> {
    const people = await attempt(call('profiles.remove', { name, passphrase }));
    if (people) set({ people });
    return people !== undefined;
  },

  async loadModel(path: string): Promise<void> {
    const model = await attempt(call('model.load', { path }));
    if (model) set({ model });
  },
  async unloadModel(): Promise<void> {
    const model = await attempt(call('model.unload'));
    if (model) set({ model });
  },
  async readModels(): Promise<void> {
    set({ modelsFault: undefined });
    try { keepModels(await call('models.list')); } catch (e) { set({ modelsFault: faultOf(e) }); }
  },
  async loadInstalled(id: string): Promise<void> {
    const model = await attempt(call('models.load', { id }));
    if (model) set({ model });
  },
  async rollBackModel(id: string): Promise<void> {
    const model = await attempt(call('models.rollback', { id }));
    if (model) set({ model });
  },
  async pinModel(id: string, version: string | undefined): Promise<void> { keepModels(await attempt(call('models.pin', { id, ...(version === undefined ? {} : { version }) }))); },
  async removeModel(id: string): Promise<void> { keepModels(await attempt(call('models.remove', { id }))); },
  async fetchModel(id: string): Promise<void> {
    const download = await attempt(call('models.fetch', { id }));
    // Events may have overtaken the answer.
    if (download && !get().models?.downloads.some((d) => d.id === id && d.state !== 'failed' && d.state !== 'stopped')) keepDownload(download);
  },
  async stopDownload(id: string, discard: boolean): Promise<void> { keepModels(await attempt(call('models.stop', { id, discard }))); },
  readBench: () => askBench(() => call('bench.state')),
  startBench: (options: BenchOptions, anew: boolean) => askBench(() => call('bench.start', { ...options, anew })),
  stopBench: () => askBench(() => call('bench.stop')),
  async readDemoFaults(): Promise<void> {
    const demoFaults = await attempt(call('demo.faults'));
    if (demoFaults) set({ demoFaults });
  },
  async setDemoFault(fault: DemoFault, on: boolean): Promise<void> {
    const demoFaults = await attempt(call('demo.fault', { fault, on }));
    if (demoFaults) set({ demoFaults });
  },

  /** Reveals an area and moves the keyboard there. */
  show(area: Area): void { set({ focus: { area, nonce: ++serial } }); },
  setEditor(editor: Editor | undefined): void { set({ editor }); },
  pick(picking: Picking | undefined): void { set({ picking }); },
  dismiss(id: number): void { set((s) => ({ notices: s.notices.filter((n) => n.id !== id) })); },
  /** Adds to the palette and the keyboard. @returns a function that removes them */
  addCommands(list: readonly Command[]): () => void {
    set((s) => ({ commands: [...s.commands.filter((c) => !list.some((n) => n.id === c.id)), ...list] }));
    return () => set((s) => ({ commands: s.commands.filter((c) => !list.includes(c)) }));
  },
};

/** Window-only switches that need no function of their own. */
export const setWindow = (change: Partial<Pick<State, 'inspect' | 'hovered' | 'pulse' | 'palette' | 'dialog' | 'mirror' | 'link' | 'linkFault'>>): void => set(change);

/** The run that is shown, if any. */
export const shownRun = (s: State): RunState | undefined => (s.run === undefined ? undefined : s.runs[s.run]);
/** The chosen phone's entry of the device list. */
export const chosenDevice = (s: State): DeviceInfo | undefined => s.devices.find((d) => d.id === s.device);
