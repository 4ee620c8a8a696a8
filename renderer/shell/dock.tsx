// Exports: Dock, resetLayout. The three docked areas; the arrangement is the user's and is kept.

import { useEffect, useState } from 'react';
import { type DockviewApi, DockviewReact, type DockviewTheme } from 'dockview-react';
import { PhonePanel } from '../phone/panel.tsx';
import { RunPanel } from '../run/panel.tsx';
import { SopPanel } from '../sop/panel.tsx';
import { type Area, useStore } from '../store.ts';
import { focusArea } from './focus.ts';

const KEPT = 'countersign:layout:1';
const AREAS: readonly { id: Area; title: string }[] = [{ id: 'phone', title: 'Phone' }, { id: 'sop', title: 'SOP' }, { id: 'run', title: 'Run' }];
const theme: DockviewTheme = { name: 'countersign', className: 'dockview-theme-dark dock-theme', dndPanelOverlay: 'group', dndOverlayMounting: 'absolute' };

/** A panel whose first child is the landmark F6 moves between. */
const area = (id: Area, title: string, Body: () => React.ReactNode) => function AreaPanel() {
  return <section className="area" data-area={id} aria-label={title} tabIndex={-1}><Body /></section>;
};
const components = { phone: area('phone', 'Phone', PhonePanel), sop: area('sop', 'SOP', SopPanel), run: area('run', 'Run', RunPanel) };

/** Phone, SOP, Run from left to right. A panel that is added takes its width from the one it is put beside. */
function layDefault(api: DockviewApi): void {
  api.clear();
  const box = document.querySelector('.dock')?.getBoundingClientRect();
  const width = box?.width ?? window.innerWidth;
  api.layout(width, box?.height ?? window.innerHeight, true);
  const phone = Math.round(width * 0.25);
  const run = Math.round(width * 0.3);
  api.addPanel({ id: 'phone', component: 'phone', title: 'Phone', renderer: 'always' });
  api.addPanel({ id: 'sop', component: 'sop', title: 'SOP', position: { referencePanel: 'phone', direction: 'right' }, initialWidth: width - phone, renderer: 'always' });
  api.addPanel({ id: 'run', component: 'run', title: 'Run', position: { referencePanel: 'sop', direction: 'right' }, initialWidth: run, renderer: 'always' });
  api.getPanel('phone')?.api.setSize({ width: phone });
  api.getPanel('run')?.api.setSize({ width: run });
}

let dock: DockviewApi | undefined;
export function resetLayout(): void {
  if (dock) layDefault(dock);
}

export function Dock() {
  const [api, setApi] = useState<DockviewApi>();
  const focus = useStore((s) => s.focus);
  useEffect(() => {
    if (!api || !focus) return;
    const panel = api.getPanel(focus.area);
    panel?.api.setActive();
    const root = document.querySelector(`[data-area="${focus.area}"]`);
    // A card or a field that already has the keyboard there keeps it.
    if (root && !root.contains(document.activeElement)) focusArea(root);
  }, [api, focus]);
  return (
    <main className="dock">
      <DockviewReact
        theme={theme}
        components={components}
        defaultTabComponent={({ api: tab }) => <span className="dock-tab">{tab.title}</span>}
        onReady={({ api: ready }) => {
          dock = ready;
          const kept = localStorage.getItem(KEPT);
          if (kept === null || !restored(ready, kept)) layDefault(ready);
          ready.onDidLayoutChange(() => localStorage.setItem(KEPT, JSON.stringify(ready.toJSON())));
          setApi(ready);
        }}
      />
    </main>
  );
}

/** A layout of another version, or one that lost an area, is not used. */
function restored(api: DockviewApi, kept: string): boolean {
  try {
    api.fromJSON(JSON.parse(kept));
  } catch (e) {
    console.warn('The kept layout cannot be used', e);
    return false;
  }
  return AREAS.every((a) => api.getPanel(a.id) !== undefined);
}
