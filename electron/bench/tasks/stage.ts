// Exports: openStage, Stage, Scene. A demo phone in this process with the executor above it: no adb, no video, and time that does not take any.
// Acting goes through the one door (control/executor.ts) as in the product; only the way to the phone is shorter.

import type { Log } from '../../base/log.ts';
import { createBroker } from '../../control/approvals.ts';
import { createExecutor } from '../../control/executor.ts';
import type { Executor, Performed } from '../../control/types.ts';
import { APPS } from '../../demo-phone/apps/index.ts';
import { createPhone } from '../../demo-phone/phone.ts';
import type { Phone, PhoneState } from '../../demo-phone/types.ts';
import { readDump } from '../../device/tree.ts';
import type { InstalledApp, PhoneSession, TreeResult } from '../../device/types.ts';
import type { Action } from '../../protocol/actions.ts';
import { Failure } from '../../protocol/faults.ts';
import type { Card } from '../../protocol/run.ts';
import type { DeviceState, Snapshot, UiNode } from '../../protocol/screen.ts';
import type { DemoFault } from '../../protocol/services.ts';
import { parseHierarchy } from '../../screen/hierarchy.ts';
import type { Observer } from '../../screen/observe.ts';
import { takeSnapshot } from '../../screen/snapshot.ts';
import { createTime, type PassingTime } from './time.ts';

/** What goes wrong, or is missing, in one task. */
export interface Scene {
  /** Resource-id words of things whose description the phone does not give; `bare`: nor their resource-id. */
  unlabelled?: readonly { id: string; bare?: true }[];
  /** Before step `at` (from 0) a fault of the phone is switched on, for so many ms of its time, else for good. */
  faults?: readonly { at: number; fault: DemoFault; forMs?: number }[];
}

export interface Stage {
  readonly phone: Phone;
  readonly time: PassingTime;
  readonly session: PhoneSession;
  readonly observer: Observer;
  readonly executor: Executor;
  /** Names of the apps that can be opened. */
  readonly apps: readonly string[];
  /** Whether time passes until the screen rests. @throws Failure `screen/tree` when it stays unreadable for two seconds */
  look(): Promise<Snapshot>;
  /** Through the executor. */
  perform(action: Action, before: Snapshot): Promise<Performed>;
  /** What is due before this step happens. */
  begin(step: number): void;
  close(): void;
}

const SIZE = [720, 1600] as const;
/** A screen rests when nothing changed for this long; it is given so long to come to rest; a tree that cannot be read is tried so long. */
const REST_MS = 120;
const SETTLE_MS = 3_000;
const RETRY_MS = 2_000;

/** @param allow whether the bench's owner would allow what a card shows */
export function openStage(o: { state: PhoneState; scene?: Scene; allow: (card: Card) => boolean; onCard?: (card: Card, allowed: boolean) => void; log: Log; signal: AbortSignal }): Stage {
  const time = createTime();
  const phone = createPhone({ clock: time, apps: APPS, state: o.state });
  const { session, observer } = openSession(phone, time, o.scene);
  const broker = createBroker({
    clock: time,
    asker: {
      ask: async (card) => {
        const allowed = o.allow(card);
        o.onCard?.(card, allowed);
        return { decision: allowed ? { decision: 'allow' } : { decision: 'deny', reason: 'The task does not need it' }, by: 'bench', ms: 0, revision: card.revision };
      },
      revise: () => undefined,
    },
  });
  const executor = createExecutor({ observerOf: () => observer, broker, witness: { witness: async () => undefined }, clock: time, log: o.log });
  return {
    phone, time, session, observer, executor,
    apps: openable(phone).map((a) => a.label),
    look: () => time.through(observer.look({ settle: true, signal: o.signal })),
    perform: (action, before) => time.through(executor.perform({ session, actor: { kind: 'agent', run: 'bench' }, action, before, signal: o.signal })),
    begin(step) {
      for (const f of o.scene?.faults ?? []) {
        if (f.at !== step) continue;
        phone.setFault(f.fault, true);
        if (f.forMs !== undefined) void time.sleep(f.forMs).then(() => phone.setFault(f.fault, false));
      }
    },
    close: () => phone.close(),
  };
}

