// Exports: settingsTasks. Switches and their opposites, choices in dialogs, networks, a name, facts to read out.

import type { SettingsState } from '../../../demo-phone/apps/settings/state.ts';
import type { PhoneState, SystemSettings } from '../../../demo-phone/types.ts';
import { answer, infeasible, open, swipe, tap, turnOff, turnOn, type, wait, type Act } from '../acts.ts';
import { appState, task, type AnyTask, type Shape } from '../task.ts';

const PKG = 'com.android.settings';
const state = (s: PhoneState): SettingsState => appState<SettingsState>(s, PKG);
const to = (...labels: string[]): Act[] => [open('Settings'), ...labels.map((l) => tap(l))];

/** A switch and its opposite: two tasks, or three with the one where there is nothing to do. */
function switches(o: {
  name: string; label: string; says: [on: string, off: string]; zh?: [on: string, off: string]; path: string; get: (s: PhoneState) => boolean; set: (y: SystemSettings, on: boolean, s: PhoneState) => void;
  way: Act[]; minimal: number; also?: string[]; verify?: true; shapes?: Shape[]; label2?: string;
}): AnyTask[] {
  const one = (on: boolean, already: boolean): AnyTask => task<null>({
    id: `settings.${o.name}-${on ? 'on' : 'off'}${already ? '-verify' : ''}`,
    shapes: [already ? 'verify' : 'toggle', ...(o.shapes ?? [])],
    goal: () => o.says[on ? 0 : 1], ...(o.zh ? { zh: () => o.zh![on ? 0 : 1] } : {}),
    draw: () => null,
    setup: (s) => o.set(s.system, already ? on : !on, s),
    way: () => [...o.way, on ? turnOn(o.label) : turnOff(o.label2 ?? o.label)],
    minimal: o.minimal - (already ? 1 : 0),
    isSuccessful: ({ after }) => o.get(after) === on,
    allowed: () => (already ? [] : [o.path, ...(o.also ?? [])]),
  });
  return [one(true, false), one(false, false), ...(o.verify ? [one(true, true)] : [])];
}

const toggles = (name: string, key: string, label: string, says: [string, string], way: Act[], minimal: number): AnyTask[] => switches({
  name, label, says, path: `apps.${PKG}.toggles.${key}`, way, minimal,
  get: (s) => state(s).toggles[key] ?? false, set: (_, on, s) => { state(s).toggles[key] = on; },
});

const wifiOff = ['system.wifi.connected', 'system.airplane'];

