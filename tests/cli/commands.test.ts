// Every command: help, JSON, wrong usage, and what is wrong with the world. Faults come with a remedy and exit code 2.

import * as fs from 'node:fs';
import * as net from 'node:net';
import * as path from 'node:path';
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { advise, type Fault } from '../../electron/protocol/faults.ts';
import { randomLlama } from '../../electron/model/random.ts';
import { countersign, home, LIBRARY, ROOT, sopFile, type Ran } from './in-process.ts';

const COMMANDS = [['devices'], ['snapshot'], ['sop', 'check'], ['sop', 'format'], ['sop', 'plan'], ['run'], ['episode', 'list'], ['episode', 'show'], ['explore'], ['memory', 'list'], ['memory', 'show'], ['memory', 'delete'], ['models', 'list'], ['models', 'inspect'], ['models', 'fetch'], ['models', 'remove'], ['profile', 'add'], ['profile', 'list'], ['profile', 'remove'], ['demo'], ['ground'], ['classify'], ['bench'], ['bench', 'aitw'], ['bench', 'guard']];
const DUMP = path.join(ROOT, 'tests/screen/fixtures/drawer.xml');
const sop = (name: string): string => path.join(LIBRARY, `${name}.sop.md`);

/** What a command line that cannot be carried out says, in words and as JSON. */
async function refused(argv: string[], data?: string): Promise<Fault> {
  const plain = await countersign(argv, data === undefined ? {} : { data });
  const r = await countersign([...argv, '--json'], data === undefined ? {} : { data });
  const { fault } = r.json() as { fault: Fault };
  const { title, remedies } = advise(fault);
  expect([plain.code, r.code, plain.out, r.out]).toEqual([2, 2, '', JSON.stringify({ fault })]);
  for (const err of [plain.err, r.err]) {
    // The log's complaint about an unusable data folder may stand before it.
    expect(err).toContain(`${title} [${fault.kind}]`);
    for (const m of remedies) expect(err).toContain(m.label);
  }
  expect(remedies.length).toBeGreaterThan(0);
  return fault;
}

describe('help', () => {
  test.each(COMMANDS)('%s %s', async (...name) => {
    const words = name.filter((w) => typeof w === 'string');
    const r = await countersign([...words, '--help']);
    expect([r.code, r.err, r.out.startsWith(`Usage: npm run -s countersign -- ${words.join(' ')}`), r.out.includes('[--json]')]).toEqual([0, '', true, true]);
  });
  test('of the whole names every command; nothing asked is wrong usage', async () => {
    const asked = await countersign(['--help']);
    const nothing = await countersign([]);
    expect([asked.code, nothing.code, COMMANDS.filter((c) => !asked.out.includes(`  ${c.join(' ')} `))]).toEqual([0, 2, []]);
    expect((await countersign(['sop', '--help'])).out).toMatch(/sop check[^]*sop format/);
  });
});

describe('wrong usage', () => {
  test.each([
    [['frobnicate']], [['sop']], [['episode', 'dump']], [['__proto__']], [['devices', '--frob']], [['snapshot']], [['sop', 'check']], [['sop', 'format']], [['episode', 'show']], [['models']], [['models', 'inspect']], [['models', 'fetch']], [['models', 'remove']], [['models', 'fetch', 'pilot']], [['profile']], [['profile', 'add']], [['profile', 'remove', 'a', 'b']],
    [['run']], [['run', 'a', 'b']], [['run', sop('dark-theme'), '--param', 'x']], [['run', sop('dark-theme'), '--fault', 'x']], [['run', sop('dark-theme'), '--seed', 'x']],
    [['run', sop('dark-theme'), '--device', 'demo', '--from', 'nowhere', '--approve', 'deny']],
    [['demo', '--port', '99999']], [['demo', '--port', 'x']], [['demo', '--fault', 'x']], [['bench', 'nothing']], [['bench', 'aitw']], [['bench', 'aitw', 'a.jsonl', 'b.jsonl']], [['bench', 'aitw', 'a.jsonl', '--format', 'x']],
    [['classify']], [['classify', 'a.xml']], [['classify', 'a.xml', '--at', '1']], [['classify', DUMP, '--at', '1,1', '--action', 'swipe']], [['classify', DUMP, '--at', '1,1', '--text', 'x']], [['classify', DUMP, '--batch', 'x']],
    [['bench', 'guard', '--split', 'all']], [['bench', 'guard', '--split', 'frozen', '--list']],
  ])('%j', async (argv) => {
    expect((await refused(argv)).kind).toBe('usage');
  });
});

