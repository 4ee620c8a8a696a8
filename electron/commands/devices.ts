// Exports: devices. Lists the phones of the user's adb server and the demo phone.

import { advise } from '../protocol/faults.ts';
import { printFault, type Command } from './command.ts';

export const devices: Command = {
  usage: 'devices [--json]',
  about: 'List phones, and what keeps one from being used',
  words: 0,
  run: async (_, io) => (await import('./with-core.ts')).withCore(io, {}, async (core) => {
    const list = await core.registry.list();
    const faults = core.registry.faults();
    if (io.json) io.out(JSON.stringify({ devices: list, faults }));
    else {
      for (const d of list) {
        io.out(`${d.id.padEnd(24)} ${d.state.padEnd(14)} ${d.kind.padEnd(9)} ${d.model}${d.android ? `, Android ${d.android}` : ''}`);
        if (d.fault) io.out(`  ${advise(d.fault).title}: ${advise(d.fault).remedies[0].label}`);
      }
      for (const f of faults) printFault(f.fault, io.err);
    }
    return 0;
  }),
};
