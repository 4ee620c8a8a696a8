// The real adb client, unmodified, against the demo phone's server.

import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { decodePng } from '../../electron/base/png.ts';
import { fakePhone } from './fake-phone.ts';
import { adb, adbMissing, raw, serve } from './serve.ts';

describe.skipIf(adbMissing)(`adb client${adbMissing ? ' (skipped: no adb in PATH)' : ''}`, () => {
  let s: Awaited<ReturnType<typeof serve>>;
  let folder: string;
  beforeAll(async () => { s = await serve(); folder = mkdtempSync(path.join(tmpdir(), 'demo-adb-')); });
  afterAll(async () => { await s.server.close(); rmSync(folder, { recursive: true }); });
  const run = (...args: string[]): ReturnType<typeof adb> => adb(s.port, args);

  test('lists the phone', async () => {
    expect(await run('devices', '-l')).toMatchObject({ code: 0, err: '', out: 'List of devices attached\ndemo-1                 device product:demo model:Demo_Phone device:demo transport_id:1\n\n' });
    expect((await run('get-state')).out).toBe('device\n');
    expect((await run('wait-for-device')).code).toBe(0);
  });

  test('keeps stdout, stderr and the exit code apart', async () => {
    expect(await run('shell', 'echo out; echo err >&2; exit 7')).toMatchObject({ code: 7, out: 'out\n', err: 'err\n' });
    expect(await run('shell', 'nothing-here')).toMatchObject({ code: 127, out: '', err: '/system/bin/sh: nothing-here: inaccessible or not found\n' });
    expect(await adb(s.port, ['shell', 'cat'], 'through stdin')).toMatchObject({ code: 0, out: 'through stdin' });
  });

  test('takes a picture as PNG and raw', async () => {
    const png = await run('exec-out', 'screencap', '-p');
    const shown = Buffer.from(s.phone.frame().data);
    const decoded = decodePng(png.bytes);
    expect([decoded?.width, decoded?.height, decoded?.data.equals(shown)]).toEqual([720, 1600, true]);
    const bare = (await run('exec-out', 'screencap')).bytes;
    expect([bare.readUInt32LE(0), bare.readUInt32LE(4), bare.readUInt32LE(8), bare.length]).toEqual([720, 1600, 1, 16 + 720 * 1600 * 4]);
  });

  test('a protected screen is black', async () => {
    s.phone.secure = true;
    const bare = (await run('exec-out', 'screencap')).bytes.subarray(16);
    s.phone.secure = false;
    expect([bare.readUInt32BE(0), new Set(bare.subarray(0, 40_000)).size]).toEqual([255, 2]);
  });

  test('pushes and pulls 5 MB unchanged', async () => {
    const file = path.join(folder, 'five');
    const data = randomBytes(5_000_000);
    writeFileSync(file, data);
    expect((await run('push', file, '/sdcard/Download/five')).code).toBe(0);
    expect((await run('shell', 'stat -c %s /sdcard/Download/five; md5sum -b < /sdcard/Download/five | wc -c')).out).toBe('5000000\n33\n');
    expect((await run('pull', '/sdcard/Download/five', `${file}.back`)).code).toBe(0);
    expect(readFileSync(`${file}.back`).equals(data)).toBe(true);
    // Some versions of the client report on stdout, some on stderr.
    const refused = await run('push', file, '/system/five');
    expect([refused.code, refused.out + refused.err]).toEqual([1, expect.stringContaining('Read-only file system')]);
    const missing = await run('pull', '/sdcard/none', `${file}.none`);
    expect([missing.code, missing.out + missing.err]).toEqual([1, expect.stringContaining('No such file or directory')]);
  });

  test('pushes and pulls a folder', async () => {
    writeFileSync(path.join(folder, 'ä b.txt'), 'one');
    expect((await run('push', path.join(folder, 'ä b.txt'), '/sdcard/tree/deep/ä b.txt')).code).toBe(0);
    expect((await run('pull', '/sdcard/tree', path.join(folder, 'tree'))).code).toBe(0);
    expect(readFileSync(path.join(folder, 'tree/deep/ä b.txt'), 'utf8')).toBe('one');
  });

  test('forwards a port to the phone and back', async () => {
    const port = Number((await run('forward', 'tcp:0', 'tcp:7')).out);
    expect((await run('forward', '--list')).out).toContain(`demo-1 tcp:${port} tcp:7\n`);
    expect((await raw(port, ['echo me'], { until: (b) => b.length === 7 })).toString()).toBe('echo me');
    expect((await run('reverse', 'tcp:9000', `tcp:${s.port}`)).code).toBe(0);
    expect((await run('reverse', '--list')).out).toContain(`UsbFfs tcp:9000 tcp:${s.port}\n`);
    // A forward to the reversed port leads through the phone and back to this server.
    const round = Number((await run('forward', 'tcp:0', 'tcp:9000')).out);
    expect((await raw(round, ['000chost:version'])).toString()).toBe('OKAY00040029');
    expect((await run('reverse', '--remove-all')).code).toBe(0);
    expect((await run('forward', '--remove-all')).code).toBe(0);
    expect((await run('forward', '--list')).out.trim()).toBe('');
  });

  test('dumps the tree, and says in words when it cannot', async () => {
    expect((await run('shell', 'uiautomator', 'dump')).out).toBe('UI hierchary dumped to: /sdcard/window_dump.xml\n');
    const direct = (await run('exec-out', 'uiautomator', 'dump', '/dev/tty')).out;
    expect((await run('shell', 'cat', '/sdcard/window_dump.xml')).out + 'UI hierchary dumped to: /dev/tty\n').toBe(direct);
    s.phone.setFault('dump-not-idle', true);
    expect(await run('shell', 'uiautomator', 'dump')).toMatchObject({ code: 0, out: '', err: 'ERROR: could not get idle state.\n' });
    expect((await run('shell', 'uiautomator', 'dump', '--compressed')).out).toContain('dumped to');
    s.phone.setFault('dump-not-idle', false);
  });

  test('input acts on the phone', async () => {
    s.phone.calls.length = 0;
    s.phone.text = '';
    await run('shell', 'input tap 100 200');
    await run('shell', 'input swipe 10 20 30 400 250');
    await run('shell', 'input text a%sb\\&c');
    await run('shell', 'input keyevent KEYCODE_HOME 4 ENTER nonsense');
    await run('shell', 'input motionevent DOWN 5 6');
    expect(s.phone.calls).toEqual([
      ['gesture', [100, 200, 0], [100, 200, 0]], ['gesture', [10, 20, 0], [30, 400, 250]], ['text', 'a b&c'], ['key', 'HOME'], ['key', 'BACK'], ['key', 'ENTER'], ['pointer', 'down', 5, 6],
    ]);
    expect(await run('shell', 'input text 你好')).toMatchObject({ code: 255, out: '', err: expect.stringContaining('NullPointerException: Attempt to get length of null array') });
    expect((await run('shell', 'input tap x 2')).err).toContain('NumberFormatException: For input string: "x"');
  });

  test('types any Unicode through the keyboard broadcast', async () => {
    s.phone.text = 'old';
    expect((await run('shell', 'ime list -s')).out).toContain('com.android.adbkeyboard/.AdbIME\n');
    await run('shell', 'am broadcast -a ADB_CLEAR_TEXT');
    expect((await run('shell', `am broadcast -a ADB_INPUT_B64 --es msg ${Buffer.from('你好 🙂 "x"').toString('base64')}`)).out).toBe('Broadcasting: Intent { act=ADB_INPUT_B64 } (has extras)\nBroadcast completed: result=-1\n');
    expect(s.phone.text).toBe('你好 🙂 "x"');
  });

  test('tells what it is and what is in front', async () => {
    expect((await run('shell', 'getprop ro.product.model; getprop ro.build.version.release; wm size; wm density; settings get secure default_input_method')).out).toBe('Demo Phone\n14\nPhysical size: 720x1600\nPhysical density: 320\ncom.google.android.inputmethod.latin/com.android.inputmethod.latin.LatinIME\n');
    await run('shell', 'am start -n com.countersign.notes/.MainActivity');
    const window = (await run('shell', 'dumpsys window')).out;
    expect(window).toMatch(/mCurrentFocus=Window\{\w+ u0 com\.countersign\.notes\/com\.countersign\.notes\.MainActivity\}/);
    expect(window).toMatch(/mFocusedApp=ActivityRecord\{\w+ u0 com\.countersign\.notes\/\.MainActivity t\d+\}/);
    expect(window).toContain('mShowingLockscreen=false');
    expect((await run('shell', 'dumpsys input_method | grep -o mInputShown=true')).out).toBe('mInputShown=true\n');
    expect((await run('shell', 'pm list packages -3')).out).toBe('package:com.countersign.bank\npackage:com.countersign.notes\n');
    expect((await run('shell', 'cmd package resolve-activity --brief com.countersign.bank')).out.split('\n')[1]).toBe('com.countersign.bank/.MainActivity');
  });

  test('starts apps', async () => {
    expect((await run('shell', 'am start -W -n com.countersign.bank/.MainActivity')).out).toMatch(/^Starting: Intent \{ cmp=com\.countersign\.bank\/\.MainActivity \}\nStatus: ok\n[\s\S]*Activity: com\.countersign\.bank\/\.MainActivity\n/);
    expect(await run('shell', 'am start -n no.such/.App')).toMatchObject({ code: 1, err: 'Error type 3\nError: Activity class {no.such/.App} does not exist.\n' });
    expect((await run('shell', 'monkey -p com.countersign.notes -c android.intent.category.LAUNCHER 1')).out).toContain('Events injected: 1');
  });

  test('shows the log', async () => {
    expect((await run('logcat', '-d', '-v', 'time')).out).toBe('--------- beginning of main\n01-01 00:00:01.000 I/Boot    ( 1200): completed\n01-01 00:00:02.000 W/Notes   ( 1200): two\n01-01 00:00:02.000 W/Notes   ( 1200): lines\n');
    expect((await run('logcat', '-d', '-v', 'raw', '-s', 'Boot')).out).toBe('completed\n');
  });

  test('describes the touch screen and streams touches', async () => {
    expect((await run('shell', 'getevent', '-lp')).out).toContain('ABS_MT_POSITION_X     : value 0, min 0, max 719, fuzz 0, flat 0, resolution 0\n');
    const streaming = run('shell', 'getevent -lt -c 2 /dev/input/event1');
    const timer = setInterval(() => {
      s.phone.touch({ type: 1, code: 0x14a, value: 1, at: 12345.678 });
      s.phone.touch({ type: 3, code: 0x39, value: -1, at: 20000 });
    }, 30);
    const { out } = await streaming;
    clearInterval(timer);
    expect(out).toBe('[      12.345678] EV_KEY       BTN_TOUCH            DOWN                \n[      20.000000] EV_ABS       ABS_MT_TRACKING_ID   ffffffff            \n');
  });
});

