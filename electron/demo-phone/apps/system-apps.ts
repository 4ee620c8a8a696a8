// Exports: SYSTEM_APPS: packages that every phone has and nobody starts. They own system windows and appear in `pm list packages`.

import type { App } from '../types.ts';

const part = (packageName: string, label: string, zh: string, icon: string): App => ({
  package: packageName, label, names: { zh }, icon, color: '#5f6368', initial: () => ({}), home: '', screens: {}, hidden: true, version: '14',
});

export const SYSTEM_APPS: readonly App[] = [
  part('android', 'Android System', 'Android 系统', 'mdiAndroid'),
  part('com.android.systemui', 'System UI', '系统界面', 'mdiCellphone'),
  part('com.android.permissioncontroller', 'Permission controller', '权限控制器', 'mdiShieldOutline'),
  part('com.google.android.inputmethod.latin', 'Gboard', 'Gboard', 'mdiKeyboardOutline'),
];
