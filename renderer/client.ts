// Exports: openPort, keepTicket, NoHost. How the page reaches the host: a MessagePort in Electron, a WebSocket in browser mode.

import type { Client, Port } from '../electron/protocol/rpc.ts';
import { decodeMessage, encodeMessage } from '../electron/protocol/wire.ts';

const TICKET = 'countersign:ticket';
/** The host forgets a ticket after 15 minutes. */
const RENEW_MS = 10 * 60_000;

/** Browser mode serves at this address only; the shell's window has another host. */
const inBrowser = (): boolean => window.location.hostname === '127.0.0.1';

/** Why there is no connection; `retry` is false when only a fresh address from the host helps. */
export class NoHost extends Error {
  readonly retry: boolean;
  constructor(message: string, retry: boolean) {
    super(message);
    this.name = 'NoHost';
    this.retry = retry;
  }
}

/** The preload hands a port over as an answer to `countersign:ready`. */
function electronPort(timeoutMs: number): Promise<Port> {
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => {
      window.removeEventListener('message', arrived);
      reject(new NoHost('The host process does not answer', true));
    }, timeoutMs);
    const arrived = (e: MessageEvent): void => {
      const port = e.ports[0];
      if (e.source !== window || e.data !== 'countersign:port' || port === undefined) return;
      clearTimeout(late);
      window.removeEventListener('message', arrived);
      resolve({
        post: (m) => port.postMessage(m),
        onMessage: (on) => { port.onmessage = (m) => on(m.data); },
        onClose: (on) => port.addEventListener('close', on),
      });
    };
    window.addEventListener('message', arrived);
    window.postMessage('countersign:ready', window.location.origin === 'null' ? '*' : window.location.origin);
  });
}

/** The single-use token: from the address the host opened (then removed from it), or kept for a reload of this tab. */
function takeTicket(): string | undefined {
  const given = /[#&]token=([\w-]+)/.exec(window.location.hash)?.[1];
  const kept = sessionStorage.getItem(TICKET) ?? undefined;
  sessionStorage.removeItem(TICKET);
  if (given === undefined) return kept;
  history.replaceState(null, '', window.location.pathname + window.location.search);
  return given;
}

function socketPort(ticket: string): Promise<Port> {
  return new Promise((resolve, reject) => {
    const ws = new WebSocket(`ws://${window.location.host}/rpc`, ['countersign', ticket]);
    ws.binaryType = 'arraybuffer';
    const refused = (): void => reject(new NoHost('The host refused the connection or is gone', false));
    ws.addEventListener('close', refused);
    ws.addEventListener('open', () => {
      ws.removeEventListener('close', refused);
      resolve({
        post: (m) => { if (ws.readyState === WebSocket.OPEN) ws.send(encodeMessage(m) as Uint8Array<ArrayBuffer>); },
        onMessage: (on) => ws.addEventListener('message', (e: MessageEvent<ArrayBuffer>) => on(decodeMessage(new Uint8Array(e.data)))),
        onClose: (on) => ws.addEventListener('close', on),
      });
    });
  });
}

/** @throws NoHost */
export async function openPort(): Promise<Port> {
  if (!inBrowser()) return await electronPort(10_000);
  const ticket = takeTicket();
  if (ticket === undefined) throw new NoHost('This address has been used. Start Countersign again: it opens a fresh one', false);
  return await socketPort(ticket);
}

/** Browser mode: keeps a valid ticket in this tab for its next connection (a reload, a lost socket). */
export function keepTicket(client: Client): void {
  if (!inBrowser()) return;
  let open = true;
  const renew = (): void => {
    client.call('app.ticket').then(
      (t) => { if (open) sessionStorage.setItem(TICKET, t); },
      // The tab then asks for a fresh address after a reload; the connection in use is not touched.
      (e: unknown) => console.warn('No ticket for the next connection', e),
    );
  };
  const every = setInterval(renew, RENEW_MS);
  void client.closed.then(() => { open = false; clearInterval(every); });
  renew();
}
