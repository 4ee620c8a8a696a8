// Exports: statusBar, navigationBar, shade, keyguard, toast, overview: what the system itself shows, as element trees. Pure.

import type { Handler, PhoneState, SystemSettings, UiElement } from '../types.ts';
import { button, card, col, icon, iconButton, row, scroll, slider, spring, stack, text } from '../ui/elements.ts';

export const STATUS_HEIGHT = 24;
export const NAV_HEIGHT = 48;
export const SYSTEM_UI = 'com.android.systemui';

export interface ChromeFacts {
  now: number;
  system: SystemSettings;
  notifications: PhoneState['notifications'];
  networkDown: boolean;
  labelOf(packageName: string): { label: string; icon: string; color: string };
}

const zh = (f: ChromeFacts): boolean => f.system.language.startsWith('zh');
const two = (n: number): string => String(n).padStart(2, '0');
/** The phone's time zone is UTC, so that what it shows depends on its clock alone. */
export const clockText = (now: number): string => { const d = new Date(now); return `${two(d.getUTCHours())}:${two(d.getUTCMinutes())}`; };
export const dateText = (now: number, language: string): string =>
  new Intl.DateTimeFormat(language.startsWith('zh') ? 'zh-CN' : 'en-GB', { weekday: 'short', day: 'numeric', month: 'short', timeZone: 'UTC' }).format(now);

const wifiIcon = (f: ChromeFacts): string =>
  f.system.airplane && !f.system.wifi.on ? 'mdiAirplane' : !f.system.wifi.on ? 'mdiSignalCellular3' : f.system.wifi.connected === null ? 'mdiWifiStrengthOutline' : f.networkDown ? 'mdiWifiStrengthAlertOutline' : 'mdiWifiStrength4';

export function statusBar(f: ChromeFacts, ink: string): UiElement {
  const cn = zh(f);
  const wifiName = f.system.wifi.connected === null ? (cn ? 'WLAN 已断开连接。' : 'Wifi disconnected.') : f.networkDown ? (cn ? 'WLAN 信号满格。无法访问互联网。' : 'Wifi signal full. Connected to no internet.') : cn ? 'WLAN 信号满格。' : 'Wifi signal full.';
  return row({ height: STATUS_HEIGHT, pad: [0, 16], gap: 6, id: 'status_bar' },
    text(clockText(f.now), { size: 13, weight: 500, id: 'clock', desc: clockText(f.now), color: ink }),
    ...[...new Set(f.notifications.map((n) => n.package))].slice(0, 4).map((p) => icon(f.labelOf(p).icon, { size: 14, color: ink, desc: cn ? `${f.labelOf(p).label}通知` : `${f.labelOf(p).label} notification` })),
    spring(),
    f.system.doNotDisturb ? icon('mdiMinusCircle', { size: 14, color: ink, desc: cn ? '勿扰。' : 'Do Not Disturb.' }) : null,
    f.system.bluetooth.on ? icon('mdiBluetooth', { size: 14, color: ink, desc: cn ? '蓝牙已开启。' : 'Bluetooth on.' }) : null,
    f.system.airplane ? icon('mdiAirplane', { size: 14, color: ink, desc: cn ? '飞行模式。' : 'Airplane mode.' }) : null,
    icon(wifiIcon(f), { size: 16, color: ink, id: 'wifi_signal', desc: f.system.wifi.on ? wifiName : cn ? '手机信号强度为三格。' : 'Phone three bars.' }),
    icon(f.system.batterySaver ? 'mdiBatteryPlus' : 'mdiBattery80', { size: 16, color: ink, id: 'battery', desc: cn ? '电池电量为百分之 87。' : 'Battery 87 percent.' }));
}

export function navigationBar(act: { back: Handler; home: Handler; recents: Handler }, ink: string, fill: string | undefined, keyboard: boolean, language: string): UiElement {
  const cn = language.startsWith('zh');
  const key = (id: string, desc: string, name: string, size: number, onTap: Handler): UiElement =>
    stack({ id, desc, onTap, width: 96, height: NAV_HEIGHT, align: 'center', justify: 'center', radius: 24 }, icon(name, { size, color: ink }));
  return row({ height: NAV_HEIGHT, justify: 'center', gap: 16, background: fill, id: 'navigation_bar_frame' },
    key('back', cn ? '返回' : 'Back', keyboard ? 'mdiChevronDown' : 'mdiMenuLeft', keyboard ? 30 : 40, act.back),
    key('home_button', cn ? '主屏幕' : 'Home', 'mdiCircle', 18, act.home),
    key('recent_apps', cn ? '概览' : 'Overview', 'mdiSquare', 18, act.recents));
}

