// Exports: fakeHost. A host with canned answers, for looking at the window: one phone that shows a drawn screen, one run that waits for approval.

import { createCanvas } from '@napi-rs/canvas';
import type { Card, RunState, StepRecord } from '../../electron/protocol/run.ts';
import { Failure } from '../../electron/protocol/faults.ts';
import { type Port, serve } from '../../electron/protocol/rpc.ts';
import type { Element, Snapshot } from '../../electron/protocol/screen.ts';
import type { Api, Call, Settings } from '../../electron/protocol/services.ts';

const ROWS = [['Salary account', '¥ 12,480.00'], ['Savings', '¥ 3,200.50'], ['Pay ¥30.00', 'Zhejiang Hospital']] as const;
const EPOCH = Date.UTC(2026, 0, 15, 9, 30);

function picture(): Uint8Array {
  const c = createCanvas(720, 1600);
  const g = c.getContext('2d');
  g.fillStyle = '#f6f7fb'; g.fillRect(0, 0, 720, 1600);
  g.fillStyle = '#24518f'; g.fillRect(0, 0, 720, 180);
  g.fillStyle = '#fff'; g.font = '40px Roboto, sans-serif'; g.fillText('Bank', 40, 130);
  ROWS.forEach(([a, b], i) => {
    g.fillStyle = '#fff'; g.fillRect(32, 230 + i * 180, 656, 150);
    g.fillStyle = '#222'; g.font = '34px sans-serif'; g.fillText(a, 64, 300 + i * 180);
    g.fillStyle = '#667'; g.font = '28px sans-serif'; g.fillText(b, 64, 345 + i * 180);
  });
  return new Uint8Array(c.toBuffer('image/png'));
}

const element = (id: number, label: string, i: number): Element => ({
  id, role: 'button', label, labelFrom: 'text', bounds: [32, 230 + i * 180, 688, 380 + i * 180], tap: [360, 305 + i * 180], package: 'com.demo.bank', resourceId: '', className: 'android.widget.Button',
  selectors: [{ by: 'text', value: label }], source: 'tree', line: `[${id}] button "${label}"`,
});
const snapshot: Snapshot = {
  id: 's1', device: 'demo', at: EPOCH, package: 'com.demo.bank', activity: '.Main', title: 'Bank', size: [720, 1600], rotation: 0, keyboard: false, locked: false, secure: false, dialog: false,
  elements: ROWS.map(([label], i) => element(i + 1, label, i)), text: ['# Bank', ...ROWS.map(([l], i) => `[${i + 1}] button "${l}"`)].join('\n'), tokens: 31, structureHash: '', contentHash: '', image: 'screen',
};
const seen = { snapshot: 's1', image: 'screen', title: 'Bank', package: 'com.demo.bank' };
const record = (seq: number, what: string, more: Partial<StepRecord>): StepRecord => ({
  v: 1, seq, at: EPOCH + seq * 2000, actor: { kind: 'agent', run: 'r1' }, step: { id: `s${seq}`, number: String(seq), text: what, line: 18 + seq }, what, before: seen, after: seen,
  outcome: { ok: true, sent: true, how: 'input' }, claimed: true, verified: 'yes', checks: [{ text: 'the screen changed', ok: 'yes' }], ms: 420, ...more,
});
const card: Card = {
  id: 'c1', run: 'r1', device: 'demo', step: { id: 's4', number: '4', text: 'Tap "Pay ¥30.00".', line: 22 }, action: { action: 'click', element: 3 }, what: 'Tap “Pay ¥30.00”', app: { package: 'com.demo.bank', name: 'Bank' },
  target: { label: 'Pay ¥30.00', role: 'button', bounds: [32, 590, 688, 740] },
  verdict: { decision: 'ask', classes: ['payment'], because: [{ rung: 'money', class: 'payment', words: 'a button that names an amount' }, { rung: 'sop', class: 'payment', words: 'Ask first in step 4' }] },
  values: [{ name: 'amount', shown: '¥30.00', secret: false, destination: 'Zhejiang Hospital' }, { name: 'code', shown: '••••••', secret: true }],
  quoted: { title: 'Bank', near: ['Zhejiang Hospital', 'Pay ¥30.00'] }, expected: '"Payment received" is visible within 10 s', thought: 'The step asks for the payment button.', snapshot: 's1', image: 'screen', createdAt: EPOCH, revision: 1,
};
const run: RunState = {
  id: 'r1', device: 'demo', sop: { path: 'bank/pay.sop.md', title: 'Pay the registration fee', sha256: '' }, status: 'waiting-approval', step: { id: 's4', number: '4', line: 22 }, steps: { s1: 'passed', s2: 'passed', s3: 'failed', s4: 'waiting' },
  params: {}, startedAt: EPOCH, episode: 'e1', card,
  records: [
    record(1, 'Open "Bank"', { resolvedBy: 'none-needed' }), record(2, 'Tap "Salary account"', { resolvedBy: 'exact' }),
    record(3, 'Enter "30" into "Amount"', { resolvedBy: 'fuzzy', verified: 'no', outcome: { ok: false, sent: true, fault: { kind: 'action/text-mismatch', wanted: '30', got: '30.00' } } }),
  ],
};

