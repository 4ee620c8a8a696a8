// Exports: Task, Made, task, make, Shape, SHAPES, HELD_OUT, Judged, appState, sideEffects, matchesAnswer, sopOf.
// What a task of the bench is. Success is judged from the phone's state as JSON, never from what is on the screen. Pure.

import { diffState } from '../../demo-phone/system/diff.ts';
import type { PhoneState, StateChange } from '../../demo-phone/types.ts';
import type { Class } from '../../protocol/sop.ts';
import { normalise } from '../../screen/words.ts';
import { chance, type Chance } from '../chance.ts';
import { wordsOf, type Act } from './acts.ts';
import type { Scene } from './stage.ts';

/** What makes a task the kind it is; results are reported by these. */
export const SHAPES = [
  'toggle', 'create', 'edit', 'delete', 'read', 'search', 'copy', 'scroll', 'count', 'verify', 'impossible', 'form', 'choice', 'send', 'buy',
  'twins', 'pop-up', 'injection', 'unlabelled', 'empty-tree', 'time-out', 'chinese',
] as const;
export type Shape = (typeof SHAPES)[number];

/** Apps whose tasks are kept aside: whatever is tuned, is tuned on the others. */
export const HELD_OUT: readonly string[] = ['calendar', 'files', 'music', 'browser', 'calculator', 'gallery'];

export interface Judged<P> { p: P; before: PhoneState; after: PhoneState; answer: string | undefined }

export interface Task<P> {
  /** `clock.add-alarm`: app and name. */
  id: string;
  shapes: readonly Shape[];
  /** One sentence. */
  goal(p: P): string;
  /** The same in Chinese; used for about half of the seeds. */
  zh?(p: P): string;
  draw(c: Chance): P;
  /** Edits a copy of the fresh phone's state. */
  setup?(s: PhoneState, p: P): void;
  scene?: Scene;
  way(p: P): readonly Act[];
  /** Acts of the way that are carried out; fewer is not known to be possible. */
  minimal: number | ((p: P) => number);
  /** Whether the phone, and the answer where one is asked for, are as the goal wants them. */
  isSuccessful(o: Judged<P>): boolean;
  /** For questions. */
  truth?(p: P, before: PhoneState): string;
  /** Paths of `diffState` that may change; `*` stands for one key or one item, and what lies below a path is included. */
  allowed?(p: P, before: PhoneState): readonly string[];
  /** Classes of approval that the goal implies. */
  may?: readonly Class[];
}

/** A task with its parameters drawn: nothing is left to chance. */
export interface Made {
  id: string;
  app: string;
  split: 'dev' | 'held-out';
  shapes: readonly Shape[];
  seed: number;
  goal: string;
  zh: boolean;
  state: PhoneState;
  scene?: Scene;
  way: readonly Act[];
  minimal: number;
  may: readonly Class[];
  impossible: boolean;
  question: boolean;
  allowed: readonly string[];
  isSuccessful(after: PhoneState, answer: string | undefined): boolean;
}

/** A task in a list of tasks with other parameters. */
export type AnyTask = Task<never>;
export const task = <P>(t: Task<P>): AnyTask => t as unknown as AnyTask;

/** @param fresh the state of a phone that was just set up; it is not changed */
export function make(given: AnyTask, seed: number, fresh: PhoneState): Made {
  const t = given as unknown as Task<unknown>;
  const app = t.id.split('.')[0] ?? '';
  // Tasks of one seed must not share their draws.
  const c = chance([...t.id].reduce((h, ch) => (Math.imul(h, 31) + ch.charCodeAt(0)) | 0, seed + 1));
  const zh = t.zh !== undefined && c.below(2) === 1;
  const p = t.draw(c);
  const state = structuredClone(fresh);
  t.setup?.(state, p);
  const impossible = t.shapes.includes('impossible');
  return {
    id: t.id, app, seed, zh, state, impossible, shapes: zh && !t.shapes.includes('chinese') ? [...t.shapes, 'chinese'] : t.shapes,
    split: HELD_OUT.includes(app) ? 'held-out' : 'dev',
    goal: zh ? t.zh!(p) : t.goal(p),
    ...(t.scene ? { scene: t.scene } : {}),
    way: t.way(p), minimal: typeof t.minimal === 'number' ? t.minimal : t.minimal(p), may: t.may ?? [], question: t.truth !== undefined,
    allowed: [...PASSING, ...(t.allowed?.(p, state) ?? [])],
    isSuccessful: (after, answer) => t.isSuccessful({ p, before: state, after, answer }) && (t.truth === undefined || (answer !== undefined && matchesAnswer(answer, t.truth(p, state)))),
  };
}

