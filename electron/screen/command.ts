// Exports: snapshotFile, reportOf, SnapshotReport. What `countersign snapshot` prints of a dump file.

import { readBytes } from '../base/files.ts';
import { faultOf, type Fault } from '../protocol/faults.ts';
import type { Element, Snapshot } from '../protocol/screen.ts';
import { snapshotOfDump } from './snapshot.ts';

export type SnapshotReport =
  | { elements: Element[]; text: string; tokens: number; package: string; title: string; size: readonly [number, number]; dialog: boolean; structureHash: string; contentHash: string; /** Parsing and rendering, milliseconds. */ ms: number }
  | { fault: Fault };

/** Its first words, without what a terminal would obey. */
const beginning = (raw: string): string => raw.trim().slice(0, 60).replace(/[^\P{C}\n\t]+|\uFFFD+/gu, '·');

/** The report of a snapshot, from a file or from a phone. */
export const reportOf = (s: Snapshot, ms: number): SnapshotReport => ({
  elements: s.elements, text: s.text, tokens: s.tokens, package: s.package, title: s.title, size: s.size, dialog: s.dialog,
  structureHash: s.structureHash, contentHash: s.contentHash, ms,
});

/**
 * Never throws: a file that cannot be read or holds no tree is a fault.
 * @param now monotonic milliseconds, for `ms`
 */
export async function snapshotFile(path: string, now: () => number = () => performance.now()): Promise<SnapshotReport> {
  try {
    const bytes = await readBytes(path);
    const start = now();
    const taken = snapshotOfDump(bytes, { id: path, device: '', at: 0 });
    const ms = Math.round((now() - start) * 100) / 100;
    if (taken.ok) return reportOf(taken.snapshot, ms);
    const { why, raw } = taken.failure;
    return { fault: why === 'malformed' || why === 'empty' ? { kind: 'screen/xml', detail: why === 'empty' ? 'It holds no elements' : `It begins with ${JSON.stringify(beginning(raw))}` } : { kind: 'screen/tree', why, raw } };
  } catch (e) {
    return { fault: faultOf(e) };
  }
}
