// Exports: networkScreens. Settings → Network & internet: Wi-Fi list, joining with a password, saved networks, SIM, hotspot, private DNS.

import type { UiElement } from '../../types.ts';
import { button, checkbox, col, divider, empty, icon, iconButton, input, listItem, row, section, text } from '../../ui/elements.ts';
import { ask, confirm, factRow, linkRow, page, switchRow } from '../pieces.ts';
import { NETWORKS, networkState } from './state.ts';
import type { Api } from './state.ts';
import { flag, pick } from './rows.ts';
import { words } from './strings.ts';

const MIN_PASSWORD = 8;

const find = (ssid: string) => NETWORKS.find((n) => n.ssid === ssid);

/** Tries to join; the outcome comes over the (possibly dead) air. */
function join(api: Api, ssid: string, password: string): void {
  const t = words(api);
  api.change((s) => { s.joining = ssid; delete s.joinProblem[ssid]; });
  // One radio, one network: the old one is left before the new one is tried.
  api.changeSystem((y) => { if (y.wifi.connected !== ssid) y.wifi.connected = null; });
  const end = (problem: string | null) => (): void => {
    api.change((s) => {
      s.joining = null;
      if (problem === null) s.autoConnect[ssid] ??= true; else s.joinProblem[ssid] = problem;
    });
    if (problem === null) api.changeSystem((y) => { y.wifi.known[ssid] = password; y.wifi.connected = ssid; });
  };
  const network = find(ssid);
  // A network that is not in reach never answers; Android reports it like a failed association.
  const right = network !== undefined && (network.password ?? '') === password;
  const wrong = network === undefined ? t("Couldn't connect to network") : t('Check password and try again');
  api.network(end(right ? null : wrong), end(t("Couldn't connect to network")));
}

/** The password dialog of a secured network. */
function askPassword(api: Api, ssid: string): void {
  const t = words(api);
  let password = '';
  let shown = false;
  let problem: string | null = api.state.joinProblem[ssid] ?? null;
  const redraw = (): void => api.setLocal('dialog', `${password.length} ${shown}`);
  const open = (): void => api.dialog({
    title: ssid, cancelable: true,
    content: () => col({ gap: 4 },
      input('password', password, (typed) => { password = typed; problem = null; redraw(); }, { id: 'password', label: t('Password'), password: !shown, autofocus: true }),
      problem === null ? null : text(t(problem), { id: 'error', size: 12, color: 'error' }),
      checkbox(shown, (on) => { shown = on; redraw(); }, { id: 'show_password', text: t('Show password') })),
    buttons: [
      { text: t('Cancel'), id: 'android:id/button2', onTap: () => {} },
      {
        text: t('Connect'), id: 'android:id/button1', onTap: () => {
          if (password.length >= MIN_PASSWORD) { join(api, ssid, password); return; }
          problem = t('Password must be at least 8 characters');
          open();
        },
      },
    ],
  });
  open();
}

function tapNetwork(api: Api, ssid: string): void {
  const known = api.system.wifi.known[ssid];
  if (api.system.wifi.connected === ssid) api.go('NetworkDetails', { ssid });
  else if (known !== undefined) join(api, ssid, known);
  else if (find(ssid)?.password === null) join(api, ssid, '');
  else askPassword(api, ssid);
}

const bars = (n: number): string => `mdiWifiStrength${n}`;

function networkRow(api: Api, n: { ssid: string; password: string | null; bars: number }): UiElement {
  const state = networkState(api, n.ssid);
  const connected = api.system.wifi.connected === n.ssid;
  return listItem({
    title: n.ssid, below: state === '' ? undefined : words(api)(state), titleId: 'android:id/title', belowId: 'android:id/summary', lead: bars(n.bars),
    onTap: () => tapNetwork(api, n.ssid), onLongPress: () => { if (n.ssid in api.system.wifi.known) api.go('NetworkDetails', { ssid: n.ssid }); },
    trail: connected ? iconButton('mdiCog', words(api)('Settings'), () => api.go('NetworkDetails', { ssid: n.ssid }), { id: 'settings_button' })
      : n.password === null ? null : icon('mdiLock', { size: 20, color: 'onSurfaceVariant' }),
  });
}

