// Exports: lookScreens. Settings → Display, Sound, Battery, Do Not Disturb, font size, wallpaper.

import type { UiElement } from '../../types.ts';
import { card, col, divider, row, section, slider, text } from '../../ui/elements.ts';
import { factRow, linkRow, page, radioRow, switchRow } from '../pieces.ts';
import type { Api } from './state.ts';
import { flag, pick } from './rows.ts';
import { words } from './strings.ts';

const FONT_SIZES: readonly { scale: number; name: string }[] = [
  { scale: 0.85, name: 'Small' }, { scale: 1, name: 'Default' }, { scale: 1.15, name: 'Large' }, { scale: 1.3, name: 'Largest' },
];
const TIMEOUTS = ['15 seconds', '30 seconds', '1 minute', '2 minutes', '5 minutes', '10 minutes', '30 minutes'];
const RINGTONES = ['None', 'Flutey Phone', 'Early Bird', 'Chimes', 'Morning Stroll', 'Zen Too', 'Shooting Star', 'Dance Party'];
const WALLPAPERS = ['Default', 'Basalt', 'Dunes', 'Tidepool', 'Night city'];

const fontName = (api: Api): string => words(api)(FONT_SIZES.find((f) => f.scale === api.system.fontScale)?.name ?? `${Math.round(api.system.fontScale * 100)}%`);
const volume = (api: Api, kind: 'media' | 'ring' | 'alarm', title: string): UiElement =>
  col({ pad: [8, 16], gap: 4 }, text(title, { size: 16 }), slider(api.system.volume[kind], 0, 100, (v) => api.changeSystem((y) => { y.volume[kind] = Math.round(v); }), { desc: title, id: 'seekbar' }));

