// The utility process: builds the services and answers the window on the ports the shell hands over. A start that fails
// (a broken config.json, a full disk) is told to the window as the fault it is: every call is answered with it.

import { faultOf } from './protocol/faults.ts';
import { refuse, type Port } from './protocol/rpc.ts';
import { askShell } from './services/keychain.ts';
import { startServices, type HostServices } from './services.ts';

const shell = askShell({ post: (m) => process.parentPort.postMessage(m) });
const starting: Promise<HostServices> = startServices({ mode: 'electron', root: process.argv[2] ?? process.cwd(), env: process.env, keychain: shell.keychain });
// Whoever connects hears of it; without a listener of its own the failure would end the process before that.
starting.catch(() => undefined);

process.parentPort.on('message', (event) => {
  if (shell.heard(event.data)) return;
  if (event.data === 'quit') void starting.then((s) => s.close(), () => undefined).finally(() => process.exit(0));
  const [port] = event.ports;
  if (event.data !== 'connect' || !port) return;
  const ours = messagePort(port);
  void starting.then((s) => s.attach(ours), (e: unknown) => refuse(ours, faultOf(e)));
});

/** Electron's port as ours. */
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
