// Exports: listApps, parseComponents, appLabel.
// The apps of the launcher. Android tells activities to the shell but hardly ever labels (those lie in the apps' resources):
// a label is what the package manager says (`nonLocalizedLabel`, which the demo phone fills), else the known name of a
// well-known package, else the last telling word of the package name.

import { Failure } from '../protocol/faults.ts';
import type { AdbDevice, InstalledApp } from './types.ts';

const KNOWN: Readonly<Record<string, string>> = {
  'com.android.settings': 'Settings', 'com.android.contacts': 'Contacts', 'com.google.android.contacts': 'Contacts', 'com.samsung.android.app.contacts': 'Contacts',
  'com.android.dialer': 'Phone', 'com.google.android.dialer': 'Phone', 'com.samsung.android.dialer': 'Phone',
  'com.android.messaging': 'Messaging', 'com.google.android.apps.messaging': 'Messages', 'com.samsung.android.messaging': 'Messages', 'com.android.mms': 'Messages',
  'com.android.deskclock': 'Clock', 'com.google.android.deskclock': 'Clock', 'com.sec.android.app.clockpackage': 'Clock',
  'com.android.calendar': 'Calendar', 'com.google.android.calendar': 'Calendar', 'com.android.calculator2': 'Calculator', 'com.google.android.calculator': 'Calculator', 'com.sec.android.app.popupcalculator': 'Calculator',
  'com.android.camera': 'Camera', 'com.android.camera2': 'Camera', 'com.google.android.GoogleCamera': 'Camera', 'com.sec.android.app.camera': 'Camera',
  'com.android.chrome': 'Chrome', 'com.android.vending': 'Play Store', 'com.google.android.gm': 'Gmail', 'com.google.android.youtube': 'YouTube', 'com.google.android.apps.maps': 'Maps',
  'com.google.android.apps.photos': 'Photos', 'com.google.android.apps.docs': 'Drive', 'com.google.android.googlequicksearchbox': 'Google', 'com.google.android.keep': 'Keep Notes', 'com.google.android.documentsui': 'Files', 'com.android.documentsui': 'Files',
  'com.android.gallery3d': 'Gallery', 'com.sec.android.gallery3d': 'Gallery', 'com.sec.android.app.myfiles': 'My Files', 'org.mozilla.firefox': 'Firefox', 'org.thoughtcrime.securesms': 'Signal',
  'com.whatsapp': 'WhatsApp', 'com.tencent.mm': 'WeChat', 'com.eg.android.AlipayGphone': 'Alipay', 'com.facebook.katana': 'Facebook', 'com.instagram.android': 'Instagram', 'org.telegram.messenger': 'Telegram', 'com.spotify.music': 'Spotify', 'com.netflix.mediaclient': 'Netflix',
};

/** Words of package names that name no app. */
const GENERIC = new Set(['android', 'app', 'apps', 'mobile', 'client', 'main', 'activity', 'launcher', 'ui', 'release', 'lite', 'free', 'pro', 'prod', 'debug']);

/** @param said what the package manager calls it, if anything */
export function appLabel(packageName: string, said?: string): string {
  if (said !== undefined && said !== '' && said !== 'null') return said;
  const known = KNOWN[packageName];
  if (known !== undefined) return known;
  const words = packageName.split('.').slice(1);
  const word = words.findLast((w) => !GENERIC.has(w.toLowerCase())) ?? words.at(-1) ?? packageName;
  return word.replaceAll('_', ' ').replace(/([a-z])([A-Z])/g, '$1 $2').replace(/^./, (c) => c.toUpperCase());
}

/**
 * Activities in the answer of `cmd package query-activities`, in any of its forms: one component a line (`--components`),
 * `--brief` blocks, or full blocks of `ActivityInfo` with `name=`, `packageName=` and `nonLocalizedLabel=`.
 */
export function parseComponents(text: string): { package: string; activity: string; label?: string }[] {
  const found: { package: string; activity: string; label?: string }[] = [];
  let open: { name?: string; package?: string; label?: string } = {};
  const close = (): void => {
    if (open.name !== undefined && open.package !== undefined) found.push({ package: open.package, activity: open.name, ...(open.label !== undefined ? { label: open.label } : {}) });
    open = {};
  };
  for (const raw of text.split(/\r?\n/)) {
    const line = raw.trim();
    if (/^Activity #\d+:/.test(line)) { close(); continue; }
    const component = /^([A-Za-z][\w.]*)\/([\w.$]+)$/.exec(line);
    if (component) { found.push({ package: component[1]!, activity: component[2]! }); continue; }
    // The activity's own fields come before those of its application: the first of each name counts.
    open.name ??= /^name=([\w.$]+)$/.exec(line)?.[1];
    open.package ??= /^packageName=([\w.]+)$/.exec(line)?.[1];
    const label = /\bnonLocalizedLabel=(.*?)(?: icon=\S+.*)?$/.exec(line)?.[1];
    if (label !== undefined && label !== 'null') open.label ??= label;
  }
  close();
  return found;
}

const QUERY = ['cmd', 'package', 'query-activities'];
const LAUNCHER = ['-a', 'android.intent.action.MAIN', '-c', 'android.intent.category.LAUNCHER'];

/** One entry a package, in the order of labels. @throws Failure when the phone answers no form of the question */
export async function listApps(device: AdbDevice): Promise<InstalledApp[]> {
  const apps = new Map<string, InstalledApp>();
  const take = (list: ReturnType<typeof parseComponents>): void => {
    for (const a of list) {
      if (!apps.has(a.package)) apps.set(a.package, { package: a.package, label: appLabel(a.package, a.label), activity: a.activity.startsWith(`${a.package}.`) ? a.activity.slice(a.package.length) : a.activity });
    }
  };
  const full = await device.shell([...QUERY, ...LAUNCHER]);
  if (full.code === 0) take(parseComponents(full.stdout));
  if (apps.size === 0) {
    const brief = await device.shell([...QUERY, '--brief', ...LAUNCHER]);
    if (brief.code === 0) take(parseComponents(brief.stdout));
  }
  if (apps.size === 0) {
    // Android 6 and older: packages only; what cannot be started says so when it is tried.
    const listed = await device.shell(['pm', 'list', 'packages']);
    const packages = [...listed.stdout.matchAll(/^package:([\w.]+)\s*$/gm)].map((m) => m[1]!);
    if (listed.code !== 0 || packages.length === 0) throw new Failure({ kind: 'device/shell', command: 'pm list packages', code: listed.code, stderr: listed.stderr || listed.stdout.slice(0, 200) });
    for (const p of packages) apps.set(p, { package: p, label: appLabel(p), activity: '' });
  }
  return [...apps.values()].sort((a, b) => a.label.localeCompare(b.label, 'en') || a.package.localeCompare(b.package));
}
