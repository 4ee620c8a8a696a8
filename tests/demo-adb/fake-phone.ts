// Exports: fakePhone. A phone with one text field, enough of `Phone` to hold the adb side to: real pixels, real XML.

import type { GesturePoint } from '../../electron/protocol/actions.ts';
import type { DemoFault } from '../../electron/protocol/services.ts';
import type { App, Phone, PhoneState, SystemSettings } from '../../electron/demo-phone/types.ts';

const settings = (): SystemSettings => ({
  wifi: { on: true, connected: 'Home', known: {} }, bluetooth: { on: false, paired: [] }, airplane: false, darkTheme: false, brightness: 128, fontScale: 1, rotationLocked: false,
  volume: { media: 5, ring: 5, alarm: 5 }, doNotDisturb: false, locationOn: true, batterySaver: false, deviceName: 'Demo', language: 'en', permissions: {},
});

const app = (pkg: string, label: string): App => ({ package: pkg, label, icon: 'mdiNote', color: '#333', initial: () => ({}), home: 'main', screens: {} });

export interface FakePhone extends Phone {
  /** What was done to it, in order. */
  readonly calls: unknown[];
  text: string;
  touch(e: { type: number; code: number; value: number; at: number }): void;
  paint(x: number, y: number, rgb: readonly [number, number, number], size?: number): void;
  secure: boolean;
  awake: boolean;
}

/** `width`×`height` px; the picture is a gradient with what `paint` added. */
export function fakePhone(o: { serial?: string; width?: number; height?: number } = {}): FakePhone {
  const width = o.width ?? 720;
  const height = o.height ?? 1600;
  const pixels = Buffer.alloc(width * height * 4);
  for (let y = 0; y < height; y++) for (let x = 0; x < width; x++) pixels.writeUInt32LE((0xff000000 | ((x >> 3) << 16) | (((y >> 3) & 255) << 8) | 40) >>> 0, (y * width + x) * 4);
  const onChange = new Set<() => void>();
  const onFault = new Set<(f: DemoFault, on: boolean) => void>();
  const onTouch = new Set<Parameters<Phone['onTouchEvent']>[0]>();
  const faults = new Set<DemoFault>();
  let system = settings();
  let front = 'com.countersign.notes';
  let version = 1;
  let clip = '';
  let rotation: 0 | 1 | 2 | 3 = 0;
  const changed = (): void => { version++; for (const f of onChange) f(); };
  const phone: FakePhone = {
    serial: o.serial ?? 'demo-1', calls: [], text: '', secure: false, awake: true,
    frame: () => ({ width, height, data: Buffer.from(pixels), version }),
    get version() { return version; },
    onChange(on) { onChange.add(on); return () => onChange.delete(on); },
    dump: ({ compressed }) => (faults.has('dump-not-idle') && !compressed ? { ok: false, message: 'ERROR: could not get idle state.' } : faults.has('null-root') ? { ok: false, message: 'ERROR: null root node returned by UiTestAutomationBridge.' }
      : { ok: true, xml: `<?xml version='1.0' encoding='UTF-8' standalone='yes' ?><hierarchy rotation="0"><node index="0" text="${phone.text}" class="android.widget.EditText" package="${front}" focused="true" bounds="[0,0][720,100]" /></hierarchy>` }),
    pointer(...a) { phone.calls.push(['pointer', ...a]); changed(); },
    async gesture(points: readonly GesturePoint[]) { phone.calls.push(['gesture', points[0], points.at(-1)]); changed(); },
    key(name) {
      phone.calls.push(['key', name]);
      if (name === 'DEL' && phone.text !== '') { phone.text = phone.text.slice(0, -1); changed(); }
    },
    commitText(text) { phone.calls.push(['text', text]); phone.text += text; changed(); },
    get focus() { return { package: front, activity: '.MainActivity', window: '', secure: phone.secure }; },
    keyboardShown: true, locked: false,
    get rotation() { return rotation; },
    setRotation(r) { rotation = r; changed(); },
    startActivity({ package: pkg }) {
      phone.calls.push(['start', pkg]);
      if (!phone.installed.some((a) => a.package === pkg)) return { ok: false, message: 'not installed' };
      front = pkg;
      changed();
      return { ok: true, message: '' };
    },
    forceStop(pkg) { phone.calls.push(['stop', pkg]); },
    installed: [app('com.countersign.notes', 'Notes'), app('com.countersign.bank', 'Bank'), { ...app('com.android.launcher3', 'Launcher'), hidden: true }],
    clipboard: { get: () => clip, set: (t) => { clip = t; } },
    props: new Map([['ro.product.model', 'Demo Phone']]),
    log: [{ at: 1000, tag: 'Boot', level: 'I', text: 'completed' }, { at: 2000, tag: 'Notes', level: 'W', text: 'two\nlines' }],
    onTouchEvent(on) { onTouch.add(on); return () => onTouch.delete(on); },
    save: (): PhoneState => ({ v: 1, now: 0, seed: 1, system: structuredClone(system), apps: {}, notifications: [], tasks: [{ package: front, stack: [{ screen: 'main', args: {} }] }] }),
    restore(state) { system = state.system; },
    reset() { phone.text = ''; },
    faults,
    setFault(fault, on) { if (on) faults.add(fault); else faults.delete(fault); for (const f of onFault) f(fault, on); },
    onFault(on) { onFault.add(on); return () => onFault.delete(on); },
    close() { onChange.clear(); },
    touch(e) { for (const f of onTouch) f({ device: '/dev/input/event1', ...e }); },
    paint(x, y, [r, g, b], size = 1) {
      for (let dy = 0; dy < size; dy++) for (let dx = 0; dx < size; dx++) pixels.set([r, g, b, 255], ((y + dy) * width + x + dx) * 4);
      changed();
    },
  };
  return phone;
}
