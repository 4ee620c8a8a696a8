// Exports: touchEvents. Raw events of the touch panel as the kernel reports them (multi-touch protocol B), in the panel's own upright axes.
// Axes: ABS_MT_POSITION_X 0…719, ABS_MT_POSITION_Y 0…1599.

type Raw = { device: string; type: number; code: number; value: number; at: number };

const SYN = 0, KEY = 1, ABS = 3;
const BTN_TOUCH = 0x14a, SLOT = 0x2f, POSITION_X = 0x35, POSITION_Y = 0x36, TRACKING_ID = 0x39, PRESSURE = 0x3a;
const W = 720, H = 1600;

/** A point of the rotated screen on the upright panel. */
export function toPanel(x: number, y: number, rotation: 0 | 1 | 2 | 3): [x: number, y: number] {
  switch (rotation) {
    case 0: return [x, y];
    case 1: return [W - 1 - y, x];
    case 2: return [W - 1 - x, H - 1 - y];
    case 3: return [y, H - 1 - x];
  }
}

export function touchEvents(): { on(f: (e: Raw) => void): () => void; emit(phase: 'down' | 'move' | 'up', x: number, y: number, rotation: 0 | 1 | 2 | 3, at: number): void } {
  const listeners = new Set<(e: Raw) => void>();
  let id = 0;
  return {
    on(f) { listeners.add(f); return () => { listeners.delete(f); }; },
    emit(phase, x, y, rotation, at) {
      if (listeners.size === 0) return;
      const say = (type: number, code: number, value: number): void => { for (const f of listeners) f({ device: '/dev/input/event2', type, code, value, at }); };
      const [px, py] = toPanel(Math.round(x), Math.round(y), rotation);
      if (phase === 'up') {
        say(ABS, TRACKING_ID, -1);
        say(KEY, BTN_TOUCH, 0);
      } else {
        if (phase === 'down') { say(ABS, SLOT, 0); say(ABS, TRACKING_ID, id++); say(KEY, BTN_TOUCH, 1); }
        say(ABS, POSITION_X, px);
        say(ABS, POSITION_Y, py);
        if (phase === 'down') say(ABS, PRESSURE, 60);
      }
      say(SYN, 0, 0);
    },
  };
}
