// The thread that downloads: node-llama-cpp's downloader, apart from everything else. A write that fails there (a full disk) is a rejection
// that nobody can catch, and a lost server is asked again for minutes: in a thread of its own both cost the download, not the host.

import { setImmediate } from 'node:timers/promises';
import { parentPort, workerData } from 'node:worker_threads';
import { createModelDownloader } from 'node-llama-cpp';
import type { FromFetcher, ToFetcher } from './effects.ts';

const { url, folder, file } = workerData as ToFetcher;
const say = (m: FromFetcher): void => parentPort?.postMessage(m);

const fail = (e: unknown): void => {
  const error = e as NodeJS.ErrnoException & { statusCode?: number };
  say({ failed: { message: error.message ?? String(e), ...(error.code === undefined ? {} : { code: error.code }), ...(error.statusCode === undefined ? {} : { status: error.statusCode }) } });
};
process.on('uncaughtException', fail);
process.on('unhandledRejection', fail);

/** Through with the disk: writes may be under way, or waiting for their file to be opened, after the downloader says that it has stopped. */
const written = async (): Promise<void> => { while (process.getActiveResourcesInfo().some((name) => name.startsWith('FSReq'))) await setImmediate(); };

try {
  const downloader = await createModelDownloader({
    modelUri: url, dirPath: folder, fileName: file, deleteTempFileOnCancel: false, skipExisting: true, showCliProgress: false,
    onProgress: ({ downloadedSize, totalSize }) => say({ done: downloadedSize, total: totalSize }),
  });
  say({ begun: true });
  let stopped = false;
  parentPort?.on('message', () => {
    stopped = true;
    // The part stays, with how far it came.
    void downloader.cancel({ deleteTempFile: false }).then(written).then(() => say({ stopped: true }), fail);
  });
  await downloader.download();
  if (!stopped) say({ finished: true });
} catch (e) {
  fail(e);
}
