// Exports: readState, parseFocus, parseRotation, parseSize, parseWmSize, parseLocked, parseAwake, parseKeyboard, parseSecure, askState.
// What the phone is doing, from the text of `dumpsys`. The spellings differ from Android 8 to 14 and between makers; each
// parser takes all it knows and none guesses: what is not said is `undefined`.

import { Failure } from '../protocol/faults.ts';
import type { DeviceState } from '../protocol/screen.ts';
import type { AdbDevice } from './types.ts';

export interface Focus {
  package: string;
  /** `.Short` when it lies in the package, else the full class name; '' for windows that belong to no activity. */
  activity: string;
  /** Hash of the focused window, to find its block in the dump. */
  window: string;
}

const shortActivity = (pkg: string, name: string): string => (name.startsWith(`${pkg}.`) ? name.slice(pkg.length) : name);

// Window{4f1c2d8 u0 com.app/com.app.Main}, with EXITING or paused=false behind the title in some versions.
const WINDOW = /Window\{([0-9a-f]+) (?:u\d+ )?([^}]*?)(?: (?:EXITING|paused=\w+))*\}/;
// 8–10: mFocusedApp=AppWindowToken{1f token=Token{2e ActivityRecord{3d u0 com.app/.Main t12}}}; 11+: mFocusedApp=ActivityRecord{…}.
const ACTIVITY = /ActivityRecord\{[0-9a-f]+ (?:u\d+ )?([\w.]+)\/([\w.$]+)/;
const COMPONENT = /^([\w.]+)\/([\w.$]+)$/;

/** The window that gets keys. A dump names one per display, the default display first; `null` means in between. */
export function parseFocus(dump: string): Focus | undefined {
  const app = dump.split('\n').map((l) => (l.includes('mFocusedApp=') ? ACTIVITY.exec(l) : null)).find((m) => m !== null);
  const below = app ? { package: app[1]!, activity: shortActivity(app[1]!, app[2]!) } : undefined;
  for (const line of dump.split('\n')) {
    if (!/\bm(?:CurrentFocus|FocusedWindow)=/.test(line)) continue;
    const window = WINDOW.exec(line);
    if (!window) continue;
    const hash = window[1]!;
    const title = window[2]!.trim();
    const component = COMPONENT.exec(title);
    if (component) return { package: component[1]!, activity: shortActivity(component[1]!, component[2]!), window: hash };
    if (/^(?:StatusBar|NotificationShade|Keyguard|NavigationBar|VolumeDialog|GlobalActions)/i.test(title)) return { package: 'com.android.systemui', activity: '', window: hash };
    // Dialogs of the system about an app: they, not the app, get the keys.
    if (/^Application (?:Not Responding|Error):/.test(title)) return { package: 'android', activity: '', window: hash };
    if (below) return { ...below, window: hash }; // PopupWindow:…, a dialog with a title of its own: part of the app.
    return { package: /^[a-z][\w]*(?:\.\w+)+$/i.test(title) ? title : '', activity: '', window: hash };
  }
  return below ? { ...below, window: '' } : undefined;
}

type Rotation = 0 | 1 | 2 | 3;

/** `mRotation=1`, `mCurrentRotation=ROTATION_90`, `mDisplayRotation=…`. */
export function parseRotation(dump: string): Rotation | undefined {
  const m = /\bm(?:Current|Display)?Rotation=(?:ROTATION_)?(\d+)/.exec(dump) ?? /\bSurfaceOrientation: (\d)/.exec(dump);
  if (!m) return undefined;
  const n = Number(m[1]);
  const turn = n > 3 ? n / 90 : n;
  return turn === 0 || turn === 1 || turn === 2 || turn === 3 ? turn : undefined;
}

/** `cur=1080x2400` of the default display: as it is turned, overrides included. */
export function parseSize(dump: string): readonly [number, number] | undefined {
  const m = /\bcur=(\d+)x(\d+)\b/.exec(dump);
  return m && Number(m[1]) > 0 && Number(m[2]) > 0 ? [Number(m[1]), Number(m[2])] : undefined;
}

/** `wm size`: the natural orientation; an override counts before the panel. */
export function parseWmSize(text: string, rotation: Rotation): readonly [number, number] | undefined {
  const m = /Override size: (\d+)x(\d+)/.exec(text) ?? /Physical size: (\d+)x(\d+)/.exec(text);
  if (!m) return undefined;
  return rotation % 2 ? [Number(m[2]), Number(m[1])] : [Number(m[1]), Number(m[2])];
}

const flag = (dump: string, name: string): boolean | undefined => {
  const m = new RegExp(`\\b${name}=(true|false)\\b`).exec(dump);
  return m ? m[1] === 'true' : undefined;
};

/** A lock screen that an app covers (a call, the camera) does not lock what is seen. */
export function parseLocked(dump: string): boolean | undefined {
  const delegate = /KeyguardServiceDelegate[^]{0,400}?\bshowing=(true|false)/.exec(dump);
  const showing = flag(dump, 'mShowingLockscreen') ?? flag(dump, 'isStatusBarKeyguard') ?? flag(dump, 'mIsShowing') ?? (delegate ? delegate[1] === 'true' : undefined) ?? flag(dump, 'mKeyguardShowing') ?? flag(dump, 'KeyguardShowing');
  if (showing !== true) return showing;
  const occluded = flag(dump, 'mKeyguardOccluded') ?? flag(dump, 'occluded');
  return occluded !== true;
}

/** @param power `dumpsys power`, asked first; the window dump says it in other words */
export function parseAwake(power: string, dump: string): boolean | undefined {
  const wake = /\bmWakefulness=(\w+)/.exec(power) ?? /\bgetWakefulness\(\)=(\w+)/.exec(power);
  if (wake) return wake[1] === 'Awake' || wake[1] === 'Dreaming' || wake[1] === '1';
  const display = /Display Power: state=(\w+)/.exec(power);
  if (display) return display[1] === 'ON';
  const screen = /\bscreenState=(?:SCREEN_STATE_)?(\w+)/.exec(dump);
  if (screen) return screen[1] === 'ON';
  return flag(dump, 'mAwake') ?? flag(dump, 'mScreenOnFully');
}

/** @param inputMethod `dumpsys input_method` */
export function parseKeyboard(inputMethod: string): boolean | undefined {
  if (/\bmInputShown=/.test(inputMethod)) return /\bmInputShown=true\b/.test(inputMethod);
  return flag(inputMethod, 'mIsInputViewShown') ?? flag(inputMethod, 'mImeShowing');
}

/** WindowManager.LayoutParams.FLAG_SECURE. */
const FLAG_SECURE = 0x2000;

/** Whether the focused window refuses screenshots: its flags by name (10+), or as a hex number. */
export function parseSecure(dump: string, window: string): boolean | undefined {
  if (window === '') return undefined;
  const blocks = dump.split(/^\s*Window #\d+ /m);
  const block = blocks.find((b) => b.startsWith(`Window{${window} `));
  const flags = block === undefined ? null : /\bfl=([^\n}]*)/.exec(block);
  if (!flags) return undefined;
  const hex = /^#?([0-9a-f]+)\b/.exec(flags[1]!);
  if (hex && !/^[A-Z_]+ /.test(flags[1]!)) return (parseInt(hex[1]!, 16) & FLAG_SECURE) !== 0;
  return /(?:^|\s|\|)SECURE(?:\s|\||$)/.test(flags[1]!);
}

export interface StateTexts { window: string; inputMethod: string; power: string; wmSize?: string }

/** `undefined` when not even the size of the screen is said: then it is no Android that we know. */
export function readState(t: StateTexts): DeviceState | undefined {
  const focus = parseFocus(t.window);
  const rotation = parseRotation(t.window) ?? 0;
  const size = parseSize(t.window) ?? parseWmSize(t.wmSize ?? '', rotation);
  if (!size) return undefined;
  return {
    package: focus?.package ?? '', activity: focus?.activity ?? '',
    keyboard: parseKeyboard(t.inputMethod) ?? false,
    locked: parseLocked(t.window) ?? false,
    awake: parseAwake(t.power, t.window) ?? true,
    rotation, size,
    secure: parseSecure(t.window, focus?.window ?? '') ?? false,
  };
}

/** @throws Failure(device/unsupported) when the phone does not tell its screen, and what the commands throw */
export async function askState(device: AdbDevice, signal?: AbortSignal): Promise<DeviceState> {
  const [window, inputMethod, power] = await Promise.all([['window'], ['input_method'], ['power']].map((what) => device.shell(['dumpsys', ...what], { signal })));
  const texts = { window: window!.stdout, inputMethod: inputMethod!.stdout, power: power!.stdout };
  const wmSize = parseSize(texts.window) ? undefined : (await device.shell(['wm', 'size'], { signal })).stdout;
  const state = readState({ ...texts, wmSize });
  if (!state) throw new Failure({ kind: 'device/unsupported', what: 'tell the size of its screen', why: `dumpsys window said: ${(window!.stdout || window!.stderr).trim().slice(0, 200)}` });
  return state;
}
