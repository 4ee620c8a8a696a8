// Exports: Lens, lensesOf. What stands above the headings of a document, to be clicked: run all of it, or one phase.

import type { Sop } from '../../electron/protocol/sop.ts';
import type { RunOptions } from '../../electron/protocol/run.ts';

export interface Lens { line: number; title: string; how: Pick<RunOptions, 'from' | 'to' | 'paused' | 'examples'> }

const STEPS = /^##[ \t]+(?:Steps|步骤)[ \t]*$/i;

/** @param text the text that `sop` was read from. A phase ends before the first step of the next one that has any. */
export function lensesOf(text: string, sop: Sop): Lens[] {
  const found: Lens[] = [];
  const line = text.split('\n').findIndex((l) => STEPS.test(l)) + 1;
  const some = sop.phases.filter((p) => p.steps.length > 0);
  if (line > 0 && some.length > 0) {
    found.push({ line, title: 'Run', how: {} }, { line, title: 'Step by step', how: { paused: true } });
    if (sop.meta.params.some((p) => p.example !== undefined)) found.push({ line, title: 'Run with the examples', how: { examples: true } });
  }
  some.forEach((p, i) => {
    const from = p.steps[0]?.id;
    const to = some[i + 1]?.steps[0]?.id;
    if (p.title !== '' && from !== undefined && some.length > 1) found.push({ line: p.line, title: 'Run phase', how: { from, ...(to === undefined ? {} : { to }) } });
  });
  return found;
}
