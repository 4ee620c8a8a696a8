// Exports: Fit, ModelFacts, Benchmark, CatalogueModel, ModelVersion, InstalledModel, Download, ModelsState.
// What is said about model files: known ones, installed ones, and whether they fit.

import type { Fault } from './faults.ts';

/** Bytes. `need` = `weights` + `cache` + `overhead`; `context` in tokens. */
export interface Fit {
  weights: number;
  cache: number;
  overhead: number;
  need: number;
  free: number;
  context: number;
  verdict: 'fits' | 'tight' | 'too-large';
}

/** What a file's header says. */
export interface ModelFacts {
  architecture: string;
  name: string;
  parameters: number;
  /** As its makers write it: `Q4_K_M`, `F16`. */
  quantisation: string;
  /** Tokens it was trained on. */
  context: number;
  /** Family of its chat template, `own` for one that is none of the known; empty for a model without one. */
  template: string;
  bytes: number;
  fit: Fit;
}

/** Measured once per file on this machine, when it was first loaded. */
export interface Benchmark {
  /** Tokens a second. */
  prefill: number;
  decode: number;
  /** Bytes by which this process grew. */
  rss: number;
  /** Tokens of the prompt and of the answer it was measured on. */
  promptTokens: number;
  answerTokens: number;
  at: number;
}

export interface CatalogueModel {
  id: string;
  title: string;
  publisher: string;
  /** `embedded` comes with the product, `fetch` is downloaded on request. */
  source: 'embedded' | 'fetch';
  /** `hf:OWNER/REPOSITORY/FILE` or an https address. Empty for the embedded one. */
  uri: string;
  file: string;
  /** Of the file, as published; what the server says counts. 0 = not known. */
  bytes: number;
  parameters: number;
  quantisation: string;
  licence: string;
  licenceUrl?: string;
  /** Tokens. */
  context: number;
  template: string;
  about: string;
  installed: boolean;
  /** Absent where the shape of the model is not known before the download. */
  fit?: Fit;
}

export interface ModelVersion {
  /** The first 12 digits of its SHA-256; `local` for a file that is used where it lies. */
  version: string;
  path: string;
  addedAt: number;
  /** Why it cannot be used. */
  fault?: Fault;
  facts?: ModelFacts;
  benchmark?: Benchmark;
}

export interface InstalledModel {
  id: string;
  title: string;
  source: 'embedded' | 'fetched' | 'file';
  licence?: string;
  /** Newest first. */
  versions: ModelVersion[];
  /** The version that is loaded: the pinned one, else the newest. */
  current: string;
  pinned: boolean;
  /** In use now: the version that answers. */
  loaded?: string;
}

export interface Download {
  id: string;
  state: 'starting' | 'running' | 'checking' | 'done' | 'stopped' | 'failed';
  /** Bytes on the disk, of all. */
  done: number;
  total: number;
  /** Bytes a second over the last seconds; 0 = not known yet. */
  speed: number;
  fault?: Fault;
}

export interface ModelsState {
  installed: InstalledModel[];
  catalogue: CatalogueModel[];
  downloads: Download[];
  /** Where downloads go. */
  folder: string;
  /** Bytes. */
  freeDisk: number;
  freeMemory: number;
}
