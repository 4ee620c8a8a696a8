// Exports: openAudit, Audit, RunAudit, RunFacts, RUN_LOG. What a host keeps of what it does: a chain for each run beside its episode, one for the data folder, and the
// second copy of their heads. An action is on the disk before it is sent, and a chain that cannot be written stops it.

import { randomBytes } from 'node:crypto';
import * as fs from 'node:fs/promises';
import * as path from 'node:path';
import type { Clock } from '../base/clock.ts';
import { ensureFolder, listFiles, readBytes, readText, writeAtomic } from '../base/files.ts';
import type { Keychain } from '../base/keychain.ts';
import type { Passage } from '../protocol/audit.ts';
import { Failure, faultOf, type Fault } from '../protocol/faults.ts';
import type { Actor, RunStatus, StepRecord } from '../protocol/run.ts';
import { canonical, sha256 } from './chain.ts';
import { openKeys, readPublicKeys, type AuditKeys } from './keys.ts';
import { openChain, type AppendFile, type Chain, type Fields } from './log.ts';
import { createMirror, type Mirror } from './mirror.ts';
import { verifyChain } from './verify.ts';
import { createWorkspaceLog, goOn } from './workspace.ts';

/** Name of a run's chain in the folder of its episode. */
export const RUN_LOG = 'audit.jsonl';

export interface RunFacts { id: string; /** Folder of the episode. */ folder: string; device: string; sop?: { id: string; path: string; sha256: string } }

/** Hears one run. What it is told is chained at once; `sent` and `end` wait for the disk. */
export interface RunAudit {
  passage(p: Passage): void;
  /** Before input: everything so far is on the disk. @throws Failure `audit/unwritten` */
  sent(): Promise<void>;
  /** A record as it stands in the episode. */
  observed(record: StepRecord): Promise<void>;
  /** A person took the phone, or gave it back. */
  taken(by: 'takeover' | 'hand-back'): void;
  /** Closes and signs the chain. */
  end(status: RunStatus, fault?: Fault): Promise<void>;
}

export interface Audit {
  readonly keys: AuditKeys;
  readonly mirror: Mirror;
  /** @throws Failure `audit/unwritten`: a run that cannot be logged does not begin */
  begin(run: RunFacts): Promise<RunAudit>;
  /** What concerns the data folder: other policies, data that was cleared for leaving it. */
  note(fields: Fields & { type: 'policy-change' | 'declassified' }): Promise<void>;
  /** Closes the chains of runs whose program was killed. @returns runs that were closed, and those whose chain is not as it was written */
  recover(): Promise<{ closed: string[]; left: { run: string; why: string }[] }>;
  /** Waits for the second copy. @returns why it is not complete */
  close(): Promise<Fault | undefined>;
}

export interface AuditParts {
  /** Data folder. */
  data: string;
  /** Folder of the second copy. */
  mirror: string;
  clock: Clock;
  keychain?: Keychain;
  /** Bytes of a picture by the name snapshots use. */
  image(name: string): Uint8Array | undefined;
  /** Whether the process that was started at `since` still runs. */
  alive(pid: number, since: number): boolean;
  onFault(fault: Fault): void;
  open?(file: string): Promise<AppendFile>;
}

