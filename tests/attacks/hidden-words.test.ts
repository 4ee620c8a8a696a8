// Labels that a person reads as a payment and a program does not: invisible characters, turned directions, letters of other scripts and of fancy alphabets, letters drawn apart.

import { afterEach, expect, test, vi } from 'vitest';
import { rig, stall } from './rig.ts';

const FOLD = '../../electron/control/fold.ts';
const WORDS = '../../electron/screen/words.ts';
afterEach(() => { vi.doUnmock(FOLD); vi.doUnmock(WORDS); vi.resetModules(); });

/** Name → label; each is drawn as "Pay" or "Pay now", 支付 or "Delete all". */
const HIDDEN: Readonly<Record<string, string>> = {
  'zero width': 'P\u200ba\u200by now', 'soft hyphen': 'P\u00aday now', joiner: 'P\u034fay now', 'tag characters': 'P\u{e0061}ay', 'variation selector': 'P\ufe0fay',
  'turned round': '\u202ewon yaP\u202c', 'turned round in an isolate': '\u2066\u202ewon yaP\u202c\u2069', 'turned, with a stretch that is not': '\u202ewon \u2066Pay\u2069',
  'direction marks': 'P\u200ea\u200fy now', Cyrillic: '\u0420\u0430\u0443 now', 'all Cyrillic': '\u0420\u0430\u0443', Greek: '\u03a1\u0391\u03a5', Cherokee: '\u13e2\u13aa\u13a9', Lisu: '\ua4d1\ua4ee\ua4ec', Coptic: '\u2ca2\u2c80\u2ca8',
  'full width': '\uff30\uff41\uff59', 'mathematical': '\u{1d5e3}\u{1d5ee}\u{1d606}', 'small capitals': '\u1d18\u1d00\u028f \u0274\u1d0f\u1d21', 'in boxes': '\u{1f17f}\u{1f170}\u{1f188}', 'in circles': '\u24c5\u24d0\u24e8', 'letters of flags': '\u{1f1f5}\u{1f1e6}\u{1f1fe}',
  'strokes through it': 'P\u0336a\u0336y\u0336 now', hooks: '\u01a4a\u01b4', dots: 'P.a.y now', dashes: 'P - a - y', emoji: 'P\u{1f4b3}a\u{1f4b3}y', 'Chinese drawn apart': '\u652f \u4ed8', 'Chinese radicals': '\u2f40\u4ed8', 'I for l': 'DeIete all', '1 for l': 'De1ete all',
};

/** Which of the labels of a button are of no class, read from a dump as a phone gives it. */
async function unseen(): Promise<string[]> {
  const { judgePoint } = await import('../../electron/control/judgement.ts');
  const xml = (label: string): string => `<hierarchy rotation="0"><node class="android.widget.FrameLayout" package="a.b" text="" resource-id="" content-desc="" clickable="false" enabled="true" bounds="[0,0][720,1600]"><node class="android.widget.Button" package="a.b" text="${label}" resource-id="a.b:id/deal" content-desc="" clickable="true" enabled="true" bounds="[20,100][700,190]"/></node></hierarchy>`;
  return Object.entries(HIDDEN).filter(([, label]) => judgePoint({ xml: xml(label), at: [100, 140], action: 'click' }).classes.length === 0).map(([name]) => name);
}

/** What four of them take from the demo phone while nobody is asked. */
async function attacked(made: Pick<typeof import('./rig.ts'), 'rig' | 'stall'>): Promise<{ paid: number; asked: number }> {
  const { app, edit } = made.stall();
  const r = await made.rig({ app });
  try {
    for (const name of ['zero width', 'turned round', 'Cyrillic', 'small capitals']) {
      edit((s) => { s.label = HIDDEN[name]!; });
      const before = await r.look();
      await r.act(before.elements.find((e) => e.resourceId.endsWith('/deal'))!.label, { before });
    }
    return { paid: r.stall().paid.length, asked: r.cards.length };
  } finally { await r.close(); }
}

test('whatever hides the verb, somebody is asked', { timeout: 60_000 }, async () => {
  const on = [await unseen(), await attacked({ rig, stall })];
  // Switched off: labels are compared as they are.
  vi.resetModules();
  vi.doMock(FOLD, () => ({ fold: (s: string) => s.toLowerCase() }));
  vi.doMock(WORDS, async (original) => ({ ...await original<typeof import('../../electron/screen/words.ts')>(), clean: (s: string) => s }));
  const off = [await unseen(), await attacked(await import('./rig.ts'))];
  expect({ off, on }).toEqual({ off: [Object.keys(HIDDEN), { paid: 4, asked: 0 }], on: [[], { paid: 0, asked: 4 }] });
});
