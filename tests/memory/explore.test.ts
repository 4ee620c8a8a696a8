// Exploring through the one door: the whole graph of a small app, what is never done, bounds, stopping, going on.

import * as fs from 'node:fs';
import { afterAll, expect, test } from 'vitest';
import { parseAnswer } from '../../electron/agent/answer.ts';
import { Failure } from '../../electron/protocol/faults.ts';
import { roots } from '../agent/stage.ts';
import { explorer, folders, smallApp } from './small-app.ts';

afterAll(() => { for (const f of [...folders, ...roots]) fs.rmSync(f, { recursive: true, force: true }); });

/** A graph in words: screens with what was learnt of their elements, and edges by names. */
function words(g: ReturnType<ReturnType<typeof explorer>['graph']>): object {
  const name = (id: string | undefined): string => g.states.find((s) => s.id === id)?.title ?? '';
  return {
    states: Object.fromEntries(g.states.map((s) => [s.title, s.elements.filter((e) => e.role !== 'text').map((e) => [e.label, e.task, e.tried ?? (e.classes.join() || (e.acts ? 'open' : e.role))].join(' | '))])),
    edges: g.edges.map((e) => `${name(e.from)} -> ${g.states.find((s) => s.id === e.from)?.elements.find((x) => x.key === e.element)?.label ?? ''} (${e.action}) -> ${e.to === undefined ? `leaves for ${e.leaves}` : name(e.to)}`),
    root: g.states.filter((s) => s.root).map((s) => s.title),
  };
}

test('the whole graph of a small app, and nothing done that must not be', async () => {
  const at = smallApp();
  const e = explorer(at);
  const job = await e.go();
  expect([job.status, job.why, job.open]).toEqual(['done', 'Everything within the bounds was tried', 0]);
  expect(words(e.graph())).toEqual({
    states: {
      People: ['Alice Chen | open Alice Chen in People | acted', 'Bob Diaz | open Bob Diaz in People | acted', 'Cleo Moss | open Cleo Moss in People | alike', 'Dora Lind | open Dora Lind in People | alike', 'Settings | open Settings in People | acted'],
      'Alice Chen': ['Delete | delete "Alice Chen" | delete', 'Help on the web | open Help on the web in People | acted'],
      Settings: ['Sync | turn Sync on or off | switch', 'Nickname | enter Nickname | input', 'Save | save "Settings" | open'],
    },
    edges: ['People -> Alice Chen (click) -> Alice Chen', 'People -> Bob Diaz (click) -> Alice Chen', 'People -> Settings (click) -> Settings', 'Alice Chen -> Help on the web (click) -> leaves for com.browser'],
    root: ['People'],
  });
  // The phone's own account: nothing was deleted, saved, switched or typed.
  expect(at.phone.sent.filter((s) => /Delete|Save|Sync|text|Nickname/.test(s))).toEqual([]);
  expect(at.cards).toEqual([]);
  e.store.close();
});

test('what the executor finds sensitive only at the last look is refused there, and not tried again', async () => {
  let calls = 0;
  // Harmless when it is planned, "Delete all" when it is about to be tapped: only the door can see that.
  const at = smallApp(() => [{ kind: 'button', text: 'Reports', id: 'late', onTap: () => { calls++; } }]);
  const { perform } = at.executor;
  let refused = 0;
  at.executor.perform = async (q) => {
    const e = q.before?.elements.find((x) => 'element' in q.action && x.id === q.action.element);
    if (e?.label !== 'Reports') return perform(q);
    refused++;
    return perform({ ...q, before: { ...q.before!, elements: q.before!.elements.map((x) => (x.id === e.id ? { ...x, label: 'Delete all' } : x)) } });
  };
  const ex = explorer(at);
  await ex.go();
  expect([calls, refused, ex.graph().states.flatMap((s) => s.elements).filter((x) => x.label === 'Reports').map((x) => [x.tried, x.classes])]).toEqual([0, 1, [['refused', ['delete']]]]);
  ex.store.close();
});

