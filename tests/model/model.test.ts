import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { systemClock } from '../../electron/base/clock.ts';
import { createLog } from '../../electron/base/log.ts';
import { memoryOf } from '../../electron/model/fit.ts';
import { inspectGguf, writeGguf } from '../../electron/model/gguf.ts';
import { actionGrammar, ANSWER_TOKENS } from '../../electron/model/grammar.ts';
import { loadModel, type Model } from '../../electron/model/llama.ts';
import { randomLlama } from '../../electron/model/random.ts';
import { Failure } from '../../electron/protocol/faults.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'countersign-model-'));
const log = createLog({ clock: systemClock });
const now = (): number => performance.now();
const file = (name: string): string => path.join(folder, name);
const load = (p: string, freeBytes = 2 ** 34): Promise<Model> => loadModel({ path: p, freeBytes, log, now });
const faultKind = async (work: Promise<unknown>): Promise<unknown> => work.then(() => 'no failure', (e: unknown) => (e instanceof Failure ? e.fault : e));

/** ChatML, the shape of Qwen's and many others' templates. */
const CHATML = "{% for message in messages %}{{'<|im_start|>' + message['role'] + '\n' + message['content'] + '<|im_end|>' + '\n'}}{% endfor %}{% if add_generation_prompt %}{{ '<|im_start|>assistant\n' }}{% endif %}";

beforeAll(() => {
  writeFileSync(file('plain.gguf'), randomLlama({ seed: 1 }));
  writeFileSync(file('chat.gguf'), randomLlama({ seed: 2, chatTemplate: CHATML }));
  writeFileSync(file('cut.gguf'), randomLlama({ seed: 1 }));
  truncateSync(file('cut.gguf'), 100_000);
  writeFileSync(file('header.gguf'), randomLlama({ seed: 1 }).subarray(0, 500));
  const wordsOnly = randomLlama({ seed: 1 });
  wordsOnly.write('<word>', wordsOnly.indexOf('<0x0A>'));
  writeFileSync(file('words-only.gguf'), wordsOnly);
  writeFileSync(file('foreign.gguf'), 'PK\u0003\u0004 this is a zip file with another name');
});
afterAll(() => rmSync(folder, { recursive: true }));

test('the header of a written file reads back', async () => {
  const { bytes, changed: _changed, ...rest } = await inspectGguf(file('chat.gguf'));
  expect(rest).toEqual({
    version: 3, architecture: 'llama', name: 'random', layers: 2, embedding: 64, heads: 4, kvHeads: 4, headDim: 16, valueDim: 16,
    trainedContext: 4096, vocabulary: 259, chatTemplate: CHATML, tensors: 21, parameters: 115_392, weightType: 0,
  });
  expect(bytes).toBe(randomLlama({ seed: 2, chatTemplate: CHATML }).length);
});

test('layers that differ count as the largest of them', async () => {
  writeFileSync(file('uneven.gguf'), writeGguf([
    ['general.architecture', { type: 'string', value: 'lfm2' }],
    ['lfm2.block_count', { type: 'uint32', value: 4 }],
    ['lfm2.embedding_length', { type: 'uint32', value: 64 }],
    ['lfm2.attention.head_count', { type: 'uint32', value: 8 }],
    ['lfm2.attention.head_count_kv', { type: 'ints', value: [0, 2, 0, 0] }],
  ], [{ name: 'token_embd.weight', shape: [1], data: new Float32Array(1) }]));
  expect(await inspectGguf(file('uneven.gguf'))).toMatchObject({ layers: 4, heads: 8, kvHeads: 2, headDim: 8 });
});

test('a model without attention needs no cache', async () => {
  writeFileSync(file('mamba.gguf'), writeGguf([
    ['general.architecture', { type: 'string', value: 'mamba' }],
    ['mamba.block_count', { type: 'uint32', value: 4 }],
    ['mamba.embedding_length', { type: 'uint32', value: 64 }],
    ['mamba.attention.head_count', { type: 'uint32', value: 0 }],
  ], [{ name: 'token_embd.weight', shape: [1], data: new Float32Array(1) }]));
  const g = await inspectGguf(file('mamba.gguf'));
  expect(memoryOf(g, 4096).cache).toBe(0);
});

describe('a file that cannot be used says why', () => {
  test.each([
    ['cut.gguf', /cut short/],
    ['header.gguf', /ends within its header/],
    ['foreign.gguf', /does not begin/],
    ['words-only.gguf', /single bytes/],
  ])('%s', async (name, words) => {
    expect(await faultKind(load(file(name)))).toEqual({ kind: 'model/file', path: file(name), detail: expect.stringMatching(words) as string });
  });
  test('missing', async () => expect(await faultKind(load(file('none.gguf')))).toEqual({ kind: 'file/not-found', path: file('none.gguf') }));
  test('a folder', async () => expect(await faultKind(load(folder))).toMatchObject({ kind: 'model/file' }));
  test('too large for the memory', async () => expect(await faultKind(load(file('plain.gguf'), 2 ** 20))).toMatchObject({ kind: 'model/too-large', freeBytes: 2 ** 20 }));
});

const choices = { press: [1, 2, 7], type: [4], scroll: [9] };
const ask = (model: Model, user: string, signal = new AbortController().signal) => model.complete({ system: 'Choose an action.', user, grammar: actionGrammar(choices), maxTokens: ANSWER_TOKENS, signal });

describe.each(['plain.gguf', 'chat.gguf'])('%s, held by the grammar', (name) => {
  let model: Model;
  beforeAll(async () => { model = await load(file(name)); });
  afterAll(() => model.close());

  test('always answers with a valid action', async () => {
    for (const user of ['Tap Wi-Fi', 'Enter 5 into "Amount"', '<button id=1>确定</button>', '']) {
      const { text } = await ask(model, user);
      const answer = JSON.parse(text) as { action: string; element?: number };
      const allowed: Record<string, readonly number[]> = { click: choices.press, long_press: choices.press, input_text: choices.type, scroll: [...choices.scroll] };
      if (answer.element !== undefined) expect(allowed[answer.action]).toContain(answer.element);
      expect(answer.action).toMatch(/^(click|long_press|input_text|scroll|open_app|navigate_back|navigate_home|keyboard_enter|wait|answer|status)$/);
    }
  });

  test('reuses the common prefix and answers the same as from cold', async () => {
    const cold = await ask(model, 'a quite long beginning of the prompt, then A');
    const warm = await ask(model, 'a quite long beginning of the prompt, then B');
    const again = await ask(model, 'a quite long beginning of the prompt, then A');
    expect(again.text).toBe(cold.text);
    expect(warm.reused).toBeGreaterThan(40);
  });

  test('stops when told to', async () => {
    const stop = new AbortController();
    const answer = ask(model, 'x'.repeat(2500), stop.signal);
    stop.abort();
    await expect(answer).rejects.toThrow();
    expect(JSON.parse((await ask(model, 'and goes on after')).text)).toHaveProperty('action');
  });

  test('refuses a prompt that does not fit', async () => {
    expect(await faultKind(ask(model, 'x'.repeat(5000)))).toMatchObject({ kind: 'model/answer' });
  });
});

test('the grammar leaves out what the screen does not offer', () => {
  const g = actionGrammar({ press: [3], type: [], scroll: [] });
  expect({ typing: g.includes('do-input-text ::='), press: /do-click-element ::= "3"\n/.test(g), scroll: g.includes('do-scroll-element') }).toEqual({ typing: false, press: true, scroll: false });
});
