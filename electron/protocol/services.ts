// Exports: Services (calls), Events (announcements), DeviceInfo, DemoFault, Settings, StoredSecret, SecretsState and what else crosses the port.
// Calls command: one argument, one promise. Events announce what is already true. Everything is plain, cloneable data.

import type { Action } from './actions.ts';
import type { AuditCheck, AuditExport, AuditLine, AuditRun } from './audit.ts';
import type { BenchOptions, BenchState } from './bench.ts';
import type { Fault } from './faults.ts';
import type { ExploreBounds, ExploreJob, MemoryApp, MemoryGraph } from './memory.ts';
import type { Download, ModelFacts, ModelsState } from './models.ts';
import type { DryRun, Leave, PolicyRule, PolicyState, Why } from './policy.ts';
import type { Declassification, Label, Outlet } from './privacy.ts';
import type { Decision, Episode, EpisodeInfo, Plan, Reply, RunOptions, RunState, Verdict } from './run.ts';
import type { DeviceState, Snapshot, VideoPacket } from './screen.ts';
import type { Completion, Hover, Problem, SemanticToken, Sop, SopEntry, SopFile } from './sop.ts';

export interface Capability {
  name: string;
  needs: 'nothing' | 'push' | 'apk';
  available: boolean;
  why?: string;
  /** Measured, milliseconds. */
  latencyMs?: number;
}

export type ConnectionState = 'device' | 'unauthorized' | 'authorizing' | 'offline' | 'no permissions' | 'recovery' | 'bootloader' | 'sideload' | 'connecting' | 'unknown';

export interface DeviceInfo {
  /** Unique across endpoints: what every call takes. */
  id: string;
  serial: string;
  endpoint: 'adb' | 'demo';
  state: ConnectionState;
  kind: 'usb' | 'tcp' | 'emulator' | 'demo';
  model: string;
  android: string;
  fault?: Fault;
}

/** The rungs in use for one phone. */
export interface SessionInfo {
  device: string;
  video: Capability[];
  input: Capability[];
  tree: Capability[];
  inUse: { video: string; input: string; tree: string };
}

export const DEMO_FAULTS = ['crash', 'anr', 'slow-load', 'network-down', 'dump-not-idle', 'null-root', 'disconnect', 'unauthorized'] as const;
export type DemoFault = (typeof DEMO_FAULTS)[number];

export interface ModelInfo {
  path: string;
  name: string;
  state: 'none' | 'loading' | 'ready' | 'failed';
  progress?: number;
  contextTokens?: number;
  bytes?: number;
  fault?: Fault;
  /** What was asked for and could not be had: this model is in use instead. */
  instead?: { path: string; fault: Fault };
}

export interface Settings {
  theme: 'dark' | 'light' | 'system';
  /** Absolute path of the user's SOP folder. */
  userFolder: string;
  model: string;
  adb: { host: string; port: number };
  /** Minutes an approval waits before the run pauses. */
  approvalMinutes: number;
  /** Absolute path of the folder that gets the second copy of the audit log's heads; best on another disk, or in a repository. */
  auditMirror?: string;
  /** Ask the language model about buttons that no rule of the guard speaks of; absent = no. */
  secondOpinion?: boolean;
}

/** A local person who approves; the passphrase is known as a hash only. */
export interface Profile { name: string; created: number }

/** How somebody approves, over the recorded runs. `quick`: share decided in less than a second; ms: median time to decide. */
export interface Habit { by: string; decisions: number; allowed: number; medianMs: number; quick: number }

/** Unsaved editor text, kept across a crash. */
export interface DraftFile { folder: 'library' | 'user'; path: string; text: string; version: string; at: number }

/** A secret that is kept, by its name alone. */
export interface StoredSecret { name: string; from: 'file' | 'environment'; at?: number }
/** `fresh`: nothing is kept yet, and whoever unlocks chooses the passphrase. */
export interface SecretsState { kind: 'keychain' | 'passphrase'; locked: boolean; fresh?: true; secrets: StoredSecret[] }

