// Exports: useWindowCommands. The commands of the window itself, for palette and keyboard.

import { useEffect } from 'react';
import { commands, setWindow, useStore } from '../store.ts';
import { shade } from '../theme.ts';
import { resetLayout } from './dock.tsx';
import { cycleAreas } from './focus.ts';

export function useWindowCommands(): void {
  useEffect(() => commands.addCommands([
    { id: 'window.palette', group: 'Window', title: 'Show all commands', keys: 'Ctrl+K', run: () => setWindow({ palette: !useStore.getState().palette }) },
    { id: 'window.next-area', group: 'Window', title: 'Next area', keys: 'F6', run: () => cycleAreas(1) },
    { id: 'window.previous-area', group: 'Window', title: 'Previous area', keys: 'Shift+F6', run: () => cycleAreas(-1) },
    { id: 'window.phone', group: 'Window', title: 'Go to Phone', keys: 'Alt+1', run: () => commands.show('phone') },
    { id: 'window.sop', group: 'Window', title: 'Go to SOP', keys: 'Alt+2', run: () => commands.show('sop') },
    { id: 'window.run', group: 'Window', title: 'Go to Run', keys: 'Alt+3', run: () => commands.show('run') },
    { id: 'window.theme', group: 'Window', title: 'Switch between dark and light', keys: 'Ctrl+Alt+T', run: () => void commands.configure({ theme: shade() === 'dark' ? 'light' : 'dark' }) },
    { id: 'window.reset', group: 'Window', title: 'Reset the layout', run: resetLayout },
    { id: 'window.settings', group: 'Window', title: 'Settings', keys: 'Ctrl+,', run: () => setWindow({ dialog: 'settings' }) },
    { id: 'people.open', group: 'Window', title: 'People: sign in, profiles, how approvals are given', keys: 'Ctrl+Alt+W', run: () => setWindow({ dialog: 'people' }) },
    { id: 'memory.show', group: 'Memory', title: 'Explore an app; what is remembered of apps', keys: 'Ctrl+Alt+E', run: () => setWindow({ dialog: 'memory' }) },
    { id: 'models.open', group: 'Models', title: 'Models: load, download, roll back', keys: 'Ctrl+Alt+M', run: () => setWindow({ dialog: 'models' }) },
    { id: 'models.unload', group: 'Models', title: 'Unload the model', enabled: () => useStore.getState().model?.state === 'ready', run: () => void commands.unloadModel() },
    { id: 'bench.open', group: 'Bench', title: 'Task bench', keys: 'Ctrl+Alt+B', run: () => setWindow({ dialog: 'bench' }) },
    { id: 'policy.open', group: 'Policy', title: 'Policy: rules, what is remembered, dry run', keys: 'Ctrl+Alt+P', run: () => setWindow({ dialog: 'policy' }) },
    { id: 'audit.open', group: 'Audit', title: 'Audit log: what was done, and whether it was changed since', keys: 'Ctrl+Alt+U', run: () => setWindow({ dialog: 'audit' }) },
    { id: 'secrets.open', group: 'Secrets', title: 'Secrets: what is kept for runs, by name', keys: 'Ctrl+Alt+S', run: () => setWindow({ dialog: 'secrets' }) },
    { id: 'demo.switchboard', group: 'Demo phone', title: 'Faults and state', run: () => setWindow({ dialog: 'demo' }) },
    { id: 'phone.inspect', group: 'Phone', title: 'Inspect elements', keys: 'Ctrl+I', run: () => setWindow({ inspect: !useStore.getState().inspect }) },
    { id: 'phone.look', group: 'Phone', title: 'Read the screen again', run: () => void commands.observe(true) },
    { id: 'phone.back', group: 'Phone', title: 'Back', run: () => void commands.act({ action: 'navigate_back' }) },
    { id: 'phone.home', group: 'Phone', title: 'Home', run: () => void commands.act({ action: 'navigate_home' }) },
    { id: 'phone.recents', group: 'Phone', title: 'Recent apps', run: () => void commands.act({ action: 'key', key: 'APP_SWITCH' }) },
  ]), []);
}