export interface ShadeActions {
  close: Handler;
  change(edit: (s: SystemSettings) => void): void;
  open(index: number): void;
  dismiss(index: number): void;
  clear: Handler;
  settings: Handler | null;
}

export function shade(f: ChromeFacts, act: ShadeActions): UiElement {
  const s = f.system, cn = zh(f);
  const tile = (id: string, label: string, below: string, name: string, on: boolean, flip: (s: SystemSettings) => void): UiElement =>
    row({ id, desc: `${label}, ${below}`, onTap: () => act.change(flip), grow: 1, height: 64, radius: 28, gap: 12, pad: [0, 16], background: on ? 'primary' : 'surfaceContainerHigh', selected: on },
      icon(name, { size: 20, color: on ? 'onPrimary' : 'onSurface' }),
      col({ grow: 1 }, text(label, { size: 14, weight: 500, lines: 1, color: on ? 'onPrimary' : 'onSurface' }), text(below, { size: 12, lines: 1, color: on ? 'onPrimary' : 'onSurfaceVariant' })));
  const state = (on: boolean): string => (on ? (cn ? '开启' : 'On') : cn ? '关闭' : 'Off');
  const tiles: [UiElement, UiElement][] = [
    [tile('tile_internet', cn ? '互联网' : 'Internet', s.wifi.on ? (s.wifi.connected ?? (cn ? '未连接' : 'Not connected')) : state(false), s.wifi.on ? 'mdiWifi' : 'mdiWifiOff', s.wifi.on, (x) => { x.wifi.on = !x.wifi.on; if (!x.wifi.on) x.wifi.connected = null; else x.wifi.connected = Object.keys(x.wifi.known)[0] ?? null; }),
      tile('tile_bluetooth', cn ? '蓝牙' : 'Bluetooth', state(s.bluetooth.on), 'mdiBluetooth', s.bluetooth.on, (x) => { x.bluetooth.on = !x.bluetooth.on; })],
    [tile('tile_dnd', cn ? '勿扰' : 'Do Not Disturb', state(s.doNotDisturb), 'mdiMinusCircleOutline', s.doNotDisturb, (x) => { x.doNotDisturb = !x.doNotDisturb; }),
      tile('tile_airplane', cn ? '飞行模式' : 'Airplane mode', state(s.airplane), 'mdiAirplane', s.airplane, (x) => { x.airplane = !x.airplane; if (x.airplane) { x.wifi.on = false; x.wifi.connected = null; } })],
    [tile('tile_dark', cn ? '深色主题' : 'Dark theme', state(s.darkTheme), 'mdiThemeLightDark', s.darkTheme, (x) => { x.darkTheme = !x.darkTheme; }),
      tile('tile_rotation', cn ? '自动旋转' : 'Auto-rotate', state(!s.rotationLocked), 'mdiScreenRotation', !s.rotationLocked, (x) => { x.rotationLocked = !x.rotationLocked; })],
  ];
  return col({ grow: 1, background: 'surface', id: 'notification_panel', onSwipe: { up: act.close }, pad: [0, 16] },
    row({ height: 56 }, text(clockText(f.now), { size: 22, id: 'clock' }), text(dateText(f.now, s.language), { size: 14, margin: [0, 12], id: 'date', color: 'onSurfaceVariant' }), spring(),
      icon('mdiWifiStrength4', { size: 16, desc: cn ? 'WLAN 信号满格。' : 'Wifi signal full.' }), icon('mdiBattery80', { size: 16, desc: cn ? '电池电量为百分之 87。' : 'Battery 87 percent.' })),
    slider(s.brightness, 0, 100, (v) => act.change((x) => { x.brightness = Math.round(v); }), { id: 'slider', desc: cn ? '显示亮度' : 'Display brightness' }),
    col({ gap: 8, pad: [8, 0], id: 'quick_settings_panel' }, ...tiles.map((pair) => row({ gap: 8 }, ...pair))),
    act.settings ? row({ justify: 'end' }, iconButton('mdiCogOutline', cn ? '打开设置。' : 'Open settings.', act.settings, { id: 'settings_button' })) : null,
    f.notifications.length === 0
      ? text(cn ? '没有通知' : 'No notifications', { align: 'center', color: 'onSurfaceVariant', pad: 24, id: 'no_notifications' })
      : scroll('notifications', { id: 'notification_stack_scroller', gap: 4 },
          ...f.notifications.map((n, i) => {
            const app = f.labelOf(n.package);
            return row({ id: 'expandableNotificationRow', onTap: () => act.open(i), onSwipe: { right: () => act.dismiss(i), left: () => act.dismiss(i) }, background: 'surfaceContainer', radius: 20, pad: [12, 16], gap: 12 },
              stack({ width: 36, height: 36, radius: 18, background: app.color, align: 'center', justify: 'center' }, icon(app.icon, { size: 20, color: '#ffffff' })),
              col({ grow: 1, gap: 2 },
                text(app.label, { size: 12, color: 'onSurfaceVariant', lines: 1, id: 'app_name_text' }),
                text(n.title, { size: 15, weight: 500, lines: 1, id: 'title' }),
                text(n.text, { size: 14, color: 'onSurfaceVariant', lines: 2, id: 'text' })));
          }),
          row({ justify: 'end', pad: [8, 0] }, button(cn ? '全部清除' : 'Clear all', act.clear, { tone: 'text', id: 'dismiss_text' }))));
}

