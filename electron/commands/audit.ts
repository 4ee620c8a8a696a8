// Exports: verify, list, show, match, exportAudit. The audit log from a terminal: whether it is whole, what it says, and a package for somebody else.

import * as path from 'node:path';
import { RUN_LOG } from '../audit/audit.ts';
import { exportRun } from '../audit/export.ts';
import { checkAudit, listRuns, readChain, type AuditReport } from '../audit/inspect.ts';
import { openKeys } from '../audit/keys.ts';
import { loadConfig, type Config } from '../base/config.ts';
import { PUBLIC } from '../privacy/labels.ts';
import { AUDIT_WHY, type AuditLine } from '../protocol/audit.ts';
import { Failure } from '../protocol/faults.ts';
import { policyFiles } from '../services/auditing.ts';
import { readEpisode } from '../trajectory/reader.ts';
import { textOption, UsageError, type Command, type CommandIo } from './command.ts';
import { LET_OUT, letOut, readerOf } from './let-out.ts';

const configOf = (io: CommandIo): Promise<Config> => loadConfig(io.root, io.env);
const mirrorOf = (c: Config): string => c.settings.auditMirror ?? c.auditMirror;

/** The folder of an episode by its id or path. */
async function episodeOf(name: string | undefined, io: CommandIo): Promise<string> {
  if (name === undefined) throw new UsageError('Name the run: see audit list');
  return /[\\/]/.test(name) ? path.resolve(name) : path.join((await configOf(io)).data, 'episodes', name);
}

export const verify: Command = {
  usage: `audit verify DIR|FILE [--key PUB.pem] [--mirror FILE] [--json]
  DIR       a data folder, its episodes, one episode, or an exported package; FILE: one log
  --key     the public key, from another place than the log
  --mirror  the second copy of the heads, from another place`,
  about: 'Check that the audit log is the one that was written; names the first bad line',
  options: { key: { type: 'string' }, mirror: { type: 'string' } },
  words: 1,
  async run({ values, positionals }, io) {
    const [target] = positionals;
    if (target === undefined) throw new UsageError('Name a folder or a log');
    const config = await configOf(io);
    const [key, mirror] = [textOption(values, 'key'), textOption(values, 'mirror')];
    const found = await checkAudit(path.resolve(target), {
      data: config.data, mirror: mirrorOf(config), signal: io.signal,
      given: { ...(key === undefined ? {} : { key: path.resolve(key) }), ...(mirror === undefined ? {} : { mirror: path.resolve(mirror) }) },
    });
    if (io.json) io.out(JSON.stringify(found));
    else tell(found, io);
    return found.ok ? 0 : 1;
  },
};

function tell(r: AuditReport, io: CommandIo): void {
  for (const run of r.runs ?? []) io.out(`${run.run.padEnd(28)} ${String(run.records).padStart(5)} records  ${run.firstBad && !run.ok ? `BROKEN at line ${run.firstBad.line}` : run.open ? 'still goes on' : 'whole'}`);
  if (r.firstBad) io.out(`BROKEN: ${r.firstBad.file}, line ${r.firstBad.line}: ${r.firstBad.why} (${AUDIT_WHY[r.firstBad.why]}${r.firstBad.detail === undefined ? '' : `; ${r.firstBad.detail}`})${r.firstBad.after === undefined ? '' : `\nUp to line ${r.firstBad.after} a checkpoint vouches for it.`}`);
  else io.out(`Whole: ${r.records} records, ${r.checkpoints} signed checkpoints${r.head === null ? '' : `, head ${r.head}`}`);
  for (const n of r.notes) io.out(`Note: ${n}`);
  for (const l of r.limits) io.out(`Not shown: ${l}`);
}

export const list: Command = {
  usage: 'audit list [--json]',
  about: 'List the runs with their audit logs, newest first; nothing is checked',
  words: 0,
  async run(_, io) {
    const runs = await listRuns((await configOf(io)).data);
    if (io.json) io.out(JSON.stringify({ runs }));
    else for (const r of runs) io.out(`${r.run.padEnd(28)} ${r.state === 'none' ? 'no log' : `${String(r.records).padStart(5)} records  ${r.state}`}  ${r.title}`);
    if (!io.json && runs.length === 0) io.out('No runs yet');
    return 0;
  },
};

