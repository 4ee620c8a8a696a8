// Exports: CSP, HEADERS, readWindowFile. The built window as files: what may be asked for, its type, and its policy.

import * as path from 'node:path';
import { Failure } from '../protocol/faults.ts';
import { readBytes } from './files.ts';

/** Nothing from anywhere else, no inline scripts, no plug-ins, no framing. Monaco needs inline styles. */
export const CSP = [
  "default-src 'none'", "script-src 'self'", "worker-src 'self'", "style-src 'self' 'unsafe-inline'", "img-src 'self' blob: data:",
  "font-src 'self'", "connect-src 'self'", "frame-src 'self' blob:", "base-uri 'none'", "form-action 'none'", "frame-ancestors 'none'", "object-src 'none'",
].join('; ');

export const HEADERS: Readonly<Record<string, string>> = {
  'content-security-policy': CSP,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'cache-control': 'no-cache',
};

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8', '.js': 'text/javascript; charset=utf-8', '.css': 'text/css; charset=utf-8', '.svg': 'image/svg+xml',
  '.png': 'image/png', '.ttf': 'font/ttf', '.woff2': 'font/woff2', '.json': 'application/json', '.map': 'application/json', '.wasm': 'application/wasm', '.ico': 'image/x-icon',
};

/** Longer names are none that the build gives; the system would refuse some of them with an error of its own. */
const MAX_NAME = 200;

/** The file behind a URL's path, or undefined when there is none (unknown type, outside the folder, missing, a name no file has). */
export async function readWindowFile(folder: string, pathname: string): Promise<{ data: Buffer; type: string } | undefined> {
  let name: string;
  try { name = decodeURIComponent(pathname); } catch { return undefined; }
  if (name.length > MAX_NAME || name.includes('\0')) return undefined;
  const file = path.join(folder, path.normalize(`/${name === '/' || name === '' ? 'index.html' : name}`));
  const type = TYPES[path.extname(file)];
  if (type === undefined || !file.startsWith(folder + path.sep)) return undefined;
  try {
    return { data: await readBytes(file), type };
  } catch (e) {
    if (e instanceof Failure && e.fault.kind === 'file/not-found') return undefined;
    throw e;
  }
}
