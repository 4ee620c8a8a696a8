// Exports: Entry, readCatalogue, addressOf, EMBEDDED. The models that can be had by name: the shipped list, and one of the workplace's own.

import { z } from 'zod';
import { readText } from '../../base/files.ts';
import { Failure } from '../../protocol/faults.ts';

/** The model that comes with the product. */
export const EMBEDDED = 'pilot';

const LOOPBACK = /^(127\.0\.0\.1|localhost|\[::1\])$/;
const HF = /^hf:([\w.-]+)\/([\w.-]+)\/([\w./-]+\.gguf)$/;

/**
 * The address behind `hf:OWNER/REPOSITORY/FILE` (the main branch) or an address itself.
 * Unencrypted ones are allowed on this machine only: whoever stands between could put another model there.
 * @returns undefined for what may not be fetched
 */
export function addressOf(uri: string): URL | undefined {
  const hf = HF.exec(uri);
  if (hf && !uri.includes('..')) return new URL(`https://huggingface.co/${hf[1]}/${hf[2]}/resolve/main/${hf[3]}`);
  if (!URL.canParse(uri)) return undefined;
  const url = new URL(uri);
  const safe = url.protocol === 'https:' || (url.protocol === 'http:' && LOOPBACK.test(url.hostname));
  return safe && url.username === '' && url.password === '' ? url : undefined;
}

const Shape = z.object({ layers: z.number().int().positive(), kvHeads: z.number().int().positive(), headDim: z.number().int().positive() }).strict();
const Line = z.string().trim().min(1).max(300);
const Known = {
  id: z.string().regex(/^[a-z0-9][a-z0-9.-]{0,63}$/),
  title: Line,
  publisher: Line,
  /** A plain name: it becomes a file in the data folder. */
  file: z.string().regex(/^[\w][\w.-]{0,150}\.gguf$/),
  bytes: z.number().int().nonnegative().default(0),
  parameters: z.number().int().nonnegative(),
  quantisation: z.string().max(20),
  licence: Line,
  licenceUrl: z.url({ protocol: /^https$/ }).optional(),
  context: z.number().int().nonnegative(),
  template: z.string().max(20),
  about: Line,
  /** For the fit meter before there is a file. */
  shape: Shape.optional(),
};
const EntrySchema = z.discriminatedUnion('source', [
  z.object({ ...Known, source: z.literal('embedded'), id: z.literal(EMBEDDED) }).strict(),
  z.object({
    ...Known,
    source: z.literal('fetch'),
    uri: z.string().refine((u) => addressOf(u) !== undefined, 'must be hf:OWNER/REPOSITORY/FILE.gguf or https:// (http:// on this machine only)'),
    sha256: z.string().regex(/^[0-9a-f]{64}$/).optional(),
  }).strict(),
]);
const CatalogueSchema = z.object({ catalogue: z.literal(1), models: z.array(EntrySchema).max(500) }).strict();

export type Entry = z.infer<typeof EntrySchema>;

/**
 * @param shipped the product's catalogue
 * @param own one of the workplace (a mirror inside its network, say); its entries replace shipped ones of the same id. May be absent.
 * @throws Failure `config`, naming file and field
 */
export async function readCatalogue(shipped: string, own: string): Promise<Entry[]> {
  const entries = new Map<string, Entry>();
  for (const e of await entriesOf(shipped)) entries.set(e.id, e);
  const added = await entriesOf(own).catch((e: unknown) => {
    if (e instanceof Failure && e.fault.kind === 'file/not-found') return [];
    throw e;
  });
  for (const e of added) {
    if (e.source === 'embedded') throw new Failure({ kind: 'config', path: own, detail: `models: "${e.id}" comes with the product and cannot be described here` });
    entries.set(e.id, e);
  }
  return [...entries.values()];
}

async function entriesOf(file: string): Promise<Entry[]> {
  const bad = (detail: string): Failure => new Failure({ kind: 'config', path: file, detail });
  const text = await readText(file);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (e) {
    throw bad((e as Error).message);
  }
  const parsed = CatalogueSchema.safeParse(value);
  if (!parsed.success) throw bad(parsed.error.issues.slice(0, 3).map((i) => `${i.path.join('.') || 'file'}: ${i.message}`).join('; '));
  const ids = parsed.data.models.map((m) => m.id);
  const twice = ids.find((id, i) => ids.indexOf(id) !== i);
  if (twice !== undefined) throw bad(`models: "${twice}" is there twice`);
  return parsed.data.models;
}