export const show: Command = {
  usage: 'audit show RUN|FOLDER [--json]',
  about: 'Show the records of a run\'s audit log; nothing is checked',
  words: 1,
  async run({ positionals }, io) {
    const { records, unreadable } = await readChain(path.join(await episodeOf(positionals[0], io), RUN_LOG));
    if (io.json) { io.out(JSON.stringify({ records, unreadable })); return 0; }
    for (const r of records) io.out(`${String(r.seq).padStart(5)}  ${new Date(r.ts).toISOString()}  ${r.type.padEnd(12)} ${wordsOf(r)}`);
    if (unreadable > 0) io.out(`${unreadable} line${unreadable === 1 ? '' : 's'} cannot be read: see audit verify`);
    return 0;
  },
};

const wordsOf = (r: AuditLine): string => [
  r.actor, r.step && `step ${r.step.number}`, r.verb, r.classes?.join(', '), r.decision, r.rules?.join(', '), r.outcome, r.error, r.status, r.latencyMs === undefined ? undefined : `${r.latencyMs} ms`,
  r.checkpoint && `${r.checkpoint.count} records, key ${r.checkpoint.key.slice(0, 12)}`,
].filter((t) => t !== undefined && t !== '').join('  ');

export const match: Command = {
  usage: 'audit match RUN:SEQ VALUE|- [--json]\n  RUN:SEQ  a run and the number of a record in which something was typed\n  -        reads the value from standard input, so that no history keeps it',
  about: 'Whether a record is about this very value, which the log does not hold',
  words: 2,
  async run({ positionals }, io) {
    const [where, value] = positionals;
    const at = where === undefined ? null : /^(.+):(\d{1,9})$/.exec(where);
    if (!at || value === undefined) throw new UsageError('Name a record as RUN:SEQ, and the value (or - for standard input)');
    const { records } = await readChain(path.join(await episodeOf(at[1], io), RUN_LOG));
    const record = records.find((r) => r.seq === Number(at[2]));
    if (!record) throw new Failure({ kind: 'usage', detail: `The log has no record ${at[2]}; it has ${records.length}` });
    if (!record.values) throw new Failure({ kind: 'usage', detail: `Record ${at[2]} (${record.type}) holds no value: those in which something is typed do` });
    const keys = await openKeys({ folder: path.join((await configOf(io)).data, 'audit') });
    const mac = keys.mac('value', value === '-' ? (await standardInput()).replace(/\r?\n$/, '') : value);
    const names = Object.entries(record.values).filter(([, v]) => v === mac).map(([name]) => name);
    if (io.json) io.out(JSON.stringify({ same: names.length > 0, names }));
    else io.out(names.length > 0 ? `The same value (${names.join(', ')})` : 'Another value, or one that was logged under another key');
    return names.length > 0 ? 0 : 1;
  },
};

async function standardInput(): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of process.stdin) parts.push(part as Buffer);
  return Buffer.concat(parts).toString('utf8');
}

export const exportAudit: Command = {
  usage: `audit export RUN|FOLDER --out DIR|FILE [--with-pictures] [--declassify REASON] [--as NAME] [--json]
  --out            a new folder, or one file that ends in .tar, .tar.gz or .tgz
  --with-pictures  pictures of the screen as they are; otherwise personal data in them is filled, and those whose elements are not known are left out
${LET_OUT}`,
  about: 'Make a package of a run that a third party can check offline',
  options: { out: { type: 'string' }, 'with-pictures': { type: 'boolean' }, declassify: { type: 'string' }, as: { type: 'string' } },
  words: 1,
  async run({ values, positionals }, io) {
    const episode = await episodeOf(positionals[0], io);
    const out = textOption(values, 'out');
    if (out === undefined) throw new UsageError('Say where to: --out DIR or --out FILE.tar.gz');
    const { label = PUBLIC } = await readEpisode(path.dirname(episode), path.basename(episode), readerOf(values));
    await letOut(values, io, { what: path.basename(episode), label });
    const config = await configOf(io);
    const made = await exportRun({ episode, out: path.resolve(out), resources: config.resources, keys: path.join(config.data, 'audit'), policies: await policyFiles(config), withPictures: values['with-pictures'] === true });
    if (io.json) io.out(JSON.stringify(made));
    else io.out(`${made.path}: ${made.files.length} files${made.redacted > 0 ? `; personal data is filled in ${made.redacted} picture${made.redacted === 1 ? '' : 's'}` : ''}${made.left > 0 ? `; ${made.left} picture${made.left === 1 ? ' was' : 's were'} left out (--with-pictures takes them in)` : ''}\nTo check it: node verify.mjs, in that folder`);
    return 0;
  },
};
