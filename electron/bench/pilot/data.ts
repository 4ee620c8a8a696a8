// `node electron/bench/pilot/data.ts FOLDER [--train N] [--test N] [--most N] [--seed N]`: examples as numbers for resources/pilot/train.py.
// vocabulary.json: the tokens. *.bin: little-endian int16, one example after the other:
// tokens, ids, answer token, id token of the element (0 none), ref token (0 none), category, language, then the tokens, then the places of ids.

import * as fs from 'node:fs/promises';
import * as path from 'node:path';
import { parseArgs } from 'node:util';
import { ensureFolder, writeAtomic } from '../../base/files.ts';
import { encode } from '../../model/pilot/encode.ts';
import { createKin, type Kin } from '../../model/pilot/kin.ts';
import { CONTROL, createVocabulary, ELEMENTS, SLOTS, type Vocabulary } from '../../model/pilot/tokens.ts';
import { pieces } from '../../model/pilot/words.ts';
import { CATEGORIES, createGenerator, type Example } from './generate.ts';
import { readLexicon, type Concept } from '../../model/pilot/lexicon.ts';
import { splitOf, trained, type Split } from './splits.ts';
import { createRandom, type Random } from './random.ts';
import { readSynonyms, type Synonyms } from './synonyms.ts';

const ROOT = path.resolve(import.meta.dirname, '../../..');
const CHUNK = 20_000;

/** Words that training sees: those of its phrases and labels, and what made steps say often. A word that it does not see is a variable, not a token that nothing was learned of. */
function vocabularyOf(concepts: readonly Concept[], synonyms: Synonyms): string[] {
  const words = new Set<string>();
  const fits = (p: string): boolean => !/\d{3}|[.,:/-]/.test(p);
  const add = (text: string): void => { for (const p of pieces(text)) if (fits(p)) words.add(p); };
  for (const c of trained(concepts)) for (const t of [...c.en, ...c.zh, ...c.say, ...c.do, ...c.zhSay, ...c.zhDo, ...c.icon.map((i) => i.replace(/[_-]+/g, ' ')), ...c.near, ...c.zhNear]) add(t.replace('{v}', ''));
  const seen = new Map<string, number>();
  const make = createGenerator({ concepts, split: 'train', random: createRandom(1), most: 20, vary: synonyms });
  for (let i = 0; i < 30_000; i++) for (const p of pieces(make().goal)) seen.set(p, (seen.get(p) ?? 0) + 1);
  for (const [p, n] of seen) if (n >= 20 && fits(p)) words.add(p);
  return [...words].sort();
}

/** @param train spreads ids, shuffles variables, forgets words and marks now and then */
export function numbersOf(e: Example, vocabulary: Vocabulary, kin: Kin, r: Random, train: boolean): Int16Array {
  const n = Math.min(e.elements.length, ELEMENTS);
  const spread = train && r.chance(0.5);
  const numbers = spread ? r.some(Array.from({ length: ELEMENTS }, (_, i) => i + 1), n).sort((a, b) => a - b) : undefined;
  const forget = new Set(train && r.chance(0.15) ? pieces(r.chance(0.5) ? e.goal : e.elements[e.element ?? 0]?.texts[0] ?? '').filter(() => r.chance(0.4)) : []);
  // What the step was made of is forgotten often, its concept now and then: a hint that is always right would be all the model looks at.
  const without = train && r.chance(0.5) ? e.used : undefined;
  const not = train && e.concept !== undefined && r.chance(0.25) ? new Set([e.concept]) : undefined;
  const code = encode(e, vocabulary, kin, {
    ...(without ? { without } : {}), ...(not ? { not } : {}),
    slots: r.some(Array.from({ length: SLOTS }, (_, i) => i), SLOTS), forget, unmarked: train && r.chance(0.1), ...(numbers ? { numbers } : {}),
  });
  const id = e.element === undefined ? 0 : code.ids.indexOf(e.element) + 1;
  return Int16Array.from([
    code.tokens.length, code.at.length, vocabulary.control(e.answer), id === 0 ? 0 : vocabulary.control(`<e${id}>`), e.ref === undefined ? 0 : vocabulary.control(`<ref${e.ref + 1}>`),
    CATEGORIES.indexOf(e.category), e.zh ? 1 : 0, ...code.tokens, ...code.at,
  ]);
}

async function write(file: string, count: number, make: () => Int16Array): Promise<void> {
  const out = await fs.open(file, 'w');
  try {
    for (let done = 0; done < count; done += CHUNK) {
      const parts: Buffer[] = [];
      for (let i = 0; i < Math.min(CHUNK, count - done); i++) { const a = make(); parts.push(Buffer.from(a.buffer, a.byteOffset, a.byteLength)); }
      await out.write(Buffer.concat(parts));
    }
  } finally {
    await out.close();
  }
}

if (import.meta.main) {
  const { values, positionals } = parseArgs({ allowPositionals: true, options: { train: { type: 'string', default: '400000' }, test: { type: 'string', default: '2000' }, most: { type: 'string', default: '24' }, seed: { type: 'string', default: '7' }, lexicon: { type: 'string' } } });
  const folder = path.resolve(positionals[0] ?? 'pilot-data');
  await ensureFolder(folder);
  const concepts = await readLexicon(values.lexicon ?? path.join(ROOT, 'resources', 'pilot', 'lexicon'));
  const synonyms = await readSynonyms(path.join(ROOT, 'resources', 'pilot', 'synonyms'));
  const vocabulary = createVocabulary(vocabularyOf(concepts, synonyms));
  await writeAtomic(path.join(folder, 'vocabulary.json'), JSON.stringify({ tokens: vocabulary.tokens, control: CONTROL.length }));
  const seed = Number(values.seed);
  const kin = createKin(trained(concepts));
  const sizes = Object.entries(Object.groupBy(concepts, splitOf)).map(([k, v]) => `${k} ${v?.length ?? 0}`).join(', ');
  process.stdout.write(`${concepts.length} concepts (${sizes}), ${vocabulary.tokens.length} tokens\n`);
  const make = (split: Split, most: number, n: number, vary?: Synonyms) => createGenerator({ concepts, split, random: createRandom(seed * 1000 + n), most, ...(vary ? { vary } : {}) });
  for (const [i, most] of [6, 12, Number(values.most)].entries()) {
    const generate = make('train', most, i, synonyms);
    const r = createRandom(seed * 77 + i);
    await write(path.join(folder, `train-${i}.bin`), Math.round(Number(values.train) * [0.2, 0.3, 1][i]!), () => numbersOf(generate(), vocabulary, kin, r, true));
  }
  for (const [i, split] of (['train', 'new-phrase', 'unseen-concept', 'unseen-app'] as const).entries()) {
    if (!concepts.some((c) => splitOf(c) === split)) continue;
    const generate = make(split, 30, 100 + i);
    const r = createRandom(seed * 99 + i);
    await write(path.join(folder, `test-${split}.bin`), Number(values.test), () => numbersOf(generate(), vocabulary, kin, r, false));
  }
}