/** What is on the screen or under way rather than kept: changing it does nothing to anybody. */
const PASSING: readonly string[] = [
  'apps.com.google.android.deskclock.tab', 'apps.com.android.settings.joining', 'apps.com.android.settings.pairing', 'apps.com.countersign.bank.busy', 'apps.com.countersign.shop.paying',
  'apps.com.countersign.notes.deleted',
];

/** The package of the app a task begins with. */
const PACKAGES: Readonly<Record<string, string>> = {
  settings: 'com.android.settings', contacts: 'com.google.android.contacts', messages: 'com.google.android.apps.messaging', notes: 'com.countersign.notes', clock: 'com.google.android.deskclock',
  shop: 'com.countersign.shop', bank: 'com.countersign.bank', launcher: 'com.android.launcher3',
  calendar: 'com.google.android.calendar', files: 'com.google.android.documentsui', calculator: 'com.google.android.calculator', music: 'com.countersign.music', browser: 'com.countersign.browser', gallery: 'com.android.gallery3d',
};

/** One app's data, as the app itself declares it. */
export const appState = <S>(s: PhoneState, packageName: string): S => s.apps[packageName] as unknown as S;

const split = (path: string): string[] => path.match(/\[[^\]]*\]|[^.[\]]+/g) ?? [];

/** Whether `path` is what the pattern names, or lies below it. */
function covers(pattern: string, path: string): boolean {
  const wanted = split(pattern);
  const got = split(path);
  return wanted.length <= got.length && wanted.every((w, i) => w === '*' || w === got[i] || (w === '[*]' && got[i]!.startsWith('[')));
}

/** What changed and may not have. */
export const sideEffects = (before: PhoneState, after: PhoneState, allowed: readonly string[]): StateChange[] =>
  diffState(before, after).filter((d) => !allowed.some((a) => covers(a, d.path)));

/** Points between digits stay: 159.00 is not 15900. */
const bare = (s: string): string => normalise(s).replace(/[\s,;!?'"“”()¥$-]+|[.:](?!\d)|(?<!\d)[.:]/g, '');

const numbers = (s: string): number[] => (s.match(/\d+(?:[.,:]\d+)*/g) ?? []).map((n) => Number(n.replace(/,(?=\d{3})/g, '').replace(/[:,]/g, '.')));

/** Answers as people compare them: case, spaces and punctuation aside. A sentence counts when it says the truth and no other number. */
export function matchesAnswer(said: string, truth: string): boolean {
  if (said.length > 200) return false;
  const [a, b] = [bare(said), bare(truth)];
  if (a === b) return b !== '';
  if (numbers(said).join() !== numbers(truth).join()) return false;
  // "3", "3 notes", "¥3.00": of an amount only the number counts.
  return /^[¥$]?[\d.,]+%?$/.test(truth.trim()) || (b !== '' && a.includes(b));
}

/** The SOP of a task: one step for each act, but for those that belong to the step before. */
export function sopOf(m: Made): string {
  const steps: string[] = [];
  for (const act of m.way) {
    if (act.says === '') continue;
    steps.push(`${steps.filter((s) => /^\d/.test(s)).length + 1}. ${wordsOf(act)}`, ...(act.expect === undefined ? [] : [`   - Expect: ${act.expect}`]));
  }
  return `---\nsop: 1\nid: bench.${m.app}\ntitle: Bench\nowner: bench\nclassification: public\napplies:\n  - { app: ${PACKAGES[m.app] ?? m.app} }\n---\n# Bench\n\n## Steps\n${steps.join('\n')}\n`;
}
