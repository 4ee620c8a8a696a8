import * as fs from 'node:fs/promises';
import * as os from 'node:os';
import * as path from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { CATEGORIES, createGenerator, type Example } from '../../../electron/bench/pilot/generate.ts';
import { createRandom } from '../../../electron/bench/pilot/random.ts';
import { splitOf, trained } from '../../../electron/bench/pilot/splits.ts';
import { readSynonyms, type Synonyms } from '../../../electron/bench/pilot/synonyms.ts';
import { asked, createVary } from '../../../electron/bench/pilot/vary.ts';
import { readLexicon, type Concept } from '../../../electron/model/pilot/lexicon.ts';
import { refsOf } from '../../../electron/model/pilot/refs.ts';

const PILOT = path.resolve(import.meta.dirname, '../../../resources/pilot');
let concepts: Concept[];
let synonyms: Synonyms;
beforeAll(async () => {
  concepts = await readLexicon(path.join(PILOT, 'lexicon'));
  synonyms = await readSynonyms(path.join(PILOT, 'synonyms'));
});
const make = (n: number, split: 'train' | 'new-phrase', vary?: Synonyms, seed = 1): Example[] => {
  const one = createGenerator({ concepts, split, random: createRandom(seed), most: 20, ...(vary ? { vary } : {}) });
  return Array.from({ length: n }, one);
};

describe('examples for training', () => {
  test('the same seed gives the same examples', () => expect(make(200, 'train', synonyms)).toEqual(make(200, 'train', synonyms)));

  test('hold every category, and answers that are possible on their screens', () => {
    const all = make(1200, 'train', synonyms);
    const wrong = all.filter((e) => (e.element !== undefined && (e.elements[e.element] === undefined || e.elements[e.element]!.role === 'scroll'))
      || ((e.answer === '<down>' || e.answer === '<up>') && !e.elements.some((x) => x.role === 'scroll'))
      || (e.answer === '<type>' && (e.elements[e.element!]!.role !== 'input' || refsOf(e.goal)[e.ref!] === undefined))
      || (e.answer === '<none>' && e.element !== undefined) || e.goal.includes('{v}'));
    expect([wrong, new Set(all.map((e) => e.category))]).toEqual([[], new Set(CATEGORIES)]);
  });

  test('show nothing that the tests ask about', () => {
    const held = new Set(concepts.flatMap((c) => (splitOf(c) === 'new-phrase' ? [c.say, c.do, c.zhSay, c.zhDo].flatMap((list) => (list.length > 1 ? list.slice(-1) : [])) : [])));
    for (const c of trained(concepts)) for (const t of [...c.say, ...c.do, ...c.zhSay, ...c.zhDo]) held.delete(t);
    const unseen = new Set(concepts.filter((c) => splitOf(c).startsWith('unseen')).map((c) => c.id));
    const all = make(2000, 'train', synonyms);
    expect(all.filter((e) => unseen.has(e.concept ?? '') || [...e.used].some((u) => held.has(u)))).toEqual([]);
    expect(make(500, 'new-phrase').some((e) => [...e.used].some((u) => held.has(u)))).toBe(true);
  });
});

describe('variation', () => {
  const words: Synonyms = { groups: [['delete', 'get rid of'], ['photo', 'picture'], ['删除', '去掉']], opposites: [] };
  const many = (text: string, zh: boolean): Set<string> => { const vary = createVary(createRandom(2), words); return new Set(Array.from({ length: 400 }, () => vary(text, zh))); };
  test('says words of a phrase otherwise and leaves what is typed in its place', () => {
    const said = many('Delete the photos of {v}', false);
    expect(['get rid of the photos of {v}', 'Delete the pictures of {v}', 'get rid of the pictures of {v}'].filter((t) => !said.has(t))).toEqual([]);
    expect([...said].filter((t) => !t.includes('{v}'))).toEqual([]);
    expect([...many('删除这张图', true)]).toEqual(expect.arrayContaining(['删除这张图', '去掉这张图']));
  });
  test('frames an imperative as a request and in the third person, and other phrases only lightly', () => {
    const framed = (step: string): Set<string> => { const r = createRandom(3); return new Set(Array.from({ length: 3000 }, () => asked(r, step, false))); };
    expect([...framed('carry it')].some((t) => t.includes('want to'))).toBe(false);
    const said = framed('Try the other way');
    expect(['Please try the other way', 'The user tries the other way', 'Try the other way', 'I want to try the other way'].filter((t) => !said.has(t))).toEqual([]);
  });
});

test('a line of the synonyms that is no group is refused by its number', async () => {
  const folder = await fs.mkdtemp(path.join(os.tmpdir(), 'synonyms-'));
  try {
    await fs.writeFile(path.join(folder, 'en.txt'), '# remark\nbig, large\nalone\n');
    await fs.writeFile(path.join(folder, 'zh.txt'), '');
    await fs.writeFile(path.join(folder, 'opposites.txt'), 'on, off\n');
    await expect(readSynonyms(folder)).rejects.toMatchObject({ fault: { kind: 'file/damaged', detail: 'line 3: alone' } });
  } finally {
    await fs.rm(folder, { recursive: true });
  }
});
