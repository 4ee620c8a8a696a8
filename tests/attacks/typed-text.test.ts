// Text that is typed: it reaches no shell, arrives as it was written, and presses no button that nobody was asked about.

import { afterEach, expect, test, vi } from 'vitest';
import type { Card } from '../../electron/protocol/run.ts';
import { open, rig, stall, type Rig } from './rig.ts';

afterEach(async () => { vi.doUnmock('../../electron/device/quote.ts'); vi.doUnmock('../../electron/control/classify.ts'); vi.resetModules(); for (const r of open.splice(0)) await r.close(); });

/** A rig of its own modules, so that one of them can be another. Closed by the caller. */
async function others(): Promise<typeof import('./rig.ts')> {
  vi.resetModules();
  return import('./rig.ts');
}
// No blanks: those are sent as %s, and a shell without quotes would see one word.
const COMMANDS = ['a', 'b', 'c'].map((n) => `/sdcard/attacked-${n}`);
const SHELL = `x;>${COMMANDS[0]};$(>${COMMANDS[1]});\`>${COMMANDS[2]}\``;
/** What the text left in the field, and which of its commands ran. */
async function typed(r: Rig): Promise<{ arrived: string; ran: string[] }> {
  await r.act('Name', { text: SHELL });
  const there = await r.session.device.shell(['ls', '/sdcard/']);
  return { arrived: r.stall().next, ran: there.stdout.split(/\s+/).filter((n) => n.startsWith('attacked-')) };
}

test('shell metacharacters', async () => {
  const on = await typed(await rig({ app: stall().app }));
  // Switched off: words are joined as they are.
  vi.doMock('../../electron/device/quote.ts', () => ({ quote: (w: string) => w, quoteCommand: (words: readonly string[]) => words.join(' ') }));
  const { rig: naive, stall: shop } = await others();
  const r = await naive({ app: shop().app });
  try {
    const off = await typed(r);
    expect({ on, off: { ran: off.ran, whole: off.arrived === SHELL } }).toEqual({ on: { arrived: SHELL, ran: [] }, off: { ran: COMMANDS.map((c) => c.slice('/sdcard/'.length)), whole: false } });
  } finally { await r.close(); }
});

test.each<[string, string]>([
  ['printable ASCII', `100%s sure, %d %% "double" 'single' \\back\\ $HOME ~ * ? [a-z] {a,b} <in >out & -n --help #!  two`],
  ['emoji and other scripts', 'Zoë 北京 👩‍👩‍👧 🇨🇭 é %s \'q\' $(id)'],
])('arrives as it was written: %s', async (_name, text) => {
  const on = await rig({ app: stall().app });
  // Switched off: the text as it is in one command, quoted for the shell and no more.
  const off = await rig({ app: stall().app, session: (real) => Object.create(real, { input: { value: { ...real.input, text: async (t: string) => { await real.device.shell(['input', 'text', t]); return { how: 'plain' }; } } } }) as typeof real });
  await Promise.all([on, off].map((r) => r.act('Name', { text })));
  expect([on.stall().next, off.stall().next === text]).toEqual([text, false]);
});

test('a line end in a text is the Enter key: it sends what nobody was asked about', async () => {
  const attacked = async (r: Rig) => { await r.act('Message', { text: 'I resign.\n' }); return [r.stall().sent, r.cards.map((c: Card) => c.verdict.classes)]; };
  const on = await attacked(await rig({ app: stall().app }));

  // Switched off: a text is a text, whatever is in it.
  vi.doMock('../../electron/control/classify.ts', async (original) => {
    const real = await original<typeof import('../../electron/control/classify.ts')>();
    return { ...real, classify: (f: Parameters<typeof real.classify>[0]) => real.classify(f.action.action === 'input_text' ? { ...f, action: { ...f.action, text: f.action.text.replace(/\n/g, ' ') } } : f) };
  });
  const { rig: naive, stall: shop } = await others();
  const r = await naive({ app: shop().app });
  try {
    expect({ off: await attacked(r), on }).toEqual({ off: [['I resign.'], []], on: [[], [['payment', 'send-message']]] });
  } finally { await r.close(); }
});

test('a tab before it leads to any button: it counts as all of them', async () => {
  const r = await rig({ app: stall({ label: 'Delete account' }).app });
  await r.act('Message', { text: 'x\t\t\n' });
  expect([r.stall(), r.cards.map((c) => c.verdict.classes)]).toMatchObject([{ draft: '', sent: [], paid: [] }, [['send-message', 'delete', 'account-change']]]);
});
