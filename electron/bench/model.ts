// Exports: model (part). The llama.cpp path with a random model: what the kept prefix saves, and what the grammar costs.
// Weights decide what is said, not how long it takes: a random model of this size costs what a trained one of this size does.

import * as fs from 'node:fs/promises';
import * as path from 'node:path';
import { actionGrammar, ANSWER_TOKENS } from '../model/grammar.ts';
import { loadModel } from '../model/llama.ts';
import { randomLlama } from '../model/random.ts';
import { snapshotOfDump } from '../screen/snapshot.ts';
import { hierarchyXml } from './hierarchies.ts';
import type { Part } from './part.ts';
import { against, measurePair, spreadOf } from './spread.ts';

const SHAPE = { layers: 4, width: 256 };
const ONE = 'root ::= [a-z]';
const FREE = 'root ::= [a-z]{200}';

export const model: Part = {
  name: 'model',
  about: 'prompt with and without its kept prefix, tokens a second',
  async run(b) {
    const file = path.join(b.folder, 'random.gguf');
    await fs.writeFile(file, randomLlama({ seed: 1, ...SHAPE }));
    const m = await loadModel({ path: file, freeBytes: 2 ** 34, log: b.log, now: b.now });
    try {
      const shot = snapshotOfDump(hierarchyXml(120), { id: 'bench', device: 'bench', at: 0 });
      if (!shot.ok) throw new Error(`The generated dump cannot be read: ${shot.failure.why}`);
      const screen = shot.snapshot.text.slice(0, 2000);
      let asked = 0;
      let reused = 0;
      let prompt = 0;
      const complete = (system: string, user: string, grammar: string, maxTokens: number) => m.complete({ system, user, grammar, maxTokens, signal: b.signal });
      // A number at the very front makes every prompt another one from its first token on.
      const cold = async (): Promise<void> => {
        const r = await complete(`${++asked} Choose an action.`, `${screen}\nStep: tap it`, ONE, 1);
        if (r.reused > 8) throw new Error(`A cold prompt reused ${r.reused} tokens`);
      };
      const warmPrompt = (): string => `${screen}\nStep ${++asked}: tap it`;
      const n = b.times(20);
      // Both kinds share one sequence, so each warm one is led by an untimed one that puts the prefix back.
      const times: number[] = [];
      const colds: number[] = [];
      for (let i = 0; i < n; i++) {
        b.signal.throwIfAborted();
        let start = b.now();
        await cold();
        colds.push(b.now() - start);
        await complete('Choose an action.', warmPrompt(), ONE, 1);
        start = b.now();
        const r = await complete('Choose an action.', warmPrompt(), ONE, 1);
        times.push(b.now() - start);
        ({ reused, promptTokens: prompt } = r);
      }
      const rates: { held: number[]; free: number[] } = { held: [], free: [] };
      const rate = async (grammar: string, into: number[]): Promise<void> => {
        const user = warmPrompt();
        await complete('Choose an action.', user, ONE, 1);
        const start = b.now();
        // The vocabulary is bytes, so the bytes of the answer are its tokens.
        const tokens = Buffer.byteLength((await complete('Choose an action.', user, grammar, ANSWER_TOKENS)).text);
        into.push((tokens * 1000) / (b.now() - start));
      };
      const grammar = actionGrammar({ press: shot.snapshot.elements.map((e) => e.id), type: [], scroll: [] });
      await measurePair({ ...b, n: b.times(8) }, () => rate(grammar, rates.held), () => rate(FREE, rates.free));
      return {
        part: 'model',
        lines: [
          against('prompt, prefix kept', 'ms', spreadOf(times), 'from cold', spreadOf(colds), `${prompt} tokens, ${reused} of them kept`),
          against('answer held by the action grammar', 'tokens/s', spreadOf(rates.held), 'letters only', spreadOf(rates.free), `${SHAPE.layers} layers of ${SHAPE.width}, random weights; more is better`),
        ],
      };
    } finally {
      await m.close();
    }
  },
};
