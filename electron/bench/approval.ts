// Exports: approval (part). The path of an approval in the real window: from the proposed action to its card on the screen, and from the key to
// the input on the phone, the last look and the records on the disk included.

import { MessageChannel } from 'node:worker_threads';
import type { Page } from 'playwright';
import type { HostServices } from '../services.ts';
import { connect, type Client } from '../protocol/rpc.ts';
import { ENDED, type RunState } from '../protocol/run.ts';
import { PAGE, withDemo } from './demo.ts';
import type { Bench, Part, PartResult } from './part.ts';
import { against, measure, spreadOf } from './spread.ts';
import { withWindow } from './window.ts';

/** What a page notes: when each card was painted and when a key went down, milliseconds since the epoch. */
interface Notes { shown: Record<string, number>; keys: number[] }

/** In the page. */
function note(): void {
  const page = globalThis as unknown as {
    notes: Notes; performance: { timeOrigin: number; now(): number };
    document: { querySelector(s: string): { getAttribute(n: string): string | null } | null; body: unknown };
    MutationObserver: new (on: () => void) => { observe(on: unknown, o: object): void };
    addEventListener(type: string, on: (e: { timeStamp: number }) => void, o: object): void;
    requestAnimationFrame(on: () => void): void;
  };
  page.notes = { shown: {}, keys: [] };
  const now = (): number => page.performance.timeOrigin + page.performance.now();
  new page.MutationObserver(() => {
    const id = page.document.querySelector('[data-card]')?.getAttribute('data-card');
    // The frame after the one that draws it has begun: it is on the screen.
    if (id) page.requestAnimationFrame(() => page.requestAnimationFrame(() => { page.notes.shown[id] ??= now(); }));
  }).observe(page.document.body, { childList: true, subtree: true, attributes: true, attributeFilter: ['data-card'] });
  page.addEventListener('keydown', (e) => { page.notes.keys.push(page.performance.timeOrigin + e.timeStamp); }, { capture: true });
}

/** A second window on the host, without a picture. */
function join(services: HostServices): { client: Client; close: () => void } {
  const { port1, port2 } = new MessageChannel();
  const portOf = (p: typeof port1) => ({ post: (m: unknown) => p.postMessage(m), onMessage: (on: (m: unknown) => void) => { p.on('message', on); }, onClose: (on: () => void) => { p.on('close', on); } });
  services.attach(portOf(port1));
  return { client: connect(portOf(port2)), close: () => port1.close() };
}

const sopOf = (rounds: number): string => `---
sop: 1
id: bench.approval
title: Approvals
owner: bench
classification: public
applies:
  - { app: com.android.settings }
---
# Approvals

## Steps
1. Repeat ${rounds} times:
   1. Tap "${PAGE.toggle}".
      - Ask first: legal-consent, for the bench
`;

async function approve(b: Bench, page: Page, services: HostServices): Promise<Pick<PartResult, 'lines'>> {
  const { client, close } = join(services);
  try {
    await page.evaluate(note);
    let state: RunState | undefined;
    client.on('run', (s) => { state = s; });
    const rounds = b.times(30);
    state = await client.call('run.start', { device: 'demo', sop: { text: sopOf(rounds), path: 'approval.sop.md' }, params: {} });
    const answered = new Set<string>();
    const until = b.now() + 20_000 + rounds * 10_000;
    while (!ENDED.includes(state.status)) {
      b.signal.throwIfAborted();
      if (b.now() > until) throw new Error(`The run is still ${state.status}`);
      const card = state.card;
      if (!card || answered.has(card.id)) { await b.clock.sleep(20, b.signal); continue; }
      // Keys are dead for half a second after a card appears.
      await page.waitForSelector(`[data-card^="${card.id}:"] .card-actions[data-armed='true']`, { timeout: 10_000 });
      await page.focus(`[data-card^="${card.id}:"]`);
      await page.keyboard.press('a');
      answered.add(card.id);
      for (let n = 0; n < 500 && state.card?.id === card.id; n++) await b.clock.sleep(10, b.signal);
    }
    // On the page that the run leaves: what the last look before the input costs by itself.
    const look = await measure({ ...b, n: b.times(20) }, () => client.call('screen.observe', { device: 'demo' }));
    const { shown, keys } = await page.evaluate(() => (globalThis as unknown as { notes: Notes }).notes);
    const toCard: number[] = [];
    const toInput: number[] = [];
    for (const r of state.records) {
      if (!r.approval || r.inputAt === undefined) continue;
      const seen = shown[`${r.approval.id}:1`];
      if (seen !== undefined) toCard.push(seen - r.at);
      const key = keys.filter((k) => k <= r.inputAt!).at(-1);
      if (key !== undefined) toInput.push(r.inputAt - key);
    }
    return {
      lines: [
        { name: 'proposal to card on the screen', unit: 'ms', value: spreadOf(toCard), note: 'the executor is asked to act, to the frame that shows the card in Chromium' },
        against('key to input on the phone', 'ms', spreadOf(toInput), 'one look', look, 'keydown in Chromium to the answered `input tap`: the last look at the screen, policy and the synced record included'),
      ],
    };
  } finally {
    close();
  }
}

export const approval: Part = {
  name: 'approval',
  about: 'from a proposal to its card, from a key to the input',
  run: async (b) => {
    const state = await withDemo(b, async (demo) => { await demo.show(PAGE.switches); return demo.core.phone.save(); });
    return { part: 'approval', ...(await withWindow<Pick<PartResult, 'lines'>>(b, 'approvals in the window', state, (page, services) => approve(b, page, services))) };
  },
};
