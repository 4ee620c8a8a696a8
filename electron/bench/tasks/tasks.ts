// Exports: TASKS, tasksOf. Every task of the bench.

import { UsageError } from '../../commands/command.ts';
import { SPLITS } from '../../protocol/bench.ts';
import { clockTasks } from './sets/clock.ts';
import { contactsTasks } from './sets/contacts.ts';
import { browserTasks, galleryTasks, musicTasks } from './sets/media.ts';
import { messagesTasks } from './sets/messages.ts';
import { bankTasks, shopTasks } from './sets/money.ts';
import { notesTasks } from './sets/notes.ts';
import { calculatorTasks, calendarTasks, filesTasks } from './sets/office.ts';
import { settingsTasks } from './sets/settings.ts';
import { HELD_OUT, type AnyTask } from './task.ts';

export const TASKS: readonly AnyTask[] = [
  ...settingsTasks, ...contactsTasks, ...messagesTasks, ...notesTasks, ...clockTasks, ...shopTasks, ...bankTasks,
  ...calendarTasks, ...filesTasks, ...calculatorTasks, ...musicTasks, ...browserTasks, ...galleryTasks,
];

/** @throws UsageError for a split that does not exist */
export function tasksOf(split: string): readonly AnyTask[] {
  if (!SPLITS.some((s) => s === split)) throw new UsageError(`--split takes dev, held-out or all, not ${split}`);
  const kept = (t: AnyTask): boolean => HELD_OUT.includes(t.id.split('.')[0] ?? '');
  return TASKS.filter((t) => split === 'all' || kept(t) === (split === 'held-out'));
}