function internet(api: Api): UiElement {
  const t = words(api);
  const { wifi } = api.system;
  // The connected network comes first, as on a real phone; the rest keep their order by strength.
  const sorted = [...NETWORKS].sort((a, b) => Number(b.ssid === wifi.connected) - Number(a.ssid === wifi.connected));
  return page(api, t('Internet'),
    switchRow({ title: t('Wi-Fi'), on: wifi.on, onChange: (on) => api.changeSystem((y) => { y.wifi.on = on; if (!on) y.wifi.connected = null; if (on) y.airplane = false; }) }),
    divider(),
    ...(wifi.on
      ? [...sorted.map((n) => networkRow(api, n)), linkRow(t('Add network'), undefined, () => api.go('AddNetwork'), 'mdiPlus')]
      : [text(t('To see available networks, turn on Wi-Fi'), { color: 'onSurfaceVariant', pad: 16 })]),
    divider(),
    linkRow(t('Network preferences'), wifi.on ? t('Wi‑Fi turns back on automatically') : undefined, () => api.go('NetworkPreferences')),
    linkRow(t('Saved networks'), t(Object.keys(wifi.known).length === 1 ? '{0} network' : '{0} networks', Object.keys(wifi.known).length), () => api.go('SavedNetworks')),
    factRow(t('Non-carrier data usage'), t('1.24 GB used Mar 1 – 31')));
}

function details(api: Api): UiElement {
  const t = words(api);
  const ssid = String(api.args.ssid);
  const connected = api.system.wifi.connected === ssid;
  const forget = (): void => confirm(api, {
    title: t('Forget {0}?', ssid), body: t('All passwords for this network will be deleted'), yes: t('Forget'), danger: true,
    onDone: () => {
      api.changeSystem((y) => { delete y.wifi.known[ssid]; if (y.wifi.connected === ssid) y.wifi.connected = null; });
      api.back();
    },
  });
  return page(api, t('Network details'),
    col({ align: 'center', pad: 16, gap: 8 }, icon('mdiWifi', { size: 40, color: 'primary' }), text(ssid, { size: 20, id: 'entity_header_title' }), text(t(networkState(api, ssid) || 'Saved'), { color: 'onSurfaceVariant' })),
    row({ justify: 'center', gap: 12, pad: 8 },
      button(t('Forget'), forget, { id: 'button1', icon: 'mdiDelete', tone: 'tonal' }),
      connected ? button(t('Disconnect'), () => api.changeSystem((y) => { y.wifi.connected = null; }), { id: 'button3', icon: 'mdiClose', tone: 'tonal' })
        : button(t('Connect'), () => join(api, ssid, api.system.wifi.known[ssid] ?? ''), { id: 'button3', icon: 'mdiWifi', tone: 'tonal' })),
    switchRow({ title: t('Auto-connect'), below: t('Allow connection to this network when in range'), on: api.state.autoConnect[ssid] ?? true, onChange: (on) => api.change((s) => { s.autoConnect[ssid] = on; }) }),
    factRow(t('Signal strength'), ['', t('Poor'), t('Fair'), t('Good'), t('Excellent')][find(ssid)?.bars ?? 1]!),
    factRow(t('Frequency'), ssid.includes('2G') ? '2.4 GHz' : '5 GHz'),
    factRow(t('Security'), find(ssid)?.password === null ? t('None') : t('WPA2/WPA3-Personal')),
    factRow(t('IP address'), connected ? '192.168.50.23' : t('Unavailable')),
    factRow(t('Gateway'), connected ? '192.168.50.1' : t('Unavailable')));
}

function addNetwork(api: Api): UiElement {
  const t = words(api);
  const name = String(api.local.name ?? '');
  const password = String(api.local.password ?? '');
  const save = (): void => {
    if (name.trim() === '') { api.setLocal('problem', t('Enter a network name')); return; }
    if (password !== '' && password.length < MIN_PASSWORD) { api.setLocal('problem', t('Password must be at least 8 characters')); return; }
    api.change((s) => { if (!s.added.includes(name)) s.added.push(name); });
    api.changeSystem((y) => { y.wifi.known[name] = password; });
    api.back();
    join(api, name, password);
  };
  return page(api, t('Add network'),
    col({ pad: 16, gap: 12 },
      input('ssid', name, (v) => { api.setLocal('name', v); api.setLocal('problem', null); }, { id: 'ssid', label: t('Network name'), maxLength: 32 }),
      input('password', password, (v) => { api.setLocal('password', v); api.setLocal('problem', null); }, { id: 'password', label: t('Password'), password: true }),
      typeof api.local.problem === 'string' ? text(t(api.local.problem), { id: 'error', color: 'error' }) : null,
      row({ justify: 'end', gap: 8 }, button(t('Cancel'), () => api.back(), { tone: 'text' }), button(t('Save'), save, { id: 'save' }))));
}

