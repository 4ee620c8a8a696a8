// Exports: appScreens. Settings → Apps, app info (force stop, permissions, storage), Notifications, Storage, Location.

import type { UiElement } from '../../types.ts';
import { button, col, divider, icon, listItem, progress, row, section, text } from '../../ui/elements.ts';
import { confirm, factRow, linkRow, page, radioRow, switchRow } from '../pieces.ts';
import type { Api } from './state.ts';
import { words } from './strings.ts';

/** Permissions as `SystemSettings.permissions` keys them: `<package>:<name>`. */
const PERMISSIONS = [
  { name: 'camera', title: 'Camera', icon: 'mdiCamera' }, { name: 'contacts', title: 'Contacts', icon: 'mdiContacts' }, { name: 'location', title: 'Location', icon: 'mdiMapMarker' },
  { name: 'notifications', title: 'Notifications', icon: 'mdiBell' }, { name: 'storage', title: 'Photos and videos', icon: 'mdiImage' },
] as const;

type Installed = Api['installed'][number];

const shown = (api: Api): readonly Installed[] => api.installed.filter((a) => !a.hidden).toSorted((a, b) => a.label.localeCompare(b.label, 'en'));
const badge = (a: Installed, size = 40): UiElement => row({ width: size, height: size, radius: size / 2, background: a.color, justify: 'center' }, icon(a.icon, { size: size * 0.55, color: '#ffffff' }));
/** Stable made-up size of an app, MB. */
const sizeOf = (packageName: string): number => 18 + [...packageName].reduce((sum, ch) => (sum * 31 + ch.charCodeAt(0)) % 240, 7);
const granted = (api: Api, packageName: string): string[] => PERMISSIONS.filter((p) => api.system.permissions[`${packageName}:${p.name}`] === 'granted').map((p) => p.title);
const appOf = (api: Api): Installed => api.installed.find((a) => a.package === api.args.package) ?? { package: String(api.args.package), label: String(api.args.package), icon: 'mdiAndroid', color: '#5f6368', hidden: false };
const flag = (api: Api, key: string, title: string, below?: string): UiElement =>
  switchRow({ title, below, on: api.state.toggles[key] ?? false, onChange: (on) => api.change((s) => { s.toggles[key] = on; }) });

function info(api: Api): UiElement {
  const t = words(api);
  const app = appOf(api);
  const disabled = api.state.disabledApps.includes(app.package);
  const allowed = granted(api, app.package);
  return page(api, t('App info'),
    col({ align: 'center', pad: 16, gap: 8 }, badge(app, 56), text(app.label, { size: 22, id: 'entity_header_title' })),
    row({ justify: 'center', gap: 8, pad: 8 },
      button('Open', () => api.openApp(app.package), { id: 'button1', tone: 'tonal', icon: 'mdiOpenInNew', enabled: !disabled }),
      button(disabled ? 'Enable' : 'Disable', () => (disabled
        ? api.change((s) => { s.disabledApps = s.disabledApps.filter((p) => p !== app.package); })
        : confirm(api, { title: 'Disable app?', body: 'If you disable this app, Android and other apps may no longer function as intended.', yes: 'Disable app', danger: true, onDone: () => api.change((s) => { s.disabledApps.push(app.package); }) })), { id: 'button2', tone: 'tonal' }),
      button(t('Force stop'), () => confirm(api, { title: 'Force stop?', body: 'If you force stop an app, it may misbehave.', yes: t('OK'), no: t('Cancel'), onDone: () => { api.forceStop(app.package); api.toast(`${app.label} stopped`); } }), { id: 'button3', tone: 'tonal', icon: 'mdiAlertOctagonOutline' })),
    linkRow(t('Notifications'), api.system.permissions[`${app.package}:notifications`] === 'denied' ? 'Off' : '~2 notifications per day', () => api.go('AppPermission', { package: app.package, permission: 'notifications' })),
    linkRow(t('Permissions'), allowed.length === 0 ? 'No permissions granted' : allowed.join(', '), () => api.go('AppPermissions', { package: app.package })),
    linkRow(t('Storage & cache'), `${sizeOf(app.package)} MB used in internal storage`, () => api.go('AppStorage', { package: app.package })),
    factRow('Mobile data & Wi-Fi', 'No data used'),
    factRow('Screen time', '6 minutes today'),
    flag(api, `pause:${app.package}`, 'Pause app activity if unused', 'Remove permissions, delete temporary files, and stop notifications'));
}