export interface Services {
  'app.info': (_: void) => { version: string; mode: 'electron' | 'browser'; demo: string; dataFolder: string };
  /** A single-use token for this window's next connection (browser mode: a reload or a lost socket). */
  'app.ticket': (_: void) => string;
  'app.settings': (_: void) => Settings;
  'app.configure': (change: Partial<Settings>) => Settings;
  'app.log': (_: void) => { at: number; channel: string; level: string; text: string }[];

  'devices.list': (_: void) => DeviceInfo[];
  'devices.open': (q: { device: string }) => SessionInfo;
  'devices.state': (q: { device: string }) => DeviceState;
  'devices.connect': (q: { address: string }) => DeviceInfo[];
  'devices.pair': (q: { address: string; code: string }) => string;

  /** Starts (or joins) the mirror; frames follow as `mirror.frame` events, one in flight until `mirror.ack`. */
  'mirror.start': (q: { device: string; maxSize: number }) => { width: number; height: number };
  'mirror.ack': (q: { device: string; seq: number }) => void;
  'mirror.stop': (q: { device: string }) => void;

  /** A fresh look; with `settle` waits until the screen rests. */
  'screen.observe': (q: { device: string; settle?: boolean }) => Snapshot;
  /** PNG bytes of an image named in a snapshot, card or record. */
  'images.get': (q: { id: string; episode?: string }) => Uint8Array;

  /** A person acts on the phone; passes the executor like everybody. */
  'act': (q: { device: string; action: Action; snapshot?: string }) => { ok: boolean; fault?: Fault };

  'sop.list': (_: void) => SopEntry[];
  'sop.read': (q: { folder: 'library' | 'user'; path: string }) => SopFile;
  /** Fails with `file/changed` when `version` is not the one on disk. */
  'sop.write': (file: SopFile) => SopFile;
  'sop.create': (q: { path: string; text: string }) => SopFile;
  'sop.remove': (q: { path: string }) => void;
  'sop.analyse': (q: { text: string; path: string }) => { sop: Sop; problems: Problem[]; tokens: SemanticToken[] };
  'sop.complete': (q: { text: string; path: string; offset: number; device?: string }) => Completion[];
  'sop.hover': (q: { text: string; path: string; offset: number; device?: string }) => Hover | null;
  'sop.format': (q: { text: string }) => string;
  'drafts.keep': (draft: DraftFile) => void;
  'drafts.list': (_: void) => DraftFile[];
  'drafts.drop': (q: { folder: 'library' | 'user'; path: string }) => void;

  'run.start': (o: RunOptions) => RunState;
  /** What a run would ask. Parameters may be missing. */
  'run.plan': (q: Pick<RunOptions, 'sop' | 'params' | 'examples'>) => Plan;
  /** Fails with `run/not-found` when it is not one of this session. */
  'run.get': (q: { run: string }) => RunState;
  'run.list': (_: void) => RunState[];
  /** Runs that a crash of the host cut short: offered again at start, until dropped or started anew. */
  'run.interrupted': (_: void) => { episode: EpisodeInfo; options: RunOptions }[];
  'run.forget': (q: { episode: string }) => void;
  'run.pause': (q: { run: string }) => void;
  'run.resume': (q: { run: string }) => void;
  /** Carries one SOP step out, then pauses. */
  'run.step': (q: { run: string }) => void;
  'run.stop': (q: { run: string }) => void;
  'run.takeOver': (q: { run: string }) => void;
  /** Gives the phone back to the agent, at the named step. */
  'run.handBack': (q: { run: string; next?: string }) => void;
  /** While a person has the phone: which steps are done, by what it shows; `next` is the first that is not. Steps of the top level, by id. */
  'run.finished': (q: { run: string }) => { done: string[]; next?: string };
  /** Decided by who is signed in at this window, or for this once by whose passphrase comes along (the second person). */
  'run.decide': (q: { run: string; card: string; revision: number; decision: Decision; as?: { name: string; passphrase: string } }) => void;
  'run.reply': (q: { run: string; question: string; reply: Reply }) => void;