/** @param o.card whether the run waits at its approval card; otherwise there is no run */
export function fakeHost(port: Port, o: { card: boolean; theme: Settings['theme'] }): { calls: [Call, unknown][] } {
  const calls: [Call, unknown][] = [];
  let settings: Settings = { theme: o.theme, userFolder: '/home/qa/sops', model: '', adb: { host: '127.0.0.1', port: 5037 }, approvalMinutes: 5 };
  const png = picture();
  const known: Partial<Api> = {
    'app.info': () => ({ version: '0.1.0', mode: 'browser', demo: 'demo', dataFolder: '/home/qa/.countersign' }),
    'app.ticket': () => 'ticket', 'app.settings': () => settings, 'app.configure': (c) => (settings = { ...settings, ...c }),
    'model.info': () => ({ path: '', name: '', state: 'none' }), 'sop.list': () => [], 'drafts.list': () => [], 'run.interrupted': () => [], 'run.list': () => (o.card ? [run] : []), 'episode.list': () => [],
    'devices.list': () => [{ id: 'demo', serial: 'demo-5554', endpoint: 'demo', state: 'device', kind: 'demo', model: 'Demo phone', android: '14' }],
    'devices.open': () => ({ device: 'demo', video: [], input: [], tree: [], inUse: { video: 'screencap', input: 'input', tree: 'uiautomator' } }),
    'devices.state': () => ({ package: 'com.demo.bank', activity: '.Main', keyboard: false, locked: false, awake: true, rotation: 0, size: [720, 1600], secure: false }),
    'mirror.start': () => { wire.emit('mirror.frame', { device: 'demo', packet: { seq: 1, kind: 'png', key: true, width: 720, height: 1600, rotation: 0, at: Date.now(), data: png } }); return { width: 720, height: 1600 }; },
    'mirror.ack': () => {}, 'mirror.stop': () => {}, 'screen.observe': () => snapshot, 'images.get': () => png, act: () => ({ ok: true }), 'run.decide': () => {}, 'profiles.list': () => ({ me: 'owner', profiles: [] }),
    'demo.faults': () => ({ crash: false, anr: false, 'slow-load': true, 'network-down': false, 'dump-not-idle': false, 'null-root': false, disconnect: false, unauthorized: false }),
  };
  const api = new Proxy(known, {
    getOwnPropertyDescriptor: () => ({ configurable: true, enumerable: true, writable: true, value: undefined }),
    get: (all, name: Call) => (arg: never, signal: AbortSignal) => {
      calls.push([name, arg]);
      const answer = all[name] as ((a: never, s: AbortSignal) => unknown) | undefined;
      if (answer === undefined) throw new Failure({ kind: 'usage', detail: `The fake host does not answer ${name}` });
      return answer(arg, signal);
    },
  }) as Api;
  const wire = serve(port, api, (_, arg) => arg);
  return { calls };
}
