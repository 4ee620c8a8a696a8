// Begins a download into argv[2] from argv[3] and waits to be killed.

import { download } from '../../electron/model/manager/download.ts';
import { createEffects } from '../../electron/model/manager/effects.ts';

const [folder, uri] = process.argv.slice(2) as [string, string];
await download({ id: 'm', uri, file: 'm.gguf' }, { folder, effects: createEffects(), now: () => performance.now(), signal: new AbortController().signal, tell: () => {} });
