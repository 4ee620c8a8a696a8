// Exports: Picture. An image of the record, by name; its object URL lives as long as it is shown. Optionally cropped to a box.

import { useEffect, useRef, useState } from 'react';
import type { Bounds } from '../../electron/protocol/screen.ts';
import { call } from '../store.ts';

export function usePicture(id: string | undefined, episode?: string): { url?: string; failed: boolean } {
  const [state, setState] = useState<{ url?: string; failed: boolean }>({ failed: false });
  useEffect(() => {
    if (id === undefined) return;
    let url: string | undefined;
    let live = true;
    call('images.get', { id, ...(episode === undefined ? {} : { episode }) }).then(
      (data) => { if (live) { url = URL.createObjectURL(new Blob([data as Uint8Array<ArrayBuffer>], { type: 'image/png' })); setState({ url, failed: false }); } },
      () => { if (live) setState({ failed: true }); },
    );
    return () => { live = false; setState({ failed: false }); if (url !== undefined) URL.revokeObjectURL(url); };
  }, [id, episode]);
  return state;
}

export function Picture({ id, episode, alt, className }: { id: string | undefined; episode?: string; alt: string; className?: string }) {
  const { url, failed } = usePicture(id, episode);
  if (id === undefined) return <span className={`no-picture ${className ?? ''}`}>protected</span>;
  return url ? <img src={url} alt={alt} className={className} /> : <span className={`no-picture ${className ?? ''}`}>{failed ? 'missing' : ''}</span>;
}

/** The neighbourhood of a box, with the box drawn on it. */
export function Crop({ id, bounds, alt }: { id: string | undefined; bounds: Bounds; alt: string }) {
  const { url } = usePicture(id);
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    if (url === undefined) return;
    const image = new Image();
    let live = true;
    image.onload = () => {
      const c = canvas.current;
      const ctx = c?.getContext('2d');
      if (!live || !c || !ctx) return;
      const [l, t, r, b] = bounds;
      const w = image.width;
      const h = Math.min(image.height, Math.max(b - t + 80, Math.round(w * 0.3)));
      const top = Math.max(0, Math.min(image.height - h, Math.round((t + b) / 2 - h / 2)));
      c.width = w; c.height = h;
      ctx.drawImage(image, 0, top, w, h, 0, 0, w, h);
      ctx.strokeStyle = '#e08a00'; ctx.lineWidth = Math.max(3, w / 180);
      ctx.strokeRect(l, t - top, r - l, b - t);
    };
    image.src = url;
    return () => { live = false; };
  }, [url, bounds]);
  return <canvas ref={canvas} className="crop" role="img" aria-label={alt} hidden={url === undefined} />;
}
