// Exports: openSession.
// One open phone: the rungs in use, one shared mirror, looks at the screen in which picture and tree belong together,
// and its comings and goings. While the phone is away every call fails at once with `device/disconnected`.

import type { Clock } from '../base/clock.ts';
import type { Log } from '../base/log.ts';
import { Failure, faultOf } from '../protocol/faults.ts';
import type { Frame, VideoPacket } from '../protocol/screen.ts';
import type { Capability, DeviceInfo, SessionInfo } from '../protocol/services.ts';
import { listApps } from './apps.ts';
import { createInput } from './input.ts';
import { createDevice } from './shell.ts';
import { askState, parseRotation, parseSize } from './state.ts';
import { takeStill } from './still.ts';
import { createTree, type ParseHierarchy } from './tree.ts';
import type { AdbEndpoint, Observation, PhoneSession, TreeResult } from './types.ts';
import { createPollVideo, createRecordVideo, scrcpyRung, type Geometry } from './video.ts';

/** uiautomator itself gives up waiting for rest after 10 s. */
const DUMP_MS = 15_000;
/** Between two looks at a screen that still moves. */
const LOOK_MS = 60;
/** How often a phone that vanished without the list saying so is looked for. */
const SEEK = { first: 250, most: 2_000 };

const scrcpyControl: Capability = { name: 'scrcpy control', needs: 'push', available: false, why: 'The scrcpy server file is not part of this build' };
const snapshotHelper: Capability = { name: 'snapshot helper', needs: 'apk', available: false, why: 'Not part of this build; it would need your consent to be installed' };

const samePicture = (a: Frame | undefined, b: Frame | undefined): boolean => a !== undefined && b !== undefined && Buffer.compare(a.data, b.data) === 0;
const sameTree = (a: TreeResult, b: TreeResult): boolean => a.ok && b.ok && JSON.stringify(a.hierarchy) === JSON.stringify(b.hierarchy);

interface Viewer {
  maxSize: number;
  on: (packet: VideoPacket) => void;
  done: () => void;
  failed: (e: unknown) => void;
}

