// Exports: SurfaceWindow, Scene, ScreenError, fieldIn, composeWindows, keyboardHeight. Which windows there are, where they lie, and their laid-out trees, bottom first.

import type { Handler, UiElement } from '../types.ts';
import { build, plainView, type BuildContext } from '../ui/build.ts';
import { DENSITY, layout, shift } from '../ui/layout.ts';
import { palette, type Palette } from '../ui/theme.ts';
import { walk, type InputPart, type Paint, type Rect, type View, type Window } from '../ui/view.ts';
import { NAV_HEIGHT, STATUS_HEIGHT, SYSTEM_UI } from './chrome.ts';
import type { Surface } from './desk.ts';
import { KEYBOARD_HEIGHT } from './keyboard.ts';

/** Content that apps or the system want in a window; `tree` may throw when it is an app's. */
export interface SurfaceWindow {
  kind: 'app' | 'dialog' | 'shade' | 'keyguard';
  package: string;
  surface: Surface;
  tree(): UiElement;
  secure: boolean;
  /** How a dialog lies. */
  as?: 'dialog' | 'menu' | 'sheet';
  wallpaper?: boolean;
  onOutside?: Handler;
}

/** All that is on the screen. */
export interface Scene {
  size: { w: number; h: number };
  system: BuildContext['system'];
  /** Bottom first. */
  content: readonly SurfaceWindow[];
  statusBar: (ink: string) => UiElement;
  navigationBar: ((ink: string, fill: string | undefined) => UiElement) | null;
  /** Given the field that has the cursor, if it is on the screen. */
  keyboard: ((pal: Palette, field: InputPart | undefined) => View) | null;
  toast: UiElement | null;
}

/** What an app's screen threw while it was built. */
export class ScreenError extends Error {
  readonly owner: string;
  constructor(owner: string, cause: unknown) {
    super(`${owner} failed while its screen was built`, { cause });
    this.owner = owner;
  }
}

/** The field with the cursor: of the uppermost window of an app. */
export function fieldIn(windows: readonly Window[], content: readonly SurfaceWindow[]): InputPart | undefined {
  const w = windows.findLast((x) => x.kind === 'app' || x.kind === 'dialog');
  const focus = content.find((c) => c.surface.id === w?.surface)?.surface.focus;
  if (!w || !focus) return undefined;
  for (const v of walk(w.root)) if (v.input?.key === focus.key) return v.input;
  return undefined;
}

/** dp of keyboard on a screen of that height. */
export const keyboardHeight = (h: number): number => Math.min(KEYBOARD_HEIGHT, Math.round(h / DENSITY / 2) - NAV_HEIGHT);

const WALLPAPER = (dark: boolean): Paint => (dark
  ? { p: 'wallpaper', from: '#0b1730', to: '#2a2140', accent: '#ffffff0a' }
  : { p: 'wallpaper', from: '#2f5fae', to: '#5b3f8c', accent: '#ffffff14' });

export function composeWindows(scene: Scene): Window[] {
  const { w, h } = scene.size;
  const screen: Rect = { x: 0, y: 0, w, h };
  const pal = palette(scene.system.darkTheme);
  const nav = scene.navigationBar ? NAV_HEIGHT : 0;
  const keys = scene.keyboard ? keyboardHeight(h) : 0;
  const out: Window[] = [];

  for (const c of scene.content) {
    const dialog = c.kind === 'dialog';
    const top = c.kind === 'shade' ? 0 : STATUS_HEIGHT;
    const bottom = nav + (c.kind === 'app' || dialog ? keys : 0);
    const attempt = (): { root: View; frame: Rect } => {
      const ctx: BuildContext = { pkg: c.package, system: scene.system, focus: c.surface.focus, offsets: c.surface.offsets, caret: true, ground: dialog ? 'surfaceContainerHigh' : 'surface' };
      const tree = build(c.tree(), ctx);
      return dialog ? dialogWindow(c, tree, pal, screen, top, bottom) : fullWindow(c, tree, pal, screen, top, bottom, scene.system.darkTheme);
    };
    const once = (): { root: View; frame: Rect } => {
      try { return attempt(); } catch (e) { throw new ScreenError(c.package, e); }
    };
    let made = once();
    if (c.surface.fresh) {
      c.surface.fresh = false;
      const auto = [...walk(made.root)].find((v) => v.input?.autofocus);
      if (auto?.input) { c.surface.focus = { key: auto.input.key, cursor: auto.input.value.length }; c.surface.reveal = true; c.surface.wantsKeyboard = true; made = once(); }
    }
    // A nested scroller may need the outer one to move as well: twice is enough for what apps build.
    for (let i = 0; i < 2 && c.surface.reveal && bringIntoSight(made.root, c.surface); i++) made = once();
    c.surface.reveal = false;
    for (const v of walk(made.root)) if (v.scroll) c.surface.offsets.set(v.scroll.key, v.scroll.offset);
    out.push({ kind: c.kind, package: c.package, root: made.root, frame: made.frame, inDump: true, modal: dialog || c.kind !== 'app', dim: dialog ? pal.scrim : undefined, secure: c.secure, onOutside: c.onOutside, surface: c.surface.id });
  }

  const systemWindow = (kind: Window['kind'], tree: UiElement, frame: Rect, inDump: boolean): Window => {
    const view = build(tree, { pkg: SYSTEM_UI, system: { ...scene.system, fontScale: 1 }, focus: null, offsets: new Map(), caret: false });
    const root = plainView('android.widget.FrameLayout', SYSTEM_UI, { direction: 'column' }, [view]);
    layout(root, frame, screen);
    return { kind, package: SYSTEM_UI, root, frame, inDump, modal: false, secure: false, surface: kind };
  };

  if (scene.keyboard) {
    const frame: Rect = { x: 0, y: h - (nav + keys) * DENSITY, w, h: (keys + nav) * DENSITY };
    const view = scene.keyboard(pal, fieldIn(out, scene.content));
    view.style.height = keys;
    const root = plainView('android.widget.FrameLayout', view.pkg, { direction: 'column' }, [view]);
    root.paints = view.paints;
    view.paints = [];
    layout(root, frame, screen);
    out.push({ kind: 'ime', package: view.pkg, root, frame, inDump: false, modal: false, secure: false, surface: 'ime' });
  }
  if (scene.toast) {
    const room: Rect = { x: 48, y: 0, w: w - 96, h };
    const view = build(scene.toast, { pkg: SYSTEM_UI, system: scene.system, focus: null, offsets: new Map(), caret: false });
    const root = plainView('android.widget.FrameLayout', SYSTEM_UI, { direction: 'column', align: 'center' }, [view]);
    layout(root, room, screen, 'height');
    shift(root, 0, h - (nav + keys + 40) * DENSITY - root.box.h, screen);
    out.push({ kind: 'toast', package: SYSTEM_UI, root, frame: root.box, inDump: false, modal: false, secure: false, surface: 'toast' });
  }
  const top = out.findLast((x) => x.kind !== 'toast' && x.kind !== 'ime');
  const behind = scene.content.findLast((c) => c.kind !== 'dialog');
  const onDark = scene.system.darkTheme || behind?.wallpaper === true || behind?.kind === 'keyguard';
  const ink = onDark ? '#ffffff' : '#1f2126';
  if (top?.kind !== 'shade') out.push(systemWindow('status', scene.statusBar(ink), { x: 0, y: 0, w, h: STATUS_HEIGHT * DENSITY }, true));
  if (scene.navigationBar) out.push(systemWindow('nav', scene.navigationBar(scene.keyboard && !scene.system.darkTheme ? '#1f2126' : ink, undefined), { x: 0, y: h - nav * DENSITY, w, h: nav * DENSITY }, true));

  // What lies under a modal window gets no touches and is not reported, as on real phones.
  const covering = out.findLastIndex((x) => x.modal);
  for (let i = 0; i < covering; i++) { const x = out[i]; if (x) x.inDump = false; }
  return out;
}

