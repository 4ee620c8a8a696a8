// Exports: factsOf, startStranger, GOOD, Facts, Stranger. What a page can do in the shell's window, found by trying it from inside.

import * as http from 'node:http';
import type { AddressInfo } from 'node:net';
import { HEADERS } from '../../electron/base/static.ts';
import type { Shell } from './launch.ts';

export interface Facts {
  /** Errors of the preload. */
  preload: string[];
  /** What was sent to main for the window's own page and for one more asking of it (a frame inside asks in vain), and whether a port came to the page. */
  asked: string[];
  port: boolean;
  /** Names of Node and Electron that the page can see. */
  node: string[];
  /** The policy's headers, on a page and on what is missing. */
  headers: (string | null)[][];
  /** An inline script, and a request to elsewhere. */
  inline: 'refused' | 'ran';
  request: 'refused' | 'sent';
  permissions: Record<string, string>;
  popup: string;
  navigation: string;
  /** A page of somebody else, if one came into the window, asking for the host's port. */
  stranger: 'did not come' | 'refused' | 'got the port';
}

/** A web server of somebody else, whose page asks for the port as ours does. */
export interface Stranger { url: string; close(): Promise<void> }

export async function startStranger(): Promise<Stranger> {
  const server = http.createServer((_, response) => response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html><title>Stranger</title><script>postMessage("countersign:ready", "*")</script>'));
  await new Promise<void>((r) => server.listen(0, '127.0.0.1', r));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    close: async () => { server.closeAllConnections(); await new Promise((r) => server.close(r)); },
  };
}

const NAMES = ['content-security-policy', 'x-content-type-options', 'referrer-policy', 'cross-origin-opener-policy', 'cross-origin-resource-policy'];
const policy = NAMES.map((n) => HEADERS[n] ?? null);

/** The shell as it is meant to be. */
export const GOOD: Facts = {
  preload: [],
  asked: ['countersign:connect', 'countersign:connect'],
  port: true,
  node: [],
  headers: [[...policy], [...policy]],
  inline: 'refused',
  request: 'refused',
  permissions: { geolocation: 'denied', notifications: 'denied', microphone: 'denied', camera: 'denied', 'clipboard-read': 'denied', 'clipboard-write': 'granted' },
  popup: 'deny',
  navigation: 'prevented',
  stranger: 'did not come',
};

const OURS = /^harness ipc (\S+) app:\/\/window\//;
const rest = (line: string | undefined): string => line?.split(' ')[2] ?? '';

/** Tries everything, the navigation last: if it is not prevented, the window shows the stranger afterwards. */
export async function factsOf({ page, said, until }: Shell, stranger: Stranger): Promise<Facts> {
  // The page asks as soon as it runs, unless there is no preload to pass that on.
  await until(/^harness (ipc|preload-error) /);
  const preload = said.filter((l) => l.startsWith('harness preload-error')).map((l) => l.slice('harness preload-error '.length));
  await page.evaluate(() => {
    addEventListener('message', (e) => { if (e.data === 'countersign:port' && e.ports.length === 1) document.documentElement.dataset.port = 'came'; });
    postMessage('countersign:ready', location.origin);
  });
  if (preload.length === 0) await until(/^harness ipc /, 2);
  await page.evaluate(() => { document.body.append(Object.assign(document.createElement('iframe'), { name: 'inside' })); });
  await page.frame('inside')?.evaluate(() => { parent.postMessage('countersign:ready', '*'); });
  // Main answers at once: a port that was given is on its way by now, and messages to one window keep their order.
  await until(/^harness posted /, said.filter((l) => l.startsWith('harness post ')).length);
  const port = await page.evaluate(() => new Promise<boolean>((resolve) => {
    addEventListener('message', (e) => { if (e.data === 'probe') resolve(document.documentElement.dataset.port === 'came'); });
    postMessage('probe', location.origin);
  }));
  const inside = await page.evaluate(async ({ names, elsewhere, permissions }) => {
    const script = document.createElement('script');
    script.textContent = 'document.documentElement.dataset.inline = "ran"';
    document.head.append(script);
    const headers = await Promise.all(['/index.html', '/missing.js'].map(async (u) => { const { headers: h } = await fetch(u); return names.map((n) => h.get(n)); }));
    return {
      node: ['require', 'process', 'module', 'Buffer', 'global', 'electron', 'ipcRenderer', '__send', '__require'].filter((n) => n in window),
      headers,
      inline: document.documentElement.dataset.inline === 'ran' ? 'ran' as const : 'refused' as const,
      request: await fetch(elsewhere, { mode: 'no-cors' }).then(() => 'sent' as const, () => 'refused' as const),
      permissions: Object.fromEntries(await Promise.all(permissions.map(async (name) => [name, (await navigator.permissions.query({ name: name as PermissionName })).state]))) as Record<string, string>,
    };
  }, { names: NAMES, elsewhere: stranger.url, permissions: Object.keys(GOOD.permissions) });
  await page.evaluate((url) => { window.open(url); }, stranger.url);
  await until(/^harness popup /);
  await page.evaluate((url) => { location.href = url; }, stranger.url);
  await until(/^harness navigation /);
  const navigation = rest(said.find((l) => l.startsWith('harness navigation ')));
  // A port given to the stranger is said before its asking is.
  if (navigation === 'allowed') await until(new RegExp(`^harness ipc \\S+ ${stranger.url}$`));
  return {
    preload, port, ...inside, navigation,
    asked: said.flatMap((l) => OURS.exec(l)?.[1] ?? []),
    popup: rest(said.find((l) => l.startsWith('harness popup '))),
    stranger: navigation !== 'allowed' ? 'did not come' : said.includes(`harness post countersign:port ${stranger.url}`) ? 'got the port' : 'refused',
  };
}
