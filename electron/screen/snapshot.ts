// Exports: takeSnapshot, snapshotOfDump. From a hierarchy to what actors see; pure.

import type { DeviceState, Hierarchy, Snapshot, TreeFailure } from '../protocol/screen.ts';
import { contentHash, structureHash } from './hash.ts';
import { parseHierarchy } from './hierarchy.ts';
import { isKeyboard } from './layout.ts';
import { renderScreen } from './render.ts';

export interface SnapshotFacts {
  hierarchy: Hierarchy;
  state: DeviceState;
  /** Serial of the phone. */
  device: string;
  /** Milliseconds since the epoch. */
  at: number;
  id: string;
  image?: string;
}

export function takeSnapshot(o: SnapshotFacts): Snapshot {
  const size = sizeOf(o.hierarchy, o.state.size);
  const r = renderScreen(o.hierarchy, size);
  const front = r.layout.windows[r.layout.front];
  const packageName = o.state.package || (front ? packageOf(front.root) : '');
  return {
    id: o.id, device: o.device, at: o.at,
    package: packageName, activity: o.state.activity, title: r.title,
    size, rotation: o.state.rotation,
    keyboard: o.state.keyboard, locked: o.state.locked, secure: o.state.secure,
    dialog: front !== undefined && (front.modal || floats(front.rect, size)),
    elements: r.elements, text: r.text, tokens: r.tokens,
    structureHash: structureHash(packageName, o.state.activity, r.elements),
    contentHash: contentHash(packageName, o.state.activity, r.elements),
    ...(o.image === undefined ? {} : { image: o.image }),
  };
}

/** A snapshot of a dump alone: what the phone would have said is read from the tree. */
export function snapshotOfDump(xml: Uint8Array | string, o: { id: string; device: string; at: number }): { ok: true; snapshot: Snapshot } | { ok: false; failure: TreeFailure } {
  const parsed = parseHierarchy(xml);
  if (!parsed.ok) return parsed;
  const { hierarchy } = parsed;
  const windows = hierarchy.roots.filter((r) => !isKeyboard(r));
  const front = windows.reduce<Hierarchy['roots'][number] | undefined>((a, b) => (a && size(a.bounds) > size(b.bounds) ? a : b), undefined);
  const state: DeviceState = {
    package: front ? packageOf(front) : '', activity: '',
    keyboard: hierarchy.roots.some(isKeyboard), locked: false, awake: true, rotation: hierarchy.rotation, size: [0, 0], secure: false,
  };
  return { ok: true, snapshot: takeSnapshot({ hierarchy, state, ...o }) };
}

const size = ([l, t, r, b]: readonly [number, number, number, number]): number => Math.max(0, r - l) * Math.max(0, b - t);

/** The first package named in a window: roots of some tools carry none. */
function packageOf(root: Hierarchy['roots'][number]): string {
  for (let queue = [root]; queue.length > 0; queue = queue.flatMap((n) => n.children)) {
    const found = queue.find((n) => n.package !== '');
    if (found) return found.package;
  }
  return '';
}

/**
 * The phone's size if it said one, else what the windows reach to. A tree can be wider than the state says when it was
 * taken before a rotation ended; then the tree counts, as its coordinates are what taps refer to.
 */
function sizeOf(h: Hierarchy, said: readonly [number, number]): readonly [number, number] {
  const reach: [number, number] = [0, 0];
  for (const root of h.roots) { reach[0] = Math.max(reach[0], root.bounds[2]); reach[1] = Math.max(reach[1], root.bounds[3]); }
  if (said[0] > 0 && said[1] > 0) return said[0] < said[1] === reach[0] < reach[1] || reach[0] <= said[0] ? said : [said[1], said[0]];
  if (reach[0] > 0 && reach[1] > 0) return reach;
  // Roots without area (some tools): whatever the nodes reach to.
  for (let queue = h.roots; queue.length > 0; queue = queue.flatMap((n) => n.children)) {
    for (const n of queue) { reach[0] = Math.max(reach[0], n.bounds[2]); reach[1] = Math.max(reach[1], n.bounds[3]); }
  }
  return reach;
}

/** The only window in the dump is smaller than the screen on all sides: a dialog, as stock dumps hold the active window alone. */
const floats = ([l, t, r]: readonly [number, number, number, number], [w]: readonly [number, number]): boolean => l > 0 && t > 0 && (r < w || l >= w * 0.02);
