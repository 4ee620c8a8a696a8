// Exports: openBrowser. Opens an address whose fragment is a secret, without showing it in the process list.

import { spawn } from 'node:child_process';
import * as path from 'node:path';
import { writeAtomic } from './base/files.ts';

/**
 * Writes a page only this user can read that goes on to `url`, and asks the system to open it: an address given as an
 * argument would show in `ps`.
 * @returns undefined when a browser was started, else why none was
 */
export async function openBrowser(url: string, folder: string, env: NodeJS.ProcessEnv): Promise<string | undefined> {
  const page = path.join(folder, 'open.html');
  const escaped = url.replace(/[&"<>]/g, (c) => `&#${c.charCodeAt(0)};`);
  await writeAtomic(page, `<!doctype html><meta charset="utf-8"><title>Countersign</title><meta http-equiv="refresh" content="0;url=${escaped}"><a href="${escaped}">Open Countersign</a>\n`, 0o600);
  if (process.platform === 'linux' && !env.DISPLAY && !env.WAYLAND_DISPLAY) return 'there is no screen';
  const [command, args] = process.platform === 'darwin' ? ['open', [page]] as const : process.platform === 'win32' ? ['cmd', ['/c', 'start', '', page]] as const : ['xdg-open', [page]] as const;
  return await new Promise((resolve) => {
    const child = spawn(command, args, { stdio: 'ignore', detached: true });
    child.once('error', (e) => resolve(`${command} cannot be started (${e.message})`));
    child.once('exit', (code) => resolve(code === 0 ? undefined : `${command} ended with code ${code}`));
    child.unref();
  });
}
