// Exports: check, explain, dryRun, warnOfPolicy. Policies from a terminal or a script: whether they are sound, what they say of given facts, what they would have said of a past run.

import * as path from 'node:path';
import { z } from 'zod';
import { loadConfig } from '../base/config.ts';
import { readText } from '../base/files.ts';
import type { Compiled } from '../control/policy/cedar.ts';
import { decide, scopesOf } from '../control/policy/decide.ts';
import { dryRun as tryOn } from '../control/policy/dry-run.ts';
import { policyFolder, readPolicies } from '../control/policy/sources.ts';
import { Failure } from '../protocol/faults.ts';
import type { PolicyProblem } from '../protocol/policy.ts';
import { CLASSES } from '../protocol/sop.ts';
import { readEpisode } from '../trajectory/reader.ts';
import { printFault, textOption, UsageError, type Command, type CommandIo } from './command.ts';

/** The built-in policy with those of a folder; absent = the user's. */
async function policies(io: CommandIo, folder: string | undefined): Promise<{ policy: Compiled; folder: string; data: string }> {
  const config = await loadConfig(io.root, io.env);
  const at = folder === undefined ? policyFolder(config.settings.userFolder) : path.resolve(folder);
  return { policy: await readPolicies({ resources: config.resources, folder: at }), folder: at, data: config.data };
}

const line = (p: PolicyProblem): string => `${p.file}${p.line > 0 ? `:${p.line}:${p.column}` : ''}: ${p.severity}: ${p.message}${p.help ? ` (${p.help})` : ''}`;

export const check: Command = {
  usage: 'policy check [DIR] [--json]\n  DIR   a folder of .cedar files; the user\'s when left out',
  about: 'Check Cedar policies against the schema; a broken one denies all input of agents',
  words: 1,
  async run({ positionals: [dir] }, io) {
    const { policy, folder } = await policies(io, dir);
    if (io.json) io.out(JSON.stringify({ ok: policy.ok, digest: policy.digest, folder, files: policy.sources.map((s) => ({ name: s.name, builtIn: s.builtIn })), rules: policy.rules, problems: policy.problems }));
    else {
      for (const p of policy.problems) io.out(line(p));
      io.out(`${policy.rules.length} rules in ${policy.sources.length} files of ${folder}: ${policy.ok ? `sound, ${policy.digest.slice(0, 12)}` : 'cannot be used; nothing of an agent is sent'}`);
    }
    return policy.ok ? 0 : 1;
  },
};

const Facts = z.strictObject({
  actor: z.enum(['human', 'agent', 'explorer']).default('agent'), action: z.string().default('click'), app: z.string(), classes: z.array(z.enum(CLASSES)).default([]), ask: z.boolean().default(false),
  amounts: z.record(z.string(), z.string().regex(/^\d{1,15}(?:\.\d{1,4})?$/).transform((v) => (v.includes('.') ? v : `${v}.0`))).optional(), labels: z.array(z.string()).optional(), destinations: z.array(z.string()).optional(), origin: z.enum(['sop', 'param', 'person', 'screen', 'model']).optional(),
  run: z.string().optional(), step: z.string().optional(), sop: z.string().optional(), about: z.string().optional(), reversible: z.boolean().optional(), affects: z.enum(['you', 'someone', 'everyone']).optional(), leaves: z.array(z.string()).optional(),
});

export const explain: Command = {
  usage: 'policy explain FACTS.json [--policy DIR] [--json]\n  FACTS.json   { app, action?, actor?, classes?, ask?, amounts?: { CNY: "12.50" }, labels?, destinations?, … } as a record\'s verdict.facts\n  --policy     a folder of .cedar files; the user\'s when left out',
  about: 'Say what the policies decide about given facts, and by which rules',
  options: { policy: { type: 'string' } },
  words: 1,
  async run({ values, positionals: [file] }, io) {
    if (file === undefined) throw new UsageError('Name a file with facts');
    let value: unknown;
    try { value = JSON.parse(await readText(file)); } catch (e) { if (!(e instanceof SyntaxError)) throw e; throw new Failure({ kind: 'config', path: file, detail: e.message }); }
    const read = Facts.safeParse(value);
    if (!read.success) throw new Failure({ kind: 'config', path: file, detail: read.error.issues.map((i) => `${i.path.map(String).join('.') || 'the facts'}: ${i.message}`).join('; ') });
    const { policy } = await policies(io, textOption(values, 'policy'));
    const { amounts, labels, destinations, origin, run, step, sop, about, reversible, affects, leaves, ...rest } = read.data;
    const facts = { ...rest, ...Object.fromEntries(Object.entries({ amounts, labels, destinations, origin, run, step, sop, about, reversible, affects, leaves }).filter(([, v]) => v !== undefined)) };
    const d = decide(policy, facts);
    const scopes = d.decision === 'ask' ? scopesOf(policy, facts) : [];
    if (io.json) io.out(JSON.stringify({ decision: d.decision, people: d.people, hold: d.hold, words: d.words, scopes, rules: d.rules, facts, policy: policy.digest, problems: policy.problems }));
    else {
      io.out(`${d.decision}${d.people === 2 ? ' (two people)' : ''}: ${d.words}`);
      for (const r of d.rules) io.out(`  ${r.effect} ${r.id}  ${r.file}:${r.line}:${r.column}  ${r.words}`);
      if (scopes.length > 1) io.out(`  may be remembered for: ${scopes.filter((s) => s !== 'once').join(', ')}`);
    }
    return policy.ok ? 0 : 1;
  },
};

export const dryRun: Command = {
  usage: 'policy dry-run EPISODE [--policy DIR] [--json]\n  EPISODE    id or folder of a recorded run\n  --policy   a folder of .cedar files; the user\'s when left out',
  about: 'Show what policies would have decided differently in a past run; exit code 1 when they cannot be used',
  options: { policy: { type: 'string' } },
  words: 1,
  async run({ values, positionals: [id] }, io) {
    if (id === undefined) throw new UsageError('Name the episode: see episode list');
    const { policy, data } = await policies(io, textOption(values, 'policy'));
    const isPath = /[\\/]/.test(id);
    const episode = await readEpisode(isPath ? path.dirname(path.resolve(id)) : path.join(data, 'episodes'), isPath ? path.basename(id) : id);
    const result = tryOn(episode, policy);
    if (io.json) io.out(JSON.stringify(result));
    else {
      for (const p of result.problems) io.out(line(p));
      for (const d of result.different) io.out(`${(d.step ?? '').padEnd(6)} ${d.what}: ${d.was.decision}${d.was.people === 2 ? ' of two' : ''} -> ${d.now.decision}${d.now.people === 2 ? ' of two' : ''} (${d.now.words})`);
      io.out(`${result.different.length} of ${result.judged} actions would have been decided differently${result.incomplete > 0 ? `; ${result.incomplete} were recorded without all facts` : ''}`);
    }
    return policy.ok ? 0 : 1;
  },
};

/** Says on stderr why nothing will be sent. */
export function warnOfPolicy(policy: Pick<Compiled, 'ok' | 'problems'>, err: (text: string) => void): void {
  const p = policy.problems.find((x) => x.severity === 'error');
  if (!policy.ok && p) printFault({ kind: 'policy/invalid', path: p.file, ...(p.line > 0 ? { line: p.line, column: p.column } : {}), detail: `${p.message}. Nothing of an agent is sent until it is mended` }, err);
}
