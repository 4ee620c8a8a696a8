// The shell: one window, one host process, a port between them. No product logic lives here.
// What the window may do is decided here once: sandboxed, isolated, no navigation, no popups, no permissions.

import * as path from 'node:path';
import { app, BrowserWindow, ipcMain, Menu, MessageChannelMain, protocol, safeStorage, session, shell, utilityProcess, type IpcMainEvent, type MenuItemConstructorOptions, type UtilityProcess } from 'electron';
import { HEADERS, readWindowFile } from './base/static.ts';
import { answerHost } from './services/keychain.ts';
import { isOurs, mayConnect } from './window.ts';

const ROOT = app.getAppPath();
const WINDOW = path.join(ROOT, 'dist', 'renderer');

app.enableSandbox();
protocol.registerSchemesAsPrivileged([{ scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true } }]);

/** How long the host may take to end its runs. */
const QUIT_MS = 5000;
const SHORT_LIFE_MS = 10_000;
const MOST_SHORT_LIVES = 3;

let shortLives = 0;
let host: UtilityProcess | undefined;
let window: BrowserWindow | undefined;

if (!app.requestSingleInstanceLock()) app.quit();
else void app.whenReady().then(start);

app.on('second-instance', () => { window?.show(); window?.focus(); });
app.on('window-all-closed', () => app.quit());
app.on('will-quit', (event) => {
  const child = host;
  if (child === undefined) return;
  // The host ends runs and writes what is unsaved; then we go.
  event.preventDefault();
  host = undefined;
  const late = setTimeout(() => child.kill(), QUIT_MS);
  child.once('exit', () => { clearTimeout(late); app.exit(); });
  child.postMessage('quit');
});
app.on('web-contents-created', (_, contents) => {
  contents.on('will-navigate', (event) => event.preventDefault());
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
});

function start(): void {
  protocol.handle('app', async (request) => {
    const url = new URL(request.url);
    const found = url.host === 'window' ? await readWindowFile(WINDOW, url.pathname) : undefined;
    return found === undefined ? new Response(null, { status: 404, headers: HEADERS }) : new Response(new Uint8Array(found.data), { headers: { ...HEADERS, 'content-type': found.type } });
  });
  session.defaultSession.setPermissionRequestHandler((_contents, permission, answer, details) => answer(permission === 'clipboard-sanitized-write' && isOurs(details.requestingUrl)));
  session.defaultSession.setPermissionCheckHandler((_contents, permission, origin) => permission === 'clipboard-sanitized-write' && isOurs(`${origin}/`));
  ipcMain.on('countersign:connect', (event) => hand(event));
  Menu.setApplicationMenu(Menu.buildFromTemplate(menu()));
  startHost();
  openWindow();
  app.on('activate', () => { if (BrowserWindow.getAllWindows().length === 0) openWindow(); });
}

/**
 * A native crash in the host (a model, say) costs the run, not the window: it is started again and the window told to reload.
 * A host that cannot live is not started over and over; the window says that it is gone and asks again when the person does.
 */
function startHost(): void {
  const child = utilityProcess.fork(path.join(ROOT, 'dist', 'host.js'), [ROOT], { serviceName: 'Countersign host' });
  const since = Date.now();
  host = child;
  child.on('message', (m: unknown) => { answerHost(m, safeStorage, (answer) => child.postMessage(answer)); });
  child.on('exit', () => {
    if (host !== child) return;
    host = undefined;
    shortLives = Date.now() - since < SHORT_LIFE_MS ? shortLives + 1 : 0;
    if (shortLives >= MOST_SHORT_LIVES) return;
    startHost();
    window?.webContents.reload();
  });
}

/** Gives the asking page one end of a fresh channel and the host the other. */
function hand(event: IpcMainEvent): void {
  const frame = event.senderFrame;
  if (frame === null || !mayConnect(frame)) return;
  if (host === undefined) startHost();
  const { port1, port2 } = new MessageChannelMain();
  host?.postMessage('connect', [port1]);
  frame.postMessage('countersign:port', null, [port2]);
}

function openWindow(): void {
  window = new BrowserWindow({
    width: 1440,
    height: 900,
    minWidth: 1000,
    minHeight: 640,
    show: false,
    backgroundColor: '#15171c',
    title: 'Countersign',
    webPreferences: { preload: path.join(ROOT, 'dist', 'preload.cjs'), sandbox: true, contextIsolation: true, nodeIntegration: false, webviewTag: false, spellcheck: false },
  });
  window.once('ready-to-show', () => window?.show());
  window.on('closed', () => { window = undefined; });
  void window.loadURL('app://window/index.html');
}

function menu(): MenuItemConstructorOptions[] {
  return [
    ...(process.platform === 'darwin' ? [{ role: 'appMenu' as const }] : []),
    { role: 'fileMenu' },
    { role: 'editMenu' },
    { label: 'View', submenu: [{ role: 'reload' }, { role: 'toggleDevTools' }, { type: 'separator' }, { role: 'resetZoom' }, { role: 'zoomIn' }, { role: 'zoomOut' }, { type: 'separator' }, { role: 'togglefullscreen' }] },
    { role: 'windowMenu' },
    { role: 'help', submenu: [{ label: 'Open the data folder', click: () => { void shell.openPath(app.getPath('userData')); } }] },
  ];
}
