// Exports: Part, PartResult, Line, Bench (what a part is given). A benchmark is a list of parts; a part is a list of lines.

import type { Clock } from '../base/clock.ts';
import type { Log } from '../base/log.ts';
import type { Spread } from './spread.ts';

export type Unit = 'ms' | 'fps' | 'tokens' | 'tokens/s' | 'bytes';

/** One measured thing and, where there is one, what it is to be held against, measured beside it in the same run. */
export interface Line {
  name: string;
  unit: Unit;
  value: Spread;
  baseline?: { name: string; value: Spread };
  /** p50 of `value` over p50 of the baseline. */
  ratio?: number;
  /** One fact that is needed to read the line. */
  note?: string;
}

export interface PartResult {
  part: string;
  lines: Line[];
  /** Results that are counts and not spreads, in print order. */
  counts?: { name: string; count: number; of: number; note?: string }[];
  /** What was not measured, and why. */
  skipped?: string[];
  /** What must not happen and did; any entry makes the command end with 1. */
  broken?: string[];
}

export interface Bench {
  /** Folder of the program. */
  root: string;
  env: NodeJS.ProcessEnv;
  clock: Clock;
  log: Log;
  /** Monotonic milliseconds, with fractions. */
  now(): number;
  signal: AbortSignal;
  /** `full` repetitions, scaled down for a quick look; at least 1. */
  times(full: number): number;
  /** A folder of real uiautomator dumps, measured beside the generated ones. */
  dumps?: string;
  /** Start no browser and no other process: a test wants to know whether the part measures, fast. */
  alone?: true;
  /** An empty folder that is removed afterwards. */
  folder: string;
}

export interface Part {
  name: string;
  about: string;
  run(b: Bench): Promise<PartResult>;
}
