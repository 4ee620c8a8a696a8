// Exports: appScreens. Settings → Apps, app info (force stop, permissions, storage), Notifications, Storage, Location.

import type { UiElement } from '../../types.ts';
import { button, col, divider, icon, listItem, progress, row, section, text } from '../../ui/elements.ts';
import { chinese } from '../define.ts';
import { confirm, factRow, linkRow, page, radioRow, switchRow } from '../pieces.ts';
import type { Api } from './state.ts';
import { flag } from './rows.ts';
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
const granted = (api: Api, packageName: string): string[] => PERMISSIONS.filter((p) => api.system.permissions[`${packageName}:${p.name}`] === 'granted').map((p) => words(api)(p.title));
const appOf = (api: Api): Installed => api.installed.find((a) => a.package === api.args.package) ?? { package: String(api.args.package), label: String(api.args.package), icon: 'mdiAndroid', color: '#5f6368', hidden: false };

function info(api: Api): UiElement {
  const t = words(api);
  const app = appOf(api);
  const disabled = api.state.disabledApps.includes(app.package);
  const allowed = granted(api, app.package);
  return page(api, t('App info'),
    col({ align: 'center', pad: 16, gap: 8 }, badge(app, 56), text(app.label, { size: 22, id: 'entity_header_title' })),
    row({ justify: 'center', gap: 8, pad: 8 },
      button(t('Open'), () => api.openApp(app.package), { id: 'button1', tone: 'tonal', icon: 'mdiOpenInNew', enabled: !disabled }),
      button(disabled ? t('Enable') : t('Disable'), () => (disabled
        ? api.change((s) => { s.disabledApps = s.disabledApps.filter((p) => p !== app.package); })
        : confirm(api, { title: t('Disable app?'), body: t('If you disable this app, Android and other apps may no longer function as intended.'), yes: t('Disable app'), danger: true, onDone: () => api.change((s) => { s.disabledApps.push(app.package); }) })), { id: 'button2', tone: 'tonal' }),
      button(t('Force stop'), () => confirm(api, { title: t('Force stop?'), body: t('If you force stop an app, it may misbehave.'), yes: t('OK'), onDone: () => { api.forceStop(app.package); api.toast(t('{0} stopped', app.label)); } }), { id: 'button3', tone: 'tonal', icon: 'mdiAlertOctagonOutline' })),
    linkRow(t('Notifications'), api.system.permissions[`${app.package}:notifications`] === 'denied' ? t('Off') : t('~2 notifications per day'), () => api.go('AppPermission', { package: app.package, permission: 'notifications' })),
    linkRow(t('Permissions'), allowed.length === 0 ? t('No permissions granted') : allowed.join(chinese(api) ? '、' : ', '), () => api.go('AppPermissions', { package: app.package })),
    linkRow(t('Storage & cache'), t('{0} MB used in internal storage', sizeOf(app.package)), () => api.go('AppStorage', { package: app.package })),
    factRow(t('Mobile data & Wi-Fi'), t('No data used')),
    factRow(t('Screen time'), t('6 minutes today')),
    flag(api, `pause:${app.package}`, 'Pause app activity if unused', 'Remove permissions, delete temporary files, and stop notifications'));
}

