// Exports: withWindow, windowPhoton. The real window in Chromium, and click-to-photon in it: from the pointer event to the changed pixel of its canvas.

import { existsSync } from 'node:fs';
import * as fs from 'node:fs/promises';
import * as path from 'node:path';
import type { Browser, Page } from 'playwright';
import type { PhoneState } from '../demo-phone/types.ts';
import { serveBrowser } from '../serve.ts';
import { startServices, type HostServices } from '../services.ts';
import type { Bench, PartResult } from './part.ts';
import { against, spreadOf, type Spread } from './spread.ts';

type Measured = Pick<PartResult, 'lines' | 'skipped' | 'broken'>;

const CANVAS = '.mirror canvas';
/** Before a tap nothing may still be on its way. */
const REST_MS = 400;

/** The browser to use: the named one, Debian's, Playwright's own. */
function browserPath(b: Bench, own: string): string | undefined {
  return [b.env['COUNTERSIGN_CHROMIUM'], '/usr/bin/chromium', own].find((f) => f !== undefined && existsSync(f));
}

/** In the page: after the next pointer press, the time until the canvas around it looks different, as of the frame that shows it. */
function armInPage([selector, share]: readonly [string, readonly [number, number]]): void {
  // Runs in the page: the types of the DOM are not those of this folder.
  const page = globalThis as unknown as {
    document: { querySelector(s: string): unknown; createElement(s: string): unknown };
    addEventListener(type: string, on: (e: { timeStamp: number }) => void, o: object): void;
    requestAnimationFrame(on: () => void): void;
    performance: { now(): number };
    photon?: Promise<number>;
  };
  interface Pixels { width: number; height: number; getContext(kind: string, o: object): { drawImage(...a: unknown[]): void; getImageData(...a: number[]): { data: Uint8ClampedArray } } }
  const canvas = page.document.querySelector(selector) as Pixels;
  const small = page.document.createElement('canvas') as Pixels;
  const side = 24;
  small.width = small.height = side;
  const pen = small.getContext('2d', { willReadFrequently: true });
  const look = (): string => {
    pen.drawImage(canvas, canvas.width * share[0] - side / 2, canvas.height * share[1] - side / 2, side, side, 0, 0, side, side);
    return pen.getImageData(0, 0, side, side).data.join();
  };
  const before = look();
  page.photon = new Promise((resolve) => {
    page.addEventListener('pointerdown', (e) => {
      const check = (): void => { if (look() === before) page.requestAnimationFrame(check); else resolve(page.performance.now() - e.timeStamp); };
      page.requestAnimationFrame(check);
    }, { capture: true, once: true });
  });
}

async function clicks(b: Bench, page: Page, share: readonly [number, number], n: number): Promise<number[]> {
  const canvas = page.locator(CANVAS);
  const box = await canvas.boundingBox();
  if (!box) throw new Error('The window shows no mirror');
  const times: number[] = [];
  for (let i = 0; i < n; i++) {
    await b.clock.sleep(REST_MS, b.signal);
    await page.evaluate(armInPage, [CANVAS, share] as const);
    await page.mouse.click(box.x + box.width * share[0], box.y + box.height * share[1]);
    const late = b.clock.sleep(5_000, b.signal).then(() => { throw new Error('A click in the window changed no pixel within 5 s'); });
    late.catch(() => undefined);
    times.push(await Promise.race([page.evaluate(() => (globalThis as unknown as { photon: Promise<number> }).photon), late]));
  }
  return times;
}

/**
 * The real window in Chromium, on a host of its own with a demo phone in this state.
 * @returns what `work` measured, or why there was no window
 */
export async function withWindow<T>(b: Bench, what: string, state: PhoneState, work: (page: Page, services: HostServices) => Promise<T>): Promise<T | { lines: []; skipped: string[] } | { lines: []; broken: string[] }> {
  const skip = (why: string): { lines: []; skipped: string[] } => ({ lines: [], skipped: [`${what}: ${why}`] });
  if (b.alone) return skip('no browser is wanted here');
  const folder = path.join(b.root, 'dist', 'renderer');
  if (!existsSync(path.join(folder, 'index.html'))) return skip('the window is not built (npm run build)');
  const playwright = await import('playwright').catch((e: unknown) => String(e));
  if (typeof playwright === 'string') return skip(`Playwright is not installed (${playwright})`);
  const executablePath = browserPath(b, playwright.chromium.executablePath());
  if (executablePath === undefined) return skip('no Chromium is installed');

  const home = path.join(b.folder, 'window');
  await fs.mkdir(home, { recursive: true });
  await fs.writeFile(path.join(home, 'demo-phone.json'), JSON.stringify(state));
  // Port 1 never has an adb server: only the demo phone may be in the list.
  const services = await startServices({ mode: 'browser', root: b.root, env: { COUNTERSIGN_HOME: home, ANDROID_ADB_SERVER_PORT: '1' } });
  let server: Awaited<ReturnType<typeof serveBrowser>> | undefined;
  let browser: Browser | undefined;
  try {
    server = await serveBrowser({ folder, port: 0, log: services.log, now: b.clock.now, onPort: (p) => services.attach(p) });
    services.tickets(server.ticket);
    browser = await playwright.chromium.launch({ executablePath, args: process.getuid?.() === 0 ? ['--no-sandbox'] : [] });
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    await page.goto(server.url());
    // A canvas is 300 × 150 until the first picture.
    await page.waitForFunction((s) => ((globalThis as unknown as { document: { querySelector(q: string): { height: number } | null } }).document.querySelector(s)?.height ?? 0) > 600, CANVAS, { timeout: 30_000 });
    return await work(page, services);
  } catch (e) {
    b.signal.throwIfAborted();
    return { lines: [], broken: [`${what}: ${e instanceof Error ? e.message : String(e)}`] };
  } finally {
    await browser?.close();
    await server?.close();
    await services.close();
  }
}

/**
 * @param o.state a phone with a page in front whose pixels change at `share` (parts of width and height) with each tap there
 * @param o.packet click to packet of the same run: what remains beyond it is the window's share
 */
export const windowPhoton = (b: Bench, o: { state: PhoneState; share: readonly [number, number]; packet: Spread }): Promise<Measured> =>
  withWindow<Measured>(b, 'click to pixel in the window', o.state, async (page) => {
    const times = await clicks(b, page, o.share, b.times(30));
    return { lines: [against('click to pixel in the window', 'ms', spreadOf(times), 'click to packet, H.264', o.packet, 'pointer event to changed canvas pixel in Chromium; the press itself is part of it')] };
  });
