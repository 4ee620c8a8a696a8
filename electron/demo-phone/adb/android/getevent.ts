// Exports: getevent. The touch screen's raw events in the words of toolbox getevent.

import { options } from '../shell/options.ts';
import type { Command } from '../shell/shell.ts';

const DEVICE = '/dev/input/event1';
const NAME = 'demo_touch';

const TYPES: Record<number, string> = { 0: 'EV_SYN', 1: 'EV_KEY', 3: 'EV_ABS' };
const CODES: Record<number, Record<number, string>> = {
  0: { 0: 'SYN_REPORT' },
  1: { 0x14a: 'BTN_TOUCH', 0x145: 'BTN_TOOL_FINGER', 0x72: 'KEY_VOLUMEDOWN', 0x73: 'KEY_VOLUMEUP', 0x74: 'KEY_POWER' },
  3: { 0x2f: 'ABS_MT_SLOT', 0x30: 'ABS_MT_TOUCH_MAJOR', 0x35: 'ABS_MT_POSITION_X', 0x36: 'ABS_MT_POSITION_Y', 0x39: 'ABS_MT_TRACKING_ID', 0x3a: 'ABS_MT_PRESSURE' },
};

const hex = (n: number, w: number): string => (n >>> 0).toString(16).padStart(w, '0');

/** One line of `getevent [-l] [-t]`; `at` in ms. */
export function eventLine(e: { device: string; type: number; code: number; value: number; at: number }, o: { labels: boolean; times: boolean; names: boolean }): string {
  const seconds = Math.floor(e.at / 1000);
  const micros = Math.round((e.at - seconds * 1000) * 1000);
  const time = o.times ? `[${String(seconds).padStart(8)}.${String(micros).padStart(6, '0')}] ` : '';
  const name = o.names ? `${e.device}: ` : '';
  if (!o.labels) return `${time}${name}${hex(e.type, 4)} ${hex(e.code, 4)} ${hex(e.value, 8)}\n`;
  const type = (TYPES[e.type] ?? hex(e.type, 4)).padEnd(12);
  const code = (CODES[e.type]?.[e.code] ?? hex(e.code, 4)).padEnd(20);
  const value = (e.type === 1 ? (['UP', 'DOWN', 'REPEAT'][e.value] ?? hex(e.value, 8)) : hex(e.value, 8)).padEnd(20);
  return `${time}${name}${type} ${code} ${value}\n`;
}

function properties(width: number, height: number, labels: boolean): string {
  const axes: [number, number][] = [[0x2f, 9], [0x30, 255], [0x35, width - 1], [0x36, height - 1], [0x39, 65535], [0x3a, 255]];
  const code = (type: number, n: number): string => (labels ? (CODES[type]?.[n] ?? hex(n, 4)).padEnd(21) : hex(n, 4));
  const keys = [0x145, 0x14a].map((k) => code(1, k)).join(labels ? ' ' : '  ');
  const abs = axes.map(([n, max], i) => `${i === 0 ? `    ABS (0003): ` : ' '.repeat(16)}${code(3, n)} : value 0, min 0, max ${max}, fuzz 0, flat 0, resolution 0\n`).join('');
  return `add device 1: ${DEVICE}\n  name:     "${NAME}"\n  events:\n    KEY (0001): ${keys}\n${abs}  input props:\n    INPUT_PROP_DIRECT\n`;
}

export const getevent: Command = async (c) => {
  const o = options(c.args, 'tnsSvdpilqrc:');
  const device = o.rest[0];
  if (device !== undefined && device !== DEVICE) { await c.io.err(`could not open ${device}, No such file or directory\n`); return 1; }
  const { width, height } = c.device.naturalSize();
  if (o.has('p') || o.has('i')) { await c.io.out(properties(width, height, o.has('l'))); return 0; }
  if (device === undefined && !o.has('q')) await c.io.out(`add device 1: ${DEVICE}\n  name:     "${NAME}"\n`);
  const limit = o.value('c') === undefined ? Infinity : Number(o.value('c'));
  const waiting: string[] = [];
  let wake: () => void = () => undefined;
  let count = 0;
  const stop = c.device.phone.onTouchEvent((e) => {
    if (count >= limit) return;
    count++;
    waiting.push(eventLine({ ...e, device: e.device || DEVICE }, { labels: o.has('l'), times: o.has('t'), names: device === undefined }));
    wake();
  });
  c.io.signal.addEventListener('abort', () => wake(), { once: true });
  try {
    while (!c.io.signal.aborted) {
      if (waiting.length > 0) await c.io.out(waiting.splice(0).join(''));
      else if (count >= limit) return 0;
      else await new Promise<void>((resolve) => { wake = resolve; });
    }
  } finally {
    stop();
  }
  return 0;
};
