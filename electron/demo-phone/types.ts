// Exports: UiElement (the tree apps return), App, AppApi, PhoneState, Phone (the virtual device), PhoneFault.
// Apps are data: a screen is a pure function of state to a tree; the same tree feeds layout, drawing, hit-testing and the dump.

import type { GesturePoint } from '../protocol/actions.ts';
import type { DemoFault } from '../protocol/services.ts';

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/** What an app's code may do when something is touched. */
export type Handler = () => void;

interface Common {
  /** resource-id suffix: `id: 'save'` becomes `<package>:id/save`. */
  id?: string;
  /** content-description. */
  desc?: string;
  onTap?: Handler;
  onLongPress?: Handler;
  /** A drag across the element, named by where the finger goes; only where nothing scrolls that way. */
  onSwipe?: { up?: Handler; down?: Handler; left?: Handler; right?: Handler };
  enabled?: boolean;
  selected?: boolean;
  /** Flex weight in the parent's direction. */
  grow?: number;
  pad?: number | readonly [vertical: number, horizontal: number];
  margin?: number | readonly [vertical: number, horizontal: number];
  /** Taken out of the flow and laid against the parent's edges (dp), like a badge in a `stack`. */
  at?: { top?: number; right?: number; bottom?: number; left?: number };
  minHeight?: number;
  maxWidth?: number | string;
  /** Theme colour name or CSS colour of a 1 dp line around the box. */
  border?: string;
  width?: number | string;
  height?: number | string;
  /** Theme colour name or CSS colour. */
  background?: string;
  radius?: number;
}

/**
 * Theme colour names: primary onPrimary primaryContainer onPrimaryContainer secondaryContainer onSecondaryContainer
 * surface surfaceContainer surfaceContainerHigh onSurface onSurfaceVariant outline outlineVariant inverseSurface
 * inverseOnSurface error onError errorContainer onErrorContainer success scrim. Anything else is taken as a CSS colour.
 */
/** Sizes are density-independent pixels; the phone draws at density 2 (720×1600 px = 360×800 dp). */
export type UiElement =
  | ({ el: 'col' | 'row' | 'stack' | 'card'; children: readonly (UiElement | null | false)[]; gap?: number; align?: 'start' | 'center' | 'end' | 'stretch'; justify?: 'start' | 'center' | 'end' | 'between'; wrap?: boolean } & Common)
  | ({ el: 'scroll'; gap?: number; /** Shows its end first, like a chat. */ fromEnd?: boolean; key: string; children: readonly (UiElement | null | false)[]; horizontal?: boolean } & Common)
  | ({ el: 'text'; text: string; size?: number; weight?: 400 | 500 | 700; color?: string; align?: 'start' | 'center' | 'end'; lines?: number } & Common)
  /** An icon of @mdi/js by its name, such as `mdiPlus`. */
  | ({ el: 'icon'; icon: string; size?: number; color?: string } & Common)
  | ({ el: 'button'; text: string; /** Of the text, dp. */ size?: number; icon?: string; tone?: 'filled' | 'tonal' | 'text' | 'outlined' | 'danger' } & Common)
  | ({ el: 'iconButton'; icon: string } & Common)
  | ({ el: 'fab'; icon: string; text?: string } & Common)
  | ({ el: 'switch'; on: boolean; onChange: (on: boolean) => void } & Common)
  | ({ el: 'checkbox'; on: boolean; text?: string; onChange: (on: boolean) => void } & Common)
  | ({ el: 'radio'; on: boolean; text?: string; onChange: (on: boolean) => void } & Common)
  /** `key` names the field on its screen; the text lives in the app's state through `value`/`onChange`. */
  | ({ el: 'input'; key: string; value: string; hint?: string; label?: string; password?: boolean; kind?: 'text' | 'number' | 'phone' | 'email'; maxLength?: number; multiline?: boolean; autofocus?: boolean; icon?: string; ime?: 'done' | 'search' | 'next' | 'send' | 'go'; onChange: (text: string) => void; onEnter?: Handler } & Common)
  | ({ el: 'slider'; value: number; min: number; max: number; onChange: (v: number) => void } & Common)
  /** A plain colour that stands for a picture; `icon` is its subject. */
  | ({ el: 'image'; color: string; caption?: string; icon?: string } & Common)
  | ({ el: 'divider' } & Common)
  | ({ el: 'progress'; value?: number } & Common)
  /** A page in a WebView that tells its nodes, as Chromium does: plain views, ids as the page has them, links by their description. */
  | ({ el: 'web'; key: string; title: string; gap?: number; children: readonly (UiElement | null | false)[] } & Common)
  /** Drawn content without children in the dump, like a WebView or a canvas. */
  | ({ el: 'opaque'; kind?: 'web' | 'canvas'; children: readonly UiElement[] } & Common);