describe('run refuses', () => {
  const run = (file: string, ...more: string[]): string[] => ['run', file, '--device', 'demo', '--approve', 'deny', ...more];
  const PARAMS = '  count: { type: number, min: 1, max: 9, example: 3 }\n  word: { type: string, secret: true, label: credential, example: abcd-efgh }';
  const withParams = (): string => sopFile('1. Enter {{count}} into "A".\n2. Enter {{word}} into "B".\n   - Ask first: credential', { params: PARAMS });
  const rules = (text: string): string => { const f = path.join(home(), 'rules.json'); fs.writeFileSync(f, text); return f; };

  test.each<[string, () => string[], object]>([
    ['an unknown device', () => ['run', sop('dark-theme'), '--device', 'nope', '--approve', 'deny'], { kind: 'device/not-found', serial: 'nope', known: ['demo'] }],
    ['a missing file', () => run('/nowhere/a.sop.md'), { kind: 'sop/not-found', path: '/nowhere/a.sop.md' }],
    ['an SOP of another version', () => run(sopFile('1. Go home.', { version: '7' })), { kind: 'sop/version', path: expect.stringMatching(/[\\/]small\.sop\.md$/), version: '7' }],
    ['an SOP with errors', () => run(sopFile('1. Tap {{nothing}}.')), { kind: 'sop/invalid', path: expect.stringMatching(/[\\/]small\.sop\.md$/) }],
    ['a file that is no SOP', () => { const f = path.join(home(), 'x.sop.md'); fs.writeFileSync(f, 'Dear diary'); return run(f); }, { kind: 'sop/invalid' }],
    ['a file that is no text', () => { const f = path.join(home(), 'x.sop.md'); fs.writeFileSync(f, Buffer.from([0, 255, 1, 2])); return run(f); }, { kind: 'file/unreadable', detail: 'It is no UTF-8 text: save it as UTF-8' }],
    ['a missing parameter', () => run(withParams(), '--param', 'word=x'), { kind: 'sop/parameter-missing', name: 'count' }],
    ['an ill-typed parameter', () => run(withParams(), '--param', 'count=many', '--examples'), { kind: 'sop/parameter-type', name: 'count', value: 'many' }],
    ['a parameter out of range', () => run(withParams(), '--param', 'count=10', '--examples'), { kind: 'sop/parameter-type', name: 'count', value: '10' }],
    ['an unknown parameter', () => run(withParams(), '--param', 'cuont=3', '--examples'), { kind: 'sop/parameter-unknown', name: 'cuont', known: ['count', 'word'] }],
    ['a rules file that is missing', () => ['run', sop('dark-theme'), '--device', 'demo', '--approve', '/nowhere/r.json'], { kind: 'file/not-found', path: '/nowhere/r.json' }],
    ['a rules file that is none', () => ['run', sop('dark-theme'), '--device', 'demo', '--approve', rules('[{"decision":"maybe"}]')], { kind: 'config' }],
    ['a saved phone that is none', () => run(sop('dark-theme'), '--state', rules('{"v":2}')), { kind: 'file/damaged' }],
    ['a saved phone with holes', () => run(sop('dark-theme'), '--state', rules('{"v":1,"apps":{}}')), { kind: 'file/damaged' }],
    ['a model that is missing', () => run(sop('dark-theme'), '--model', '/nowhere/m.gguf'), { kind: 'file/not-found', path: '/nowhere/m.gguf' }],
    ['a report folder that is a file', () => run(sop('dark-theme'), '--report', rules('x')), { kind: 'file/unwritable' }],
    ['a file to save to that cannot be written', () => run(sop('dark-theme'), '--save', path.join(rules('x'), 'state.json')), { kind: 'file/unwritable' }],
  ])('%s', async (_, argv, fault) => {
    expect(await refused(argv())).toMatchObject(fault);
  });

  test('a secret that is ill-typed is not repeated', async () => {
    const file = sopFile('1. Enter {{pin}} into "A".\n   - Ask first: credential', { params: '  pin: { type: number, secret: true, label: credential }' });
    const r = await countersign([...run(file), '--param', 'pin=hunter2-hunter2', '--json']);
    expect([r.code, (r.out + r.err).includes('hunter2')]).toEqual([2, false]);
  });
});