/** @throws Failure `audit/key`, `file/*` */
export async function openAudit(p: AuditParts): Promise<Audit> {
  const { clock } = p;
  const folder = path.join(p.data, 'audit');
  const opened = path.join(folder, 'open');
  const keys = await openKeys({ folder, ...(p.keychain ? { keychain: p.keychain } : {}) });
  const mirror = createMirror({ file: path.join(p.mirror, 'audit-heads.jsonl'), onFault: p.onFault });
  const proc = randomBytes(4).toString('hex');
  const mono = (): number => Math.round(performance.now() * 1000);
  const shared = { keys, clock, proc, mono, ...(p.open ? { open: p.open } : {}) };
  const workspace = createWorkspaceLog({ folder, mirror, ...shared });
  const marker = (run: string): string => path.join(opened, `${run}.json`);
  const chainOf = (run: string, file: string, from?: Parameters<typeof openChain>[0]['from']): Promise<Chain> =>
    openChain({ file, run, ...shared, ...(from ? { from } : {}), onCheckpoint: (c) => mirror.add({ run, ...c }) });

  async function finish(chain: Chain, run: string, fields: Omit<Fields, 'type' | 'actor'>, episode: string): Promise<void> {
    const bytes = await readBytes(path.join(episode, 'episode.jsonl')).catch((e: unknown) => { if (faultOf(e).kind === 'file/not-found') return undefined; throw e; });
    chain.append({ type: 'closed', actor: 'program', ...fields, ...(bytes ? { episodeSha256: sha256(bytes) } : {}) });
    chain.checkpoint();
    await chain.close();
    await workspace.add({ type: 'run-closed', actor: 'program', of: { run, head: chain.head, count: chain.count }, ...(fields.status === undefined ? {} : { status: fields.status }) });
    await fs.rm(marker(run), { force: true });
  }

  return {
    keys, mirror,
    async begin(run) {
      await writeAtomic(marker(run.id), JSON.stringify({ pid: process.pid, since: clock.now(), folder: run.folder }), 0o600);
      await workspace.add({ type: 'run-opened', actor: 'program', of: { run: run.id }, ...(run.sop ? { sop: run.sop } : {}), device: run.device });
      const chain = await chainOf(run.id, path.join(run.folder, RUN_LOG));
      chain.append({ type: 'opened', actor: 'program', device: run.device, publicKey: keys.publicKey, ...(run.sop ? { sop: run.sop } : {}) });
      await chain.sync();
      return hearRun(chain, p, keys, (status, fault) => finish(chain, run.id, { status, ...(fault ? { error: fault.kind } : {}) }, run.folder));
    },
    note: (fields) => workspace.add(fields),
    async recover() {
      await ensureFolder(opened);
      const closed: string[] = [];
      const left: { run: string; why: string }[] = [];
      for (const name of await listFiles(opened, '.json')) {
        const run = name.slice(0, -'.json'.length);
        try {
          const { pid, since, folder: episode } = JSON.parse(await readText(path.join(opened, name))) as { pid: number; since: number; folder: string };
          if (pid === process.pid || p.alive(pid, since)) continue;
          const file = path.join(episode, RUN_LOG);
          const bytes = await readBytes(file).catch((e: unknown) => { if (faultOf(e).kind === 'file/not-found') return new Uint8Array(); throw e; });
          // Nothing that was changed meanwhile is signed as if it were ours.
          const { firstBad } = verifyChain(bytes, { file: RUN_LOG, run, keys: await readPublicKeys(folder) });
          if (bytes.length > 0 && firstBad && firstBad.why !== 'torn' && firstBad.why !== 'missing checkpoint at the end') { left.push({ run, why: `line ${firstBad.line}: ${firstBad.why}` }); continue; }
          const { from, torn, run: begun } = goOn({ file, bytes }, bytes.length);
          const chain = await chainOf(run, file, from);
          const rest = torn === undefined ? {} : { torn };
          if (begun === undefined) chain.append({ type: 'opened', actor: 'program', publicKey: keys.publicKey, ...rest });
          chain.append({ type: 'recovered', actor: 'program', publicKey: keys.publicKey, ...(begun === undefined ? {} : rest) });
          await finish(chain, run, { status: 'interrupted' }, episode);
          closed.push(run);
        } catch (e) {
          if (!(e instanceof Failure) && !(e instanceof SyntaxError)) throw e;
          left.push({ run, why: e instanceof Failure ? e.message : 'What is known of it cannot be read' });
        }
      }
      return { closed, left };
    },
    close: () => mirror.settled(),
  };
}

const actorOf = (a: Actor): string => (a.kind === 'human' ? 'person' : a.kind);

