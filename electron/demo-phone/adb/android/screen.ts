// Exports: screencap, uiautomator, wm, screenrecord. What shows the screen: pictures, video, tree, size.

import { errnoText } from '../files.ts';
import { H264Writer, scaleFrame } from '../h264.ts';
import { encodePng } from '../../../base/png.ts';
import { isAbort } from '../pipe.ts';
import { options } from '../shell/options.ts';
import type { Command } from '../shell/shell.ts';
import type { VirtualDevice } from '../virtual-device.ts';

/** HAL_PIXEL_FORMAT_RGBA_8888 and ADATASPACE's short form as screencap writes them. */
const RGBA_8888 = 1;
const SRGB = 1;

export const screencap: Command = async (c) => {
  const o = options(c.args, 'hpd:');
  if (o.has('h')) { await c.io.err('usage: screencap [-hp] [-d display-id] [FILENAME]\n'); return 0; }
  if (o.unknown !== undefined) { await c.io.err('usage: screencap [-hp] [-d display-id] [FILENAME]\n'); return 1; }
  const path = o.rest[0];
  const frame = c.device.capture();
  let data: Buffer;
  if (o.has('p') || path?.endsWith('.png')) data = await encodePng(frame);
  else {
    const head = Buffer.alloc(16);
    for (const [i, v] of [frame.width, frame.height, RGBA_8888, SRGB].entries()) head.writeUInt32LE(v, i * 4);
    data = Buffer.concat([head, frame.data]);
  }
  if (path === undefined || path === '-') { await c.io.out(data); return 0; }
  const done = c.device.files.write(c.shell.path(path), data);
  if (done === true) return 0;
  await c.io.err(`Error opening file: ${path} (${errnoText[done].text})\n`);
  return 1;
};

const UIAUTOMATOR_USAGE = `Usage: uiautomator <subcommand> [options]

Available subcommands:

help: displays help message

runtest: executes UI automation tests

dump: creates an XML dump of current UI hierarchy
    dump [--verbose][file]
      [--compressed]: dumps compressed layout information.
      [file]: the location where the dumped XML should be stored, default is
      /sdcard/window_dump.xml

events: prints out accessibility events until terminated

`;

/** DumpCommand.java: every failure is a line of text with exit code 0. */
export const uiautomator: Command = async (c) => {
  const [what, ...args] = c.args;
  if (what !== 'dump') {
    await c.io.err(UIAUTOMATOR_USAGE);
    return what === 'help' ? 0 : 1;
  }
  const compressed = args.includes('--compressed');
  const path = args.find((a) => !a.startsWith('--')) ?? '/sdcard/window_dump.xml';
  const dump = c.device.phone.dump({ compressed });
  if (!dump.ok) {
    await c.io.err(`${dump.message.replace(/\n$/, '')}\n`);
    return 0;
  }
  const full = c.shell.path(path);
  if (full === '/dev/tty' || full === '/dev/stdout' || full === '/proc/self/fd/1') await c.io.out(dump.xml);
  else {
    const done = c.device.files.write(full, Buffer.from(dump.xml));
    if (done !== true) {
      await c.io.err(`java.io.FileNotFoundException: ${path}: open failed: ${done} (${errnoText[done].text})\n\tat com.android.commands.uiautomator.DumpCommand.run(DumpCommand.java:115)\n`);
      return 0;
    }
  }
  // The misspelling is the real tool's.
  await c.io.out(`UI hierchary dumped to: ${full}\n`);
  return 0;
};

export const wm: Command = async (c) => {
  const [what, ...args] = c.args;
  switch (what) {
    case 'size': {
      const { width, height } = c.device.naturalSize();
      if (args[0] === undefined) { await c.io.out(`Physical size: ${width}x${height}\n`); return 0; }
      if (args[0] === 'reset') return 0;
      await c.io.err('Error: the size of this phone is fixed\n');
      return 255;
    }
    case 'density': {
      if (args[0] === undefined) { await c.io.out(`Physical density: ${c.device.prop('ro.sf.lcd_density')}\n`); return 0; }
      if (args[0] === 'reset') return 0;
      await c.io.err('Error: the density of this phone is fixed\n');
      return 255;
    }
    case 'user-rotation':
      if (args[0] === 'lock' && /^[0-3]$/.test(args[1] ?? '0')) {
        c.device.settings.put('system', 'accelerometer_rotation', '0');
        c.device.phone.setRotation(Number(args[1] ?? 0) as 0 | 1 | 2 | 3);
        return 0;
      }
      if (args[0] === 'free') { c.device.settings.put('system', 'accelerometer_rotation', '1'); return 0; }
      await c.io.out(`${c.device.settings.get('system', 'accelerometer_rotation') === '1' ? 'free' : `lock ${c.device.phone.rotation}`}\n`);
      return 0;
    case 'dismiss-keyguard':
      if (c.device.phone.locked) { c.device.phone.key('WAKEUP'); c.device.phone.key('MENU'); }
      return 0;
    default:
      await c.io.err(`Unknown command: ${what ?? ''}\n`);
      return 255;
  }
};

