import { describe, expect, test } from 'vitest';
import { appLabel, listApps, parseComponents } from '../../electron/device/apps.ts';
import { createInput, planGesture, typeSteps, type TypeStep } from '../../electron/device/input.ts';
import { faultOf } from '../../electron/protocol/faults.ts';
import { fakeClock } from './fake-adb.ts';
import { fakeDevice } from './fake-device.ts';

const clock = fakeClock();

/** What Android's `input text` makes of its argument (Input.java, sendText). */
const android = (arg: string): string => {
  let out = '';
  for (let i = 0; i < arg.length; i++) { if (arg[i] === '%' && arg[i + 1] === 's') { out += ' '; i++; } else out += arg[i]; }
  return out;
};
const typed = (steps: TypeStep[]): string => steps.map((s) => ('ascii' in s ? android(s.ascii) : 'key' in s ? (s.key === 'ENTER' ? '\n' : '\t') : s.unicode)).join('');

describe('text', () => {
  test.each(['', 'a', '%s', '%%s', '100%sure', '% s', '%s%s%s', 's%s%', 'a b  c', 'line\nnext\tcell', 'x'.repeat(81), `${'%'.repeat(80)}s`, ' '.repeat(200), 'né 👩‍👩‍👧x', 'a\r\nb'])('%j is typed as it is', (text) => {
    const steps = typeSteps(text);
    expect(typed(steps)).toBe(text.replaceAll('\r\n', '\n'));
    expect(steps.filter((s) => 'ascii' in s && android(s.ascii).length > 80)).toEqual([]);
  });

  test('beyond ASCII needs the input method, and says how to get it', async () => {
    const input = createInput(fakeDevice(() => ({ stdout: 'com.android.inputmethod.latin/.LatinIME\n' })), clock);
    await expect(input.text('ü')).rejects.toMatchObject({ fault: { kind: 'device/unsupported', why: expect.stringContaining('ADBKeyBoard') } });
    expect(input.textCap.available).toBe(false);
  });

  test('through the input method leaves the own one as it was', async () => {
    const time = fakeClock();
    const device = fakeDevice((line) => (line.startsWith('ime list') ? { stdout: 'a/.B\ncom.android.adbkeyboard/.AdbIME\n' } : line.startsWith('settings') ? { stdout: 'a/.B\n' } : {}));
    const typing = createInput(device, time).text('ü\r\nü');
    for (let i = 0; i < 20; i++) await time.advance(100);
    expect(await typing).toEqual({ how: 'ADBKeyBoard' });
    expect(device.asked).toEqual(['ime list -s', 'settings get secure default_input_method', 'ime set com.android.adbkeyboard/.AdbIME', `am broadcast -a ADB_INPUT_B64 --es msg ${Buffer.from('ü\nü').toString('base64')}`, 'ime set a/.B']);
  });

  test('is cleared in few commands', async () => {
    const device = fakeDevice(() => ({}));
    await createInput(device, clock).clear(65);
    expect(device.asked.map((l) => [l.split(' ').length - 2, l.includes('MOVE_END')])).toEqual([[61, true], [5, false]]);
    await createInput(device, clock).clear(0);
    expect(device.asked).toHaveLength(2);
  });
});

describe('gestures', () => {
  const straight = [[0, 0, 0], [50, 1, 50], [100, 0, 100]] as const;
  const bent = [[0, 0, 0], [50, 80, 50], [100, 0, 100]] as const;
  test('are planned by what the phone can do', () => {
    expect(planGesture([[5, 6, 0]], undefined, true)).toEqual({ how: 'tap', x: 5, y: 6 });
    expect(planGesture([[5, 6, 10], [7, 8, 310]], undefined, true)).toEqual({ how: 'swipe', from: [5, 6], to: [7, 8], ms: 300 });
    expect([planGesture(straight, 3, true).how, planGesture(straight, 400, true).how, planGesture(bent, 400, true).how, planGesture(bent, 3, false).how]).toEqual(['events', 'swipe', 'events', 'swipe']);
  });

  test('end with the finger up even when the phone refuses in the middle', async () => {
    const device = fakeDevice((line) => (line.includes('MOVE') ? { code: 1, stderr: 'SecurityException' } : {}));
    await expect(createInput(device, fakeClock()).gesture([[0, 0, 0], [5, 5, 0], [9, 9, 0]])).rejects.toMatchObject({ fault: { kind: 'device/shell' } });
    expect(device.asked).toEqual(['input motionevent DOWN 0 0', 'input motionevent MOVE 5 5', 'input motionevent UP 0 0']);
  });

  test('fall back to a swipe where there are no single events', async () => {
    const device = fakeDevice((line) => (line.includes('motionevent') ? { stderr: 'Error: Unknown command: motionevent' } : {}));
    await createInput(device, fakeClock()).gesture([[0, 0, 0], [5, 50, 40], [9.4, 9.6, 90]]);
    expect(device.asked).toEqual(['input motionevent DOWN 0 0', 'input swipe 0 0 9 10 90']);
  });

  test('keys and coordinates are checked before anything is sent', async () => {
    const device = fakeDevice(() => ({}));
    const input = createInput(device, clock);
    expect(faultOf(await input.key('BACK; reboot').catch((e: unknown) => e)).kind).toBe('usage');
    expect(faultOf(await input.tap(Number.NaN, 1).catch((e: unknown) => e)).kind).toBe('internal');
    expect(faultOf(await input.gesture([]).catch((e: unknown) => e)).kind).toBe('internal');
    expect(device.asked).toEqual([]);
  });

  test('ROTATE turns an upright screen on its side and any other upright, and says so when the phone does not tell', async () => {
    const turned = async (dump: string): Promise<string[]> => {
      const device = fakeDevice((line) => (line.startsWith('dumpsys') ? { stdout: dump } : {}));
      await createInput(device, clock).key('ROTATE');
      return device.asked.slice(1);
    };
    const put = (n: number): string[] => ['settings put system accelerometer_rotation 0', `settings put system user_rotation ${n}`];
    expect([await turned('mRotation=0'), await turned('mCurrentRotation=ROTATION_90'), await turned('mRotation=2')]).toEqual([put(1), put(0), put(0)]);
    await expect(createInput(fakeDevice(() => ({})), clock).key('ROTATE')).rejects.toMatchObject({ fault: { kind: 'device/unsupported', what: 'turn the screen' } });
  });
});