function hearRun(chain: Chain, p: Pick<AuditParts, 'image'>, keys: AuditKeys, finish: (status: RunStatus, fault?: Fault) => Promise<void>): RunAudit {
  const pictures = new Map<string, string>();
  let policy: string | undefined;
  let asked = '';
  let judged = '';
  const frame = (name: string | undefined): string | undefined => {
    if (name === undefined) return undefined;
    const known = pictures.get(name);
    if (known !== undefined) return known;
    const png = p.image(name);
    if (png === undefined) return undefined;
    const hash = sha256(png);
    pictures.set(name, hash);
    return hash;
  };
  /** What is about to be done, values as HMACs. */
  const act = (x: Passage): Partial<Fields> => {
    // An element's number means nothing on another screen.
    const rest = 'element' in x.action ? { ...x.action, element: undefined } : x.action;
    const frameSha256 = frame(x.snapshot?.image);
    return {
      verb: x.action.action,
      ...(x.element ? { elementFp: x.element } : {}),
      argsHmac: keys.mac('args', canonical(rest.action === 'input_text' || rest.action === 'type' ? { ...rest, text: (x.text ?? rest.text).toWellFormed() } : rest.action === 'open_app' ? { ...rest, app: rest.app.toWellFormed() } : rest)),
      ...(x.text === undefined ? {} : { values: { text: keys.mac('value', x.text) } }),
      ...(frameSha256 === undefined ? {} : { frameSha256 }),
      ...(x.snapshot ? { treeSha256: sha256(x.snapshot.text) } : {}),
    };
  };
  return {
    passage(x) {
      const base = { action: x.seq, ...(x.step ? { step: { id: x.step.id, number: x.step.number } } : {}) };
      const add = (fields: Fields): void => { chain.append({ ...base, ...fields }); };
      const v = x.verdict;
      switch (x.stage) {
        case 'proposed':
          add({
            type: 'proposed', actor: actorOf(x.actor), ...act(x),
            ...(x.data?.length ? { labels: Object.fromEntries(x.data.flatMap((d) => d.names.map((n) => [n.toWellFormed(), d.destination.toWellFormed()]))) } : {}),
            ...(x.model ? { model: { id: x.model.id, ...(x.model.promptSha256 === undefined ? {} : { promptSha256: x.model.promptSha256 }) } } : {}),
          });
          break;
        case 'judged':
          if (!v) break;
          if (v.policy !== undefined && policy !== undefined && v.policy !== policy) add({ type: 'policy-change', actor: 'program', policy: v.policy, before: { policy } });
          policy = v.policy;
          {
            const rules = v.rules?.map((r) => r.id) ?? v.because.map((b) => (b.class ? `${b.rung}:${b.class}` : b.rung));
            // Weighed again on a newer look, and found the same.
            const again = JSON.stringify([x.seq, v.decision, v.classes, rules, v.policy]);
            if (again === judged) break;
            judged = again;
            add({ type: 'classified', actor: 'program', classes: v.classes });
            add({ type: 'policy', actor: 'program', decision: v.decision, ...(v.policy === undefined ? {} : { policy: v.policy }), rules });
          }
          break;
        case 'asked':
          if (x.card === undefined || asked === `${x.card.id} ${x.card.revision}`) break;
          asked = `${x.card.id} ${x.card.revision}`;
          add({ type: 'asked', actor: 'program', card: x.card, ...(v ? { classes: v.classes } : {}), ...act(x) });
          break;
        case 'decided':
          if (!x.approval) break;
          add({
            type: 'decided', actor: x.approval.by, decision: x.approval.decision, latencyMs: Math.round(x.approval.ms),
            ...(x.approval.scope ? { scope: `${x.approval.scope.kind}${'until' in x.approval.scope && x.approval.scope.until !== undefined ? ` until ${new Date(x.approval.scope.until).toISOString()}` : ''}` } : {}), ...(x.approval.and === undefined ? {} : { and: x.approval.and }),
          });
          break;
        case 'injecting':
          add({ type: 'injected', actor: actorOf(x.actor), ...act(x), ...(v ? { decision: v.decision, classes: v.classes } : {}) });
          break;
      }
    },
    sent: () => chain.sync(),
    async observed(r) {
      const { outcome } = r;
      const frameSha256 = frame(r.after?.image);
      chain.append({
        type: 'observed', actor: actorOf(r.actor), action: r.seq, ...(r.step ? { step: { id: r.step.id, number: r.step.number } } : {}), ...(r.action ? { verb: r.action.action } : {}),
        outcome: outcome.ok ? 'ok' : outcome.maybe ? 'maybe' : 'failed', ...(outcome.ok ? {} : { error: outcome.fault.kind }),
        verified: r.verified, latencyMs: Math.round(r.ms), recordSha256: sha256(JSON.stringify({ t: 'step', ...r })), ...(frameSha256 === undefined ? {} : { frameSha256 }),
      });
      await chain.sync();
    },
    taken(by) { chain.append({ type: by, actor: 'person' }); },
    end: finish,
  };
}
