// Exports: PhonePanel. The mirror with its buttons, and below it the screen's elements or text.

import { mdiArrowLeft, mdiCamera, mdiCircleOutline, mdiFormatListBulleted, mdiPower, mdiRefresh, mdiScreenRotation, mdiSelectSearch, mdiSquareOutline, mdiTextBoxOutline } from '@mdi/js';
import { useEffect, useState } from 'react';
import { attempt, call, chosenDevice, commands, notify, setWindow, useStore } from '../store.ts';
import { FaultView } from '../shell/fault-view.tsx';
import { IconButton } from '../shell/icon.tsx';
import { Elements, ScreenText } from './elements.tsx';
import { createFollower } from './follow.ts';
import { Mirror } from './mirror.tsx';
import './phone.css';

const key = (name: string) => () => void commands.act({ action: 'key', key: name });

async function screenshot(): Promise<void> {
  const s = await commands.observe();
  if (!s?.image) { notify({ level: 'warning', fault: { kind: 'screen/secure' } }); return; }
  const data = await attempt(call('images.get', { id: s.image }));
  if (!data) return;
  const url = URL.createObjectURL(new Blob([data as Uint8Array<ArrayBuffer>], { type: 'image/png' }));
  Object.assign(document.createElement('a'), { href: url, download: `${s.title || 'screen'}.png` }).click();
  URL.revokeObjectURL(url);
}

/** While the screen's words are shown they are read: at once, and again after each change. */
function useFollow(on: boolean): void {
  useEffect(() => {
    if (!on) return;
    const follower = createFollower(() => commands.observe(true), (ms, run) => { const timer = setTimeout(run, ms); return () => clearTimeout(timer); });
    follower.look();
    window.addEventListener('countersign:frame', follower.drawn);
    return () => { follower.stop(); window.removeEventListener('countersign:frame', follower.drawn); };
  }, [on]);
}

function NoPhone() {
  const demo = useStore((s) => s.devices.find((d) => d.endpoint === 'demo'));
  return (
    <div className="empty">
      <h2>No phone</h2>
      <ol><li>On the phone, turn on Developer options and USB debugging.</li><li>Plug it in with a data cable.</li><li>Accept "Allow USB debugging".</li></ol>
      {demo && <button type="button" data-first className="button primary" onClick={() => void commands.chooseDevice(demo.id)}>Use the demo phone</button>}
      <button type="button" className="link" onClick={() => setWindow({ dialog: 'settings' })}>Connect over Wi-Fi…</button>
    </div>
  );
}

export function PhonePanel() {
  const device = useStore(chosenDevice);
  const chosen = useStore((s) => s.device);
  const demo = useStore((s) => s.device === s.info?.demo);
  const opening = useStore((s) => s.opening);
  const deviceFault = useStore((s) => s.deviceFault);
  const inspect = useStore((s) => s.inspect);
  const picking = useStore((s) => s.picking !== undefined);
  const looking = useStore((s) => s.looking);
  const snapshotFault = useStore((s) => s.snapshotFault);
  const title = useStore((s) => s.snapshot?.title);
  const session = useStore((s) => (s.device === undefined ? undefined : s.sessions[s.device]));
  const [tab, setTab] = useState<'none' | 'elements' | 'text'>('none');
  const lower = (picking || inspect) && tab === 'none' ? 'elements' : tab;
  const ready = device?.state === 'device' && session !== undefined;
  useFollow(ready && (inspect || picking || tab !== 'none'));
  const fault = device?.fault ?? deviceFault ?? (chosen !== undefined && device === undefined ? { kind: 'device/disconnected' as const, serial: chosen } : undefined);
  return (
    <>
      <div className="bar" role="toolbar" aria-label="Phone buttons">
        <IconButton path={mdiArrowLeft} label="Back" disabled={!ready} onClick={() => void commands.act({ action: 'navigate_back' })} />
        <IconButton path={mdiCircleOutline} label="Home" disabled={!ready} onClick={() => void commands.act({ action: 'navigate_home' })} />
        <IconButton path={mdiSquareOutline} label="Recent apps" disabled={!ready} onClick={key('APP_SWITCH')} />
        <span className="sep" />
        <IconButton path={mdiPower} label="Power" disabled={!ready} onClick={key('POWER')} />
        <IconButton path={mdiScreenRotation} label="Rotate" disabled={!ready} onClick={key('ROTATE')} />
        <IconButton path={mdiCamera} label="Save a screenshot" disabled={!ready} onClick={() => void screenshot()} />
        <span className="grow" />
        <IconButton path={mdiSelectSearch} label="Inspect elements" keys="Ctrl+I" on={inspect} disabled={!ready} onClick={() => setWindow({ inspect: !inspect })} />
        <IconButton path={mdiFormatListBulleted} label="Element list" on={lower === 'elements'} disabled={!ready} onClick={() => setTab(tab === 'elements' ? 'none' : 'elements')} />
        <IconButton path={mdiTextBoxOutline} label="Screen text, as a model reads it" on={lower === 'text'} disabled={!ready} onClick={() => setTab(tab === 'text' ? 'none' : 'text')} />
      </div>
      {chosen === undefined ? <NoPhone />
        : fault && !ready ? <div className="empty"><FaultView fault={fault}><div className="row"><button type="button" data-first className="button small" onClick={() => void commands.openDevice()}>Try again</button>{demo && <button type="button" className="button small" onClick={() => setWindow({ dialog: 'demo' })}>Demo phone…</button>}</div></FaultView></div>
        : ready ? <Mirror key={device.id} device={device.id} />
        : <div className="empty"><div className="spinner" /><p>{opening ? 'Opening the phone…' : `The phone is ${device?.state ?? 'gone'}`}</p></div>}
      {ready && lower !== 'none' && (
        <div className="phone-lower">
          <div className="lower-head"><span className="ellipsis">{title || 'Untitled screen'}</span><IconButton path={mdiRefresh} size={14} label="Read the screen again" disabled={looking} onClick={() => void commands.observe(true)} /></div>
          {snapshotFault ? <FaultView fault={snapshotFault} /> : lower === 'elements' ? <Elements /> : <ScreenText />}
        </div>
      )}
    </>
  );
}