describe('apps', () => {
  test('start by their launcher activity, or by monkey', async () => {
    const device = fakeDevice((line) => (line.startsWith('cmd package') ? { stdout: 'priority=0 preferredOrder=0\ncom.a.b/.Main\n' } : { stdout: 'Starting: Intent' }));
    await createInput(device, clock).startApp('com.a.b');
    expect(device.asked[1]).toBe('am start -a android.intent.action.MAIN -c android.intent.category.LAUNCHER -f 0x10200000 -n com.a.b/.Main');
    const old = fakeDevice((line) => (line.startsWith('cmd') ? { code: 127, stderr: 'cmd: not found' } : { stdout: 'Events injected: 1' }));
    await createInput(old, clock).startApp('com.a.b');
    expect(old.asked[1]).toBe('monkey -p com.a.b -c android.intent.category.LAUNCHER 1');
    const none = fakeDevice(() => ({ stdout: 'No activity found', code: 0, stderr: 'monkey aborted' }));
    expect(faultOf(await createInput(none, clock).startApp('com.a.b').catch((e: unknown) => e))).toEqual({ kind: 'action/app-not-found', app: 'com.a.b', known: [] });
  });

  test('are read in every form of the answer', () => {
    expect(parseComponents('com.a/.Main\ncom.b/com.b.x.Y$Z\n')).toEqual([{ package: 'com.a', activity: '.Main' }, { package: 'com.b', activity: 'com.b.x.Y$Z' }]);
    expect(parseComponents('2 activities found:\n  Activity #0:\n    priority=0 isDefault=false\n    com.a/.Main\n  Activity #1:\n    priority=0\n    com.b/.M\n')).toEqual([{ package: 'com.a', activity: '.Main' }, { package: 'com.b', activity: '.M' }]);
    expect(parseComponents('1 activities found:\n  Activity #0:\n    ActivityInfo:\n      name=com.a.Main\n      packageName=com.a\n      labelRes=0x7f nonLocalizedLabel=null icon=0x7f banner=0x0\n      ApplicationInfo:\n        name=com.a.App\n        packageName=com.a\n        labelRes=0x0 nonLocalizedLabel=My App icon=0x7f banner=0x0\n')).toEqual([{ package: 'com.a', activity: 'com.a.Main', label: 'My App' }]);
  });

  test('get a label a person knows', () => {
    expect([appLabel('com.a', 'Shop'), appLabel('com.android.deskclock'), appLabel('com.acme.parcelTracker.android'), appLabel('org.mozilla.fenix', 'null'), appLabel('io.app')]).toEqual(['Shop', 'Clock', 'Parcel Tracker', 'Fenix', 'App']);
  });

  test('are packages alone on old phones, and a fault when nothing answers', async () => {
    expect(await listApps(fakeDevice((line) => (line.startsWith('pm') ? { stdout: 'package:com.b.two\npackage:com.android.settings\n' } : { code: 127 })))).toEqual([{ package: 'com.android.settings', label: 'Settings', activity: '' }, { package: 'com.b.two', label: 'Two', activity: '' }]);
    await expect(listApps(fakeDevice(() => ({ code: 127, stderr: 'not found' })))).rejects.toMatchObject({ fault: { kind: 'device/shell', code: 127 } });
  });
});
