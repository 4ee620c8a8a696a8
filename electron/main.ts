// The shell: one window, one host process, a port between them. No product logic lives here.
// What the window may do is decided here once: sandboxed, isolated, no navigation, no popups, no permissions.

import * as path from 'node:path';
import { app, BrowserWindow, ipcMain, Menu, MessageChannelMain, protocol, session, shell, utilityProcess, type IpcMainEvent, type MenuItemConstructorOptions, type UtilityProcess } from 'electron';
import { HEADERS, readWindowFile } from './base/static.ts';
import { isOurs } from './window.ts';

const ROOT = app.getAppPath();
const WINDOW = path.join(ROOT, 'dist', 'renderer');

app.enableSandbox();
protocol.registerSchemesAsPrivileged([{ scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true } }]);

let host: UtilityProcess | undefined;
let window: BrowserWindow | undefined;

if (!app.requestSingleInstanceLock()) app.quit();
else void app.whenReady().then(start);

app.on('second-instance', () => { window?.show(); window?.focus(); });
app.on('window-all-closed', () => app.quit());
app.on('before-quit', () => host?.postMessage('quit'));
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

/** A native crash in the host (a model, say) costs the run, not the window: it is started again and the window told to reload. */
function startHost(): void {
  const child = utilityProcess.fork(path.join(ROOT, 'dist', 'host.js'), [ROOT], { serviceName: 'Countersign host' });
  host = child;
  child.on('exit', (code) => {
    if (host !== child) return;
    host = undefined;
    if (code === 0) return;
    startHost();
    window?.webContents.reload();
  });
}

/** Gives the asking page one end of a fresh channel and the host the other. */
function hand(event: IpcMainEvent): void {
  if (event.senderFrame === null || event.senderFrame !== event.sender.mainFrame || !isOurs(event.senderFrame.url)) return;
  const { port1, port2 } = new MessageChannelMain();
  host?.postMessage('connect', [port1]);
  event.sender.postMessage('countersign:port', null, [port2]);
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
