// Exports: systemScreens. Settings → System (languages, date, reset), About phone, developer options and the smaller pages.

import type { UiElement } from '../../types.ts';
import { button, col, divider, empty, input, listItem, row, section, text } from '../../ui/elements.ts';
import { clockTime, dateLabel, dayNames, timeOf } from '../dates.ts';
import { chinese } from '../define.ts';
import { choose, confirm, factRow, linkRow, page } from '../pieces.ts';
import { initialSettings, LANGUAGES } from './state.ts';
import type { Api } from './state.ts';
import { flag, pick } from './rows.ts';
import { words } from './strings.ts';

/** Taps on the build number that Android asks for. */
const TAPS = 7;
const ZONES = ['GMT+00:00 Coordinated Universal Time', 'GMT+01:00 Central European Time', 'GMT+08:00 China Standard Time', 'GMT-05:00 Eastern Time'];

function tapBuild(api: Api): void {
  if (api.state.buildTaps >= TAPS) { api.toast(words(api)('No need, you are already a developer.')); return; }
  api.change((s) => { s.buildTaps += 1; });
  const left = TAPS - api.state.buildTaps;
  if (left === 0) api.toast(words(api)('You are now a developer!'));
  else if (left <= 4) api.toast(words(api)(left === 1 ? 'You are now {0} step away from being a developer.' : 'You are now {0} steps away from being a developer.', left));
}

function deviceName(api: Api): UiElement {
  const t = words(api);
  const name = String(api.local.name ?? api.system.deviceName);
  const save = (): void => {
    if (name.trim() === '') { api.setLocal('problem', t('Enter a name')); return; }
    api.changeSystem((y) => { y.deviceName = name.trim(); });
    api.back();
  };
  return page(api, t('Device name'),
    col({ pad: 16, gap: 12 },
      input('edit', name, (v) => { api.setLocal('name', v); api.setLocal('problem', null); }, { id: 'android:id/edit', label: t('Device name'), maxLength: 32, onEnter: save, ime: 'done' }),
      typeof api.local.problem === 'string' ? text(api.local.problem, { id: 'error', color: 'error' }) : null,
      text(t('The device name is shown to others over Bluetooth and Wi-Fi.'), { color: 'onSurfaceVariant' }),
      row({ justify: 'end', gap: 8 }, button(t('Cancel'), () => api.back(), { tone: 'text', id: 'android:id/button2' }), button(t('OK'), save, { id: 'android:id/button1' }))));
}

function about(api: Api): UiElement {
  const t = words(api);
  const prop = (name: string, otherwise: string): string => api.prop(name) || otherwise;
  return page(api, t('About phone'),
    section(t('Basic info')),
    linkRow(t('Device name'), api.system.deviceName, () => api.go('DeviceName')),
    factRow(t('Phone number'), '+1 415-555-0100'),
    section(t('Legal & regulatory')),
    linkRow(t('Legal information'), undefined, () => api.go('Legal')), linkRow(t('Regulatory labels'), undefined, () => api.go('Legal')),
    section(t('Device details')),
    factRow(t('SIM status'), t('Carrier A, in service')), factRow(t('Model'), prop('ro.product.model', 'Demo Phone')), factRow('IMEI', '356938035643809'), factRow('EID', '89049032000000000000000000000000'),
    section(t('Device identifiers')),
    factRow(t('Android version'), prop('ro.build.version.release', '14')),
    factRow(t('IP address'), api.system.wifi.connected === null ? t('Unavailable') : '192.168.50.23'), factRow(t('Wi-Fi MAC address'), '02:00:5e:10:20:31'), factRow(t('Bluetooth address'), '02:00:5e:10:20:30'), factRow(t('Up time'), '26:14:09'),
    listItem({ title: t('Build number'), below: prop('ro.build.display.id', 'UP1A.231005.007'), titleId: 'android:id/title', belowId: 'android:id/summary', onTap: () => tapBuild(api) }));
}

const erase = (api: Api): UiElement => page(api, words(api)('Erase all data'),
  text(words(api)('This will erase all data from your phone’s internal storage, including:'), { pad: 16 }),
  ...['Your accounts', 'System and app data and settings', 'Downloaded apps', 'Music', 'Photos', 'Other user data'].map((line) => text(`•  ${words(api)(line)}`, { pad: [2, 24] })),
  col({ pad: 16 }, button(words(api)('Erase all data'), () => confirm(api, {
    title: words(api)('Erase all data?'), body: words(api)('You can’t undo this action.'), yes: words(api)('Erase all data'), danger: true,
    onDone: () => {
      for (const app of api.installed) if (app.package !== 'com.android.settings') api.clearData(app.package);
      api.changeSystem((y) => { y.wifi.known = {}; y.wifi.connected = null; y.bluetooth.paired = []; y.permissions = {}; });
      api.change((s) => { Object.assign(s, initialSettings()); });
      api.toast(words(api)('All data erased'));
      api.backTo('Main');
    },
  }), { id: 'initiate_main_clear', tone: 'danger' })));

