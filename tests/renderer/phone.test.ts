// The mirror's geometry, gestures and codec string: what decides whether a click hits the right pixel.

import { describe, expect, test } from 'vitest';
import type { Element } from '../../electron/protocol/screen.ts';
import { fit, fromDevice, hit, oriented, toDevice, type View } from '../../renderer/phone/geometry.ts';
import { codecOf } from '../../renderer/phone/h264.ts';
import { Recorder, swipe } from '../../renderer/phone/touch.ts';

describe('geometry', () => {
  const boxes = [[333.5, 640], [1000, 300], [51, 777.25], [720, 1600]] as const;
  test.each(boxes)('every pixel of an upright and a turned phone is hit through its own rectangle, in a box of %d×%d', (...box) => {
    for (const phone of [[720, 1600], [1600, 720], [1080, 2400]] as const) {
      const view: View = { box, phone };
      for (let i = 0; i < 200; i++) {
        const x = (i * 7919) % phone[0];
        const y = (i * 104_729) % phone[1];
        const r = fromDevice([x, y, x + 1, y + 1], view);
        expect(toDevice([r.left + r.width / 2, r.top + r.height / 2], view)).toEqual([x, y]);
      }
    }
  });
  test('the letterbox is nothing, or the nearest pixel for a drag that left the picture', () => {
    const view: View = { box: [400, 400], phone: [100, 200] };
    expect(fit(view)).toEqual({ left: 100, top: 0, width: 200, height: 400, scale: 2 });
    expect([toDevice([50, 10], view), toDevice([50, 10], view, 'nearest'), toDevice([399, 500], view, 'nearest'), toDevice([1, 1], { box: [10, 10], phone: [0, 0] })])
      .toEqual([undefined, [0, 5], [99, 199], undefined]);
  });
  test('the phone is turned the way its picture lies', () => {
    expect([oriented([720, 1600], [640, 288]), oriented([720, 1600], [288, 640])]).toEqual([[1600, 720], [720, 1600]]);
  });
  test('the smallest element under a pixel is meant, the later among equals', () => {
    const el = (id: number, bounds: Element['bounds']): Element => ({ id, bounds } as Element);
    const all = [el(1, [0, 0, 100, 100]), el(2, [10, 10, 20, 20]), el(3, [10, 10, 20, 20])];
    expect([hit(all, [15, 15])?.id, hit(all, [50, 50])?.id, hit(all, [100, 50])?.id]).toEqual([3, 1, undefined]);
  });
});

describe('touch', () => {
  test('a wandering finger taps where it came down; a held one presses; a moving one drags', () => {
    const tap = new Recorder([10, 10], 1000, 8);
    tap.move([12, 11], 1020);
    expect(tap.end([13, 11], 1090)).toEqual([[10, 10, 0]]);
    expect(new Recorder([10, 10], 0, 8).end([11, 10], 900)).toEqual([[10, 10, 0], [10, 10, 900]]);
    const drag = new Recorder([10, 10], 0, 8);
    drag.move([10, 30], 16);
    drag.move([10, 31], 18);
    expect(drag.end([10, 90], 40)).toEqual([[10, 10, 0], [10, 30, 16], [10, 90, 40]]);
  });
  test('a swipe stays on the screen and rests at its end', () => {
    const points = swipe([100, 900], [0, -5000], [200, 1000]);
    expect([points[0], points.at(-2), points.at(-1)]).toEqual([[100, 900, 0], [100, 60, 160], [100, 60, 200]]);
  });
});

test('the codec is read from the parameter set, behind other units and with either start code', () => {
  const sps = [0, 0, 0, 1, 0x67, 0x64, 0x00, 0x1f, 0xac];
  expect([codecOf(new Uint8Array([0, 0, 1, 9, 16, ...sps])), codecOf(new Uint8Array([0, 0, 1, 0x67, 0x42, 0xc0, 0x0a, 1])), codecOf(new Uint8Array([0, 0, 1, 0x65, 1, 2, 3, 4]))])
    .toEqual(['avc1.64001f', 'avc1.42c00a', undefined]);
});
