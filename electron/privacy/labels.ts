// Exports: PUBLIC, join, joinAll, sameReader, mayRead, mayAllRead, labelled, labelOfSop, labelOfParam, labelOfRun, readersKey, LabelledSop. Information-flow labels (seeds.md §6). Pure.
// What is made from several things may be read by those who may read all of them, and is trusted when all of them are.

import { OWNER, type Label } from '../protocol/privacy.ts';
import type { Meta, Param } from '../protocol/sop.ts';

export const PUBLIC: Label = { readers: 'all', integrity: 'trusted' };

/** Intersection of readers, or-untrusted. */
export function join(a: Label, b: Label): Label {
  const readers = a.readers === 'all' ? b.readers : b.readers === 'all' ? a.readers : a.readers.filter((r) => b.readers.includes(r));
  return { readers: readers === 'all' ? 'all' : [...new Set(readers)].sort(), integrity: a.integrity === 'untrusted' || b.integrity === 'untrusted' ? 'untrusted' : 'trusted' };
}

export const joinAll = (labels: readonly Label[]): Label => labels.reduce(join, PUBLIC);

/** Names of people as profiles compare them. */
export const sameReader = (a: string, b: string): boolean => a.normalize('NFKC').toLowerCase() === b.normalize('NFKC').toLowerCase();

export const mayRead = (reader: string, readers: Label['readers'] | undefined): boolean => readers === undefined || readers === 'all' || readers.some((r) => sameReader(r, reader));

/** Whether everybody of an audience may read it: what is made for them may be made from it. */
export const mayAllRead = (audience: Label['readers'], readers: Label['readers'] | undefined): boolean =>
  readers === undefined || readers === 'all' || (audience !== 'all' && audience.length > 0 && audience.every((a) => mayRead(a, readers)));

/** Whether letting it out has to be decided by somebody. */
export const labelled = (l: Label): boolean => l.readers !== 'all';

/** One word for a set of readers, the same for the same set; '' = all. */
export const readersKey = (readers: Label['readers'] | undefined): string => (readers === undefined || readers === 'all' ? '' : JSON.stringify([...readers].sort()));

export type LabelledSop = Pick<Meta, 'classification' | 'params' | 'readers'>;

/** What a parameter's own label (`health`, `financial` …) demands where the SOP names no readers. */
const OWN: ReadonlySet<string> = new Set(['health', 'financial', 'identity']);

/** `readers:` of the front matter; without it confidential and restricted ones are the owner's, others everybody's. */
export const labelOfSop = (m: LabelledSop): Label => ({ readers: m.readers ? [...new Set(m.readers)].sort() : m.classification === 'confidential' || m.classification === 'restricted' ? [OWNER] : 'all', integrity: 'trusted' });

/** Of a value that was given for a parameter. */
export const labelOfParam = (m: LabelledSop, p: Pick<Param, 'secret' | 'label'>): Label =>
  join(labelOfSop(m), { readers: !m.readers && (p.secret || (p.label !== undefined && OWN.has(p.label))) ? [OWNER] : 'all', integrity: 'trusted' });

/** Of everything a run leaves behind: its SOP, the parameters given, and the screens of the phone, whose words nobody vouches for. */
export const labelOfRun = (m: LabelledSop, given: ReadonlySet<string>): Label =>
  joinAll([labelOfSop(m), ...m.params.filter((p) => given.has(p.name)).map((p) => labelOfParam(m, p)), { readers: 'all', integrity: 'untrusted' }]);