export function keyguard(f: ChromeFacts, unlock: Handler): UiElement {
  const cn = zh(f);
  return col({ grow: 1, id: 'keyguard_root_view', onSwipe: { up: unlock }, align: 'center', pad: [72, 24], gap: 4 },
    text(clockText(f.now), { size: 84, color: '#ffffff', id: 'lockscreen_clock_view', align: 'center' }),
    text(dateText(f.now, f.system.language), { size: 18, color: '#ffffff', id: 'keyguard_date', align: 'center' }),
    col({ gap: 8, pad: [32, 0], width: '100%' }, ...f.notifications.slice(0, 3).map((n) => card({ id: 'expandableNotificationRow', gap: 2 },
      text(f.labelOf(n.package).label, { size: 12, color: 'onSurfaceVariant' }), text(n.title, { size: 15, weight: 500, lines: 1, id: 'title' })))),
    spring(),
    icon('mdiLockOpenVariantOutline', { size: 24, color: '#ffffff', desc: cn ? '已解锁' : 'Unlocked', id: 'lock_icon_view' }),
    text(cn ? '向上滑动即可打开' : 'Swipe up to open', { size: 14, color: '#ffffff', id: 'keyguard_indication_text', align: 'center', margin: [12, 0] }));
}

export const toast = (words: string): UiElement =>
  stack({ background: 'inverseSurface', radius: 24, pad: [12, 20] }, text(words, { size: 14, color: 'inverseOnSurface', lines: 2, align: 'center', id: 'message' }));

export interface TaskCard { package: string; title: string }

/** Recent apps, newest first. */
export function overview(f: ChromeFacts, tasks: readonly TaskCard[], act: { open(packageName: string): void; close(packageName: string): void; clear: Handler }): UiElement {
  const cn = zh(f);
  if (tasks.length === 0) {
    return col({ grow: 1, align: 'center', justify: 'center', gap: 16 }, icon('mdiCardsOutline', { size: 56, color: '#ffffff' }), text(cn ? '没有最近的应用' : 'No recent items', { size: 18, color: '#ffffff', id: 'empty_text' }));
  }
  return col({ grow: 1, pad: [48, 0], gap: 24, id: 'overview_panel' },
    scroll('tasks', { horizontal: true, gap: 16, pad: [0, 48], id: 'task_list' }, ...tasks.map((t) => {
      const app = f.labelOf(t.package);
      return col({ id: 'snapshot', desc: app.label, width: 248, height: 460, radius: 24, background: 'surface', gap: 0, onTap: () => act.open(t.package), onSwipe: { up: () => act.close(t.package) } },
        row({ gap: 12, pad: 16, background: 'surfaceContainerHigh', radius: 24 },
          stack({ width: 32, height: 32, radius: 16, background: app.color, align: 'center', justify: 'center' }, icon(app.icon, { size: 18, color: '#ffffff' })),
          text(app.label, { size: 16, weight: 500, lines: 1, grow: 1 })),
        col({ grow: 1, align: 'center', justify: 'center' }, icon(app.icon, { size: 72, color: 'outlineVariant' }), text(t.title, { size: 14, color: 'onSurfaceVariant', margin: [12, 0] })));
    })),
    row({ justify: 'center' }, button(cn ? '全部清除' : 'Clear all', act.clear, { id: 'clear_all', tone: 'tonal' })));
}
