// Exports: Bounds, UiNode, Hierarchy, Selector, Role, Element, Snapshot, TreeFailure, Frame, VideoPacket, DeviceState.
// What the phone shows. Coordinates are device pixels of the current rotation, origin top left.

/** `[left, top, right, bottom]`. */
export type Bounds = readonly [l: number, t: number, r: number, b: number];

/** One node of a uiautomator hierarchy, decoded; missing attributes become `''`/`false`. */
export interface UiNode {
  class: string;
  resourceId: string;
  text: string;
  desc: string;
  hint: string;
  package: string;
  bounds: Bounds;
  checkable: boolean;
  checked: boolean;
  clickable: boolean;
  longClickable: boolean;
  enabled: boolean;
  focusable: boolean;
  focused: boolean;
  scrollable: boolean;
  password: boolean;
  selected: boolean;
  /** `false` when the dump says the node is not visible to the user (newer dumps only). */
  visible?: false;
  /** `drawing-order` among its siblings, where the dump has it: a higher one lies above. */
  order?: number;
  children: UiNode[];
}

/** All windows of one dump, bottom first. */
export interface Hierarchy {
  rotation: 0 | 1 | 2 | 3;
  roots: UiNode[];
}

/** A way to find an element again, strongest kinds first. `nth` counts equal matches in reading order from 0. */
export interface Selector {
  by: 'id' | 'desc' | 'text' | 'class' | 'path';
  value: string;
  nth?: number;
}

export type Role = 'button' | 'input' | 'checkbox' | 'switch' | 'scroll' | 'text' | 'image';

/** One numbered thing of a snapshot. Ids are small, in reading order, and valid in their snapshot only. */
export interface Element {
  id: number;
  role: Role;
  /** Human name by the label rule: text, content-desc, hint, descendants, nearest label, resource-id words; may be ''. */
  label: string;
  /** Where `label` came from. */
  labelFrom: 'text' | 'desc' | 'hint' | 'inside' | 'near' | 'id' | 'vision' | 'none';
  /** The texts the element shows, in reading order, title first; `label` joins them when it comes from inside. */
  texts?: string[];
  /** Where it stands, unless in an application's window. */
  window?: 'bar' | 'keyboard';
  /** What tells this element from others with the same label: a text beside it in its row. */
  context?: string;
  /** Bounds of the toggle inside, when the row that carries it was made one element with it. */
  target?: Bounds;
  bounds: Bounds;
  /** Where to touch: inside the part of `bounds` that nothing else covers. */
  tap: readonly [x: number, y: number];
  /** What the field holds; for inputs only, and '' for passwords. */
  value?: string;
  checked?: boolean;
  selected?: boolean;
  focused?: boolean;
  disabled?: boolean;
  password?: boolean;
  longClickable?: boolean;
  clickable?: boolean;
  package: string;
  resourceId: string;
  className: string;
  selectors: Selector[];
  source: 'tree' | 'vision';
  /** The line of screen text this element becomes. */
  line: string;
}

/** The screen as actors see it: what an action's `element` refers to. Plain data. */
export interface Snapshot {
  /** Unique in the session. */
  id: string;
  /** Serial of the phone. */
  device: string;
  /** Milliseconds since the epoch. */
  at: number;
  package: string;
  activity: string;
  /** Title of the front window by the heading rule; may be ''. */
  title: string;
  size: readonly [width: number, height: number];
  rotation: 0 | 1 | 2 | 3;
  keyboard: boolean;
  locked: boolean;
  /** The front window refuses screenshots (FLAG_SECURE). */
  secure: boolean;
  /** True when the front window is a dialog over a dimmed one. */
  dialog: boolean;
  elements: Element[];
  /** Everything visible, as the model reads it. */
  text: string;
  /** Estimated tokens of `text`. */
  tokens: number;
  /** Activity + roles + stable ids, no text. */
  structureHash: string;
  /** Structure plus text with volatile parts removed. */
  contentHash: string;
  /** PNG of the screen taken with the tree, as an image id of `Services['images.get']`; absent when protected. */
  image?: string;
}

/** Why there is no tree; `raw` is what the phone said, for the details pane. */
export interface TreeFailure {
  why: 'not-idle' | 'null-root' | 'busy' | 'secure' | 'timeout' | 'offline' | 'empty' | 'malformed';
  raw: string;
}

/** One still picture. */
export interface Frame {
  width: number;
  height: number;
  format: 'png' | 'rgba';
  data: Uint8Array;
  /** Milliseconds since the epoch. */
  at: number;
}

/** What the mirror decodes. `h264` data is one Annex-B access unit. `png` is a whole picture. */
export interface VideoPacket {
  seq: number;
  kind: 'h264' | 'png';
  key: boolean;
  width: number;
  height: number;
  rotation: 0 | 1 | 2 | 3;
  /** Phone's capture time if known, else host's arrival time; ms since the epoch. */
  at: number;
  data: Uint8Array;
}

export interface DeviceState {
  package: string;
  activity: string;
  keyboard: boolean;
  locked: boolean;
  awake: boolean;
  rotation: 0 | 1 | 2 | 3;
  size: readonly [width: number, height: number];
  secure: boolean;
}
