// Exports: systemScreens. Settings → System (languages, date, reset), About phone, developer options and the smaller pages.

import type { UiElement } from '../../types.ts';
import { button, col, divider, empty, input, listItem, row, section, text } from '../../ui/elements.ts';
import { DAYS, dateLabel, timeOf } from '../dates.ts';
import { choose, confirm, factRow, linkRow, page, switchRow } from '../pieces.ts';
import { initialSettings, LANGUAGES } from './state.ts';
import type { Api } from './state.ts';
import { words } from './strings.ts';

/** Taps on the build number that Android asks for. */
const TAPS = 7;
const ZONES = ['GMT+00:00 Coordinated Universal Time', 'GMT+01:00 Central European Time', 'GMT+08:00 China Standard Time', 'GMT-05:00 Eastern Time'];

const flag = (api: Api, key: string, title: string, below?: string): UiElement =>
  switchRow({ title, below, on: api.state.toggles[key] ?? false, onChange: (on) => api.change((s) => { s.toggles[key] = on; }) });

function tapBuild(api: Api): void {
  if (api.state.buildTaps >= TAPS) { api.toast('No need, you are already a developer.'); return; }
  api.change((s) => { s.buildTaps += 1; });
  const left = TAPS - api.state.buildTaps;
  if (left === 0) api.toast('You are now a developer!');
  else if (left <= 4) api.toast(`You are now ${left} ${left === 1 ? 'step' : 'steps'} away from being a developer.`);
}

function deviceName(api: Api): UiElement {
  const t = words(api);
  const name = String(api.local.name ?? api.system.deviceName);
  const save = (): void => {
    if (name.trim() === '') { api.setLocal('problem', 'Enter a name'); return; }
    api.changeSystem((y) => { y.deviceName = name.trim(); });
    api.back();
  };
  return page(api, t('Device name'),
    col({ pad: 16, gap: 12 },
      input('edit', name, (v) => { api.setLocal('name', v); api.setLocal('problem', null); }, { id: 'android:id/edit', label: t('Device name'), maxLength: 32, onEnter: save, ime: 'done' }),
      typeof api.local.problem === 'string' ? text(api.local.problem, { id: 'error', color: 'error' }) : null,
      text('The device name is shown to others over Bluetooth and Wi-Fi.', { color: 'onSurfaceVariant' }),
      row({ justify: 'end', gap: 8 }, button(t('Cancel'), () => api.back(), { tone: 'text', id: 'android:id/button2' }), button(t('OK'), save, { id: 'android:id/button1' }))));
}

function about(api: Api): UiElement {
  const t = words(api);
  const prop = (name: string, otherwise: string): string => api.prop(name) || otherwise;
  return page(api, t('About phone'),
    section('Basic info'),
    linkRow(t('Device name'), api.system.deviceName, () => api.go('DeviceName')),
    factRow(t('Phone number'), '+1 415-555-0100'),
    section('Legal & regulatory'),
    linkRow('Legal information', undefined, () => api.go('Legal')), linkRow('Regulatory labels', undefined, () => api.go('Legal')),
    section('Device details'),
    factRow('SIM status', 'Carrier A, in service'), factRow(t('Model'), prop('ro.product.model', 'Demo Phone')), factRow('IMEI', '356938035643809'), factRow('EID', '89049032000000000000000000000000'),
    section('Device identifiers'),
    factRow(t('Android version'), prop('ro.build.version.release', '14')),
    factRow('IP address', api.system.wifi.connected === null ? 'Unavailable' : '192.168.50.23'), factRow('Wi-Fi MAC address', '02:00:5e:10:20:31'), factRow('Bluetooth address', '02:00:5e:10:20:30'), factRow('Up time', '26:14:09'),
    listItem({ title: t('Build number'), below: prop('ro.build.display.id', 'UP1A.231005.007'), titleId: 'android:id/title', belowId: 'android:id/summary', onTap: () => tapBuild(api) }));
}