export const appScreens: { [name: string]: (api: Api) => UiElement } = {
  Apps: (api) => page(api, words(api)('Apps'),
    section('Recently opened apps'),
    ...shown(api).slice(0, 3).map((a) => listItem({ title: a.label, below: '5 min. ago', lead: badge(a), onTap: () => api.go('AppInfo', { package: a.package }) })),
    linkRow(`See all ${shown(api).length} apps`, undefined, () => api.go('AllApps'), 'mdiChevronRight'),
    divider(), section('General'),
    linkRow('Default apps', 'Chrome, Phone and Messages', () => api.go('DefaultApps')),
    flag(api, 'unusedApps', 'Unused apps', '0 unused apps')),
  AllApps: (api) => page(api, 'All apps', ...shown(api).map((a) => listItem({ title: a.label, below: `${sizeOf(a.package)} MB`, lead: badge(a), onTap: () => api.go('AppInfo', { package: a.package }) }))),
  DefaultApps: (api) => page(api, 'Default apps', factRow('Browser app', 'None'), factRow('SMS app', 'Messages'), factRow('Home app', 'Launcher'), factRow('Phone app', 'None')),
  AppInfo: info,
  AppPermissions: (api) => {
    const app = appOf(api);
    const by = (allowed: boolean) => PERMISSIONS.filter((p) => (api.system.permissions[`${app.package}:${p.name}`] === 'granted') === allowed)
      .map((p) => linkRow(p.title, undefined, () => api.go('AppPermission', { package: app.package, permission: p.name }), p.icon));
    const [yes, no] = [by(true), by(false)];
    return page(api, 'App permissions', section(words(api)('Allowed')), ...(yes.length > 0 ? yes : [text('No permissions allowed', { pad: 16 })]), section(words(api)('Not allowed')), ...no);
  },
  AppPermission: (api) => {
    const app = appOf(api);
    const permission = PERMISSIONS.find((p) => p.name === api.args.permission) ?? PERMISSIONS[0];
    const key = `${app.package}:${permission.name}`;
    const set = (value: 'granted' | 'denied') => (): void => api.changeSystem((y) => { y.permissions[key] = value; });
    return page(api, `${permission.title} permission`,
      row({ pad: 16, gap: 16 }, badge(app), text(app.label, { size: 18 })),
      section(`${permission.title} access for this app`),
      radioRow({ title: permission.name === 'location' ? 'Allow only while using the app' : 'Allow', id: 'allow_radio_button', on: api.system.permissions[key] === 'granted', onChoose: set('granted') }),
      radioRow({ title: "Don't allow", id: 'deny_radio_button', on: api.system.permissions[key] !== 'granted', onChoose: set('denied') }));
  },
  AppStorage: (api) => {
    const app = appOf(api);
    return page(api, 'Storage',
      row({ pad: 16, gap: 16 }, badge(app), text(app.label, { size: 18 })),
      row({ pad: 16, gap: 12 },
        button(words(api)('Clear storage'), () => confirm(api, { title: 'Delete app data?', body: 'This app’s data, including files and settings, will be permanently deleted from this device', yes: 'Delete', danger: true, onDone: () => { api.clearData(app.package); api.toast('Storage cleared'); } }), { id: 'button1', tone: 'tonal' }),
        button('Clear cache', () => api.toast('Cache cleared'), { id: 'button2', tone: 'tonal' })),
      factRow('App size', `${sizeOf(app.package)} MB`), factRow('User data', `${JSON.stringify(api.provider(app.package) ?? null).length} bytes`), factRow('Cache', '0 B'));
  },
  Notifications: (api) => page(api, words(api)('Notifications'),
    linkRow('App notifications', 'Control notifications from individual apps', () => api.go('AppNotifications')),
    flag(api, 'notificationHistory', 'Notification history', 'Show recent and snoozed notifications'),
    section('Conversations'), flag(api, 'bubbles', 'Bubbles', 'Conversations can appear as floating icons'),
    section('Privacy'), flag(api, 'lockNotifications', 'Notifications on lock screen', 'Show all notification content'), flag(api, 'sensitiveNotifications', 'Sensitive notifications', 'Show sensitive content when locked'),
    section('General'), switchRow({ title: 'Do Not Disturb', on: api.system.doNotDisturb, onChange: (on) => api.changeSystem((y) => { y.doNotDisturb = on; }) }),
    flag(api, 'notificationDots', 'Notification dot on app icon'), flag(api, 'snoozing', 'Allow notification snoozing'), flag(api, 'enhanced', 'Enhanced notifications', 'Get suggested actions, replies and more')),
  AppNotifications: (api) => page(api, 'App notifications', ...shown(api).map((a) => switchRow({
    title: a.label, on: api.system.permissions[`${a.package}:notifications`] !== 'denied',
    onChange: (on) => api.changeSystem((y) => { y.permissions[`${a.package}:notifications`] = on ? 'granted' : 'denied'; }),
  }))),
  Storage: (api) => page(api, words(api)('Storage'),
    col({ pad: 16, gap: 8 }, text('52.4 GB used', { size: 28 }), text('128 GB total', { color: 'onSurfaceVariant' }), progress({ value: 0.41 })),
    linkRow('Free up space', 'Go to Files app to manage and free up space', () => api.toast('No Files app is installed'), 'mdiBroom'),
    ...([['Apps', '18.2 GB'], ['System', '16.0 GB'], ['Images', '9.1 GB'], ['Videos', '6.8 GB'], ['Audio', '1.2 GB'], ['Documents & other', '1.1 GB'], ['Trash', '0 B']] as const).map(([a, b]) => factRow(a, b))),
  Location: (api) => page(api, words(api)('Location'),
    switchRow({ title: words(api)('Use location'), on: api.system.locationOn, onChange: (on) => api.changeSystem((y) => { y.locationOn = on; }) }),
    section('Recent access'), text('No apps recently accessed location', { pad: 16, color: 'onSurfaceVariant' }),
    linkRow('App location permissions', `${api.installed.filter((a) => granted(api, a.package).includes('Location')).length} apps have access to location`, () => api.go('AllApps')),
    flag(api, 'wifiScanning', 'Wi-Fi scanning', 'Allow apps and services to scan for Wi-Fi networks at any time'), flag(api, 'bluetoothScanning', 'Bluetooth scanning')),
};