function fullWindow(c: SurfaceWindow, tree: View, pal: Palette, screen: Rect, top: number, bottom: number, dark: boolean): { root: View; frame: Rect } {
  tree.style.grow ??= 1;
  tree.style.shrink = 1;
  const content = plainView('android.widget.FrameLayout', c.package, { direction: 'column', at: { top, bottom, left: 0, right: 0 } }, [tree]);
  content.id = 'android:id/content';
  const root = plainView('android.widget.FrameLayout', c.package, {}, [content]);
  root.paints = [c.wallpaper || c.kind === 'keyguard' ? WALLPAPER(dark) : { p: 'box', fill: pal.surface }];
  layout(root, screen, screen);
  return { root, frame: screen };
}

function dialogWindow(c: SurfaceWindow, tree: View, pal: Palette, screen: Rect, top: number, bottom: number): { root: View; frame: Rect } {
  const width = (c.as === 'sheet' ? screen.w / DENSITY : c.as === 'menu' ? 220 : Math.min(320, screen.w / DENSITY - 40)) * DENSITY;
  const room = screen.h - (top + bottom) * DENSITY - (c.as === 'sheet' ? 24 : 32) * DENSITY;
  const content = plainView('android.widget.FrameLayout', c.package, { direction: 'column', shrink: 1 }, [tree]);
  tree.style.shrink = 1;
  content.id = 'android:id/content';
  const root = plainView('android.widget.FrameLayout', c.package, { direction: 'column' }, [content]);
  root.paints = [{ p: 'box', fill: pal.surfaceContainerHigh, radius: c.as === 'menu' ? 8 : 28, top: c.as === 'sheet', shadow: c.as === 'menu' ? 4 : undefined }];
  layout(root, { x: 0, y: 0, w: width, h: room }, screen, 'height');
  const x = c.as === 'menu' ? screen.w - width - 8 * DENSITY : Math.round((screen.w - width) / 2);
  const y = c.as === 'menu' ? (top + 8) * DENSITY : c.as === 'sheet' ? screen.h - bottom * DENSITY - root.box.h : Math.round((top * DENSITY + screen.h - bottom * DENSITY - root.box.h) / 2);
  shift(root, x, y, screen);
  return { root, frame: root.box };
}

/** Scrolls so that the focused field can be seen. @returns whether anything moved */
function bringIntoSight(root: View, surface: Surface): boolean {
  const path: View[] = [];
  const find = (v: View): boolean => {
    path.push(v);
    if (v.input && v.input.key === surface.focus?.key) return true;
    for (const c of v.children) if (find(c)) return true;
    path.pop();
    return false;
  };
  if (!find(root)) return false;
  const field = path.at(-1);
  if (!field) return false;
  const room = 12 * DENSITY;
  for (const v of path.toReversed()) {
    if (!v.scroll || v.scroll.horizontal) continue;
    const below = field.box.y + field.box.h + room - (v.box.y + v.box.h), above = v.box.y - (field.box.y - room);
    const by = below > 0 ? below : above > 0 ? -above : 0;
    const to = Math.min(v.scroll.max, Math.max(0, v.scroll.offset + by));
    if (to !== v.scroll.offset) { surface.offsets.set(v.scroll.key, to); return true; }
  }
  return false;
}
