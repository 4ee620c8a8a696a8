// Exports: DemoDialog. The demo phone's switchboard: inject faults, save and restore its state, let other adb clients in.

import { useEffect, useRef, useState } from 'react';
import { DEMO_FAULTS, type DemoFault } from '../../electron/protocol/services.ts';
import { attempt, call, commands, notify, setWindow, useStore } from '../store.ts';
import { Dialog } from '../shell/dialog.tsx';

const WORDS: Record<DemoFault, { title: string; hint: string }> = {
  crash: { title: 'App crash', hint: 'The front app stops' },
  anr: { title: 'App does not respond', hint: 'The "isn\'t responding" dialog' },
  'slow-load': { title: 'Slow loading', hint: 'Screens and network take seconds' },
  'network-down': { title: 'Network down', hint: 'What needs the network fails' },
  'dump-not-idle': { title: 'Screen never rests', hint: 'uiautomator cannot get an idle state' },
  'null-root': { title: 'No element tree', hint: 'uiautomator returns a null root' },
  disconnect: { title: 'Unplugged', hint: 'The phone vanishes from adb' },
  unauthorized: { title: 'Not authorised', hint: 'The phone waits for "Allow USB debugging"' },
};

export function DemoDialog() {
  const faults = useStore((s) => s.demoFaults);
  const file = useRef<HTMLInputElement>(null);
  const [port, setPort] = useState<number>();
  useEffect(() => { void commands.readDemoFaults(); }, []);
  const save = async (): Promise<void> => {
    const state = await attempt(call('demo.save'));
    if (state === undefined) return;
    const url = URL.createObjectURL(new Blob([JSON.stringify(state, null, 2)], { type: 'application/json' }));
    const a = Object.assign(document.createElement('a'), { href: url, download: 'demo-phone.json' });
    a.click();
    URL.revokeObjectURL(url);
  };
  const restore = async (f: File): Promise<void> => {
    let state: unknown;
    try {
      state = JSON.parse(await f.text());
    } catch (e) {
      notify({ level: 'error', fault: { kind: 'file/damaged', path: f.name, detail: String(e) } });
      return;
    }
    await attempt(call('demo.restore', { state }).then(() => notify({ level: 'info', text: 'The demo phone is as it was saved' })));
  };
  return (
    <Dialog title="Demo phone" onClose={() => setWindow({ dialog: undefined })}>
      <fieldset>
        <legend>Faults</legend>
        <div className="switch-grid">
          {DEMO_FAULTS.map((f) => (
            <label key={f} className="switch-row">
              <input type="checkbox" role="switch" checked={faults?.[f] ?? false} disabled={!faults} onChange={(e) => void commands.setDemoFault(f, e.target.checked)} />
              <span><span>{WORDS[f].title}</span><span className="muted">{WORDS[f].hint}</span></span>
            </label>
          ))}
        </div>
      </fieldset>
      <fieldset>
        <legend>State</legend>
        <div className="row wrap">
          <button type="button" className="button" onClick={() => void save()}>Save to file…</button>
          <button type="button" className="button" onClick={() => file.current?.click()}>Restore from file…</button>
          <button type="button" className="button danger" onClick={() => void attempt(call('demo.reset').then(() => notify({ level: 'info', text: 'The demo phone is new again' })))}>Reset</button>
          <input ref={file} type="file" accept="application/json,.json" hidden onChange={(e) => { const f = e.target.files?.[0]; e.target.value = ''; if (f) void restore(f); }} />
        </div>
      </fieldset>
      <fieldset>
        <legend>Other programs</legend>
        <label className="switch-row">
          <input type="checkbox" role="switch" checked={port !== undefined} onChange={(e) => void attempt(call('demo.expose', { on: e.target.checked })).then((r) => setPort(e.target.checked ? r?.port : undefined))} />
          <span><span>Let other adb clients use the demo phone</span>{port !== undefined && <code>adb connect 127.0.0.1:{port}</code>}</span>
        </label>
      </fieldset>
    </Dialog>
  );
}
