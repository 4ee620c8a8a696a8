// Exports: createInput, typeSteps, TypeStep, planGesture.
// Touches, keys and text through the phone's `input` command. Only `control/executor.ts` may use what this makes.

import type { Clock } from '../base/clock.ts';
import type { GesturePoint } from '../protocol/actions.ts';
import { Failure } from '../protocol/faults.ts';
import type { Capability } from '../protocol/services.ts';
import { parseRotation } from './state.ts';
import type { AdbDevice, InputBackend, ShellResult } from './types.ts';

/** Longer texts lose characters on busy phones. */
const CHUNK = 80;
const LONG_PRESS_MS = 800;
/** One `input` process may take this long (it starts a Java machine on older phones) and several events be queued. */
const INPUT_MS = 30_000;
/** DEL keys in one command: the command line and the app's queue stay short. */
const DELETES = 60;
/** Slower than this for one event, a path of single events would not be followed in its times. */
const PACED_MS = 45;
/** A path that leaves the straight line by no more than this is one (device pixels). */
const STRAIGHT_PX = 12;

const ADB_KEYBOARD = /(?:^|\n)\s*((?:com\.android\.adbkeyboard|[\w.]+)\/[\w.]*AdbIME)\s*(?:\n|$)/;

/** How a text is typed: runs of ASCII, keys for line ends and tabs, and the rest through an input method. */
export type TypeStep = { ascii: string } | { key: string } | { unicode: string };

/**
 * `input text` turns `%s` into a space, so a literal `%s` is split between two commands, and spaces are sent as `%s`,
 * the one spelling every version takes. Grapheme clusters stay whole.
 */
export function typeSteps(text: string): TypeStep[] {
  const steps: TypeStep[] = [];
  let ascii = '';
  let length = 0;
  const close = (): void => { if (ascii !== '') steps.push({ ascii }); ascii = ''; length = 0; };
  // Segmenting keeps e + combining accent, flags and families in one piece.
  for (const { segment } of new Intl.Segmenter('en', { granularity: 'grapheme' }).segment(text)) {
    if (segment === '\n' || segment === '\r\n' || segment === '\r') { close(); steps.push({ key: 'ENTER' }); continue; }
    if (segment === '\t') { close(); steps.push({ key: 'TAB' }); continue; }
    if (segment.length === 1 && segment >= ' ' && segment <= '~') {
      if (length >= CHUNK || (segment === 's' && ascii.endsWith('%'))) close();
      ascii += segment === ' ' ? '%s' : segment;
      length++;
      continue;
    }
    close();
    const last = steps.at(-1);
    if (last && 'unicode' in last) last.unicode += segment; else steps.push({ unicode: segment });
  }
  close();
  return steps;
}

export type GesturePlan =
  | { how: 'tap'; x: number; y: number }
  | { how: 'swipe'; from: readonly [number, number]; to: readonly [number, number]; ms: number }
  | { how: 'events'; points: readonly GesturePoint[] };

/** How far the points stray from the line between first and last. */
function bend(points: readonly GesturePoint[]): number {
  const [x0, y0] = points[0]!;
  const [x1, y1] = points.at(-1)!;
  const length = Math.hypot(x1 - x0, y1 - y0);
  return Math.max(...points.map(([x, y]) => (length < 1 ? Math.hypot(x - x0, y - y0) : Math.abs((x1 - x0) * (y0 - y) - (x0 - x) * (y1 - y0)) / length)));
}

/** @param eventMs what one event costs on this phone, if known; @param events whether it has `input motionevent` */
export function planGesture(points: readonly GesturePoint[], eventMs: number | undefined, events: boolean): GesturePlan {
  const [x, y] = points[0]!;
  if (points.length === 1) return { how: 'tap', x, y };
  const [x1, y1, end] = points.at(-1)!;
  const ms = Math.max(1, Math.round(end - points[0]![2]));
  const swipe: GesturePlan = { how: 'swipe', from: [x, y], to: [x1, y1], ms };
  if (points.length === 2 || !events) return swipe;
  // One command that paces itself beats many late ones, if it goes the same way.
  return (eventMs ?? 0) > PACED_MS && bend(points) <= STRAIGHT_PX ? swipe : { how: 'events', points };
}

