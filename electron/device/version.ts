// Exports: appVersion, parseVersion. Which version of an app is on the phone.

import type { AdbDevice } from './types.ts';

/** `versionName` of `dumpsys package`, else `versionCode`; '' when the phone tells neither. */
export function parseVersion(text: string): string {
  const name = /^\s*versionName=(\S.*?)\s*$/m.exec(text)?.[1];
  if (name !== undefined && name !== 'null') return name;
  return /^\s*versionCode=(\d+)/m.exec(text)?.[1] ?? '';
}

/** @param packageName of an installed app; anything else has no version */
export async function appVersion(device: AdbDevice, packageName: string, signal?: AbortSignal): Promise<string> {
  if (!/^[A-Za-z]\w*(?:\.\w+)+$/.test(packageName)) return '';
  return parseVersion((await device.shell(['dumpsys', 'package', packageName], signal ? { signal } : {})).stdout);
}
