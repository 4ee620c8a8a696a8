// Exports: send, Progress. An action that was let through, as input of the phone. Only executor.ts calls this.

import type { Action, Direction, GesturePoint } from '../protocol/actions.ts';
import type { Bounds, Element, Snapshot } from '../protocol/screen.ts';
import type { Clock } from '../base/clock.ts';
import type { PhoneSession } from '../device/types.ts';
import { mainScroller } from './locate.ts';

/** Told before each piece of input, so that after a loss it is known whether anything can have arrived. */
export interface Progress { sending(): void; sent(): void }

/**
 * @param element target on the newest snapshot
 * @param text `input_text`/`type`: what to type, secrets filled in
 * @param packageName `open_app`: what the name was resolved to
 * @returns the route taken, for the record
 */
export async function send(o: {
  session: PhoneSession; action: Action; element?: Element; snapshot?: Snapshot; text?: string; packageName?: string; clock: Clock; signal: AbortSignal; progress: Progress;
}): Promise<string> {
  const { session: { input }, action, element, progress } = o;
  const piece = async <T>(work: () => Promise<T>): Promise<T> => {
    o.signal.throwIfAborted();
    progress.sending();
    const result = await work();
    progress.sent();
    return result;
  };
  switch (action.action) {
    case 'click':
      await piece(() => input.tap(...need(element).tap));
      return input.cap.name;
    case 'long_press':
      await piece(() => input.longPress(...need(element).tap));
      return input.cap.name;
    case 'input_text':
      return typeInto(o.text ?? '', need(element));
    case 'scroll': {
      const scroller = element ?? (o.snapshot ? mainScroller(o.snapshot) : undefined);
      const size = o.snapshot?.size ?? [0, 0];
      await piece(() => input.gesture(stroke(action.direction, scroller?.bounds ?? [0, 0, size[0], size[1]], size)));
      return input.cap.name;
    }
    case 'open_app':
      await piece(() => input.startApp(o.packageName ?? action.app, ...(action.fresh ? [{ fresh: true }] : [])));
      return input.cap.name;
    case 'navigate_back': await piece(() => input.key('BACK')); return input.cap.name;
    case 'navigate_home': await piece(() => input.key('HOME')); return input.cap.name;
    case 'keyboard_enter': await piece(() => input.key('ENTER')); return input.cap.name;
    case 'wait': await o.clock.sleep(Math.min(Math.max(action.seconds, 0), 600) * 1000, o.signal); return 'waited';
    case 'answer': case 'status': return 'said';
    case 'gesture': await piece(() => input.gesture(action.points)); return input.cap.name;
    case 'key': await piece(() => input.key(action.key)); return input.cap.name;
    case 'type': return (await piece(() => input.text(o.text ?? ''))).how;
  }

  /** The field has the focus already: executor.ts saw to that. */
  async function typeInto(text: string, field: Element): Promise<string> {
    const length = [...(field.value ?? '')].length;
    // What a password field holds is not told: enough deletions for any real one. Of other fields blanks in a row and what shows nothing is not told: some more.
    if (length > 0 || field.password) await piece(() => input.clear(field.password ? 64 : Math.ceil(length * 1.25) + 4));
    if (text === '') return 'cleared';
    return (await piece(() => input.text(text))).how;
  }
}

function need(e: Element | undefined): Element {
  if (!e) throw new TypeError('The action was let through without its element');
  return e;
}

/**
 * A drag that reveals what lies in `direction`: the finger moves the other way, over the middle half of the scroller,
 * away from the screen's edges (system gestures), and rests at its end so that the list does not fly on.
 */
export function stroke(direction: Direction, b: Bounds, [width, height]: readonly [number, number]): GesturePoint[] {
  const clip = (v: number, limit: number): number => Math.round(Math.min(Math.max(v, limit * 0.06), limit * 0.94));
  const x = (part: number): number => clip(b[0] + (b[2] - b[0]) * part, width);
  const y = (part: number): number => clip(b[1] + (b[3] - b[1]) * part, height);
  const ends: Record<Direction, [number, number, number, number]> = {
    down: [x(0.5), y(0.8), x(0.5), y(0.25)],
    up: [x(0.5), y(0.25), x(0.5), y(0.8)],
    right: [x(0.85), y(0.5), x(0.15), y(0.5)],
    left: [x(0.15), y(0.5), x(0.85), y(0.5)],
  };
  const [x1, y1, x2, y2] = ends[direction];
  const moves = Array.from({ length: 11 }, (_, i): GesturePoint => [Math.round(x1 + ((x2 - x1) * i) / 10), Math.round(y1 + ((y2 - y1) * i) / 10), i * 40]);
  return [...moves, [x2, y2, 550]];
}