/** @param clock paces gestures and measures what an event costs */
export function createInput(device: AdbDevice, clock: Clock): InputBackend & { readonly textCap: Capability } {
  const cap: Capability = { name: 'input command', needs: 'nothing', available: true };
  const textCap: Capability = { name: 'ADBKeyBoard input method', needs: 'apk', available: false, why: 'Not looked for yet: it is needed for text beyond ASCII only' };
  let hasMotionEvents = true;

  const checked = (command: readonly string[], r: ShellResult): void => {
    const said = `${r.stderr}\n${r.stdout}`.trim();
    // `input` prints its usage and an exception for what it does not know, with exit code 0 on some versions.
    if (r.code !== 0 || /^(?:Error|Exception|java\.|Usage: input|Unknown command|Permission|Security)/im.test(said)) {
      throw new Failure({ kind: 'device/shell', command: command.slice(0, 2).join(' '), code: r.code, stderr: said.slice(0, 400) });
    }
  };
  const run = async (command: readonly string[]): Promise<ShellResult> => {
    const r = await device.shell(command, { timeoutMs: INPUT_MS });
    checked(command, r);
    return r;
  };
  /** Runs an `input` command and keeps what it costs beyond the time it was asked to take. */
  const input = async (...words: (string | number)[]): Promise<void> => {
    const start = clock.now();
    await run(['input', ...words.map((w) => (typeof w === 'number' ? String(Math.round(w)) : w))]);
    const asked = words[0] === 'swipe' ? Number(words[5]) : 0;
    const cost = Math.max(0, clock.now() - start - asked);
    cap.latencyMs = cap.latencyMs === undefined ? cost : Math.round(cap.latencyMs * 0.7 + cost * 0.3);
  };
  const finite = (points: readonly (readonly number[])[]): void => {
    if (points.length === 0 || points.some((p) => p.some((n) => !Number.isFinite(n)))) throw new Failure({ kind: 'internal', detail: 'A gesture without points or with a coordinate that is no number' });
  };

  const events = async (points: readonly GesturePoint[]): Promise<void> => {
    const begun = clock.now();
    const [x, y, t0] = points[0]!;
    await input('motionevent', 'DOWN', x, y);
    let at = points[0]!;
    try {
      for (const point of points.slice(1, -1)) {
        const due = begun + (point[2] - t0);
        // A phone that cannot keep up gets fewer points, not a longer gesture.
        if (clock.now() > due + (cap.latencyMs ?? 0)) continue;
        if (due > clock.now()) await clock.sleep(due - clock.now());
        await input('motionevent', 'MOVE', point[0], point[1]);
        at = point;
      }
      const last = points.at(-1)!;
      if (last[0] !== at[0] || last[1] !== at[1]) { await input('motionevent', 'MOVE', last[0], last[1]); at = last; }
      const due = begun + (last[2] - t0);
      if (due > clock.now()) await clock.sleep(due - clock.now());
    } finally {
      // Whatever happened: no finger stays on the glass.
      await input('motionevent', 'UP', at[0], at[1]);
    }
  };

  const keyboard = async (): Promise<string> => {
    const name = ADB_KEYBOARD.exec((await run(['ime', 'list', '-s'])).stdout)?.[1];
    if (name === undefined) {
      textCap.available = false;
      textCap.why = 'Install ADBKeyBoard on the phone and enable it: adb shell ime enable com.android.adbkeyboard/.AdbIME';
      throw new Failure({ kind: 'device/unsupported', what: 'type text beyond ASCII', why: textCap.why });
    }
    textCap.available = true;
    delete textCap.why;
    return name;
  };
  const withKeyboard = async (work: () => Promise<void>): Promise<void> => {
    const ime = await keyboard();
    const before = (await run(['settings', 'get', 'secure', 'default_input_method'])).stdout.trim();
    if (before === ime) { await work(); return; }
    await run(['ime', 'set', ime]);
    try {
      await clock.sleep(400); // The app has to bind to the input method, and nothing tells when it has.
      await work();
      await clock.sleep(250); // Going back at once would lose the text on its way.
    } finally {
      if (before.includes('/')) await run(['ime', 'set', before]);
    }
  };
  const broadcast = async (text: string): Promise<void> => {
    // The command line is limited; 1,000 code points are at most 5,400 bytes of base64.
    const points = [...text];
    for (let from = 0; from < points.length; from += 1000) {
      await run(['am', 'broadcast', '-a', 'ADB_INPUT_B64', '--es', 'msg', Buffer.from(points.slice(from, from + 1000).join(''), 'utf8').toString('base64')]);
    }
  };

  /** No Android key turns the screen: the setting does, and holds it there. Upright becomes a quarter to the left, everything else upright. */
  const rotate = async (): Promise<void> => {
    const now = parseRotation((await run(['dumpsys', 'window', 'displays'])).stdout);
    if (now === undefined) throw new Failure({ kind: 'device/unsupported', what: 'turn the screen', why: 'The phone does not say how it is turned' });
    await run(['settings', 'put', 'system', 'accelerometer_rotation', '0']);
    await run(['settings', 'put', 'system', 'user_rotation', now === 0 ? '1' : '0']);
  };

  return {
    cap, textCap,
    async tap(x, y) { finite([[x, y]]); await input('tap', x, y); },
    async longPress(x, y) { finite([[x, y]]); await input('swipe', x, y, x, y, LONG_PRESS_MS); },
    async gesture(points) {
      finite(points);
      const plan = planGesture(points, cap.latencyMs, hasMotionEvents);
      if (plan.how === 'tap') { await input('tap', plan.x, plan.y); return; }
      if (plan.how === 'swipe') { await input('swipe', ...plan.from, ...plan.to, plan.ms); return; }
      try {
        await events(plan.points);
      } catch (e) {
        // Before Android 11 there is no `motionevent`; nothing was touched then.
        if (!(e instanceof Failure) || e.fault.kind !== 'device/shell' || !/unknown command|usage: input|motionevent/i.test(e.fault.stderr)) throw e;
        hasMotionEvents = false;
        const straight = planGesture(points, undefined, false);
        if (straight.how === 'swipe') await input('swipe', ...straight.from, ...straight.to, straight.ms);
      }
    },
    async key(name) {
      if (name === 'ROTATE') { await rotate(); return; }
      if (!/^[A-Z0-9_]{1,40}$/.test(name)) throw new Failure({ kind: 'usage', detail: `"${name.slice(0, 40)}" is no Android key: write it like BACK or ENTER` });
      await input('keyevent', `KEYCODE_${name}`);
    },
    async text(s) {
      const steps = typeSteps(s);
      const beyond = steps.some((step) => 'unicode' in step);
      if (!beyond) {
        for (const step of steps) {
          if ('ascii' in step) await input('text', step.ascii);
          else if ('key' in step) await input('keyevent', `KEYCODE_${step.key}`);
        }
        return { how: 'input text' };
      }
      // One route for the whole text keeps its order.
      await withKeyboard(() => broadcast(s.replaceAll(/\r\n?/g, '\n')));
      return { how: 'ADBKeyBoard' };
    },
    async clear(length) {
      if (!(length > 0)) return;
      let left = Math.ceil(length);
      for (let first = true; left > 0; first = false) {
        const n = Math.min(left, DELETES);
        await input('keyevent', ...(first ? ['KEYCODE_MOVE_END'] : []), ...Array.from({ length: n }, () => 'KEYCODE_DEL'));
        left -= n;
      }
    },
    async startApp(packageName, o) {
      const missing = (): Failure => new Failure({ kind: 'action/app-not-found', app: packageName, known: [] });
      if (!/^[A-Za-z]\w*(?:\.\w+)+$/.test(packageName)) throw missing();
      const resolved = await device.shell(['cmd', 'package', 'resolve-activity', '--brief', '-a', 'android.intent.action.MAIN', '-c', 'android.intent.category.LAUNCHER', packageName]);
      const component = resolved.stdout.split('\n').map((l) => l.trim()).reverse().find((l) => l.startsWith(`${packageName}/`) && /^[\w.]+\/[\w.$]+$/.test(l));
      if (resolved.code === 0 && component !== undefined) {
        const said = await device.shell(['am', 'start', ...(o?.fresh ? ['-S'] : []), '-a', 'android.intent.action.MAIN', '-c', 'android.intent.category.LAUNCHER', '-f', '0x10200000', '-n', component], { timeoutMs: INPUT_MS });
        if (said.code === 0 && !/^Error/m.test(`${said.stdout}\n${said.stderr}`)) return;
      }
      // Phones older than `cmd package`, and makers that shut it off.
      if (o?.fresh) await run(['am', 'force-stop', packageName]);
      const said = await device.shell(['monkey', '-p', packageName, '-c', 'android.intent.category.LAUNCHER', '1'], { timeoutMs: INPUT_MS });
      if (said.code !== 0 || /No activities found|monkey aborted/i.test(`${said.stdout}\n${said.stderr}`)) throw missing();
    },
  };
}
