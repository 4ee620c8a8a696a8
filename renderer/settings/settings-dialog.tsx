// Exports: SettingsDialog. Theme, model, folder of the user, adb, approvals; and phones over Wi-Fi.

import { useState } from 'react';
import type { Settings } from '../../electron/protocol/services.ts';
import { commands, setWindow, useStore } from '../store.ts';
import { Dialog } from '../shell/dialog.tsx';

const THEMES: readonly Settings['theme'][] = ['system', 'dark', 'light'];

export function SettingsDialog() {
  const settings = useStore((s) => s.settings);
  const model = useStore((s) => s.model);
  const info = useStore((s) => s.info);
  if (!settings) return null;
  return (
    <Dialog title="Settings" onClose={() => setWindow({ dialog: undefined })}>
      <fieldset>
        <legend>Appearance</legend>
        <label className="field"><span>Theme</span>
          <select className="select" value={settings.theme} onChange={(e) => void commands.configure({ theme: e.target.value as Settings['theme'] })}>
            {THEMES.map((t) => <option key={t} value={t}>{t === 'system' ? 'As the system' : t === 'dark' ? 'Dark' : 'Light'}</option>)}
          </select>
        </label>
      </fieldset>
      <fieldset>
        <legend>Model</legend>
        <div className="row"><span className="ellipsis grow">{model?.state === 'ready' ? model.name : 'None is loaded'}</span><button type="button" className="button" onClick={() => setWindow({ dialog: 'models' })}>Models…</button></div>
        <label className="row"><input type="checkbox" checked={settings.secondOpinion === true} onChange={(e) => void commands.configure({ secondOpinion: e.target.checked })} /><span>Ask it about buttons that no rule of the guard speaks of; it can only make them ask</span></label>
      </fieldset>
      <fieldset>
        <legend>Policy</legend>
        <div className="row"><span className="ellipsis grow">What is asked about, what is refused, what is remembered</span><button type="button" className="button" onClick={() => setWindow({ dialog: 'policy' })}>Policy…</button></div>
      </fieldset>
      <fieldset>
        <legend>Secrets</legend>
        <div className="row"><span className="ellipsis grow">Values that runs take by name, encrypted</span><button type="button" className="button" onClick={() => setWindow({ dialog: 'secrets' })}>Secrets…</button></div>
      </fieldset>
      <Kept key={`${settings.userFolder}${settings.adb.host}${settings.adb.port}${settings.approvalMinutes}${settings.auditMirror ?? ''}`} settings={settings} />
      <Wireless />
      <p className="muted">Data folder: <code>{info?.dataFolder}</code></p>
    </Dialog>
  );
}

function Kept({ settings }: { settings: Settings }) {
  const [folder, setFolder] = useState(settings.userFolder);
  const [host, setHost] = useState(settings.adb.host);
  const [port, setPort] = useState(String(settings.adb.port));
  const [heads, setHeads] = useState(settings.auditMirror ?? '');
  const [minutes, setMinutes] = useState(String(settings.approvalMinutes));
  const badPort = !/^\d+$/.test(port) || Number(port) < 1 || Number(port) > 65535;
  const badMinutes = !(Number(minutes) > 0 && Number(minutes) <= 240);
  const change: Partial<Settings> = {
    ...(folder !== settings.userFolder && { userFolder: folder }),
    ...((host !== settings.adb.host || port !== String(settings.adb.port)) && { adb: { host, port: Number(port) } }),
    ...(heads !== (settings.auditMirror ?? '') && heads !== '' && { auditMirror: heads }),
    ...(minutes !== String(settings.approvalMinutes) && { approvalMinutes: Number(minutes) }),
  };
  const changed = Object.keys(change).length > 0;
  return (
    <form onSubmit={(e) => { e.preventDefault(); if (!badPort && !badMinutes) void commands.configure(change); }}>
      <fieldset>
        <legend>Workplace</legend>
        <label className="field"><span>Your SOP folder</span><input className="input" value={folder} onChange={(e) => setFolder(e.target.value)} spellCheck={false} /></label>
        <label className="field"><span>adb host</span><input className="input" value={host} onChange={(e) => setHost(e.target.value)} spellCheck={false} /></label>
        <label className="field"><span>adb port</span><input className="input" value={port} aria-invalid={badPort} inputMode="numeric" onChange={(e) => setPort(e.target.value)} />{badPort && <span className="problem">A number from 1 to 65535</span>}</label>
        <label className="field"><span>Approval waits</span><input className="input" value={minutes} aria-invalid={badMinutes} inputMode="decimal" onChange={(e) => setMinutes(e.target.value)} />
          {badMinutes ? <span className="problem">Minutes, more than 0 and at most 240</span> : <span className="hint">Minutes until the run pauses. It never allows by itself.</span>}</label>
        <label className="field"><span>Audit heads</span><input className="input" value={heads} onChange={(e) => setHeads(e.target.value)} placeholder="Where the system keeps programs' state" spellCheck={false} />
          <span className="hint">Full path of a folder on another disk or in a repository: it shows what was cut off the audit log. From the next start on.</span></label>
        <div className="row"><span style={{ width: 136 }} /><button className="button" disabled={!changed || badPort || badMinutes}>Save</button></div>
      </fieldset>
    </form>
  );
}

function Wireless() {
  const [address, setAddress] = useState('');
  const [code, setCode] = useState('');
  return (
    <form onSubmit={(e) => { e.preventDefault(); void (code === '' ? commands.connectDevice(address) : commands.pairDevice(address, code)); }}>
      <fieldset>
        <legend>Phone over Wi-Fi</legend>
        <label className="field"><span>Address</span><input className="input" value={address} onChange={(e) => setAddress(e.target.value)} placeholder="192.168.1.20:5555" spellCheck={false} />
          <span className="hint">As the phone shows it under Developer options › Wireless debugging.</span></label>
        <label className="field"><span>Pairing code</span><input className="input" value={code} onChange={(e) => setCode(e.target.value)} placeholder="Only the first time" inputMode="numeric" /></label>
        <div className="row"><span style={{ width: 136 }} /><button className="button" disabled={address === ''}>{code === '' ? 'Connect' : 'Pair'}</button></div>
      </fieldset>
    </form>
  );
}
