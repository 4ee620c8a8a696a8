// Every app starts from its icon, from the drawer's search and by `am start` through the adb server, and tells itself to `uiautomator dump`.

import { expect, test } from 'vitest';
import { serveAdb } from '../../electron/demo-phone/adb/server.ts';
import { APPS } from '../../electron/demo-phone/apps/index.ts';
import { createPhone } from '../../electron/demo-phone/phone.ts';
import { systemClock } from '../../electron/base/clock.ts';
import { raw, request } from '../demo-adb/serve.ts';
import { newPhone } from '../demo-apps/walk.ts';

test.each([0, 1] as const)('from its icon on the home screen or in the drawer, rotation %d', async (rotation) => {
  const w = newPhone();
  w.phone.setRotation(rotation);
  const reached: string[] = [];
  for (const app of APPS) {
    w.phone.key('HOME');
    // On its side the home screen has room for the dock alone; the drawer scrolls and searches.
    if (rotation === 1) { await w.tap({ text: 'Apps list' }); await w.type({ text: 'Search apps' }, app.label); w.phone.key('ENTER'); await w.clock.advance(50); }
    else await w.tap({ text: app.label });
    if (w.phone.focus.package === app.package) reached.push(app.package);
  }
  w.phone.close();
  expect(reached).toEqual(APPS.map((a) => a.package));
});

test('by am start through the adb server', async () => {
  const phone = createPhone({ clock: systemClock, apps: APPS });
  const server = await serveAdb({ phones: [phone], clock: systemClock });
  const shell = async (command: string): Promise<string> => (await raw(server.port, [request(`host:transport:${phone.serial}`), request(`exec:${command}`)])).subarray(8).toString();
  const found: { [label: string]: boolean[] } = {};
  try {
    for (const app of APPS) {
      const started = await shell(`am start -W -n ${app.package}/.MainActivity`);
      const xml = await shell('uiautomator dump /dev/tty');
      const png = await raw(server.port, [request(`host:transport:${phone.serial}`), request('exec:screencap -p')]);
      found[app.label] = [started.includes('Status: ok'), xml.includes(`package="${app.package}"`), png.subarray(9, 12).toString() === 'PNG'];
    }
  } finally {
    await server.close();
    phone.close();
  }
  expect(found).toEqual(Object.fromEntries(APPS.map((a) => [a.label, [true, true, true]])));
});
