// Somebody else at browser mode's door: a second client, a page of another origin, a guessed token, a name that was rebound to this machine. What they want is the phone.

import * as http from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { WebSocket, WebSocketServer } from 'ws';
import { connect, type Port } from '../../electron/protocol/rpc.ts';
import { decodeMessage, encodeMessage } from '../../electron/protocol/wire.ts';
import { host } from '../host/host.ts';
import { server } from '../serve/server.ts';

const portOf = (ws: WebSocket): Port => ({
  post: (m) => { if (ws.readyState === WebSocket.OPEN) ws.send(encodeMessage(m)); },
  onMessage: (on) => { ws.on('message', (d: Buffer) => on(decodeMessage(d))); },
  onClose: (on) => { ws.on('close', () => on()); },
});

/** Switched off: a server that takes whoever comes. */
async function naive(onPort: (port: Port) => void): Promise<number> {
  const made = http.createServer();
  const sockets = new WebSocketServer({ server: made });
  sockets.on('connection', (ws) => { ws.binaryType = 'nodebuffer'; onPort(portOf(ws)); });
  await new Promise<void>((resolve) => { made.listen(0, '127.0.0.1', resolve); });
  onTestFinished(() => { for (const ws of sockets.clients) ws.terminate(); made.close(); });
  return (made.address() as AddressInfo).port;
}

interface Client { name: string; token?: (good: string, used: string) => string; origin?: (ours: string) => string | undefined; host?: (ours: string) => string }
const CLIENTS: readonly Client[] = [
  { name: 'a second client, with the token of the first', token: (_good, used) => used },
  { name: 'a client without a token', token: () => '' },
  { name: 'a client that guesses', token: (good) => 'A'.repeat(good.length) },
  { name: 'a page of another origin, with a good token', origin: () => 'https://evil.example' },
  { name: 'a program that is no page, with a good token', origin: () => undefined },
  { name: 'a page whose name was rebound to 127.0.0.1, with a good token', origin: (ours) => ours.replace('127.0.0.1', 'evil.example'), host: (ours) => ours.replace('127.0.0.1', 'evil.example') },
];

test('whoever is let in has the phone; only the window of this server is', { timeout: 40_000 }, async () => {
  const h = await host();
  const attach = (port: Port): void => h.services.attach(port);
  const [real, port] = [await server(attach), await naive(attach)];
  h.services.tickets(real.ticket);

  /** Sends the phone home from its Settings, if it is let in. */
  const attack = async (c: Client, at: number, used: string): Promise<string> => {
    const ours = `127.0.0.1:${at}`;
    const token = c.token?.(real.ticket(), used) ?? real.ticket();
    const origin = c.origin ? c.origin(`http://${ours}`) : `http://${ours}`;
    const ws = new WebSocket(`ws://${ours}/rpc`, token === '' ? ['countersign'] : ['countersign', token], { ...(origin === undefined ? {} : { origin }), headers: { host: c.host?.(ours) ?? ours } });
    try {
      const why = await new Promise<string>((resolve) => { ws.once('open', () => resolve('')); ws.once('error', (e) => resolve(/\d{3}/.exec(e.message)?.[0] ?? e.message)); });
      if (why !== '') return why;
      const client = connect(portOf(ws));
      await client.call('devices.open', { device: 'demo' });
      return (await client.call('act', { device: 'demo', action: { action: 'navigate_home' } })).ok ? 'pressed Home' : 'refused';
    } finally { ws.terminate(); }
  };

  const used = real.ticket();
  const first = new WebSocket(`ws://${real.host}/rpc`, ['countersign', used], { origin: `http://${real.host}` });
  onTestFinished(() => first.terminate());
  await new Promise((resolve, reject) => { first.once('open', resolve); first.once('error', reject); });
  const outcome: Record<string, [string, string]> = {};
  for (const c of CLIENTS) outcome[c.name] = [await attack(c, port, used), await attack(c, real.port, used)];
  const home = 'pressed Home';
  expect(outcome).toEqual({
    'a second client, with the token of the first': [home, '401'], 'a client without a token': [home, '401'], 'a client that guesses': [home, '401'],
    'a page of another origin, with a good token': [home, '403'], 'a program that is no page, with a good token': [home, '403'],
    'a page whose name was rebound to 127.0.0.1, with a good token': [home, '421'],
  });
  // The window itself still has it.
  expect(await connect(portOf(first)).call('app.info')).toMatchObject({ mode: 'browser' });
});
