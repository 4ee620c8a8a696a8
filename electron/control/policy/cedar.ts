// Exports: compile, Compiled, Source, Request, place. Cedar policies read, checked against the schema and asked.
// Cedar itself (parser, validator, evaluator) is the WebAssembly build of cedar-policy; its offsets are bytes of UTF-8.

import { createHash } from 'node:crypto';
import {
  policySetTextToParts, policyToJson, preparsePolicySet, preparseSchema, statefulIsAuthorized, validate,
  type Context, type DetailedError, type Entities, type EntityUid,
} from '@cedar-policy/cedar-wasm/nodejs';
import type { CedarRule, PolicyProblem } from '../../protocol/policy.ts';

/** One file of policies. */
export interface Source { name: string; text: string; builtIn: boolean }

export interface Request { principal: EntityUid; action: EntityUid; resource: EntityUid; context: Context }

export interface Answer {
  allow: boolean;
  /** Satisfied permits when allowed, satisfied forbids when not; none of either: nothing permits it. */
  rules: CedarRule[];
  /** Rules that could not be evaluated: Cedar skips them, so what it decided must not be relied on. */
  errors: string[];
}

export interface Compiled {
  /** SHA-256 of schema, names and texts. */
  readonly digest: string;
  readonly sources: readonly Source[];
  readonly problems: readonly PolicyProblem[];
  readonly rules: readonly CedarRule[];
  /** Whether it can be asked: no problem is an error. */
  readonly ok: boolean;
  /** Only when `ok`. */
  ask(request: Request): Answer;
}

const NO_ENTITIES: Entities = [];

/** Line and column, from 1, of a byte offset in a text. */
export function place(text: string, byte: number): { line: number; column: number } {
  const before = Buffer.from(text, 'utf8').subarray(0, byte).toString('utf8');
  const lines = before.split('\n');
  return { line: lines.length, column: (lines.at(-1)?.length ?? 0) + 1 };
}

