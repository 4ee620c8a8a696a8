// Exports: treeElements. The elements of a recorded accessibility tree, by the same rules as those of a phone (screen/).

import type { Bounds, Hierarchy, UiNode } from '../../protocol/screen.ts';
import { LIMITS, parseHierarchy } from '../../screen/hierarchy.ts';
import { renderScreen } from '../../screen/render.ts';
import type { ScreenElement } from './episode.ts';
import { asJson, fieldsOf, type Bad, type Fields } from './fields.ts';

/**
 * Scrollers are left out: enlarged they would be the whole screen, and every tap would match every other. So are bars and
 * keyboards, whose keys are actions of their own.
 * @param tree an accessibility forest `{ windows: [{ tree: { nodes } }] }` (names as in the proto or in camel case), as object or
 *   JSON text, or a uiautomator dump
 * @param size of the screen in pixels
 */
export function treeElements(tree: unknown, size: readonly [width: number, height: number], bad: Bad): ScreenElement[] {
  const [width, height] = size;
  return renderScreen(hierarchyOf(tree, bad), size).elements
    .filter((e) => e.role !== 'scroll' && e.window === undefined)
    .map(({ bounds: [l, t, r, b], label, role }) => ({ box: [t / height, l / width, (b - t) / height, (r - l) / width], text: label, kind: role }));
}

function hierarchyOf(tree: unknown, bad: Bad): Hierarchy {
  if (typeof tree === 'string' && tree.trimStart().startsWith('<')) {
    const parsed = parseHierarchy(tree);
    return parsed.ok ? parsed.hierarchy : bad(`The tree is no uiautomator dump (${parsed.failure.why})`);
  }
  const windows = get(fieldsOf(asJson(tree, 'The tree', bad), 'The tree', bad), 'windows');
  if (!Array.isArray(windows)) return bad('The tree has no windows');
  const roots = windows.map((w: unknown, i) => {
    const window = fieldsOf(w, `Window ${i}`, bad);
    const layer = get(window, 'layer');
    return { layer: typeof layer === 'number' ? layer : 0, roots: rootsOf(window, bad) };
  });
  // Android lists the front window first.
  return { rotation: 0, roots: roots.toReversed().toSorted((a, b) => a.layer - b.layer).flatMap((w) => w.roots) };
}

const camel = (name: string): string => name.replace(/_(\w)/g, (_, c: string) => c.toUpperCase());
/** What is false, 0 or empty is left out by protobuf's JSON conversion. */
const get = (r: Fields, name: string): unknown => r[name] ?? r[camel(name)];
const text = (r: Fields, name: string): string => { const v = get(r, name); return typeof v === 'string' ? v : ''; };
const flag = (r: Fields, name: string): boolean => get(r, name) === true;
/** 64-bit numbers become texts in protobuf's JSON conversion. */
function number(v: unknown, what: string, bad: Bad): number {
  const n = typeof v === 'string' && v !== '' ? Number(v) : (v ?? 0);
  return typeof n === 'number' && Number.isFinite(n) ? n : bad(`${what} is no number`);
}

/** The nodes come in a list and name their children; a root is nobody's child. */
function rootsOf(window: Fields, bad: Bad): UiNode[] {
  const tree = get(window, 'tree');
  if (tree === undefined || tree === null) return [];
  const list = get(fieldsOf(tree, 'The tree of a window', bad), 'nodes') ?? [];
  if (!Array.isArray(list)) return bad('The nodes of a window are no list');
  if (list.length > LIMITS.nodes) bad(`A window has ${list.length} nodes; ${LIMITS.nodes} are read at most`);
  const nodes = list.map((n: unknown, i) => fieldsOf(n, `Node ${i} of a window`, bad));
  const byId = new Map(nodes.map((n) => [number(get(n, 'unique_id'), 'unique_id', bad), n]));
  // An export that drops defaults says who is visible; one that says it of nobody did not keep it.
  const saysVisible = nodes.some((n) => flag(n, 'is_visible_to_user'));
  const childrenOf = (n: Fields): number[] => { const c = get(n, 'child_ids'); return Array.isArray(c) ? c.map((id) => number(id, 'A child id', bad)).filter((id) => byId.has(id)) : []; };
  const children = new Set(nodes.flatMap(childrenOf));
  const placed = new Set<number>();
  const place = (id: number, depth: number): UiNode => {
    if (placed.has(id) || depth > LIMITS.depth) bad(placed.has(id) ? `Node ${id} is in the tree twice` : `The tree is nested more than ${LIMITS.depth} deep`);
    placed.add(id);
    const n = byId.get(id)!;
    return nodeOf(n, saysVisible, childrenOf(n).map((c) => place(c, depth + 1)), bad);
  };
  const roots = [...byId.keys()].filter((id) => !children.has(id)).map((id) => place(id, 0));
  if (placed.size < byId.size) bad('Nodes of a window are each other\'s children');
  if (roots.length < 2) return roots;
  // What lies beside the first root belongs to the same window all the same.
  const reach = roots.map((r) => r.bounds);
  const bounds: Bounds = [Math.min(...reach.map((b) => b[0])), Math.min(...reach.map((b) => b[1])), Math.max(...reach.map((b) => b[2])), Math.max(...reach.map((b) => b[3]))];
  return [{ ...nodeOf({}, false, roots, bad), bounds, package: roots[0]!.package, enabled: true }];
}

function nodeOf(n: Fields, saysVisible: boolean, children: UiNode[], bad: Bad): UiNode {
  const bounds = fieldsOf(get(n, 'bounds_in_screen') ?? {}, 'bounds_in_screen', bad);
  return {
    class: text(n, 'class_name'), resourceId: text(n, 'view_id_resource_name'), text: text(n, 'text'), desc: text(n, 'content_description'), hint: text(n, 'hint_text'), package: text(n, 'package_name'),
    bounds: ['left', 'top', 'right', 'bottom'].map((side) => number(bounds[side], side, bad)) as unknown as Bounds,
    checkable: flag(n, 'is_checkable'), checked: flag(n, 'is_checked'), clickable: flag(n, 'is_clickable'), longClickable: flag(n, 'is_long_clickable'),
    enabled: flag(n, 'is_enabled'), focusable: flag(n, 'is_focusable'), focused: flag(n, 'is_focused'), scrollable: flag(n, 'is_scrollable'),
    password: flag(n, 'is_password'), selected: flag(n, 'is_selected'),
    ...(saysVisible && !flag(n, 'is_visible_to_user') ? { visible: false as const } : {}),
    children,
  };
}
