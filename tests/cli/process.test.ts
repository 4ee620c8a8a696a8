// The command line as a process of its own: signals, kill -9, pipes, full disks; what it leaves behind and what it does not.

import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { countersign, home, LIBRARY, NO_ADB, ROOT } from './in-process.ts';

const NODE = path.join(ROOT, 'node_modules/node/bin/node');
const sop = (name: string): string => path.join(LIBRARY, `${name}.sop.md`);
const children = new Set<ChildProcess>();
afterAll(() => { for (const c of children) c.kill('SIGKILL'); });

interface Process { child: ChildProcess; ended: Promise<{ code: number | null; signal: string | null; out: string; err: string }>; says(pattern: RegExp): Promise<RegExpMatchArray> }

function start(argv: string[], o: { data: string; stdin?: string }): Process {
  const child = spawn(NODE, [path.join(ROOT, 'electron/cli.ts'), ...argv], { env: { PATH: process.env.PATH, COUNTERSIGN_HOME: o.data, ANDROID_ADB_SERVER_PORT: NO_ADB }, stdio: [o.stdin === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'] });
  children.add(child);
  if (o.stdin !== undefined) child.stdin!.end(o.stdin);
  let out = '';
  let err = '';
  const hear = new Set<() => void>();
  child.stdout!.on('data', (d: Buffer) => { out += d.toString(); for (const h of hear) h(); });
  child.stderr!.on('data', (d: Buffer) => { err += d.toString(); for (const h of hear) h(); });
  const ended = new Promise<Awaited<Process['ended']>>((resolve) => child.once('close', (code, signal) => { children.delete(child); resolve({ code, signal, out, err }); }));
  return {
    child, ended,
    says: (pattern) => new Promise((resolve, reject) => {
      const look = (): void => {
        const found = pattern.exec(out) ?? pattern.exec(err);
        if (found) { hear.delete(look); resolve(found); }
      };
      hear.add(look);
      look();
      void ended.then((e) => reject(new Error(`It ended (${e.code}) without saying ${String(pattern)}: ${e.out}${e.err}`)));
    }),
  };
}

/** Every file below a folder that holds the text, also as UTF-16 or inside base64. */
function filesHolding(folder: string, text: string): string[] {
  const forms = [Buffer.from(text), Buffer.from(text, 'utf16le'), ...[0, 1, 2].map((n) => Buffer.from(Buffer.concat([Buffer.alloc(n), Buffer.from(text)]).toString('base64').slice(n === 0 ? 0 : 4, -4)))];
  return fs.readdirSync(folder, { recursive: true, withFileTypes: true }).filter((d) => d.isFile()).map((d) => path.join(d.parentPath, d.name)).filter((f) => { const data = fs.readFileSync(f); return forms.some((x) => data.includes(x)); });
}

/** Ports this process and its children listen on, by the kernel's word. */
function listening(pid: number): string[] {
  const inodes = new Set(fs.readdirSync(`/proc/${pid}/fd`).flatMap((fd) => { try { return [/^socket:\[(\d+)\]$/.exec(fs.readlinkSync(`/proc/${pid}/fd/${fd}`))?.[1] ?? '']; } catch { return []; } }));
  return ['tcp', 'tcp6'].flatMap((t) => fs.readFileSync(`/proc/net/${t}`, 'utf8').split('\n').slice(1)).map((l) => l.trim().split(/\s+/)).filter((f) => f[3] === '0A' && inodes.has(f[9] ?? '')).map((f) => f[1]!);
}
const stillListening = (addresses: string[]): string[] => addresses.filter((a) => ['tcp', 'tcp6'].some((t) => fs.readFileSync(`/proc/net/${t}`, 'utf8').split('\n').some((l) => l.includes(` ${a} `) && l.includes(' 0A '))));

describe.concurrent('a process', { timeout: 40_000 }, () => {
  test('with a secret: report and JUnit are written, and the secret is in nothing that is left', async () => {
    const data = home();
    const report = path.join(data, 'reports');
    const r = await start(['run', sop('join-wifi'), '--device', 'demo', '--examples', '--approve', path.join(LIBRARY, 'approvals.json'), '--report', report, '--save', path.join(data, 'phone.json'), '--json'], { data }).ended;
    const result = JSON.parse(r.out) as { status: string; report: string };
    expect([r.code, result.status, result.report, fs.readdirSync(report).sort()]).toEqual([0, 'done-verified', path.join(report, 'settings.join-wifi.html'), ['settings.join-wifi.html', 'settings.join-wifi.junit.xml']]);
    const html = fs.readFileSync(result.report, 'utf8');
    const junit = fs.readFileSync(path.join(report, 'settings.join-wifi.junit.xml'), 'utf8');
    expect([/<script[^>]+src=|<link|https?:\/\/(?!www\.w3\.org)/.test(html), /data:image\/png;base64,/.test(html), /<testsuite[^>]+failures="0"/.test(junit)]).toEqual([false, true, true]);
    const SECRET = 'counter-sign-42';
    // The phone's own state knows the password of the network: that file was asked for by name.
    expect(filesHolding(data, SECRET)).toEqual([path.join(data, 'phone.json')]);
    expect((r.out.replace(/"effects":.*?(?="episode")/s, '') + r.err).includes(SECRET)).toBe(false);
  });

  test('Ctrl+C ends a run in order and leaves neither process nor socket', async () => {
    const data = home();
    const p = start(['run', sop('zh-dark-theme'), '--device', 'demo', '--approve', 'deny'], { data });
    await p.says(/Open "Settings"/);
    const before = listening(p.child.pid!);
    expect(before.length).toBeGreaterThan(0);
    // Twice, as npm passes on what the terminal sends to both.
    p.child.kill('SIGINT');
    p.child.kill('SIGINT');
    const { code, signal, out } = await p.ended;
    expect([code, signal, /: stopped, /.test(out), fs.existsSync(`/proc/${p.child.pid!}`), stillListening(before)]).toEqual([1, null, true, false, []]);
    const { episodes } = (await countersign(['episode', 'list', '--json'], { data })).json() as { episodes: { status: string; path: string }[] };
    expect([episodes.map((e) => e.status), fs.existsSync(path.join(episodes[0]!.path, 'report.html'))]).toEqual([['stopped'], true]);
  });

  test('nobody at the terminal: it says so instead of waiting', async () => {
    const data = home();
    const p = start(['run', sop('delete-contact'), '--device', 'demo', '--examples', '--param', 'name=Aaron Bell'], { data });
    const { code, err } = await p.ended;
    expect([code, err.includes('--approve FILE or --approve deny')]).toEqual([1, true]);
  });

  test('Ctrl+C ends demo', async () => {
    const p = start(['demo', '--json'], { data: home() });
    await p.says(/"port":(\d+)/);
    const before = listening(p.child.pid!);
    p.child.kill('SIGINT');
    expect([(await p.ended).code, before.length, stillListening(before)]).toEqual([0, 1, []]);
  });

  test('kill -9 in the middle of a run leaves an episode that reads as interrupted', async () => {
    const data = home();
    const p = start(['run', sop('zh-dark-theme'), '--device', 'demo', '--approve', 'deny'], { data });
    await p.says(/Open "Settings"/);
    p.child.kill('SIGKILL');
    expect((await p.ended).signal).toBe('SIGKILL');
    const { episodes } = (await countersign(['episode', 'list', '--json'], { data })).json() as { episodes: { id: string; status: string }[] };
    const shown = await countersign(['episode', 'show', episodes[0]!.id, '--json'], { data });
    const e = shown.json() as { status: string; records: { what: string }[] };
    expect([shown.code, episodes[0]!.status, e.status, e.records.some((r) => r.what === 'Open "Settings"')]).toEqual([0, 'interrupted', 'interrupted', true]);
  });

  test('whoever reads it may leave early', async () => {
    const p = start(['run', sop('zh-dark-theme'), '--device', 'demo', '--approve', 'deny'], { data: home() });
    await p.says(/Go home/);
    p.child.stdout!.destroy();
    expect((await p.ended).code).toBe(1);
  });

  test('snapshot --stdin: a path in, a line out, whatever the path', async () => {
    const dumps = path.join(ROOT, 'tests/screen/fixtures');
    const files = [...fs.readdirSync(dumps).filter((f) => f.endsWith('.xml')).slice(0, 5).map((f) => path.join(dumps, f)), '/nowhere.xml', dumps, path.join(ROOT, 'package.json')];
    const r = await start(['snapshot', '--stdin'], { data: home(), stdin: `${files.join('\r\n')}\n\n` }).ended;
    const lines = r.out.trim().split('\n').map((l) => JSON.parse(l) as { elements?: unknown[]; fault?: { kind: string } });
    expect([r.code, lines.length, lines.every((l) => (l.elements !== undefined) !== (l.fault !== undefined)), lines.slice(-4).map((l) => l.fault?.kind)]).toEqual([0, files.length + 1, true, ['file/not-found', 'file/unreadable', 'screen/xml', 'usage']]);
  });
});

/** A file system of a given size; undefined where this user may not mount one. */
function smallDisk(bytes: number): { folder: string; release(): void } | undefined {
  const folder = home();
  try { execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${bytes}`, 'countersign-test', folder], { stdio: 'ignore' }); } catch { return undefined; }
  return { folder, release: () => execFileSync('umount', ['-l', folder]) };
}

const disk = smallDisk(400 * 1024);
afterAll(() => disk?.release());
if (disk === undefined) console.warn('skipped: a full disk, as this user may not mount a small one');

describe.skipIf(disk === undefined)('a full disk', () => {
  test('ends the run with its fault; what was written stays readable', async () => {
    const data = path.join(disk!.folder, 'data');
    const r = await start(['run', sop('create-contact'), '--device', 'demo', '--examples', '--approve', 'deny', '--json'], { data }).ended;
    const result = JSON.parse(r.out) as { status: string; fault: { kind: string }; episode: string };
    expect([r.code, result.status, result.fault.kind]).toEqual([2, 'failed', 'file/full']);
    const { status, records } = (await countersign(['episode', 'show', result.episode, '--json'])).json() as { status: string; records: unknown[] };
    expect([['failed', 'interrupted'].includes(status), records.length > 0]).toEqual([true, true]);
    // Formatting an SOP there: the old text stays.
    const file = path.join(disk!.folder, 'a.sop.md');
    fs.writeFileSync(file, '1)  x');
    const filler = fs.openSync(path.join(disk!.folder, 'filler'), 'w');
    try { for (;;) fs.writeSync(filler, Buffer.alloc(4096)); } catch { fs.closeSync(filler); }
    const f = await countersign(['sop', 'format', file, '--json']);
    expect([f.code, f.json().fault?.kind, fs.readFileSync(file, 'utf8'), fs.readdirSync(disk!.folder).filter((n) => n.endsWith('.tmp'))]).toEqual([2, 'file/full', '1)  x', []]);
  }, 40_000);
});
