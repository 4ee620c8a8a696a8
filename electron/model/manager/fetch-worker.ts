// The thread that downloads: node-llama-cpp's downloader, apart from everything else. A write that fails there (a full disk) is a rejection
// that nobody can catch, and a lost server is asked again for minutes: in a thread of its own both cost the download, not the host.

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

try {
  const downloader = await createModelDownloader({
    modelUri: url, dirPath: folder, fileName: file, deleteTempFileOnCancel: false, skipExisting: true, showCliProgress: false,
    onProgress: ({ downloadedSize, totalSize }) => say({ done: downloadedSize, total: totalSize }),
  });
  let stopped = false;
  parentPort?.on('message', () => {
    stopped = true;
    // Saves what the threads of the download have; the part stays.
    void downloader.cancel({ deleteTempFile: false }).then(() => say({ stopped: true }), fail);
  });
  await downloader.download();
  if (!stopped) say({ finished: true });
} catch (e) {
  fail(e);
}