test('a text in another encoding is not formatted: nothing of it is lost', async () => {
  const file = path.join(home(), 'gbk.sop.md');
  // 点击 "设置" as a Chinese Windows editor saves it.
  const bytes = Buffer.concat([Buffer.from('---\nsop: 1\nid: a.b\n---\n# T\n\n## Steps\n1)   Tap "'), Buffer.from([0xc9, 0xe8, 0xd6, 0xc3]), Buffer.from('"\n')]);
  fs.writeFileSync(file, bytes);
  expect([(await refused(['sop', 'format', file])).kind, fs.readFileSync(file).equals(bytes)]).toEqual(['file/unreadable', true]);
});

test('what a file says is shown on the terminal, not obeyed by it; JSON keeps it', async () => {
  const file = path.join(home(), 'x.sop.md');
  fs.writeFileSync(file, '---\nsop: 1\nid: a.b\n---\n# T\n\n## \u001b[2J\u009b31mSteps of it\n\n## Steps\n1. Go home\n');
  const shown = await countersign(['sop', 'check', file]);
  expect(shown.out).toContain('There is no section "·[2J·31mSteps of it"');
  const data = await countersign(['sop', 'check', file, '--json']);
  // oxlint-disable-next-line no-control-regex
  expect([/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/.test(data.out), data.json().files[0].problems[0].message]).toEqual([false, 'There is no section "\u001b[2J\u009b31mSteps of it". What it holds is not carried out']);
});

describe('data folder', () => {
  test('a file in its place', async () => {
    const file = path.join(home(), 'taken');
    fs.writeFileSync(file, 'x');
    for (const argv of [['devices'], ['run', sop('dark-theme'), '--device', 'demo', '--approve', 'deny']]) {
      expect(await refused(argv, file)).toMatchObject({ kind: 'file/unwritable' });
    }
  });
  test.each(['{', '[]', '{"theme":"pink"}', '{"approvalMinutes":-1}', '{"other":1}', '{"userFolder":7}', 'null', ''])('config.json with %j', async (text) => {
    const data = home();
    fs.writeFileSync(path.join(data, 'config.json'), text);
    expect(await refused(['devices'], data)).toMatchObject({ kind: 'config', path: path.join(data, 'config.json') });
  });
  test('an adb port that is none', async () => {
    const r = await countersign(['devices', '--json'], { env: { ANDROID_ADB_SERVER_PORT: 'x' } });
    expect([r.code, r.json()]).toEqual([2, { fault: expect.objectContaining({ kind: 'config' }) }]);
  });
});

describe('model', () => {
  let folder: string;
  beforeAll(() => {
    folder = home();
    fs.writeFileSync(path.join(folder, 'random.gguf'), randomLlama({ seed: 3 }));
    fs.writeFileSync(path.join(folder, 'cut.gguf'), randomLlama({ seed: 3 }).subarray(0, 60_000));
    fs.writeFileSync(path.join(folder, 'head.gguf'), randomLlama({ seed: 3 }).subarray(0, 300));
    fs.writeFileSync(path.join(folder, 'foreign.gguf'), 'PK\u0003\u0004 a zip file with another name');
    fs.writeFileSync(path.join(folder, 'empty.gguf'), '');
  });
  test.each(['cut.gguf', 'head.gguf', 'foreign.gguf', 'empty.gguf', '.'])('%s is refused', async (name) => {
    expect(await refused(['run', sop('cheapest-book'), '--device', 'demo', '--approve', 'deny', '--model', path.join(folder, name)])).toMatchObject({ kind: 'model/file' });
  });
  test('random weights on a free step: real inference, a typed end, and approvals are still needed', async () => {
    const r = await countersign(['run', sop('cheapest-book'), '--device', 'demo', '--approve', 'deny', '--model', path.join(folder, 'random.gguf'), '--json']);
    const report = r.json() as { status: string; fault?: Fault; steps: { number: string; resolvedBy?: string; fault?: Fault }[]; effects: unknown[]; episode: string };
    const chosen = report.steps.filter((s) => s.resolvedBy === 'model');
    expect([['failed', 'handed-over', 'done-unverified', 'stopped', 'done-verified'].includes(report.status), chosen.length > 0, report.fault?.kind === 'internal']).toEqual([true, true, false]);
    expect(r.code).toBe(report.status === 'done-verified' ? 0 : 1);
    const episode = (await countersign(['episode', 'show', report.episode, '--json'])).json() as { records: { model?: { id: string; promptTokens: number } }[] };
    expect(episode.records.find((x) => x.model)?.model).toMatchObject({ id: 'random', promptTokens: expect.any(Number) });
  }, 60_000);
});

