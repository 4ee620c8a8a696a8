// A stand-in for the module `electron`, for machines without its binary: the shell's main.ts and preload.ts run on it unchanged.
// A window is a page of a real Chromium, the preload runs in an isolated world of that page, `app://` goes through a loopback
// gateway, navigation, popups and permissions ask the handlers that main.ts installed, the host is a child process.
// What main.ts uses and is not here throws. Not covered: OS dialogs, tray, keychain, packaging, the true app:// origin.

import { fork, spawn, type ChildProcess } from 'node:child_process';
import { EventEmitter } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, existsSync } from 'node:fs';
import * as http from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { chromium, type Browser, type CDPSession, type Page } from '@playwright/test';

const ROOT = process.env.HARNESS_ROOT ?? process.cwd();
const HOST_REGISTER = path.join(import.meta.dirname, 'host-port.ts');

/** Anything main.ts asks for that we do not have is a failure of the test, not `undefined`. */
const strict = <T extends object>(name: string, target: T): T => new Proxy(target, {
  get(t, key, receiver) {
    if (!(key in t) && typeof key === 'string' && key !== 'then') throw new Error(`electron.${name}.${key} is not in the harness`);
    return Reflect.get(t, key, receiver) as unknown;
  },
});

const pack = (data: unknown): string => JSON.stringify(data, (_, v: unknown) => (v instanceof Uint8Array ? { $b: Buffer.from(v).toString('base64') } : v));
const unpack = (text: string): unknown => JSON.parse(text, (_, v: unknown) => (typeof v === 'object' && v !== null && '$b' in v ? new Uint8Array(Buffer.from(String(v.$b), 'base64')) : v));

