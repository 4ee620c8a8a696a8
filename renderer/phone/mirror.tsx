// Exports: Mirror. The phone's picture; pointer, wheel, keyboard and paste act on the phone, or choose an element.

import { useEffect, useRef, useState } from 'react';
import type { Action } from '../../electron/protocol/actions.ts';
import type { Fault } from '../../electron/protocol/faults.ts';
import { faultOf } from '../../electron/protocol/faults.ts';
import { ENDED } from '../../electron/protocol/run.ts';
import { call, commands, listen, notify, setWindow, shownRun, useStore } from '../store.ts';
import { FaultView } from '../shell/fault-view.tsx';
import { roving } from '../shell/focus.ts';
import { mostlyBlack } from './black.ts';
import { fit, fromDevice, hit, oriented, toDevice, type View } from './geometry.ts';
import { androidKey } from './keys.ts';
import { Player } from './player.ts';
import { Recorder, swipe } from './touch.ts';

/** A still is fetched this often when the browser decodes no video. */
const STILL_MS = 700;
/** So many breaks of the video within this time, and stills are shown instead. */
const BREAKS = { most: 3, withinMs: 60_000 };
/** A picture that stays black for so long is asked about: protected, or off? */
const BLACK_MS = 300;

/** Keeps the order of what a person does: the next input waits for the one before. */
let queue: Promise<unknown> = Promise.resolve();
const send = (action: Action): void => { queue = queue.then(() => commands.act(action)); };

