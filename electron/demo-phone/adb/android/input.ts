// Exports: inputCommand. `input …` as InputShellCommand.java of Android 14 does it.

import type { GesturePoint } from '../../../protocol/actions.ts';
import type { Command, Invocation } from '../shell/shell.ts';
import { argumentExpected, exception } from './failures.ts';
import { keyName } from './key-codes.ts';

const SOURCES = new Set(['dpad', 'keyboard', 'mouse', 'touchpad', 'gamepad', 'touchnavigation', 'joystick', 'touchscreen', 'stylus', 'trackball', 'rotaryencoder']);
const AT = 'com.android.server.input.InputShellCommand.onCommand(InputShellCommand.java:210)';

const USAGE = `Usage: input [<source>] [-d DISPLAY_ID] <command> [<arg>...]

The sources are: 
      dpad
      keyboard
      mouse
      touchpad
      gamepad
      touchnavigation
      joystick
      touchscreen
      stylus
      trackball

The commands and default sources are:
      text <string> (Default: touchscreen)
      keyevent [--longpress|--doubletap] <key code number or name> ... (Default: keyboard)
      tap <x> <y> (Default: touchscreen)
      swipe <x1> <y1> <x2> <y2> [duration(ms)] (Default: touchscreen)
      draganddrop <x1> <y1> <x2> <y2> [duration(ms)] (Default: touchscreen)
      press (Default: trackball)
      roll <dx> <dy> (Default: trackball)
      motionevent <DOWN|UP|MOVE|CANCEL> <x> <y> (Default: touchscreen)
`;

/** Reads `n` coordinates. @returns the numbers, or the exit code of the failure that was printed */
async function numbers(c: Invocation, what: string, args: readonly string[], n: number): Promise<number[] | number> {
  const out: number[] = [];
  for (let i = 0; i < n; i++) {
    const a = args[i];
    if (a === undefined) return argumentExpected(c, what, args[i - 1] ?? what, AT);
    // Java's Float.parseFloat: no hexadecimal, no empty string.
    if (!/^[-+]?(\d+\.?\d*|\.\d+)([eE][-+]?\d+)?[fFdD]?$/.test(a)) return exception(c, what, a === '' ? 'java.lang.NumberFormatException: empty String' : `java.lang.NumberFormatException: For input string: "${a}"`, AT);
    out.push(Number.parseFloat(a));
  }
  return out;
}

/** A straight movement with a point every 10 ms, as the real command injects it. */
function line(x1: number, y1: number, x2: number, y2: number, ms: number, holdMs = 0): GesturePoint[] {
  const points: GesturePoint[] = [[x1, y1, 0]];
  if (holdMs > 0) points.push([x1, y1, holdMs]);
  const steps = Math.max(1, Math.min(200, Math.round(ms / 10)));
  for (let i = 1; i <= steps; i++) points.push([x1 + ((x2 - x1) * i) / steps, y1 + ((y2 - y1) * i) / steps, holdMs + (ms * i) / steps]);
  return points;
}

async function text(c: Invocation, value: string): Promise<number> {
  // The virtual keyboard has no keys for anything beyond ASCII: getEvents gives null and the command dies of it.
  if (/[^\t\n\x20-\x7e]/.test(value)) return exception(c, 'text', 'java.lang.NullPointerException: Attempt to get length of null array', 'com.android.server.input.InputShellCommand.sendText(InputShellCommand.java:316)');
  for (const part of value.replaceAll('%s', ' ').split(/([\n\t])/)) {
    if (part === '\n') c.device.phone.key('ENTER');
    else if (part === '\t') c.device.phone.key('TAB');
    else if (part !== '') c.device.phone.commitText(part);
  }
  return 0;
}

export const inputCommand: Command = async (c) => {
  const args = [...c.args];
  if (SOURCES.has(args[0] ?? '')) args.shift();
  if (args[0] === '-d') args.splice(0, 2);
  const what = args.shift();
  const { phone } = c.device;
  switch (what) {
    case undefined: case 'help': case '-h':
      await c.io.out(USAGE);
      return what === undefined ? 255 : 0;
    case 'text':
      return args[0] === undefined ? argumentExpected(c, what, what, AT) : text(c, args[0]);
    case 'keyevent': {
      const long = args[0] === '--longpress';
      const double = args[0] === '--doubletap';
      if (long || double) args.shift();
      if (args.length === 0) return argumentExpected(c, what, what, AT);
      for (const a of args) {
        const name = keyName(a);
        // An unknown name becomes KEYCODE_UNKNOWN, which nothing reacts to.
        if (name === undefined || name === 'UNKNOWN') continue;
        if (long) await c.device.clock.sleep(500, c.io.signal);
        phone.key(name);
        if (double) phone.key(name);
      }
      return 0;
    }
    case 'tap': {
      const n = await numbers(c, what, args, 2);
      if (typeof n === 'number') return n;
      await phone.gesture([[n[0] as number, n[1] as number, 0]]);
      return 0;
    }
    case 'swipe': case 'draganddrop': {
      const n = await numbers(c, what, args, args[4] === undefined ? 4 : 5);
      if (typeof n === 'number') return n;
      const [x1 = 0, y1 = 0, x2 = 0, y2 = 0, given] = n;
      const ms = given === undefined || given < 0 ? 300 : given;
      await phone.gesture(what === 'draganddrop' ? line(x1, y1, x2, y2, ms, 500) : line(x1, y1, x2, y2, ms));
      return 0;
    }
    case 'motionevent': {
      const phase = (args[0] ?? '').toUpperCase();
      const n = await numbers(c, what, args.slice(1), 2);
      if (typeof n === 'number') return n;
      const [x = 0, y = 0] = n;
      if (phase === 'DOWN' || phase === 'MOVE' || phase === 'UP') phone.pointer(phase.toLowerCase() as 'down', x, y);
      else if (phase === 'CANCEL') phone.pointer('up', -1, -1);
      else return exception(c, what, `java.lang.IllegalArgumentException: Unknown action: ${args[0]}`, AT);
      return 0;
    }
    case 'press':
      phone.key('DPAD_CENTER');
      return 0;
    case 'roll': {
      const n = await numbers(c, what, args, 2);
      if (typeof n === 'number') return n;
      phone.key((n[1] ?? 0) > 0 ? 'DPAD_DOWN' : (n[1] ?? 0) < 0 ? 'DPAD_UP' : (n[0] ?? 0) > 0 ? 'DPAD_RIGHT' : 'DPAD_LEFT');
      return 0;
    }
    default:
      await c.io.err(`Unknown command: ${what}\n`);
      return 255;
  }
};
