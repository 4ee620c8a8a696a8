// Exports: demo. Serves the demo phone alone, for other tools.

import { readText } from '../base/files.ts';
import type { PhoneState } from '../demo-phone/types.ts';
import { Failure } from '../protocol/faults.ts';
import { DEMO_FAULTS, type DemoFault } from '../protocol/services.ts';
import { textOption, UsageError, type Command } from './command.ts';

export const demo: Command = {
  usage: 'demo [--port N] [--state FILE] [--fault NAME]… [--expose] [--json]\n  --port    of its adb server; without it any free one\n  --expose  also open an adbd port for `adb connect`',
  about: 'Serve the demo phone on its own adb server until interrupted',
  options: { port: { type: 'string' }, state: { type: 'string' }, fault: { type: 'string', multiple: true }, expose: { type: 'boolean' } },
  words: 0,
  async run({ values }, io) {
    const port = textOption(values, 'port') ?? '0';
    if (!/^\d{1,5}$/.test(port) || Number(port) > 65535) throw new UsageError(`--port takes a port number, not ${port}`);
    const faults = (values.fault as string[] | undefined) ?? [];
    for (const f of faults) if (!(DEMO_FAULTS as readonly string[]).includes(f)) throw new UsageError(`There is no fault ${f}; there are: ${DEMO_FAULTS.join(', ')}`);
    const file = textOption(values, 'state');
    const state = file === undefined ? undefined : await readState(file);
    const { withCore } = await import('./with-core.ts');
    return await withCore(io, { port: Number(port), ...(state ? { state } : {}) }, async (core) => {
      const exposed = values.expose ? await core.expose() : undefined;
      for (const f of faults) core.phone.setFault(f as DemoFault, true);
      if (io.json) io.out(JSON.stringify({ port: core.demoPort, serial: core.phone.serial, ...(exposed ? { adbd: exposed.port } : {}) }));
      else {
        io.out(`The demo phone ${core.phone.serial} is served on port ${core.demoPort}. Try: adb -P ${core.demoPort} devices -l`);
        if (exposed) io.out(`Its adbd listens on port ${exposed.port}: adb connect 127.0.0.1:${exposed.port}`);
        io.out('Press Ctrl+C to end it.');
      }
      await new Promise<void>((resolve) => { if (io.signal.aborted) resolve(); else io.signal.addEventListener('abort', () => resolve(), { once: true }); });
      await exposed?.close();
      return 0;
    });
  },
};

/** A saved phone. @throws Failure `file/*` */
export async function readState(file: string): Promise<PhoneState> {
  const text = await readText(file);
  let state: unknown;
  try { state = JSON.parse(text); } catch (e) { throw new Failure({ kind: 'file/damaged', path: file, detail: (e as Error).message }); }
  const { checkState } = await import('../demo-phone/system/state.ts');
  return checkState(state, file);
}
