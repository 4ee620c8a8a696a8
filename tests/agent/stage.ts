// Exports: stage, roots (folders of episodes to remove in the end). A fake phone with the real parts above it: observer, broker, executor, recorder, run.

import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { startRun, type RunHandle } from '../../electron/agent/run.ts';
import type { Bindings, People } from '../../electron/agent/context.ts';
import type { Audit } from '../../electron/audit/audit.ts';
import type { Mind } from '../../electron/agent/mind.ts';
import { createLog } from '../../electron/base/log.ts';
import { createBroker } from '../../electron/control/approvals.ts';
import { createExecutor } from '../../electron/control/executor.ts';
import type { Card, Decision, Question, Reply, RunOptions, RunState } from '../../electron/protocol/run.ts';
import type { Selector } from '../../electron/protocol/screen.ts';
import { createObserver } from '../../electron/screen/observe.ts';
import { parseSop } from '../../electron/sop/parse.ts';
import { createRecorder } from '../../electron/trajectory/recorder.ts';
import { createFakePhone, createTestClock } from './fake-session.ts';

export const roots: string[] = [];

export function stage(o: {
  phone: Parameters<typeof createFakePhone>[0]; approve?: (card: Card) => Decision | Promise<Decision>; answer?: (q: Question) => Reply | Promise<Reply>; mind?: Mind; audit?: Audit;
}) {
  const clock = createTestClock();
  const phone = createFakePhone(o.phone);
  (phone as unknown as { useClock(c: typeof clock): void }).useClock(clock);
  const log = createLog({ clock });
  const cards: Card[] = [];
  const questions: Question[] = [];
  const states: RunState[] = [];
  const broker = createBroker({ clock, asker: { async ask(card) { cards.push(card); return { decision: await (o.approve ?? (() => ({ decision: 'allow' as const })))(card), by: 'test', ms: 1, revision: card.revision }; }, revise() {} } });
  const observer = createObserver({ session: phone.session, images: { put: () => 'x.png' }, clock });
  const executor = createExecutor({ observerOf: () => observer, broker, witness: { async witness() {} }, clock, log });
  const root = fs.mkdtempSync(path.join(os.tmpdir(), 'episode-'));
  roots.push(root);
  const kept = new Map<string, readonly Selector[]>();
  const bindings: Bindings = { get: (sop, step) => kept.get(`${sop} ${step}`), set: (sop, step, s) => { kept.set(`${sop} ${step}`, s); } };
  const people: People = { async question(q) { questions.push(q); return (o.answer ?? ((): Reply => ({ kind: 'stop' })))(q); } };
  const start = async (text: string, p: { values?: Record<string, string | string[]>; secrets?: Record<string, string>; options?: Partial<RunOptions>; library?: (path: string) => string } = {}): Promise<RunHandle> => {
    const sop = parseSop(text);
    const recorder = await createRecorder({ folder: root, clock, image: () => undefined, head: { id: `r${fs.readdirSync(root).length}`, at: clock.now(), device: 'fake', sop: { path: 'a.sop.md', title: sop.title, sha256: sop.sha256 }, params: {} } });
    const audit = await o.audit?.begin({ id: recorder.id, folder: recorder.path, device: 'fake', sop: { id: sop.meta.id, path: 'a.sop.md', sha256: sop.sha256 } });
    return startRun({
      id: recorder.id, sop, path: 'a.sop.md', values: p.values ?? {}, secrets: new Map(Object.entries(p.secrets ?? {})), session: phone.session, executor, observer, people, recorder, bindings, clock,
      options: p.options ?? {}, onCard: (on) => broker.onCard(on), onState: (s) => { states.push(s); }, hide: (s) => log.hide(s), ...(o.mind ? { mind: o.mind } : {}), ...(audit ? { audit } : {}),
      library: async (at) => ({ sop: parseSop(p.library?.(at) ?? ''), path: at }),
    });
  };
  return { phone, clock, log, cards, questions, states, broker, observer, executor, root, kept, start };
}

/** An SOP from its steps. */
export const sopText = (steps: string, more: { params?: string; uses?: string; whenever?: string; outcome?: string; before?: string } = {}): string => `---
sop: 1
id: test.sop
title: T
applies:
  - { app: com.a }
${more.params ? `params:\n${more.params}\n` : ''}${more.uses ? `uses:\n${more.uses}\n` : ''}---
# T
${more.before ? `\n## Preconditions\n${more.before}\n` : ''}
## Steps
${steps}
${more.whenever ? `\n## Whenever\n${more.whenever}\n` : ''}${more.outcome ? `\n## Expected result\n${more.outcome}\n` : ''}`;