  /** `me`: who sits at this window; `owner` when nobody has signed in. */
  'profiles.list': (_: void) => { me: string; profiles: Profile[] };
  'profiles.create': (q: { name: string; passphrase: string }) => { me: string; profiles: Profile[] };
  'profiles.remove': (q: { name: string; passphrase: string }) => { me: string; profiles: Profile[] };
  /** Whether it is the passphrase; a wrong one fails with `profile/passphrase`. */
  'profiles.check': (q: { name: string; passphrase: string }) => void;
  /** At this window, until it is closed. */
  'profiles.signIn': (q: { name: string; passphrase: string }) => { me: string; profiles: Profile[] };
  'profiles.signOut': (_: void) => { me: string; profiles: Profile[] };
  /** How people approve, by who decided, over at most the last 200 runs. */
  'approvals.habits': (_: void) => Habit[];

  'episode.list': (_: void) => EpisodeInfo[];
  'episode.read': (q: { id: string }) => Episode;
  /** The report as one HTML text. */
  'episode.report': (q: { id: string }) => string;

  /** Runs with their logs, newest first (nothing is checked); name of the signing key, and where the second copy of the heads lies. */
  'audit.list': (_: void) => { runs: (AuditRun & { live: boolean })[]; key: string; mirror: string };
  /** One run's, or those of the data folder. */
  'audit.read': (q: { run?: string }) => { records: AuditLine[]; lines: number[]; unreadable: number };
  /** One run, or everything the data folder knows; progress follows as `audit.progress` events. */
  'audit.verify': (q: { run?: string }) => AuditCheck & { runs?: { run: string; ok: boolean; open: boolean; records: number; firstBad: AuditCheck['firstBad'] }[] };
  /** Writes a package into `exports/` of the data folder. */
  'audit.export': (q: { run: string; pictures: boolean }) => AuditExport;

  /** Apps and versions that are remembered, newest first. */
  'memory.list': (_: void) => MemoryApp[];
  'memory.read': (q: { package: string; version: string }) => MemoryGraph;
  /** A person's words for an element (`''` takes them back), and whether it is never to be touched. */
  'memory.edit': (q: { package: string; version: string; state: string; element: string; hint?: string; noGo?: boolean }) => MemoryGraph;
  /** Forgets a version of an app, or one screen of it. */
  'memory.delete': (q: { package: string; version: string; state?: string }) => MemoryApp[];
  /** `app`: name or package. Progress follows as `explore` events. */
  'memory.explore': (q: { device: string; app: string; bounds: ExploreBounds }) => ExploreJob;
  'memory.stop': (q: { job: string }) => void;
  /** Apps of the phone that can be explored. */
  'memory.apps': (q: { device: string }) => { package: string; label: string }[];

  'model.info': (_: void) => ModelInfo;
  /** Puts the file on the list of installed models and loads it. A file that fails leaves the last good one in use (`instead`). */
  'model.load': (q: { path: string }) => ModelInfo;
  'model.unload': (_: void) => ModelInfo;
  'models.list': (_: void) => ModelsState;
  /** What a file's header says and whether it fits; the file is not put on the list. */
  'models.inspect': (q: { path: string }) => ModelFacts;
  /** Puts a file on the list where it lies; it is not copied. */
  'models.add': (q: { path: string }) => ModelsState;
  /** Deletes what was downloaded; a file that was chosen by its path is only taken off the list. */
  'models.remove': (q: { id: string; version?: string }) => ModelsState;
  /** Loads the current version, or the named one without pinning it. */
  'models.load': (q: { id: string; version?: string }) => ModelInfo;
  /** Holds a model at a version; without one it follows the newest again. */
  'models.pin': (q: { id: string; version?: string }) => ModelsState;
  /** Pins the version before the current one and loads it. */
  'models.rollback': (q: { id: string }) => ModelInfo;
  /** Begins a download or goes on with one; progress follows as `models.download` events. */
  'models.fetch': (q: { id: string }) => Download;
  /** What came so far stays for the next time, unless `discard`. */
  'models.stop': (q: { id: string; discard?: boolean }) => ModelsState;

