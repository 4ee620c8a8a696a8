// Exports: createPhone (a simulated Android phone), PhoneOptions. Composition only: what is open, who may act, when to redraw.
// The parts: system/ (state, time, windows, touch, alerts), ui/ (layout, drawing, dump), apps/ (data).

import { createCanvas, type Canvas } from '@napi-rs/canvas';
import type { Clock } from '../base/clock.ts';
import type { DemoFault } from '../protocol/services.ts';
import type { GesturePoint } from '../protocol/actions.ts';
import { LAUNCHER, launcher } from './apps/launcher.ts';
import { SYSTEM_APPS } from './apps/system-apps.ts';
import { anrAlert, crashAlert, permissionAlert, type Alert } from './system/alerts.ts';
import { createApi, type ApiHost } from './system/api.ts';
import { type ChromeFacts, keyguard, navigationBar, overview, shade, statusBar, STATUS_HEIGHT, SYSTEM_UI, toast } from './system/chrome.ts';
import { activityOf, newScreen, newSurface, screenOf, type OpenDialog, type OpenScreen, type Surface, type Task } from './system/desk.ts';
import { dialogContent } from './system/dialog.ts';
import { erase, insert, moveCursor, type Field } from './system/edit.ts';
import { keyboardView, type KeyboardState } from './system/keyboard.ts';
import { printableKey } from './system/keys.ts';
import { defaultProps } from './system/props.ts';
import { createSchedule } from './system/schedule.ts';
import { checkState, copyJson, freeze, initialState, nextRandom } from './system/state.ts';
import { createTouch } from './system/touch.ts';
import { touchEvents } from './system/touch-events.ts';
import { composeWindows, ScreenError, type SurfaceWindow } from './system/windows.ts';
import type { App, Json, Phone, PhoneState, UiElement } from './types.ts';
import { fieldPlaces, drawWindows } from './ui/draw.ts';
import { dumpXml } from './ui/dump.ts';
import { col, progress } from './ui/elements.ts';
import { DENSITY, fieldPadding } from './ui/layout.ts';
import { walk, type InputPart, type View, type Window } from './ui/view.ts';

export interface PhoneOptions {
  clock: Clock;
  apps: readonly App[];
  serial?: string;
  seed?: number;
  state?: PhoneState;
}

type Args = { [key: string]: Json };

const NATURAL = { w: 720, h: 1600 };
const SLOW_MS = 3000;
const NETWORK_MS = 300;
const LOG_LINES = 2000;

