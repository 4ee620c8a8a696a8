// Exports: FOLDER, names, bytes, shot, node, shotOf, labelOf. The dumps of tests/screen/fixtures: invented screens with the quirks of real files.

import * as fs from 'node:fs';
import * as path from 'node:path';
import { snapshotOfDump } from '../../electron/screen/snapshot.ts';
import type { Snapshot } from '../../electron/protocol/screen.ts';

export const FOLDER = path.join(import.meta.dirname, 'fixtures');
export const names: readonly string[] = fs.readdirSync(FOLDER).filter((f) => f.endsWith('.xml')).sort();
export const bytes = (name: string): Buffer => fs.readFileSync(path.join(FOLDER, name));

export function shot(name: string): Snapshot {
  const taken = snapshotOfDump(bytes(name), { id: name, device: 'test', at: 0 });
  if (!taken.ok) throw new Error(`${name}: ${taken.failure.why}`);
  return taken.snapshot;
}

/** A hierarchy of one window, written short: `node('Button', [0, 0, 9, 9], { text: 'OK', clickable: 'true' }, …children)`. */
export function node(cls: string, [l, t, r, b]: readonly [number, number, number, number], attributes: Record<string, string> = {}, ...children: string[]): string {
  const escape = (s: string): string => s.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/"/g, '&quot;');
  const all = { class: `android.widget.${cls}`, package: 'org.sample', bounds: `[${l},${t}][${r},${b}]`, ...attributes };
  return `<node ${Object.entries(all).map(([k, v]) => `${k}="${escape(v)}"`).join(' ')}>${children.join('')}</node>`;
}

export function shotOf(...roots: string[]): Snapshot {
  const taken = snapshotOfDump(`<hierarchy rotation="0">${roots.join('')}</hierarchy>`, { id: 's', device: 'test', at: 0 });
  if (!taken.ok) throw new Error(`${taken.failure.why}: ${taken.failure.raw}`);
  return taken.snapshot;
}

/** Label of an element by id. */
export const labelOf = (s: Snapshot, id: number): string => s.elements.find((e) => e.id === id)?.label ?? '(none)';
