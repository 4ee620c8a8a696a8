// A model elsewhere: what it is asked holds nothing personal, and its answer means what it would have meant here.

import { rmSync } from 'node:fs';
import { afterAll, expect, test } from 'vitest';
import type { Mind, MindQuery } from '../../electron/agent/mind.ts';
import { withoutPersonal } from '../../electron/agent/remote-mind.ts';
import { recognise } from '../../electron/privacy/recognise.ts';
import { roots, sopText, stage } from './stage.ts';

afterAll(() => { for (const folder of roots) rmSync(folder, { recursive: true }); });

const PERSONAL = ['13800138000', 'wei.zhang@example.com', '6222021234567894', '11010519491231002X', '张伟'];

test('a run with a model elsewhere: placeholders out, values back', async () => {
  const asked: MindQuery[] = [];
  const elsewhere: Mind = {
    id: 'elsewhere', remote: true,
    async propose(q) {
      asked.push(q);
      const cost = { promptTokens: 1, reused: 0, ms: 1 };
      const field = q.screen.elements.find((e) => e.role === 'input')!;
      if (field.value === '') return { action: { action: 'input_text', element: field.id, text: q.prompt.ask.match(/<phone:\d+>/)![0] }, thought: `type ${q.prompt.ask.match(/<phone:\d+>/)![0]}`, ...cost };
      return { action: { action: 'status', status: 'complete' }, ...cost };
    },
    prepare: (q) => { asked.push(q as MindQuery); },
  };
  const s = stage({
    phone: {
      start: 'main', apps: { Pay: { package: 'com.pay', screen: 'main' } },
      screens: { main: () => ({ package: 'com.pay', activity: '.Main', items: [{ kind: 'text', text: '收款人：张伟 卡号 6222021234567894' }, { kind: 'text', text: '身份证 11010519491231002X, wei.zhang@example.com' }, { kind: 'input', text: 'Number', id: 'number' }] }) },
    },
    mind: withoutPersonal(elsewhere),
  });
  const end = await (await s.start(sopText('1. Put the number 13800138000 where it belongs, for wei.zhang@example.com.', { outcome: '- "Number" contains "13800138000"' }))).done;
  expect([end.status, s.phone.values.get('number')]).toEqual(['done-verified', '13800138000']);
  expect(end.records.find((r) => r.model)?.model?.id).toBe('elsewhere');
  expect(asked.length).toBeGreaterThan(1);
  for (const q of asked) {
    const { system: _, ...prompt } = q.prompt;
    const outbound = JSON.stringify({ ...q, prompt, signal: undefined, leads: [...q.leads ?? []], seen: q.seen });
    for (const value of PERSONAL) expect(outbound).not.toContain(value);
    for (const text of [...Object.values(prompt), q.step, ...q.past, ...q.screen.elements.flatMap((e) => [e.label, e.line, e.value ?? ''])]) expect(recognise(text)).toEqual([]);
    expect(q.screen.image).toBeUndefined();
  }
  // The same value has the same placeholder in every question.
  expect(new Set(asked.flatMap((q) => q.prompt.ask.match(/<phone:\d+>/g) ?? [])).size).toBe(1);
});