/** A button closes the dialog before its `onTap` runs, as Android's AlertDialog does; `onTap` may open it again. */
export interface DialogSpec {
  title?: string;
  body?: string;
  /** Give a function when it depends on state or `local` (radio buttons, fields): it is called at each redraw. */
  content?: UiElement | (() => UiElement);
  buttons: readonly { text: string; id?: string; tone?: 'filled' | 'text' | 'danger'; onTap: Handler }[];
  /** Tapping outside or Back closes it. */
  cancelable?: boolean;
  onCancel?: Handler;
  /** `menu` hangs below the top-right corner like an overflow menu, `sheet` rises from the bottom; default a centred dialog. */
  as?: 'dialog' | 'menu' | 'sheet';
}

/** What the system offers an app. State is plain JSON and the app's own; every change redraws. */
export interface AppApi<S extends Json = Json> {
  readonly state: S;
  /** Changes the app's saved state in place. */
  change(edit: (state: S) => void): void;
  /** Per-screen scratch (unsaved form fields); gone when the screen is left. */
  readonly local: { [key: string]: Json };
  setLocal(key: string, value: Json): void;
  readonly args: { [key: string]: Json };
  go(screen: string, args?: { [key: string]: Json }): void;
  /** Like `go`, but Back skips the screen that is left. */
  replace(screen: string, args?: { [key: string]: Json }): void;
  /** Leaves screens until `screen` is in front (opens it when it is not on the stack). */
  backTo(screen: string): void;
  back(): void;
  /** Starts another app's screen, like an intent. */
  openApp(packageName: string, screen?: string, args?: { [key: string]: Json }): void;
  dialog(spec: DialogSpec): void;
  closeDialog(): void;
  toast(text: string): void;
  /** Shows in the shade; a tap on it opens `screen` of this app. */
  notify(title: string, text: string, screen?: string, args?: { [key: string]: Json }): void;
  /** Takes this app's notifications away, all or those with this title. */
  unnotify(title?: string): void;
  /** Shows the system's permission prompt once; later calls answer at once. */
  permission(name: 'contacts' | 'location' | 'notifications' | 'camera' | 'storage', then: (granted: boolean) => void): void;
  /** Runs later on the phone's clock, unless the app is stopped before. @returns cancel */
  after(ms: number, then: Handler): () => void;
  /** Runs `App.timers[name]` at that time of the phone's clock; saved with the phone. Replaces a pending one of the same name. */
  schedule(name: string, at: number): void;
  unschedule(name: string): void;
  /** Ends with an error callback while the network-down fault is on; slow with slow-load. */
  network(then: Handler, failed: Handler): void;
  /** ms since the epoch on the phone's clock. */
  now(): number;
  /** Seeded, part of the saved state. */
  random(): number;
  /** Wi-Fi, Bluetooth, volume, display, … shared by all apps. */
  readonly system: SystemSettings;
  changeSystem(edit: (s: SystemSettings) => void): void;
  hideKeyboard(): void;
  /** Puts the cursor into the `input` with this key and opens the keyboard. */
  focusInput(key: string): void;
  copy(text: string): void;
  /** All apps of the phone, for lists such as Settings → Apps. */
  readonly installed: readonly { package: string; label: string; icon: string; color: string; hidden: boolean }[];
  forceStop(packageName: string): void;
  /** Puts an app's data back to its initial state and stops it. */
  clearData(packageName: string): void;
  /** System property such as `ro.product.model`; '' when unset. */
  prop(name: string): string;
  /** Read another app's data (contacts provider and the like). */
  provider(packageName: string): Json;
  changeProvider(packageName: string, edit: (state: Json) => void): void;
}

export interface SystemSettings {
  wifi: { on: boolean; connected: string | null; known: { [ssid: string]: string } };
  bluetooth: { on: boolean; paired: string[] };
  airplane: boolean;
  darkTheme: boolean;
  brightness: number;
  fontScale: number;
  rotationLocked: boolean;
  volume: { media: number; ring: number; alarm: number };
  doNotDisturb: boolean;
  locationOn: boolean;
  batterySaver: boolean;
  deviceName: string;
  language: string;
  permissions: { [packageAndName: string]: 'granted' | 'denied' };
}

