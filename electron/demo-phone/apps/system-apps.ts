// Exports: SYSTEM_APPS: packages that every phone has and nobody starts. They own system windows and appear in `pm list packages`.

import type { App } from '../types.ts';

const part = (packageName: string, label: string, icon: string): App => ({
  package: packageName, label, icon, color: '#5f6368', initial: () => ({}), home: '', screens: {}, hidden: true, version: '14',
});

export const SYSTEM_APPS: readonly App[] = [
  part('android', 'Android System', 'mdiAndroid'),
  part('com.android.systemui', 'System UI', 'mdiCellphone'),
  part('com.android.permissioncontroller', 'Permission controller', 'mdiShieldOutline'),
  part('com.google.android.inputmethod.latin', 'Gboard', 'mdiKeyboardOutline'),
];
