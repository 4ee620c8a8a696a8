// Exports: am, pm, cmd, monkey, ime. Starting, stopping and listing apps; broadcasts of the adb keyboard.

import type { Command, Invocation } from '../shell/shell.ts';
import type { VirtualDevice } from '../virtual-device.ts';
import { codePath, component, launcher } from './dumpsys.ts';
import { inputCommand } from './input.ts';
import { settings } from './settings.ts';
import { ADB_KEYBOARD, STOCK_KEYBOARD } from './settings-store.ts';

interface Intent { component?: string; action?: string; data?: string; pkg?: string; categories: string[]; extras: Map<string, string>; wait: boolean; stop: boolean; rest: string[] }

/** Intent.parseCommandArgs, the options that matter here. @returns the message of the exception for an unknown option */
function parseIntent(args: readonly string[]): Intent | string {
  const intent: Intent = { categories: [], extras: new Map(), wait: false, stop: false, rest: [] };
  for (let i = 0; i < args.length; i++) {
    const a = args[i] as string;
    const next = (): string => args[++i] ?? '';
    switch (a) {
      case '-n': intent.component = next(); break;
      case '-a': intent.action = next(); break;
      case '-d': intent.data = next(); break;
      case '-t': case '-f': case '--user': case '--display': case '--windowingMode': case '-i': case '--receiver-permission': next(); break;
      case '-p': intent.pkg = next(); break;
      case '-c': intent.categories.push(next()); break;
      case '-W': intent.wait = true; break;
      case '-S': intent.stop = true; break;
      case '-R': case '-P': next(); break;
      case '--es': case '-e': case '--ei': case '--ez': case '--el': case '--ef': case '--eu': case '--esa': case '--eia': { const key = next(); intent.extras.set(key, next()); break; }
      case '-D': case '-N': case '--activity-clear-top': case '--activity-new-task': case '--activity-single-top': case '--activity-clear-task': case '--include-stopped-packages': break;
      default:
        if (a.startsWith('-')) return `java.lang.IllegalArgumentException: Unknown option: ${a}`;
        intent.rest.push(a);
    }
  }
  const target = intent.rest[0];
  if (target !== undefined) {
    if (target.includes('/') && !target.includes(':')) intent.component ??= target;
    else if (target.includes(':')) intent.data ??= target;
    else intent.pkg ??= target;
  }
  return intent;
}

/** What `am` prints of an intent. */
const intentText = (i: Intent): string => `Intent { ${[i.action && `act=${i.action}`, i.categories.length > 0 && `cat=[${i.categories.join(',')}]`, i.data && `dat=${i.data}`, i.pkg && `pkg=${i.pkg}`, i.component && `cmp=${componentText(i.component)}`].filter(Boolean).join(' ')} }`;

function componentText(c: string): string {
  const at = c.indexOf('/');
  return component(c.slice(0, at), c.slice(at + 1)).short;
}

async function start(c: Invocation, args: readonly string[]): Promise<number> {
  const intent = parseIntent(args);
  if (typeof intent === 'string') { await c.io.err(`\nException occurred while executing 'start':\n${intent}\n`); return 255; }
  if (intent.component === undefined && intent.action === undefined && intent.data === undefined && intent.pkg === undefined) { await c.io.err('\nException occurred while executing \'start\':\njava.lang.IllegalArgumentException: No intent supplied\n'); return 255; }
  const { phone, clock } = c.device;
  const home = intent.categories.includes('android.intent.category.HOME');
  const at = intent.component?.indexOf('/') ?? -1;
  if (intent.component !== undefined && at < 1) { await c.io.err(`\nException occurred while executing 'start':\njava.lang.IllegalArgumentException: Bad component name: ${intent.component}\n`); return 255; }
  const before = clock.now();
  if (intent.pkg !== undefined && intent.component === undefined && intent.action === undefined) intent.action = 'android.intent.action.MAIN';
  await c.io.out(`Starting: ${intentText(intent)}\n`);
  if (home) phone.key('HOME');
  else {
    const pkg = intent.component?.slice(0, at) ?? intent.pkg ?? '';
    if (intent.stop && pkg !== '') phone.forceStop(pkg);
    const activity = intent.component === undefined ? undefined : component(pkg, intent.component.slice(at + 1)).short.slice(pkg.length + 1);
    const result = phone.startActivity({ package: pkg, ...(activity === undefined ? {} : { activity }), ...(intent.action === undefined ? {} : { action: intent.action }), ...(intent.data === undefined ? {} : { data: intent.data }) });
    if (!result.ok) {
      const shown = intent.component === undefined ? undefined : componentText(intent.component);
      await c.io.err(shown === undefined ? `Error: Activity not started, unable to resolve ${intentText(intent)}\n` : `Error type 3\nError: Activity class {${shown}} does not exist.\n`);
      return 1;
    }
  }
  if (intent.wait) {
    const ms = Math.max(1, clock.now() - before);
    await c.io.out(`Status: ok\nLaunchState: COLD\nActivity: ${component(phone.focus.package, phone.focus.activity).short}\nTotalTime: ${ms}\nWaitTime: ${ms + 1}\nComplete\n`);
  }
  return 0;
}