/** What the device layer makes of a phone, without what lies between. */
function openSession(phone: Phone, time: PassingTime, scene: Scene | undefined): { session: PhoneSession; observer: Observer } {
  const state = (): DeviceState => ({
    package: phone.focus.package, activity: phone.focus.activity, keyboard: phone.keyboardShown, locked: phone.locked, awake: phone.awake, rotation: phone.rotation, size: SIZE, secure: phone.focus.secure,
  });
  const dump = (): TreeResult => {
    const said = phone.dump({ compressed: false });
    const read = readDump({ stdout: said.ok ? said.xml : said.message, stderr: '', code: 0 });
    const parsed = read.ok ? parseHierarchy(read.xml) : read;
    if (!parsed.ok) return { ok: false, failure: parsed.failure, tookMs: 0 };
    const roots = scene?.unlabelled ? parsed.hierarchy.roots.map((r) => unlabel(r, scene.unlabelled!)) : parsed.hierarchy.roots;
    return { ok: true, hierarchy: { ...parsed.hierarchy, roots }, tookMs: 0 };
  };
  const touch = (points: Parameters<Phone['gesture']>[0]): Promise<void> => phone.gesture(points);
  const session = {
    device: { info: { id: 'bench', serial: phone.serial, endpoint: 'demo', state: 'device', kind: 'demo', model: 'Demo Phone', android: '14' } },
    info: {},
    input: {
      cap: { name: 'bench', needs: 'nothing', available: true },
      tap: (x: number, y: number) => touch([[x, y, 0]]),
      longPress: (x: number, y: number) => touch([[x, y, 0], [x, y, 800]]),
      gesture: touch,
      key: async (name: string) => { phone.key(name); },
      text: async (s: string) => { phone.commitText(s); return { how: 'bench' }; },
      clear: async (length: number) => { phone.key('MOVE_END'); for (let i = 0; i < length; i++) phone.key('DEL'); },
      async startApp(name: string) {
        const said = phone.startActivity({ package: name });
        if (!said.ok) throw new Failure({ kind: 'action/app-not-found', app: name, known: phone.installed.map((a) => a.label) });
      },
    },
    state: async () => state(),
    observe: async () => ({ tree: dump(), state: state(), at: time.now() }),
    apps: async () => openable(phone),
    whenOnline: async () => undefined,
    onOnline: () => () => undefined,
    close: async () => undefined,
  } as unknown as PhoneSession;

  let count = 0;
  // A screen that did not change is not read again.
  let kept: { version: number; snapshot: Snapshot } | undefined;
  const once = (): Snapshot | Failure => {
    const { version } = phone;
    if (kept?.version === version && phone.faults.size === 0) return { ...kept.snapshot, id: `${phone.serial}#${++count}`, at: time.now() };
    const tree = dump();
    if (!tree.ok) return new Failure({ kind: 'screen/tree', why: tree.failure.why, raw: tree.failure.raw });
    const snapshot = takeSnapshot({ hierarchy: tree.hierarchy, state: state(), device: phone.serial, at: time.now(), id: `${phone.serial}#${++count}` });
    // Reading may lay the screen out and so end a change that was begun: then the version is that of what was read.
    kept = { version: phone.version, snapshot };
    return snapshot;
  };
  const observer: Observer = {
    async look({ settle, signal }) {
      for (const end = time.now() + SETTLE_MS; settle && time.now() < end;) {
        const { version } = phone;
        await time.sleep(REST_MS, signal);
        if (phone.version === version) break;
      }
      let seen = once();
      for (const end = time.now() + RETRY_MS; seen instanceof Failure && time.now() < end;) {
        await time.sleep(REST_MS, signal);
        seen = once();
      }
      if (seen instanceof Failure) throw seen;
      return seen;
    },
  };
  return { session, observer };
}

/** Apps by the names that the launcher shows. */
const openable = (phone: Phone): InstalledApp[] => {
  const zh = phone.save().system.language.startsWith('zh');
  return phone.installed.filter((a) => a.hidden !== true).map((a) => ({ package: a.package, label: (zh ? a.names?.zh : undefined) ?? a.label, activity: '' }));
};

function unlabel(n: UiNode, list: NonNullable<Scene['unlabelled']>): UiNode {
  const mark = list.find((u) => n.resourceId.endsWith(`/${u.id}`));
  return { ...n, ...(mark ? { desc: '', ...(mark.bare ? { resourceId: '' } : {}) } : {}), children: n.children.map((c) => unlabel(c, list)) };
}

