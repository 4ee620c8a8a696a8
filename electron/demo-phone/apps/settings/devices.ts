// Exports: deviceScreens. Settings → Connected devices: Bluetooth on and off, pairing with a code, renaming, forgetting.

import type { UiElement } from '../../types.ts';
import { button, col, divider, icon, iconButton, listItem, progress, row, section, text } from '../../ui/elements.ts';
import { ask, confirm, factRow, linkRow, page, switchRow } from '../pieces.ts';
import { NEARBY } from './state.ts';
import type { Api } from './state.ts';
import { flag } from './rows.ts';
import { words } from './strings.ts';

const shownName = (api: Api, device: string): string => api.state.bluetoothNames[device] ?? device;
const iconOf = (device: string): string => NEARBY.find((d) => d.name === device)?.icon ?? 'mdiBluetooth';

const setBluetooth = (api: Api) => (on: boolean): void => api.changeSystem((y) => { y.bluetooth.on = on; });

function pair(api: Api, device: string): void {
  api.change((s) => { s.pairing = device; });
  const code = String(100_000 + Math.floor(api.random() * 900_000));
  api.network(
    () => api.dialog({
      title: words(api)('Pair with {0}?', device), body: words(api)('Bluetooth pairing code\n{0}', code), cancelable: false,
      buttons: [
        { text: words(api)('Cancel'), id: 'android:id/button2', onTap: () => api.change((s) => { s.pairing = null; }) },
        {
          text: words(api)('Pair'), id: 'android:id/button1', onTap: () => {
            api.change((s) => { s.pairing = null; });
            api.changeSystem((y) => { if (!y.bluetooth.paired.includes(device)) y.bluetooth.paired.push(device); });
            api.back();
          },
        },
      ],
    }),
    () => { api.change((s) => { s.pairing = null; }); api.toast(words(api)("Couldn't pair with {0}", device)); });
}

export const deviceScreens: { [name: string]: (api: Api) => UiElement } = {
  ConnectedDevices: (api) => {
    const t = words(api);
    const { on, paired } = api.system.bluetooth;
    return page(api, t('Connected devices'),
      linkRow(t('Pair new device'), on ? undefined : t('Bluetooth will turn on to pair'), () => { setBluetooth(api)(true); api.go('PairDevice'); }, 'mdiPlus'),
      ...(paired.length === 0 ? [] : [section(t('Saved devices'))]),
      ...paired.map((device) => listItem({
        title: shownName(api, device), below: on ? t('Saved') : undefined, lead: iconOf(device), enabled: on,
        trail: iconButton('mdiCog', t('{0} settings', shownName(api, device)), () => api.go('BluetoothDevice', { device })), onTap: () => api.go('BluetoothDevice', { device }),
      })),
      divider(),
      linkRow(t('Connection preferences'), t('Bluetooth, Android Auto, NFC'), () => api.go('ConnectionPreferences')));
  },
  ConnectionPreferences: (api) => {
    const t = words(api);
    return page(api, t('Connection preferences'),
      linkRow(t('Bluetooth'), api.system.bluetooth.on ? t('On') : t('Off'), () => api.go('Bluetooth'), 'mdiBluetooth'),
      flag(api, 'nfc', 'NFC', 'Allow data exchange when the phone touches another device'),
      flag(api, 'cast', 'Cast'), flag(api, 'printing', 'Default print service'), flag(api, 'nearbyShare', 'Nearby Share'));
  },
  Bluetooth: (api) => {
    const t = words(api);
    return page(api, t('Bluetooth'),
      switchRow({ title: t('Use Bluetooth'), on: api.system.bluetooth.on, onChange: setBluetooth(api) }),
      linkRow(t('Device name'), api.system.deviceName, () => api.go('DeviceName')),
      linkRow(t('Pair new device'), undefined, () => { setBluetooth(api)(true); api.go('PairDevice'); }, 'mdiPlus'),
      text(t('When Bluetooth is turned on, your device can communicate with other nearby Bluetooth devices.'), { pad: 16, color: 'onSurfaceVariant' }));
  },
  PairDevice: (api) => {
    const t = words(api);
    const rest = NEARBY.filter((d) => !api.system.bluetooth.paired.includes(d.name));
    return page(api, t('Pair new device'),
      factRow(t('Device name'), api.system.deviceName),
      row({ pad: [8, 16], gap: 12 }, text(t('Available devices'), { grow: 1, color: 'primary', weight: 500 }), progress({ width: 20 })),
      ...rest.map((d) => listItem({ title: d.name, below: api.state.pairing === d.name ? t('Pairing…') : undefined, lead: d.icon, enabled: api.state.pairing === null, onTap: () => pair(api, d.name) })),
      factRow(t('Phone’s Bluetooth address'), '02:00:5E:10:20:30'));
  },
  BluetoothDevice: (api) => {
    const device = String(api.args.device);
    const name = shownName(api, device);
    const forget = (): void => confirm(api, {
      title: words(api)('Forget device?'), body: words(api)('Your phone will no longer be paired with {0}', name), yes: words(api)('Forget device'), danger: true,
      onDone: () => { api.changeSystem((y) => { y.bluetooth.paired = y.bluetooth.paired.filter((p) => p !== device); }); api.back(); },
    });
    return page(api, words(api)('Device details'),
      col({ align: 'center', pad: 16, gap: 8 }, icon(iconOf(device), { size: 40, color: 'primary' }), text(name, { size: 20, id: 'entity_header_title' })),
      row({ justify: 'center', gap: 12, pad: 8 },
        button(words(api)('Forget'), forget, { id: 'button1', icon: 'mdiDelete', tone: 'tonal' }),
        button(words(api)('Rename'), () => ask(api, {
          title: words(api)('Rename device'), label: words(api)('Name'), value: name, yes: words(api)('Rename'), maxLength: 32, check: (v) => (v.trim() === '' ? words(api)('Enter a name') : null),
          onDone: (v) => api.change((s) => { s.bluetoothNames[device] = v.trim(); }),
        }), { icon: 'mdiPencil', tone: 'tonal' })),
      factRow(words(api)('Device’s Bluetooth address'), '0C:E4:41:7A:22:19'));
  },
};
