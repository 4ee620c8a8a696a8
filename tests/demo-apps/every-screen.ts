// Exports: SCREENS, show, crawl: every screen of every app with something on it, and what one touch on each of its parts leads to.

import { PAGES } from '../../electron/demo-phone/apps/browser/pages.ts';
import { APPS } from '../../electron/demo-phone/apps/index.ts';
import { MESSAGES } from '../../electron/demo-phone/apps/messages/state.ts';
import { createPhone } from '../../electron/demo-phone/phone.ts';
import type { App, Json, Phone, PhoneState } from '../../electron/demo-phone/types.ts';
import { ManualClock } from '../demo-phone/manual-clock.ts';

type Args = { [key: string]: Json };
export interface Place { app: App; screen: string; args: Args; /** Put into the app's state first. */ state?: { [key: string]: Json } }

/** Arguments of the screens that show one thing; a screen that is not named here is opened without any. */
const ARGS: { [packageName: string]: { [screen: string]: readonly Args[] } } = {
  'com.android.settings': {
    NetworkDetails: [{ ssid: 'Home-5G' }, { ssid: 'QA-Lab' }], AppInfo: [{ package: 'com.countersign.shop' }], AppPermissions: [{ package: MESSAGES }], AppPermission: [{ package: MESSAGES, permission: 'location' }, { package: MESSAGES, permission: 'storage' }],
    AppStorage: [{ package: 'com.countersign.bank' }], BluetoothDevice: [{ device: 'Pixel Buds Pro' }],
  },
  'com.google.android.contacts': { Detail: [{ id: 3 }, { id: 46 }, { id: 4 }, { id: 9999 }], Edit: [{ id: null }, { id: 3 }], Calling: [{ name: 'Alice Chen', number: '+1 415-555-0113' }] },
  [MESSAGES]: { Thread: [{ number: '+1 415-555-0113', name: 'Alice Chen' }, { number: '139 0000 0101', name: '张伟' }, { number: '+1 999', name: '+1 999' }] },
  'com.countersign.notes': { Edit: [{ id: null }, { id: 1 }, { id: 3 }, { id: null, checklist: true }] },
  'com.countersign.shop': { Product: [{ id: 'blue-mug' }, { id: 'rain-jacket' }, { id: 'sold-out-calendar' }], Order: [{ id: '20260217' }, { id: 'gone' }], Done: [{ id: '20260217' }] },
  'com.google.android.calendar': { Event: [{ id: 2 }, { id: 7 }, { id: 99 }], Edit: [{ id: null }, { id: 8 }] },
  'com.google.android.documentsui': { Folder: [{ id: 0 }, { id: 1 }, { id: 999 }], Pick: [{ ids: [2], how: 'copy', folder: 0 }, { ids: [2, 3], how: 'move', folder: 0 }], Open: [{ id: 2 }, { id: 999 }], Info: [{ id: 2 }, { id: 999 }], Category: [{ kind: 'image' }] },
  'com.countersign.music': { Playlist: [{ id: 1 }, { id: 99 }], Album: [{ album: 'Tideline' }], Artist: [{ artist: 'Northbound' }], AddTo: [{ song: 3 }, { song: 99 }], AddSongs: [{ id: 1 }] },
  'com.android.gallery3d': { Album: [{ id: 4 }, { id: 5 }, { id: 99 }], Photo: [{ id: 6, album: 4 }, { id: 99 }] },
  'com.countersign.bank': { Transfer: [{ payee: 1 }], Review: [{ payee: 3, from: 'everyday', amount: 12050, memo: '' }], Account: [{ id: 'everyday' }, { id: 'savings' }], Payees: [{}, { manage: true }], Done: [{ amount: 12050, payee: 1 }] },
};

const PLAYING = { player: { song: 15, list: [15, 16], queue: [15, 16], playing: false, position: 20, since: null }, repeat: 'one' };

/** States in which a screen looks otherwise. */
const STATES: { [packageName: string]: { [screen: string]: readonly { [key: string]: Json }[] } } = {
  'com.google.android.deskclock': { Main: [{ tab: 'Clock' }, { tab: 'Timer' }, { tab: 'Stopwatch' }, { tab: 'Timer', timers: [{ id: 7, label: '', length: 60_000, endsAt: null, left: 60_000 }] }, { tab: 'Stopwatch', stopwatch: { sum: 65_430, since: null, laps: [30_000] } }, { alarms: [] }] },
  'com.google.android.contacts': { Main: [{ people: [] }], Calls: [{ calls: [{ id: 1, to: 'Alice Chen', number: '+1 415-555-0113', at: Date.UTC(2026, 2, 4, 9) }] }] },
  [MESSAGES]: { Main: [{ conversations: [] }] },
  'com.countersign.notes': { Main: [{ notes: [] }, { deleted: { id: 99, title: '', body: '', items: null, pinned: false, photo: false, at: 0 } }] },
  'com.countersign.shop': { Cart: [{ cart: [{ product: 'blue-mug', option: '250 ml', quantity: 2 }, { product: 'enamel-kettle', option: 'Red', quantity: 1 }] }], Checkout: [{ cart: [{ product: 'rain-jacket', option: 'XL', quantity: 1 }] }], Orders: [{ orders: [] }] },
  'com.android.settings': { System: [{ buildTaps: 7 }] },
  'com.google.android.calendar': { Schedule: [{ events: [] }] },
  'com.google.android.documentsui': { Folder: [{ grid: true }], Main: [{ entries: [] }] },
  'com.countersign.music': { Main: [{ tab: 'albums' }, { tab: 'artists' }, { tab: 'playlists' }, PLAYING], NowPlaying: [PLAYING], Queue: [PLAYING] },
  'com.countersign.browser': { Main: PAGES.map((page) => ({ tab: 1, tabs: [{ id: 1, stack: [page.url], at: 0 }] })).concat({ tab: 1, tabs: [{ id: 1, stack: ['https://nowhere.example/'], at: 0 }] }), History: [{ history: [] }], Bookmarks: [{ bookmarks: [] }] },
  'com.google.android.calculator': { Main: [{ expression: '1÷0' }, { expression: '2×(3+4' }, { expression: '42', answered: true }], History: [{ history: [] }] },
  'com.android.gallery3d': { Main: [{ photos: [] }, { columns: 4 }], Trash: [{ photos: [{ id: 1, name: 'IMG_0079.jpg', at: Date.UTC(2026, 2, 1), width: 4032, height: 3024, size: 2_900_000, place: '', favourite: false, deletedAt: Date.UTC(2026, 2, 3), albums: [1] }] }], Favorites: [{ photos: [] }] },
};