/** @throws Failure when the phone does not answer */
export async function openSession(o: { device: DeviceInfo; endpoint: AdbEndpoint; parse: ParseHierarchy; clock: Clock; log: Log }): Promise<PhoneSession> {
  const { clock, log } = o;
  const { serial } = o.device;
  const gone = (): Failure => new Failure({ kind: 'device/disconnected', serial });
  const closed = new AbortController();

  let online = true;
  let presence = new AbortController();
  const onlineListeners = new Set<(online: boolean) => void>();
  const infoListeners = new Set<(info: SessionInfo) => void>();

  const setOnline = (now: boolean): void => {
    if (now === online || closed.signal.aborted) return;
    online = now;
    log.write('device', 'info', `${serial} ${now ? 'is back' : 'went away'}`);
    if (now) presence = new AbortController();
    else presence.abort(gone());
    for (const on of onlineListeners) on(now);
    if (!now) void seek();
  };

  let seeking = false;
  /** A call may find the phone gone before the list does, and a short loss may never show there at all. */
  const seek = async (): Promise<void> => {
    if (seeking) return;
    seeking = true;
    try {
      for (let pause = SEEK.first; !online && !closed.signal.aborted; pause = Math.min(pause * 2, SEEK.most)) {
        await clock.sleep(pause, closed.signal);
        try {
          if ((await o.endpoint.list()).some((d) => d.serial === serial && d.state === 'device')) setOnline(true);
        } catch (e) {
          log.write('device', 'debug', `${serial}: still away`, faultOf(e));
        }
      }
    } catch (e) {
      if (!closed.signal.aborted) throw e;
    } finally {
      seeking = false;
    }
  };

  const device = createDevice({
    info: o.device, endpoint: o.endpoint, clock,
    gate: () => {
      closed.signal.throwIfAborted();
      if (!online) throw gone();
      return presence.signal;
    },
    lost: () => setOnline(false),
  });
  const stopWatching = o.endpoint.watch((devices) => setOnline(devices.some((d) => d.serial === serial && d.state === 'device')));

  const geometry = async (signal: AbortSignal): Promise<Geometry> => {
    const dump = (await device.shell(['dumpsys', 'window', 'displays'], { signal })).stdout;
    const rotation = parseRotation(dump);
    const size = parseSize(dump);
    return rotation !== undefined && size ? { rotation, size } : askState(device, signal);
  };
  const video = [createRecordVideo({ device, clock, log, geometry }), createPollVideo({ device, clock, log, geometry })] as const;
  const input = createInput(device, clock);
  const tree = createTree(device, o.parse, clock);

  const info = (): SessionInfo => ({
    device: o.device.id,
    video: [scrcpyRung, ...video.map((v) => v.cap)].map((c) => ({ ...c })),
    input: [scrcpyControl, input.cap, input.textCap].map((c) => ({ ...c })),
    tree: [snapshotHelper, tree.cap].map((c) => ({ ...c })),
    inUse: { video: (video.find((v) => v.cap.available) ?? video[1]).cap.name, input: input.cap.name, tree: tree.cap.name },
  });
  const announceInfo = (): void => { for (const on of infoListeners) on(info()); };

  const whenOnline = (signal: AbortSignal): Promise<void> => new Promise((resolve, reject) => {
    const either = AbortSignal.any([signal, closed.signal]);
    if (either.aborted) { reject(either.reason as Error); return; }
    if (online) { resolve(); return; }
    const on = (now: boolean): void => { if (now) { finish(); resolve(); } };
    const stop = (): void => { finish(); reject(either.reason as Error); };
    const finish = (): void => { onlineListeners.delete(on); either.removeEventListener('abort', stop); };
    onlineListeners.add(on);
    either.addEventListener('abort', stop, { once: true });
  });

  const viewers = new Set<Viewer>();
  let seq = 0;
  let pumping = false;
  /** Ends the running stream so that it begins anew, with a whole picture: when somebody joins or the last one leaves. */
  let restart = new AbortController();

  /** Feeds all viewers from one stream, down the ladder and across disconnects, until the last has left. */
  const pump = async (): Promise<void> => {
    if (pumping) return;
    pumping = true;
    try {
      while (viewers.size > 0) {
        restart = new AbortController();
        const signal = AbortSignal.any([restart.signal, closed.signal]);
        const rung = video.find((v) => v.cap.available);
        if (!rung) throw new Failure({ kind: 'device/unsupported', what: 'show its screen', why: video.map((v) => `${v.cap.name}: ${v.cap.why ?? 'unavailable'}`).join('; ') });
        const maxSize = [...viewers].some((v) => v.maxSize <= 0) ? 0 : Math.max(...[...viewers].map((v) => v.maxSize));
        try {
          await whenOnline(signal);
          await rung.start({ maxSize, signal }, (packet) => {
            const numbered = { ...packet, seq: seq++ };
            for (const v of viewers) v.on(numbered);
          });
        } catch (e) {
          if (closed.signal.aborted) return;
          if (signal.aborted) continue;
          const { kind } = faultOf(e);
          if (kind === 'device/disconnected' || kind === 'device/offline' || kind === 'adb/unreachable') { setOnline(false); continue; }
          if (rung.cap.available && rung !== video[1]) { rung.cap.available = false; rung.cap.why = e instanceof Failure ? e.message : String(e); }
          else if (rung === video[1]) throw e;
          log.write('device', 'warning', `${serial}: ${rung.cap.name} does not work, the next rung is used`, faultOf(e));
          announceInfo();
        }
      }
    } catch (e) {
      for (const v of viewers) v.failed(e);
      viewers.clear();
    } finally {
      pumping = false;
    }
  };

  const still = (signal?: AbortSignal): Promise<Frame> => takeStill(device, clock, signal);
  /** `undefined` for a protected screen: that is a fact about the screen, told by `state.secure`, not a failure. */
  const picture = async (signal?: AbortSignal): Promise<Frame | undefined> => {
    try {
      return await still(signal);
    } catch (e) {
      if (faultOf(e).kind === 'screen/secure') return undefined;
      throw e;
    }
  };

  const observe = async (q: { settleMs: number; signal?: AbortSignal }): Promise<Observation> => {
    const until = clock.now() + q.settleMs;
    let before = q.settleMs > 0 ? await picture(q.signal) : undefined;
    let last: TreeResult | undefined;
    for (;;) {
      const dumped = await tree.dump({ timeoutMs: DUMP_MS, signal: q.signal });
      // The phone is not away because one dump said so: the next call finds out.
      if (!dumped.ok && dumped.failure.why === 'offline') throw gone();
      const [after, state] = await Promise.all([picture(q.signal), askState(device, q.signal)]);
      // The screen was at rest around the dump, or two dumps say the same although something blinks.
      const agree = dumped.ok && (samePicture(before, after) || (last !== undefined && sameTree(last, dumped)));
      if (agree || clock.now() >= until) {
        return { ...(after && !state.secure ? { frame: after } : {}), tree: dumped, state, at: clock.now() };
      }
      last = dumped;
      before = after;
      await clock.sleep(LOOK_MS, q.signal);
    }
  };

  const session: PhoneSession = {
    device,
    get info() { return info(); },
    input,
    mirror: (q, on) => new Promise<void>((resolve, reject) => {
      if (q.signal.aborted) { resolve(); return; }
      if (closed.signal.aborted) { reject(gone()); return; }
      const leave = (): void => {
        viewers.delete(viewer);
        q.signal.removeEventListener('abort', leave);
        if (viewers.size === 0) restart.abort();
        resolve();
      };
      const viewer: Viewer = { maxSize: q.maxSize, on, done: leave, failed: (e) => { q.signal.removeEventListener('abort', leave); reject(e as Error); } };
      q.signal.addEventListener('abort', leave, { once: true });
      viewers.add(viewer);
      if (viewers.size > 1) restart.abort();
      void pump();
    }),
    still,
    state: (signal) => askState(device, signal),
    observe,
    apps: () => listApps(device),
    whenOnline,
    onOnline(on) { onlineListeners.add(on); return () => { onlineListeners.delete(on); }; },
    onInfo(on) { infoListeners.add(on); return () => { infoListeners.delete(on); }; },
    async close() {
      if (closed.signal.aborted) return;
      closed.abort(gone());
      restart.abort();
      for (const v of viewers) v.done();
      stopWatching();
      presence.abort(gone());
      onlineListeners.clear();
    },
  };

  try {
    await o.endpoint.features(serial);
  } catch (e) {
    await session.close();
    throw e;
  }
  return session;
}