/** One end of a channel; once transferred, messages for it go to `sink`. */
class PortMain extends EventEmitter {
  static next = 1;
  readonly id = PortMain.next++;
  peer: PortMain | undefined;
  sink: ((data: unknown) => void) | undefined;
  #early: unknown[] = [];
  arrive(data: unknown): void { if (this.sink) this.sink(data); else this.#early.push(data); }
  transfer(sink: (data: unknown) => void): void {
    this.sink = sink;
    for (const d of this.#early.splice(0)) sink(d);
  }
}

export class MessageChannelMain {
  readonly port1 = new PortMain();
  readonly port2 = new PortMain();
  constructor() {
    this.port1.peer = this.port2;
    this.port2.peer = this.port1;
  }
}

// --- the application -------------------------------------------------------------------------------------------------

const userData = mkdtempSync(path.join(tmpdir(), 'countersign-shell-'));
const seen = { sandbox: false, schemes: [] as string[] };
let browser: Browser | undefined;
let chrome: ChildProcess | undefined;
let gateway = '';

class App extends EventEmitter {
  enableSandbox(): void { seen.sandbox = true; }
  requestSingleInstanceLock(): boolean { return true; }
  whenReady(): Promise<void> { return ready; }
  getAppPath(): string { return ROOT; }
  getPath(): string { return userData; }
  quit(): void {
    this.emit('before-quit');
    void (async () => {
      await Promise.race([Promise.all([...children].map((c) => new Promise((r) => c.once('exit', r)))), delay(5000)]);
      for (const c of children) c.kill('SIGKILL');
      await browser?.close().catch(() => undefined);
      chrome?.kill('SIGKILL');
      await delay(50);
      rmSync(userData, { recursive: true, force: true });
      process.exit(0);
    })();
  }
}
export const app = strict('app', new App());
process.on('SIGTERM', () => app.quit());

let handler: ((r: Request) => Promise<Response>) | undefined;
export const protocol = strict('protocol', {
  registerSchemesAsPrivileged(list: { scheme: string }[]) { seen.schemes.push(...list.map((s) => s.scheme)); },
  handle(scheme: string, on: (r: Request) => Promise<Response>) {
    if (!seen.schemes.includes(scheme)) throw new Error(`The scheme ${scheme} was not registered before the app was ready`);
    handler = on;
  },
});

type PermissionAnswer = (contents: null, permission: string, answer: (granted: boolean) => void, details: { requestingUrl: string }) => void;
let onPermission: PermissionAnswer | undefined;
export const session = strict('session', {
  defaultSession: strict('session.defaultSession', {
    setPermissionRequestHandler(on: PermissionAnswer) { onPermission = on; },
    setPermissionCheckHandler(_on: unknown) {},
  }),
});
export const shell = strict('shell', { openPath: async () => '' });
export const Menu = strict('Menu', { setApplicationMenu(_: unknown) {}, buildFromTemplate: (t: unknown) => t });
export const ipcMain = strict('ipcMain', new EventEmitter());

async function begin(): Promise<void> {
  const server = http.createServer((request, response) => {
    void (async () => {
      const answer = await handler?.(new Request(`app://window${request.url ?? '/'}`));
      if (!answer) { response.writeHead(503).end(); return; }
      response.writeHead(answer.status, Object.fromEntries(answer.headers)).end(Buffer.from(await answer.arrayBuffer()));
    })();
  });
  await new Promise<void>((r) => server.listen(0, '127.0.0.1', r));
  gateway = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  chrome = spawn(process.env.COUNTERSIGN_CHROMIUM ?? '/usr/bin/chromium', [
    '--headless=new', '--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--disable-quic',
    '--force-color-profile=srgb', `--user-data-dir=${path.join(userData, 'chrome')}`, '--remote-debugging-port=0', 'about:blank',
  ], { stdio: 'ignore' });
  const portFile = path.join(userData, 'chrome', 'DevToolsActivePort');
  for (let i = 0; i < 300 && !(existsSync(portFile) && readFileSync(portFile, 'utf8').includes('\n')); i++) await delay(100);
  const cdp = `http://127.0.0.1:${readFileSync(portFile, 'utf8').split('\n')[0]}`;
  browser = await chromium.connectOverCDP(cdp);
  process.stdout.write(`harness ${JSON.stringify({ cdp, gateway })}\n`);
}
const ready = begin();

// --- the window ------------------------------------------------------------------------------------------------------

const PERMISSIONS = ['geolocation', 'notifications', 'audioCapture', 'videoCapture', 'clipboardReadWrite', 'clipboardSanitizedWrite', 'midi', 'sensors', 'idleDetection', 'displayCapture'];
const ELECTRON_NAME: Record<string, string> = { clipboardSanitizedWrite: 'clipboard-sanitized-write', clipboardReadWrite: 'clipboard-read', audioCapture: 'media', videoCapture: 'media' };

class Contents extends EventEmitter {
  page: Page | undefined;
  cdp: CDPSession | undefined;
  world: number | undefined;
  readonly mainFrame = { url: '' };
  #popup: ((d: { url: string }) => { action: string }) | undefined;
  readonly ports = new Map<number, PortMain>();
  setWindowOpenHandler(on: (d: { url: string }) => { action: string }): void { this.#popup = on; }
  reload(): void { void this.page?.reload(); }
  postMessage(channel: string, message: unknown, transfer: PortMain[]): void {
    for (const p of transfer) {
      this.ports.set(p.id, p);
      p.transfer((data) => this.#run(`__port(${p.id}, ${JSON.stringify(pack(data))})`));
    }
    this.#run(`__deliver(${JSON.stringify(channel)}, ${JSON.stringify(pack(message))}, ${JSON.stringify(transfer.map((p) => p.id))})`);
  }
  #run(expression: string): void {
    if (this.world === undefined) return;
    this.cdp?.send('Runtime.evaluate', { expression, contextId: this.world }).catch(() => undefined);
  }
  async attach(preload: string): Promise<void> {
    if (!browser) throw new Error('not ready');
    const context = browser.contexts()[0]!;
    const page = context.pages()[0] ?? await context.newPage();
    const cdp = await context.newCDPSession(page);
    this.page = page;
    this.cdp = cdp;
    cdp.on('Runtime.executionContextCreated', ({ context: c }) => { if (c.name === 'preload') this.world = c.id; });
    cdp.on('Runtime.bindingCalled', ({ name, payload }) => {
      if (name !== '__send') return;
      const m = unpack(payload) as { channel: string; args: unknown[] } | { port: number; data: unknown };
      if ('port' in m) this.ports.get(m.port)?.peer?.arrive(m.data);
      else ipcMain.emit(m.channel, { sender: this, senderFrame: this.mainFrame }, ...m.args);
    });
    page.on('framenavigated', (frame) => { if (frame === page.mainFrame()) this.mainFrame.url = frame.url().replace(gateway, 'app://window'); });
    await cdp.send('Runtime.enable');
    await cdp.send('Page.enable');
    await cdp.send('Runtime.addBinding', { name: '__send', executionContextName: 'preload' });
    await cdp.send('Page.addScriptToEvaluateOnNewDocument', { source: `${SHIM}\n(function(require, module, exports){${readFileSync(preload, 'utf8')}\n})(__require, {exports:{}}, {});`, worldName: 'preload' });
    // Navigation that the page starts asks `will-navigate`, as Electron does; a reload of what is shown does not.
    await cdp.send('Fetch.enable', { patterns: [{ urlPattern: '*', resourceType: 'Document' }] });
    cdp.on('Fetch.requestPaused', (e) => {
      const shown = page.url().replace(/#.*/s, '');
      const ours = e.request.url === this.allowed || e.request.url === shown;
      let prevented = false;
      if (!ours && e.frameId === (page.mainFrame() as unknown as { _id?: string })._id || !ours) this.emit('will-navigate', { preventDefault: () => { prevented = true; } }, e.request.url);
      cdp.send(prevented ? 'Fetch.failRequest' : 'Fetch.continueRequest', prevented ? { requestId: e.requestId, errorReason: 'Aborted' } : { requestId: e.requestId }).catch(() => undefined);
    });
    context.on('page', (p) => {
      if (p !== page && (this.#popup?.({ url: p.url() }).action ?? 'allow') === 'deny') void p.close();
    });
    const root = await browser.newBrowserCDPSession();
    for (const name of PERMISSIONS) {
      let granted = onPermission === undefined;
      onPermission?.(null, ELECTRON_NAME[name] ?? name, (g) => { granted = g; }, { requestingUrl: 'app://window/index.html' });
      await root.send('Browser.setPermission', { permission: { name: ({ audioCapture: 'microphone', videoCapture: 'camera', clipboardReadWrite: 'clipboard-read', clipboardSanitizedWrite: 'clipboard-write', idleDetection: 'idle-detection', displayCapture: 'display-capture', sensors: 'accelerometer' } as Record<string, string>)[name] ?? name }, setting: granted ? 'granted' : 'denied', origin: gateway }).catch(() => undefined);
    }
  }
  allowed = '';
}

/** In the preload's world: what `require('electron')` gives there, and the far ends of transferred ports. */
const SHIM = `
var __listeners = {}, __ports = {};
var __pack = (d) => JSON.stringify(d, (k, v) => v instanceof Uint8Array ? { $b: __b64(v) } : v);
var __b64 = (u) => { let s = ''; for (let i = 0; i < u.length; i += 0x8000) s += String.fromCharCode.apply(null, u.subarray(i, i + 0x8000)); return btoa(s); };
var __unpack = (t) => JSON.parse(t, (k, v) => v && typeof v === 'object' && '$b' in v ? Uint8Array.from(atob(v.$b), (c) => c.charCodeAt(0)) : v);
var __deliver = (channel, message, ids) => {
  const ports = ids.map((id) => { const c = new MessageChannel(); __ports[id] = c.port1; c.port1.onmessage = (e) => __send(__pack({ port: id, data: e.data })); return c.port2; });
  for (const on of __listeners[channel] || []) on({ ports }, __unpack(message));
};
var __port = (id, data) => { __ports[id] && __ports[id].postMessage(__unpack(data)); };
var __strict = (name, o) => new Proxy(o, { get(t, k) { if (!(k in t)) throw new Error('electron.' + name + '.' + String(k) + ' is not for a sandboxed preload here'); return t[k]; } });
var __require = (name) => {
  if (name !== 'electron') throw new Error('A sandboxed preload cannot require ' + name);
  return __strict('', { ipcRenderer: __strict('ipcRenderer', { send: (channel, ...args) => __send(__pack({ channel, args })), on: (channel, on) => { (__listeners[channel] = __listeners[channel] || []).push(on); } }) });
};`;

interface Preferences { preload: string; sandbox: boolean; contextIsolation: boolean; nodeIntegration: boolean; webviewTag: boolean }
const windows: BrowserWindow[] = [];

export class BrowserWindow extends EventEmitter {
  static getAllWindows(): BrowserWindow[] { return windows; }
  readonly webContents = new Contents();
  readonly #preferences: Preferences;
  constructor(o: { webPreferences: Preferences }) {
    super();
    const p = o.webPreferences;
    if (!seen.sandbox || !p.sandbox || !p.contextIsolation || p.nodeIntegration || p.webviewTag) throw new Error('The window is not sandboxed and isolated');
    this.#preferences = p;
    windows.push(this);
    app.emit('web-contents-created', {}, this.webContents);
  }
  show(): void {}
  focus(): void {}
  async loadURL(url: string): Promise<void> {
    await this.webContents.attach(this.#preferences.preload);
    const at = url.replace('app://window', gateway);
    this.webContents.allowed = at;
    await this.webContents.page?.goto(at);
    this.emit('ready-to-show');
    process.stdout.write('harness window\n');
  }
}

// --- the host --------------------------------------------------------------------------------------------------------

const children = new Set<ChildProcess>();

class Utility extends EventEmitter {
  readonly #child: ChildProcess;
  readonly #ports = new Map<number, PortMain>();
  constructor(file: string, args: string[]) {
    super();
    this.#child = fork(file, args, { serialization: 'advanced', execArgv: ['--import', HOST_REGISTER], stdio: 'inherit' });
    children.add(this.#child);
    process.stdout.write(`harness host ${this.#child.pid}\n`);
    this.#child.on('message', (m: { port: number; data: unknown }) => this.#ports.get(m.port)?.peer?.arrive(m.data));
    this.#child.on('exit', (code, signal) => { children.delete(this.#child); this.emit('exit', signal ? 1 : (code ?? 1)); });
  }
  postMessage(data: unknown, transfer: PortMain[] = []): void {
    for (const p of transfer) this.#ports.set(p.id, p);
    this.#child.send({ data, ports: transfer.map((p) => p.id) });
    for (const p of transfer) p.transfer((d) => { if (this.#child.connected) this.#child.send({ port: p.id, data: d }); });
  }
}
export const utilityProcess = strict('utilityProcess', { fork: (file: string, args: string[]) => new Utility(file, args) });