export const SCREENS: readonly Place[] = APPS.flatMap((app) => Object.keys(app.screens).flatMap((screen) => [
  ...(ARGS[app.package]?.[screen] ?? [{}]).map((args) => ({ app, screen, args })),
  ...(STATES[app.package]?.[screen] ?? []).map((state) => ({ app, screen, args: {}, state })),
]));

export const placeName = (p: Place): string => `${p.app.label} ${p.screen} ${JSON.stringify({ ...p.args, ...p.state })}`;

export interface Viewer { phone: Phone; clock: ManualClock; show(p: Place): void; nodes(): Node[] }
export interface Node { id: string; text: string; desc: string; hint: string; password: boolean; clickable: boolean; package: string; x: number; y: number }

const unescape = (s: string): string => s.replace(/&(?:#(\d+)|(\w+));/g, (_, code: string | undefined, name: string) => (code === undefined ? ({ amp: '&', lt: '<', gt: '>', quot: '"' }[name] ?? '') : String.fromCodePoint(Number(code))));

export function viewer(system: Partial<PhoneState['system']>): Viewer {
  const clock = new ManualClock();
  const phone = createPhone({ clock, apps: APPS });
  const fresh = phone.save();
  return {
    phone, clock,
    show: (p) => phone.restore({
      ...fresh, system: { ...fresh.system, ...system }, tasks: [{ package: p.app.package, stack: [{ screen: p.screen, args: p.args }] }],
      apps: p.state ? { ...fresh.apps, [p.app.package]: { ...(fresh.apps[p.app.package] as { [key: string]: Json }), ...p.state } } : fresh.apps,
    }),
    nodes() {
      const d = phone.dump({ compressed: false });
      if (!d.ok) throw new Error(d.message);
      return (d.xml.match(/<node [^>]*>/g) ?? []).map((n) => {
        const at = (name: string): string => unescape(new RegExp(` ${name}="([^"]*)"`).exec(n)?.[1] ?? '');
        const [l = 0, t = 0, r = 0, b = 0] = (at('bounds').match(/\d+/g) ?? []).map(Number);
        return { id: at('resource-id'), text: at('text'), desc: at('content-desc'), hint: at('hint'), password: at('password') === 'true', clickable: at('clickable') === 'true', package: at('package'), x: (l + r) / 2, y: (t + b) / 2 };
      });
    },
  };
}

/** A slow drag that ends at rest. */
async function drag(v: Viewer, from: number, to: number): Promise<void> {
  v.phone.pointer('down', 300, from);
  for (let i = 1; i <= 4; i++) { await v.clock.advance(50); v.phone.pointer('move', 300, from + ((to - from) * i) / 4); }
  await v.clock.advance(300);
  v.phone.pointer('up', 300, to);
}
const FROM = 1150, TO = 350;
/** Parts with one resource-id that are touched on a page. */
const ALIKE = 3;

/**
 * Shows the place, touches each part of its first two pages in turn, each time afresh, and pages through the rest; `see` is
 * called with what is on the screen after each.
 */
export async function crawl(v: Viewer, p: Place, see: (nodes: readonly Node[], after: string) => void): Promise<void> {
  const open = async (page: number): Promise<Node[]> => {
    v.show(p);
    v.nodes();
    for (let i = 0; i < page; i++) await drag(v, FROM, TO);
    return v.nodes();
  };
  let last = '';
  for (let page = 0; page < 20; page++) {
    if (page === 0) v.show(p); else await drag(v, FROM, TO);
    const parts = v.nodes();
    const now = JSON.stringify(parts);
    if (now === last) return;
    last = now;
    see(parts, `page ${page + 1}`);
    // Lists that go on for longer go on alike.
    if (page > 1) continue;
    const met: { [id: string]: number } = {};
    // What was there on the page before is not touched again, and of the rows of one kind a few stand for all.
    for (const part of parts.filter((n) => n.clickable && n.package === p.app.package && (page === 0 || n.y > 1300 - (FROM - TO)))) {
      if (part.id !== '' && (met[part.id] = (met[part.id] ?? 0) + 1) > ALIKE) continue;
      await open(page);
      v.phone.pointer('down', part.x, part.y);
      v.phone.pointer('up', part.x, part.y);
      await v.clock.advance(400);
      see(v.nodes(), part.text || part.desc || `${part.x},${part.y} on page ${page + 1}`);
    }
    await open(page);
  }
  throw new Error(`${placeName(p)} has no end`);
}
