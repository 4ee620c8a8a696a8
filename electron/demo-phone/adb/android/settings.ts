// Exports: settings, getprop, setprop. Settings and system properties.

import type { Command } from '../shell/shell.ts';
import { exception } from './failures.ts';
import type { Space } from './settings-store.ts';

const AT = 'com.android.providers.settings.SettingsService$MyShellCommand.onCommand(SettingsService.java:223)';

export const settings: Command = async (c) => {
  const args = c.args.filter((a, i) => a !== '--user' && c.args[i - 1] !== '--user');
  const [verb, space, key, value] = args;
  if (verb === undefined || !['get', 'put', 'delete', 'list', 'reset'].includes(verb)) { await c.io.err(`Invalid command: ${verb ?? ''}\n`); return 255; }
  if (space !== 'system' && space !== 'secure' && space !== 'global') { await c.io.err(`Invalid namespace '${space ?? ''}'\n`); return 255; }
  const s: Space = space;
  if (verb === 'list') { await c.io.out(c.device.settings.list(s).map(([k, v]) => `${k}=${v}\n`).join('')); return 0; }
  if (key === undefined || (verb === 'put' && value === undefined)) { await c.io.err('Bad arguments\n'); return 255; }
  if (verb === 'get') await c.io.out(`${c.device.settings.get(s, key) ?? 'null'}\n`);
  else if (verb === 'put') {
    const wrong = c.device.settings.put(s, key, value as string);
    if (wrong !== undefined) return exception(c, 'put', `java.lang.IllegalArgumentException: ${wrong}`, AT);
  } else await c.io.out(`Deleted ${Number(c.device.settings.remove(s, key))} rows\n`);
  return 0;
};

export const getprop: Command = async (c) => {
  const [name, fallback] = c.args;
  if (name === undefined) await c.io.out([...c.device.props()].map(([k, v]) => `[${k}]: [${v}]\n`).join(''));
  else await c.io.out(`${c.device.prop(name) || (fallback ?? '')}\n`);
  return 0;
};

export const setprop: Command = async (c) => {
  const [name, value] = c.args;
  if (name === undefined || value === undefined) { await c.io.err('usage: setprop NAME VALUE\n'); return 1; }
  if (name.startsWith('ro.') && c.device.prop(name) !== '') { await c.io.err(`Failed to set property '${name}' to '${value}'.\nSee dmesg for error reason.\n`); return 1; }
  c.device.phone.props.set(name, value);
  return 0;
};
