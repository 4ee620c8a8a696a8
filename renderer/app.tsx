// Exports: App. The whole window: top bar, docked areas, status bar, and what floats above them.

import { useEffect } from 'react';
import { shownRun, useStore } from './store.ts';
import { useKeyboard } from './shell/keyboard.ts';
import { useWindowCommands } from './shell/window-commands.ts';
import { Dock } from './shell/dock.tsx';
import { Gone } from './shell/gone.tsx';
import { Notices } from './shell/notices.tsx';
import { Palette } from './shell/palette.tsx';
import { StatusBar } from './shell/status-bar.tsx';
import { TopBar } from './shell/top-bar.tsx';
import { AuditDialog } from './audit/audit-dialog.tsx';
import { BenchDialog } from './bench/dialog.tsx';
import { DemoDialog } from './settings/demo-dialog.tsx';
import { MemoryDialog } from './memory/memory-dialog.tsx';
import { ModelsDialog } from './models/dialog.tsx';
import { PeopleDialog } from './settings/people-dialog.tsx';
import { PolicyDialog } from './policy/policy-dialog.tsx';
import { SecretsDialog } from './privacy/secrets-dialog.tsx';
import { SettingsDialog } from './settings/settings-dialog.tsx';
import { useRunCommands } from './run/run-commands.ts';

export function App() {
  const link = useStore((s) => s.link);
  const dialog = useStore((s) => s.dialog);
  const palette = useStore((s) => s.palette);
  const everOpen = useStore((s) => s.info !== undefined);
  useWindowCommands();
  useRunCommands();
  useKeyboard();
  // Seen on the tab or in the task bar while another window is in front.
  const waits = useStore((s) => { const run = shownRun(s); return run?.card ? 'Approval needed' : run?.question ? 'Your answer is needed' : undefined; });
  useEffect(() => { document.title = waits === undefined ? 'Countersign' : `${waits} · Countersign`; }, [waits]);
  return (
    <div className="app">
      {everOpen && (
        <>
          <TopBar />
          <Dock />
          <StatusBar />
          {dialog === 'settings' && <SettingsDialog />}
          {dialog === 'people' && <PeopleDialog />}
          {dialog === 'demo' && <DemoDialog />}
          {dialog === 'memory' && <MemoryDialog />}
          {dialog === 'models' && <ModelsDialog />}
          {dialog === 'bench' && <BenchDialog />}
          {dialog === 'policy' && <PolicyDialog />}
          {dialog === 'audit' && <AuditDialog />}
          {dialog === 'secrets' && <SecretsDialog />}
          {palette && <Palette />}
          <Notices />
        </>
      )}
      {link !== 'open' && <Gone />}
    </div>
  );
}
