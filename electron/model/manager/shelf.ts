// Exports: Shelf, Version, Slot, EMPTY, put, take, pin, currentOf, earlierThan, chosen, settled, lastGood, readShelf, writeShelf.
// Which model files are installed, which version of each is used, and which choices worked. Pure changes of one value; a file keeps it.

import * as path from 'node:path';
import { z } from 'zod';
import { readText, writeAtomic } from '../../base/files.ts';
import { Failure } from '../../protocol/faults.ts';

/** Replaced versions of a model that are kept to go back to. */
const KEPT_VERSIONS = 3;
/** Choices that worked, to fall back to. */
const KEPT_CHOICES = 5;

const BenchmarkSchema = z.object({ prefill: z.number(), decode: z.number(), rss: z.number(), promptTokens: z.number(), answerTokens: z.number(), at: z.number() }).strict();
const VersionSchema = z.object({
  version: z.string().min(1).max(64),
  path: z.string().min(1),
  sha256: z.string().optional(),
  addedAt: z.number(),
  /** Ours: removed with the model. A file that was chosen by its path is never deleted. */
  managed: z.boolean(),
}).strict();
const SlotSchema = z.object({ id: z.string().min(1), title: z.string(), licence: z.string().optional(), pin: z.string().optional(), versions: z.array(VersionSchema).min(1) }).strict();
const ChoiceSchema = z.object({ path: z.string().min(1), at: z.number() }).strict();
const ShelfSchema = z.object({
  v: z.literal(1),
  slots: z.array(SlotSchema),
  /** Newest first, one a path. */
  good: z.array(ChoiceSchema),
  /** What is being loaded, by which process. Found at a start whose process is gone: that load ended the host. */
  loading: z.object({ path: z.string().min(1), pid: z.number(), at: z.number() }).strict().optional(),
  /** By path, size and time of change: once measured, measured. */
  benchmarks: z.record(z.string(), BenchmarkSchema),
}).strict();

export type Version = z.infer<typeof VersionSchema>;
/** A model and its versions, newest first. */
export type Slot = z.infer<typeof SlotSchema>;
export type Shelf = z.infer<typeof ShelfSchema>;

export const EMPTY: Shelf = { v: 1, slots: [], good: [], benchmarks: {} };

/**
 * A version is added in front; the same one again is only moved there.
 * @returns `dropped`: versions that are no longer kept. The pinned one and those in `keep` (paths) always are.
 */
export function put(s: Shelf, model: { id: string; title: string; licence?: string }, version: Version, keep: readonly string[] = []): { shelf: Shelf; dropped: Version[] } {
  const old = s.slots.find((m) => m.id === model.id);
  const versions = [version, ...(old?.versions ?? []).filter((v) => v.version !== version.version)];
  const stays = (v: Version, i: number): boolean => i <= KEPT_VERSIONS || v.version === old?.pin || keep.includes(v.path);
  const slot: Slot = { ...old, ...model, versions: versions.filter(stays) };
  return { shelf: { ...s, slots: [...s.slots.filter((m) => m !== old), slot].toSorted((a, b) => a.title.localeCompare(b.title)) }, dropped: versions.filter((v, i) => !stays(v, i)) };
}

/** Without a model, or without one of its versions. @returns `dropped`: the versions that went */
export function take(s: Shelf, id: string, version?: string): { shelf: Shelf; dropped: Version[] } {
  const slot = s.slots.find((m) => m.id === id);
  const dropped = slot?.versions.filter((v) => version === undefined || v.version === version) ?? [];
  const gone = dropped.map((v) => v.path);
  const slots = s.slots.flatMap((m) => {
    if (m !== slot) return [m];
    const left = m.versions.filter((v) => !dropped.includes(v));
    if (left.length === 0) return [];
    return [{ ...m, pin: left.find((v) => v.version === m.pin)?.version, versions: left }];
  });
  return { shelf: { ...s, slots, good: s.good.filter((g) => !gone.includes(g.path)) }, dropped };
}

/** Holds a model at a version; `undefined` lets it follow the newest again. */
export function pin(s: Shelf, id: string, version: string | undefined): Shelf {
  return { ...s, slots: s.slots.map((m) => (m.id === id ? { ...m, pin: version } : m)) };
}

/** The version that is loaded: the pinned one, else the newest. */
export const currentOf = (m: Slot): Version => m.versions.find((v) => v.version === m.pin) ?? (m.versions[0] as Version);

/** The version before the current one. */
export const earlierThan = (m: Slot): Version | undefined => m.versions[m.versions.indexOf(currentOf(m)) + 1];

/** A load worked: nothing is being loaded, and this is the newest good choice. */
export function chosen(s: Shelf, file: string, at: number): Shelf {
  return { ...settled(s), good: [{ path: file, at }, ...s.good.filter((g) => g.path !== file)].slice(0, KEPT_CHOICES) };
}

/** Nothing is being loaded (any more). */
export const settled = (s: Shelf): Shelf => ({ ...s, loading: undefined });

/** The newest choice that worked and is none of these paths. */
export const lastGood = (s: Shelf, not: readonly string[]): string | undefined => s.good.find((g) => !not.includes(g.path))?.path;

/** @throws Failure `file/damaged`: what is installed cannot be guessed */
export async function readShelf(file: string): Promise<Shelf> {
  let text: string;
  try {
    text = await readText(file);
  } catch (e) {
    if (e instanceof Failure && e.fault.kind === 'file/not-found') return EMPTY;
    throw e;
  }
  try {
    return ShelfSchema.parse(JSON.parse(text));
  } catch (e) {
    if (!(e instanceof SyntaxError) && !(e instanceof z.ZodError)) throw e;
    throw new Failure({ kind: 'file/damaged', path: file, detail: `Move it away to begin with an empty list; the model files stay in ${path.dirname(file)}` });
  }
}

export const writeShelf = (file: string, s: Shelf): Promise<void> => writeAtomic(file, `${JSON.stringify(s, null, 1)}\n`);
