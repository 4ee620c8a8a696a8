// Exports: createMirror, Mirror. The live picture of one phone for one window: what is sent, and what is left out.
// Pictures: the newest wins and one is in flight until the window acknowledges. Video: every access unit counts (each builds on the
// one before), so units wait in order and go out together at each acknowledgement; a window that falls too far behind
// is given a fresh start at the next key frame.

import type { Log } from '../base/log.ts';
import type { PhoneSession } from '../device/types.ts';
import { type Fault, faultOf } from '../protocol/faults.ts';
import type { VideoPacket } from '../protocol/screen.ts';

export interface Mirror {
  ack(seq: number): void;
  stop(): void;
}

/** Units that may wait for a slow window; about four seconds of video. */
const QUEUE = 120;

export function createMirror(o: {
  session: PhoneSession; maxSize: number; log: Log;
  send: (packet: VideoPacket) => void;
  failed: (fault: Fault) => void;
}): Mirror {
  const stop = new AbortController();
  let waiting: VideoPacket[] = [];
  let inFlight: number | undefined;
  let needKey = false;
  let seq = 0;

  const flush = (): void => {
    if (inFlight !== undefined || waiting.length === 0) return;
    const now = waiting;
    waiting = [];
    inFlight = now.at(-1)?.seq;
    for (const p of now) o.send(p);
  };
  const on = (given: VideoPacket): void => {
    // Numbered here: several sources (a first still, video, polling) feed one window.
    const packet = { ...given, seq: ++seq };
    if (packet.kind === 'png') waiting = [packet];
    else {
      if (packet.key) needKey = false;
      if (needKey) return;
      if (packet.key && waiting.length > QUEUE / 2) waiting = [];
      waiting.push(packet);
      if (waiting.length > QUEUE) {
        o.log.write('device', 'info', 'The window is slow: the mirror goes on at the next key frame');
        waiting = [];
        needKey = true;
      }
    }
    flush();
  };
  o.session.mirror({ maxSize: o.maxSize, signal: stop.signal }, on).catch((e: unknown) => {
    if (!stop.signal.aborted) o.failed(faultOf(e));
  });
  return {
    ack(given) {
      if (inFlight !== undefined && given >= inFlight) inFlight = undefined;
      flush();
    },
    stop: () => stop.abort(),
  };
}
