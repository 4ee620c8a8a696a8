// Exports: startProduct, Product, Host. The product as `npm start` starts it (browser mode), and a second window onto its host for the test
// itself: to begin from a known phone, to look at the phone's state, and to get addresses for windows.

import { type ChildProcess, spawn } from 'node:child_process';
import * as path from 'node:path';
import { createInterface } from 'node:readline';
import { WebSocket } from 'ws';
import { type Client, connect } from '../../electron/protocol/rpc.ts';
import { ENDED } from '../../electron/protocol/run.ts';
import { decodeMessage, encodeMessage } from '../../electron/protocol/wire.ts';

export const ROOT = path.resolve(import.meta.dirname, '../..');

export type Host = Client;

export interface Product {
  child: ChildProcess;
  host: Host;
  /** An address that works once. */
  url(): Promise<string>;
  /** No run, no draft, settings and demo phone as at the first start. */
  clean(): Promise<void>;
  end(): Promise<void>;
}

export async function startProduct(home: string): Promise<Product> {
  const child = spawn(process.execPath, ['electron/start.ts', '--browser', '--no-open', '--port', '0'], { cwd: ROOT, env: { ...process.env, COUNTERSIGN_HOME: home }, stdio: ['ignore', 'pipe', 'inherit'] });
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const printed = await new Promise<URL>((resolve, reject) => {
    createInterface({ input: child.stdout }).on('line', (line) => { const found = /http:\/\/127\.0\.0\.1:\d+\/#token=\S+/.exec(line); if (found) resolve(new URL(found[0])); });
    void exited.then(() => reject(new Error('The product ended before it was ready')));
  });
  const host = await join(printed);
  const settings = await host.call('app.settings');
  return {
    child, host,
    url: async () => `${printed.origin}/#token=${await host.call('app.ticket')}`,
    async clean() {
      for (const run of await host.call('run.list')) {
        if (ENDED.includes(run.status)) continue;
        await host.call('run.stop', { run: run.id });
        await ended(host, run.id);
      }
      for (const draft of await host.call('drafts.list')) await host.call('drafts.drop', { folder: draft.folder, path: draft.path });
      for (const { episode } of await host.call('run.interrupted')) await host.call('run.forget', { episode: episode.id });
      await host.call('app.configure', settings);
      for (const [fault, on] of Object.entries(await host.call('demo.faults'))) if (on) await host.call('demo.fault', { fault: fault as 'crash', on: false });
      await host.call('demo.reset');
    },
    async end() { child.kill('SIGTERM'); await exited; },
  };
}

async function join(address: URL): Promise<Host> {
  const ws = new WebSocket(`ws://${address.host}/rpc`, ['countersign', address.hash.slice('#token='.length)], { origin: address.origin });
  await new Promise((resolve, reject) => { ws.once('open', resolve); ws.once('error', reject); });
  return connect({
    post: (m) => ws.send(encodeMessage(m)),
    onMessage: (on) => { ws.on('message', (data: Buffer) => on(decodeMessage(data))); },
    onClose: (on) => { ws.on('close', on); },
  });
}

const ended = (host: Host, id: string): Promise<void> => new Promise((resolve, reject) => {
  const off = host.on('run', (run) => { if (run.id === id && ENDED.includes(run.status)) { off(); resolve(); } });
  void host.closed.then(() => reject(new Error('The host went away')));
  host.call('run.get', { run: id }).then((run) => { if (ENDED.includes(run.status)) { off(); resolve(); } }, reject);
});
