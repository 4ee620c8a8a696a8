// Exports: Touch, createTouch. Turns pointer events into taps, long presses, drags, throws and swipes on what the phone shows.

import type { Handler } from '../types.ts';
import { hit } from '../ui/hit.ts';
import { inside, type View, type Window } from '../ui/view.ts';
import { fling, LONG_PRESS_MS, MIN_FLING, SLOP, velocity, type Sample } from './motion.ts';

export interface TouchWorld {
  now(): number;
  in(ms: number, then: () => void): () => void;
  /** Laid-out windows as they are now, bottom first. */
  windows(): readonly Window[];
  /** Runs app code with the window's owner answerable for it. */
  run(w: Window, handler: Handler): void;
  scrollTo(w: Window, key: string, offset: number): void;
  /** A field was touched; `x`, `y` say where. */
  focus(w: Window, field: View, x: number, y: number): void;
  /** The highlight moved. */
  changed(): void;
  /** A drag down that began on the status bar. */
  pullShade(): void;
  statusHeight: number;
}

export interface Touch {
  down(x: number, y: number): void;
  move(x: number, y: number): void;
  up(x: number, y: number): void;
  /** Where the pressed view lives now; the tree may have been rebuilt since the finger came down. */
  pressed(): View | null;
  /** Stops what still moves. */
  stop(): void;
  /** Content is moving by itself. */
  readonly moving: boolean;
}

/** A view's place: trees are rebuilt at each change, places last. */
interface Place { kind: Window['kind']; surface: string; path: number[]; cls: string; id: string }

function placeOf(w: Window, views: readonly View[], v: View): Place {
  const path: number[] = [];
  for (let i = 1; i < views.length; i++) {
    const parent = views[i - 1], child = views[i];
    if (parent && child) path.push(parent.children.indexOf(child));
    if (child === v) break;
  }
  if (v === views[0]) path.length = 0;
  return { kind: w.kind, surface: w.surface, path, cls: v.cls, id: v.id };
}

function resolve(windows: readonly Window[], p: Place): { window: Window; view: View } | null {
  const window = windows.findLast((w) => w.kind === p.kind && w.surface === p.surface);
  let view: View | undefined = window?.root;
  for (const i of p.path) view = view?.children[i];
  return window && view && view.cls === p.cls && view.id === p.id ? { window, view } : null;
}

type Direction = 'up' | 'down' | 'left' | 'right';

