// Exports: openApp. Which app an SOP has open at a place of its text: what the last `Open` before it names, else what it applies to. Pure.

import type { Sop } from '../protocol/sop.ts';
import { allSteps } from './flow.ts';
import { readSop } from './parse.ts';

/** @returns name or package; `undefined` when the text does not say, or the place is the name itself */
export function openApp(text: string, offset: number): string | undefined {
  const reading = readSop(text);
  if (reading.refused) return undefined;
  const { sop } = reading;
  let last: string | undefined;
  for (const { op, span } of allSteps(sop)) {
    if (op?.verb !== 'open' || span.start > offset) continue;
    if (op.app.span.start <= offset && offset <= op.app.span.end) return undefined;
    last = said(sop, op.app) ?? last;
  }
  return last ?? sop.meta.applies[0]?.app;
}

type App = Extract<NonNullable<Sop['phases'][number]['steps'][number]['op']>, { verb: 'open' }>['app'];

function said(sop: Sop, t: App): string | undefined {
  switch (t.kind) {
    case 'text': return t.text;
    case 'selector': return t.value;
    case 'param': {
      const p = sop.meta.params.find((x) => x.name === t.name);
      const value = p?.secret ? undefined : p?.example ?? p?.default;
      return typeof value === 'string' ? value : undefined;
    }
    case 'number': case 'template': return undefined;
  }
}
