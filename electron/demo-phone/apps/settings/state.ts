// Exports: SettingsState, initialSettings, Api, NETWORKS, NEARBY, LANGUAGES, networkState. What Settings keeps besides the system's own values.

import type { AppApi } from '../../types.ts';

export type SettingsState = {
  /** Network being joined now. */
  joining: string | null;
  /** Why the last try to join a network failed, by name. */
  joinProblem: { [ssid: string]: string };
  autoConnect: { [ssid: string]: boolean };
  /** Networks the person typed in by hand. */
  added: string[];
  pairing: string | null;
  bluetoothNames: { [device: string]: string };
  toggles: { [key: string]: boolean };
  choices: { [key: string]: string };
  buildTaps: number;
  disabledApps: string[];
};

export type Api = AppApi<SettingsState>;

export const initialSettings = (): SettingsState => ({
  joining: null, joinProblem: {}, autoConnect: {}, added: [], pairing: null, bluetoothNames: {},
  toggles: {
    mobileData: true, roaming: false, autoTime: true, autoZone: true, h24: false, adaptiveBrightness: true, lockNotifications: true, notificationDots: true,
    touchSounds: true, vibrate: true, screenLockSounds: true, wifiScanning: true, findMyDevice: true, showPasswords: true, batteryPercentage: true, wifiNotify: true,
    bubbles: true, adaptiveBattery: true,
  },
  choices: { screenTimeout: '30 seconds', ringtone: 'Flutey Phone', zone: 'GMT+00:00 Coordinated Universal Time', wallpaper: 'Default', dns: 'Automatic', simName: 'Carrier A' },
  buildTaps: 0, disabledApps: [],
});

/** The radio world around the demo phone. Bars 1 to 4; a password of null means an open network. */
export const NETWORKS: readonly { ssid: string; password: string | null; bars: 1 | 2 | 3 | 4 }[] = [
  { ssid: 'Home-5G', password: 'welcome-home', bars: 4 },
  { ssid: 'QA-Lab', password: 'counter-sign-42', bars: 4 },
  { ssid: 'QA-Guest', password: null, bars: 4 },
  { ssid: 'Office-5G', password: 'meeting room 7', bars: 3 },
  { ssid: 'Office-2G', password: 'meeting room 7', bars: 3 },
  { ssid: '会议室-A', password: 'huiyishi2026', bars: 3 },
  { ssid: 'Cafe Nordlicht', password: null, bars: 2 },
  { ssid: 'FRITZ!Box 7590 XK', password: '58210447719003125586', bars: 2 },
  { ssid: 'DIRECT-3f-Printer', password: 'printer-direct', bars: 1 },
  { ssid: 'eduroam', password: 'enterprise-only', bars: 1 },
];

/** Bluetooth devices in reach. */
export const NEARBY: readonly { name: string; icon: string }[] = [
  { name: 'Pixel Buds Pro', icon: 'mdiHeadphones' },
  { name: 'Meeting Room Speaker', icon: 'mdiSpeaker' },
  { name: 'K380 Keyboard', icon: 'mdiKeyboard' },
  { name: 'Polar H10 2B4F', icon: 'mdiHeartPulse' },
  { name: 'Lab Printer', icon: 'mdiPrinter' },
];

export const LANGUAGES: readonly { tag: string; name: string }[] = [
  { tag: 'en', name: 'English (United States)' },
  { tag: 'zh-CN', name: '简体中文（中国）' },
];

/** The line below a network in the list; '' when there is nothing to say. */
export function networkState(api: Api, ssid: string): string {
  if (api.state.joining === ssid) return 'Connecting…';
  if (api.system.wifi.connected === ssid) return 'Connected';
  const problem = api.state.joinProblem[ssid];
  if (problem !== undefined) return problem;
  return ssid in api.system.wifi.known ? 'Saved' : '';
}
