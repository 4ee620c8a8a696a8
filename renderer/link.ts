// Exports: join. Connects (again) and tells the store; used at start and by "Reconnect".

import { faultOf } from '../electron/protocol/faults.ts';
import { connect } from '../electron/protocol/rpc.ts';
import { advise } from '../electron/protocol/faults.ts';
import { keepTicket, NoHost, openPort } from './client.ts';
import { attach, setWindow } from './store.ts';

export async function join(): Promise<void> {
  setWindow({ link: 'connecting', linkFault: undefined });
  try {
    const client = connect(await openPort());
    keepTicket(client);
    await attach(client);
  } catch (e) {
    const linkFault = e instanceof NoHost ? { text: e.message, retry: e.retry } : { text: advise(faultOf(e)).title, retry: true };
    setWindow({ link: 'gone', linkFault });
  }
}
