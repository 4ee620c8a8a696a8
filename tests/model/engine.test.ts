import * as fs from 'node:fs/promises';
import * as os from 'node:os';
import * as path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { systemClock } from '../../electron/base/clock.ts';
import { createLog } from '../../electron/base/log.ts';
import { SNAP } from '../../electron/model/engine.ts';
import { actionGrammar } from '../../electron/model/grammar.ts';
import { loadModel, type Completion, type Model } from '../../electron/model/llama.ts';
import { randomLlama } from '../../electron/model/random.ts';

const SYSTEM = 'You operate a phone for a written procedure. Answer with one action.';
const SCREENS = ['Settings, Wi-Fi, Bluetooth, Display, Sound', 'Wi-Fi, on, Home network, Guest network, Add network', 'Display, Dark theme, off, Font size, Screen timeout'];
const prompt = (screen: number, step: number): string => `1. Open settings 2. Tap Wi-Fi 3. Turn it on. ${'Read every line of the procedure first. '.repeat(4)}\n${SCREENS[screen]!.repeat(3)}\nStep ${step}`;

let folder = '';
const log = createLog({ clock: systemClock });
const load = (warm?: string): Promise<Model> => loadModel({ path: path.join(folder, 'model.gguf'), freeBytes: 2 ** 34, log, now: () => performance.now(), ...(warm === undefined ? {} : { warm }) });
const grammar = actionGrammar({ press: [1, 2, 3], type: [], scroll: [] });
const ask = (m: Model, user: string, key?: string): Promise<Completion> => m.complete({ system: SYSTEM, user, grammar, maxTokens: 40, signal: new AbortController().signal, ...(key === undefined ? {} : { key }) });
/** How the question was answered, without what depends on the machine. */
const how = ({ text, promptTokens, reused }: Completion): object => ({ text, promptTokens, reused });

beforeAll(async () => {
  folder = await fs.mkdtemp(path.join(os.tmpdir(), 'engine-'));
  await fs.writeFile(path.join(folder, 'model.gguf'), randomLlama({ seed: 9, layers: 2, width: 64 }));
});
afterAll(() => fs.rm(folder, { recursive: true }));

describe('every way to an answer gives the same answer', () => {
  const questions = [0, 1, 2].flatMap((screen) => [1, 2].map((step) => prompt(screen, step)));
  const cold: Completion[] = [];
  beforeAll(async () => {
    for (const q of questions) { const m = await load(); cold.push(await ask(m, q)); await m.close(); }
  });

  test('from what the question before began with, at places that are multiples of 64', async () => {
    const m = await load();
    for (const [i, q] of questions.entries()) {
      const a = await ask(m, q);
      expect(a.text).toBe(cold[i]!.text);
      expect(a.reused % SNAP).toBe(0);
      if (i > 0) expect(a.reused).toBeGreaterThanOrEqual(192);
    }
    await m.close();
  });

  test('from what was prepared, if it was that, and if it was not', async () => {
    const m = await load();
    m.prepare({ system: SYSTEM, user: questions[0]! });
    await m.prepared();
    const hit = await ask(m, questions[0]!);
    expect(how(hit)).toEqual({ ...how(cold[0]!), reused: cold[0]!.promptTokens - 1 });
    m.prepare({ system: SYSTEM, user: 'something else altogether' });
    await m.prepared();
    expect((await ask(m, questions[1]!)).text).toBe(cold[1]!.text);
    // A question does not wait for what is being prepared.
    m.prepare({ system: SYSTEM, user: questions[2]! });
    expect((await ask(m, questions[3]!)).text).toBe(cold[3]!.text);
    await m.close();
  });

  test('from what was kept on disk', async () => {
    const warm = path.join(folder, 'warm');
    const first = await load(warm);
    expect((await ask(first, questions[0]!, 'sop')).reused).toBe(0);
    await first.close();
    const second = await load(warm);
    const a = await ask(second, questions[1]!, 'sop');
    expect([a.text, a.reused >= 192]).toEqual([cold[1]!.text, true]);
    await second.close();
    const other = await load(warm);
    expect((await ask(other, questions[1]!, 'another sop')).reused).toBe(0);
    await other.close();
  });

  test('from the beginning when what was kept is not what was written, or of another model', async () => {
    const warm = path.join(folder, 'warm-2');
    const first = await load(warm);
    await ask(first, questions[0]!, 'sop');
    await first.close();
    const state = (await fs.readdir(warm)).find((f) => f.endsWith('.state'))!;
    const bytes = await fs.readFile(path.join(warm, state));
    bytes[bytes.length >> 1]! ^= 1;
    await fs.writeFile(path.join(warm, state), bytes);
    const second = await load(warm);
    const a = await ask(second, questions[0]!, 'sop');
    expect(how(a)).toEqual(how(cold[0]!));
    await second.close();
  });
});

test('a prefill is broken off between two chunks, and what was done is kept', async () => {
  const stop = new AbortController();
  let looks = 0;
  // The engine looks at the clock before and after each chunk.
  const m = await loadModel({ path: path.join(folder, 'model.gguf'), freeBytes: 2 ** 34, log, now: () => { if (++looks === 8) stop.abort(); return performance.now(); } });
  const user = 'x '.repeat(900);
  await expect(m.complete({ system: SYSTEM, user, grammar, maxTokens: 5, signal: stop.signal })).rejects.toThrow(/abort/i);
  const again = await ask(m, user);
  expect([again.reused > 0, again.reused % SNAP, again.reused < again.promptTokens - 1]).toEqual([true, 0, true]);
  await m.close();
});