export function createTouch(world: TouchWorld): Touch {
  let start: Sample | null = null;
  let samples: Sample[] = [];
  let target: Place | null = null;
  let slide: Place | null = null;
  let outside: Window | null = null;
  let consumed = false;
  let drag: { place: Place; horizontal: boolean; key: string; offset: number; x: number; y: number } | null = null;
  let swipe: { place: Place; direction: Direction } | null = null;
  let shadePull = false;
  let chainAt: { window: Window; views: View[] } | null = null;
  let cancelLong: () => void = () => {};
  let cancelFling: () => void = () => {};
  let moving = false;

  const letGo = (): void => { if (target) { target = null; world.changed(); } };
  const stop = (): void => { cancelFling(); cancelFling = () => {}; moving = false; };

  const slideTo = (x: number): void => {
    const at = slide && resolve(world.windows(), slide);
    if (!at?.view.onSlide) return;
    const knob = 20, { box } = at.view, onSlide = at.view.onSlide;
    const part = Math.min(1, Math.max(0, (x - box.x - knob) / Math.max(1, box.w - 2 * knob)));
    world.run(at.window, () => onSlide(part));
  };

  const throwIt = (d: NonNullable<typeof drag>, speed: number): void => {
    const began = world.now(), from = d.offset;
    moving = true;
    const tick = (): void => {
      const at = resolve(world.windows(), d.place);
      if (!at?.view.scroll) { moving = false; return; }
      const { way, done } = fling(speed, world.now() - began);
      const to = Math.min(at.view.scroll.max, Math.max(0, from + way));
      world.scrollTo(at.window, d.key, to);
      if (done || to === 0 || to === at.view.scroll.max) { moving = false; world.changed(); return; }
      cancelFling = world.in(16, tick);
    };
    cancelFling = world.in(16, tick);
  };

  return {
    get moving() { return moving; },
    stop,
    pressed: () => (target ? (resolve(world.windows(), target)?.view ?? null) : null),
    down(x, y) {
      const wasMoving = moving;
      stop();
      start = { x, y, t: world.now() };
      samples = [start];
      target = slide = drag = swipe = outside = chainAt = null;
      consumed = wasMoving;
      shadePull = false;
      const h = hit(world.windows(), x, y);
      if (!h) return;
      if (h.outside) { outside = h.window; return; }
      chainAt = { window: h.window, views: h.views };
      shadePull = h.window.kind === 'status';
      const views = h.views.toReversed();
      const sliding = views.find((v) => v.onSlide && v.enabled);
      if (sliding) { slide = placeOf(h.window, h.views, sliding); slideTo(x); return; }
      // A touch that stops a throw does nothing else.
      if (wasMoving) return;
      const pressable = views.find((v) => v.clickable || v.longClickable || v.input);
      if (!pressable || !pressable.enabled) return;
      target = placeOf(h.window, h.views, pressable);
      world.changed();
      if (pressable.onLongPress) {
        cancelLong = world.in(LONG_PRESS_MS, () => {
          const at = target && resolve(world.windows(), target);
          if (!at?.view.onLongPress) return;
          consumed = true;
          target = null;
          world.changed();
          world.run(at.window, at.view.onLongPress);
        });
      }
    },
    move(x, y) {
      if (!start) return;
      samples.push({ x, y, t: world.now() });
      if (samples.length > 64) samples.shift();
      if (slide) { slideTo(x); return; }
      if (drag) {
        const to = drag.offset + (drag.horizontal ? drag.x - x : drag.y - y);
        const at = resolve(world.windows(), drag.place);
        if (at?.view.scroll) world.scrollTo(at.window, drag.key, Math.min(at.view.scroll.max, Math.max(0, to)));
        return;
      }
      const dx = x - start.x, dy = y - start.y;
      if (swipe || consumed && !chainAt || Math.max(Math.abs(dx), Math.abs(dy)) <= SLOP) return;
      cancelLong();
      letGo();
      consumed = true;
      outside = null;
      if (shadePull) { if (dy > SLOP) { shadePull = false; world.pullShade(); } return; }
      if (!chainAt) return;
      const horizontal = Math.abs(dx) > Math.abs(dy);
      const direction: Direction = horizontal ? (dx > 0 ? 'right' : 'left') : dy > 0 ? 'down' : 'up';
      for (const v of chainAt.views.toReversed()) {
        if (v.scroll && v.scroll.horizontal === horizontal && v.scroll.max > 0) {
          drag = { place: placeOf(chainAt.window, chainAt.views, v), horizontal, key: v.scroll.key, offset: v.scroll.offset, x, y };
          return;
        }
        if (v.onSwipe?.[direction]) { swipe = { place: placeOf(chainAt.window, chainAt.views, v), direction }; return; }
      }
      chainAt = null;
    },
    up(x, y) {
      if (!start) return;
      cancelLong();
      const from = start;
      start = null;
      samples.push({ x, y, t: world.now() });
      const speed = velocity(samples);
      if (drag) {
        const d = drag;
        drag = null;
        const v = d.horizontal ? -speed.x : -speed.y;
        const at = resolve(world.windows(), d.place);
        if (at?.view.scroll && Math.abs(v) >= MIN_FLING) throwIt({ ...d, offset: at.view.scroll.offset }, v);
        return;
      }
      if (swipe) {
        const s = swipe;
        swipe = null;
        const way = { up: from.y - y, down: y - from.y, left: from.x - x, right: x - from.x }[s.direction];
        const at = way >= 96 ? resolve(world.windows(), s.place) : null;
        const handler = at?.view.onSwipe?.[s.direction];
        if (at && handler) world.run(at.window, handler);
        return;
      }
      if (slide) { slide = null; return; }
      if (outside) {
        const w = outside;
        outside = null;
        if (!consumed && w.onOutside) world.run(w, w.onOutside);
        return;
      }
      const at = target && !consumed ? resolve(world.windows(), target) : null;
      letGo();
      if (!at || !inside(at.view.clip, x, y)) return;
      if (at.view.input) world.focus(at.window, at.view, x, y);
      if (at.view.onTap) world.run(at.window, at.view.onTap);
    },
  };
}