export interface App<S extends Json = Json> {
  package: string;
  /** Launcher label, also what `cmd package` says. */
  label: string;
  /** The label in other languages. */
  names?: { zh: string };
  /** mdi icon name and its background colour. */
  icon: string;
  color: string;
  initial: () => S;
  /** First screen's name. */
  home: string;
  /** Screen name → tree. The activity of a screen is `<package>/.<Screen>Activity`. */
  screens: { [name: string]: (api: AppApi<S>) => UiElement };
  /** FLAG_SECURE screens. */
  secure?: readonly string[];
  /** Called on Back; true = handled. */
  onBack?: (api: AppApi<S>, screen: string) => boolean;
  /** Runs once when a screen is opened, before it is first drawn; the place for work that changes state. */
  onOpen?: (api: AppApi<S>, screen: string) => void;
  /** What `AppApi.schedule` calls, by name. Runs whether or not the app is open. */
  timers?: { [name: string]: (api: AppApi<S>) => void };
  /** Intent action (`android.settings.WIFI_SETTINGS`) → screen. */
  intents?: { [action: string]: string };
  /** Shown in Settings and `dumpsys package`. */
  version?: string;
  /** Hidden from the launcher (permission controller, system UI). */
  hidden?: boolean;
}

/** The whole phone as JSON: save, restore, diff. */
export interface PhoneState {
  v: 1;
  now: number;
  seed: number;
  system: SystemSettings;
  apps: { [packageName: string]: Json };
  notifications: { package: string; title: string; text: string; screen?: string; args?: { [key: string]: Json } }[];
  /** Pending `schedule`d work. */
  timers?: { package: string; name: string; at: number }[];
  /** Open tasks, front last. Not part of `diff`. */
  tasks: { package: string; stack: { screen: string; args: { [key: string]: Json } }[] }[];
}

/**
 * One thing that differs. `path` has dots between keys and brackets around what tells an item of a list from the others:
 * `apps.com.countersign.bank.accounts[everyday].balance`. Values are whole items where one was added or removed, places in
 * the list (from 0) where one moved.
 */
export interface StateChange { change: 'added' | 'removed' | 'changed' | 'moved'; path: string; before?: Json; after?: Json }

/** The virtual device that adb services drive. All coordinates are pixels of the current rotation. */
export interface Phone {
  readonly serial: string;
  /** The pixels now, RGBA, current rotation. They hold until the next call that draws something new; then the buffer is empty. */
  frame(): { width: number; height: number; data: Uint8Array; version: number };
  /** Increases with each visible change. */
  readonly version: number;
  /** Called after each visible change. @returns stop */
  onChange(on: () => void): () => void;
  /** uiautomator XML, or what the real tool prints when it fails. */
  dump(o: { compressed: boolean }): { ok: true; xml: string } | { ok: false; message: string };
  /** Pointer events; phase times come from the phone's clock. */
  pointer(phase: 'down' | 'move' | 'up', x: number, y: number): void;
  /** A whole gesture at its own speed, resolved when it is over (`tap` = one point). */
  gesture(points: readonly GesturePoint[]): Promise<void>;
  key(name: string): void;
  /** IME commit of any Unicode text into the focused field. */
  commitText(text: string): void;
  readonly focus: { package: string; activity: string; window: string; secure: boolean };
  readonly keyboardShown: boolean;
  readonly locked: boolean;
  readonly awake: boolean;
  readonly rotation: 0 | 1 | 2 | 3;
  setRotation(r: 0 | 1 | 2 | 3): void;
  startActivity(component: { package: string; activity?: string; action?: string; data?: string }): { ok: boolean; message: string };
  forceStop(packageName: string): void;
  readonly installed: readonly App[];
  readonly clipboard: { get(): string; set(text: string): void };
  readonly props: Map<string, string>;
  readonly log: { at: number; tag: string; level: 'V' | 'D' | 'I' | 'W' | 'E'; text: string }[];
  /** Raw touch events as `getevent` prints them. @returns stop */
  onTouchEvent(on: (e: { device: string; type: number; code: number; value: number; at: number }) => void): () => void;
  /** Edits the settings in place and redraws; open screens stay. Without it a save and a restore do the same. */
  changeSystem?(edit: (s: SystemSettings) => void): void;
  save(): PhoneState;
  restore(state: PhoneState): void;
  reset(): void;
  readonly faults: ReadonlySet<DemoFault>;
  setFault(fault: DemoFault, on: boolean): void;
  onFault(on: (fault: DemoFault, on_: boolean) => void): () => void;
  close(): void;
}
