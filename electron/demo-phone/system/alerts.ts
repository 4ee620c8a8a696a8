// Exports: Alert, crashAlert, anrAlert, permissionAlert: dialogs that the system shows over an app, with the resource ids of real phones. Pure.

import type { AppApi, Handler, UiElement } from '../types.ts';
import { button, col, icon, row, text } from '../ui/elements.ts';

export type PermissionName = Parameters<AppApi['permission']>[0];

/** A dialog of the system. `window` is what `dumpsys window` calls it. */
export interface Alert {
  kind: 'crash' | 'anr' | 'permission';
  /** The app it is about. */
  about: string;
  package: string;
  window: string;
  content: UiElement;
}

const listButton = (id: string, label: string, name: string, onTap: Handler): UiElement =>
  row({ id, onTap, height: 52, gap: 16, pad: [0, 24] }, icon(name, { size: 22 }), text(label, { size: 16 }));

const errorBox = (title: string, ...rows: UiElement[]): UiElement =>
  col({ pad: [20, 0], gap: 8 }, text(title, { size: 20, id: 'android:id/alertTitle', pad: [4, 24], lines: 3 }), ...rows);

export function crashAlert(about: string, label: string, zh: boolean, act: { info: Handler; close: Handler }): Alert {
  return {
    kind: 'crash', about, package: 'android', window: `Application Error: ${about}`,
    content: errorBox(zh ? `${label}屡次停止运行` : `${label} keeps stopping`,
      listButton('android:id/aerr_app_info', zh ? '应用信息' : 'App info', 'mdiInformationOutline', act.info),
      listButton('android:id/aerr_close', zh ? '关闭应用' : 'Close app', 'mdiClose', act.close)),
  };
}

export function anrAlert(about: string, label: string, zh: boolean, act: { close: Handler; wait: Handler }): Alert {
  return {
    kind: 'anr', about, package: 'android', window: `Application Not Responding: ${about}`,
    content: errorBox(zh ? `${label}没有响应` : `${label} isn't responding`,
      listButton('android:id/aerr_close', zh ? '关闭应用' : 'Close app', 'mdiClose', act.close),
      listButton('android:id/aerr_wait', zh ? '等待' : 'Wait', 'mdiClockOutline', act.wait)),
  };
}

const ASKS: Readonly<Record<PermissionName, { icon: string; en: (app: string) => string; zh: (app: string) => string; once: boolean }>> = {
  contacts: { icon: 'mdiContactsOutline', en: (a) => `Allow ${a} to access your contacts?`, zh: (a) => `要允许“${a}”访问您的通讯录吗？`, once: false },
  location: { icon: 'mdiMapMarkerOutline', en: (a) => `Allow ${a} to access this device’s location?`, zh: (a) => `要允许“${a}”获取此设备的位置信息吗？`, once: true },
  notifications: { icon: 'mdiBellOutline', en: (a) => `Allow ${a} to send you notifications?`, zh: (a) => `要允许“${a}”向您发送通知吗？`, once: false },
  camera: { icon: 'mdiCameraOutline', en: (a) => `Allow ${a} to take pictures and record video?`, zh: (a) => `要允许“${a}”拍摄照片和录制视频吗？`, once: true },
  storage: { icon: 'mdiFolderOutline', en: (a) => `Allow ${a} to access photos and videos on this device?`, zh: (a) => `要允许“${a}”访问此设备上的照片和视频吗？`, once: false },
};

const CONTROLLER = 'com.android.permissioncontroller';

/** @param answer `once` holds until the app is stopped */
export function permissionAlert(about: string, label: string, name: PermissionName, zh: boolean, answer: (a: 'granted' | 'once' | 'denied') => void): Alert {
  const ask = ASKS[name];
  const choice = (id: string, words: string, a: 'granted' | 'once' | 'denied'): UiElement =>
    button(words, () => answer(a), { id: `${CONTROLLER}:id/${id}`, tone: 'tonal', height: 56, radius: 16 });
  return {
    kind: 'permission', about, package: CONTROLLER, window: `${CONTROLLER}/${CONTROLLER}.permission.ui.GrantPermissionsActivity`,
    content: col({ id: `${CONTROLLER}:id/grant_dialog`, pad: 24, gap: 20 },
      row({ justify: 'center' }, icon(ask.icon, { size: 28, color: 'primary', id: `${CONTROLLER}:id/permission_icon` })),
      text(zh ? ask.zh(label) : ask.en(label), { size: 20, align: 'center', id: `${CONTROLLER}:id/permission_message` }),
      col({ gap: 4 },
        ask.once
          ? choice('permission_allow_foreground_only_button', zh ? '仅在使用该应用时允许' : 'While using the app', 'granted')
          : choice('permission_allow_button', zh ? '允许' : 'Allow', 'granted'),
        ask.once ? choice('permission_allow_one_time_button', zh ? '仅限这一次' : 'Only this time', 'once') : null,
        choice('permission_deny_button', zh ? '不允许' : 'Don’t allow', 'denied'))),
  };
}
