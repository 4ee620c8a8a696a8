// A click on the mirror reaches the pixel that is under the pointer: at every scale of the window, width of the panel and turn of the phone.

import type { Page } from '@playwright/test';
import { expect, mirror, mirrored, test } from './open.ts';
import { recordTouches } from './touches.ts';

const W = 720;
const H = 1600;

/** Where the panel's own pixel is that the turned screen calls x, y. */
const onPanel = (x: number, y: number, turned: boolean): [number, number] => (turned ? [W - 1 - y, x] : [x, y]);

/** Points of the screen that no app takes: clicks on them change nothing. */
const spots = (w: number, h: number): [number, number][] => [[2, h * 0.25], [w - 3, h * 0.24], [w * 0.31, h * 0.26], [w * 0.62, h * 0.25], [w * 0.5, h * 0.27]].map(([x, y]) => [Math.round(x!), Math.round(y!)]);

/** The dock has been laid out anew and the picture fills its box: nothing moves any more. */
const settled = (page: Page): Promise<void> => expect.poll(() => page.evaluate(async () => {
  const boxes = (): DOMRect[] => ['.dock', '.mirror', '.mirror canvas'].map((s) => document.querySelector(s)!.getBoundingClientRect());
  const before = boxes();
  for (let i = 0; i < 2; i++) await new Promise(requestAnimationFrame);
  const [dock, box, picture] = boxes() as [DOMRect, DOMRect, DOMRect];
  const still = JSON.stringify(before) === JSON.stringify([dock, box, picture]);
  const fills = Math.abs(picture.width - box.width) < 1 || Math.abs(picture.height - box.height) < 1;
  return still && fills && Math.abs(dock.width - innerWidth) < 1;
})).toBe(true);

/** Clicks as near to the middle of a phone's pixel as the pointer can get: a real pointer stands on whole pixels of the display. */
async function clickPixel(page: Page, [x, y]: readonly [number, number], [w, h]: readonly [number, number]): Promise<[number, number]> {
  const box = (await mirror(page).boundingBox())!;
  const scale = await page.evaluate(() => window.devicePixelRatio);
  const snap = (v: number): number => Math.round(v * scale) / scale;
  const at = [snap(box.x + ((x + 0.5) * box.width) / w), snap(box.y + ((y + 0.5) * box.height) / h)] as const;
  await page.mouse.click(at[0], at[1]);
  // The phone's pixel that lies under the point of the display.
  return [((at[0] - box.x) * w) / box.width, ((at[1] - box.y) * h) / box.height];
}

for (const scale of [1, 1.5, 2]) {
  test(`clicks arrive within a pixel at ${scale * 100} %`, async ({ host, openWindow }) => {
    const page = await openWindow({ deviceScaleFactor: scale });
    await mirrored(page);
    const phone = (await host.call('devices.list')).find((d) => d.endpoint === 'demo')!;
    const touches = await recordTouches((await host.call('demo.expose', { on: true })).port);
    const far: string[] = [];
    const check = async (when: string, w: number, h: number, turned: boolean): Promise<void> => {
      const list = spots(w, h);
      for (let i = 0; i < list.length; i++) {
        const spot = list[i]!;
        const before = await mirror(page).boundingBox();
        const [x, y] = await clickPixel(page, spot, [w, h]);
        const got = await touches.next();
        // The dock moved the picture between measuring and clicking: where the click went is not known.
        if (JSON.stringify(await mirror(page).boundingBox()) !== JSON.stringify(before)) { i--; continue; }
        const [px, py] = onPanel(Math.floor(x), Math.floor(y), turned);
        if (Math.abs(got[0] - px) > 1 || Math.abs(got[1] - py) > 1) far.push(`${when}: ${spot.join(',')} of ${w}×${h}: wanted ${px},${py}, got ${got.join(',')}`);
      }
    };
    for (const [width, height] of [[1280, 800], [1024, 700], [1913, 1001]] as const) {
      await page.setViewportSize({ width, height });
      await settled(page);
      await check(`${width}×${height}`, W, H, false);
    }
    // A panel of another width.
    const sash = (await page.locator('.dv-sash').first().boundingBox())!;
    await page.mouse.move(sash.x + sash.width / 2, sash.y + 300);
    await page.mouse.down();
    await page.mouse.move(sash.x - 131, sash.y + 300, { steps: 4 });
    await page.mouse.up();
    await settled(page);
    await check('wider', W, H, false);
    // On its side.
    await page.getByRole('button', { name: 'Rotate' }).click();
    await expect.poll(async () => { const b = (await mirror(page).boundingBox())!; return b.width > b.height; }).toBe(true);
    await settled(page);
    expect((await host.call('devices.state', { device: phone.id })).size).toEqual([H, W]);
    await check('turned', H, W, true);
    await page.getByRole('button', { name: 'Rotate' }).click();
    await expect.poll(async () => { const b = (await mirror(page).boundingBox())!; return b.width < b.height; }).toBe(true);
    await settled(page);
    await check('turned back', W, H, false);
    expect(far).toEqual([]);
    touches.close();

    // The corners of a small element are it, and a pixel beyond them is not.
    const front = async (): Promise<string> => (await host.call('devices.state', { device: phone.id })).package;
    const home = 'com.android.launcher3';
    expect(await front()).toBe(home);
    const icon = (await host.call('screen.observe', { device: phone.id, settle: true })).elements.find((e) => e.label === 'Contacts')!;
    const [l, t, r, b] = icon.bounds;
    for (const corner of [[l + 2, t + 2], [r - 3, t + 2], [l + 2, b - 3], [r - 3, b - 3]] as const) {
      await clickPixel(page, corner, [W, H]);
      await expect.poll(front).toBe('com.google.android.contacts');
      await page.getByRole('button', { name: 'Home', exact: true }).click();
      await expect.poll(front).toBe(home);
    }
  });
}

test('a picture that breaks the video begins it anew', async ({ host, openWindow }) => {
  const page = await openWindow();
  const width = (): Promise<number> => mirror(page).evaluate((c) => (c as HTMLCanvasElement).width);
  // The first still has the phone's size, the video the mirror's.
  await expect.poll(width).toBe(576);
  // What the decoder is given next is no video, as when a picture comes in part.
  await page.evaluate(() => {
    const real = VideoDecoder.prototype.decode;
    VideoDecoder.prototype.decode = function (chunk) {
      VideoDecoder.prototype.decode = real;
      real.call(this, new EncodedVideoChunk({ type: 'key', timestamp: chunk.timestamp, data: new Uint8Array(64).fill(7) }));
    };
  });
  const broke = page.waitForEvent('console', (m) => m.text().startsWith('The video broke'));
  await host.call('act', { device: 'demo', action: { action: 'open_app', app: 'Settings' } });
  await broke;
  await mirror(page).evaluate((c) => { (c as HTMLCanvasElement).width = 1; });
  await expect.poll(width).toBe(576);
  await expect(page.getByRole('list', { name: 'Notices' }).getByRole('listitem')).toHaveCount(0);
});