describe.skipIf(adbMissing)('adb client and a phone that comes and goes', () => {
  test('unauthorized and unplugged', async () => {
    await using s = await serve([fakePhone({ width: 32, height: 64 }), fakePhone({ serial: 'demo-2', width: 32, height: 64 })]);
    expect((await adb(s.port, ['shell', 'true'])).err).toBe('error: more than one device/emulator\n');
    s.phone.setFault('unauthorized', true);
    expect((await adb(s.port, ['devices'])).out).toBe('List of devices attached\ndemo-1\tunauthorized\ndemo-2\tdevice\n\n');
    expect((await adb(s.port, ['-s', 'demo-1', 'shell', 'true'])).err).toContain('error: device unauthorized.');
    s.phone.setFault('unauthorized', false);
    const streaming = adb(s.port, ['-s', 'demo-1', 'shell', 'echo ready; getevent']);
    setTimeout(() => s.phone.setFault('disconnect', true), 300);
    expect((await streaming).out).toContain('ready\n');
    expect((await adb(s.port, ['devices'])).out).toBe('List of devices attached\ndemo-2\tdevice\n\n');
    expect((await adb(s.port, ['-s', 'demo-1', 'shell', 'true'])).err).toBe("error: device 'demo-1' not found\n");
    const waiting = adb(s.port, ['-s', 'demo-1', 'wait-for-device']);
    setTimeout(() => s.phone.setFault('disconnect', false), 100);
    expect((await waiting).code).toBe(0);
    await adb(s.port, ['kill-server']);
    expect((await adb(s.port, ['connect', '10.0.0.1:5555'])).out).toContain('this server serves the demo phone only');
  });
});
