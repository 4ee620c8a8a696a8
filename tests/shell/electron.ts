// A stand-in for the module `electron`, for machines without its binary: the shell's main.ts and preload.ts run on it unchanged.
// A window is a page of a real Chromium, the preload runs in an isolated world of that page, `app://` goes through a loopback
// gateway, navigation, popups and permissions ask the handlers that main.ts installed, the host is a child process.
// What main.ts uses and is not here throws. Not covered: OS dialogs, tray, the system's keychain (a stand-in answers for it), packaging, the true app:// origin.

import { fork, spawn, type ChildProcess } from 'node:child_process';
import { createCipheriv, createDecipheriv, randomBytes, scryptSync } from 'node:crypto';
import { EventEmitter, once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
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

/** JSON with bytes. A Buffer has a `toJSON` of its own that runs first, so the value is read from its holder. */
const pack = (data: unknown): string => JSON.stringify(data, function (this: Record<string, unknown>, key, v: unknown) {
  const raw = this[key];
  return raw instanceof Uint8Array ? { $b: Buffer.from(raw).toString('base64') } : v;
});
const unpack = (text: string): unknown => JSON.parse(text, (_, v: unknown) => (typeof v === 'object' && v !== null && '$b' in v ? new Uint8Array(Buffer.from(String(v.$b), 'base64')) : v));

/** One end of a channel; once transferred, messages for it go to `sink`, and `closed` says that the other end is gone. */
class PortMain extends EventEmitter {
  static next = 1;
  readonly id = PortMain.next++;
  peer: PortMain | undefined;
  #to: { sink(data: unknown): void; closed(): void } | undefined;
  #early: unknown[] = [];
  arrive(data: unknown): void { if (this.#to) this.#to.sink(data); else this.#early.push(data); }
  transfer(sink: (data: unknown) => void, closed: () => void): void {
    this.#to = { sink, closed };
    for (const d of this.#early.splice(0)) sink(d);
  }
  /** The process or page that held this end is gone. */
  lose(): void {
    const { peer } = this;
    if (peer) peer.#to?.closed();
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
/** What `app://window` is called in Chromium, which knows no such scheme: a host name that leads to the gateway. */
const ORIGIN = 'http://window';

/** One line for the test, on standard output. */
const say = (what: string): void => { process.stdout.write(`harness ${what}\n`); };
process.on('exit', () => {
  for (const c of children) c.kill('SIGKILL');
  chrome?.kill('SIGKILL');
  // Chromium lets go of its profile a moment after it was killed.
  rmSync(userData, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 });
});

class App extends EventEmitter {
  enableSandbox(): void { seen.sandbox = true; }
  requestSingleInstanceLock(): boolean { return true; }
  whenReady(): Promise<void> { return Promise.resolve(); }
  getAppPath(): string { return ROOT; }
  getPath(): string { return userData; }
  /** As Electron: `before-quit`, the windows go, then `will-quit`, which may hold the end back. */
  quit(): void {
    const event = { held: false, preventDefault() { this.held = true; } };
    this.emit('before-quit', event);
    this.emit('will-quit', event);
    if (!event.held) this.exit();
  }
  exit(): void {
    void (async () => {
      await browser?.close();
      if (chrome?.exitCode === null) { const gone = once(chrome, 'exit'); chrome.kill('SIGKILL'); await gone; }
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
type PermissionCheck = (contents: null, permission: string, origin: string, details: object) => boolean;
let onCheck: PermissionCheck | undefined;
export const session = strict('session', {
  defaultSession: strict('session.defaultSession', {
    setPermissionRequestHandler(on: PermissionAnswer) { onPermission = on; },
    setPermissionCheckHandler(on: PermissionCheck) { onCheck = on; },
  }),
});
/** Sealed with a key that every stand-in has: what matters here is that the host cannot seal by itself. */
const SEAL = scryptSync('stand-in', 'keychain', 32);
export const safeStorage = strict('safeStorage', {
  isAsyncEncryptionAvailable: async () => process.env.HARNESS_KEYCHAIN !== 'none',
  async encryptStringAsync(plain: string) {
    say(`sealed ${Buffer.byteLength(plain)}`);
    const iv = randomBytes(12);
    const cipher = createCipheriv('aes-256-gcm', SEAL, iv);
    return Buffer.concat([iv, cipher.update(plain, 'utf8'), cipher.final(), cipher.getAuthTag()]);
  },
  async decryptStringAsync(sealed: Buffer) {
    say('opened');
    const open = createDecipheriv('aes-256-gcm', SEAL, sealed.subarray(0, 12)).setAuthTag(sealed.subarray(-16));
    return { result: Buffer.concat([open.update(sealed.subarray(12, -16)), open.final()]).toString('utf8'), shouldReEncrypt: false };
  },
});
export const shell = strict('shell', { openPath: async () => '' });
export const Menu = strict('Menu', { setApplicationMenu() {}, buildFromTemplate: (t: unknown) => t });
export const ipcMain = strict('ipcMain', new EventEmitter());

/** Chromium, started for the first window: what main.ts does before shows without it. */
async function startChromium(): Promise<Browser> {
  const server = http.createServer((request, response) => {
    void (async () => {
      const answer = await handler?.(new Request(`app://${request.headers.host ?? ''}${request.url ?? '/'}`));
      if (!answer) { response.writeHead(503).end(); return; }
      response.writeHead(answer.status, Object.fromEntries(answer.headers)).end(Buffer.from(await answer.arrayBuffer()));
    })();
  });
  await new Promise<void>((r) => server.listen(0, '127.0.0.1', r));
  const gateway = (server.address() as AddressInfo).port;
  chrome = spawn(process.env.COUNTERSIGN_CHROMIUM ?? '/usr/bin/chromium', [
    '--headless=new', '--disable-gpu', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--disable-quic',
    ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    // What Electron adds to MessagePort: `close`, when the other end is gone.
    '--enable-blink-features=MessagePortCloseEvent',
    '--disable-features=HttpsUpgrades', `--host-resolver-rules=MAP window 127.0.0.1:${gateway}`, `--unsafely-treat-insecure-origin-as-secure=${ORIGIN}`,
    '--force-color-profile=srgb', '--window-size=1280,800', `--user-data-dir=${path.join(userData, 'chrome')}`, '--remote-debugging-port=0', 'about:blank',
  ], { stdio: 'ignore' });
  const portFile = path.join(userData, 'chrome', 'DevToolsActivePort');
  const written = (): boolean => existsSync(portFile) && readFileSync(portFile, 'utf8').includes('\n');
  for (let i = 0; i < 300 && !written(); i++) await delay(100);
  const cdp = `http://127.0.0.1:${readFileSync(portFile, 'utf8').split('\n')[0]}`;
  say(JSON.stringify({ cdp }));
  return await chromium.connectOverCDP(cdp);
}

// --- the window ------------------------------------------------------------------------------------------------------

/** Chromium's name of a permission → Electron's. */
const PERMISSIONS: Readonly<Record<string, string>> = {
  geolocation: 'geolocation', notifications: 'notifications', microphone: 'media', camera: 'media', midi: 'midi',
  'clipboard-read': 'clipboard-read', 'clipboard-write': 'clipboard-sanitized-write', 'idle-detection': 'idle-detection',
};

class Contents extends EventEmitter {
  page: Page | undefined;
  cdp: CDPSession | undefined;
  world: number | undefined;
  /** Address of the page that the window was given; loading it again is no navigation. */
  loaded = '';
  readonly mainFrame = {
    url: '', parent: null,
    postMessage: (channel: string, message: unknown, transfer: PortMain[]): void => {
      for (const p of transfer) {
        this.ports.set(p.id, p);
        p.transfer((data) => void this.#run(`__port(${p.id}, ${JSON.stringify(pack(data))})`), () => void this.#run(`__close(${p.id})`));
      }
      say(`post ${channel} ${this.mainFrame.url}`);
      void this.#run(`__deliver(${JSON.stringify(channel)}, ${JSON.stringify(pack(message))}, ${JSON.stringify(transfer.map((p) => p.id))})`).then(() => say(`posted ${channel}`));
    },
  };
  #popup: ((d: { url: string }) => { action: string }) | undefined;
  readonly ports = new Map<number, PortMain>();
  setWindowOpenHandler(on: (d: { url: string }) => { action: string }): void { this.#popup = on; }
  reload(): void { this.page?.reload().catch(() => say('the window could not be reloaded')); }
  /** A document that is going away takes no message: that is no failure. */
  async #run(expression: string): Promise<void> {
    if (this.world === undefined) return;
    await this.cdp?.send('Runtime.evaluate', { expression, contextId: this.world }).catch(() => undefined);
  }
  async attach(preload: string): Promise<void> {
    browser ??= await startChromium();
    const context = browser.contexts()[0];
    const page = context?.pages()[0];
    if (!context || !page) throw new Error('Chromium has no page');
    const cdp = await context.newCDPSession(page);
    this.page = page;
    this.cdp = cdp;
    const { frameTree } = await cdp.send('Page.getFrameTree');
    const top = frameTree.frame.id;
    /** Contexts of the preload in the top frame; Electron runs it in no other. */
    cdp.on('Runtime.executionContextCreated', ({ context: c }) => { if (c.name === 'preload' && (c.auxData as { frameId?: string } | undefined)?.frameId === top) this.world = c.id; });
    cdp.on('Runtime.bindingCalled', ({ name, payload, executionContextId }) => {
      if (name !== '__send' || executionContextId !== this.world) return;
      const m = unpack(payload) as { channel: string; args: unknown[] } | { port: number; data: unknown };
      if ('port' in m) { this.ports.get(m.port)?.peer?.arrive(m.data); return; }
      ipcMain.emit(m.channel, { sender: this, senderFrame: this.mainFrame }, ...m.args);
      say(`ipc ${m.channel} ${this.mainFrame.url}`);
    });
    cdp.on('Runtime.exceptionThrown', ({ exceptionDetails: d }) => {
      if (d.executionContextId === this.world) say(`preload-error ${(d.exception?.description ?? d.text).split('\n')[0]}`);
    });
    cdp.on('Page.frameNavigated', ({ frame }) => {
      if (frame.id !== top) return;
      this.mainFrame.url = frame.url.replace(ORIGIN, 'app://window');
      // The page that held them is gone.
      for (const p of this.ports.values()) p.lose();
      this.ports.clear();
    });
    await cdp.send('Runtime.enable');
    await cdp.send('Page.enable');
    await cdp.send('Runtime.addBinding', { name: '__send', executionContextName: 'preload' });
    await cdp.send('Page.addScriptToEvaluateOnNewDocument', { source: `${SHIM}\n(function(require, module, exports){${readFileSync(preload, 'utf8')}\n})(__require, {exports:{}}, {});`, worldName: 'preload' });
    // Navigation that the page starts asks `will-navigate`, as Electron does; the shell's own loading and reloading does not.
    cdp.on('Fetch.requestPaused', (e) => {
      let prevented = false;
      if (e.frameId === top && e.request.url !== this.loaded) {
        this.emit('will-navigate', { url: e.request.url, preventDefault: () => { prevented = true; } }, e.request.url);
        say(`navigation ${prevented ? 'prevented' : 'allowed'} ${e.request.url}`);
      }
      cdp.send(prevented ? 'Fetch.failRequest' : 'Fetch.continueRequest', prevented ? { requestId: e.requestId, errorReason: 'Aborted' } : { requestId: e.requestId }).catch(() => undefined);
    });
    await cdp.send('Fetch.enable', { patterns: [{ urlPattern: '*', resourceType: 'Document' }] });
    context.on('page', (p) => {
      if (p === page) return;
      const action = this.#popup?.({ url: p.url() }).action ?? 'allow';
      say(`popup ${action}`);
      if (action === 'deny') p.close().catch(() => undefined);
    });
    const root = await browser.newBrowserCDPSession();
    for (const [name, electron] of Object.entries(PERMISSIONS)) {
      let granted = onPermission === undefined;
      onPermission?.(null, electron, (g) => { granted = g; }, { requestingUrl: 'app://window/index.html' });
      granted &&= onCheck?.(null, electron, 'app://window/', {}) ?? true;
      await root.send('Browser.setPermission', { permission: { name }, setting: granted ? 'granted' : 'denied', origin: ORIGIN });
    }
  }
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
var __close = (id) => { __ports[id] && __ports[id].close(); };
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
    const at = url.replace('app://window', ORIGIN);
    this.webContents.loaded = at;
    await this.webContents.page?.goto(at);
    this.emit('ready-to-show');
    say('window');
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
    say(`host ${this.#child.pid}`);
    this.#child.on('message', (m: { port: number; data: unknown } | { up: unknown }) => { if ('up' in m) this.emit('message', m.up); else this.#ports.get(m.port)?.peer?.arrive(m.data); });
    this.#child.on('exit', (code, signal) => {
      children.delete(this.#child);
      for (const p of this.#ports.values()) p.lose();
      this.emit('exit', signal ? 1 : (code ?? 1));
    });
  }
  postMessage(data: unknown, transfer: PortMain[] = []): void {
    for (const p of transfer) this.#ports.set(p.id, p);
    if (!this.#child.connected) return;
    this.#child.send({ data, ports: transfer.map((p) => p.id) }, () => undefined);
    // What is sent to a process that has just died is dropped, as Electron drops it.
    const send = (m: { port: number; data?: unknown; closed?: true }): void => { if (this.#child.connected) this.#child.send(m, () => undefined); };
    for (const p of transfer) p.transfer((data) => send({ port: p.id, data }), () => send({ port: p.id, closed: true }));
  }
  kill(): boolean { return this.#child.kill('SIGKILL'); }
}
export const utilityProcess = strict('utilityProcess', { fork: (file: string, args: string[]) => new Utility(file, args) });
