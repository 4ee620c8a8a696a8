// The utility process: builds the services and answers the window on the ports the shell hands over.

import { startServices } from './services.ts';
import type { Port } from './protocol/rpc.ts';

const services = await startServices({ mode: 'electron', root: process.argv[2] ?? process.cwd(), env: process.env });

process.parentPort.on('message', (event) => {
  if (event.data === 'quit') void services.close().then(() => process.exit(0));
  const [port] = event.ports;
  if (event.data === 'connect' && port) services.attach(messagePort(port));
});

/** Electron's port as ours. Bytes are copied: the V8 memory cage forbids external buffers. */
function messagePort(port: Electron.MessagePortMain): Port {
  return {
    post: (m) => port.postMessage(m),
    onMessage: (on) => {
      port.on('message', (e) => on(e.data));
      port.start();
    },
    onClose: (on) => { port.on('close', on); },
  };
}
