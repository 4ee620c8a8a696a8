// Exports: settings. The Settings app (com.android.settings) of the demo phone.

import { defineApp } from '../define.ts';
import { appScreens } from './apps.ts';
import { deviceScreens } from './devices.ts';
import { lookScreens } from './look.ts';
import { mainScreens } from './main.ts';
import { networkScreens } from './network.ts';
import { initialSettings } from './state.ts';
import { systemScreens } from './system.ts';

export const settings = defineApp({
  package: 'com.android.settings', label: 'Settings', names: { zh: '设置' }, icon: 'mdiCog', color: '#5f6368', version: '14',
  initial: initialSettings, home: 'Main',
  screens: { ...mainScreens, ...networkScreens, ...deviceScreens, ...lookScreens, ...appScreens, ...systemScreens },
  intents: {
    'android.settings.SETTINGS': 'Main', 'android.settings.WIFI_SETTINGS': 'Internet', 'android.settings.BLUETOOTH_SETTINGS': 'Bluetooth', 'android.settings.DISPLAY_SETTINGS': 'Display',
    'android.settings.SOUND_SETTINGS': 'Sound', 'android.settings.DATE_SETTINGS': 'DateTime', 'android.settings.LOCALE_SETTINGS': 'Languages', 'android.settings.DEVICE_INFO_SETTINGS': 'About',
    'android.settings.APPLICATION_SETTINGS': 'AllApps', 'android.settings.LOCATION_SOURCE_SETTINGS': 'Location', 'android.settings.BATTERY_SAVER_SETTINGS': 'BatterySaver',
  },
});
