// The whole: the demo phone with its Notes app behind the adb server, driven by shell commands alone.

import { expect, test } from 'vitest';
import { systemClock } from '../../electron/base/clock.ts';
import { serveAdb } from '../../electron/demo-phone/adb/server.ts';
import { notes } from '../../electron/demo-phone/apps/notes/index.ts';
import { createPhone } from '../../electron/demo-phone/phone.ts';
import { raw, request } from './serve.ts';

test('an app is started, a field is found, filled, cleared and filled again', async () => {
  const phone = createPhone({ clock: systemClock, apps: [notes] });
  const server = await serveAdb({ phones: [phone], clock: systemClock });
  const shell = async (command: string): Promise<string> => (await raw(server.port, [request(`host:transport:${phone.serial}`), request(`exec:${command}`)])).subarray(8).toString();
  try {
    expect(await shell('am start -W -n com.countersign.notes/.MainActivity')).toContain('Status: ok');
    const centre = async (pattern: RegExp): Promise<string> => {
      const xml = await shell('uiautomator dump /dev/tty');
      const node = xml.split('<node ').find((n) => pattern.test(n)) ?? '';
      expect(node, `no node like ${pattern.source}`).not.toBe('');
      const [l = 0, t = 0, r = 0, b = 0] = (/bounds="\[(\d+),(\d+)\]\[(\d+),(\d+)\]"/.exec(node)?.slice(1) ?? []).map(Number);
      return `${(l + r) / 2} ${(t + b) / 2}`;
    };
    await shell(`input tap ${await centre(/new_note"/)}`);
    await shell(`input tap ${await centre(/class="android\.widget\.EditText"/)}`);
    expect(await shell('dumpsys input_method | grep mInputShown')).toBe('  mInputShown=true\n');
    const field = async (): Promise<string> => /text="([^"]*)"[^>]*class="android\.widget\.EditText"[^>]*focused="true"/.exec(await shell('uiautomator dump /dev/tty'))?.[1] ?? 'no field';
    await shell('input text milk%sand%sbread');
    expect(await field()).toBe('milk and bread');
    await shell(`am broadcast -a ADB_CLEAR_TEXT; am broadcast -a ADB_INPUT_B64 --es msg ${Buffer.from('牛奶和面包').toString('base64')}`);
    expect(await field()).toBe('牛奶和面包');
    await shell('input keyevent HOME; settings put global wifi_on 0');
    expect(phone.save().system.wifi.on).toBe(false);
    expect(await shell('dumpsys window displays | grep -o "mFocusedApp=.*launcher3"')).toMatch(/launcher3\n$/);
    await shell('cmd statusbar expand-notifications');
    expect(await shell('dumpsys window displays | grep -E "mCurrentFocus|mFocusedApp"')).toMatch(/mCurrentFocus=Window\{\w+ u0 NotificationShade\}\n  mFocusedApp=ActivityRecord\{\w+ u0 com\.android\.launcher3\/\.HomeActivity t\d+\}\n/);
  } finally {
    await server.close();
    phone.close();
  }
});
