// A host whose run waits for approval for ever: what host.test.ts kills. Prints the run's id when it waits.

import * as path from 'node:path';
import { connect } from '../../electron/protocol/rpc.ts';
import { startServices } from '../../electron/services.ts';
import { portPair } from './port-pair.ts';
import { SOPS } from './sops.ts';

const services = await startServices({ mode: 'browser', root: path.resolve(import.meta.dirname, '../..'), env: process.env });
const pair = portPair();
services.attach(pair.host);
const client = connect(pair.window);
client.on('run', (s) => { if (s.card) process.stdout.write(`${s.id}\n`); });
await client.call('run.start', { device: 'demo', sop: SOPS.asks, params: {} });
