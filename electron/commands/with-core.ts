// Exports: withCore. Opens what a command needs and closes it whatever happens: no command leaves a process behind.

import * as path from 'node:path';
import { loadConfig } from '../base/config.ts';
import { ensureFolder } from '../base/files.ts';
import { createLog } from '../base/log.ts';
import type { PhoneState } from '../demo-phone/types.ts';
import { openCore, type Core } from '../services/core.ts';
import type { CommandIo } from './command.ts';

export async function withCore<T>(io: CommandIo, demo: { state?: PhoneState; seed?: number; port?: number }, work: (core: Core) => Promise<T>): Promise<T> {
  const config = await loadConfig(io.root, io.env);
  await ensureFolder(config.data);
  const log = createLog({ clock: io.clock, file: path.join(config.data, 'logs', 'cli.jsonl') });
  const core = await openCore({ config, clock: io.clock, log, demo });
  try {
    return await work(core);
  } finally {
    await core.close();
  }
}
