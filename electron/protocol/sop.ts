// Exports: the SOP document after parsing (Sop and its parts), Problem, Fix, Completion, Hover, SopEntry, Class.
// Offsets are UTF-16 code units into the LF text, equal to Monaco's model offsets; `end` is exclusive.

export interface Span { start: number; end: number }

/** Classes of sensitive actions. */
export const CLASSES = [
  'payment', 'transfer', 'send-message', 'call', 'publish', 'delete', 'grant-permission', 'install',
  'credential', 'share-location', 'account-change', 'settings-security', 'export-data', 'legal-consent',
] as const;
export type Class = (typeof CLASSES)[number];

export const VERBS = [
  'open', 'tap', 'long-press', 'enter', 'clear', 'turn-on', 'turn-off', 'swipe', 'back', 'home', 'wait', 'check',
  'remember', 'run', 'for-each', 'repeat', 'if', 'otherwise', 'skip', 'stop', 'hand-over', 'press-enter', 'end-loop',
] as const;
export type Verb = (typeof VERBS)[number];

export type ParamType = 'string' | 'number' | 'boolean' | 'date' | 'email' | 'phone' | 'money' | 'choice' | 'list';

export interface Param {
  name: string;
  type: ParamType;
  secret: boolean;
  label?: string;
  description?: string;
  example?: unknown;
  default?: unknown;
  /** `choice`: the options. */
  options?: string[];
  /** `list`: type of the items. */
  of?: string;
  format?: string;
  currency?: string;
  min?: number;
  max?: number;
  span: Span;
}

export interface AppliesTo { app: string; versions?: string; locales?: string[] }

export interface Meta {
  sop: number;
  id: string;
  title?: string;
  owner?: string;
  classification: 'public' | 'internal' | 'confidential' | 'restricted';
  /** Profiles that may read it and what its runs leave behind; absent: by its classification. */
  readers?: string[];
  lang?: string;
  applies: AppliesTo[];
  params: Param[];
  /** alias → path relative to this SOP. */
  uses: { alias: string; path: string; span: Span }[];
  egress: string[];
}

/** A name of something on the screen, or a value. */
export type Term =
  | { kind: 'text'; text: string; span: Span }
  | { kind: 'selector'; by: 'id' | 'desc' | 'class' | 'text' | 'pkg'; value: string; span: Span }
  | { kind: 'param'; name: string; span: Span }
  | { kind: 'number'; value: number; span: Span }
  /** Quoted text with parameters inside: `"Expenses {{month}}"`. */
  | { kind: 'template'; parts: (string | { param: string })[]; span: Span };

/** What is claimed about the screen. `free` is prose only a model or a person can judge. */
export type Statement =
  | { is: 'visible' | 'not-visible'; target: Term; withinMs?: number; span: Span }
  | { is: 'contains'; target: Term; value: Term; withinMs?: number; span: Span }
  | { is: 'on' | 'off'; target: Term; withinMs?: number; span: Span }
  | { is: 'compare'; left: Term; op: '<=' | '<' | '=' | '>=' | '>'; right: Term; withinMs?: number; span: Span }
  | { is: 'free'; text: string; terms: Term[]; withinMs?: number; span: Span };

/** What a canonical step does. A step without one is a free step. */
export type Operation =
  | { verb: 'open'; app: Term }
  | { verb: 'tap' | 'long-press'; target: Term }
  | { verb: 'enter'; value: Term; target: Term }
  | { verb: 'clear'; target: Term }
  | { verb: 'turn-on' | 'turn-off'; target: Term }
  | { verb: 'swipe'; direction: 'up' | 'down' | 'left' | 'right'; in?: Term; until?: Statement }
  | { verb: 'back' } | { verb: 'home' } | { verb: 'press-enter' }
  | { verb: 'wait'; ms?: number; until?: Statement }
  | { verb: 'check'; statement: Statement }
  | { verb: 'remember'; target: Term; as: string }
  | { verb: 'run'; alias: string; args: { name: string; value: Term }[] }
  | { verb: 'for-each'; item: string; list: Term }
  | { verb: 'repeat'; times?: number; until?: Statement }
  | { verb: 'if'; condition: Statement }
  | { verb: 'otherwise' }
  | { verb: 'skip' }
  /** Leaves the innermost for-each or repeat. */
  | { verb: 'end-loop' }
  | { verb: 'stop'; why?: Term }
  | { verb: 'hand-over'; why?: Term };

