// Exports: ARMS, Arm, SPLITS, Split, Interval, ArmScore, Scores, BenchOptions, BenchNow, BenchProgress, BenchState. What is said about the task bench: what it
// measures and how far it is.

import type { Fault } from './faults.ts';

export const ARMS = ['oracle', 'lexical', 'goal', 'sop-text', 'pointer', 'no-memory', 'memory'] as const;
export type Arm = (typeof ARMS)[number];

export const SPLITS = ['dev', 'held-out', 'all'] as const;
export type Split = (typeof SPLITS)[number];

/** A share with its 95 % interval. */
export interface Interval { rate: number; low: number; high: number; n: number }

/** Means are per run unless they say otherwise. */
export interface ArmScore {
  tasks: number;
  success: number;
  /** Of all choices on the oracle's screens. */
  stepAccuracy: number;
  falseCompletion: number;
  /** Runs with at least one. */
  sideEffects: number;
  /** Runs with a side effect that no approved action brought about. */
  unapprovedSideEffects: number;
  /** Of the runs that succeeded. */
  stepsOverMinimal: number;
  approvals: number;
  promptTokens: number;
  secondsPerStep: number;
  chooser: string;
  runs: number;
  approvalsAllowed: number;
  prefillMsPerStep: number;
  decodeMsPerStep: number;
  /** Share of steps for which no model was asked. */
  withoutModel: number;
  interval: { success: Interval; stepAccuracy: Interval; falseCompletion: Interval; sideEffects: Interval; unapprovedSideEffects: Interval };
  ends: Record<string, number>;
  shapes: Record<string, Interval>;
  apps: Record<string, Interval>;
}

export interface Scores { split: string; seeds: number; arms: Record<string, ArmScore> }

export interface BenchOptions {
  split: Split;
  arms: Arm[];
  /** Each task with so many draws of its parameters. */
  seeds: number;
  /** Ids; absent = every task of the split. */
  tasks?: string[];
}

/** What the bench is at: a task, or an app that the arm with memory is shown first. */
export type BenchNow = { at: 'task'; arm: Arm; task: string; seed: number } | { at: 'app'; app: string };

/** A line that `bench tasks --progress` prints. `arms`: scores so far, told about once a second. */
export interface BenchProgress { done: number; of: number; now?: BenchNow; arms?: Scores['arms'] }

/** The last bench of this data folder, going on or not. */
export interface BenchState {
  status: 'none' | 'running' | 'stopping' | 'stopped' | 'failed' | 'done';
  options?: BenchOptions;
  startedAt?: number;
  /** Runs that are finished, of all. `of` is 0 until the bench has counted them. */
  done: number;
  of: number;
  /** Absent while it prepares, and when it does not run. */
  now?: BenchNow;
  /** Of what is finished. */
  arms: Scores['arms'];
  /** Why it failed. */
  fault?: Fault;
}
