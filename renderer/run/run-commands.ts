// Exports: useRunCommands. Starting and steering a run, for palette and keyboard.

import { useEffect } from 'react';
import { ENDED } from '../../electron/protocol/run.ts';
import { commands, shownRun, useStore } from '../store.ts';

const live = () => {
  const run = shownRun(useStore.getState());
  return run && !ENDED.includes(run.status) ? run : undefined;
};

export function useRunCommands(): void {
  useEffect(() => commands.addCommands([
    { id: 'run.start', group: 'Run', title: 'Start', keys: 'F5', enabled: () => live() === undefined && useStore.getState().target !== undefined, run: () => void commands.startRun() },
    { id: 'run.start-paused', group: 'Run', title: 'Start, step by step', keys: 'Ctrl+F5', enabled: () => live() === undefined && useStore.getState().target !== undefined, run: () => void commands.startRun({ paused: true }) },
    { id: 'run.pause', group: 'Run', title: 'Pause or resume', keys: 'F8', enabled: () => live() !== undefined, run: () => { const r = live(); if (r) void (r.status === 'paused' ? commands.resume(r.id) : commands.pause(r.id)); } },
    { id: 'run.step', group: 'Run', title: 'One step', keys: 'F10', enabled: () => live()?.status === 'paused', run: () => { const r = live(); if (r) void commands.step(r.id); } },
    { id: 'run.take-over', group: 'Run', title: 'Take over the phone', keys: 'Ctrl+Alt+O', enabled: () => live() !== undefined, run: () => { const r = live(); if (r) void commands.takeOver(r.id); } },
    { id: 'run.stop', group: 'Run', title: 'Stop', keys: 'Alt+F5', enabled: () => live() !== undefined, run: () => { const r = live(); if (r) void commands.stop(r.id); } },
  ]), []);
}
