// The demo phone as a person and an adb command meet it: what is seen, touched, typed, and what goes wrong.

import { describe, expect, test } from 'vitest';
import { createPhone } from '../../electron/demo-phone/phone.ts';
import { diffState } from '../../electron/demo-phone/system/diff.ts';
import type { PhoneState } from '../../electron/demo-phone/types.ts';
import { fixture, person } from './fixture.ts';
import { ManualClock } from './manual-clock.ts';

/** Middle of a key of the soft keyboard, by its row and place; the keyboard is in no dump. */
const KEYS = ['qwertyuiop', 'asdfghjkl', ' zxcvbnm'];
function keyAt(c: string): [number, number] {
  const row = KEYS.findIndex((r) => r.includes(c.toLowerCase()));
  const i = KEYS[row]?.indexOf(c.toLowerCase()) ?? -1;
  const y = 1600 - 96 - 512 + 12 + 62 + row * 124;
  // Rows of ten, of nine indented by half a key, of seven between two wide keys.
  if (row === 0) return [6 + 71 * (i + 0.5), y];
  if (row === 1) return [42 + 71 * (i + 0.5), y];
  return [6 + 106 + 71 * (i - 0.5), y];
}
const SHIFT: [number, number] = [55, 1600 - 96 - 512 + 12 + 62 + 2 * 124];
const BACKSPACE: [number, number] = [665, SHIFT[1]];
const ENTER: [number, number] = [665, SHIFT[1] + 124];

