// Exports: parts. What playing a task needs, without a clock of this machine.

import type { PlayParts } from '../../../electron/bench/tasks/play.ts';
import { createLog } from '../../../electron/base/log.ts';
import { createTestClock } from '../../agent/fake-session.ts';

let ticks = 0;
export const parts: PlayParts = { log: createLog({ clock: createTestClock() }), signal: new AbortController().signal, now: () => ticks++ };
