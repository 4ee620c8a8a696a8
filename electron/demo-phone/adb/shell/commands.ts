// Exports: COMMANDS, newShell. Everything that can be run on the phone, by name.

import { am, cmd, ime, monkey, pm, svc } from '../android/apps.ts';
import { dumpsys } from '../android/dumpsys.ts';
import { getevent } from '../android/getevent.ts';
import { inputCommand } from '../android/input.ts';
import { logcat } from '../android/logcat.ts';
import { screencap, screenrecord, uiautomator, wm } from '../android/screen.ts';
import { getprop, setprop, settings } from '../android/settings.ts';
import type { VirtualDevice } from '../virtual-device.ts';
import { Shell, type Command } from './shell.ts';
import { textCommands } from './text-commands.ts';
import { toybox } from './toybox.ts';

const log: Command = async (c) => {
  const at = c.args.indexOf('-t');
  const tag = at < 0 ? 'log' : (c.args[at + 1] ?? 'log');
  const level = c.args.indexOf('-p') < 0 ? 'I' : (c.args[c.args.indexOf('-p') + 1] ?? 'i').toUpperCase();
  const text = c.args.filter((a, i) => !a.startsWith('-') && !['-t', '-p'].includes(c.args[i - 1] ?? '')).join(' ');
  c.device.phone.log.push({ at: c.device.clock.now(), tag, level: (/^[VDIWE]$/.test(level) ? level : 'I') as 'I', text });
  return 0;
};

export const COMMANDS: ReadonlyMap<string, Command> = new Map<string, Command>([
  ...toybox, ...textCommands,
  ['input', inputCommand], ['screencap', screencap], ['screenrecord', screenrecord], ['uiautomator', uiautomator], ['wm', wm],
  ['dumpsys', dumpsys], ['am', am], ['pm', pm], ['cmd', cmd], ['monkey', monkey], ['ime', ime], ['svc', svc],
  ['settings', settings], ['getprop', getprop], ['setprop', setprop], ['logcat', logcat], ['getevent', getevent], ['log', log],
]);

export const newShell = (device: VirtualDevice): Shell => new Shell(device, COMMANDS);