/** Deletions that empty a field nobody can read the length of. */
const BLIND_DELETIONS = 200;

/** How many characters the focused field holds at most: an empty one shows its hint, where deleting does no harm. */
function focusedLength(device: VirtualDevice): number {
  const dump = device.phone.dump({ compressed: true });
  if (!dump.ok) return BLIND_DELETIONS;
  const node = dump.xml.match(/<node [^>]*>/g)?.find((n) => n.includes(' focused="true"'));
  const text = / text="([^"]*)"/.exec(node ?? '')?.[1] ?? '';
  return [...text.replace(/&#?\w+;/g, '_')].length;
}

/**
 * The broadcasts of the ADBKeyBoard input method (github.com/senzhk/ADBKeyBoard): the one way to type any Unicode over a
 * shell. On this phone it works whichever keyboard is selected. @returns the result's data, `undefined` = nobody listens
 */
function broadcast(device: VirtualDevice, intent: Intent): { result: number; data?: string } {
  const { phone } = device;
  switch (intent.action) {
    case 'ADB_INPUT_B64': {
      const text = intent.extras.get('msg') ?? '';
      phone.commitText(Buffer.from(text, 'base64').toString('utf8'));
      return { result: -1 };
    }
    case 'ADB_INPUT_TEXT':
      phone.commitText(intent.extras.get('msg') ?? '');
      return { result: -1 };
    case 'ADB_INPUT_CHARS': {
      phone.commitText(String.fromCodePoint(...(intent.extras.get('chars') ?? '').split(',').map(Number).filter((n) => n > 0 && n <= 0x10ffff)));
      return { result: -1 };
    }
    case 'ADB_CLEAR_TEXT':
      phone.key('MOVE_END');
      for (let n = focusedLength(device); n > 0; n--) phone.key('DEL');
      return { result: -1 };
    case 'ADB_EDITOR_CODE':
      phone.key('ENTER');
      return { result: -1 };
    case 'clipper.set':
      phone.clipboard.set(intent.extras.get('text') ?? '');
      return { result: -1, data: 'Text is copied into clipboard.' };
    default:
      return { result: 0 };
  }
}

export const am: Command = async (c) => {
  const [what, ...args] = c.args;
  const { phone } = c.device;
  switch (what) {
    case 'start': case 'start-activity': return start(c, args);
    case 'force-stop': {
      const pkg = args.filter((a, i) => a !== '--user' && args[i - 1] !== '--user')[0];
      if (pkg === undefined) { await c.io.err("\nException occurred while executing 'force-stop':\njava.lang.IllegalArgumentException: Argument expected after \"force-stop\"\n"); return 255; }
      phone.forceStop(pkg);
      return 0;
    }
    case 'kill': case 'kill-all': return 0;
    case 'broadcast': {
      const intent = parseIntent(args);
      if (typeof intent === 'string') { await c.io.err(`\nException occurred while executing 'broadcast':\n${intent}\n`); return 255; }
      await c.io.out(`Broadcasting: ${intentText(intent)}${intent.extras.size > 0 ? ' (has extras)' : ''}\n`);
      const done = broadcast(c.device, intent);
      await c.io.out(`Broadcast completed: result=${done.result}${done.data === undefined ? '' : `, data="${done.data}"`}\n`);
      return 0;
    }
    case 'get-current-user': await c.io.out('0\n'); return 0;
    case 'get-config': await c.io.out('config: mcc310-mnc260-en-rUS-ldltr-sw360dp-w360dp-h800dp-normal-long-notround-nowidecg-lowdr-port-notnight-320dpi-finger-keysexposed-nokeys-navhidden-nonav-v34\nabi: x86_64\n'); return 0;
    case 'stack': case 'task': await c.io.out(c.device.phone.save().tasks.map((t, i) => `taskId=${i + 10}: ${t.package}\n`).join('')); return 0;
    default:
      await c.io.err(`Unknown command: ${what ?? ''}\n`);
      return 255;
  }
};

const THIRD_PARTY = (pkg: string): boolean => !/^(android$|com\.android\.|com\.google\.android\.inputmethod\.)/.test(pkg);

const packages = (d: VirtualDevice): string[] => [...new Set(['android', 'com.android.systemui', ...d.phone.installed.map((a) => a.package), 'com.android.adbkeyboard'])].sort();

export const pm: Command = async (c) => {
  const args = c.args.filter((a, i) => a !== '--user' && c.args[i - 1] !== '--user');
  const what = args[0];
  const { phone } = c.device;
  const known = (pkg: string | undefined): pkg is string => pkg !== undefined && packages(c.device).includes(pkg);
  switch (what) {
    case 'list': {
      if (args[1] === 'features') { await c.io.out('feature:android.hardware.touchscreen\nfeature:android.hardware.wifi\n'); return 0; }
      if (args[1] === 'users') { await c.io.out('Users:\n\tUserInfo{0:Owner:c13} running\n'); return 0; }
      if (args[1] !== 'packages' && args[1] !== 'package') { await c.io.err(`Error: unknown list type '${args[1] ?? ''}'\n`); return 255; }
      const filter = args.slice(2).find((a) => !a.startsWith('-')) ?? '';
      let list = packages(c.device).filter((p) => p.includes(filter));
      if (args.includes('-3')) list = list.filter(THIRD_PARTY);
      if (args.includes('-s')) list = list.filter((p) => !THIRD_PARTY(p));
      if (args.includes('-d')) list = [];
      await c.io.out(list.map((p) => `package:${args.includes('-f') ? `${codePath(p)}/base.apk=` : ''}${p}${args.includes('--show-versioncode') ? ' versionCode:1' : ''}${args.includes('-U') ? ' uid:10100' : ''}\n`).join(''));
      return 0;
    }
    case 'path':
      if (!known(args[1])) return 1;
      await c.io.out(`package:${codePath(args[1])}/base.apk\n`);
      return 0;
    case 'clear': {
      const pkg = args[1];
      const app = phone.installed.find((a) => a.package === pkg);
      if (!app || pkg === undefined) { await c.io.out('Failed\n'); return 1; }
      phone.forceStop(pkg);
      const state = phone.save();
      state.apps[pkg] = app.initial();
      for (const key of Object.keys(state.system.permissions)) if (key.startsWith(pkg)) delete state.system.permissions[key];
      phone.restore(state);
      await c.io.out('Success\n');
      return 0;
    }
    case 'grant': case 'revoke': {
      const [, pkg, permission] = args;
      if (!known(pkg)) { await c.io.err(`\nException occurred while executing '${what}':\njava.lang.IllegalArgumentException: Unknown package: ${pkg}\n`); return 255; }
      const state = phone.save();
      const suffix = (permission ?? '').replace(/^android\.permission\./, '').toLowerCase();
      const name = Object.entries({ contacts: /contacts/, location: /location/, notifications: /notifications/, camera: /camera/, storage: /storage|media/ }).find(([, re]) => re.test(suffix))?.[0];
      if (name === undefined) { await c.io.err(`\nException occurred while executing '${what}':\njava.lang.IllegalArgumentException: Unknown permission: ${permission}\n`); return 255; }
      const existing = Object.keys(state.system.permissions).find((k) => k.startsWith(pkg) && k.endsWith(name)) ?? `${pkg}:${name}`;
      c.device.settings.changeSystem((s) => { s.permissions[existing] = what === 'grant' ? 'granted' : 'denied'; });
      return 0;
    }
    case 'install': case 'install-create': case 'uninstall':
      await c.io.err('Failure [INSTALL_FAILED_USER_RESTRICTED: the apps of the demo phone are fixed]\n');
      return 1;
    case 'resolve-activity': case 'query-activities': return resolve(c, args);
    case 'dump': await c.shell.call('dumpsys', ['package', ...args.slice(1)], c.io); return 0;
    default:
      await c.io.err(`Unknown command: ${what ?? ''}\n`);
      return 255;
  }
};

async function resolve(c: Invocation, args: readonly string[]): Promise<number> {
  const brief = args.includes('--brief');
  const intent = parseIntent(args.slice(1).filter((a) => a !== '--brief' && a !== '--components'));
  if (typeof intent === 'string') { await c.io.err(`${intent}\n`); return 255; }
  const { installed } = c.device.phone;
  const launchable = installed.filter((a) => !a.hidden);
  const home = intent.categories.includes('android.intent.category.HOME');
  const wanted = intent.pkg ?? intent.component?.split('/')[0];
  const list = home ? installed.filter((a) => /launcher/i.test(a.package)) : wanted === undefined ? launchable : installed.filter((a) => a.package === wanted);
  const all = args[0] === 'query-activities';
  const found = all ? list : list.slice(0, 1);
  if (found.length === 0) { await c.io.out(all ? '' : 'No activity found\n'); return 0; }
  if (args.includes('--components')) { await c.io.out(found.map((a) => `${launcher(c.device, a.package)}\n`).join('')); return 0; }
  if (brief && !all) { await c.io.out(`priority=0 preferredOrder=0 match=0x108000 specificIndex=-1 isDefault=true\n${launcher(c.device, (found[0] as { package: string }).package)}\n`); return 0; }
  await c.io.out(all ? `${found.length} activities found:\n` : '');
  for (const [i, a] of found.entries()) {
    const name = launcher(c.device, a.package);
    await c.io.out(brief ? `  Activity #${i}:\n    priority=0 preferredOrder=0 match=0x108000 specificIndex=-1 isDefault=true\n    ${name}\n`
      : `${all ? `  Activity #${i}:\n` : ''}    priority=0 preferredOrder=0 match=0x108000 specificIndex=-1 isDefault=true\n    ActivityInfo:\n      name=${component(a.package, name.slice(name.indexOf('/') + 1)).full.slice(a.package.length + 1)}\n      packageName=${a.package}\n      nonLocalizedLabel=${a.label}\n      enabled=true exported=true\n      ApplicationInfo:\n        packageName=${a.package}\n        nonLocalizedLabel=${a.label}\n`);
  }
  return 0;
}

export const monkey: Command = async (c) => {
  const at = c.args.indexOf('-p');
  const pkg = at < 0 ? undefined : c.args[at + 1];
  if (pkg === undefined) { await c.io.err('** Error: this phone runs monkey for one package only (-p PACKAGE)\n'); return 251; }
  await c.io.out(`  bash arg: ${c.args.join('\n  bash arg: ')}\n`);
  const started = c.device.phone.startActivity({ package: pkg, action: 'android.intent.action.MAIN' });
  if (!started.ok) { await c.io.out('** No activities found to run, monkey aborted.\n'); return 252; }
  await c.io.out('Events injected: 1\n## Network stats: elapsed time=12ms (0ms mobile, 0ms wifi, 12ms not connected)\n');
  return 0;
};

export const ime: Command = async (c) => {
  const [what, ...args] = c.args;
  const all = [STOCK_KEYBOARD, ADB_KEYBOARD];
  const id = args.find((a) => !a.startsWith('-'));
  switch (what) {
    case 'list':
      await c.io.out(args.includes('-s') ? all.map((i) => `${i}\n`).join('') : all.map((i) => `${i}:\n  mId=${i} mSettingsActivityName=null mIsVrOnly=false\n`).join(''));
      return 0;
    case 'set': case 'enable': case 'disable':
      if (id === undefined || !all.includes(id)) { await c.io.err(`Unknown input method ${id ?? ''} cannot be ${what === 'set' ? 'selected' : `${what}d`} for user #0\n`); return 1; }
      if (what === 'set') c.device.settings.put('secure', 'default_input_method', id);
      await c.io.out(what === 'set' ? `Input method ${id} selected for user #0\n` : `Input method ${id}: now ${what}d for user #0\n`);
      return 0;
    case 'reset': c.device.settings.put('secure', 'default_input_method', STOCK_KEYBOARD); await c.io.out(`Reset current and enabled IMEs for user #0\n  Newly selected: ${STOCK_KEYBOARD}\n`); return 0;
    default: await c.io.err(`Unknown command: ${what ?? ''}\n`); return 255;
  }
};

/** `cmd SERVICE …`: the same commands behind their services. */
export const cmd: Command = async (c) => {
  const [service, ...args] = c.args;
  const sub = (name: string, command: Command): Promise<number> => command({ ...c, name, args });
  switch (service) {
    case 'input': return sub('input', inputCommand);
    case 'package': return sub('pm', pm);
    case 'activity': return sub('am', am);
    case 'settings': return sub('settings', settings);
    case 'input_method': return sub('ime', ime);
    case 'window': return c.shell.call('wm', args, c.io);
    case 'statusbar':
      if (args[0] === 'expand-notifications' || args[0] === 'expand-settings') c.device.phone.key('NOTIFICATION');
      else if (args[0] === 'collapse') c.device.phone.key('BACK');
      else { await c.io.err(`Unknown command: ${args[0] ?? ''}\n`); return 255; }
      return 0;
    case 'uimode':
      if (args[0] === 'night' && args[1] !== undefined) c.device.settings.put('secure', 'ui_night_mode', args[1] === 'yes' ? '2' : '1');
      await c.io.out(`Night mode: ${c.device.settings.get('secure', 'ui_night_mode') === '2' ? 'yes' : 'no'}\n`);
      return 0;
    case 'wifi': case 'connectivity':
      if (args[0] === 'set-wifi-enabled') { c.device.settings.put('global', 'wifi_on', args[1] === 'enabled' ? '1' : '0'); return 0; }
      if (args[0] === 'airplane-mode') { c.device.settings.put('global', 'airplane_mode_on', args[1] === 'enable' ? '1' : '0'); return 0; }
      if (args[0] === 'status') { await c.shell.call('dumpsys', ['wifi'], c.io); return 0; }
      await c.io.err(`Unknown command: ${args[0] ?? ''}\n`);
      return 255;
    case '-l': await c.io.out('Currently running services:\n  activity\n  input\n  input_method\n  package\n  settings\n  statusbar\n  uimode\n  wifi\n  window\n'); return 0;
    default:
      await c.io.err(`cmd: Can't find service: ${service ?? ''}\n`);
      return 20;
  }
};

export const svc: Command = async (c) => {
  const [what, how] = c.args;
  if ((how !== 'enable' && how !== 'disable') || !['wifi', 'data', 'bluetooth', 'nfc'].includes(what ?? '')) {
    if (what === 'power' && how === 'stayon') return 0;
    await c.io.err('Available commands:\n    help     Show information about the subcommands\n    power    Control the power manager\n    data     Control mobile data connectivity\n    wifi     Control the Wi-Fi manager\n    bluetooth  Control the Bluetooth service\n');
    return 255;
  }
  const on = how === 'enable' ? '1' : '0';
  c.device.settings.put('global', what === 'wifi' ? 'wifi_on' : what === 'bluetooth' ? 'bluetooth_on' : what === 'data' ? 'mobile_data' : 'nfc_on', on);
  return 0;
};
