// Exports: mainScreens. The long first list of Settings and its search.

import type { UiElement } from '../../types.ts';
import { col, empty, icon, listItem, row, screen, scroll, text, topBar } from '../../ui/elements.ts';
import { searchField } from '../pieces.ts';
import type { Api } from './state.ts';
import { words } from './strings.ts';

interface Entry { title: string; below: string; icon: string; color: string; screen: string; args?: { [key: string]: string } }

const ENTRIES: readonly Entry[] = [
  { title: 'Network & internet', below: 'Mobile, Wi-Fi, hotspot', icon: 'mdiWifi', color: '#1a73e8', screen: 'Network' },
  { title: 'Connected devices', below: 'Bluetooth, pairing', icon: 'mdiDevices', color: '#1e8e3e', screen: 'ConnectedDevices' },
  { title: 'Apps', below: 'Recent apps, default apps', icon: 'mdiApps', color: '#e8710a', screen: 'Apps' },
  { title: 'Notifications', below: 'Notification history, conversations', icon: 'mdiBell', color: '#d93025', screen: 'Notifications' },
  { title: 'Battery', below: '87% - About 1 day left', icon: 'mdiBattery80', color: '#1e8e3e', screen: 'Battery' },
  { title: 'Storage', below: '41% used - 75.6 GB free', icon: 'mdiDatabase', color: '#9334e6', screen: 'Storage' },
  { title: 'Sound & vibration', below: 'Volume, haptics, Do Not Disturb', icon: 'mdiVolumeHigh', color: '#e52592', screen: 'Sound' },
  { title: 'Display', below: 'Dark theme, font size, brightness', icon: 'mdiBrightness6', color: '#f29900', screen: 'Display' },
  { title: 'Wallpaper & style', below: 'Colors, themed icons, app grid', icon: 'mdiPaletteOutline', color: '#12a4af', screen: 'Wallpaper' },
  { title: 'Accessibility', below: 'Display, interaction, audio', icon: 'mdiHuman', color: '#1a73e8', screen: 'Accessibility' },
  { title: 'Security & privacy', below: 'App security, device lock, permissions', icon: 'mdiShieldCheck', color: '#1e8e3e', screen: 'SecurityPrivacy' },
  { title: 'Location', below: '', icon: 'mdiMapMarker', color: '#129eaf', screen: 'Location' },
  { title: 'Safety & emergency', below: 'Emergency SOS, medical info, alerts', icon: 'mdiMedicalBag', color: '#d93025', screen: 'Safety' },
  { title: 'Passwords & accounts', below: 'Saved passwords, autofill, synced accounts', icon: 'mdiKey', color: '#5f6368', screen: 'Accounts' },
  { title: 'Digital Wellbeing & parental controls', below: 'Screen time, app timers, bedtime schedules', icon: 'mdiHeartOutline', color: '#1e8e3e', screen: 'Wellbeing' },
  { title: 'System', below: 'Languages, gestures, time, backup', icon: 'mdiInformation', color: '#5f6368', screen: 'System' },
  { title: 'About phone', below: '', icon: 'mdiCellphone', color: '#5f6368', screen: 'About' },
  { title: 'Tips & support', below: 'Help articles, phone & chat', icon: 'mdiHelpCircle', color: '#12a4af', screen: 'Tips' },
];

/** Preferences that search finds besides the main entries. */
const DEEP: readonly { title: string; where: string; screen: string }[] = [
  { title: 'Internet', where: 'Network & internet', screen: 'Internet' },
  { title: 'Wi-Fi', where: 'Network & internet > Internet', screen: 'Internet' },
  { title: 'Saved networks', where: 'Network & internet > Internet', screen: 'SavedNetworks' },
  { title: 'Airplane mode', where: 'Network & internet', screen: 'Network' },
  { title: 'Bluetooth', where: 'Connected devices > Connection preferences', screen: 'Bluetooth' },
  { title: 'Pair new device', where: 'Connected devices', screen: 'PairDevice' },
  { title: 'Battery Saver', where: 'Battery', screen: 'BatterySaver' },
  { title: 'Dark theme', where: 'Display', screen: 'Display' },
  { title: 'Font size', where: 'Display', screen: 'FontSize' },
  { title: 'Auto-rotate screen', where: 'Display', screen: 'Display' },
  { title: 'Do Not Disturb', where: 'Sound & vibration', screen: 'DoNotDisturb' },
  { title: 'Date & time', where: 'System', screen: 'DateTime' },
  { title: 'System languages', where: 'System > Languages & input', screen: 'Languages' },
  { title: 'Reset options', where: 'System', screen: 'Reset' },
  { title: 'Device name', where: 'About phone', screen: 'DeviceName' },
  { title: 'IMEI', where: 'About phone', screen: 'About' },
];

const badge = (e: Entry): UiElement => row({ width: 40, height: 40, radius: 20, background: e.color, justify: 'center' }, icon(e.icon, { size: 22, color: '#ffffff' }));

function locationLine(api: Api): string {
  if (!api.system.locationOn) return words(api)('Off');
  return words(api)('On - {0} apps have access to location', api.installed.filter((a) => api.system.permissions[`${a.package}:location`] === 'granted').length);
}

function main(api: Api): UiElement {
  const t = words(api);
  return screen(null, scroll('main', { id: 'recycler_view' },
    text(t('Settings'), { size: 36, pad: [40, 24], id: 'homepage_title' }),
    row({ id: 'search_action_bar', height: 52, margin: [0, 16], pad: [0, 16], gap: 16, radius: 26, background: 'surfaceContainerHigh', onTap: () => api.go('Search') },
      icon('mdiMagnify', { color: 'onSurfaceVariant' }), text(t('Search settings'), { id: 'search_action_bar_title', color: 'onSurfaceVariant', size: 16 })),
    col({ pad: [8, 0] }, ...ENTRIES.map((e) => listItem({
      title: t(e.title), below: e.screen === 'About' ? api.system.deviceName : e.screen === 'Location' ? locationLine(api) : t(e.below), lead: badge(e), titleId: 'android:id/title', belowId: 'android:id/summary', onTap: () => api.go(e.screen, e.args),
    })))));
}

function search(api: Api): UiElement {
  const t = words(api);
  const typed = String(api.local.query ?? '');
  const wanted = typed.trim().toLowerCase();
  const all = [...ENTRIES.map((e) => ({ title: e.title, where: 'Settings', screen: e.screen })), ...DEEP];
  const found = wanted === '' ? [] : all.filter((e) => e.title.toLowerCase().includes(wanted) || t(e.title).includes(wanted));
  return screen(topBar(t('Search settings'), { onBack: () => api.back() }), col({ grow: 1 },
    searchField(typed, t('Search settings'), (v) => api.setLocal('query', v), () => api.hideKeyboard()),
    wanted === '' ? empty('mdiMagnify', t('Search by the name of a setting'))
      : found.length === 0 ? empty('mdiMagnifyClose', t('No results'), typed)
        : scroll('results', {}, ...found.map((e) => listItem({ title: t(e.title), below: t(e.where), onTap: () => api.go(e.screen) })))));
}

export const mainScreens: { [name: string]: (api: Api) => UiElement } = { Main: main, Search: search };
