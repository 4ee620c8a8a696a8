// What an approver decides about stays the same while the status bar's clock goes on, and no longer when a word of the dialog changes.

import { expect, test } from 'vitest';
import { buildCard, telling } from '../../electron/control/card.ts';
import type { Snapshot } from '../../electron/protocol/screen.ts';
import { snapshotOfDump } from '../../electron/screen/snapshot.ts';

const node = (o: { class?: string; pkg?: string; text?: string; bounds: string; clickable?: boolean }, inside = ''): string =>
  `<node index="0" text="${o.text ?? ''}" resource-id="" class="${o.class ?? 'android.widget.FrameLayout'}" package="${o.pkg ?? 'com.a'}" content-desc="" checkable="false" checked="false" clickable="${o.clickable ?? false}" enabled="true" focusable="false" focused="false" scrollable="false" long-clickable="false" password="false" selected="false" bounds="${o.bounds}">${inside}</node>`;

/** An app, a dialog over it and the status bar. */
function screen(clock: string, question: string): Snapshot {
  const bar = node({ pkg: 'com.android.systemui', bounds: '[0,0][720,48]' }, node({ class: 'android.widget.TextView', pkg: 'com.android.systemui', text: clock, bounds: '[20,4][120,44]' }));
  const dialog = node({ bounds: '[40,580][680,900]' }, node({ class: 'android.widget.TextView', text: question, bounds: '[60,600][660,660]' }) + node({ class: 'android.widget.Button', text: 'OK', bounds: '[500,800][660,880]', clickable: true }));
  const taken = snapshotOfDump(`<?xml version="1.0"?><hierarchy rotation="0">${node({ bounds: '[0,0][720,1600]' }, node({ class: 'android.widget.TextView', text: 'Behind', bounds: '[0,100][720,160]' }))}${dialog}${bar}</hierarchy>`, { id: clock, device: 'd', at: 0 });
  if (!taken.ok) throw new Error(taken.failure.raw);
  return { ...taken.snapshot, dialog: true };
}

test('the clock may go on, the question may not change', () => {
  const asked = telling(screen('00:25', 'Delete all 3 messages?'));
  expect([telling(screen('00:26', 'Delete all 3 messages?')) === asked, telling(screen('00:25', 'Delete all 9 messages?')) === asked]).toEqual([true, false]);
});

test('the card quotes the app, not the status bar', () => {
  const s = screen('00:25', 'Delete all 3 messages?');
  const element = s.elements.find((e) => e.label === 'OK')!;
  const card = buildCard({
    request: { session: undefined as never, actor: { kind: 'agent', run: 'r' }, action: { action: 'click', element: element.id }, signal: new AbortController().signal },
    id: 'c', run: 'r', action: { action: 'click', element: element.id }, element, snapshot: s, verdict: { decision: 'ask', classes: ['delete'], because: [] }, appName: 'A', at: 0, revision: 1,
  });
  expect(card.quoted.near).toEqual(['Delete all 3 messages?']);
});