export function Mirror({ device }: { device: string }) {
  const box = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const [size, setSize] = useState<readonly [number, number]>([0, 0]);
  const [picture, setPicture] = useState<readonly [number, number]>();
  const [fault, setFault] = useState<Fault>();
  const [stills, setStills] = useState(false);
  /** Counts streams begun anew because one broke; `broke` holds when (ms). */
  const [again, setAgain] = useState(0);
  const broke = useRef<number[]>([]);
  /** The pictures have gone on since the snapshot: its boxes may be wrong. */
  const [stale, setStale] = useState(false);
  const phone = useStore((s) => s.phone);
  const inspect = useStore((s) => s.inspect);
  const hovered = useStore((s) => s.hovered);
  const picking = useStore((s) => s.picking);
  const pulse = useStore((s) => s.pulse);
  const current = useStore((s) => s.snapshot);
  const busy = useStore((s) => { const r = shownRun(s); return r !== undefined && r.device === s.device && !ENDED.includes(r.status) && ['running', 'starting'].includes(r.status); });
  const snapshot = picking?.snapshot ?? current;
  const choosing = inspect || picking !== undefined;
  const view: View = { box: size, phone: oriented(phone?.size ?? snapshot?.size ?? picture ?? [0, 0], picture ?? phone?.size ?? [0, 0]) };
  const shown = fit(view);

  useEffect(() => {
    const el = box.current;
    if (!el) return;
    const watch = new ResizeObserver(([entry]) => { if (entry) setSize([entry.contentRect.width, entry.contentRect.height]); });
    watch.observe(el);
    return () => watch.disconnect();
  }, []);

  useEffect(() => {
    if (!canvas.current || stills) return;
    let seen = '';
    const fail = (why: string): void => { notify({ level: 'warning', text: `Video: ${why.replace(/\.+$/, '')}. Still pictures are shown instead` }); setStills(true); };
    const player = new Player({
      canvas: canvas.current,
      ack: (seq) => { call('mirror.ack', { device, seq }).catch((e: unknown) => setFault(faultOf(e))); },
      onDrawn: (s) => { if (seen !== s.join('x')) { seen = s.join('x'); setPicture(s); void commands.refreshPhone(); } setFault(undefined); window.dispatchEvent(new Event('countersign:frame')); },
      onFigures: (mirror) => setWindow({ mirror }),
      onFail: fail,
      // A picture that reached the decoder in part breaks it; a stream that breaks again and again is not watched.
      onBroken: (why) => {
        const now = performance.now();
        broke.current = [...broke.current.filter((t) => now - t < BREAKS.withinMs), now];
        if (broke.current.length > BREAKS.most) fail(why);
        else { console.warn('The video broke and begins anew', why); setAgain((n) => n + 1); }
      },
    });
    const off = [
      listen('mirror.frame', (f) => { if (f.device === device) player.push(f.packet); }),
      listen('mirror.fault', (f) => { if (f.device === device) setFault(f.fault); }),
    ];
    call('mirror.start', { device, maxSize: 1280 }).catch((e: unknown) => setFault(faultOf(e)));
    return () => {
      for (const stop of off) stop();
      player.close();
      // A phone that is gone has no mirror to stop; nothing is left running in that case.
      call('mirror.stop', { device }).catch((e: unknown) => console.warn('mirror.stop', e));
    };
  }, [device, stills, again]);

  useEffect(() => {
    if (!stills || !canvas.current) return;
    let live = true;
    const ctx = canvas.current.getContext('2d', { alpha: false });
    const next = async (): Promise<void> => {
      const s = await commands.observe();
      if (s?.image && live) {
        const image = await createImageBitmap(new Blob([(await call('images.get', { id: s.image })) as Uint8Array<ArrayBuffer>]));
        if (canvas.current && live) { canvas.current.width = image.width; canvas.current.height = image.height; ctx?.drawImage(image, 0, 0); setPicture([image.width, image.height]); }
        image.close();
      }
    };
    const loop = async (): Promise<void> => {
      while (live) {
        await next().catch((e: unknown) => setFault(faultOf(e)));
        await new Promise((r) => { setTimeout(r, STILL_MS); });
      }
    };
    void loop();
    return () => { live = false; };
  }, [stills]);

  useEffect(() => { setStale(false); }, [current, inspect]);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let black = false;
    const frame = (): void => {
      setStale(true);
      clearTimeout(timer);
      timer = setTimeout(() => {
        const was = black;
        black = canvas.current !== null && mostlyBlack(canvas.current);
        if (black || was) void commands.refreshPhone();
      }, BLACK_MS);
    };
    window.addEventListener('countersign:frame', frame);
    return () => { clearTimeout(timer); window.removeEventListener('countersign:frame', frame); };
  }, [device]);

  const touch = useRef<Recorder>(undefined);
  const wheel = useRef<{ at: [number, number]; dx: number; dy: number; timer: ReturnType<typeof setTimeout> }>(undefined);
  const typed = useRef<{ text: string; timer: ReturnType<typeof setTimeout> }>(undefined);
  const point = (e: { clientX: number; clientY: number }, outside: 'none' | 'nearest' = 'none'): [number, number] | undefined => {
    const r = box.current?.getBoundingClientRect();
    return r ? toDevice([e.clientX - r.left, e.clientY - r.top], { ...view, box: [r.width, r.height] }, outside) : undefined;
  };
  const flushText = (): void => {
    const t = typed.current;
    typed.current = undefined;
    if (t) { clearTimeout(t.timer); send({ action: 'type', text: t.text }); }
  };
  const label = picking ? picking.text : inspect ? 'Inspect: the phone is not touched. Arrows go through the elements, Enter inserts a label in the SOP' : 'Phone screen. Keys and pointer act on the phone; F6 leaves';
  /** While choosing, arrows go through the elements (candidates only, where there are some) in reading order; Enter takes one. */
  const chooseByKey = (e: React.KeyboardEvent): void => {
    const ids = picking && picking.candidates.length > 0 ? picking.candidates : (snapshot?.elements ?? []).map((x) => x.id);
    const key = e.key === 'ArrowRight' ? 'ArrowDown' : e.key === 'ArrowLeft' ? 'ArrowUp' : e.key;
    const next = roving(key, hovered === undefined ? -1 : ids.indexOf(hovered), ids.length);
    const chosen = snapshot?.elements.find((x) => x.id === hovered);
    if (next !== undefined) setWindow({ hovered: ids[next] });
    else if (e.key === 'Enter' && chosen && picking) picking.choose(chosen.id);
    else if (e.key === 'Enter' && chosen?.label) useStore.getState().editor?.insert(`"${chosen.label}"`);
    else return;
    e.preventDefault();
  };
  return (
    <>
    {picking && <div className="mirror-banner" role="status"><span>{picking.text}</span><button type="button" className="button small" onClick={picking.cancel}>Cancel <kbd>Esc</kbd></button></div>}
    <div className="mirror" ref={box}>
      <canvas
        ref={canvas} data-first tabIndex={0} role="application" aria-label={label} className={choosing ? 'choosing' : ''}
        style={{ left: shown.left, top: shown.top, width: shown.width, height: shown.height }}
        onContextMenu={(e) => e.preventDefault()}
        onPointerDown={(e) => {
          const at = point(e);
          if (!at || e.button !== 0) return;
          if (choosing) {
            const found = snapshot && hit(snapshot.elements, at);
            if (found && picking) picking.choose(found.id);
            else if (found) setWindow({ hovered: found.id });
            return;
          }
          e.currentTarget.setPointerCapture(e.pointerId);
          flushText();
          touch.current = new Recorder(at, e.timeStamp, Math.max(view.phone[0], view.phone[1]) / 100);
        }}
        onPointerMove={(e) => {
          if (choosing && snapshot) {
            const at = point(e);
            setWindow({ hovered: at && hit(snapshot.elements, at)?.id });
          }
          const at = touch.current && point(e, 'nearest');
          if (at) touch.current?.move(at, e.timeStamp);
        }}
        onPointerUp={(e) => {
          const at = point(e, 'nearest');
          const t = touch.current;
          touch.current = undefined;
          if (t && at) send({ action: 'gesture', points: t.end(at, e.timeStamp) });
        }}
        onPointerCancel={() => { touch.current = undefined; }}
        onWheel={(e) => {
          const at = point(e);
          if (!at || choosing) return;
          const unit = e.deltaMode === 1 ? 40 : 1;
          const w = wheel.current;
          if (w) { w.dx += e.deltaX * unit; w.dy += e.deltaY * unit; return; }
          const start = { at, dx: e.deltaX * unit, dy: e.deltaY * unit, timer: setTimeout(() => {
            const now = wheel.current;
            wheel.current = undefined;
            // What the wheel moves on the screen of the window, the finger moves the other way on the phone.
            if (now) send({ action: 'gesture', points: swipe(now.at, [(-now.dx * 1.5) / shown.scale, (-now.dy * 1.5) / shown.scale], view.phone) });
          }, 80) };
          wheel.current = start;
        }}
        onKeyDown={(e) => {
          if (e.key === 'Escape' && picking) { e.preventDefault(); picking.cancel(); return; }
          if (choosing && !e.ctrlKey && !e.metaKey && !e.altKey) { chooseByKey(e); return; }
          if (choosing || e.ctrlKey || e.metaKey || e.altKey || e.nativeEvent.isComposing) return;
          const key = androidKey(e.key);
          if (key !== undefined) { e.preventDefault(); flushText(); send({ action: 'key', key }); return; }
          if (e.key.length !== 1) return;
          e.preventDefault();
          // Letters of one burst go as one text: every call to the phone costs time.
          const t = typed.current;
          if (t) clearTimeout(t.timer);
          typed.current = { text: (t?.text ?? '') + e.key, timer: setTimeout(flushText, 120) };
        }}
        onPaste={(e) => { const text = e.clipboardData.getData('text/plain'); if (text && !choosing) { e.preventDefault(); flushText(); send({ action: 'type', text }); } }}
      />
      {snapshot && choosing && (
        <div className={`overlay ${stale && !picking ? 'stale' : ''}`} aria-hidden="true">
          {snapshot.elements.map((el) => (
            <i key={el.id} className={`box ${el.id === hovered ? 'hover' : ''} ${picking?.candidates.includes(el.id) ? 'candidate' : ''}`} style={fromDevice(el.bounds, view)}>{picking?.candidates.includes(el.id) && <b>{el.id}</b>}</i>
          ))}
        </div>
      )}
      {pulse && <div className="overlay" aria-hidden="true"><i className="box pulse" style={fromDevice(pulse, view)} /></div>}
      {!picking && busy && <div className="mirror-busy">The run is using the phone</div>}
      {phone?.awake === false ? <div className="mirror-note" role="status"><p>The screen is off.</p><button type="button" className="button small" onClick={() => void commands.act({ action: 'key', key: 'POWER' })}>Turn it on</button></div>
        : (phone?.secure || fault?.kind === 'screen/secure') && <div className="mirror-note" role="status"><p>The app protects this screen: no picture of it can be had.</p><p className="muted">Do this part on the phone itself. Clicks and keys here still reach it.</p></div>}
      {!picture && !fault && <div className="mirror-cover"><div className="spinner" /><p>Waiting for the first picture…</p></div>}
      {fault && fault.kind !== 'screen/secure' && <div className="mirror-fault"><FaultView fault={fault} /></div>}
    </div>
    </>
  );
}
