// Exports: createFakePhone, FakePhone, createTestClock, Screen, Item. A small phone: screens made from its own state, a tap
// changes the state. Nothing is expected of callers; what was sent is written down as the phone saw it.

import type { PhoneSession } from '../../electron/device/types.ts';
import type { Clock } from '../../electron/base/clock.ts';
import { Failure } from '../../electron/protocol/faults.ts';
import type { DeviceState, UiNode } from '../../electron/protocol/screen.ts';

/** Time that passes only by sleeping; sleeps end at once, in order. */
export function createTestClock(): Clock & { advance(ms: number): void } {
  let now = 1_700_000_000_000;
  return {
    now: () => now,
    advance(ms) { now += ms; },
    async sleep(ms, signal) {
      signal?.throwIfAborted();
      // A very long wait (an approval's limit) never ends before its race is decided.
      if (ms >= 60_000) await new Promise<void>((_, reject) => signal?.addEventListener('abort', () => reject(signal.reason as Error), { once: true }));
      now += ms;
      await new Promise((resolve) => { setImmediate(resolve); });
      signal?.throwIfAborted();
    },
  };
}

export interface Item {
  kind: 'button' | 'text' | 'input' | 'switch' | 'list';
  text?: string;
  desc?: string;
  id?: string;
  password?: boolean;
  on?: boolean;
  onTap?: () => void;
  onEnter?: (text: string) => void;
  /** `list` only: rows, of which a window is shown. */
  rows?: Item[];
}

export interface Screen { package: string; activity: string; items: Item[]; dialog?: boolean }

export interface FakePhone {
  session: PhoneSession;
  /** Every input, in words. */
  readonly sent: string[];
  go(screen: string): void;
  readonly at: string;
  values: Map<string, string>;
  online(on: boolean): void;
  /** Called before each look: the world moves on by itself. */
  onLook?: () => void;
}

const CLASS = { button: 'android.widget.Button', text: 'android.widget.TextView', input: 'android.widget.EditText', switch: 'android.widget.Switch', list: 'androidx.recyclerview.widget.RecyclerView' } as const;
const node = (o: Partial<UiNode>): UiNode => ({ class: 'android.widget.FrameLayout', resourceId: '', text: '', desc: '', hint: '', package: '', bounds: [0, 0, 720, 1600], checkable: false, checked: false, clickable: false, longClickable: false, enabled: true, focusable: false, focused: false, scrollable: false, password: false, selected: false, children: [], ...o });
const ROWS = 6;

