// What the editor is told the phone shows: new when it is to be had in time, the look before when not, nothing while a run has the phone.

import { expect, test } from 'vitest';
import { createLog } from '../../electron/base/log.ts';
import { Failure } from '../../electron/protocol/faults.ts';
import type { Snapshot } from '../../electron/protocol/screen.ts';
import { createScreens } from '../../electron/services/screens.ts';

/** Time passes when told to; looks end when told to. */
function make() {
  let now = 10_000;
  const sleeping = new Set<{ until: number; wake: () => void }>();
  const looks: { end: (id: string) => void; fail: () => void }[] = [];
  let busy = false;
  const clock = {
    now: () => now,
    sleep: (ms: number, signal?: AbortSignal) => new Promise<void>((resolve, reject) => {
      const s = { until: now + ms, wake: resolve };
      sleeping.add(s);
      signal?.addEventListener('abort', () => { sleeping.delete(s); reject(signal.reason as Error); });
    }),
  };
  const pass = (ms: number): void => { now += ms; for (const s of sleeping) if (s.until <= now) { sleeping.delete(s); s.wake(); } };
  const log = createLog({ clock });
  const screens = createScreens({ clock, log, look: () => (busy ? undefined : new Promise((resolve, reject) => { looks.push({ end: (id) => resolve({ id, at: now } as Snapshot), fail: () => reject(new Failure({ kind: 'device/disconnected', serial: 'x' })) }); })) });
  return { screens, looks, pass, log, busy: (b: boolean) => { busy = b; } };
}
const id = async (s: Promise<Snapshot | undefined>): Promise<string | undefined> => (await s)?.id;

test('a new look, which serves all who ask meanwhile and is good for a while', async () => {
  const m = make();
  const both = [id(m.screens.near('d')), id(m.screens.near('d'))];
  m.looks[0]!.end('a');
  expect([...await Promise.all(both), await id(m.screens.near('d')), m.looks.length]).toEqual(['a', 'a', 'a', 1]);
});

test('a slow phone: the look before at once, the new one next time', async () => {
  const m = make();
  m.screens.keep('d', { id: 'old', at: 0 } as Snapshot);
  const asked = id(m.screens.near('d'));
  m.pass(700);
  const first = await asked;
  m.looks[0]!.end('new');
  await new Promise((r) => { setImmediate(r); });
  expect([first, await id(m.screens.near('d')), m.looks.length]).toEqual(['old', 'new', 1]);
});

test('a look that fails is said in the log; while a run has the phone none is taken', async () => {
  const m = make();
  m.screens.keep('d', { id: 'old', at: 0 } as Snapshot);
  const asked = id(m.screens.near('d'));
  m.looks[0]!.fail();
  const failed = await asked;
  m.busy(true);
  expect([failed, await id(m.screens.near('d')), await id(m.screens.near('other')), m.looks.length, m.log.recent().map((e) => e.text)]).toEqual(['old', 'old', undefined, 1, ['No look at d for the editor']]);
});
