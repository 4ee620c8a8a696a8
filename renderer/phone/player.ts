// Exports: Player. Draws the mirror's packets on a canvas: newest wins, each acknowledged once it is drawn.
// H.264 goes through WebCodecs; a browser that cannot says so through `onFail`, and stills are asked for instead. A stream that breaks is
// `onBroken`: one begun anew opens with a key picture.

import type { VideoPacket } from '../../electron/protocol/screen.ts';
import type { MirrorFigures } from '../store.ts';
import { codecOf } from './h264.ts';

export interface PlayerOptions {
  canvas: HTMLCanvasElement;
  ack(seq: number): void;
  /** After each drawn picture. */
  onDrawn(size: readonly [number, number]): void;
  onFigures(figures: MirrorFigures): void;
  onFail(why: string): void;
  onBroken(why: string): void;
}

export class Player {
  private readonly o: PlayerOptions;
  private decoder: VideoDecoder | undefined;
  private codec = '';
  private readonly sent = new Map<number, VideoPacket>();
  private drawn = 0;
  private delays: number[] = [];
  private since = performance.now();
  private closed = false;
  /** A still screen sends one picture and then nothing: it is reported at once. */
  private first = true;

  constructor(o: PlayerOptions) { this.o = o; }

  push(packet: VideoPacket): void {
    if (this.closed) return;
    if (packet.kind === 'png') void this.still(packet);
    else this.video(packet);
  }

  private async still(p: VideoPacket): Promise<void> {
    try {
      const image = await createImageBitmap(new Blob([p.data as Uint8Array<ArrayBuffer>], { type: 'image/png' }));
      this.draw(image, image.width, image.height, p);
      image.close();
    } catch (e) {
      this.o.onFail(`A picture could not be read (${String(e)})`);
    } finally {
      if (!this.closed) this.o.ack(p.seq);
    }
  }

  private video(p: VideoPacket): void {
    if (typeof VideoDecoder === 'undefined') { this.o.onFail('This browser decodes no video'); return; }
    const codec = p.key ? codecOf(p.data) : undefined;
    if (codec !== undefined && (codec !== this.codec || this.decoder === undefined || this.decoder.state === 'closed')) this.open(codec);
    if (this.decoder === undefined || this.decoder.state !== 'configured') { this.o.ack(p.seq); return; }
    this.sent.set(p.seq, p);
    this.decoder.decode(new EncodedVideoChunk({ type: p.key ? 'key' : 'delta', timestamp: p.seq, data: p.data as Uint8Array<ArrayBuffer> }));
    // Decoders may hold a picture back until the next one arrives, so what was taken in is acknowledged, not what came out.
    if (this.decoder.decodeQueueSize < 4) this.o.ack(p.seq);
    else this.decoder.addEventListener('dequeue', () => { if (!this.closed) this.o.ack(p.seq); }, { once: true });
  }

  private open(codec: string): void {
    if (this.decoder && this.decoder.state !== 'closed') this.decoder.close();
    this.codec = codec;
    this.sent.clear();
    this.decoder = new VideoDecoder({
      output: (frame) => {
        const p = this.sent.get(frame.timestamp);
        for (const seq of this.sent.keys()) if (seq <= frame.timestamp) this.sent.delete(seq);
        if (!this.closed && p) this.draw(frame, frame.displayWidth, frame.displayHeight, p);
        frame.close();
      },
      error: (e) => { if (!this.closed) this.o.onBroken(e.message); },
    });
    this.decoder.configure({ codec, optimizeForLatency: true });
  }

  private draw(image: CanvasImageSource, width: number, height: number, p: VideoPacket): void {
    if (this.closed) return;
    const { canvas } = this.o;
    if (canvas.width !== width || canvas.height !== height) { canvas.width = width; canvas.height = height; }
    canvas.getContext('2d', { alpha: false })?.drawImage(image, 0, 0, width, height);
    this.drawn++;
    this.delays.push(Math.max(0, Date.now() - p.at));
    this.o.onDrawn([width, height]);
    if (this.first || performance.now() - this.since >= 1000) this.report(p);
  }

  private report(p: VideoPacket): void {
    this.first = false;
    const now = performance.now();
    const sorted = this.delays.toSorted((a, b) => a - b);
    this.o.onFigures({ fps: (this.drawn * 1000) / Math.max(1000, now - this.since), latencyMs: sorted[sorted.length >> 1] ?? 0, kind: p.kind, width: p.width, height: p.height });
    this.drawn = 0;
    this.delays = [];
    this.since = now;
  }

  close(): void {
    this.closed = true;
    if (this.decoder && this.decoder.state !== 'closed') this.decoder.close();
  }
}