export const systemScreens: { [name: string]: (api: Api) => UiElement } = {
  System: (api) => {
    const t = words(api);
    return page(api, t('System'),
      linkRow(t('Languages & input'), LANGUAGES.find((l) => l.tag === api.system.language)?.name ?? api.system.language, () => api.go('Languages'), 'mdiWeb'),
      linkRow(t('Gestures'), t('System navigation, quickly open camera'), () => api.go('Gestures'), 'mdiGestureTap'),
      linkRow(t('Date & time'), t('GMT+00:00 Coordinated Universal Time'), () => api.go('DateTime'), 'mdiClockOutline'),
      linkRow(t('Backup'), t('On'), () => api.go('Backup'), 'mdiCloudUpload'),
      linkRow(t('System update'), t('Updated to Android 14'), () => api.go('Update'), 'mdiUpdate'),
      linkRow(t('Reset options'), t('Network, apps, or device can be reset'), () => api.go('Reset'), 'mdiRestore'),
      api.state.buildTaps >= TAPS ? linkRow(t('Developer options'), undefined, () => api.go('Developer'), 'mdiCodeBraces') : null);
  },
  Languages: (api) => {
    const t = words(api);
    const current = LANGUAGES.find((l) => l.tag === api.system.language);
    return page(api, t('Languages & input'),
      section(t('System languages')),
      factRow('1', current?.name ?? api.system.language),
      section(t('Add a language')),
      ...LANGUAGES.filter((l) => l.tag !== api.system.language).map((l) => linkRow(l.name, undefined, () => confirm(api, {
        title: t('Change system language to {0}?', l.name), body: t('This will also change regional preferences.'), yes: t('Change'), onDone: () => api.changeSystem((y) => { y.language = l.tag; }),
      }), 'mdiPlus')),
      section(t('Keyboards')), factRow(t('On-screen keyboard'), t('Demo Keyboard')), flag(api, 'spellChecker', 'Spell checker'));
  },
  Gestures: (api) => page(api, words(api)('Gestures'), flag(api, 'quickCamera', 'Quickly open camera'), flag(api, 'quickTap', 'Quick Tap'), flag(api, 'flipToShhh', 'Flip to Shhh'), flag(api, 'oneHanded', 'One-handed mode')),
  DateTime: (api) => {
    const t = words(api);
    return page(api, t('Date & time'),
      flag(api, 'autoTime', 'Set time automatically'),
      factRow(t('Date'), dateLabel(api.now(), chinese(api))), factRow(t('Time'), timeOf(api.now(), chinese(api), api.state.toggles.h24)),
      flag(api, 'autoZone', 'Set time zone automatically'),
      listItem({
        title: t('Time zone'), below: t(api.state.choices.zone ?? ''), enabled: !api.state.toggles.autoZone, titleId: 'android:id/title', belowId: 'android:id/summary',
        onTap: () => choose(api, { title: t('Time zone'), now: api.state.choices.zone ?? '', options: ZONES.map((value) => ({ value, title: t(value) })), onDone: (v) => api.change((s) => { s.choices.zone = v; }) }),
      }),
      flag(api, 'h24', 'Use 24-hour format', clockTime(13, 0, chinese(api), api.state.toggles.h24)));
  },
  Backup: (api) => page(api, words(api)('Backup'), flag(api, 'backup', 'Back up by phone', 'Apps, photos, contacts and more'), factRow(words(api)('Last backup'), `${dayNames(chinese(api))[new Date(api.now()).getUTCDay()]}, ${clockTime(3, 12, chinese(api))}`)),
  Update: (api) => page(api, words(api)('System update'), col({ pad: 24, gap: 12 }, text(words(api)('Your system is up to date'), { size: 24 }), text(words(api)('Android version: 14'), {}), text(words(api)('Android security update: {0}', dateLabel(Date.UTC(2026, 0, 5), chinese(api))), {}), button(words(api)('Check for update'), () => api.network(() => api.toast(words(api)('Your system is up to date')), () => api.toast(words(api)("Couldn't check for updates"))), { tone: 'tonal' }))),
  Reset: (api) => {
    const t = words(api);
    return page(api, t('Reset options'),
      linkRow(t('Reset mobile network settings'), undefined, () => confirm(api, { title: t('Reset mobile network settings?'), body: t('This will reset all mobile network settings'), yes: t('Reset'), danger: true, onDone: () => { api.change((s) => { s.toggles.mobileData = true; s.toggles.roaming = false; }); api.toast(t('Mobile network settings have been reset')); } })),
      linkRow(t('Reset Bluetooth & Wi-Fi'), undefined, () => confirm(api, {
        title: t('Reset all Bluetooth & Wi-Fi settings?'), body: t('This will delete all saved networks and paired devices. You can’t undo this action.'), yes: t('Reset'), danger: true,
        onDone: () => { api.changeSystem((y) => { y.wifi.known = {}; y.wifi.connected = null; y.bluetooth.paired = []; }); api.change((s) => { s.joinProblem = {}; s.autoConnect = {}; s.added = []; }); api.toast(t('Bluetooth & Wi‑Fi have been reset')); },
      })),
      linkRow(t('Reset app preferences'), undefined, () => confirm(api, { title: t('Reset app preferences?'), body: t('This will reset all preferences for disabled apps, default applications and permission restrictions. You will not lose any app data.'), yes: t('Reset apps'), danger: true, onDone: () => { api.change((s) => { s.disabledApps = []; }); api.changeSystem((y) => { y.permissions = {}; }); } })),
      linkRow(t('Erase all data (factory reset)'), undefined, () => api.go('Erase')));
  },
  Erase: erase,
  Developer: (api) => page(api, words(api)('Developer options'), flag(api, 'usbDebugging', 'USB debugging', 'Debug mode when USB is connected'), flag(api, 'stayAwake', 'Stay awake', 'Screen will never sleep while charging'), flag(api, 'showTaps', 'Show taps', 'Show visual feedback for taps'), flag(api, 'oemUnlock', 'OEM unlocking', 'Allow the bootloader to be unlocked'),
    pick(api, 'animation', 'Window animation scale', ['Animation scale 1x', 'Animation scale .5x', 'Animation scale 2x', 'Animation off'])),
  About: about,
  DeviceName: deviceName,
  Legal: (api) => page(api, words(api)('Legal information'), factRow(words(api)('Third-party licenses'), 'MIT, Apache-2.0, BSD'), factRow(words(api)('Terms of use'), words(api)('This phone is simulated'))),
  Accessibility: (api) => page(api, words(api)('Accessibility'), section(words(api)('Screen reader')), flag(api, 'talkback', 'TalkBack', 'Speak items on screen'), section(words(api)('Display')), linkRow(words(api)('Display size and text'), undefined, () => api.go('FontSize')), flag(api, 'inversion', 'Color inversion'), flag(api, 'magnification', 'Magnification'), section(words(api)('Interaction controls')), flag(api, 'a11yMenu', 'Accessibility Menu'), flag(api, 'switchAccess', 'Switch Access'), section(words(api)('Audio')), flag(api, 'captions', 'Live Caption'), flag(api, 'mono', 'Mono audio')),
  SecurityPrivacy: (api) => page(api, words(api)('Security & privacy'), text(words(api)('Looks good'), { size: 24, pad: [16, 16] }), text(words(api)('No issues found'), { pad: [0, 16], color: 'onSurfaceVariant' }),
    flag(api, 'findMyDevice', 'Find My Device', 'Find and secure your phone if it’s lost'), linkRow(words(api)('Device unlock'), words(api)('Swipe'), () => api.go('LockScreen')), divider(), section(words(api)('Privacy')), flag(api, 'cameraAccess', 'Camera access'), flag(api, 'showPasswords', 'Show passwords', 'Display characters briefly as you type'), flag(api, 'unknownSources', 'Install unknown apps', 'Apps from unknown sources can harm your phone')),
  Safety: (api) => page(api, words(api)('Safety & emergency'), factRow(words(api)('Medical information'), words(api)('Not set')), factRow(words(api)('Emergency contacts'), words(api)('None')), flag(api, 'sos', 'Emergency SOS'), flag(api, 'alerts', 'Wireless emergency alerts')),
  Accounts: (api) => page(api, words(api)('Passwords & accounts'), factRow(words(api)('Autofill service'), words(api)('None')), section(words(api)('Accounts for Owner')), factRow('qa.demo@example.com', words(api)('Work')), flag(api, 'autoSync', 'Automatically sync app data')),
  Wellbeing: (api) => page(api, words(api)('Digital Wellbeing & parental controls'), factRow(words(api)('Today'), words(api)('1 h 12 min')), flag(api, 'bedtime', 'Bedtime mode'), flag(api, 'focusMode', 'Focus mode')),
  Tips: (api) => page(api, words(api)('Tips & support'), empty('mdiHelpCircle', words(api)('Help is offline'), words(api)('The demo phone has no way out of this computer.'))),
};
