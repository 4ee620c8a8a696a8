// When the inspected screen is read again.

import { expect, test } from 'vitest';
import { createFollower, LATE_MS, REST_MS } from '../../renderer/phone/follow.ts';

function scene() {
  let now = 0;
  let due: { at: number; run: () => void }[] = [];
  const looks: number[] = [];
  const ends: (() => void)[] = [];
  const f = createFollower(
    () => { looks.push(now); return new Promise<void>((r) => { ends.push(r); }); },
    (ms, run) => { const t = { at: now + ms, run }; due.push(t); return () => { due = due.filter((d) => d !== t); }; },
  );
  return {
    f, looks,
    pass(ms: number) {
      const end = now + ms;
      for (;;) {
        const next = due.filter((d) => d.at <= end).toSorted((a, b) => a.at - b.at)[0];
        if (!next) break;
        now = next.at;
        due = due.filter((d) => d !== next);
        next.run();
      }
      now = end;
    },
    async answer() { ends.shift()?.(); await Promise.resolve(); },
  };
}

test('a screen is read once it has rested', () => {
  const s = scene();
  s.f.drawn(); s.pass(100); s.f.drawn(); s.pass(REST_MS - 1);
  expect(s.looks).toEqual([]);
  s.pass(1000);
  expect(s.looks).toEqual([100 + REST_MS]);
});
test('one that never rests is read all the same', () => {
  const s = scene();
  for (let t = 0; t <= LATE_MS; t += 100) { s.f.drawn(); s.pass(100); }
  expect(s.looks).toEqual([LATE_MS]);
});
test('what changes during a look leads to one more, after it', async () => {
  const s = scene();
  s.f.look(); s.f.drawn(); s.pass(500); s.f.drawn(); s.pass(500);
  expect(s.looks).toEqual([0]);
  await s.answer();
  s.pass(REST_MS);
  expect(s.looks).toEqual([0, 1000 + REST_MS]);
  await s.answer();
  s.pass(5000);
  expect(s.looks).toHaveLength(2);
});
test('stopped, it reads nothing more', () => {
  const s = scene();
  s.f.drawn(); s.f.stop(); s.f.drawn(); s.f.look(); s.pass(5000);
  expect(s.looks).toEqual([]);
});