describe('what a dump says', () => {
  test('golden: the fixture, whole', async () => {
    const p = person();
    p.start();
    await expect(p.xml().replaceAll('><', '>\n<')).toMatchFileSnapshot('golden/main.xml');
    await expect(p.xml(true).replaceAll('><', '>\n<')).toMatchFileSnapshot('golden/main.compressed.xml');
    p.phone.close();
  });

  test('fields: the hint stands in for an empty text, passwords are bullets, what is scrolled away is not there', async () => {
    const p = person();
    p.start('Form');
    expect(p.node(/id\/name"/)).toContain(' text="Your name"');
    expect(p.node(/id\/name"/)).toContain(' hint="Your name"');
    await p.tap(/id\/secret"/);
    p.phone.commitText('hünter2😀');
    expect(p.node(/id\/secret"/)).toMatch(/ text="••••••••".* focused="true".* password="true"/);
    expect(p.state().secret).toBe('hünter2😀');
    p.phone.key('BACK');
    expect(p.see(/text="Inside"/)).toBe(false);
    expect(p.node(/id\/web"/)).toContain('android.webkit.WebView');
    p.phone.close();
  });

  test('a dialog hides the screen below it, the bars stay', async () => {
    const p = person();
    p.start();
    await p.tap(/id\/ask"/);
    expect(p.see(/id\/greeting/)).toBe(false);
    expect(p.see(/android:id\/alertTitle/)).toBe(true);
    expect(p.see(/systemui:id\/home_button/)).toBe(true);
    expect(p.xml().match(/<hierarchy.*?><node/)).not.toBeNull();
    p.phone.close();
  });
});

test('a touch in the middle of each thing reaches that thing', async () => {
  const p = person();
  for (const screen of ['Main', 'Form', 'List']) {
    p.start(screen);
    const tags = (p.xml().match(/<node [^>]*>/g) ?? []).filter((n) => n.includes('clickable="true"') && n.includes('enabled="true"') && n.includes('com.example.fixture'));
    expect(tags.length).toBeGreaterThan(5);
    for (const tag of tags) {
      const [l, t, r, b] = (/bounds="\[(\d+),(\d+)\]\[(\d+),(\d+)\]"/.exec(tag) ?? []).slice(1).map(Number) as [number, number, number, number];
      const before = p.phone.version;
      p.phone.pointer('down', (l + r) / 2, (t + b) / 2);
      // The highlight shows that something took it; leaving the element lets go without a tap.
      expect(p.phone.version, tag).toBeGreaterThan(before);
      p.phone.pointer('move', (l + r) / 2, (t + b) / 2 + 17);
      p.phone.pointer('up', (l + r) / 2, (t + b) / 2 + 17);
    }
  }
  expect(p.state().taps).toEqual([]);
  p.phone.close();
});

test('tap, long press, disabled, floating button', async () => {
  const p = person();
  p.start();
  await p.tap(/id\/hold"/);
  const [l, t, r, b] = p.bounds(/id\/hold"/);
  await p.clock.through(p.phone.gesture([[(l + r) / 2, (t + b) / 2, 0], [(l + r) / 2, (t + b) / 2, 600]]));
  await p.tap(/id\/off"/);
  await p.tap(/id\/add"/);
  await p.tap(/content-desc="Delete"/);
  expect(p.state().taps).toEqual(['tap', 'long', 'add', 'delete']);
  p.phone.close();
});

describe('typing', () => {
  test('by touching the keys, with shift, backspace and the action key', async () => {
    const p = person();
    p.start('Form');
    await p.tap(/id\/name"/);
    expect(p.phone.keyboardShown).toBe(true);
    const touch = async (at: [number, number]): Promise<void> => { await p.clock.through(p.phone.gesture([[...at, 0]])); };
    await touch(SHIFT);
    for (const c of 'zoeyx') await touch(keyAt(c));
    await touch(BACKSPACE);
    expect(p.state().name).toBe('Zoey');
    await touch(ENTER);
    expect(p.node(/id\/secret"/)).toContain('focused="true"');
    for (const c of 'pw') await touch(keyAt(c));
    await touch(ENTER);
    expect({ secret: p.state().secret, keyboard: p.phone.keyboardShown }).toEqual({ secret: 'pw', keyboard: false });
    p.phone.close();
  });

  test('key events edit at the cursor; emoji go as one; number fields take numbers', async () => {
    const p = person();
    p.start('Form');
    await p.tap(/id\/name"/);
    p.phone.commitText('ac👩‍👧d');
    p.phone.key('DEL');
    p.phone.key('DEL');
    p.phone.key('MOVE_HOME');
    p.phone.key('DPAD_RIGHT');
    p.phone.key('KEYCODE_B');
    p.phone.key('FORWARD_DEL');
    p.phone.commitText('你好\n');
    expect(p.state().name).toBe('ab你好 ');
    await p.tap(/id\/amount"/);
    p.phone.commitText('12x3.4567');
    expect(p.state().amount).toBe('123.4');
    p.phone.close();
  });

  test('the keyboard makes the screen smaller and the field comes into sight', async () => {
    const p = person();
    p.start('Form');
    await p.clock.through(p.phone.gesture([[360, 1400, 0], [360, 300, 100], [360, 300, 400]]));
    await p.tap(/id\/last"/);
    const [, , , bottom] = p.bounds(/id\/last"/);
    expect(bottom).toBeLessThanOrEqual(1600 - 96 - 512);
    p.phone.commitText('seen');
    expect(p.node(/id\/last"/)).toContain(' text="seen"');
    p.phone.key('BACK');
    expect([p.phone.keyboardShown, p.phone.focus.activity]).toEqual([false, '.FormActivity']);
    p.phone.close();
  });

  test('text without a focused field goes nowhere', () => {
    const p = person();
    p.start();
    const before = p.phone.save();
    p.phone.commitText('lost');
    expect(diffState(before, p.phone.save())).toEqual([]);
    p.phone.close();
  });
});

describe('scrolling', () => {
  const firstRow = (p: ReturnType<typeof person>): [row: string, top: number] => {
    const m = /text="(Row \d+)"/.exec(p.xml());
    return [m?.[1] ?? '', p.bounds(new RegExp(`text="${m?.[1]}"`))[1]];
  };

  test('a slow drag moves the content as far as the finger, less the slop', async () => {
    const p = person();
    p.start('List');
    const before = p.bounds(/text="Row 3"/)[1];
    // Up 316 px in small steps, then at rest, so that nothing is thrown.
    await p.clock.through(p.phone.gesture([[360, 1000, 0], [360, 684, 800], [360, 684, 1000]]));
    const moved = before - p.bounds(/text="Row 3"/)[1];
    // The drag begins at the first step beyond the slop of 16 px: the third of 6.32 px each.
    expect(moved).toBe(Math.round(316 - 3 * 6.32));
    p.phone.close();
  });

  test('a throw goes on by itself, comes to rest, and is the same each time', async () => {
    const run = async (): Promise<[string, number][]> => {
      const p = person();
      p.start('List');
      await p.clock.through(p.phone.gesture([[360, 1300, 0], [360, 700, 120]]));
      const places = [firstRow(p)];
      for (const ms of [100, 400, 3000, 3000]) { await p.clock.advance(ms); places.push(firstRow(p)); }
      p.phone.close();
      return places;
    };
    const one = await run();
    expect(one).toEqual(await run());
    expect(one[1]).not.toEqual(one[0]);
    expect(one[2]).not.toEqual(one[1]);
    expect(one[4]).toEqual(one[3]);
  });

  test('touching stops a throw without tapping; the end of the list is the end', async () => {
    const p = person();
    p.start('List');
    const fling = async (): Promise<void> => { await p.clock.through(p.phone.gesture([[360, 1400, 0], [360, 300, 80]])); };
    await fling();
    await p.clock.advance(50);
    await p.clock.through(p.phone.gesture([[360, 800, 0]]));
    const at = firstRow(p);
    await p.clock.advance(2000);
    expect([firstRow(p), p.state().taps]).toEqual([at, []]);
    for (let i = 0; i < 6; i++) { await fling(); await p.clock.advance(4000); }
    expect(p.bounds(/text="Row 59"/)[3]).toBeLessThanOrEqual(1504);
    await p.tap(/text="Row 59"/);
    expect(p.state().taps).toEqual(['row 59']);
    p.phone.close();
  });
});

describe('dialogs, toasts, permissions', () => {
  test('buttons close and act once; outside and Back cancel', async () => {
    const p = person();
    p.start();
    await p.tap(/id\/ask"/);
    await p.tap(/android:id\/button1/);
    await p.tap(/id\/ask"/);
    await p.tap(/android:id\/button2/);
    await p.tap(/id\/ask"/);
    await p.clock.through(p.phone.gesture([[360, 1450, 0]]));
    expect(p.see(/alertTitle/)).toBe(false);
    await p.tap(/id\/ask"/);
    p.phone.key('BACK');
    expect([p.see(/alertTitle/), p.phone.focus.activity, p.state().taps]).toEqual([false, '.MainActivity', ['deleted', 'cancel']]);
    p.phone.close();
  });

  test('a toast is drawn, is in no dump, and goes after two seconds', async () => {
    const p = person();
    p.start();
    await p.tap(/id\/toast"/);
    const with_ = Buffer.from(p.phone.frame().data);
    expect(p.see(/Saved/)).toBe(false);
    await p.clock.advance(1999);
    expect(Buffer.compare(p.phone.frame().data, with_)).toBe(0);
    await p.clock.advance(1);
    expect(Buffer.compare(p.phone.frame().data, with_)).not.toBe(0);
    p.phone.close();
  });

  test('a permission is asked once, with the ids of real phones; "only this time" ends with the app', async () => {
    const p = person();
    p.start();
    await p.tap(/id\/locate"/);
    expect(p.phone.focus).toEqual({ package: 'com.android.permissioncontroller', activity: 'com.android.permissioncontroller.permission.ui.GrantPermissionsActivity', window: 'com.android.permissioncontroller/com.android.permissioncontroller.permission.ui.GrantPermissionsActivity', secure: false });
    expect(p.node(/permission_message/)).toContain('Allow Fixture to access this device’s location?');
    await p.tap(/permission_allow_one_time_button/);
    expect(p.state().granted).toBe('true');
    await p.tap(/id\/locate"/);
    expect(p.see(/permission_message/)).toBe(false);
    p.phone.forceStop(fixture.package);
    p.start();
    await p.tap(/id\/locate"/);
    await p.tap(/permission_deny_button/);
    expect([p.state().granted, p.phone.save().system.permissions]).toEqual(['false', { 'com.example.fixture:location': 'denied' }]);
    p.phone.close();
  });
});

describe('the system', () => {
  test('rotation swaps the screen and raw touches stay in the panel\'s own axes', async () => {
    const p = person();
    p.start('List');
    p.phone.setRotation(1);
    const { width, height } = p.phone.frame();
    expect([width, height, p.xml().includes('<hierarchy rotation="1">')]).toEqual([1600, 720, true]);
    const raw: number[][] = [];
    p.phone.onTouchEvent((e) => raw.push([e.type, e.code, e.value]));
    p.phone.pointer('down', 100, 200);
    p.phone.pointer('up', 100, 200);
    expect(raw).toEqual([[3, 0x2f, 0], [3, 0x39, 0], [1, 0x14a, 1], [3, 0x35, 519], [3, 0x36, 100], [3, 0x3a, 60], [0, 0, 0], [3, 0x39, -1], [1, 0x14a, 0], [0, 0, 0]]);
    p.phone.close();
  });

  test('lock, wake, unlock by swipe; nothing is typed through the lock', async () => {
    const p = person();
    p.start('Form');
    await p.tap(/id\/name"/);
    p.phone.key('POWER');
    expect([p.phone.awake, p.phone.locked, p.phone.dump({ compressed: false }).ok]).toEqual([false, true, false]);
    p.phone.key('WAKEUP');
    p.phone.commitText('no');
    p.phone.key('A');
    expect([p.phone.focus.window, p.see(/keyguard_indication_text/)]).toEqual(['NotificationShade', true]);
    await p.clock.through(p.phone.gesture([[360, 1300, 0], [360, 500, 200]]));
    expect([p.phone.locked, p.phone.focus.activity, p.state().name]).toEqual([false, '.FormActivity', '']);
    p.phone.close();
  });

  test('shade by a drag from the top, quick settings, a notification opens its screen', async () => {
    const p = person();
    const state = p.phone.save();
    p.phone.restore({ ...state, timers: [{ package: fixture.package, name: 'ring', at: state.now + 5000 }] });
    await p.clock.advance(5000);
    expect(p.state().taps).toEqual(['ring']);
    await p.clock.through(p.phone.gesture([[360, 10, 0], [360, 600, 150]]));
    await p.tap(/tile_dark/);
    expect(p.phone.save().system.darkTheme).toBe(true);
    await p.tap(/expandableNotificationRow/);
    expect([p.phone.focus.activity, p.phone.save().notifications, p.phone.save().tasks.at(-1)]).toEqual(['.FormActivity', [], { package: fixture.package, stack: [{ screen: 'form', args: { from: 'ring' } }] }]);
    p.phone.close();
  });

  test('home, drawer, search, recents', async () => {
    const p = person();
    await p.clock.through(p.phone.gesture([[360, 1100, 0], [360, 500, 200]]));
    expect(p.phone.focus.activity).toBe('.AppsActivity');
    await p.tap(/search_container_all_apps/);
    p.phone.commitText('zzz');
    expect(p.see(/No apps found matching “zzz”/)).toBe(true);
    for (let i = 0; i < 3; i++) p.phone.key('DEL');
    p.phone.commitText('fix');
    p.phone.key('ENTER');
    expect(p.phone.focus.package).toBe(fixture.package);
    await p.tap(/recent_apps/);
    await p.tap(/content-desc="Fixture"/);
    expect(p.phone.focus.package).toBe(fixture.package);
    await p.tap(/home_button/);
    expect(p.phone.focus.package).toBe('com.android.launcher3');
    p.phone.close();
  });

  test('intents and unknown activities', () => {
    const p = person();
    expect(p.phone.startActivity({ package: '', action: 'com.example.FORM', data: 'x:1' })).toEqual({ ok: true, message: 'Starting: Intent { act=com.example.FORM dat=x:1 }' });
    expect(p.phone.focus.activity).toBe('.FormActivity');
    expect(p.phone.startActivity({ package: fixture.package, activity: '.NoActivity' })).toEqual({ ok: false, message: 'Error: Activity class {com.example.fixture/.NoActivity} does not exist.' });
    expect(p.phone.startActivity({ package: 'com.no' }).ok).toBe(false);
    p.phone.close();
  });

  test('a secure screen is black but for the bars; its dump is there', () => {
    const p = person();
    p.start('Vault');
    const { data, width } = p.phone.frame();
    let lit = 0;
    for (let y = 60; y < 1490; y++) for (let x = 0; x < width; x += 7) { const i = (y * width + x) * 4; if ((data[i] ?? 0) + (data[i + 1] ?? 0) + (data[i + 2] ?? 0) > 0) lit++; }
    expect([lit, p.phone.focus.secure, p.see(/text="Gold"/)]).toEqual([0, true, true]);
    p.phone.close();
  });
});

describe('faults', () => {
  test('crash strikes once: dialog, log, and the app starts again', async () => {
    const p = person();
    const announced: [string, boolean][] = [];
    p.phone.onFault((f, on) => announced.push([f, on]));
    p.start();
    p.phone.setFault('crash', true);
    expect([p.node(/alertTitle/).includes('Fixture keeps stopping'), p.phone.focus.window]).toEqual([true, 'Application Error: com.example.fixture']);
    await p.tap(/aerr_close/);
    expect(p.phone.focus.package).toBe('com.android.launcher3');
    expect(p.phone.log.filter((l) => l.level === 'E').map((l) => l.text).slice(0, 1)).toEqual(['FATAL EXCEPTION: main']);
    p.start();
    expect([p.see(/id\/greeting/), announced]).toEqual([true, [['crash', true], ['crash', false]]]);
    p.phone.close();
  });

  test('anr: wait, then close', async () => {
    const p = person();
    p.start();
    p.phone.setFault('anr', true);
    await p.tap(/aerr_wait/);
    expect(p.phone.focus.activity).toBe('.MainActivity');
    p.phone.setFault('anr', true);
    await p.tap(/aerr_close/);
    expect(p.phone.focus.package).toBe('com.android.launcher3');
    p.phone.close();
  });

  test('slow load shows a progress circle for three seconds', async () => {
    const p = person();
    p.phone.setFault('slow-load', true);
    p.start();
    expect([p.see(/ProgressBar/), p.see(/id\/greeting/)]).toEqual([true, false]);
    await p.clock.advance(2999);
    expect(p.see(/id\/greeting/)).toBe(false);
    await p.clock.advance(1);
    expect([p.see(/ProgressBar/), p.see(/id\/greeting/)]).toEqual([false, true]);
    p.phone.close();
  });

  test('network down', async () => {
    const p = person();
    p.start();
    p.phone.setFault('network-down', true);
    await p.tap(/id\/net"/);
    await p.clock.advance(300);
    expect(p.state().net).toBe('failed');
    p.phone.setFault('network-down', false);
    await p.tap(/id\/net"/);
    await p.clock.advance(300);
    expect(p.state().net).toBe('ok');
    p.phone.close();
  });

  test('the tree refuses in the words of the real tool', () => {
    const p = person();
    p.phone.setFault('dump-not-idle', true);
    expect(p.phone.dump({ compressed: false })).toEqual({ ok: false, message: 'ERROR: could not get idle state.' });
    p.phone.setFault('dump-not-idle', false);
    p.phone.setFault('null-root', true);
    expect(p.phone.dump({ compressed: false })).toEqual({ ok: false, message: 'ERROR: null root node returned by UiTestAutomationBridge.' });
    p.phone.close();
  });

  test.each([['a handler that throws', 'main', /id\/throw"/], ['a screen that throws', 'Broken', null], ['a screen that changes what it shows', 'Impure', null]] as const)('%s crashes its app, not the phone', async (_, name, touch) => {
    const p = person();
    p.start(name === 'main' ? undefined : name);
    if (touch) await p.tap(touch);
    expect(p.node(/alertTitle/)).toContain('Fixture keeps stopping');
    expect(p.phone.log.some((l) => l.tag === 'AndroidRuntime' && /on purpose|cannot draw|may not change/.test(l.text))).toBe(true);
    await p.tap(/aerr_close/);
    p.start();
    expect([p.see(/id\/greeting/), p.state().taps]).toEqual([true, []]);
    p.phone.close();
  });
});

describe('state', () => {
  test('save, restore, diff, reset', async () => {
    const p = person();
    const fresh = p.phone.save();
    p.start('Form');
    await p.tap(/id\/name"/);
    p.phone.commitText('Ada');
    p.phone.key('BACK');
    await p.tap(/id\/switch"/);
    await p.tap(/id\/check"/);
    await p.tap(/id\/one"/);
    const done = p.phone.save();
    expect(diffState(fresh, done)).toEqual([
      { change: 'changed', path: 'apps.com.example.fixture.name', before: '', after: 'Ada' },
      { change: 'changed', path: 'apps.com.example.fixture.on', before: false, after: true },
      { change: 'changed', path: 'apps.com.example.fixture.tick', before: false, after: true },
      { change: 'changed', path: 'apps.com.example.fixture.choice', before: 0, after: 1 },
    ]);
    const other = createPhone({ clock: new ManualClock(5), apps: [fixture], state: JSON.parse(JSON.stringify(done)) as PhoneState });
    expect(other.save()).toEqual(done);
    // The cursor is no state: it is where the person left it, on this phone only.
    const seen = other.dump({ compressed: false });
    expect(seen.ok && seen.xml).toBe(p.xml().replaceAll('focused="true"', 'focused="false"'));
    other.close();
    p.phone.reset();
    expect(diffState(fresh, p.phone.save())).toEqual([]);
    expect(p.phone.focus.package).toBe('com.android.launcher3');
    p.phone.close();
    expect(p.clock.sleeping).toBe(0);
  });

  test('what is no saved phone is refused and changes nothing', () => {
    const p = person();
    const before = p.phone.save();
    expect(() => p.phone.restore({ v: 1 } as unknown as PhoneState)).toThrow('damaged');
    expect(p.phone.save()).toEqual(before);
    p.phone.close();
  });

  test('pixels are drawn once for each version and given back when the next are drawn', async () => {
    const p = person();
    p.start();
    const first = p.phone.frame();
    const again = p.phone.frame();
    expect([first.data.length, again.data.buffer === first.data.buffer]).toEqual([720 * 1600 * 4, true]);
    await p.tap(/id\/add"/);
    p.phone.frame();
    expect(first.data.length).toBe(0);
    p.phone.close();
  });

  test('changes are announced once they can be seen, and only then', async () => {
    const p = person();
    p.start();
    p.phone.frame();
    await p.clock.advance(0);
    let times = 0;
    p.phone.onChange(() => { times++; });
    const { version } = p.phone.frame();
    await p.clock.advance(1000);
    expect([p.phone.version, times]).toEqual([version, 0]);
    await p.tap(/id\/add"/);
    expect([p.phone.version > version, times > 0]).toEqual([true, true]);
    p.phone.close();
  });
});

