// The video writer's pictures, decoded by Chromium's WebCodecs and compared with what went in.

import { existsSync } from 'node:fs';
import { chromium } from 'playwright';
import { describe, expect, test } from 'vitest';
import { H264Writer, scaleFrame } from '../../electron/demo-phone/adb/h264.ts';
import { fakePhone } from './fake-phone.ts';

const CHROMIUM = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find((p) => existsSync(p)) ?? chromium.executablePath();
const missing = !existsSync(CHROMIUM);

describe('H.264 writer', () => {
  test('sends nothing for an unchanged picture and little for a small change', () => {
    const phone = fakePhone({ width: 100, height: 60 });
    const writer = new H264Writer(100, 60);
    const first = writer.encode(phone.frame().data);
    expect(writer.encode(phone.frame().data)).toBeNull();
    phone.paint(40, 40, [255, 0, 0], 4);
    const second = writer.encode(phone.frame().data);
    expect([first?.key, second?.key, (first?.data.length ?? 0) > 28 * 384, (second?.data.length ?? 0) < 450]).toEqual([true, false, true, true]);
  });

  test('no byte sequence inside looks like a start code', () => {
    const writer = new H264Writer(4096, 2048);
    const frame = Buffer.alloc(4096 * 2048 * 4, 200);
    writer.encode(frame);
    // A long skip run has many zero bits: here the escape has to come in.
    for (const x of [0, 1, 100, 2047, 4095]) for (const y of [500, 1023, 1990]) {
      const next = Buffer.from(frame);
      next.writeUInt32LE(0xff0000ff, (y * 4096 + x) * 4);
      const unit = writer.encode(next)?.data ?? Buffer.alloc(0);
      const nal = unit.subarray(4, unit.length - 6);
      expect([nal.indexOf(Buffer.from([0, 0, 0])), nal.indexOf(Buffer.from([0, 0, 1])), nal.indexOf(Buffer.from([0, 0, 2]))]).toEqual([-1, -1, -1]);
      writer.encode(frame);
    }
  });

  test('scales with black bars', () => {
    const out = scaleFrame({ width: 2, height: 2, data: Buffer.alloc(16, 255) }, 4, 2);
    expect([...out.subarray(0, 16)]).toEqual([0, 0, 0, 255, 255, 255, 255, 255, 255, 255, 255, 255, 0, 0, 0, 255]);
  });

  test.skipIf(missing)('Chromium decodes it to the same pixels', async () => {
    const phone = fakePhone({ width: 360, height: 740 });
    const writer = new H264Writer(360, 740);
    const units = [writer.encode(phone.frame().data)];
    phone.paint(48, 100, [250, 20, 30], 40);
    units.push(writer.encode(phone.frame().data));
    phone.paint(300, 700, [10, 240, 60], 40);
    units.push(writer.encode(phone.frame().data));
    const source = phone.frame().data;
    const browser = await chromium.launch({ executablePath: CHROMIUM, args: ['--headless', '--no-sandbox'] });
    try {
      const page = await browser.newPage();
      // WebCodecs is for secure pages; a page of a loopback address counts as one.
      await page.route('http://localhost/', (route) => route.fulfill({ contentType: 'text/html', body: '<title>decode</title>' }));
      await page.goto('http://localhost/');
      const got = await page.evaluate(async ({ codec, packets }) => {
        const frames: VideoFrame[] = [];
        let error = '';
        const decoder = new VideoDecoder({ output: (f) => { frames.push(f); }, error: (e) => { error = String(e); } });
        decoder.configure({ codec, optimizeForLatency: true });
        for (const [i, p] of packets.entries()) decoder.decode(new EncodedVideoChunk({ type: p.key ? 'key' : 'delta', timestamp: i * 1000, data: Uint8Array.from(atob(p.data), (c) => c.charCodeAt(0)) }));
        await decoder.flush().catch((e: unknown) => { error ||= String(e); });
        const last = frames.at(-1);
        if (!last) return { error, frames: frames.length, width: 0, height: 0, samples: [] as number[] };
        const canvas = new OffscreenCanvas(last.displayWidth, last.displayHeight);
        const context = canvas.getContext('2d');
        context?.drawImage(last, 0, 0);
        const data = context?.getImageData(0, 0, canvas.width, canvas.height).data ?? new Uint8ClampedArray();
        const samples: number[] = [];
        for (let y = 4; y < canvas.height; y += 24) for (let x = 4; x < canvas.width; x += 24) for (let k = 0; k < 3; k++) samples.push(data[(y * canvas.width + x) * 4 + k] ?? -1);
        return { error, frames: frames.length, width: last.displayWidth, height: last.displayHeight, samples };
      }, { codec: writer.codec, packets: units.map((u) => ({ key: u?.key ?? false, data: (u?.data ?? Buffer.alloc(0)).toString('base64') })) });
      const wanted: number[] = [];
      for (let y = 4; y < 740; y += 24) for (let x = 4; x < 360; x += 24) for (let k = 0; k < 3; k++) wanted.push(source[(y * 360 + x) * 4 + k] ?? -1);
      const worst = Math.max(...wanted.map((w, i) => Math.abs(w - (got.samples[i] ?? 999))));
      expect({ ...got, samples: got.samples.length }).toEqual({ error: '', frames: 3, width: 360, height: 740, samples: wanted.length });
      expect(worst).toBeLessThanOrEqual(6);
    } finally {
      await browser.close();
    }
  });
});
