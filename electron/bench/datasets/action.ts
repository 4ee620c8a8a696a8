// Exports: actionOf. An action as data sets and predictions spell it → StepAction.

import type { Direction } from '../../protocol/actions.ts';
import { SCROLLS, type Point, type StepAction } from './episode.ts';
import { fieldsOf, pointOf, textOf, type Bad, type Fields } from './fields.ts';

type Spelling = StepAction['type'] | 'click' | 'scroll' | 'status';

/** Numbers and names of Android in the Wild (code and paper), AndroidControl and AndroidWorld, in lower case with `_`. */
const SPELLINGS: Readonly<Record<string, Spelling>> = {
  3: 'type', type: 'type', input_text: 'type',
  4: 'dual-point', dual_point: 'dual-point', dual_point_gesture: 'dual-point', swipe: 'dual-point',
  5: 'back', press_back: 'back', go_back: 'back', navigate_back: 'back', back: 'back',
  6: 'home', press_home: 'home', go_home: 'home', navigate_home: 'home', home: 'home',
  7: 'enter', press_enter: 'enter', enter: 'enter', keyboard_enter: 'enter',
  10: 'complete', status_task_complete: 'complete', task_complete: 'complete', complete: 'complete',
  11: 'impossible', status_task_impossible: 'impossible', task_impossible: 'impossible', impossible: 'impossible',
  click: 'click', tap: 'click',
  long_press: 'long-press',
  scroll: 'scroll',
  open_app: 'open-app',
  wait: 'wait',
  status: 'status',
};

const NAMES = ['results/action_type', 'result_action_type', 'action_type', 'action'] as const;
const TEXT = ['results/type_action', 'result_action_text', 'typed_text', 'text'] as const;
const TOUCH = ['results/yx_touch', 'result_touch_yx', 'touch_point', 'touch'] as const;
const LIFT = ['results/yx_lift', 'result_lift_yx', 'lift_point', 'lift'] as const;

/**
 * Points come as `[y, x]` in fractions of the screen (`touch`, `lift` and the data sets' own names), or as `x` and `y` in pixels.
 * The direction of a scroll is the one that is revealed.
 * @param size of the screen in pixels, for `x` and `y`
 */
export function actionOf(r: Fields, size: readonly [width: number, height: number] | undefined, bad: Bad): StepAction {
  const pair = r.result_action;
  if (Array.isArray(pair)) return actionOf({ ...fieldsOf(r, 'It', bad), result_action: undefined, result_action_type: pair[0], result_action_text: pair[1] ?? '' }, size, bad);
  const said = textOf(r, NAMES, bad) ?? bad('It names no action (action_type)');
  const key = said.trim().toLowerCase().replace(/[\s-]+/g, '_');
  const spelling = Object.hasOwn(SPELLINGS, key) ? SPELLINGS[key]! : bad(`There is no action ${said}`);
  const touch = (): Point => pointOf(r, TOUCH, bad) ?? pixels(r, size, bad) ?? bad(`${said} says no place: touch as [y, x] in fractions of the screen, or x and y in pixels`);
  switch (spelling) {
    case 'dual-point': return { type: 'dual-point', touch: pointOf(r, TOUCH, bad) ?? bad(`${said} has no touch point`), lift: pointOf(r, LIFT, bad) ?? bad(`${said} has no lift point`) };
    case 'click': { const at = touch(); return { type: 'dual-point', touch: at, lift: at }; }
    case 'long-press': return { type: 'long-press', touch: touch() };
    case 'scroll': {
      const direction = (textOf(r, ['direction'], bad) ?? bad('scroll has no direction')).toLowerCase();
      return Object.hasOwn(SCROLLS, direction) ? SCROLLS[direction as Direction] : bad(`There is no direction ${direction}`);
    }
    case 'type': return { type: 'type', text: textOf(r, TEXT, bad) ?? bad(`${said} has no text`) };
    case 'open-app': return { type: 'open-app', app: textOf(r, ['app_name', 'app'], bad) ?? bad('open_app names no app') };
    case 'status': {
      const status = textOf(r, ['goal_status', 'status'], bad) ?? bad('status says no goal_status');
      if (/^(?:complete|successful)$/.test(status)) return { type: 'complete' };
      return /^(?:infeasible|impossible)$/.test(status) ? { type: 'impossible' } : bad(`There is no status ${status}`);
    }
    default: return { type: spelling };
  }
}

function pixels(r: Fields, size: readonly [number, number] | undefined, bad: Bad): Point | undefined {
  const { x, y } = r;
  if (x === undefined && y === undefined) return undefined;
  if (typeof x !== 'number' || typeof y !== 'number' || !Number.isFinite(x) || !Number.isFinite(y)) return bad('x and y are no numbers');
  if (!size) return bad('x and y are pixels, and the size of the screen is not known: the episodes must say it');
  return [y / size[1], x / size[0]];
}