export const appScreens: { [name: string]: (api: Api) => UiElement } = {
  Apps: (api) => page(api, words(api)('Apps'),
    section(words(api)('Recently opened apps')),
    ...shown(api).slice(0, 3).map((a) => listItem({ title: a.label, below: words(api)('5 min. ago'), lead: badge(a), onTap: () => api.go('AppInfo', { package: a.package }) })),
    linkRow(words(api)('See all {0} apps', shown(api).length), undefined, () => api.go('AllApps'), 'mdiChevronRight'),
    divider(), section(words(api)('General')),
    linkRow(words(api)('Default apps'), words(api)('Chrome, Phone and Messages'), () => api.go('DefaultApps')),
    flag(api, 'unusedApps', 'Unused apps', '0 unused apps')),
  AllApps: (api) => page(api, words(api)('All apps'), ...shown(api).map((a) => listItem({ title: a.label, below: `${sizeOf(a.package)} MB`, lead: badge(a), onTap: () => api.go('AppInfo', { package: a.package }) }))),
  DefaultApps: (api) => page(api, words(api)('Default apps'), factRow(words(api)('Browser app'), words(api)('None')), factRow(words(api)('SMS app'), words(api)('Messages')), factRow(words(api)('Home app'), words(api)('Launcher')), factRow(words(api)('Phone app'), words(api)('None'))),
  AppInfo: info,
  AppPermissions: (api) => {
    const app = appOf(api);
    const by = (allowed: boolean) => PERMISSIONS.filter((p) => (api.system.permissions[`${app.package}:${p.name}`] === 'granted') === allowed)
      .map((p) => linkRow(words(api)(p.title), undefined, () => api.go('AppPermission', { package: app.package, permission: p.name }), p.icon));
    const [yes, no] = [by(true), by(false)];
    return page(api, words(api)('App permissions'), section(words(api)('Allowed')), ...(yes.length > 0 ? yes : [text(words(api)('No permissions allowed'), { pad: 16 })]), section(words(api)('Not allowed')), ...no);
  },
  AppPermission: (api) => {
    const app = appOf(api);
    const permission = PERMISSIONS.find((p) => p.name === api.args.permission) ?? PERMISSIONS[0];
    const key = `${app.package}:${permission.name}`;
    const set = (value: 'granted' | 'denied') => (): void => api.changeSystem((y) => { y.permissions[key] = value; });
    return page(api, words(api)('{0} permission', words(api)(permission.title)),
      row({ pad: 16, gap: 16 }, badge(app), text(app.label, { size: 18 })),
      section(words(api)('{0} access for this app', words(api)(permission.title))),
      radioRow({ title: permission.name === 'location' ? words(api)('Allow only while using the app') : words(api)('Allow'), id: 'allow_radio_button', on: api.system.permissions[key] === 'granted', onChoose: set('granted') }),
      radioRow({ title: words(api)("Don't allow"), id: 'deny_radio_button', on: api.system.permissions[key] !== 'granted', onChoose: set('denied') }));
  },
  AppStorage: (api) => {
    const app = appOf(api);
    return page(api, words(api)('Storage'),
      row({ pad: 16, gap: 16 }, badge(app), text(app.label, { size: 18 })),
      row({ pad: 16, gap: 12 },
        button(words(api)('Clear storage'), () => confirm(api, { title: words(api)('Delete app data?'), body: words(api)('This app’s data, including files and settings, will be permanently deleted from this device'), yes: words(api)('Delete'), danger: true, onDone: () => { api.clearData(app.package); api.toast(words(api)('Storage cleared')); } }), { id: 'button1', tone: 'tonal' }),
        button(words(api)('Clear cache'), () => api.toast(words(api)('Cache cleared')), { id: 'button2', tone: 'tonal' })),
      factRow(words(api)('App size'), `${sizeOf(app.package)} MB`), factRow(words(api)('User data'), words(api)('{0} bytes', JSON.stringify(api.provider(app.package) ?? null).length)), factRow(words(api)('Cache'), '0 B'));
  },
  Notifications: (api) => page(api, words(api)('Notifications'),
    linkRow(words(api)('App notifications'), words(api)('Control notifications from individual apps'), () => api.go('AppNotifications')),
    flag(api, 'notificationHistory', 'Notification history', 'Show recent and snoozed notifications'),
    section(words(api)('Conversations')), flag(api, 'bubbles', 'Bubbles', 'Conversations can appear as floating icons'),
    section(words(api)('Privacy')), flag(api, 'lockNotifications', 'Notifications on lock screen', 'Show all notification content'), flag(api, 'sensitiveNotifications', 'Sensitive notifications', 'Show sensitive content when locked'),
    section(words(api)('General')), switchRow({ title: words(api)('Do Not Disturb'), on: api.system.doNotDisturb, onChange: (on) => api.changeSystem((y) => { y.doNotDisturb = on; }) }),
    flag(api, 'notificationDots', 'Notification dot on app icon'), flag(api, 'snoozing', 'Allow notification snoozing'), flag(api, 'enhanced', 'Enhanced notifications', 'Get suggested actions, replies and more')),
  AppNotifications: (api) => page(api, words(api)('App notifications'), ...shown(api).map((a) => switchRow({
    title: a.label, on: api.system.permissions[`${a.package}:notifications`] !== 'denied',
    onChange: (on) => api.changeSystem((y) => { y.permissions[`${a.package}:notifications`] = on ? 'granted' : 'denied'; }),
  }))),
  Storage: (api) => page(api, words(api)('Storage'),
    col({ pad: 16, gap: 8 }, text(words(api)('52.4 GB used'), { size: 28 }), text(words(api)('128 GB total'), { color: 'onSurfaceVariant' }), progress({ value: 0.41 })),
    linkRow(words(api)('Free up space'), words(api)('Go to Files app to manage and free up space'), () => api.openApp('com.google.android.documentsui'), 'mdiBroom'),
    ...([['Apps', '18.2 GB'], ['System', '16.0 GB'], ['Images', '9.1 GB'], ['Videos', '6.8 GB'], ['Audio', '1.2 GB'], ['Documents & other', '1.1 GB'], ['Trash', '0 B']] as const).map(([a, b]) => factRow(words(api)(a), b))),
  Location: (api) => page(api, words(api)('Location'),
    switchRow({ title: words(api)('Use location'), on: api.system.locationOn, onChange: (on) => api.changeSystem((y) => { y.locationOn = on; }) }),
    section(words(api)('Recent access')), text(words(api)('No apps recently accessed location'), { pad: 16, color: 'onSurfaceVariant' }),
    linkRow(words(api)('App location permissions'), words(api)('{0} apps have access to location', api.installed.filter((a) => api.system.permissions[`${a.package}:location`] === 'granted').length), () => api.go('AllApps')),
    flag(api, 'wifiScanning', 'Wi-Fi scanning', 'Allow apps and services to scan for Wi-Fi networks at any time'), flag(api, 'bluetoothScanning', 'Bluetooth scanning')),
};