const erase = (api: Api): UiElement => page(api, words(api)('Erase all data'),
  text('This will erase all data from your phone’s internal storage, including:', { pad: 16 }),
  ...['Your accounts', 'System and app data and settings', 'Downloaded apps', 'Music', 'Photos', 'Other user data'].map((line) => text(`•  ${line}`, { pad: [2, 24] })),
  col({ pad: 16 }, button(words(api)('Erase all data'), () => confirm(api, {
    title: 'Erase all data?', body: 'You can’t undo this action.', yes: words(api)('Erase all data'), danger: true,
    onDone: () => {
      for (const app of api.installed) if (app.package !== 'com.android.settings') api.clearData(app.package);
      api.changeSystem((y) => { y.wifi.known = {}; y.wifi.connected = null; y.bluetooth.paired = []; y.permissions = {}; });
      api.change((s) => { Object.assign(s, initialSettings()); });
      api.toast('All data erased');
      api.backTo('Main');
    },
  }), { id: 'initiate_main_clear', tone: 'danger' })));

export const systemScreens: { [name: string]: (api: Api) => UiElement } = {
  System: (api) => {
    const t = words(api);
    return page(api, t('System'),
      linkRow(t('Languages & input'), LANGUAGES.find((l) => l.tag === api.system.language)?.name ?? api.system.language, () => api.go('Languages'), 'mdiWeb'),
      linkRow('Gestures', 'System navigation, quickly open camera', () => api.go('Gestures'), 'mdiGestureTap'),
      linkRow(t('Date & time'), 'GMT+00:00 Coordinated Universal Time', () => api.go('DateTime'), 'mdiClockOutline'),
      linkRow('Backup', 'On', () => api.go('Backup'), 'mdiCloudUpload'),
      linkRow('System update', 'Updated to Android 14', () => api.go('Update'), 'mdiUpdate'),
      linkRow(t('Reset options'), 'Network, apps, or device can be reset', () => api.go('Reset'), 'mdiRestore'),
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
        title: `Change system language to ${l.name}?`, body: 'This will also change regional preferences.', yes: 'Change', onDone: () => api.changeSystem((y) => { y.language = l.tag; }),
      }), 'mdiPlus')),
      section('Keyboards'), factRow('On-screen keyboard', 'Demo Keyboard'), flag(api, 'spellChecker', 'Spell checker'));
  },
  Gestures: (api) => page(api, 'Gestures', flag(api, 'quickCamera', 'Quickly open camera'), flag(api, 'quickTap', 'Quick Tap'), flag(api, 'flipToShhh', 'Flip to Shhh'), flag(api, 'oneHanded', 'One-handed mode')),
  DateTime: (api) => {
    const t = words(api);
    return page(api, t('Date & time'),
      flag(api, 'autoTime', t('Set time automatically')),
      factRow('Date', dateLabel(api.now())), factRow('Time', timeOf(api.now(), api.state.toggles.h24)),
      flag(api, 'autoZone', t('Set time zone automatically')),
      listItem({
        title: t('Time zone'), below: api.state.choices.zone, enabled: !api.state.toggles.autoZone, titleId: 'android:id/title', belowId: 'android:id/summary',
        onTap: () => choose(api, { title: t('Time zone'), now: api.state.choices.zone ?? '', options: ZONES.map((value) => ({ value, title: value })), onDone: (v) => api.change((s) => { s.choices.zone = v; }) }),
      }),
      flag(api, 'h24', t('Use 24-hour format'), api.state.toggles.h24 ? '13:00' : '1:00 PM'));
  },
  Backup: (api) => page(api, 'Backup', flag(api, 'backup', 'Back up by phone', 'Apps, photos, contacts and more'), factRow('Last backup', `${DAYS[new Date(api.now()).getUTCDay()]}, 3:12 AM`)),
  Update: (api) => page(api, 'System update', col({ pad: 24, gap: 12 }, text('Your system is up to date', { size: 24 }), text('Android version: 14', {}), text('Android security update: January 5, 2026', {}), button('Check for update', () => api.network(() => api.toast('Your system is up to date'), () => api.toast("Couldn't check for updates")), { tone: 'tonal' }))),
  Reset: (api) => {
    const t = words(api);
    return page(api, t('Reset options'),
      linkRow('Reset mobile network settings', undefined, () => confirm(api, { title: 'Reset mobile network settings?', body: 'This will reset all mobile network settings', yes: t('Reset'), danger: true, onDone: () => { api.change((s) => { s.toggles.mobileData = true; s.toggles.roaming = false; }); api.toast('Mobile network settings have been reset'); } })),
      linkRow(t('Reset Bluetooth & Wi-Fi'), undefined, () => confirm(api, {
        title: 'Reset all Bluetooth & Wi-Fi settings?', body: 'This will delete all saved networks and paired devices. You can’t undo this action.', yes: t('Reset'), danger: true,
        onDone: () => { api.changeSystem((y) => { y.wifi.known = {}; y.wifi.connected = null; y.bluetooth.paired = []; }); api.change((s) => { s.joinProblem = {}; s.autoConnect = {}; s.added = []; }); api.toast('Bluetooth & Wi‑Fi have been reset'); },
      })),
      linkRow(t('Reset app preferences'), undefined, () => confirm(api, { title: 'Reset app preferences?', body: 'This will reset all preferences for disabled apps, default applications and permission restrictions. You will not lose any app data.', yes: 'Reset apps', danger: true, onDone: () => { api.change((s) => { s.disabledApps = []; }); api.changeSystem((y) => { y.permissions = {}; }); } })),
      linkRow(t('Erase all data (factory reset)'), undefined, () => api.go('Erase')));
  },
  Erase: erase,
  Developer: (api) => page(api, words(api)('Developer options'), flag(api, 'usbDebugging', 'USB debugging', 'Debug mode when USB is connected'), flag(api, 'stayAwake', 'Stay awake', 'Screen will never sleep while charging'), flag(api, 'showTaps', 'Show taps', 'Show visual feedback for taps'), flag(api, 'oemUnlock', 'OEM unlocking', 'Allow the bootloader to be unlocked'),
    linkRow('Window animation scale', api.state.choices.animation ?? 'Animation scale 1x', () => choose(api, { title: 'Window animation scale', now: api.state.choices.animation ?? 'Animation scale 1x', options: ['Animation off', 'Animation scale .5x', 'Animation scale 1x', 'Animation scale 2x'].map((value) => ({ value, title: value })), onDone: (v) => api.change((s) => { s.choices.animation = v; }) }))),
  About: about,
  DeviceName: deviceName,
  Legal: (api) => page(api, 'Legal information', factRow('Third-party licenses', 'MIT, Apache-2.0, BSD'), factRow('Terms of use', 'This phone is simulated')),
  Accessibility: (api) => page(api, words(api)('Accessibility'), section('Screen reader'), flag(api, 'talkback', 'TalkBack', 'Speak items on screen'), section('Display'), linkRow('Display size and text', undefined, () => api.go('FontSize')), flag(api, 'inversion', 'Color inversion'), flag(api, 'magnification', 'Magnification'), section('Interaction controls'), flag(api, 'a11yMenu', 'Accessibility Menu'), flag(api, 'switchAccess', 'Switch Access'), section('Audio'), flag(api, 'captions', 'Live Caption'), flag(api, 'mono', 'Mono audio')),
  SecurityPrivacy: (api) => page(api, words(api)('Security & privacy'), text('Looks good', { size: 24, pad: [16, 16] }), text('No issues found', { pad: [0, 16], color: 'onSurfaceVariant' }),
    flag(api, 'findMyDevice', 'Find My Device', 'Find and secure your phone if it’s lost'), linkRow('Device unlock', 'Swipe', () => api.go('LockScreen')), divider(), section('Privacy'), flag(api, 'cameraAccess', 'Camera access'), flag(api, 'showPasswords', 'Show passwords', 'Display characters briefly as you type'), flag(api, 'unknownSources', 'Install unknown apps', 'Apps from unknown sources can harm your phone')),
  Safety: (api) => page(api, 'Safety & emergency', factRow('Medical information', 'Not set'), factRow('Emergency contacts', 'None'), flag(api, 'sos', 'Emergency SOS'), flag(api, 'alerts', 'Wireless emergency alerts')),
  Accounts: (api) => page(api, 'Passwords & accounts', factRow('Autofill service', 'None'), section('Accounts for Owner'), factRow('qa.demo@example.com', 'Work'), flag(api, 'autoSync', 'Automatically sync app data')),
  Wellbeing: (api) => page(api, 'Digital Wellbeing & parental controls', factRow('Today', '1 h 12 min'), flag(api, 'bedtime', 'Bedtime mode'), flag(api, 'focusMode', 'Focus mode')),
  Tips: (api) => page(api, 'Tips & support', empty('mdiHelpCircle', 'Help is offline', 'The demo phone has no way out of this computer.')),
};
