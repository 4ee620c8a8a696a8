// A host that loads two models one after the other: what models.test.ts expects to be ended by the second.

import * as path from 'node:path';
import { connect } from '../../electron/protocol/rpc.ts';
import { startServices } from '../../electron/services.ts';
import { portPair } from './port-pair.ts';

const services = await startServices({ mode: 'browser', root: path.resolve(import.meta.dirname, '../..'), env: process.env });
const pair = portPair();
services.attach(pair.host);
const client = connect(pair.window);
for (const file of process.argv.slice(2)) await client.call('model.load', { path: file });
process.exit(0);
