// Passes the host's port into the page; nothing else crosses.

import { ipcRenderer } from 'electron';

window.addEventListener('message', (event) => {
  if (event.source === window && event.data === 'countersign:ready') ipcRenderer.send('countersign:connect');
});

ipcRenderer.on('countersign:port', (event) => {
  window.postMessage('countersign:port', window.location.origin === 'null' ? '*' : window.location.origin, event.ports);
});
