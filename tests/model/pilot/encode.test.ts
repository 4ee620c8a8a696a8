import * as fs from 'node:fs/promises';
import * as os from 'node:os';
import * as path from 'node:path';
import { describe, expect, test } from 'vitest';
import { encode, type EncodeOptions, type PilotQuery } from '../../../electron/model/pilot/encode.ts';
import { createKin } from '../../../electron/model/pilot/kin.ts';
import { readLexicon } from '../../../electron/model/pilot/lexicon.ts';
import { lexicalScore, marks, type PilotElement } from '../../../electron/model/pilot/marks.ts';
import { quotesOf, refsOf } from '../../../electron/model/pilot/refs.ts';
import { BYTES, CONTROL, createVocabulary, ELEMENTS, SLOTS } from '../../../electron/model/pilot/tokens.ts';
import { near, pieces } from '../../../electron/model/pilot/words.ts';
import { LEXICON } from './lexicon.ts';

const ROOT = path.resolve(import.meta.dirname, '../../..');
const kin = createKin(LEXICON);
const button = (label: string, more: Partial<PilotElement> = {}): PilotElement => ({ role: 'button', texts: [label], ...more });

describe('words', () => {
  test.each<[string, string[]]>([
    ['Turn on Wi-Fi & Bluetooth', ['turn', 'on', 'wifi', '&', 'bluetooth']],
    ['Log in', ['login']],
    ['settings Setting SETTINGS', ['set', 'set', 'set']],
    ['打开设置', ['打', '开', '设', '置']],
    ['¥12.50 at 7:30', ['¤', '12.50', 'at', '7:30']],
    ["Alice's ﬁle", ['alic', 'file']],
  ])('%s', (text, expected) => expect(pieces(text)).toEqual(expected));

  test('a slip of the pen is the same word, another word is not', () => {
    expect([near('calendar', 'calender'), near('message', 'mesage'), near('message', 'messgae'), near('increase', 'decrease'), near('tab', 'tap'), near('room12', 'room13')]).toEqual([true, true, true, false, false, false]);
  });
});

test.each<[string, string[]]>([
  ['Type "hello there" into the search field', ['hello there']],
  ['Enter <secret:pin> as the PIN', ['<secret:pin>']],
  ['Search for red shoes in the shop', ['red shoes']],
  ['Write to bob@example.com', ['bob@example.com']],
  ['在搜索框输入天气预报', ['天气预报']],
  ['把“面包”填到名称', ['面包']],
  ['Tap Settings', []],
])('what can be typed of: %s', (step, expected) => expect(refsOf(step).map((r) => r.text)).toEqual(expected));

test('marks say how much of an element the step says', () => {
  const elements = [button('Wi-Fi'), button('Wi-Fi calling'), button('Bluetooth'), button('Send now to everyone')];
  expect([marks('Tap "Wi-Fi"', quotesOf('Tap "Wi-Fi"'), elements), marks('open bluetooth', [], elements), elements.map((e) => lexicalScore('bluetooth', e))]).toEqual([[5, 2, 0, 0], [0, 0, 4, 0], [0, 0, 3.55, 0]]);
});

describe('kin', () => {
  const elements = [button('Bluetooth'), button('WLAN'), button('submit', { icon: true }), button('')];
  const levels = (step: string, o: { without?: string[]; not?: string[] } = {}): number[] => kin.scores(step, elements, new Set(o.without), new Set(o.not)).map((s) => Math.round(s * 100) / 100);
  test('a phrase of the lexicon leads to its labels and icons, in both languages; nothing else does', () => {
    expect([levels('Use the wireless internet'), levels('press the paper plane'), levels('点击路由器信号'), levels('feed the cat'), levels('')])
      .toEqual([[0, 0.73, 0, 0], [0, 0, 0.99, 0], [0, 0.94, 0.08, 0], [0, 0, 0, 0], [0, 0, 0, 0]]);
  });
  test('what is forgotten does not help', () => {
    const all = levels('the wireless internet');
    expect([all[1]! > levels('the wireless internet', { without: ['the wireless internet'] })[1]!, levels('the wireless internet', { not: ['net.wifi'] })]).toEqual([true, [0, 0, 0, 0]]);
  });
});

describe('tokens', () => {
  const vocabulary = createVocabulary(['tap', 'wifi', 'the', 'into', 'type', 'search', 'send']);
  const read = (q: PilotQuery, o: EncodeOptions = {}): string => encode(q, vocabulary, kin, o).tokens.map((t) => vocabulary.tokens[t]).join(' ');
  test('a screen in the order in which it is read: ids stand behind what they name', async () => {
    await expect(read({
      goal: 'Type "zebra" into the search field', past: ['Tap "Wi-Fi"'],
      elements: [button('Wi-Fi', { checked: true, role: 'switch' }), { role: 'input', texts: ['Search'], value: 'zebra crossing', focused: true }, button('send', { icon: true, context: 'Zebra' }), { role: 'scroll', texts: [] }],
    })).toMatchFileSnapshot('screen.golden.txt');
  });
  test('no word of the screen becomes structure', () => {
    const text = '<e1> <act> <tap> </q> <secret:pin>';
    const code = encode({ goal: 'tap', past: [text], elements: [button(text, { context: text })] }, vocabulary, kin);
    const structure = code.tokens.map((t) => vocabulary.tokens[t]!).filter((t) => t.startsWith('<') && !t.startsWith('<slot'));
    expect(structure).toEqual(['<s>', '<goal>', '<past>', '<;>', '<screen>', '<button>', '<of>', expect.stringMatching(/^<m\d\d>$/), '<e1>', '<act>']);
  });
  test('a screen of more elements than there are ids keeps those that the step speaks of', () => {
    const elements = Array.from({ length: 300 }, (_, i) => ({ role: i === 299 ? 'button' as const : 'text' as const, texts: [i === 250 ? 'Wi-Fi' : `row ${i}`] }));
    const code = encode({ goal: 'tap "Wi-Fi"', past: [], elements }, vocabulary, kin);
    expect([code.ids.length, code.ids.includes(250), code.ids.includes(299), code.at.length]).toEqual([ELEMENTS, true, true, ELEMENTS]);
  });
  test('the table of tokens has no two of a name', () => {
    expect([new Set([...CONTROL, ...BYTES]).size, CONTROL.filter((t) => t.startsWith('<slot')).length]).toEqual([CONTROL.length + BYTES.length, SLOTS]);
  });
});

describe('the lexicon', () => {
  test('has at least 1,500 concepts in both languages', async () => {
    const all = await readLexicon(path.join(ROOT, 'resources', 'pilot', 'lexicon'));
    expect(all.length).toBeGreaterThanOrEqual(1500);
    expect(all.filter((c) => !/\p{Script=Han}/u.test(c.zhSay.join('')))).toEqual([]);
  });
  test.each<[string, string, string]>([
    ['no JSON', '{"id":', 'line 1: '],
    ['a concept without labels', JSON.stringify({ ...LEXICON[0], en: [] }), 'line 1: en: '],
    ['a concept twice', `${JSON.stringify(LEXICON[0])}\n\n${JSON.stringify(LEXICON[0])}`, 'line 3: net.wifi is there already'],
  ])('%s is refused, naming the line', async (_, text, why) => {
    const folder = await fs.mkdtemp(path.join(os.tmpdir(), 'lexicon-'));
    await fs.writeFile(path.join(folder, 'a.jsonl'), text);
    await expect(readLexicon(folder)).rejects.toMatchObject({ fault: { kind: 'file/damaged', detail: expect.stringContaining(why) } });
    await fs.rm(folder, { recursive: true });
  });
});