test('a no-go list of labels and selectors, and an app that is on it', async () => {
  const at = smallApp();
  const e = explorer(at);
  await e.go({ noGo: ['settings', 'id:help'] });
  expect(e.graph().edges.map((x) => x.action)).toEqual(['click', 'click']);
  expect(at.phone.sent.filter((s) => /Settings|Help/.test(s))).toEqual([]);
  const refused = await explorer(smallApp()).go({ noGo: ['pkg:com.a.people'] });
  expect([refused.status, refused.fault]).toEqual(['failed', { kind: 'usage', detail: 'com.a.people is on the no-go list' }]);
  e.store.close();
});

test('bounds end it: steps, depth, minutes', async () => {
  const steps = explorer(smallApp());
  expect(await steps.go({ steps: 3 })).toMatchObject({ status: 'done', steps: 3, why: '3 steps were done' });
  const depth = explorer(smallApp());
  expect((await depth.go({ depth: 1 })).why).toBe('Everything within the bounds was tried');
  expect(depth.graph().edges.every((x) => x.from === depth.graph().states[0]!.id)).toBe(true);
  const at = smallApp();
  const time = explorer(at);
  const { sleep } = at.clock;
  // A limit of a minute is over when the clock says so; the test clock lets no other long wait end.
  (at.clock as { sleep: typeof sleep }).sleep = (ms, signal) => (ms === 60_000 ? new Promise((resolve) => { at.phone.onLook = () => { if (at.phone.sent.length >= 4) resolve(); }; }) : sleep(ms, signal));
  expect(await time.go({ minutes: 1 })).toMatchObject({ status: 'done', why: '1 minute was over' });
});

test('stopping ends it within a step; the next call goes on with what is left', async () => {
  const at = smallApp();
  const e = explorer(at);
  const stop = new AbortController();
  const first = await e.go({}, { signal: stop.signal, on: (job) => { if (job.steps === 4 && job.status === 'running') stop.abort(); } });
  expect([first.status, first.steps]).toEqual(['stopped', 4]);
  const before = e.graph().edges.map((x) => x.element);
  at.phone.sent.length = 0;
  const second = await e.go({}, { id: 'job-2' });
  expect([second.status, second.id, second.open]).toEqual(['done', 'job-2', 0]);
  expect(e.graph().edges.map((x) => x.element).slice(0, before.length)).toEqual(before);
  // What was tried before is walked through at most, never tried again.
  expect(at.phone.sent.filter((s) => s === 'tap Bob Diaz')).toEqual([]);
  e.store.close();
});

test('a phone that goes away ends it with its fault, and nothing learnt is lost', async () => {
  const at = smallApp();
  const e = explorer(at);
  const job = await e.go({}, { on: (j) => { if (j.steps === 3) at.phone.online(false); } });
  expect([job.status, job.fault?.kind, e.graph().edges.length > 0]).toEqual(['failed', 'device/disconnected', true]);
  e.store.close();
});

test('a disk that is full in the middle ends it with its fault, told to whoever watches', async () => {
  const e = explorer(smallApp());
  const { update, keepJob } = e.store;
  const full = (): never => { throw new Failure({ kind: 'file/full', path: e.file }); };
  let writes = 0;
  e.store.update = (...a) => (++writes > 3 ? full() : update(...a));
  e.store.keepJob = (job) => (writes > 3 ? full() : keepJob(job));
  const job = await e.go();
  expect([job.status, job.fault, e.told.at(-1)?.status, e.graph().states.length > 0]).toEqual(['failed', { kind: 'file/full', path: e.file }, 'failed', true]);
  e.store.close();
});

test('only exploring may restart an app', async () => {
  const at = smallApp();
  const before = await at.observer.look({ settle: true, signal: new AbortController().signal });
  const done = await at.executor.perform({ session: at.phone.session, actor: { kind: 'agent', run: 'r' }, action: { action: 'open_app', app: 'People', fresh: true }, before, signal: new AbortController().signal });
  // A model cannot even say it.
  expect(() => parseAnswer('{"action":"open_app","app":"People","fresh":true}', before)).toThrow('no usable answer');
  expect([done.outcome, at.phone.sent]).toEqual([{ ok: false, sent: false, fault: { kind: 'action/not-approved', why: 'only exploring restarts an app' } }, []]);
});