export function createPhone(o: PhoneOptions): Phone {
  const serial = o.serial ?? 'demo-5554';
  const schedule = createSchedule(o.clock);
  const installed: readonly App[] = [launcher, ...o.apps, ...SYSTEM_APPS];
  const appOf = new Map(installed.map((a) => [a.package, a]));
  const startable = installed.filter((a) => Object.keys(a.screens).length > 0);
  const props = defaultProps(serial);
  const faults = new Set<DemoFault>();
  const log: Phone['log'] = [];
  const listeners = new Set<() => void>();
  const faultListeners = new Set<(fault: DemoFault, on: boolean) => void>();
  const rawTouch = touchEvents();

  let state: PhoneState = freeze(initialState(startable, schedule.now(), o.seed ?? 1));
  let tasks: Task[] = [];
  let alerts: { alert: Alert; surface: Surface }[] = [];
  /** Dialogs of apps that have no screen open. */
  let orphans: OpenDialog[] = [];
  let onceGrants = new Set<string>();
  let timers = new Map<string, () => void>();
  let toastNow: { text: string; cancel: () => void } | null = null;
  let keyboard: KeyboardState = { page: 'letters', shift: 'off' };
  let imeShown = false;
  let shadeSurface: Surface | null = null;
  let overviewSurface: Surface | null = null;
  let guardSurface: Surface | null = null;
  let awake = true;
  let rotation: 0 | 1 | 2 | 3 = 0;
  let clipboard = '';
  let version = 1;
  let composed: { version: number; windows: Window[] } | null = null;
  /** The version that the canvas shows. */
  let drawn: number | null = null;
  let canvas: Canvas | null = null;
  let pixels: Uint8ClampedArray<ArrayBuffer> | null = null;
  let building = false;
  let announced = false;
  let closed = false;
  const ended = new AbortController();
  /** A dialog button that runs now has closed its dialog already; `closeDialog` in its handler is then no second one. */
  let closing: string | null = null;

  const write = (tag: string, level: 'V' | 'D' | 'I' | 'W' | 'E', text: string): void => {
    for (const line of text.split('\n')) log.push({ at: schedule.now(), tag, level, text: line });
    if (log.length > LOG_LINES) log.splice(0, log.length - LOG_LINES);
  };

  const changed = (): void => {
    if (building) throw new Error('A screen may not change anything while it is drawn; use onOpen or a handler');
    version++;
    if (announced || closed) return;
    announced = true;
    queueMicrotask(() => { announced = false; if (!closed) for (const on of listeners) on(); });
  };

  // ---- What is open -------------------------------------------------------------------------------------------------

  const taskOf = (pkg: string): Task | undefined => tasks.find((t) => t.package === pkg);
  const frontTask = (): Task => {
    const last = tasks.at(-1);
    if (last?.stack.length) return last;
    tasks = tasks.filter((t) => t.stack.length > 0);
    if (tasks.length === 0) tasks.push({ package: LAUNCHER, stack: [newScreen(launcher.home, {})] });
    return frontTask();
  };
  const topOf = (t: Task): OpenScreen => { const s = t.stack.at(-1); if (!s) throw new Error(`The task of ${t.package} is empty`); return s; };
  const chinese = (): boolean => state.system.language.startsWith('zh');
  const nameOf = (a: App): string => (chinese() ? a.names?.zh : undefined) ?? a.label;
  const labelOf = (pkg: string): { label: string; icon: string; color: string } => {
    const a = appOf.get(pkg);
    return a ? { label: nameOf(a), icon: a.icon, color: a.color } : { label: pkg, icon: 'mdiAndroid', color: '#5f6368' };
  };
  const facts = (): ChromeFacts => ({ now: schedule.now(), system: state.system, notifications: state.notifications, networkDown: faults.has('network-down'), labelOf });

  const bringToFront = (task: Task): void => {
    tasks = [...tasks.filter((t) => t !== task), task];
    imeShown = false;
    overviewSurface = null;
    shadeSurface = null;
    changed();
  };

  const goHome = (): void => {
    const home = taskOf(LAUNCHER) ?? { package: LAUNCHER, stack: [] };
    home.stack = home.stack.filter((s) => s.screen === launcher.home).slice(0, 1);
    if (home.stack.length === 0) home.stack.push(newScreen(launcher.home, {}));
    bringToFront(home);
  };

  /** A new screen of a task; the armed faults strike here. */
  const open = (pkg: string, screen: string, args: Args): OpenScreen => {
    const app = appOf.get(pkg);
    if (!app?.screens[screen]) throw new Error(`${pkg} has no screen called ${screen}`);
    const s = newScreen(screen, freeze(copyJson(args, 'args')));
    imeShown = false;
    keyboard = { page: 'letters', shift: 'off' };
    if (faults.has('slow-load') && pkg !== LAUNCHER) {
      s.loadingUntil = schedule.now() + SLOW_MS;
      schedule.in(SLOW_MS, pkg, changed);
    }
    write('ActivityTaskManager', 'I', `START u0 {cmp=${pkg}/${activityOf(screen)}} from uid 10100`);
    return s;
  };

  const go: ApiHost['go'] = (pkg, screen, args, how) => {
    changed();
    let task = taskOf(pkg);
    if (how === 'backTo') {
      const at = task?.stack.findLastIndex((s) => s.screen === screen) ?? -1;
      if (task && at >= 0) { task.stack.length = at + 1; imeShown = false; return; }
    }
    const s = open(pkg, screen, args);
    if (!task) { task = { package: pkg, stack: [] }; tasks = [task, ...tasks]; }
    if (how === 'replace') task.stack.pop();
    task.stack.push(s);
    strikeArmed();
  };

  const finish = (pkg: string): void => {
    changed();
    imeShown = false;
    const task = taskOf(pkg);
    task?.stack.pop();
    if (task && task.stack.length === 0) { tasks = tasks.filter((t) => t !== task); schedule.stop(pkg); if (tasks.at(-1)?.package !== LAUNCHER) goHome(); }
  };

  const openApp = (pkg: string, screen: string | undefined, args: Args): void => {
    changed();
    const app = appOf.get(pkg);
    if (!app || Object.keys(app.screens).length === 0) throw new Error(`There is no app ${pkg}`);
    if (pkg === LAUNCHER && screen === undefined) { goHome(); return; }
    let task = taskOf(pkg);
    if (!task) task = { package: pkg, stack: [open(pkg, screen ?? app.home, args)] };
    else if (screen !== undefined) task.stack.push(open(pkg, screen, args));
    bringToFront(task);
    strikeArmed();
  };

  const stopApp = (pkg: string): void => {
    tasks = tasks.filter((t) => t.package !== pkg);
    alerts = alerts.filter((a) => a.alert.about !== pkg);
    orphans = orphans.filter((d) => d.owner !== pkg);
    onceGrants = new Set([...onceGrants].filter((g) => !g.startsWith(`${pkg}:`)));
    schedule.stop(pkg);
    imeShown = false;
    version++;
  };

  // ---- Apps: their code runs here and nowhere else --------------------------------------------------------------------

  const guarded = (pkg: string, work: () => void): void => {
    try {
      work();
    } catch (e) {
      crash(pkg, e);
    }
  };

  function crash(pkg: string, e: unknown): void {
    const error = e instanceof Error ? e : new Error(String(e));
    write('AndroidRuntime', 'E', `FATAL EXCEPTION: main\nProcess: ${pkg}, PID: ${4000 + (Math.abs([...pkg].reduce((h, c) => (h * 31 + c.charCodeAt(0)) | 0, 7)) % 20000)}\n${error.stack ?? error.message}`);
    stopApp(pkg);
    if (pkg !== SYSTEM_UI) {
      const drop = (): void => { alerts = alerts.filter((a) => a.alert.about !== pkg || a.alert.kind !== 'crash'); changed(); };
      const info = (): void => {
        drop();
        const settings = installed.find((a) => a.intents?.['android.settings.APPLICATION_DETAILS_SETTINGS']);
        const screen = settings?.intents?.['android.settings.APPLICATION_DETAILS_SETTINGS'];
        if (settings && screen) openApp(settings.package, screen, { package: pkg });
      };
      alerts = [...alerts, { alert: crashAlert(pkg, labelOf(pkg).label, chinese(), { info, close: drop }), surface: newSurface() }];
    }
    building = false;
    changed();
  }

  function anr(pkg: string): void {
    write('ActivityManager', 'E', `ANR in ${pkg}\nReason: Input dispatching timed out (5000ms for MotionEvent)`);
    const drop = (): void => { alerts = alerts.filter((a) => a.alert.about !== pkg || a.alert.kind !== 'anr'); changed(); };
    alerts = [...alerts, { alert: anrAlert(pkg, labelOf(pkg).label, chinese(), { wait: drop, close: () => { stopApp(pkg); changed(); } }), surface: newSurface() }];
    changed();
  }

  /** `crash` and `anr` strike the ordinary app in front once, then the switch goes back to off. */
  function strikeArmed(): void {
    const pkg = frontTask().package;
    if (pkg === LAUNCHER) return;
    if (faults.has('crash')) { setFault('crash', false); crash(pkg, new Error('java.lang.IllegalStateException: injected fault')); }
    else if (faults.has('anr')) { setFault('anr', false); anr(pkg); }
  }

  const edited = <T>(value: T, edit: (v: T) => void, what: string): T => {
    const draft = copyJson(value, what);
    edit(draft);
    return freeze(copyJson(draft, what));
  };

  const host: ApiHost = {
    state: (pkg) => state.apps[pkg] ?? null,
    change(pkg, edit) {
      changed();
      if (!(pkg in state.apps)) throw new Error(`There is no app ${pkg}`);
      state = { ...state, apps: { ...state.apps, [pkg]: edited(state.apps[pkg] ?? null, edit, `state of ${pkg}`) } };
    },
    system: () => state.system,
    changeSystem(edit) {
      changed();
      state = { ...state, system: edited(state.system, edit, 'system') };
    },
    changed,
    go,
    back: finish,
    openApp,
    dialog(pkg, spec) {
      changed();
      imeShown = false;
      const s = taskOf(pkg)?.stack.at(-1);
      const list = s ? s.dialogs : orphans;
      const same = list.findIndex((d) => d.owner === pkg && spec.title !== undefined && d.spec.title === spec.title);
      const old = list[same];
      if (old) list[same] = { ...old, spec };
      else list.push({ spec, owner: pkg, surface: newSurface() });
    },
    closeDialog(pkg) {
      changed();
      if (closing === pkg) { closing = null; return; }
      const s = taskOf(pkg)?.stack.at(-1);
      if (s?.dialogs.length) s.dialogs.pop();
      else orphans = orphans.filter((d) => d.owner !== pkg);
      imeShown = false;
    },
    toast(words) {
      changed();
      toastNow?.cancel();
      const cancel = schedule.in([...words].length > 40 ? 3500 : 2000, SYSTEM_UI, () => { toastNow = null; changed(); });
      toastNow = { text: words, cancel };
    },
    notify(pkg, title, words, screen, args) {
      changed();
      if (state.system.permissions[`${pkg}:notifications`] === 'denied') return;
      const entry = { package: pkg, title, text: words, ...(screen === undefined ? {} : { screen }), ...(args === undefined ? {} : { args: copyJson(args, 'args') }) };
      state = freeze({ ...state, notifications: [entry, ...state.notifications] });
    },
    unnotify(pkg, title) {
      changed();
      state = { ...state, notifications: state.notifications.filter((n) => n.package !== pkg || (title !== undefined && n.title !== title)) };
    },
    permission(pkg, name, then) {
      changed();
      const key = `${pkg}:${name}`;
      const known = state.system.permissions[key];
      if (known !== undefined || onceGrants.has(key)) { then(known === 'granted' || onceGrants.has(key)); return; }
      const surface = newSurface();
      const answer = (a: 'granted' | 'once' | 'denied'): void => {
        alerts = alerts.filter((x) => x.surface !== surface);
        if (a === 'once') onceGrants.add(key);
        else host.changeSystem((s) => { s.permissions[key] = a; });
        changed();
        guarded(pkg, () => then(a !== 'denied'));
      };
      imeShown = false;
      alerts = [...alerts, { alert: permissionAlert(pkg, labelOf(pkg).label, name, chinese(), answer), surface }];
    },
    after: (pkg, ms, then) => { changed(); return schedule.in(ms, pkg, () => { guarded(pkg, then); }); },
    setTimer(pkg, name, at) {
      changed();
      if (!appOf.get(pkg)?.timers?.[name]) throw new Error(`${pkg} has no timer called ${name}`);
      const others = (state.timers ?? []).filter((t) => t.package !== pkg || t.name !== name);
      state = freeze({ ...state, timers: at === null ? others : [...others, { package: pkg, name, at }] });
      armTimers();
    },
    network(pkg, then, failed) {
      changed();
      const s = state.system;
      schedule.in(faults.has('slow-load') ? SLOW_MS : NETWORK_MS, pkg, () => {
        const offline = faults.has('network-down') || (s.airplane && !(s.wifi.on && s.wifi.connected !== null));
        guarded(pkg, offline ? failed : then);
      });
    },
    now: () => schedule.now(),
    random() {
      changed();
      const [value, seed] = nextRandom(state.seed);
      state = { ...state, seed };
      return value;
    },
    hideKeyboard() { changed(); imeShown = false; },
    focusInput(pkg, key) {
      changed();
      const s = taskOf(pkg)?.stack.at(-1);
      const surface = s?.dialogs.at(-1)?.surface ?? s?.surface;
      if (!surface) return;
      surface.fresh = false;
      focusField(surface, key, Number.MAX_SAFE_INTEGER);
    },
    copy(text) { changed(); clipboard = text; },
    installed: () => installed.map((a) => ({ package: a.package, label: nameOf(a), icon: a.icon, color: a.color, hidden: a.hidden === true })),
    forceStop(pkg) { stopApp(pkg); changed(); },
    clearData(pkg) {
      const app = appOf.get(pkg);
      if (!app || !(pkg in state.apps)) throw new Error(`There is no app ${pkg}`);
      stopApp(pkg);
      state = { ...state, apps: { ...state.apps, [pkg]: freeze(copyJson(app.initial())) }, timers: (state.timers ?? []).filter((t) => t.package !== pkg) };
      armTimers();
      changed();
    },
    prop: (name) => props.get(name) ?? '',
  };

  /** Holds the waiting timers to what the state says. */
  function armTimers(): void {
    const wanted = new Set((state.timers ?? []).map((t) => `${t.package}/${t.name}@${t.at}`));
    for (const [key, cancel] of timers) if (!wanted.has(key)) { cancel(); timers.delete(key); }
    for (const t of state.timers ?? []) {
      const key = `${t.package}/${t.name}@${t.at}`;
      if (timers.has(key)) continue;
      timers.set(key, schedule.in(t.at - schedule.now(), 'timers', () => {
        timers.delete(key);
        state = { ...state, timers: (state.timers ?? []).filter((x) => x !== t) };
        const run = appOf.get(t.package)?.timers?.[t.name];
        if (run) guarded(t.package, () => run(createApi(host, t.package, taskOf(t.package)?.stack.at(-1) ?? null)));
        changed();
      }));
    }
  }

  // ---- Windows --------------------------------------------------------------------------------------------------------

  const size = (): { w: number; h: number } => (rotation % 2 === 0 ? NATURAL : { w: NATURAL.h, h: NATURAL.w });

  /** Marks that app code is drawing, so that a screen which changes state is caught. */
  const drawing = (work: () => UiElement): UiElement => {
    building = true;
    try { return work(); } finally { building = false; }
  };

  const dialogSurface = (d: OpenDialog, close: () => void): SurfaceWindow => ({
    kind: 'dialog', package: d.owner, surface: d.surface, secure: false, as: d.spec.as ?? 'dialog',
    tree: () => drawing(() => dialogContent(d.spec, (onTap) => { close(); imeShown = false; closing = d.owner; try { onTap(); } finally { closing = null; } })),
    onOutside: () => cancelDialog(d, close),
  });

  const cancelDialog = (d: OpenDialog, close: () => void): void => {
    if (d.spec.cancelable === false) return;
    close();
    imeShown = false;
    changed();
    if (d.spec.onCancel) guarded(d.owner, d.spec.onCancel);
  };
  const closerOf = (d: OpenDialog, s: OpenScreen | null) => (): void => {
    if (s) s.dialogs = s.dialogs.filter((x) => x.surface !== d.surface);
    else orphans = orphans.filter((x) => x.surface !== d.surface);
    changed();
  };

  function content(): SurfaceWindow[] {
    if (guardSurface) return [{ kind: 'keyguard', package: SYSTEM_UI, surface: guardSurface, secure: false, tree: () => keyguard(facts(), unlock) }];
    const out: SurfaceWindow[] = [];
    const task = frontTask(), s = topOf(task), app = appOf.get(task.package);
    if (overviewSurface) {
      const cards = tasks.filter((t) => t.package !== LAUNCHER).toReversed().map((t) => ({ package: t.package, title: topOf(t).screen }));
      out.push({
        kind: 'app', package: LAUNCHER, surface: overviewSurface, secure: false, wallpaper: true,
        tree: () => overview(facts(), cards, {
          open: (pkg) => openApp(pkg, undefined, {}),
          close: (pkg) => { stopApp(pkg); changed(); },
          clear: () => { for (const c of cards) stopApp(c.package); goHome(); },
        }),
      });
    } else if (app) {
      if (!s.opened) {
        s.opened = true;
        try { app.onOpen?.(createApi(host, task.package, s), s.screen); } catch (e) { throw new ScreenError(task.package, e); }
        // It may have gone elsewhere at once.
        if (frontTask() !== task || topOf(task) !== s) return content();
      }
      const loading = s.loadingUntil > schedule.now();
      out.push({
        kind: 'app', package: task.package, surface: s.surface, secure: app.secure?.includes(s.screen) === true, wallpaper: task.package === LAUNCHER && s.screen === launcher.home,
        tree: () => drawing(() => (loading ? col({ grow: 1, align: 'center', justify: 'center' }, progress({ id: 'progress' })) : (app.screens[s.screen]?.(createApi(host, task.package, s)) ?? col({})))),
      });
      for (const d of s.dialogs) out.push(dialogSurface(d, closerOf(d, s)));
    }
    for (const d of orphans) out.push(dialogSurface(d, closerOf(d, null)));
    for (const a of alerts) out.push({ kind: 'dialog', package: a.alert.package, surface: a.surface, secure: false, tree: () => a.alert.content });
    if (shadeSurface) {
      const settings = installed.find((a) => a.package.endsWith('.settings'));
      out.push({
        kind: 'shade', package: SYSTEM_UI, surface: shadeSurface, secure: false,
        tree: () => shade(facts(), {
          close: closeShade,
          change: host.changeSystem,
          open: (i) => {
            const n = state.notifications[i];
            if (!n) return;
            state = { ...state, notifications: state.notifications.filter((x) => x !== n) };
            closeShade();
            openApp(n.package, n.screen, n.args ?? {});
          },
          dismiss: (i) => { state = { ...state, notifications: state.notifications.filter((_, k) => k !== i) }; changed(); },
          clear: () => { state = { ...state, notifications: [] }; changed(); },
          settings: settings ? () => { closeShade(); openApp(settings.package, undefined, {}); } : null,
        }),
      });
    }
    return out;
  }

  function windows(): Window[] {
    if (composed?.version === version) return composed.windows;
    // An app that fails while it is built is stopped and the rest is built again.
    for (let tries = 0; ; tries++) {
      const at = version;
      const scene = (): Window[] => {
        const list = content();
        return composeWindows({
          size: size(),
          system: state.system,
          content: list,
          statusBar: (ink) => statusBar(facts(), ink),
          navigationBar: guardSurface ? null : (ink, fill) => navigationBar({ back: () => back(), home: () => key('HOME'), recents: () => key('APP_SWITCH') }, ink, fill, keyboardVisible(), state.system.language),
          keyboard: keyboardVisible() ? (pal, field) => keyboardView(keyboard, field?.kind ?? 'text', field?.multiline ? 'newline' : (field?.ime ?? 'done'), pal, state.system.darkTheme, {
              commit: (c) => commitText(c), backspace: () => edit((f) => erase(f, true)), enter: () => enter(), change: (k) => { keyboard = k; changed(); },
          }) : null,
          toast: toastNow ? toast(toastNow.text) : null,
        });
      };
      let made: Window[];
      try {
        made = scene();
      } catch (e) {
        building = false;
        const pkg = e instanceof ScreenError ? e.owner : frontTask().package;
        if (tries >= 4) throw e;
        crash(pkg, e instanceof ScreenError ? e.cause : e);
        continue;
      }
      const surface = focusedSurface();
      if (surface?.wantsKeyboard) {
        surface.wantsKeyboard = false;
        surface.reveal = true;
        imeShown = true;
        version++;
      }
      // `onOpen` and `autofocus` may have changed something: then it is built once more.
      if (at !== version && tries < 4) continue;
      composed = { version, windows: made };
      return made;
    }
  }

  // ---- Focus and text -------------------------------------------------------------------------------------------------

  /** Whose field gets what is typed: of the uppermost dialog or screen, unless the system is in front. */
  function focusedSurface(): Surface | null {
    if (!awake || guardSurface || shadeSurface || overviewSurface || alerts.length) return null;
    const s = topOf(frontTask());
    return orphans.at(-1)?.surface ?? s.dialogs.at(-1)?.surface ?? s.surface;
  }
  function keyboardVisible(): boolean {
    return imeShown && focusedSurface()?.focus != null;
  }
  /** The focused field as it was last built. */
  function focusedField(): { input: InputPart; surface: Surface; owner: string } | null {
    const surface = focusedSurface();
    if (!surface?.focus) return null;
    const list = windows();
    const w = list.findLast((x) => x.surface === surface.id);
    if (!w) return null;
    for (const v of walk(w.root)) if (v.input && v.input.key === surface.focus?.key && v.enabled) return { input: v.input, surface, owner: w.package };
    return null;
  }
  function focusField(surface: Surface, key: string, cursor: number): void {
    if (surface.focus?.key !== key) keyboard = { page: 'letters', shift: 'off' };
    surface.focus = { key, cursor };
    surface.reveal = true;
    imeShown = true;
    changed();
  }

  function edit(how: (f: Field) => Field): void {
    const at = focusedField();
    if (!at?.surface.focus) return;
    const before: Field = { value: at.input.value, cursor: Math.min(at.surface.focus.cursor, at.input.value.length) };
    const after = how(before);
    at.surface.focus = { key: at.input.key, cursor: after.cursor };
    at.surface.reveal = true;
    changed();
    if (after.value === before.value) return;
    guarded(at.owner, () => at.input.onChange(after.value));
    // Apps that format what is typed (card numbers, sums) leave the cursor at the end, where it was.
    const now = focusedField();
    if (now?.surface === at.surface && now.input.key === at.input.key && now.surface.focus) {
      const end = after.cursor === after.value.length || now.surface.focus.cursor > now.input.value.length;
      if (end) now.surface.focus = { key: now.input.key, cursor: now.input.value.length };
      changed();
    }
  }

  function commitText(text: string): void {
    const at = focusedField();
    if (!at) { write('InputMethodManager', 'W', 'Text without a focused field was dropped'); return; }
    edit((f) => insert(f, text, at.input));
  }

  function enter(): void {
    const at = focusedField();
    if (!at) return;
    if (at.input.multiline) { edit((f) => insert(f, '\n', at.input)); return; }
    if (at.input.onEnter) { imeShown = false; changed(); guarded(at.owner, at.input.onEnter); return; }
    if (at.input.ime === 'next' && nextField(at.surface)) return;
    imeShown = false;
    changed();
  }

  function nextField(surface: Surface): boolean {
    const w = windows().findLast((x) => x.surface === surface.id);
    if (!w) return false;
    const fields = [...walk(w.root)].filter((v) => v.input && v.enabled);
    const next = fields[fields.findIndex((v) => v.input?.key === surface.focus?.key) + 1]?.input;
    if (!next) return false;
    focusField(surface, next.key, next.value.length);
    return true;
  }

  /** Puts the cursor where the finger touched. */
  function touchField(w: Window, view: View, x: number, y: number): void {
    const surface = surfaceOf(w.surface);
    const p = view.paints.find((q) => q.p === 'field');
    if (!surface || !view.input || !p) return;
    const pad = fieldPadding(p.icon !== '', p.label !== '');
    const width = view.box.w - (pad.left + pad.right) * DENSITY;
    const place = fieldPlaces({ ...p, cursor: 0 }, width);
    const lh = view.box.h / Math.max(1, place.lines.length);
    const row = p.multiline ? Math.min(place.lines.length - 1, Math.max(0, Math.floor((y - view.box.y - pad.top * DENSITY) / (p.size * DENSITY * 1.43)))) : Math.min(0, Math.floor(lh));
    const line = place.lines[row] ?? { text: '', start: 0 };
    const local = x - view.box.x - pad.left * DENSITY;
    let best = 0, gap = Infinity;
    for (let i = 0; i <= line.text.length; i++) {
      const at = fieldPlaces({ value: line.text, cursor: i, multiline: false, size: p.size }, Infinity).caret.x;
      if (Math.abs(at - local) < gap) { gap = Math.abs(at - local); best = i; }
    }
    // Not between the halves of a surrogate pair; bullets of a password stand for one character each.
    let cursor = line.start + best;
    if (view.input.password) cursor = [...view.input.value].slice(0, cursor).join('').length;
    else if (/[\udc00-\udfff]/.test(view.input.value.charAt(cursor))) cursor++;
    focusField(surface, view.input.key, cursor);
  }

  function surfaceOf(id: string): Surface | null {
    for (const s of [shadeSurface, overviewSurface, guardSurface]) if (s?.id === id) return s;
    for (const d of [...orphans, ...alerts]) if (d.surface.id === id) return d.surface;
    for (const t of tasks) for (const s of t.stack) {
      if (s.surface.id === id) return s.surface;
      for (const d of s.dialogs) if (d.surface.id === id) return d.surface;
    }
    return null;
  }

  // ---- Input ----------------------------------------------------------------------------------------------------------

  const touch = createTouch({
    now: () => schedule.now(),
    in: (ms, then) => schedule.in(ms, 'touch', then),
    windows,
    run(w, handler) {
      guarded(w.package, handler);
      changed();
      if (w.kind === 'app' && !overviewSurface) strikeArmed();
    },
    scrollTo(w, key, offset) {
      const surface = surfaceOf(w.surface);
      if (!surface || surface.offsets.get(key) === offset) return;
      surface.offsets.set(key, offset);
      changed();
    },
    focus: touchField,
    changed,
    pullShade() { shadeSurface ??= newSurface(); imeShown = false; changed(); },
    statusHeight: STATUS_HEIGHT * DENSITY,
  });

  function closeShade(): void { shadeSurface = null; changed(); }
  function unlock(): void { guardSurface = null; changed(); }
  function sleep(): void { awake = false; guardSurface ??= newSurface(); shadeSurface = null; imeShown = false; changed(); }
  function wake(): void { awake = true; changed(); }

  function back(): void {
    changed();
    if (!awake || guardSurface) return;
    if (shadeSurface) { closeShade(); return; }
    if (overviewSurface) { overviewSurface = null; return; }
    const alert = alerts.at(-1);
    if (alert) { if (alert.alert.kind === 'permission') alerts = alerts.slice(0, -1); return; }
    if (keyboardVisible()) { imeShown = false; return; }
    const orphan = orphans.at(-1);
    if (orphan) { cancelDialog(orphan, closerOf(orphan, null)); return; }
    const task = frontTask(), s = topOf(task);
    const dialog = s.dialogs.at(-1);
    if (dialog) { cancelDialog(dialog, closerOf(dialog, s)); return; }
    const app = appOf.get(task.package);
    let handled = false;
    guarded(task.package, () => { handled = app?.onBack?.(createApi(host, task.package, s), s.screen) === true; });
    if (!handled && taskOf(task.package) === task && topOf(task) === s) finish(task.package);
    strikeArmed();
  }

  function key(given: string): void {
    const name = given.replace(/^KEYCODE_/, '');
    touch.stop();
    switch (name) {
      case 'POWER': if (awake) sleep(); else wake(); return;
      case 'SLEEP': case 'SOFT_SLEEP': if (awake) sleep(); return;
      case 'WAKEUP': wake(); return;
    }
    if (!awake) return;
    switch (name) {
      case 'MENU': if (guardSurface) unlock(); return;
      case 'BACK': back(); return;
      case 'ESCAPE': back(); return;
    }
    if (guardSurface) return;
    switch (name) {
      case 'HOME': alerts = alerts.filter((a) => a.alert.kind !== 'permission'); goHome(); return;
      case 'APP_SWITCH': overviewSurface = overviewSurface ? null : newSurface(); shadeSurface = null; imeShown = false; changed(); return;
      case 'NOTIFICATION': if (shadeSurface) closeShade(); else { shadeSurface = newSurface(); imeShown = false; changed(); } return;
      case 'VOLUME_UP': case 'VOLUME_DOWN':
        host.changeSystem((s) => { s.volume.media = Math.min(100, Math.max(0, s.volume.media + (name === 'VOLUME_UP' ? 10 : -10))); });
        return;
      case 'ENTER': case 'NUMPAD_ENTER': case 'DPAD_CENTER': enter(); return;
      case 'DEL': edit((f) => erase(f, true)); return;
      case 'FORWARD_DEL': edit((f) => erase(f, false)); return;
      case 'DPAD_LEFT': edit((f) => moveCursor(f, 'left')); return;
      case 'DPAD_RIGHT': edit((f) => moveCursor(f, 'right')); return;
      case 'MOVE_HOME': edit((f) => moveCursor(f, 'start')); return;
      case 'MOVE_END': edit((f) => moveCursor(f, 'end')); return;
      case 'TAB': { const s = focusedSurface(); if (s) nextField(s); return; }
      case 'PASTE': if (clipboard !== '') commitText(clipboard); return;
      case 'COPY': case 'CUT': {
        const at = focusedField();
        if (!at || at.input.password) return;
        clipboard = at.input.value;
        if (name === 'CUT') edit(() => ({ value: '', cursor: 0 }));
        return;
      }
    }
    const typed = printableKey(name);
    if (typed !== undefined) { if (focusedField()) commitText(typed); return; }
    write('InputDispatcher', 'D', `Key ${name} is not handled`);
  }

  function pointer(phase: 'down' | 'move' | 'up', x: number, y: number): void {
    rawTouch.emit(phase, x, y, rotation, schedule.now());
    if (!awake) return;
    touch[phase](x, y);
  }

  // ---- Faults ---------------------------------------------------------------------------------------------------------

  function setFault(fault: DemoFault, on: boolean): void {
    if (faults.has(fault) === on) return;
    if (on) faults.add(fault); else faults.delete(fault);
    for (const f of faultListeners) f(fault, on);
    changed();
    if (on) strikeArmed();
  }

  // ---- State ----------------------------------------------------------------------------------------------------------

  function restore(given: PhoneState): void {
    const read = checkState(given);
    schedule.close();
    timers = new Map();
    schedule.setNow(read.now);
    const apps = Object.fromEntries(startable.map((a) => [a.package, read.apps[a.package] ?? copyJson(a.initial())]));
    state = freeze(copyJson({ ...read, apps, timers: read.timers ?? [], tasks: [] }));
    tasks = read.tasks
      .map((t) => ({ package: t.package, stack: t.stack.filter((s) => appOf.get(t.package)?.screens[s.screen]).map((s) => newScreen(s.screen, freeze(copyJson(s.args)))) }))
      .filter((t) => t.stack.length > 0);
    alerts = [];
    orphans = [];
    onceGrants = new Set();
    toastNow = null;
    imeShown = false;
    shadeSurface = overviewSurface = guardSurface = null;
    awake = true;
    armTimers();
    tick();
    changed();
  }

  /** The status bar's clock. */
  function tick(): void {
    schedule.in(60_000 - (schedule.now() % 60_000), 'clock', () => { changed(); tick(); });
  }

  const phone: Phone = {
    serial,
    get version() { windows(); return version; },
    frame() {
      const list = windows();
      const { w, h } = size();
      if (!canvas || canvas.width !== w || canvas.height !== h) { canvas = createCanvas(w, h); drawn = null; }
      if (drawn !== version || !pixels) {
        const pen = canvas.getContext('2d');
        if (awake) drawWindows(pen, list, { x: 0, y: 0, w, h }, { pressed: touch.pressed(), ripple: state.system.darkTheme ? '#ffffff1f' : '#0000001a' });
        else { pen.fillStyle = '#000000'; pen.fillRect(0, 0, w, h); }
        // The collector does not see how large a picture is and lets dozens pile up; the next ones then go to memory that the system
        // has to make first, which takes ten times as long as drawing them. So the last one is given back now.
        pixels?.buffer.transfer(0);
        // Reading is what makes Skia draw.
        pixels = pen.getImageData(0, 0, w, h).data as Uint8ClampedArray<ArrayBuffer>;
        drawn = version;
      }
      return { version, width: w, height: h, data: new Uint8Array(pixels.buffer, pixels.byteOffset, pixels.byteLength) };
    },
    onChange(on) { listeners.add(on); return () => { listeners.delete(on); }; },
    changeSystem: (edit) => host.changeSystem(edit),
    dump({ compressed }) {
      if (faults.has('dump-not-idle')) return { ok: false, message: 'ERROR: could not get idle state.' };
      if (faults.has('null-root') || !awake) return { ok: false, message: 'ERROR: null root node returned by UiTestAutomationBridge.' };
      return { ok: true, xml: dumpXml(windows(), { compressed, rotation }) };
    },
    pointer,
    async gesture(points) {
      const first = points[0];
      if (!first) return;
      pointer('down', first[0], first[1]);
      let last: GesturePoint = first;
      // The finger is not the phone's: it goes on when the phone's state is restored, and ends when the phone is closed.
      const wait = async (ms: number): Promise<void> => { if (ms > 0 && !ended.signal.aborted) await o.clock.sleep(ms, ended.signal).catch((e: unknown) => { if (!ended.signal.aborted) throw e; }); };
      for (const p of points.slice(1)) {
        // Few points stand for a straight way between them, as in `input swipe`.
        const steps = Math.max(1, Math.round((p[2] - last[2]) / 16));
        for (let i = 1; i <= steps; i++) {
          const k = i / steps;
          const at = last[2] + Math.round((p[2] - last[2]) * k), before = last[2] + Math.round((p[2] - last[2]) * ((i - 1) / steps));
          await wait(at - before);
          pointer('move', last[0] + (p[0] - last[0]) * k, last[1] + (p[1] - last[1]) * k);
        }
        last = p;
      }
      pointer('up', last[0], last[1]);
    },
    key,
    commitText(text) { if (awake && !guardSurface) commitText(text); },
    get focus() {
      const list = windows();
      const alert = alerts.at(-1);
      if (guardSurface || shadeSurface) return { package: SYSTEM_UI, activity: '', window: 'NotificationShade', secure: false };
      if (alert) {
        const slash = alert.alert.window.indexOf('/');
        return { package: alert.alert.package, activity: slash < 0 ? '' : alert.alert.window.slice(slash + 1), window: alert.alert.window, secure: false };
      }
      if (overviewSurface) return { package: LAUNCHER, activity: '.RecentsActivity', window: `${LAUNCHER}/${LAUNCHER}.RecentsActivity`, secure: false };
      const task = frontTask(), activity = activityOf(topOf(task).screen);
      return { package: task.package, activity, window: `${task.package}/${task.package}${activity}`, secure: list.some((w) => w.secure) };
    },
    get keyboardShown() { windows(); return keyboardVisible(); },
    get locked() { return guardSurface !== null; },
    get awake() { return awake; },
    get rotation() { return rotation; },
    setRotation(r) { if (r === rotation) return; rotation = r; touch.stop(); for (const t of tasks) for (const s of t.stack) s.surface.reveal = true; changed(); },
    startActivity({ package: pkg, activity, action, data }) {
      const app = pkg === '' ? installed.find((a) => action !== undefined && a.intents?.[action] !== undefined) : appOf.get(pkg);
      const screen = activity !== undefined && activity !== '' ? app && screenOf(app, activity) : app?.intents?.[action ?? ''];
      const what = `{ ${[action === undefined ? '' : `act=${action}`, data === undefined ? '' : `dat=${data}`, pkg === '' ? '' : activity === undefined ? `pkg=${pkg}` : `cmp=${pkg}/${activity}`].filter(Boolean).join(' ')} }`;
      if (!app || Object.keys(app.screens).length === 0 || (activity !== undefined && activity !== '' && screen === undefined)) {
        return { ok: false, message: activity === undefined ? `Error: Activity not started, unable to resolve Intent ${what}` : `Error: Activity class {${pkg}/${activity}} does not exist.` };
      }
      const top = taskOf(app.package)?.stack.at(-1);
      const args: Args = data === undefined ? {} : { data };
      guarded(app.package, () => openApp(app.package, screen !== undefined && top?.screen === screen && data === undefined ? undefined : screen, args));
      return { ok: true, message: `Starting: Intent ${what}` };
    },
    forceStop(pkg) { stopApp(pkg); changed(); },
    installed,
    clipboard: { get: () => clipboard, set: (text) => { clipboard = text; } },
    props,
    log,
    onTouchEvent: (on) => rawTouch.on(on),
    save: () => copyJson({ ...state, now: schedule.now(), tasks: tasks.map((t) => ({ package: t.package, stack: t.stack.map((s) => ({ screen: s.screen, args: s.args as Args })) })) }),
    restore,
    reset() {
      for (const f of faults) setFault(f, false);
      clipboard = '';
      rotation = 0;
      restore(initialState(startable, o.clock.now(), o.seed ?? 1));
    },
    faults,
    setFault,
    onFault(on) { faultListeners.add(on); return () => { faultListeners.delete(on); }; },
    close() { closed = true; ended.abort(); schedule.close(); listeners.clear(); faultListeners.clear(); },
  };
  if (o.state) restore(o.state);
  else tick();
  return phone;
}
