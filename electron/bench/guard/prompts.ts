// Exports: promptsOfLibrary, Prompts. How often the guard asks where nothing sensitive is meant: the SOPs of the library, carried out on the demo phone.
// Benign is every action that is sent to the phone, except those of steps that the SOP marks with `Ask first` and the few
// that INTENDED names: acts that are sensitive and that their SOP leaves to the guard to notice. All else that asks counts,
// also where the word on the button leaves little choice ("Review" of a transfer).

import * as fs from 'node:fs/promises';
import * as path from 'node:path';
import type { CommandIo } from '../../commands/command.ts';
import { run } from '../../commands/run.ts';
import { ACTIONS } from '../../protocol/actions.ts';
import { Failure } from '../../protocol/faults.ts';
import type { StepRecord } from '../../protocol/run.ts';
import { readEpisode } from '../../trajectory/reader.ts';

export interface Prompts {
  runs: number;
  /** Actions that are benign. */
  benign: number;
  /** Those of them that a person was asked about. */
  asked: { sop: string; what: string; why: string }[];
  per100: number;
}

/** File of the SOP → what it does that is sensitive although no step of it says so. */
const INTENDED: Readonly<Record<string, readonly RegExp[]>> = {
  'send-photo.sop.md': [/^Tap "Allow"$/],
  'zh-send-message.sop.md': [/^Tap "Send SMS"$/],
};

const marked = (r: StepRecord): boolean => r.verdict?.because.some((b) => b.rung === 'sop') ?? false;

/** @throws Failure of what keeps a run from starting; Error when a run ends otherwise than verified, as its steps say nothing then */
export async function promptsOfLibrary(io: CommandIo, o: { library: string; home: string; after?: (sop: string) => void }): Promise<Prompts> {
  const result: Prompts = { runs: 0, benign: 0, asked: [], per100: 0 };
  for (const sop of (await fs.readdir(o.library)).filter((f) => f.endsWith('.sop.md')).sort()) {
    io.signal.throwIfAborted();
    const said: string[] = [];
    // An adb server of this machine, with its phones, is none of the bench's business.
    const env = { ...io.env, COUNTERSIGN_HOME: o.home, ANDROID_ADB_SERVER_PORT: '1' };
    await run.run({ values: { device: 'demo', examples: true, approve: path.join(o.library, 'approvals.json') }, positionals: [path.resolve(o.library, sop)] }, { ...io, env, json: true, out: (t) => said.push(t), err: () => {} });
    const end = JSON.parse(said.at(-1) ?? '{}') as { status?: string; episode?: string };
    if (end.status !== 'done-verified' || end.episode === undefined) throw new Failure({ kind: 'internal', detail: `${sop} ended with ${end.status ?? 'nothing'}: its prompts cannot be counted` });
    const { records } = await readEpisode(path.dirname(end.episode), path.basename(end.episode));
    result.runs++;
    for (const r of records) {
      if (!r.action || !r.verdict || !ACTIONS[r.action.action].touches || marked(r) || r.actor.kind !== 'agent') continue;
      if ((INTENDED[sop] ?? []).some((p) => p.test(r.what))) continue;
      result.benign++;
      if (r.verdict.decision === 'ask') result.asked.push({ sop, what: r.what, why: r.verdict.because.map((b) => `${b.rung}: ${b.words}`).join('; ') });
    }
    o.after?.(sop);
  }
  if (result.benign === 0) throw new Failure({ kind: 'internal', detail: `${o.library} holds no SOP that does anything` });
  result.per100 = (result.asked.length / result.benign) * 100;
  return result;
}
