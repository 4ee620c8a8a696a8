// Exports: SettingsStore. What `settings get|put` reads and writes; the phone's own switches are seen and set through it.

import type { Phone, SystemSettings } from '../../types.ts';

export type Space = 'system' | 'secure' | 'global';

export const ADB_KEYBOARD = 'com.android.adbkeyboard/.AdbIME';
export const STOCK_KEYBOARD = 'com.google.android.inputmethod.latin/com.android.inputmethod.latin.LatinIME';

/** Settings that are the phone's, not only remembered: how to read them and, where the phone allows it, how to set them. */
const LIVE: Record<string, { get: (s: SystemSettings, p: Phone) => string; set?: (s: SystemSettings, v: string) => void }> = {
  'global wifi_on': { get: (s) => String(Number(s.wifi.on)), set: (s, v) => { s.wifi.on = v === '1'; if (!s.wifi.on) s.wifi.connected = null; } },
  'global bluetooth_on': { get: (s) => String(Number(s.bluetooth.on)), set: (s, v) => { s.bluetooth.on = v === '1'; } },
  'global airplane_mode_on': { get: (s) => String(Number(s.airplane)), set: (s, v) => { s.airplane = v === '1'; } },
  'global low_power': { get: (s) => String(Number(s.batterySaver)), set: (s, v) => { s.batterySaver = v === '1'; } },
  'global device_name': { get: (s) => s.deviceName, set: (s, v) => { s.deviceName = v; } },
  'global zen_mode': { get: (s) => String(Number(s.doNotDisturb)), set: (s, v) => { s.doNotDisturb = v !== '0'; } },
  'system screen_brightness': { get: (s) => String(Math.round(s.brightness)), set: (s, v) => { s.brightness = Number(v); } },
  'system font_scale': { get: (s) => String(s.fontScale), set: (s, v) => { s.fontScale = Number(v); } },
  'system accelerometer_rotation': { get: (s) => String(Number(!s.rotationLocked)), set: (s, v) => { s.rotationLocked = v !== '1'; } },
  'system user_rotation': { get: (_, p) => String(p.rotation) },
  'secure location_mode': { get: (s) => (s.locationOn ? '3' : '0'), set: (s, v) => { s.locationOn = v !== '0'; } },
  'secure ui_night_mode': { get: (s) => (s.darkTheme ? '2' : '1'), set: (s, v) => { s.darkTheme = v === '2'; } },
};

const NUMERIC = new Set(['system screen_brightness', 'system font_scale']);

export class SettingsStore {
  private readonly phone: Phone;
  private readonly kept = new Map<string, string>([
    ['global window_animation_scale', '1.0'], ['global transition_animation_scale', '1.0'], ['global animator_duration_scale', '1.0'], ['global adb_enabled', '1'],
    ['global device_provisioned', '1'], ['global stay_on_while_plugged_in', '0'], ['system screen_off_timeout', '60000'], ['system show_touches', '0'], ['system pointer_location', '0'],
    ['secure default_input_method', STOCK_KEYBOARD], ['secure enabled_input_methods', `${STOCK_KEYBOARD}:${ADB_KEYBOARD}`], ['secure user_setup_complete', '1'], ['secure android_id', '5a17c0de00000001'], ['secure enabled_accessibility_services', ''],
    ['secure show_ime_with_hard_keyboard', '1'],
  ]);

  constructor(phone: Phone) {
    this.phone = phone;
  }

  get(space: Space, key: string): string | undefined {
    const live = LIVE[`${space} ${key}`];
    return live ? live.get(this.phone.save().system, this.phone) : this.kept.get(`${space} ${key}`);
  }

  /** @returns what is wrong with the value, if anything */
  put(space: Space, key: string, value: string): string | undefined {
    const name = `${space} ${key}`;
    if (NUMERIC.has(name) && !Number.isFinite(Number(value))) return `Invalid value: ${value} for setting: ${key}`;
    if (name === 'system user_rotation') {
      if (!/^[0-3]$/.test(value)) return `Invalid value: ${value} for setting: ${key}`;
      this.phone.setRotation(Number(value) as 0 | 1 | 2 | 3);
      return undefined;
    }
    const set = LIVE[name]?.set;
    if (set) this.changeSystem((s) => set(s, value));
    else this.kept.set(name, value);
    return undefined;
  }

  remove(space: Space, key: string): boolean {
    return this.kept.delete(`${space} ${key}`);
  }

  list(space: Space): [string, string][] {
    const names = [...this.kept.keys(), ...Object.keys(LIVE)].filter((n) => n.startsWith(`${space} `)).map((n) => n.slice(space.length + 1));
    return names.sort().map((n) => [n, this.get(space, n) ?? 'null']);
  }

  changeSystem(edit: (s: SystemSettings) => void): void {
    if (this.phone.changeSystem) return this.phone.changeSystem(edit);
    const state = this.phone.save();
    edit(state.system);
    this.phone.restore(state);
  }
}
