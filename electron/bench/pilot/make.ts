// `npm run pilot -- FOLDER [--minutes N] [--threads N] [--train N] [--device cpu|cuda] [--python FILE]`: the embedded model from nothing. Data from
// the lexicon, training (PyTorch), export in four precisions, scores beside the lexical ranker; FOLDER keeps what each step made.

import { spawn } from 'node:child_process';
import * as path from 'node:path';
import { parseArgs } from 'node:util';
import { ensureFolder } from '../../base/files.ts';

const ROOT = path.resolve(import.meta.dirname, '../../..');

/** @throws when the program cannot be started or ends with another code than 0 */
const run = (file: string, args: readonly string[], remedy = ''): Promise<void> => new Promise((resolve, reject) => {
  const child = spawn(file, args, { cwd: ROOT, stdio: 'inherit' });
  child.once('error', (e) => reject(new Error(`${file} cannot be started: ${e.message}. ${remedy}`)));
  child.once('exit', (code) => (code === 0 ? resolve() : reject(new Error(`${path.basename(args[0] ?? file)} ended with ${code}. ${remedy}`))));
});

if (import.meta.main) {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { minutes: { type: 'string', default: '85' }, threads: { type: 'string', default: '2' }, train: { type: 'string', default: '240000' }, device: { type: 'string', default: 'cpu' }, python: { type: 'string', default: '/usr/bin/python3' } },
  });
  const folder = path.resolve(positionals[0] ?? 'pilot-build');
  const [data, out] = [path.join(folder, 'data'), path.join(folder, 'weights')];
  await ensureFolder(out);
  const own = (script: string, ...args: string[]): Promise<void> => run(process.execPath, [path.join(import.meta.dirname, script), ...args]);
  await run(values.python, ['-c', 'import torch, numpy'], 'Install PyTorch and numpy for it; on Debian: apt-get install python3-torch python3-numpy libopenblas0-pthread');
  await own('data.ts', data, '--train', values.train, '--test', '1500');
  await run(values.python, [path.join(ROOT, 'resources', 'pilot', 'train.py'), data, out, '--minutes', values.minutes, '--threads', values.threads, '--device', values.device]);
  for (const as of ['f16', 'q8_0', 'q5_0', 'q4_0']) await own('export.ts', data, out, path.join(folder, `pilot-${as}.gguf`), '--as', as);
  for (const as of ['f16', 'q8_0', 'q5_0', 'q4_0']) await own('evaluate.ts', path.join(folder, `pilot-${as}.gguf`), '--count', '1000');
  process.stdout.write(`Copy ${path.join(folder, 'pilot-q8_0.gguf')} to resources/models/pilot.gguf to use it\n`);
}
