// Exports: mobilerunList, m3aList. The element lists that two other agents give a model, of the same tree, to be counted beside our screen text.

import type { Bounds, Hierarchy, UiNode } from '../protocol/screen.ts';
import { isEditable } from '../screen/layout.ts';

type Size = readonly [width: number, height: number];

const nodesOf = (nodes: readonly UiNode[]): UiNode[] => nodes.flatMap((n) => [n, ...nodesOf(n.children)]);
const onScreen = ([l, t, r, b]: Bounds, [width, height]: Size): boolean => r > 0 && b > 0 && l < width && t < height;

/**
 * Mobilerun's (DroidRun's) list with its default, "concise" filter: every node on the screen that is larger than 5 pixels both ways
 * (what lies in a smaller one goes with it), numbered from 1, a line each in the published schema
 * `index. className: resourceId, text - bounds(x1,y1,x2,y2)`. The text is the node's text, else its description, resource-id or class.
 * Source: the project's documentation (docs.mobilerun.ai, github.com/droidrun); the lines about the phone's state are left out.
 * @param size of the screen in pixels
 */
export function mobilerunList(hierarchy: Hierarchy, size: Size): string {
  const kept = (nodes: readonly UiNode[]): UiNode[] => nodes.flatMap((n) => {
    const [l, t, r, b] = n.bounds;
    return onScreen(n.bounds, size) && r - l > 5 && b - t > 5 ? [n, ...kept(n.children)] : [];
  });
  const lines = kept(hierarchy.roots).map((n, i) => {
    const said = [n.resourceId, n.text || n.desc || n.resourceId || n.class].filter((s) => s !== '').map((s) => `"${s}"`).join(', ');
    return `${i + 1}. ${n.class.split('.').at(-1)}: ${said} - (${n.bounds.join(',')})`;
  });
  return ['Current Clickable UI elements from the device in the schema \'index. className: resourceId, text - bounds(x1,y1,x2,y2)\':', ...lines].join('\n');
}

/**
 * The element list of M3A, the agent published with AndroidWorld (Rawles et al., "AndroidWorld: A Dynamic Benchmarking Environment for
 * Autonomous Agents", 2024): nodes that are leaves, have a description or scroll, are visible and lie on the screen; a line each, with
 * its texts and its states as JSON-like pairs. Numbers count the nodes that do not lie on the screen too. Dumps have no tooltips.
 * @param size of the screen in pixels
 */
export function m3aList(hierarchy: Hierarchy, size: Size): string {
  return nodesOf(hierarchy.roots)
    .filter((n) => n.children.length === 0 || n.desc !== '' || n.scrollable)
    .map((n, index) => ({ n, index }))
    .filter(({ n }) => n.visible !== false && n.bounds[0] < n.bounds[2] && n.bounds[1] < n.bounds[3] && onScreen(n.bounds, size))
    .map(({ n, index }) => {
      const pairs: [string, string][] = [
        ['index', String(index)],
        ...([['text', n.text], ['content_description', n.desc], ['hint_text', n.hint]] as const).filter(([, s]) => s !== '').map(([key, s]): [string, string] => [key, `"${s}"`]),
        ['is_clickable', said(n.clickable)], ['is_long_clickable', said(n.longClickable)], ['is_editable', said(isEditable(n))],
        ...([['is_scrollable', n.scrollable], ['is_focusable', n.focusable]] as const).filter(([, is]) => is).map(([key]): [string, string] => [key, said(true)]),
        ['is_selected', said(n.selected)], ['is_checked', said(n.checked)],
      ];
      return `UI element ${index}: {${pairs.map(([key, value]) => `"${key}": ${value}`).join(', ')}}`;
    })
    .join('\n');
}

const said = (is: boolean): string => (is ? 'True' : 'False');
