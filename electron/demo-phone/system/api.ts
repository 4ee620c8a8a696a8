// Exports: ApiHost, createApi. What one screen of one app may do; everything it reads is frozen, everything it writes is copied.

import type { AppApi, DialogSpec, Handler, Json, SystemSettings } from '../types.ts';
import type { PermissionName } from './alerts.ts';
import type { OpenScreen } from './desk.ts';
import { copyJson, freeze } from './state.ts';

type Args = { [key: string]: Json };

/** The phone as its apps' interface needs it. */
export interface ApiHost {
  state(packageName: string): Json;
  change(packageName: string, edit: (state: Json) => void): void;
  system(): SystemSettings;
  changeSystem(edit: (s: SystemSettings) => void): void;
  /** Something visible changed. @throws while a screen is being built: screens are pure */
  changed(): void;
  go(packageName: string, screen: string, args: Args, how: 'push' | 'replace' | 'backTo'): void;
  back(packageName: string): void;
  openApp(packageName: string, screen: string | undefined, args: Args): void;
  dialog(packageName: string, spec: DialogSpec): void;
  closeDialog(packageName: string): void;
  toast(text: string): void;
  notify(packageName: string, title: string, text: string, screen?: string, args?: Args): void;
  unnotify(packageName: string, title?: string): void;
  permission(packageName: string, name: PermissionName, then: (granted: boolean) => void): void;
  after(packageName: string, ms: number, then: Handler): () => void;
  setTimer(packageName: string, name: string, at: number | null): void;
  network(packageName: string, then: Handler, failed: Handler): void;
  now(): number;
  random(): number;
  hideKeyboard(): void;
  focusInput(packageName: string, key: string): void;
  copy(text: string): void;
  installed(): AppApi['installed'];
  forceStop(packageName: string): void;
  clearData(packageName: string): void;
  prop(name: string): string;
}

/** @param screen null for work without a screen, such as a timer */
export function createApi(host: ApiHost, pkg: string, screen: OpenScreen | null): AppApi {
  return {
    get state() { return host.state(pkg); },
    change: (edit) => host.change(pkg, edit),
    get local() { return screen ? (screen.local as Args) : {}; },
    setLocal(key, value) {
      host.changed();
      if (screen) screen.local = freeze({ ...screen.local, [key]: copyJson(value, `local.${key}`) });
    },
    get args() { return screen ? (screen.args as Args) : {}; },
    go: (name, args = {}) => host.go(pkg, name, args, 'push'),
    replace: (name, args = {}) => host.go(pkg, name, args, 'replace'),
    backTo: (name) => host.go(pkg, name, {}, 'backTo'),
    back: () => host.back(pkg),
    openApp: (other, name, args = {}) => host.openApp(other, name, args),
    dialog: (spec) => host.dialog(pkg, spec),
    closeDialog: () => host.closeDialog(pkg),
    toast: (text) => host.toast(text),
    notify: (title, text, name, args) => host.notify(pkg, title, text, name, args),
    unnotify: (title) => host.unnotify(pkg, title),
    permission: (name, then) => host.permission(pkg, name, then),
    after: (ms, then) => host.after(pkg, ms, then),
    schedule: (name, at) => host.setTimer(pkg, name, at),
    unschedule: (name) => host.setTimer(pkg, name, null),
    network: (then, failed) => host.network(pkg, then, failed),
    now: () => host.now(),
    random: () => host.random(),
    get system() { return host.system(); },
    changeSystem: (edit) => host.changeSystem(edit),
    hideKeyboard: () => host.hideKeyboard(),
    focusInput: (key) => host.focusInput(pkg, key),
    copy: (text) => host.copy(text),
    get installed() { return host.installed(); },
    forceStop: (other) => host.forceStop(other),
    clearData: (other) => host.clearData(other),
    prop: (name) => host.prop(name),
    provider: (other) => host.state(other),
    changeProvider: (other, edit) => host.change(other, edit),
  };
}
