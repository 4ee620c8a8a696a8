// Exports: mirror (part). Frames a second while something moves, and how long a tap takes to become a picture: the H.264 rung against
// polling stills, through the same executor, on the same phone.

import { createPollVideo } from '../device/video.ts';
import type { Action, GesturePoint } from '../protocol/actions.ts';
import type { VideoPacket } from '../protocol/screen.ts';
import { chance } from './chance.ts';
import { PAGE, withDemo, type Demo } from './demo.ts';
import type { Bench, Part } from './part.ts';
import { against, measure, spreadOf } from './spread.ts';
import { windowPhoton } from './window.ts';

/** What the window asks for (renderer/phone/mirror.tsx). */
const MAX_SIZE = 1280;
/** Silence after which the screen counts as at rest, ms. */
const REST_MS = 250;
/** Longest wait for a picture; then the tap had no visible effect, which is a defect of the bench. */
const LOST_MS = 5_000;

type Watch = (signal: AbortSignal, on: (packet: VideoPacket) => void) => Promise<void>;
interface Seen { latency: number[]; fps: number[]; bytes: number[]; kinds: Set<string> }

/** A drag over the list at the pace of a hand: 75 points in 1.2 s, up or down. */
function drag(down: boolean): GesturePoint[] {
  const [from, to] = down ? [1300, 500] : [500, 1300];
  return Array.from({ length: 75 }, (_, i): GesturePoint => [360, Math.round(from + ((to - from) * i) / 74), i * 16]);
}

/** Clicks and drags while `watch` shows the screen. */
async function observe(b: Bench, demo: Demo, watch: Watch, taps: number, drags: number): Promise<Seen> {
  const stop = new AbortController();
  const signal = AbortSignal.any([b.signal, stop.signal]);
  const seen: Seen = { latency: [], fps: [], bytes: [], kinds: new Set() };
  let last = b.now();
  let count = 0;
  let waiting: (() => void) | undefined;
  const random = chance(11);
  const act = async (action: Action): Promise<void> => {
    const { outcome } = await demo.executor.perform({ session: demo.session, actor: { kind: 'human', via: 'mirror' }, action, signal: b.signal });
    if (!outcome.ok) throw new Error(`${action.action} failed: ${outcome.fault.kind}`);
  };
  const rest = async (): Promise<void> => {
    for (let quiet = b.now() - last; quiet < REST_MS; quiet = b.now() - last) await b.clock.sleep(REST_MS - quiet + 1, b.signal);
  };

  await demo.show(PAGE.switches);
  const [x, y] = (await demo.findSwitch(PAGE.toggle)).tap;
  const ended = watch(signal, (packet) => {
    last = b.now();
    count++;
    seen.kinds.add(packet.kind);
    waiting?.();
  });
  // A stream that breaks must end the wait for its picture.
  const failed = ended.then(() => { if (!signal.aborted) throw new Error('The stream ended by itself'); });
  failed.catch(() => undefined);
  const picture = (): Promise<void> => {
    const shown = new Promise<void>((resolve) => { waiting = resolve; });
    const late = b.clock.sleep(LOST_MS, signal).then(() => { throw new Error(`No picture within ${LOST_MS} ms`); });
    late.catch(() => undefined);
    return Promise.race([shown, failed, late]);
  };
  try {
    if (count === 0) await picture();
    for (let i = 0; i < taps; i++) {
      await rest();
      // Polling looks less often the longer nothing happens: taps come at any point of that.
      await b.clock.sleep(random.below(400), b.signal);
      const shown = picture();
      const began = b.now();
      const tapped = act({ action: 'gesture', points: [[x, y, 0]] });
      await shown;
      seen.latency.push(b.now() - began);
      await tapped;
    }
    await demo.show(PAGE.list);
    for (let i = 0; i < drags; i++) {
      await rest();
      const before = count;
      const began = b.now();
      await act({ action: 'gesture', points: drag(i % 2 === 0) });
      seen.fps.push(((count - before) * 1000) / (b.now() - began));
    }
  } finally {
    stop.abort();
    await ended;
  }
  return seen;
}

export const mirror: Part = {
  name: 'mirror',
  about: 'frame rate and click-to-photon',
  run: (b) => withDemo(b, async (demo) => {
    const { session, core } = demo;
    const taps = b.times(40);
    const drags = b.times(6);
    const video: Watch = (signal, on) => session.mirror({ maxSize: MAX_SIZE, signal }, on);
    const poll: Watch = (signal, on) => createPollVideo({
      device: session.device, clock: b.clock, log: b.log,
      geometry: async (s) => { const { rotation, size } = await session.state(s); return { rotation, size }; },
    }).start({ maxSize: MAX_SIZE, signal }, on);

    const h264 = await observe(b, demo, video, taps, drags);
    const broken = h264.kinds.has('h264') ? [] : ['The mirror showed no H.264: the rung was not in use'];
    const stills = await observe(b, demo, poll, taps, drags);
    const draw = await measure({ ...b, n: b.times(40) }, () => { core.phone.changeSystem?.((s) => { s.brightness = (s.brightness + 1) % 100; }); core.phone.frame(); });

    await demo.show(PAGE.switches);
    const target = await demo.findSwitch(PAGE.toggle);
    const { size } = await demo.observer.look({ settle: false, signal: b.signal });
    const packet = spreadOf(h264.latency);
    const window = await windowPhoton(b, { state: core.phone.save(), share: [target.tap[0] / size[0], target.tap[1] / size[1]], packet });
    return {
      part: 'mirror',
      lines: [
        against('click to packet, H.264', 'ms', packet, 'screencap polling', spreadOf(stills.latency), 'from the call of the executor to the first packet after it'),
        against('frame rate while scrolling, H.264', 'fps', spreadOf(h264.fps), 'screencap polling', spreadOf(stills.fps), 'a drag of 1.2 s, 75 points; more is better'),
        { name: 'demo phone draws a frame', unit: 'ms', value: draw, note: 'the phone\'s own share of both: layout, drawing, copy' },
        ...window.lines,
      ],
      broken: [...broken, ...(window.broken ?? [])],
      ...(window.skipped ? { skipped: window.skipped } : {}),
    };
  }),
};
