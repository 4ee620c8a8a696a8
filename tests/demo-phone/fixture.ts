// Exports: fixture (a small app with one of everything), person (how a test sees and touches a phone).

import { createPhone, type PhoneOptions } from '../../electron/demo-phone/phone.ts';
import type { App, AppApi, Phone } from '../../electron/demo-phone/types.ts';
import { button, checkbox, col, fab, iconButton, input, listItem, opaque, radio, screen, scroll, slider, text, toggle, topBar } from '../../electron/demo-phone/ui/elements.ts';
import { ManualClock } from './manual-clock.ts';

interface S { name: string; secret: string; amount: string; on: boolean; tick: boolean; choice: number; level: number; taps: string[]; granted: string; net: string; [key: string]: string | boolean | number | string[] }

const typed: App<S> = {
  package: 'com.example.fixture',
  label: 'Fixture',
  icon: 'mdiTestTube',
  color: '#00695c',
  initial: () => ({ name: '', secret: '', amount: '', on: false, tick: false, choice: 0, level: 20, taps: [], granted: '', net: '' }),
  home: 'main',
  secure: ['vault'],
  intents: { 'com.example.FORM': 'form' },
  timers: { ring: (api) => { api.change((s) => { s.taps.push('ring'); }); api.notify('Ring', 'It rang', 'form', { from: 'ring' }); } },
  screens: {
    main: (api) => {
      const tap = (what: string) => (): void => api.change((s) => { s.taps.push(what); });
      return screen(topBar('Fixture', { actions: [iconButton('mdiDelete', 'Delete', tap('delete'))] }),
        col({ grow: 1, pad: [0, 16], gap: 8 },
          text('Say "hi" & <go>\n😀', { id: 'greeting' }),
          button('Form', () => api.go('form'), { id: 'form' }),
          button('List', () => api.go('list'), { id: 'list' }),
          button('Ask', () => api.dialog({ title: 'Delete all?', body: 'This cannot be undone.', buttons: [{ text: 'Cancel', onTap: tap('cancel') }, { text: 'Delete', tone: 'danger', onTap: () => { api.closeDialog(); tap('deleted')(); } }] }), { id: 'ask' }),
          button('Locate', () => api.permission('location', (g) => api.change((s) => { s.granted = String(g); })), { id: 'locate' }),
          button('Net', () => api.network(() => api.change((s) => { s.net = 'ok'; }), () => api.change((s) => { s.net = 'failed'; })), { id: 'net' }),
          button('Toast', () => api.toast('Saved'), { id: 'toast' }),
          button('Throw', () => { throw new Error('on purpose'); }, { id: 'throw' }),
          listItem({ title: 'Hold me', below: 'long press', id: 'hold', onTap: tap('tap'), onLongPress: tap('long') }),
          button('Off', tap('off'), { id: 'off', enabled: false })),
        fab('mdiPlus', 'Add', tap('add'), { id: 'add' }));
    },
    form: (api) => screen(topBar('Form', { onBack: () => api.back() }),
      scroll('form', {}, col({ pad: 16, gap: 12 },
        input('name', api.state.name, (v) => api.change((s) => { s.name = v; }), { hint: 'Your name', ime: 'next' }),
        input('secret', api.state.secret, (v) => api.change((s) => { s.secret = v; }), { label: 'Password', password: true, onEnter: () => api.toast('Entered') }),
        input('amount', api.state.amount, (v) => api.change((s) => { s.amount = v; }), { kind: 'number', maxLength: 5 }),
        toggle(api.state.on, (v) => api.change((s) => { s.on = v; }), { id: 'switch' }),
        checkbox(api.state.tick, (v) => api.change((s) => { s.tick = v; }), { text: 'Agree', id: 'check' }),
        radio(api.state.choice === 1, () => api.change((s) => { s.choice = 1; }), { text: 'One', id: 'one' }),
        slider(api.state.level, 0, 100, (v) => api.change((s) => { s.level = Math.round(v); }), { id: 'level' }),
        opaque({ id: 'web', height: 300 }, button('Inside', () => api.change((s) => { s.taps.push('inside'); }))),
        input('last', String(api.local.last ?? ''), (v) => api.setLocal('last', v), { hint: 'Last' })))),
    list: (api) => screen(topBar('List', { onBack: () => api.back() }),
      scroll('rows', { id: 'rows' }, ...Array.from({ length: 60 }, (_, i) => listItem({ title: `Row ${i}`, onTap: () => api.change((s) => { s.taps.push(`row ${i}`); }) })))),
    vault: () => text('Gold'),
    broken: () => { throw new Error('cannot draw'); },
    impure: (api) => { api.change((s) => { s.taps.push('drawn'); }); return text(''); },
  },
};

export const fixture = typed as unknown as App;

export interface Person {
  phone: Phone;
  clock: ManualClock;
  xml(compressed?: boolean): string;
  /** The opening tag of the first node that matches. */
  node(what: RegExp): string;
  see(what: RegExp): boolean;
  bounds(what: RegExp): [l: number, t: number, r: number, b: number];
  tap(what: RegExp): Promise<void>;
  start(screen?: string): void;
  state(): S;
}

export function person(o: Partial<PhoneOptions> = {}): Person {
  const clock = new ManualClock();
  const phone = createPhone({ clock, apps: [fixture], ...o });
  const xml = (compressed = false): string => {
    const d = phone.dump({ compressed });
    if (!d.ok) throw new Error(d.message);
    return d.xml;
  };
  const nodes = (what: RegExp): string[] => (xml().match(/<node [^>]*>/g) ?? []).filter((n) => what.test(n));
  const node = (what: RegExp): string => {
    const n = nodes(what)[0];
    if (n === undefined) throw new Error(`Nothing on the screen matches ${what}: ${xml()}`);
    return n;
  };
  const bounds = (what: RegExp): [number, number, number, number] => {
    const m = /bounds="\[(\d+),(\d+)\]\[(\d+),(\d+)\]"/.exec(node(what));
    return [Number(m?.[1]), Number(m?.[2]), Number(m?.[3]), Number(m?.[4])];
  };
  return {
    phone, clock, xml, node, bounds,
    see: (what) => nodes(what).length > 0,
    async tap(what) {
      const [l, t, r, b] = bounds(what);
      await clock.through(phone.gesture([[(l + r) / 2, (t + b) / 2, 0]]));
    },
    start(name) {
      const r = phone.startActivity({ package: fixture.package, ...(name === undefined ? {} : { activity: `.${name}Activity` }) });
      if (!r.ok) throw new Error(r.message);
    },
    state: () => phone.save().apps[fixture.package] as unknown as S,
  };
}

export type FixtureApi = AppApi<S>;
