// Exports: createRecordVideo, createPollVideo, scrcpyRung, Geometry, scaled.
// The picture of the phone as packets. Rung 2: the encoder of `screenrecord`; rung 3: stills, sent when they differ.

import type { Clock } from '../base/clock.ts';
import type { Log } from '../base/log.ts';
import { Failure, faultOf } from '../protocol/faults.ts';
import type { DeviceState, VideoPacket } from '../protocol/screen.ts';
import type { Capability } from '../protocol/services.ts';
import { createSplitter } from './annexb.ts';
import { takeStill } from './still.ts';
import type { AdbDevice, ScreenBackend } from './types.ts';

export type Geometry = Pick<DeviceState, 'rotation' | 'size'>;

interface Parts {
  device: AdbDevice;
  clock: Clock;
  log: Log;
  /** The phone's rotation and size now. */
  geometry: (signal: AbortSignal) => Promise<Geometry>;
}

/** Rung 1 of the ladder, with why it is not in use. */
export const scrcpyRung: Capability = { name: 'scrcpy', needs: 'push', available: false, why: 'The scrcpy server file is not part of this build' };

/** screenrecord's own limit; asking for more is refused before Android 14. */
const LIMIT_S = 180;
/** Silence after which what has come is a whole picture, ms; more for large ones, which come in many pieces; grows when it proves too short. */
const QUIET = { first: 15, most: 240, bytesPerMs: 65_536 };
const ROTATION_MS = 2_000;
/** A recording that ends this soon, this often in a row, does not work on this phone. */
const TOO_SHORT_MS = 1_500;
const MOST_FAILURES = 3;
const BIT_RATE = 8_000_000;

/** `size` within `maxSize` (long side, 0 = as it is), even numbers as encoders demand. */
export function scaled(size: readonly [number, number], maxSize: number): readonly [number, number] {
  const long = Math.max(size[0], size[1]);
  const factor = maxSize > 0 && long > maxSize ? maxSize / long : 1;
  const even = (n: number): number => Math.max(2, Math.round((n * factor) / 2) * 2);
  return [even(size[0]), even(size[1])];
}

/**
 * `screenrecord --output-format=h264`, begun anew at its time limit and when the phone turns. A still comes first, so that
 * a screen at rest shows at once.
 */
