// Exports: TopBar. The phone in use, the model, and the way to every command.

import { mdiBrain, mdiCellphone, mdiChevronDown, mdiCog, mdiGraphOutline, mdiKeyboard, mdiThemeLightDark, mdiToggleSwitchOutline } from '@mdi/js';
import { useEffect, useRef, useState } from 'react';
import { advise } from '../../electron/protocol/faults.ts';
import type { DeviceInfo } from '../../electron/protocol/services.ts';
import { chosenDevice, commands, setWindow, useStore } from '../store.ts';
import { shade } from '../theme.ts';
import { roving } from './focus.ts';
import { Icon, IconButton } from './icon.tsx';

/** How well a phone is connected, as one of the state colours. */
export const tone = (d: DeviceInfo | undefined): 'ok' | 'warn' | 'bad' | 'idle' =>
  d === undefined ? 'idle' : d.state === 'device' ? 'ok' : d.state === 'connecting' || d.state === 'authorizing' ? 'warn' : 'bad';

const KIND = { usb: 'USB', tcp: 'Wi-Fi', emulator: 'Emulator', demo: 'Built in' } as const;

function DevicePicker() {
  const devices = useStore((s) => s.devices);
  const chosen = useStore(chosenDevice);
  const gone = useStore((s) => (s.device !== undefined && chosenDevice(s) === undefined ? s.device : undefined));
  const [open, setOpen] = useState(false);
  const root = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!open) return;
    const outside = (e: PointerEvent): void => { if (!root.current?.contains(e.target as Node)) setOpen(false); };
    window.addEventListener('pointerdown', outside);
    root.current?.querySelector<HTMLElement>('[role=option]')?.focus();
    return () => window.removeEventListener('pointerdown', outside);
  }, [open]);
  const close = (): void => { setOpen(false); root.current?.querySelector<HTMLElement>('button')?.focus(); };
  return (
    <div className="picker" ref={root} onKeyDown={(e) => {
      if (!open) return;
      if (e.key === 'Escape') { e.preventDefault(); close(); return; }
      const items = [...(root.current?.querySelectorAll<HTMLElement>('[role=option]') ?? [])];
      const next = roving(e.key, items.indexOf(document.activeElement as HTMLElement), items.length);
      if (next !== undefined) { e.preventDefault(); items[next]?.focus(); }
    }}>
      <button type="button" className="picker-button" aria-haspopup="listbox" aria-expanded={open} onClick={() => setOpen(!open)} title="Choose a phone">
        <Icon path={mdiCellphone} />
        <span className={`dot ${gone ? 'bad' : tone(chosen)}`} aria-hidden="true" />
        <span className="ellipsis">{chosen ? chosen.model || chosen.serial : gone ? `${gone} (gone)` : 'No phone'}</span>
        {chosen && chosen.state !== 'device' && <span className="chip bad">{chosen.state}</span>}
        <Icon path={mdiChevronDown} />
      </button>
      {open && (
        <div className="popup" role="listbox" aria-label="Phones">
          {devices.map((d) => (
            <button key={d.id} type="button" role="option" aria-selected={d.id === chosen?.id} className="popup-row" onClick={() => { close(); void commands.chooseDevice(d.id); }}>
              <span className={`dot ${tone(d)}`} aria-hidden="true" />
              <span className="popup-main"><span>{d.model || d.serial}</span><span className="muted">{d.serial} · {KIND[d.kind]}{d.android ? ` · Android ${d.android}` : ''}</span>
                {d.fault && <span className="bad-text">{advise(d.fault).title}: {advise(d.fault).remedies[0].label}</span>}
              </span>
              {d.state !== 'device' && <span className="chip bad">{d.state}</span>}
            </button>
          ))}
          {devices.length === 0 && <p className="muted pad">No phone is connected.</p>}
          <button type="button" role="option" aria-selected={false} className="popup-row" onClick={() => { close(); setWindow({ dialog: 'settings' }); }}>
            <span className="popup-main"><span>Connect over Wi-Fi…</span><span className="muted">By address, or with a pairing code</span></span>
          </button>
        </div>
      )}
    </div>
  );
}

function ModelState() {
  const model = useStore((s) => s.model);
  const text = !model || model.state === 'none' ? 'No model'
    : model.state === 'loading' ? `Loading ${Math.round((model.progress ?? 0) * 100)} %`
    : model.state === 'failed' ? 'Model failed' : model.name;
  const hint = !model || model.state === 'none' ? 'Steps that need judgement are asked of you. Choose a model' : model.fault ? advise(model.fault).title : model.instead ? `${advise(model.instead.fault).title}; ${model.name} is in use` : model.path;
  return (
    <button type="button" className="quiet" title={hint} onClick={() => setWindow({ dialog: 'models' })}>
      <Icon path={mdiBrain} /><span className={`dot ${model?.state === 'ready' ? (model.instead ? 'warn' : 'ok') : model?.state === 'failed' ? 'bad' : model?.state === 'loading' ? 'warn' : 'idle'}`} /><span className="ellipsis">{text}</span>
    </button>
  );
}

export function TopBar() {
  // Unplugged by its own switch, the demo phone is in no list: the way back stays.
  const demo = useStore((s) => s.device !== undefined && s.device === s.info?.demo);
  return (
    <header className="top-bar" data-area="top" aria-label="Window">
      <span className="brand"><svg viewBox="0 0 24 24" width="18" height="18" aria-hidden="true"><path d="M6 2h9a3 3 0 0 1 3 3v5.2a6.5 6.5 0 0 0-2-.2V5a1 1 0 0 0-1-1H6a1 1 0 0 0-1 1v14a1 1 0 0 0 1 1h4.2c.4.8.9 1.4 1.5 2H6a3 3 0 0 1-3-3V5a3 3 0 0 1 3-3Z" fill="currentColor" opacity=".7" /><path d="m15.7 21.4-3.600-3.600 1.400-1.400 2.200 2.200 5.200-5.200 1.400 1.400Z" fill="var(--accent)" /></svg>Countersign</span>
      <DevicePicker />
      {demo && <button type="button" className="quiet" onClick={() => setWindow({ dialog: 'demo' })} title="Faults and state of the demo phone"><Icon path={mdiToggleSwitchOutline} />Demo phone…</button>}
      <span className="grow" />
      <ModelState />
      <button type="button" className="quiet" onClick={() => setWindow({ palette: true })} title="All commands"><Icon path={mdiKeyboard} />Commands <kbd>Ctrl+K</kbd></button>
      <IconButton path={mdiGraphOutline} label="Memory of apps" keys="Ctrl+Alt+E" onClick={() => setWindow({ dialog: 'memory' })} />
      <IconButton path={mdiThemeLightDark} label="Switch between dark and light" keys="Ctrl+Alt+T" onClick={() => void commands.configure({ theme: shade() === 'dark' ? 'light' : 'dark' })} />
      <IconButton path={mdiCog} label="Settings" keys="Ctrl+," onClick={() => setWindow({ dialog: 'settings' })} />
    </header>
  );
}
