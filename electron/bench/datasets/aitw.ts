// Exports: aitwSteps. A JSON line of Android in the Wild → steps.

import { actionOf } from './action.ts';
import type { Box, ScreenElement } from './episode.ts';
import { fieldsOf, numbersOf, textOf, textsOf, wholeOf, type Bad, type Fields } from './fields.ts';
import type { ReadStep } from './read.ts';

/**
 * A line is a step, as in the data set's records (Rawles et al. 2023: `goal_info`, `step_id`, `image/ui_annotations_positions`,
 * `results/action_type`, …), under those names or the ones that most exports give them (`goal`, `ui_positions`, `result_action`,
 * `result_touch_yx`, …); or an episode whose steps are in `data` or `steps`.
 */
export function aitwSteps(line: Fields, bad: Bad): ReadStep[] {
  const list = line.data ?? line.steps;
  if (list === undefined) return [stepOf(line, bad)];
  if (!Array.isArray(list) || list.length === 0) return bad('data is no list of steps');
  const around = { ...line, data: undefined, steps: undefined };
  return list.map((s: unknown, i) => stepOf({ ...around, ...fieldsOf(s, `Step ${i}`, bad) }, bad));
}

function stepOf(r: Fields, bad: Bad): ReadStep {
  const size = sizeOf(r, bad);
  const ofGoal = r.goal_info !== undefined || r.goal !== undefined;
  const instruction = textOf(r, ['step_instruction', 'coat_action_desc', ...(ofGoal ? ['instruction'] : [])], bad);
  const length = wholeOf(r, ['episode_length'], bad);
  return {
    episode: textOf(r, ['episode_id', 'ep_id'], bad) ?? bad('It names no episode (episode_id)'),
    goal: textOf(r, ['goal_info', 'goal', 'instruction'], bad) ?? bad('It has no goal (goal_info)'),
    ...(length === undefined ? {} : { length }),
    step: wholeOf(r, ['step_id', 'step'], bad),
    action: actionOf(r, size, bad),
    elements: elementsOf(r, size, bad),
    ...(instruction === undefined ? {} : { instruction }),
    ...(size ? { size } : {}),
  };
}

function sizeOf(r: Fields, bad: Bad): readonly [number, number] | undefined {
  const width = wholeOf(r, ['image/width', 'image_width'], bad);
  const height = wholeOf(r, ['image/height', 'image_height'], bad);
  return width && height ? [width, height] : undefined;
}

/** Fractions reach to 1, or little beyond at the edges. */
const FRACTION = 1.5;

function elementsOf(r: Fields, size: readonly [number, number] | undefined, bad: Bad): ScreenElement[] {
  const flat = numbersOf(r, ['image/ui_annotations_positions', 'ui_positions'], bad) ?? [];
  if (flat.length % 4 !== 0) bad(`${flat.length} numbers of positions are no boxes of four`);
  const inPixels = flat.some((n) => n > FRACTION);
  if (inPixels && !size) bad('The positions are pixels, and image/width and image/height are missing');
  const [width, height] = inPixels && size ? size : [1, 1];
  const count = flat.length / 4;
  const list = (names: readonly string[]): string[] => {
    const texts = textsOf(r, names, bad) ?? [];
    if (texts.length > 0 && texts.length !== count) bad(`There are ${count} positions and ${texts.length} of ${names.join(' or ')}`);
    return texts;
  };
  const texts = list(['image/ui_annotations_text', 'ui_text']);
  const kinds = list(['image/ui_annotations_ui_types', 'ui_types', 'ui_type']);
  return Array.from({ length: count }, (_, i) => {
    const [y, x, h, w] = flat.slice(i * 4, i * 4 + 4) as [number, number, number, number];
    const box: Box = [y / height, x / width, h / height, w / width];
    return { box, text: texts[i] ?? '', kind: kinds[i] ?? '' };
  });
}