/** The shortest time between two pictures of a video, ms. */
const FRAME_MS = 16;
const MAX_SECONDS = 180;

/** Resolves at the phone's next visible change after `version`, or when `signal` fires. */
function changed(device: VirtualDevice, version: number, signal: AbortSignal): Promise<void> {
  if (device.phone.version !== version || signal.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    const stop = device.phone.onChange(() => done());
    const done = (): void => { stop(); signal.removeEventListener('abort', done); resolve(); };
    signal.addEventListener('abort', done, { once: true });
  });
}

/** H.264 until the time limit, a rotation, or nobody listens. Frames that nobody can take yet are never drawn. */
export const screenrecord: Command = async (c) => {
  const value = (name: string): string | undefined => {
    const at = c.args.findIndex((a) => a === name || a.startsWith(`${name}=`));
    return at < 0 ? undefined : c.args[at]?.includes('=') ? c.args[at]?.slice(name.length + 1) : c.args[at + 1];
  };
  if (c.args.includes('--help')) { await c.io.out('Usage: screenrecord [options] <filename>\n\nOptions:\n--size WIDTHxHEIGHT\n--bit-rate RATE\n--time-limit TIME\n--output-format=h264\n'); return 0; }
  const format = value('--output-format') ?? 'mp4';
  if (format !== 'h264') { await c.io.err(`Unknown format '${format}': this phone writes --output-format=h264\n`); return 2; }
  const size = value('--size');
  const wanted = /^(\d{2,4})x(\d{2,4})$/.exec(size ?? '');
  if (size !== undefined && !wanted) { await c.io.err(`Invalid size '${size}', must be width x height\n`); return 2; }
  const limit = Number(value('--time-limit') ?? MAX_SECONDS);
  if (!(limit > 0) || limit > MAX_SECONDS) { await c.io.err(`Time limit ${limit}s outside acceptable range [1,${MAX_SECONDS}]\n`); return 2; }
  const valued = new Set(['--size', '--bit-rate', '--time-limit', '--output-format', '--display-id']);
  const path = c.args.filter((a, i) => !(a.startsWith('--')) && !valued.has(c.args[i - 1] ?? '')).at(-1);
  if (path === undefined) { await c.io.err('Must specify output file (see --help).\n'); return 2; }
  const toFile = path !== '-' && c.shell.path(path) !== '/dev/stdout' && c.shell.path(path) !== '/proc/self/fd/1';
  const kept: Buffer[] = [];
  const { phone, clock } = c.device;
  const rotation = phone.rotation;
  const over = new AbortController();
  const signal = AbortSignal.any([c.io.signal, over.signal]);
  const timer = clock.sleep(limit * 1000, signal).then(() => over.abort(), (e: unknown) => { if (!isAbort(e)) throw e; });
  let writer: H264Writer | undefined;
  while (!signal.aborted && phone.rotation === rotation) {
    const version = phone.version;
    const frame = c.device.capture();
    writer ??= wanted ? new H264Writer(Number(wanted[1]), Number(wanted[2])) : new H264Writer(frame.width, frame.height);
    const same = writer.width === frame.width && writer.height === frame.height;
    const unit = writer.encode(same ? frame.data : scaleFrame(frame, writer.width, writer.height));
    if (unit) {
      if (toFile) kept.push(unit.data);
      else await c.io.out(unit.data);
    }
    await clock.sleep(FRAME_MS, signal).catch((e: unknown) => { if (!isAbort(e)) throw e; });
    await changed(c.device, version, signal);
  }
  over.abort();
  await timer;
  if (!toFile) return 0;
  const done = c.device.files.write(c.shell.path(path), Buffer.concat(kept));
  if (done === true) return 0;
  await c.io.err(`Unable to open '${path}': ${errnoText[done].text}\n`);
  return 1;
};
