// Exports: host, home, env, ROOT, Window. A real host in this process with windows on it.

import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { afterAll, onTestFinished } from 'vitest';
import { connect, type Client } from '../../electron/protocol/rpc.ts';
import { ENDED, type RunState } from '../../electron/protocol/run.ts';
import { startServices, type HostServices } from '../../electron/services.ts';
import { portPair } from './port-pair.ts';

export const ROOT = path.resolve(import.meta.dirname, '../..');

const folders: string[] = [];
afterAll(() => { for (const f of folders) fs.rmSync(f, { recursive: true, force: true }); });
export function home(): string {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'countersign-host-'));
  folders.push(folder);
  return folder;
}

/** No adb server listens on port 1. */
export const env = (data: string): NodeJS.ProcessEnv => ({ COUNTERSIGN_HOME: data, ANDROID_ADB_SERVER_PORT: '1' });

export interface Window extends Client {
  /** Resolves with the first state of a run, past or coming, that fits. */
  until(run: string, fits: (s: RunState) => boolean): Promise<RunState>;
  ended(run: string): Promise<RunState>;
}

export async function host(data = home()): Promise<{ services: HostServices; data: string; window(): Window; close(): Promise<void> }> {
  const services = await startServices({ mode: 'browser', root: ROOT, env: env(data) });
  let open = true;
  const close = async (): Promise<void> => { if (open) { open = false; await services.close(); } };
  onTestFinished(close);
  return {
    services, data, close,
    window() {
      const pair = portPair();
      services.attach(pair.host);
      onTestFinished(() => pair.close());
      const client = connect(pair.window);
      const until: Window['until'] = async (run, fits) => {
        let stop = (): void => {};
        const coming = new Promise<RunState>((resolve) => { stop = client.on('run', (s) => { if (s.id === run && fits(s)) resolve(s); }); });
        try {
          const now = await client.call('run.get', { run });
          return fits(now) ? now : await coming;
        } finally { stop(); }
      };
      return { ...client, until, ended: (run) => until(run, (s) => ENDED.includes(s.status)) };
    },
  };
}
