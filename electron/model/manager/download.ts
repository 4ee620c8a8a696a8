// Exports: download, Source, Offer, Effects. One model file fetched: asked about first, room for it checked, resumed, verified, then put in its place.
// What the outside can do is in `Effects`, so that a full disk and a lost network can be had in a test.

import { createHash } from 'node:crypto';
import * as path from 'node:path';
import { Failure } from '../../protocol/faults.ts';
import type { Download } from '../../protocol/models.ts';
import { addressOf } from './catalogue.ts';

/** What is fetched: an entry of the catalogue. */
export interface Source { id: string; uri: string; file: string; sha256?: string }

/** What the server says of a file before it is fetched. `sha256` where it names one (Hugging Face does). */
export interface Offer { url: string; bytes: number; sha256?: string }

export interface Effects {
  /** Bytes free for this user on the disk of a folder. */
  freeDisk(folder: string): Promise<number>;
  /** Bytes of a file that the disk holds already; 0 when there is none. */
  held(file: string): Promise<number>;
  makeFolder(folder: string): Promise<void>;
  /** Names in a folder; none when it does not exist. */
  list(folder: string): Promise<string[]>;
  /** A file or a whole folder; nothing there is fine. */
  remove(at: string): Promise<void>;
  move(from: string, to: string): Promise<void>;
  sha256(file: string, signal: AbortSignal): Promise<string>;
  /** @throws Failure `net/unreachable`, `net/refused`; AbortError */
  ask(url: URL, signal: AbortSignal): Promise<Offer>;
  /**
   * Writes `folder/file`, going on with what an earlier try left beside it. The downloader says that a chunk is there before it is written.
   * @param onWritten called before the promise fails when all that the part says is there has been written: it was stopped in good order
   * @throws Failure `net/unreachable`, `net/refused`, `file/*`; AbortError, after which what came so far stays
   */
  fetch(o: { url: string; folder: string; file: string; signal: AbortSignal; onProgress: (done: number, total: number) => void; onWritten: () => void }): Promise<void>;
}

/** The downloader writes there and renames when it is through. */
const PART = '.ipull';
/** A folder of this ending lies beside a part while a fetch writes there, and stays when that is killed. */
const OPEN = '.open';
/** Left to the rest of the machine. */
const SPARE = 128 * 2 ** 20;

/**
 * @param folder the models folder
 * @param tell hears of every state but the last one, which is the promise
 * @returns where the file lies (`folder/ID/VERSION/FILE`), its checksum and its version
 * @throws Failure `net/*`, `file/full`, `file/*`, `model/checksum`; AbortError when stopped (what came so far stays, and the next call goes on with it)
 */
export async function download(source: Source, o: { folder: string; effects: Effects; now: () => number; signal: AbortSignal; tell: (d: Download) => void }): Promise<{ path: string; sha256: string; version: string; bytes: number }> {
  const { effects, signal } = o;
  const address = addressOf(source.uri);
  if (address === undefined) throw new Failure({ kind: 'usage', detail: `${source.uri} is no address to fetch a model from` });
  const state: Download = { id: source.id, state: 'starting', done: 0, total: 0, speed: 0 };
  o.tell({ ...state });
  const offer = await effects.ask(address, signal);
  const wanted = source.sha256 ?? offer.sha256;

  // A part belongs to one content: what another one left is of no use to this one.
  const parts = path.join(o.folder, 'parts', source.id);
  const key = createHash('sha256').update(`${source.uri} ${offer.bytes} ${wanted ?? ''}`).digest('hex').slice(0, 12);
  const there = await effects.list(parts);
  for (const other of there) if (other !== key && other !== key + OPEN) await effects.remove(path.join(parts, other));
  const folder = path.join(parts, key);
  const open = folder + OPEN;
  const whole = path.join(folder, source.file);
  // What a killed fetch left may have holes, and nothing would tell them from the content.
  if (wanted === undefined && there.includes(key + OPEN)) await effects.remove(folder);

  /** Goes on with what is there, if anything is. */
  const attempt = async (): Promise<{ sha256: string; bytes: number; resumed: boolean }> => {
    await effects.makeFolder(folder);
    const held = Math.max(await effects.held(whole), await effects.held(whole + PART));
    const free = await effects.freeDisk(folder);
    const need = Math.max(0, offer.bytes - held) + SPARE;
    if (need > free) throw new Failure({ kind: 'file/full', path: whole, needBytes: need, freeBytes: free });
    signal.throwIfAborted();
    const speed = speedometer();
    let written = false;
    if (wanted === undefined) await effects.makeFolder(open);
    try {
      await effects.fetch({
        url: offer.url, folder, file: source.file, signal,
        onProgress: (done, total) => o.tell({ ...state, state: 'running', done, total: total || offer.bytes, speed: speed(done, o.now()) }),
        onWritten: () => { written = true; },
      });
      written = true;
    } finally {
      if (written && wanted === undefined) await effects.remove(open);
    }
    signal.throwIfAborted();
    const bytes = await effects.held(whole);
    o.tell({ ...state, state: 'checking', done: offer.bytes || bytes, total: offer.bytes || bytes });
    return { sha256: await effects.sha256(whole, signal), bytes, resumed: held > 0 };
  };

  let got = await attempt();
  if (got.resumed && wanted !== undefined && got.sha256 !== wanted) {
    // The part may have had holes, the server's file none.
    await effects.remove(folder);
    o.tell({ ...state, state: 'running', total: offer.bytes });
    got = await attempt();
  }
  const { sha256, bytes } = got;
  if (wanted !== undefined && sha256 !== wanted) {
    await effects.remove(folder);
    throw new Failure({ kind: 'model/checksum', path: source.file, wanted, got: sha256 });
  }
  const version = sha256.slice(0, 12);
  const home = path.join(o.folder, source.id, version);
  await effects.makeFolder(home);
  const at = path.join(home, source.file);
  await effects.move(whole, at);
  await effects.remove(parts);
  return { path: at, sha256, version, bytes };
}

/** Bytes a second over the last seconds; 0 until there are two of them apart. */
function speedometer(): (done: number, now: number) => number {
  const seen: [at: number, done: number][] = [];
  return (done, now) => {
    seen.push([now, done]);
    while (seen.length > 2 && now - (seen[0]?.[0] ?? now) > 5000) seen.shift();
    const [first] = seen;
    return first === undefined || now - first[0] < 500 ? 0 : Math.max(0, Math.round(((done - first[1]) * 1000) / (now - first[0])));
  };
}