export function createRecordVideo(parts: Parts): ScreenBackend {
  const { device, clock, log } = parts;
  const cap: Capability = { name: 'screenrecord', needs: 'nothing', available: true };
  let seq = 0;
  let quiet = QUIET.first;
  /** Some encoders refuse sizes that are not the screen's own. */
  let ownSize = true;

  /** One recording, until it ends by itself, the phone turns or `signal` fires. @returns packets sent */
  const record = async (geometry: Geometry, maxSize: number, signal: AbortSignal, on: (p: VideoPacket) => void): Promise<number> => {
    /** Ends this recording alone: the phone turned, or the picture broke. */
    const turned = new AbortController();
    const either = AbortSignal.any([signal, turned.signal]);
    const [width, height] = scaled(geometry.size, maxSize);
    const resized = ownSize && (width !== geometry.size[0] || height !== geometry.size[1]);
    const stream = await device.stream(['screenrecord', '--output-format=h264', `--time-limit=${LIMIT_S}`, `--bit-rate=${BIT_RATE}`, ...(resized ? [`--size=${width}x${height}`] : []), '-'], either);
    let sent = 0;
    const start = clock.now();
    const splitter = createSplitter((unit) => {
      if (sent === 0) cap.latencyMs = clock.now() - start;
      sent++;
      on({ seq: seq++, kind: 'h264', key: unit.key, width: unit.width, height: unit.height, rotation: geometry.rotation, at: clock.now(), data: unit.data });
    });

    const watchRotation = async (): Promise<void> => {
      for (;;) {
        await clock.sleep(ROTATION_MS, either);
        const now = await parts.geometry(either);
        if (now.rotation !== geometry.rotation || now.size[0] !== geometry.size[0] || now.size[1] !== geometry.size[1]) { turned.abort(); return; }
      }
    };
    const watching = watchRotation().catch((e: unknown) => { if (!either.aborted) log.write('device', 'info', 'The rotation could not be followed', faultOf(e)); });

    let silence = new AbortController();
    try {
      for await (const chunk of stream as AsyncIterable<Buffer>) {
        silence.abort();
        const torn = splitter.torn;
        splitter.push(chunk);
        if (splitter.torn > torn) {
          // A picture was given away half: only a new key picture mends what the decoder shows.
          quiet = Math.min(quiet * 2, QUIET.most);
          turned.abort();
          break;
        }
        silence = new AbortController();
        void clock.sleep(quiet + splitter.held / QUIET.bytesPerMs, silence.signal).then(() => splitter.flush(), () => { /* more came in time */ });
      }
      splitter.flush();
    } catch (e) {
      if (!either.aborted) throw e;
    } finally {
      silence.abort();
      stream.destroy();
      turned.abort();
      await watching;
    }
    return sent;
  };

  return {
    cap,
    async start(o, on) {
      let failures = 0;
      const first = await takeStill(device, clock, o.signal).catch((e: unknown) => {
        // A protected screen has no still; the recording shows it black, as the phone wants.
        if (faultOf(e).kind === 'screen/secure') return undefined;
        throw e;
      });
      const opening = await parts.geometry(o.signal);
      if (first) on({ seq: seq++, kind: 'png', key: true, width: first.width, height: first.height, rotation: opening.rotation, at: first.at, data: first.data });
      let geometry = opening;
      while (!o.signal.aborted) {
        const began = clock.now();
        let trouble: unknown;
        let sent = 0;
        try {
          sent = await record(geometry, o.maxSize, o.signal, on);
        } catch (e) {
          const { kind } = faultOf(e);
          if (o.signal.aborted) return;
          if (kind !== 'device/shell' && kind !== 'device/unsupported') throw e;
          trouble = e;
          if (kind === 'device/shell' && ownSize) ownSize = false;
        }
        if (o.signal.aborted) return;
        failures = sent === 0 || (trouble !== undefined && clock.now() - began < TOO_SHORT_MS) ? failures + 1 : 0;
        const fault = faultOf(trouble);
        // 126 and 127: the phone has no such command, and will not get one.
        const hopeless = fault.kind === 'device/unsupported' || (fault.kind === 'device/shell' && (fault.code === 126 || fault.code === 127));
        if (failures >= MOST_FAILURES || hopeless) {
          cap.available = false;
          cap.why = trouble === undefined ? 'screenrecord sends no pictures' : fault.kind === 'device/shell' ? fault.stderr.trim().slice(0, 200) || `screenrecord ends with code ${fault.code}` : new Failure(fault).message;
          throw new Failure({ kind: 'device/unsupported', what: 'record its screen', why: cap.why });
        }
        if (failures > 0) await clock.sleep(250 * failures, o.signal).catch(() => { /* only the signal ends a sleep early; the loop sees it */ });
        if (o.signal.aborted) return;
        geometry = await parts.geometry(o.signal);
      }
    },
  };
}

const POLL = { busy: 60, idle: 400, step: 1.5 };

/** `screencap -p` over and over; slower while nothing changes, at once fast again when something does. */
export function createPollVideo(parts: Parts): ScreenBackend {
  const { device, clock } = parts;
  const cap: Capability = { name: 'screencap', needs: 'nothing', available: true };
  let seq = 0;
  return {
    cap,
    async start(o, on) {
      let last: Uint8Array | undefined;
      let pause: number = POLL.busy;
      let geometry = await parts.geometry(o.signal);
      while (!o.signal.aborted) {
        const began = clock.now();
        try {
          const still = await takeStill(device, clock, o.signal);
          cap.latencyMs = clock.now() - began;
          if (last === undefined || Buffer.compare(last, still.data) !== 0) {
            // A turn swaps the sides: only then is the rotation worth a question.
            if ((still.width > still.height) !== (geometry.size[0] > geometry.size[1])) geometry = await parts.geometry(o.signal);
            on({ seq: seq++, kind: 'png', key: true, width: still.width, height: still.height, rotation: geometry.rotation, at: still.at, data: still.data });
            last = still.data;
            pause = POLL.busy;
          } else {
            pause = Math.min(pause * POLL.step, POLL.idle);
          }
          await clock.sleep(pause, o.signal);
        } catch (e) {
          if (o.signal.aborted) return;
          if (faultOf(e).kind !== 'screen/secure') throw e;
          await clock.sleep(POLL.idle, o.signal).catch(() => { /* only the signal ends a sleep early; the loop sees it */ });
        }
      }
    },
  };
}
