// Begins a download into argv[2] from argv[3], of the checksum argv[4] if that is given, and waits to be killed.

import { download } from '../../electron/model/manager/download.ts';
import { createEffects } from '../../electron/model/manager/effects.ts';

const [folder, uri, sha256] = process.argv.slice(2) as [string, string, string | undefined];
await download({ id: 'm', uri, file: 'm.gguf', ...(sha256 === undefined ? {} : { sha256 }) }, { folder, effects: createEffects(), now: () => performance.now(), signal: new AbortController().signal, tell: () => {} });
