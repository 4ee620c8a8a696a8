// Exports: judgePoint, Judgement, PointQuestion. What touching a point of a dump would do: the classes, which rung and words decided, and what it means for whom. Pure.

import { Failure } from '../protocol/faults.ts';
import type { Affects, Verdict } from '../protocol/run.ts';
import type { Element, Snapshot } from '../protocol/screen.ts';
import type { Class } from '../protocol/sop.ts';
import { snapshotOfDump } from '../screen/snapshot.ts';
import { classify, decisive } from './classify.ts';
import { elementAtPoint, type ActionKind } from './point.ts';

export interface PointQuestion {
  xml: Uint8Array | string;
  at: readonly [x: number, y: number];
  /** Default `click`. */
  action?: ActionKind;
  /** What is typed. */
  text?: string;
  /** The window refuses screenshots (FLAG_SECURE), which a dump does not say. */
  secure?: boolean;
}

export interface Judgement {
  classes: Class[];
  /** Of the decisive reason; null when nothing is sensitive. */
  rung: Verdict['because'][number]['rung'] | null;
  words: string[];
  reversible: boolean;
  affects: Affects;
  because: Verdict['because'];
  element: { label: string; role: Element['role']; resourceId: string; bounds: Element['bounds'] };
}

/** @throws Failure `screen/xml`, `screen/tree`, `screen/nothing-there` */
export function judgePoint(q: PointQuestion): Judgement {
  const taken = snapshotOfDump(q.xml, { id: '', device: '', at: 0 });
  if (!taken.ok) throw new Failure(taken.failure.why === 'malformed' || taken.failure.why === 'empty' ? { kind: 'screen/xml', detail: taken.failure.raw.slice(0, 300) || 'It holds no elements' } : { kind: 'screen/tree', ...taken.failure });
  const snapshot: Snapshot = q.secure ? { ...taken.snapshot, secure: true } : taken.snapshot;
  const [x, y] = q.at;
  const element = elementAtPoint(snapshot, x, y);
  if (!element) throw new Failure({ kind: 'screen/nothing-there', x, y, size: snapshot.size, near: nearest(snapshot, x, y) });
  const kind = q.action ?? 'click';
  const c = classify({ action: kind === 'input_text' ? { action: kind, element: element.id, text: q.text ?? '' } : { action: kind, element: element.id }, element, snapshot });
  const first = decisive(c);
  return {
    classes: c.classes, rung: first?.rung ?? null, words: first ? [...new Set(c.because.filter((b) => b.rung === first.rung).map((b) => b.words))] : [],
    reversible: c.reversible ?? true, affects: c.affects ?? 'you', because: c.because,
    element: { label: element.label, role: element.role, resourceId: element.resourceId, bounds: element.bounds },
  };
}

const MANY = 3;

function nearest(s: Snapshot, x: number, y: number): string[] {
  const away = ([l, t, r, b]: Element['bounds']): number => Math.hypot(Math.max(l - x, 0, x - r), Math.max(t - y, 0, y - b));
  return s.elements.filter((e) => e.role !== 'scroll' && e.label !== '').sort((a, b) => away(a.bounds) - away(b.bounds)).slice(0, MANY).map((e) => `"${e.label.slice(0, 40)}" at ${e.tap.join(',')}`);
}