export const settingsTasks: readonly AnyTask[] = [
  ...switches({
    name: 'wifi', label: 'Wi-Fi', says: ['Turn on Wi-Fi.', 'Turn off Wi-Fi.'], zh: ['打开 Wi-Fi。', '关闭 Wi-Fi。'], path: 'system.wifi.on', also: wifiOff, verify: true, way: to('Network & internet', 'Internet'), minimal: 4,
    get: (s) => s.system.wifi.on, set: (y, on) => { y.wifi.on = on; if (!on) y.wifi.connected = null; },
  }),
  ...switches({
    name: 'bluetooth', label: 'Use Bluetooth', says: ['Switch Bluetooth on.', 'Switch Bluetooth off.'], path: 'system.bluetooth.on', verify: true, way: to('Connected devices', 'Connection preferences', 'Bluetooth'), minimal: 5,
    get: (s) => s.system.bluetooth.on, set: (y, on) => { y.bluetooth.on = on; },
  }),
  ...switches({
    name: 'dark-theme', label: 'Dark theme', says: ['Use the dark theme.', 'Go back to the light theme.'], zh: ['使用深色主题。', '改回浅色主题。'], path: 'system.darkTheme', way: to('Display'), minimal: 3,
    get: (s) => s.system.darkTheme, set: (y, on) => { y.darkTheme = on; },
  }),
  ...switches({
    name: 'airplane', label: 'Airplane mode', says: ['Put the phone into airplane mode.', 'Leave airplane mode.'], path: 'system.airplane', also: ['system.wifi', 'system.bluetooth.on'], way: to('Network & internet'), minimal: 3,
    get: (s) => s.system.airplane, set: (y, on) => { y.airplane = on; if (on) { y.wifi.on = false; y.wifi.connected = null; } },
  }),
  ...switches({
    name: 'dnd', label: 'Turn on now', label2: 'Turn off now', says: ['Turn on Do Not Disturb.', 'Turn off Do Not Disturb.'], path: 'system.doNotDisturb', way: to('Sound & vibration', 'Do Not Disturb'), minimal: 4,
    get: (s) => s.system.doNotDisturb, set: (y, on) => { y.doNotDisturb = on; },
  }),
  ...toggles('clock-24h', 'h24', 'Use 24-hour format', ['Show the time in 24-hour format.', 'Show the time in 12-hour format.'], [open('Settings'), swipe('down', 'System'), tap('System'), tap('Date & time')], 6),
  ...toggles('data-saver', 'dataSaver', 'Use Data Saver', ['Turn on Data Saver.', 'Turn off Data Saver.'], to('Network & internet', 'Data Saver'), 4),

  task<{ value: string; now: string }>({
    id: 'settings.screen-timeout', shapes: ['choice'], goal: (p) => `Set the screen timeout to ${p.value}.`, zh: (p) => `把屏幕超时（Screen timeout）设为 ${p.value}。`,
    draw: (c) => ({ value: c.pick(['1 minute', '2 minutes', '5 minutes', '10 minutes']), now: '30 seconds' }),
    way: (p) => [...to('Display'), tap('Screen timeout', { says: 'Open the list of screen timeouts.' }), tap(p.value)], minimal: 4,
    isSuccessful: ({ p, after }) => state(after).choices.screenTimeout === p.value, allowed: () => [`apps.${PKG}.choices.screenTimeout`],
  }),
  task<{ value: string }>({
    id: 'settings.ringtone', shapes: ['choice'], goal: (p) => `Change the phone ringtone to ${p.value}.`, draw: (c) => ({ value: c.pick(['Early Bird', 'Chimes', 'Zen Too', 'Shooting Star']) }),
    way: (p) => [...to('Sound & vibration', 'Phone ringtone'), tap(p.value, { says: `Choose ${p.value}.` })], minimal: 4,
    isSuccessful: ({ p, after }) => state(after).choices.ringtone === p.value, allowed: () => [`apps.${PKG}.choices.ringtone`],
  }),
  task<{ name: string; scale: number }>({
    id: 'settings.font-size', shapes: ['choice'], goal: (p) => `Make the font size "${p.name}".`, draw: (c) => c.pick([{ name: 'Small', scale: 0.85 }, { name: 'Large', scale: 1.15 }, { name: 'Largest', scale: 1.3 }]),
    way: (p) => [...to('Display', 'Font size'), tap(p.name)], minimal: 4,
    isSuccessful: ({ p, after }) => after.system.fontScale === p.scale, allowed: () => ['system.fontScale'],
  }),
  task<{ name: string }>({
    id: 'settings.device-name', shapes: ['edit', 'form', 'scroll'], goal: (p) => `Rename this phone to "${p.name}".`, zh: (p) => `把这台手机的名称改为“${p.name}”。`, draw: (c) => ({ name: `${c.pick(['Test', 'Lab', 'Field'])} phone ${1 + c.below(9)}` }),
    way: (p) => [open('Settings'), swipe('down', 'About phone', { says: 'Scroll down to About phone.', expect: '"About phone" is visible' }), tap('About phone'), tap('Device name', { says: 'Open the device name.' }), type('Device name', p.name), tap('OK')], minimal: 7,
    isSuccessful: ({ p, after }) => after.system.deviceName === p.name, allowed: () => ['system.deviceName'],
  }),
  task<null>({
    id: 'settings.join-open-wifi', shapes: ['choice'], goal: () => 'Connect to the Wi-Fi network QA-Guest.', draw: () => null,
    way: () => [...to('Network & internet', 'Internet'), tap('QA-Guest', { says: 'Connect to QA-Guest.' })], minimal: 4,
    isSuccessful: ({ after }) => after.system.wifi.connected === 'QA-Guest', allowed: () => ['system.wifi', `apps.${PKG}.autoConnect`],
  }),
  task<null>({
    id: 'settings.join-wifi', shapes: ['form'], goal: () => 'Connect to the Wi-Fi network QA-Lab with the password "counter-sign-42".', draw: () => null,
    way: () => [...to('Network & internet', 'Internet'), tap('QA-Lab'), type('Password', 'counter-sign-42'), tap('Connect')], minimal: 6,
    isSuccessful: ({ after }) => after.system.wifi.connected === 'QA-Lab', allowed: () => ['system.wifi', `apps.${PKG}.autoConnect`], may: ['credential'],
  }),
  task<{ ssid: string }>({
    id: 'settings.forget-wifi', shapes: ['delete'], goal: (p) => `Forget the saved Wi-Fi network ${p.ssid}.`, draw: (c) => ({ ssid: c.pick(['QA-Lab', 'Office-5G', 'eduroam']) }),
    setup: (s, p) => { s.system.wifi.known[p.ssid] = 'some-password'; },
    way: (p) => [...to('Network & internet', 'Internet'), swipe('down', 'Saved networks'), tap('Saved networks'), tap(p.ssid), tap('Forget', { says: 'Forget the network.' }), tap('Forget', { says: 'Confirm it.' })], minimal: 8,
    isSuccessful: ({ p, after }) => !(p.ssid in after.system.wifi.known), allowed: (p) => [`system.wifi.known.${p.ssid}`], may: ['delete', 'settings-security', 'account-change'],
  }),
  task<{ device: string }>({
    id: 'settings.pair', shapes: ['create', 'pop-up'], goal: (p) => `Pair the phone with ${p.device}.`, draw: (c) => ({ device: c.pick(['Pixel Buds Pro', 'Meeting Room Speaker', 'K380 Keyboard']) }),
    way: (p) => [...to('Connected devices', 'Pair new device'), tap(p.device), wait(1), tap('Pair', { says: 'Confirm the pairing.' })], minimal: 6,
    isSuccessful: ({ p, after }) => after.system.bluetooth.paired.includes(p.device), allowed: () => ['system.bluetooth', 'seed'], may: ['grant-permission', 'settings-security', 'account-change'],
  }),
  task<null>({
    id: 'settings.read-imei', shapes: ['read', 'scroll'], goal: () => 'What is the IMEI of this phone?', draw: () => null,
    way: () => [open('Settings'), swipe('down', 'About phone'), tap('About phone'), swipe('down', 'IMEI', { says: 'Look for the IMEI.', expect: '"IMEI" is visible' }), answer('356938035643809', 'Say what the IMEI is.')], minimal: 5,
    isSuccessful: () => true, truth: () => '356938035643809',
  }),
  task<{ count: number }>({
    id: 'settings.count-networks', shapes: ['count'], goal: () => 'How many Wi-Fi networks are saved on this phone?', zh: () => '这台手机保存了几个 Wi-Fi 网络？', draw: (c) => ({ count: 2 + c.below(4) }),
    setup: (s, p) => { for (const ssid of ['QA-Lab', 'QA-Guest', 'Office-5G', 'eduroam', 'Cafe Nordlicht'].slice(0, p.count - 1)) s.system.wifi.known[ssid] = ''; },
    way: (p) => [...to('Network & internet', 'Internet'), answer(String(p.count), 'Say how many networks are saved.')], minimal: 4,
    isSuccessful: () => true, truth: (p) => String(p.count),
  }),
  task<{ app: string; pkg: string }>({
    id: 'settings.revoke-permission', shapes: ['edit', 'choice'], goal: (p) => `Take the camera permission away from ${p.app}.`, draw: (c) => c.pick([{ app: 'Bank', pkg: 'com.countersign.bank' }, { app: 'Clock', pkg: 'com.google.android.deskclock' }]),
    setup: (s, p) => { s.system.permissions[`${p.pkg}:camera`] = 'granted'; },
    way: (p) => [...to('Apps'), tap((s) => s.elements.find((e) => e.role === 'button' && e.label.startsWith('See all ')), { says: 'See all apps.' }), tap(p.app), tap('Permissions'), tap('Camera'), tap("Don't allow")], minimal: 7,
    isSuccessful: ({ p, after }) => after.system.permissions[`${p.pkg}:camera`] === 'denied', allowed: (p) => [`system.permissions.${p.pkg}:camera`], may: ['grant-permission'],
  }),
  task<null>({
    id: 'settings.battery-saver-search', shapes: ['search', 'toggle'], goal: () => 'Find Battery Saver with the search of Settings and turn it on.', draw: () => null,
    way: () => [open('Settings'), tap('Search settings'), type('Search settings', 'Battery Saver'), tap('Battery Saver', { says: 'Open the result.' }), turnOn('Use Battery Saver')], minimal: 5,
    isSuccessful: ({ after }) => after.system.batterySaver, allowed: () => ['system.batterySaver'],
  }),
  task<null>({
    id: 'settings.infeasible-fingerprint', shapes: ['impossible'], goal: () => 'Add a fingerprint to unlock this phone.', draw: () => null,
    way: () => [open('Settings'), swipe('down', 'Security & privacy'), tap('Security & privacy'), infeasible('Say whether a fingerprint can be added here.')], minimal: 4,
    isSuccessful: ({ before, after }) => JSON.stringify(before.system) === JSON.stringify(after.system),
  }),
  task<null>({
    id: 'settings.zh-dark-theme', shapes: ['toggle', 'chinese'], goal: () => '打开深色主题。', draw: () => null, setup: (s) => { s.system.language = 'zh-CN'; },
    way: () => [open('设置'), tap('显示'), turnOn('深色主题')], minimal: 3,
    isSuccessful: ({ after }) => after.system.darkTheme, allowed: () => ['system.darkTheme'],
  }),
  task<null>({
    id: 'settings.slow-bluetooth', shapes: ['time-out', 'toggle'], goal: () => 'Turn on Bluetooth; the phone is slow today.', draw: () => null, scene: { faults: [{ at: 0, fault: 'slow-load' }] },
    way: () => [...to('Connected devices', 'Connection preferences', 'Bluetooth').flatMap((a) => [a, wait(3)]), turnOn('Use Bluetooth')], minimal: 9,
    isSuccessful: ({ after }) => after.system.bluetooth.on, allowed: () => ['system.bluetooth.on'],
  }),
  task<null>({
    id: 'settings.empty-tree-dark', shapes: ['empty-tree', 'toggle'], goal: () => 'Turn on the dark theme.', draw: () => null, scene: { faults: [{ at: 2, fault: 'null-root', forMs: 5000 }] },
    way: () => [...to('Display'), turnOn('Dark theme')], minimal: 3,
    isSuccessful: ({ after }) => after.system.darkTheme, allowed: () => ['system.darkTheme'],
  }),
  task<null>({
    id: 'settings.blind', shapes: ['empty-tree'], goal: () => 'Turn on the battery saver.', draw: () => null, scene: { faults: [{ at: 2, fault: 'null-root' }] },
    way: () => [...to('Battery', 'Battery Saver'), turnOn('Use Battery Saver')], minimal: 2,
    isSuccessful: ({ after }) => !after.system.batterySaver,
  }),
];