describe('devices', () => {
  test('the demo phone, and why there is no other', async () => {
    const r = await countersign(['devices', '--json']);
    expect([r.code, r.json()]).toEqual([0, {
      devices: [{ id: 'demo', serial: expect.any(String), endpoint: 'demo', state: 'device', kind: 'demo', model: 'Countersign Demo', android: '14' }],
      faults: [{ endpoint: 'adb', fault: { kind: 'adb/unreachable', host: '127.0.0.1', port: 1 } }],
    }]);
    const plain = await countersign(['devices']);
    expect([plain.code, plain.out.startsWith('demo '), plain.err.includes('adb start-server')]).toEqual([0, true, true]);
  });
  test.each([['hangs up', (s: net.Socket) => s.end()], ['talks nonsense', (s: net.Socket) => s.end('HTTP/1.1 400 Bad Request\r\n\r\n')], ['says nothing', () => {}]])('an adb server that %s', async (_, answer) => {
    const server = net.createServer((s) => { s.on('error', () => {}); answer(s); });
    const sockets = new Set<net.Socket>();
    server.on('connection', (s) => sockets.add(s));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => { for (const s of sockets) s.destroy(); server.close(); });
    const r = await countersign(['devices', '--json'], { env: { ANDROID_ADB_SERVER_PORT: String((server.address() as net.AddressInfo).port) } });
    const { devices, faults } = r.json() as { devices: { id: string }[]; faults: { fault: Fault }[] };
    expect([r.code, devices.map((d) => d.id), faults.length, faults.every((f) => /^(?:adb|device)\//.test(f.fault.kind))]).toEqual([0, ['demo'], 1, true]);
  });
  test.each(['disconnect', 'unauthorized'])('a run on a phone that is %s', async (fault) => {
    const stop = AbortSignal.timeout(4000);
    const r = await countersign(['run', sop('dark-theme'), '--device', 'demo', '--approve', 'deny', '--fault', fault, '--json'], { signal: stop });
    expect([r.code, r.json().status]).toEqual([1, 'stopped']);
  });
});

describe('demo', () => {
  test('serves until it is interrupted', async () => {
    const stop = new AbortController();
    const heard: string[] = [];
    const ended = countersign(['demo', '--json', '--fault', 'slow-load', '--expose'], { signal: stop.signal, heard: (t) => { heard.push(t); } });
    await expect.poll(() => heard.length).toBe(1);
    const { port, adbd } = JSON.parse(heard[0]!) as { port: number; adbd: number };
    const taken = await refused(['demo', '--port', String(port)]);
    const version = await new Promise<string>((resolve, reject) => {
      const s = net.connect(port, '127.0.0.1', () => s.write('000chost:version'));
      s.on('data', (d) => { resolve(d.toString()); s.destroy(); });
      s.on('error', reject);
    });
    stop.abort();
    expect([taken, version.slice(0, 4), (await ended).code, adbd > 0]).toEqual([{ kind: 'net/port-taken', port }, 'OKAY', 0, true]);
    await expect(new Promise((resolve, reject) => { const s = net.connect(port, '127.0.0.1', () => resolve('open')); s.on('error', reject); })).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  });
});

describe('snapshot', () => {
  test('of files, each by itself', async () => {
    const one = await countersign(['snapshot', DUMP, '--json']);
    const { elements, text, tokens } = one.json() as { elements: { id: number; role: string; label: string; bounds: number[] }[]; text: string; tokens: number };
    expect([one.code, elements.length > 0, elements.every((e) => e.bounds.length === 4 && typeof e.label === 'string' && typeof e.role === 'string'), text.length > 0, tokens > 0]).toEqual([0, true, true, true, true]);
    const none = await countersign(['snapshot', DUMP, path.join(ROOT, 'package.json'), '--json']);
    expect([none.code, none.json()]).toEqual([1, { fault: expect.objectContaining({ kind: 'screen/xml' }) }]);
    const missing = await countersign(['snapshot', '/nowhere.xml', '--json']);
    expect([missing.code, missing.json()]).toEqual([2, { fault: { kind: 'file/not-found', path: '/nowhere.xml' } }]);
  });
  test('of the demo phone; of none', async () => {
    const r = await countersign(['snapshot', '--device', 'demo', '--json']);
    expect([r.code, r.json().elements.some((e: { label: string }) => e.label === 'Settings')]).toEqual([0, true]);
    expect(await refused(['snapshot', '--device', 'nope'])).toMatchObject({ kind: 'device/not-found' });
  });
});

describe('ground', () => {
  const words = (phrase: string): ReturnType<typeof countersign> => countersign(['ground', DUMP, phrase, '--model', 'none', '--json']);
  test('one phrase: what it means, or that it is not here', async () => {
    const shown = (await countersign(['snapshot', DUMP, '--json'])).json() as { elements: { id: number; label: string; role: string; bounds: number[] }[] };
    const first = shown.elements.find((e) => e.role === 'button')!;
    const found = await words('Tap the first button');
    expect([found.code, found.json()]).toEqual([0, { element: first.id, bounds: first.bounds, action: 'click', confidence: 1, by: 'matcher' }]);
    const none = await words('Tap "Nothing of that name"');
    expect([none.code, none.json()]).toEqual([1, { element: null, action: null, confidence: 1, by: 'none' }]);
  });
  test('many, in one process: each line answers for itself', async () => {
    const folder = home();
    const xml = fs.readFileSync(DUMP, 'utf8');
    fs.copyFileSync(DUMP, path.join(folder, 'beside.xml'));
    const lines = [{ id: 'file', xml: 'beside.xml', phrase: 'Go back' }, { id: 2, xml, phrase: 'Scroll down' }, { id: 'bad', xml: '<nothing/>', phrase: 'Go back' }, { id: 'gone', xml: 'gone.xml', phrase: 'Go back' }, { phrase: 'x' }];
    fs.writeFileSync(path.join(folder, 'batch.jsonl'), `${lines.map((l) => JSON.stringify(l)).join('\n')}\n\nnot json\n`);
    const r = await countersign(['ground', '--batch', path.join(folder, 'batch.jsonl'), '--model', 'none']);
    expect([r.code, r.out.split('\n').map((l) => JSON.parse(l) as object)]).toEqual([1, [
      { id: 'file', element: null, action: 'navigate_back', confidence: 1, by: 'matcher' }, { id: 2, element: null, action: 'scroll', direction: 'down', confidence: 1, by: 'matcher' },
      { id: 'bad', fault: expect.objectContaining({ kind: 'screen/xml' }) }, { id: 'gone', fault: expect.objectContaining({ kind: 'file/not-found' }) },
      { id: 5, fault: expect.objectContaining({ kind: 'usage' }) }, { id: 7, fault: expect.objectContaining({ kind: 'usage' }) },
    ]]);
  });
  test('asked for nothing, or with a model that is none', async () => {
    expect([await refused(['ground']), await refused(['ground', DUMP]), await refused(['ground', DUMP, 'x', '--batch', 'y'])]).toEqual(Array(3).fill(expect.objectContaining({ kind: 'usage' })));
    expect(await refused(['ground', DUMP, 'Tap it', '--model', path.join(ROOT, 'package.json')])).toMatchObject({ kind: 'model/file' });
  });
});

describe('sop', () => {
  test('the library has no errors and is in canonical form', async () => {
    const checked = await countersign(['sop', 'check', LIBRARY, '--json']);
    const formatted = await countersign(['sop', 'format', '--check', LIBRARY, '--json']);
    expect([checked.code, checked.json().files.length, checked.json().errors, formatted.code, formatted.json().changed]).toEqual([0, 19, 0, 0, 0]);
  });
  test('problems have a place', async () => {
    const file = sopFile('1. Tap {{nothing}}.');
    const r = await countersign(['sop', 'check', file, '--json']);
    expect([r.code, r.json().files[0].problems.find((p: { severity: string }) => p.severity === 'error')]).toEqual([1, expect.objectContaining({ line: expect.any(Number), column: expect.any(Number), message: expect.any(String), code: expect.any(String) })]);
    expect((await countersign(['sop', 'check', file])).out).toMatch(/small\.sop\.md:\d+:\d+: error /);
  });
  test('format writes, and then has nothing to do', async () => {
    const file = sopFile('1)   go home\n2)   tap  "A"');
    const runs: Ran[] = [];
    for (const argv of [['--check'], [], ['--check']]) runs.push(await countersign(['sop', 'format', file, ...argv, '--json']));
    expect(runs.map((r) => [r.code, r.json().changed])).toEqual([[1, 1], [0, 1], [0, 0]]);
  });
  test.each(['check', 'format'])('%s of what is not there', async (word) => {
    expect(await refused(['sop', word, '/nowhere'])).toEqual({ kind: 'file/not-found', path: '/nowhere' });
  });
});

describe('episode', () => {
  test('list and show, also of damaged ones', async () => {
    const data = home();
    const none = await countersign(['episode', 'list', '--json'], { data });
    const run = (await countersign(['run', sop('open-settings'), '--device', 'demo', '--approve', 'deny', '--json'], { data })).json() as { episode: string };
    const id = path.basename(run.episode);
    const root = path.dirname(run.episode);
    // A torn last line, one in the middle that is none, an episode without a head, one of the future, an empty folder.
    fs.cpSync(run.episode, path.join(root, 'torn'), { recursive: true });
    const file = path.join(root, 'torn', 'episode.jsonl');
    const lines = fs.readFileSync(file, 'utf8').trim().split('\n');
    fs.writeFileSync(file, `${[...lines.slice(0, 2), 'garbage', ...lines.slice(2, -1)].join('\n')}\n${lines.at(-1)!.slice(0, 20)}`);
    for (const [name, text] of [['headless', lines.slice(1).join('\n')], ['future', JSON.stringify({ ...JSON.parse(lines[0]!), v: 99 })], ['blank', '']] as const) {
      fs.mkdirSync(path.join(root, name));
      fs.writeFileSync(path.join(root, name, 'episode.jsonl'), text);
    }
    fs.mkdirSync(path.join(root, 'nothing'));

    const list = await countersign(['episode', 'list', '--json'], { data });
    const { episodes, unreadable } = list.json() as { episodes: { id: string; status: string }[]; unreadable: string[] };
    expect([none.json(), list.code, episodes.map((e) => [e.id, e.status]).sort(), unreadable.sort()]).toEqual([
      { episodes: [], unreadable: [] }, 0, [[id, 'done-verified'], ['torn', 'interrupted']], ['blank', 'future', 'headless', 'nothing'],
    ]);
    const torn = (await countersign(['episode', 'show', 'torn', '--json'], { data })).json() as { status: string; damaged: number };
    const whole = (await countersign(['episode', 'show', run.episode, '--json'])).json() as { status: string; damaged: number; records: unknown[] };
    expect([torn.status, torn.damaged, whole.status, whole.damaged, whole.records.length > 3]).toEqual(['interrupted', 2, 'done-verified', 0, true]);
    expect((await countersign(['episode', 'show', 'torn'], { data })).out).toContain('interrupted, 2 damaged lines');
    for (const name of ['headless', 'future', 'blank']) expect(await refused(['episode', 'show', name], data)).toMatchObject({ kind: 'file/damaged' });
    for (const name of ['absent', 'nothing', '..', '.hidden']) expect(await refused(['episode', 'show', name], data)).toMatchObject({ kind: 'run/not-found' });
  });
});