  'bench.state': (_: void) => BenchState;
  /** Goes on with the last bench when it has these options and is not finished, unless `anew`. Progress follows as `bench` events. */
  'bench.start': (q: BenchOptions & { anew?: boolean }) => BenchState;
  /** Answers when it has stopped; what it finished is kept. */
  'bench.stop': (_: void) => BenchState;
  /** The report of the last bench as one HTML text. */
  'bench.report': (_: void) => string;

  /** Reads the files again. */
  'policy.state': (_: void) => PolicyState;
  /** Writes the form's rules. Fails with `file/changed` when `digest` is not of the policies on disk, with `policy/*` for a rule that may not be. */
  'policy.save': (q: { rules: PolicyRule[]; digest: string }) => PolicyState;
  /** The Cedar that the form would write. */
  'policy.preview': (q: { rules: PolicyRule[] }) => { text: string; problems: { id: string; message: string }[] };
  /** Rules and facts of a verdict, of a card or of a record. */
  'policy.why': (q: { verdict: Verdict }) => Why;
  /** What the policies in force, or these rules in place of the form's, would have decided differently in a past run. */
  'policy.dryRun': (q: { episode: string; rules?: PolicyRule[] }) => DryRun;
  'policy.remembered': (_: void) => Leave[];
  'policy.forget': (q: { id: string }) => Leave[];
  /** Names of secrets that are kept. Locked by a passphrase: those of the environment only. */
  'secrets.list': (_: void) => SecretsState;
  /** The passphrase of the file, kept in memory until the program ends; makes the file when there is none. @throws secret/locked */
  'secrets.unlock': (q: { passphrase: string }) => SecretsState;
  'secrets.set': (q: { name: string; value: string }) => SecretsState;
  'secrets.remove': (q: { name: string }) => SecretsState;

  'labels.of': (q: { episode: string }) => Label;
  /** Lets an episode out to where `outlet` says, for everybody; the decision is kept. @throws privacy/labelled */
  'labels.declassify': (q: { episode: string; outlet: Outlet; reason: string }) => Declassification;
  'labels.declassified': (_: void) => Declassification[];

  'demo.faults': (_: void) => Record<DemoFault, boolean>;
  'demo.fault': (q: { fault: DemoFault; on: boolean }) => Record<DemoFault, boolean>;
  'demo.save': (_: void) => unknown;
  'demo.restore': (q: { state: unknown }) => void;
  'demo.reset': (_: void) => void;
  'demo.expose': (q: { on: boolean }) => { port: number };
}

export interface Events {
  'devices': DeviceInfo[];
  'session': SessionInfo;
  'mirror.frame': { device: string; packet: VideoPacket };
  'mirror.fault': { device: string; fault: Fault };
  'run': RunState;
  /** A card was answered: other windows that showed it say by whom. */
  'run.answered': { run: string; card: string; what: string; decision: Decision['decision']; by: string; and?: string };
  'library': SopEntry[];
  'explore': ExploreJob;
  'model': ModelInfo;
  'models': ModelsState;
  'models.download': Download;
  'bench': BenchState;
  'policy': PolicyState;
  'audit.progress': { done: number; of: number };
  'settings': Settings;
  'notice': { level: 'info' | 'warning' | 'error'; text: string; fault?: Fault };
}

export type Call = keyof Services;
export type Arg<C extends Call> = Parameters<Services[C]>[0];
export type Answer<C extends Call> = ReturnType<Services[C]>;

/** What a host implements: the calls, each allowed to be asynchronous. */
export type Api = { [C in Call]: (arg: Arg<C>, signal: AbortSignal) => Answer<C> | Promise<Answer<C>> };