export type Recovery =
  | { do: 'retry'; times: number } | { do: 'skip' } | { do: 'stop' } | { do: 'hand-over' } | { do: 'go-to'; step: string };

export type Clause =
  | { clause: 'expect'; statement: Statement; span: Span }
  | { clause: 'ask'; classes: string[]; reason?: string; span: Span }
  | { clause: 'data'; names: string[]; destination: string; span: Span }
  | { clause: 'if'; condition: Statement; body: Step[]; otherwise: Step[]; span: Span }
  | { clause: 'on-failure'; recoveries: Recovery[]; span: Span }
  | { clause: 'timeout'; ms: number; span: Span }
  | { clause: 'at-most'; times: number; span: Span }
  | { clause: 'note'; text: string; span: Span };

export interface Step {
  /** hash of normalised text + ordinal among equals, or the explicit `^name`. */
  id: string;
  /** As printed: `3`, `7.1`. */
  number: string;
  /** Source text of the step's own line(s), without number and block id. */
  text: string;
  /** Absent for a free step. */
  op?: Operation;
  /** Every quoted text, selector and parameter of the text, also of free steps. */
  terms: Term[];
  clauses: Clause[];
  /** Nested steps: body of for-each, repeat, if, otherwise. */
  body: Step[];
  /** Span of text (for markers) and line (1-based). */
  span: Span;
  line: number;
}

export interface Phase { title: string; steps: Step[]; span: Span; line: number }

export interface Guard { condition: Statement; body: Step[]; span: Span; line: number }

/** A parsed document. The parser never throws: what it could not read is in `problems`. */
export interface Sop {
  meta: Meta;
  title: string;
  preconditions: Statement[];
  phases: Phase[];
  guards: Guard[];
  outcome: Statement[];
  problems: Problem[];
  /** sha-256 of the text, hex. */
  sha256: string;
}

export interface Edit { span: Span; text: string }
export interface Fix { title: string; edits: Edit[] }

export interface Problem {
  severity: 'error' | 'warning' | 'info';
  /** Stable name, such as `param/undeclared`. */
  code: string;
  message: string;
  span: Span;
  /** 1-based. */
  line: number;
  column: number;
  fixes: Fix[];
}

export interface Completion {
  label: string;
  insert: string;
  /** `$1` stops in `insert`. */
  snippet: boolean;
  kind: 'verb' | 'clause' | 'class' | 'param' | 'screen' | 'sop' | 'meta' | 'statement';
  detail: string;
  /** What `insert` replaces. */
  span: Span;
  sort: string;
}

export interface Hover { markdown: string; span: Span }

/** For colouring: kinds are Monaco semantic token types of ours. */
export interface SemanticToken { span: Span; kind: 'verb' | 'uiText' | 'selector' | 'parameter' | 'secret' | 'class' | 'clause' | 'freeStep' | 'number' }

/** One file of the library. */
export interface SopEntry {
  /** Path relative to its folder, with `/`. */
  path: string;
  folder: 'library' | 'user';
  id: string;
  title: string;
  problems: { errors: number; warnings: number };
  params: Param[];
  apps: string[];
  readers: 'all' | string[];
  /** mtime, ms. */
  changed: number;
}

/** An open file. `version` guards against overwriting somebody else's change. */
export interface SopFile { folder: 'library' | 'user'; path: string; text: string; version: string }
