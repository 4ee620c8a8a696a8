import type { LlamaContextSequence, LlamaModel, Token } from 'node-llama-cpp';
import { expect, test } from 'vitest';
import { createEngine, SNAP, type Engine } from '../../electron/model/engine.ts';

const tokens = (n: number): Token[] => Array.from({ length: n }, (_, i) => i as Token);

/** A sequence that evaluates nothing: it notes the chunks and takes as long for each token as it is told. */
function slow(msPerToken: number, wait: (chunk: number) => Promise<void> = async () => {}): { engine: Engine; chunks: [number, number][] } {
  let clock = 0;
  let held: Token[] = [];
  const chunks: [number, number][] = [];
  const sequence = {
    get contextTokens() { return held; },
    get nextTokenIndex() { return held.length; },
    async eraseContextTokenRanges([range]: { start: number; end: number }[]) { held = held.slice(0, range!.start); },
    async evaluateWithoutGeneratingNewTokens(part: Token[]) {
      chunks.push([held.length, held.length + part.length]);
      await wait(chunks.length);
      clock += part.length * msPerToken;
      held = [...held, ...part];
    },
    async controlledEvaluate([[token]]: [[Token]]) {
      held = [...held, token];
      return [{ next: { probabilities: new Map<Token, number>([[1 as Token, 0.75], [2 as Token, 0.25]]) } }];
    },
  };
  return { engine: createEngine({ model: {} as LlamaModel, sequence: sequence as unknown as LlamaContextSequence, now: () => clock }), chunks };
}
const never = new AbortController().signal;
const among = [1, 2] as Token[];

test('a chunk ends at a multiple of 64 on a slow machine as on a fast one, and only the last one is shorter', async () => {
  for (const pace of [0.01, 1, 2, 30]) {
    const { engine, chunks } = slow(pace);
    expect(await engine.next(tokens(901), among, never)).toMatchObject({ promptTokens: 901, reused: 0, shares: [0.75, 0.25] });
    expect(chunks.slice(0, -1).every(([from, to]) => from % SNAP === 0 && to % SNAP === 0 && to - from <= 256)).toBe(true);
    expect(chunks.at(-1)!.at(1)).toBe(900);
    // What goes on from a prompt that has ended in between begins at a multiple again.
    expect((await engine.next([...tokens(880), ...tokens(100)], among, never)).reused).toBe(832);
  }
});

test('an abort in the middle of a chunk is answered at once, and the next question waits for the chunk', async () => {
  const first = Promise.withResolvers<void>();
  const begun = Promise.withResolvers<void>();
  const { engine, chunks } = slow(30, async (chunk) => { if (chunk === 1) { begun.resolve(); await first.promise; } });
  const stop = new AbortController();
  const broken = engine.next(tokens(500), among, stop.signal);
  await begun.promise;
  stop.abort(new Error('enough'));
  await expect(broken).rejects.toThrow('enough');
  const next = engine.next(tokens(200), among, never);
  expect(chunks).toEqual([[0, 64]]);
  first.resolve();
  expect((await next).reused).toBe(64);
  expect(chunks).toEqual([[0, 64], [64, 128], [128, 192], [192, 199]]);
});
