// Exports: Config, loadConfig, saveSettings.
// Read once: defaults, then `config.json` of the data folder, then the environment; passed down from there.

import * as os from 'node:os';
import * as path from 'node:path';
import { z } from 'zod';
import { Failure } from '../protocol/faults.ts';
import type { Settings } from '../protocol/services.ts';
import { readText, writeAtomic } from './files.ts';

export interface Config {
  /** Where runs, drafts, logs and settings live. */
  data: string;
  /** The SOPs shipped with the product. */
  library: string;
  resources: string;
  settings: Settings;
  /** Where the second copy of the audit log's heads goes unless the settings name a folder. */
  auditMirror: string;
}

const Stored = z.object({
  theme: z.enum(['dark', 'light', 'system']).optional(),
  userFolder: z.string().min(1).optional(),
  model: z.string().optional(),
  adb: z.object({ host: z.string().min(1), port: z.number().int().min(1).max(65535) }).optional(),
  approvalMinutes: z.number().positive().max(24 * 60).optional(),
  auditMirror: z.string().min(1).optional(),
  secondOpinion: z.boolean().optional(),
}).strict();

/** Data folder by the platform's custom, unless `COUNTERSIGN_HOME` names one. */
function dataFolder(env: NodeJS.ProcessEnv): string {
  if (env.COUNTERSIGN_HOME) return path.resolve(env.COUNTERSIGN_HOME);
  if (process.platform === 'darwin') return path.join(os.homedir(), 'Library', 'Application Support', 'Countersign');
  if (process.platform === 'win32') return path.join(env.APPDATA ?? path.join(os.homedir(), 'AppData', 'Roaming'), 'Countersign');
  return path.join(env.XDG_DATA_HOME ?? path.join(os.homedir(), '.local', 'share'), 'countersign');
}

/** Not in the data folder, so that whoever takes that one back to an earlier state leaves a trace here; in it where a folder was named for everything. */
function mirrorFolder(data: string, env: NodeJS.ProcessEnv): string {
  if (env.COUNTERSIGN_HOME) return path.join(data, 'audit');
  if (process.platform === 'darwin') return path.join(os.homedir(), 'Library', 'Preferences', 'Countersign');
  if (process.platform === 'win32') return path.join(env.LOCALAPPDATA ?? path.join(os.homedir(), 'AppData', 'Local'), 'Countersign');
  return path.join(env.XDG_STATE_HOME ?? path.join(os.homedir(), '.local', 'state'), 'countersign');
}

/**
 * @param root folder of the program (the one with `sop-library/` and `resources/`)
 * @throws Failure `config` for a file that is not what we wrote
 */
export async function loadConfig(root: string, env: NodeJS.ProcessEnv): Promise<Config> {
  const data = dataFolder(env);
  const file = path.join(data, 'config.json');
  let stored: z.infer<typeof Stored> = {};
  const text = await readText(file).catch((e: unknown) => {
    if (e instanceof Failure && e.fault.kind === 'file/not-found') return '{}';
    throw e;
  });
  try {
    stored = Stored.parse(JSON.parse(text));
  } catch (e) {
    const detail = e instanceof z.ZodError ? e.issues.map((i) => `${i.path.join('.') || 'file'}: ${i.message}`).join('; ') : (e as Error).message;
    throw new Failure({ kind: 'config', path: file, detail: `${detail}. Correct it, or delete it to start from the defaults` });
  }
  const port = env.ANDROID_ADB_SERVER_PORT ?? env.COUNTERSIGN_ADB_PORT;
  if (port !== undefined && !/^\d{1,5}$/.test(port)) throw new Failure({ kind: 'config', path: 'ANDROID_ADB_SERVER_PORT', detail: `"${port}" is no port number` });
  return {
    data,
    library: path.join(root, 'sop-library'),
    resources: path.join(root, 'resources'),
    auditMirror: mirrorFolder(data, env),
    settings: {
      theme: 'system',
      userFolder: path.join(data, 'sops'),
      model: 'pilot',
      approvalMinutes: 5,
      ...stored,
      adb: port === undefined ? (stored.adb ?? { host: '127.0.0.1', port: 5037 }) : { host: '127.0.0.1', port: Number(port) },
    },
  };
}

/** Validates and writes the settings. @throws Failure `config`, `file/*` */
export async function saveSettings(config: Config, change: Partial<Settings>): Promise<Settings> {
  const file = path.join(config.data, 'config.json');
  const parsed = Stored.safeParse({ ...config.settings, ...change });
  if (!parsed.success) throw new Failure({ kind: 'config', path: file, detail: parsed.error.issues.map((i) => `${i.path.join('.')}: ${i.message}`).join('; ') });
  if ([parsed.data.userFolder, parsed.data.auditMirror].some((folder) => folder !== undefined && !path.isAbsolute(folder))) throw new Failure({ kind: 'config', path: file, detail: 'The folder must be given as a full path' });
  await writeAtomic(file, `${JSON.stringify(parsed.data, null, 2)}\n`, 0o600);
  Object.assign(config.settings, parsed.data);
  return config.settings;
}