export function createFakePhone(o: { screens: Record<string, () => Screen>; start: string; apps?: Record<string, { package: string; screen: string }> }): FakePhone {
  let current = o.start;
  let focus: string | undefined;
  let offset = 0;
  let online = true;
  const sent: string[] = [];
  const values = new Map<string, string>();
  const listeners = new Set<(on: boolean) => void>();
  let taps: { bounds: readonly [number, number, number, number]; item: Item }[] = [];
  const alive = (): void => { if (!online) throw new Failure({ kind: 'device/disconnected', serial: 'fake' }); };
  const screen = (): Screen => o.screens[current]!();
  const show = (name: string): void => { if (name !== current) { current = name; focus = undefined; offset = 0; } };

  function tree(): UiNode {
    const s = screen();
    taps = [];
    const one = (item: Item, top: number, bottom: number): UiNode => {
      const bounds = [20, top, 700, bottom] as const;
      const key = item.id ?? item.text ?? '';
      taps.push({ bounds, item });
      const value = values.get(key) ?? '';
      return node({
        class: CLASS[item.kind], package: s.package, bounds, resourceId: item.id ? `${s.package}:id/${item.id}` : '',
        text: item.kind === 'input' ? (item.password ? '•'.repeat(value.length) : value) : item.text ?? '', hint: item.kind === 'input' ? item.text ?? '' : '', desc: item.desc ?? '',
        clickable: item.kind === 'button' || item.kind === 'input' || item.kind === 'switch', focusable: item.kind === 'input', focused: item.kind === 'input' && focus === key,
        checkable: item.kind === 'switch', checked: item.on ?? false, password: item.password ?? false,
      });
    };
    let y = s.dialog ? 600 : 100;
    const children = s.items.map((item) => {
      if (item.kind !== 'list') { const n = one(item, y, y + 90); y += 100; return n; }
      const rows = (item.rows ?? []).slice(offset, offset + ROWS);
      const top = y;
      const inner = rows.map((r) => { const n = one(r, y, y + 90); y += 100; return n; });
      return node({ class: CLASS.list, package: s.package, bounds: [0, top, 720, y], scrollable: true, children: inner });
    });
    return node({ package: s.package, bounds: s.dialog ? [40, 580, 680, y + 20] : [0, 0, 720, 1600], children });
  }

  const state = (): DeviceState => ({ package: screen().package, activity: screen().activity, keyboard: false, locked: false, awake: true, rotation: 0, size: [720, 1600], secure: false });
  const hit = (x: number, y: number): Item | undefined => { tree(); return taps.find(({ bounds: b }) => x >= b[0] && x < b[2] && y >= b[1] && y < b[3])?.item; };
  const list = (): Item | undefined => screen().items.find((i) => i.kind === 'list');

  const session = {
    device: { info: { id: 'fake', serial: 'fake', endpoint: 'demo', state: 'device', kind: 'demo', model: 'Fake', android: '14' } },
    info: {},
    input: {
      cap: { name: 'fake', needs: 'nothing', available: true },
      async tap(x: number, y: number) {
        alive();
        const item = hit(x, y);
        sent.push(`tap ${item?.text ?? item?.desc ?? 'nothing'}`);
        if (item?.kind === 'input') focus = item.id ?? item.text;
        item?.onTap?.();
      },
      async longPress(x: number, y: number) { alive(); sent.push(`long-press ${hit(x, y)?.text ?? 'nothing'}`); },
      async gesture(points: readonly (readonly [number, number, number])[]) {
        alive();
        const up = (points.at(-1)?.[1] ?? 0) < (points[0]?.[1] ?? 0);
        sent.push(`scroll ${up ? 'down' : 'up'}`);
        offset = Math.max(0, Math.min(offset + (up ? 4 : -4), Math.max(0, (list()?.rows?.length ?? 0) - ROWS)));
      },
      async key(name: string) { alive(); sent.push(`key ${name}`); },
      async text(t: string) {
        alive();
        sent.push(`text ${t}`);
        if (focus === undefined) return { how: 'lost' };
        values.set(focus, `${values.get(focus) ?? ''}${t}`);
        tree();
        taps.find((x) => (x.item.id ?? x.item.text) === focus)?.item.onEnter?.(values.get(focus) ?? '');
        return { how: 'fake' };
      },
      async clear() { alive(); if (focus !== undefined) values.set(focus, ''); },
      async startApp(p: string) { alive(); sent.push(`start ${p}`); for (const a of Object.values(o.apps ?? {})) if (a.package === p) show(a.screen); },
    },
    async state() { alive(); return state(); },
    async observe() {
      alive();
      phone.onLook?.();
      return { tree: { ok: true, hierarchy: { rotation: 0, roots: [tree()] }, tookMs: 1 }, state: state(), at: now() };
    },
    async apps() { return Object.entries(o.apps ?? {}).map(([label, a]) => ({ package: a.package, label, activity: '.Main' })); },
    async whenOnline(signal: AbortSignal) {
      if (online) return;
      await new Promise<void>((resolve, reject) => {
        listeners.add(() => resolve());
        signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
      });
    },
    onOnline: () => () => {},
    async still() { throw new Error('no pictures'); },
    async mirror() {},
    async close() {},
  } as unknown as PhoneSession;
  let now = (): number => 0;
  const phone: FakePhone & { useClock(c: Clock): void } = {
    session, sent, values,
    go: show,
    get at() { return current; },
    online(on) { online = on; if (on) { for (const l of listeners) l(on); listeners.clear(); } },
    useClock(c) { now = () => c.now(); },
  };
  return phone;
}
