// Exports: androidControlSteps. A JSON line of AndroidControl → steps.

import { actionOf } from './action.ts';
import type { ScreenElement } from './episode.ts';
import { asJson, fieldsOf, numbersOf, textOf, textsOf, wholeOf, type Bad, type Fields } from './fields.ts';
import type { ReadStep } from './read.ts';
import { treeElements } from './tree.ts';

/**
 * A line is an episode, as in the data set's records (Li et al., "On the Effects of Data Scale on UI Control Agents", NeurIPS 2024:
 * `goal`, `actions`, `step_instructions`, `accessibility_trees`, `screenshot_widths`, `screenshot_heights`), or a step of one
 * (`action`, `step_instruction`, `accessibility_tree`, …). Actions may be objects or JSON texts. Trees are what protobuf's JSON
 * conversion makes of the accessibility forest, or a uiautomator dump; without them a step has no elements.
 */
export function androidControlSteps(line: Fields, bad: Bad): ReadStep[] {
  const episode = textOf(line, ['episode_id'], bad) ?? bad('It names no episode (episode_id)');
  const goal = textOf(line, ['goal'], bad) ?? bad('It has no goal');
  if (line.actions === undefined) {
    const size = sizeOf([wholeOf(line, ['screenshot_width', 'image_width'], bad), wholeOf(line, ['screenshot_height', 'image_height'], bad)]);
    return [{ episode, goal, ...stepOf(line.action ?? line, wholeOf(line, ['step_id', 'step'], bad), line.accessibility_tree, textOf(line, ['step_instruction', 'instruction'], bad), size, bad) }];
  }
  const actions = asJson(line.actions, 'actions', bad);
  if (!Array.isArray(actions) || actions.length === 0) return bad('actions is no list of actions');
  const trees = line.accessibility_trees === undefined || line.accessibility_trees === null ? [] : asJson(line.accessibility_trees, 'accessibility_trees', bad);
  if (!Array.isArray(trees)) return bad('accessibility_trees is no list');
  const instructions = textsOf(line, ['step_instructions'], bad) ?? [];
  const widths = numbersOf(line, ['screenshot_widths'], bad) ?? [];
  const heights = numbersOf(line, ['screenshot_heights'], bad) ?? [];
  return actions.map((action: unknown, i) => {
    const within: Bad = (detail) => bad(`Action ${i}: ${detail}`);
    return { episode, goal, length: actions.length, ...stepOf(action, i, trees[i] as unknown, instructions[i], sizeOf([widths[i], heights[i]]), within) };
  });
}

const sizeOf = ([width, height]: readonly [number | undefined, number | undefined]): readonly [number, number] | undefined => (width && height && width > 0 && height > 0 ? [width, height] : undefined);

function stepOf(action: unknown, step: number | undefined, tree: unknown, instruction: string | undefined, size: readonly [number, number] | undefined, bad: Bad): Omit<ReadStep, 'episode' | 'goal'> {
  let elements: ScreenElement[] = [];
  if (tree !== undefined && tree !== null && tree !== '') {
    if (!size) bad('A tree is in pixels: screenshot widths and heights are missing');
    elements = treeElements(tree, size!, bad);
  }
  return {
    step,
    action: actionOf(fieldsOf(asJson(action, 'The action', bad), 'The action', bad), size, bad),
    elements,
    ...(instruction === undefined ? {} : { instruction }),
    ...(size ? { size } : {}),
  };
}