function saved(api: Api): UiElement {
  const names = Object.keys(api.system.wifi.known).sort((a, b) => a.localeCompare(b, 'en'));
  const t = words(api);
  return page(api, t('Saved networks'),
    ...(names.length === 0 ? [empty('mdiWifiOff', t('No saved networks'))] : names.map((ssid) => listItem({ title: ssid, below: t(networkState(api, ssid)), lead: 'mdiWifi', onTap: () => api.go('NetworkDetails', { ssid }) }))));
}

export const networkScreens: { [name: string]: (api: Api) => UiElement } = {
  Network: (api) => {
    const t = words(api);
    const { wifi, airplane } = api.system;
    return page(api, t('Network & internet'),
      linkRow(t('Internet'), wifi.connected ?? (wifi.on ? t('Networks available') : t('Wi-Fi is off')), () => api.go('Internet'), 'mdiWifi'),
      linkRow(t('SIMs'), t(api.state.choices.simName ?? ''), () => api.go('Sim'), 'mdiSim'),
      switchRow({ title: t('Airplane mode'), lead: 'mdiAirplane', on: airplane, onChange: (on) => api.changeSystem((y) => { y.airplane = on; if (on) { y.wifi.on = false; y.wifi.connected = null; y.bluetooth.on = false; } }) }),
      linkRow(t('Hotspot & tethering'), t('Off'), () => api.go('Hotspot'), 'mdiWifiSettings'),
      linkRow(t('Data Saver'), api.state.toggles.dataSaver ? t('On') : t('Off'), () => api.go('DataSaver'), 'mdiDatabaseMinus'),
      linkRow('VPN', t('None'), () => api.go('Vpn'), 'mdiVpn'),
      pick(api, 'dns', 'Private DNS', ['Off', 'Automatic', 'dns.example.net'], 'mdiDns'));
  },
  Internet: internet,
  NetworkDetails: details,
  AddNetwork: addNetwork,
  SavedNetworks: saved,
  NetworkPreferences: (api) => page(api, words(api)('Network preferences'),
    flag(api, 'wifiWake', 'Turn on Wi-Fi automatically', 'Wi-Fi will turn back on near high-quality saved networks'),
    flag(api, 'wifiNotify', 'Notify for public networks', 'Notify when a high-quality public network is available')),
  Sim: (api) => page(api, words(api)('SIMs'),
    linkRow(words(api)('SIM name'), words(api)(api.state.choices.simName ?? ''), () => ask(api, {
      title: words(api)('SIM label & color'), label: words(api)('SIM name'), value: words(api)(api.state.choices.simName ?? ''), yes: words(api)('Save'), maxLength: 24,
      check: (v) => (v.trim() === '' ? words(api)('Enter a name') : null), onDone: (v) => api.change((s) => { s.choices.simName = v.trim(); }),
    })),
    factRow(words(api)('Phone number'), '+1 415-555-0100'),
    flag(api, 'mobileData', 'Mobile data', 'Access data using mobile network'),
    flag(api, 'roaming', 'Roaming', 'Connect to data services when roaming')),
  Hotspot: (api) => page(api, words(api)('Hotspot & tethering'),
    flag(api, 'hotspot', 'Wi‑Fi hotspot', 'Not sharing internet or content with other devices'),
    flag(api, 'bluetoothTether', 'Bluetooth tethering', 'Share phone’s internet connection via Bluetooth')),
  DataSaver: (api) => page(api, words(api)('Data Saver'), flag(api, 'dataSaver', 'Use Data Saver'), section(words(api)('About')), text(words(api)('To help reduce data usage, Data Saver prevents some apps from sending or receiving data in the background.'), { pad: 16, color: 'onSurfaceVariant' })),
  Vpn: (api) => page(api, 'VPN', empty('mdiVpn', words(api)('No VPNs added'))),
};