/** Every error of a parse, each where it stands. `from`: where the parsed text begins in the file. */
function problemsOf(errors: readonly DetailedError[], file: string, text: string, from = 0): PolicyProblem[] {
  return errors.flatMap((e) => {
    const at = e.sourceLocations?.[0];
    const help = e.help ?? at?.label ?? undefined;
    const message = e.message.replace(/^failed to parse (?:policies|policy with id `[^`]*`|policy|schema) from string: /, '').replace(/^error parsing schema: /, '').replace(/^for policy `[^`]*`, /, '');
    const one: PolicyProblem = { severity: e.severity === 'warning' ? 'warning' : 'error', file, ...(at ? place(text, from + at.start) : { line: 0, column: 0 }), message, ...(help ? { help } : {}) };
    return [one, ...problemsOf(e.related ?? [], file, text, from)];
  });
}

interface Placed extends CedarRule { policyId: string; from: number }

/** The rules of one file, or what is wrong with it. */
function readSource(s: Source): { rules: Placed[]; problems: PolicyProblem[] } {
  const parts = policySetTextToParts(s.text);
  if (parts.type === 'failure') return { rules: [], problems: problemsOf(parts.errors, s.name, s.text) };
  const problems: PolicyProblem[] = [];
  const bytes = (until: number): number => Buffer.byteLength(s.text.slice(0, until), 'utf8');
  // Parts come sorted by name, and equal texts may stand twice: each occurrence is taken once.
  const taken = new Set<number>();
  const find = (part: string): number => { let at = s.text.indexOf(part); while (taken.has(at)) at = s.text.indexOf(part, at + 1); taken.add(at); return at; };
  for (const t of parts.policy_templates) problems.push({ severity: 'error', file: s.name, ...place(s.text, bytes(find(t))), message: 'templates are not used here: write the principal and the resource out' });
  const rules = parts.policies.map((text): Placed => {
    const at = find(text);
    const from = bytes(at);
    const { line, column } = place(s.text, from);
    const policyId = `${s.name}:${line}:${column}`;
    const json = policyToJson(text);
    const notes = json.type === 'success' ? json.json.annotations ?? {} : {};
    const effect = json.type === 'success' ? json.json.effect : 'forbid';
    if (json.type === 'failure') problems.push(...problemsOf(json.errors, s.name, s.text, from));
    for (const [name, fits] of [['people', '2'], ['hold', 'true']] as const) {
      const said = notes[name];
      if (said === undefined) continue;
      if (said !== fits) problems.push({ severity: 'error', file: s.name, line, column, message: `@${name}("${said}") means nothing: write @${name}("${fits}"), or leave it out` });
      else if (effect === 'forbid') problems.push({ severity: 'error', file: s.name, line, column, message: `@${name} stands on a forbid, where it does nothing`, help: name === 'people' ? 'forbid … unless { context.approval.people >= 2 } asks two people' : 'put it on a permit' });
    }
    return {
      policyId, from, id: notes.id || `${s.name}:${line}`, effect, words: notes.reason ?? '', file: s.name, line, column, text, builtIn: s.builtIn,
      ...(notes.people === '2' ? { people: 2 as const } : {}), ...(notes.hold === 'true' ? { hold: true as const } : {}),
    };
  });
  return { rules: rules.sort((a, b) => a.from - b.from), problems };
}

/**
 * Reads and checks policies. Whatever is wrong with one file makes the whole unusable: a rule that is left out could be the one that forbids.
 * @param schema the Cedar schema, in Cedar's own notation
 */
export function compile(schema: Source, sources: readonly Source[]): Compiled {
  const digest = createHash('sha256').update(JSON.stringify([schema.text, ...sources.map((s) => [s.name, s.text])])).digest('hex');
  const read = sources.map(readSource);
  const placed = read.flatMap((r) => r.rules);
  const problems = read.flatMap((r) => r.problems);
  const staticPolicies = Object.fromEntries(placed.map((r) => [r.policyId, r.text]));
  const source = (name: string): string => sources.find((s) => s.name === name)?.text ?? '';
  const checked = validate({ schema: schema.text, policies: { staticPolicies } });
  if (checked.type === 'failure') problems.push(...problemsOf(checked.errors, schema.name, schema.text));
  else {
    for (const { policyId, error } of [...checked.validationErrors, ...checked.validationWarnings]) {
      const rule = placed.find((r) => r.policyId === policyId);
      // The same is said once for each action that the rule covers.
      const [said] = rule ? problemsOf([error], rule.file, source(rule.file), rule.from) : problemsOf([error], schema.name, schema.text);
      const message = said!.message.replace(/ for Countersign::Action::"\w+"/g, '');
      if (!problems.some((p) => p.file === said!.file && p.line === said!.line && p.column === said!.column && p.message === message)) problems.push({ ...said!, message });
    }
  }
  const prepare = (what: string, answer: { type: 'success' } | { type: 'failure'; errors: DetailedError[] }): void => {
    if (answer.type === 'failure') problems.push(...problemsOf(answer.errors, what, what === schema.name ? schema.text : ''));
  };
  const broken = (): boolean => problems.some((p) => p.severity === 'error');
  if (!broken()) {
    prepare(schema.name, preparseSchema(digest, schema.text));
    prepare('policies', preparsePolicySet(digest, { staticPolicies }));
  }
  const ok = !broken();
  const byId = new Map(placed.map((r) => [r.policyId, r]));
  return {
    digest, sources, problems, ok,
    rules: placed.map(({ policyId: _i, from: _f, ...r }) => r),
    ask(request) {
      const answer = statefulIsAuthorized({ ...request, entities: NO_ENTITIES, preparsedSchemaName: digest, validateRequest: true, preparsedPolicySetId: digest });
      if (answer.type === 'failure') return { allow: false, rules: [], errors: answer.errors.map((e) => e.message) };
      const { decision, diagnostics } = answer.response;
      return {
        allow: decision === 'allow',
        rules: diagnostics.reason.flatMap((id) => { const r = byId.get(id); if (!r) return []; const { policyId: _i, from: _f, ...rule } = r; return [rule]; }).sort((a, b) => (a.file === b.file ? a.line - b.line : a.file < b.file ? -1 : 1)),
        errors: diagnostics.errors.map((e) => `${byId.get(e.policyId)?.id ?? e.policyId}: ${e.error.message}`),
      };
    },
  };
}