export const lookScreens: { [name: string]: (api: Api) => UiElement } = {
  Display: (api) => {
    const t = words(api);
    const y = api.system;
    return page(api, t('Display'),
      section(t('Brightness')),
      col({ pad: [8, 16], gap: 4 }, text(`${t('Brightness level')} ${Math.round(y.brightness)}%`, { size: 16 }), slider(y.brightness, 0, 100, (v) => api.changeSystem((s) => { s.brightness = Math.round(v); }), { desc: t('Brightness level'), id: 'slider' })),
      flag(api, 'adaptiveBrightness', 'Adaptive brightness', 'On'),
      section(t('Lock display')),
      linkRow(t('Lock screen'), t('Show all notification content'), () => api.go('LockScreen')),
      pick(api, 'screenTimeout', 'Screen timeout', TIMEOUTS),
      section(t('Appearance')),
      switchRow({ title: t('Dark theme'), below: t('Will never turn on automatically'), on: y.darkTheme, onChange: (on) => api.changeSystem((s) => { s.darkTheme = on; }) }),
      linkRow(t('Font size'), fontName(api), () => api.go('FontSize')),
      section(t('Other display controls')),
      switchRow({ title: t('Auto-rotate screen'), on: !y.rotationLocked, onChange: (on) => api.changeSystem((s) => { s.rotationLocked = !on; }) }),
      flag(api, 'nightLight', 'Night Light', 'Off / Will never turn on automatically'),
      flag(api, 'extraDim', 'Extra dim'),
      flag(api, 'batteryPercentage', 'Battery percentage', 'Show battery percentage in status bar'));
  },
  LockScreen: (api) => page(api, words(api)('Lock screen'), flag(api, 'lockNotifications', 'Show notifications on lock screen'), flag(api, 'doubleLineClock', 'Double-line clock'), flag(api, 'lockWallet', 'Show wallet')),
  FontSize: (api) => page(api, words(api)('Font size'),
    card({ pad: 16, margin: [8, 16] }, text(words(api)('Sample text'), { weight: 700 }), text(words(api)('The Wonderful Wizard of Oz. Chapter 11: The Emerald City.'), {})),
    ...FONT_SIZES.map((f) => radioRow({ title: words(api)(f.name), below: `${Math.round(f.scale * 100)}%`, on: f.scale === api.system.fontScale, onChoose: () => api.changeSystem((y) => { y.fontScale = f.scale; }) }))),
  Sound: (api) => {
    const t = words(api);
    return page(api, t('Sound & vibration'),
      volume(api, 'media', t('Media volume')), volume(api, 'ring', t('Ring volume')), volume(api, 'alarm', t('Alarm volume')),
      divider(),
      linkRow(t('Do Not Disturb'), api.system.doNotDisturb ? t('On') : t('Off'), () => api.go('DoNotDisturb'), 'mdiMinusCircleOutline'),
      pick(api, 'ringtone', 'Phone ringtone', RINGTONES),
      flag(api, 'vibrate', 'Vibration & haptics'), flag(api, 'dialPadTones', 'Dial pad tones'), flag(api, 'screenLockSounds', 'Screen locking sound'), flag(api, 'chargingSounds', 'Charging sounds and vibration'), flag(api, 'touchSounds', 'Tap & click sounds'));
  },
  DoNotDisturb: (api) => {
    const t = words(api);
    const on = api.system.doNotDisturb;
    return page(api, t('Do Not Disturb'),
      switchRow({ title: on ? t('Turn off now') : t('Turn on now'), on, onChange: (v) => api.changeSystem((y) => { y.doNotDisturb = v; }) }),
      section(t('What can interrupt Do Not Disturb')),
      flag(api, 'dndPeople', 'People', 'Some people can interrupt'), flag(api, 'dndApps', 'Apps', 'No apps can interrupt'), flag(api, 'dndAlarms', 'Alarms & other interruptions'));
  },
  Battery: (api) => page(api, words(api)('Battery'),
    col({ align: 'center', pad: 24, gap: 4 }, text('87%', { size: 48, id: 'usage_summary' }), text(words(api)('About 1 day left based on your usage'), { color: 'onSurfaceVariant' })),
    linkRow(words(api)('Battery usage'), words(api)('View usage from last full charge'), () => api.go('BatteryUsage'), 'mdiChartBar'),
    linkRow(words(api)('Battery Saver'), api.system.batterySaver ? words(api)('On') : words(api)('Off'), () => api.go('BatterySaver'), 'mdiBatteryPlus'),
    flag(api, 'adaptiveBattery', 'Adaptive preferences', 'Limits battery for apps that you don’t use often'),
    flag(api, 'batteryPercentage', 'Battery percentage', 'Show battery percentage in status bar')),
  BatterySaver: (api) => page(api, words(api)('Battery Saver'),
    switchRow({ title: words(api)('Use Battery Saver'), on: api.system.batterySaver, onChange: (on) => api.changeSystem((y) => { y.batterySaver = on; }) }),
    pick(api, 'saverSchedule', 'Set a schedule', ['No schedule', 'Based on percentage']),
    text(words(api)('Battery Saver turns on Dark theme and limits or turns off background activity, some visual effects, certain features, and some network connections.'), { pad: 16, color: 'onSurfaceVariant' })),
  BatteryUsage: (api) => page(api, words(api)('Battery usage'),
    section(words(api)('Usage since last full charge')),
    ...api.installed.filter((a) => !a.hidden).map((a, i) => factRow(a.label, words(api)('{0}% - Screen time {1} min', Math.max(1, 14 - 2 * i), Math.max(2, 48 - 5 * i))))),
  Wallpaper: (api) => page(api, words(api)('Wallpaper & style'),
    row({ justify: 'center', pad: 16 }, col({ width: 120, height: 200, radius: 16, background: 'primaryContainer', desc: words(api)('Home screen preview') })),
    pick(api, 'wallpaper', 'Change wallpaper', WALLPAPERS),
    flag(api, 'themedIcons', 'Themed icons', 'Beta'),
    switchRow({ title: words(api)('Dark theme'), on: api.system.darkTheme, onChange: (on) => api.changeSystem((y) => { y.darkTheme = on; }) })),
};
