// Exports: openProfiles, Profiles, Profile, Person (as a type: nobody outside can make one).
// Who approves. Local people with a passphrase each, kept as scrypt hashes in one file of the data folder (RFC 7914; N = 2^15, r = 8,
// p = 1: 32 MiB and about 0.1 s a try). A `Person` exists only because a passphrase was right; everybody else at a window is the owner.

import { randomBytes, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import type { Clock } from '../base/clock.ts';
import { readText, writeAtomic } from '../base/files.ts';
import { Mutex } from '../base/lock.ts';
import { sameReader } from '../privacy/labels.ts';
import { PASSPHRASE_MIN } from '../protocol/approval.ts';
import { OWNER } from '../protocol/privacy.ts';
import { Failure } from '../protocol/faults.ts';
import type { Profile } from '../protocol/services.ts';
import { COST, deriveKey } from './passphrase.ts';

/** Proof that somebody gave the passphrase; what it proves is known to the profiles that made it. */
class Signed {
  readonly #sealed = true;
  /** For the eyes of a debugger. */
  get [Symbol.toStringTag](): string { return this.#sealed ? 'Person' : ''; }
}
export type Person = Signed;

/** Wrong passphrases in a row before a profile is locked, and for how long, milliseconds. */
const TRIES = 5;
const LOCK_MS = 60_000;
/** A salt for names that do not exist: whether one does is not told by how long the answer takes. */
const NOBODY = Buffer.alloc(16).toString('base64');

const Stored = z.object({
  v: z.literal(1),
  profiles: z.array(z.object({
    name: z.string().min(1), created: z.number(), salt: z.string(), hash: z.string(), N: z.number().int(), r: z.number().int(), p: z.number().int(),
    wrong: z.number().int().nonnegative().optional(), lockedUntil: z.number().optional(),
  }).strict()),
}).strict();
type Stored = z.infer<typeof Stored>;
type Kept = Stored['profiles'][number];

export interface Profiles {
  list(): Promise<Profile[]>;
  /** @throws Failure `profile/name` (taken, reserved, unusable, passphrase too short) */
  create(name: string, passphrase: string): Promise<Profile[]>;
  /** Only who knows the passphrase removes a profile. @throws Failure as `check` */
  remove(name: string, passphrase: string): Promise<Profile[]>;
  /** @throws Failure `profile/unknown`, `profile/passphrase`, `profile/locked`, `file/damaged` */
  check(name: string, passphrase: string): Promise<Person>;
  /** Whose passphrase was given; `undefined` for what was not made here. */
  nameOf(person: Person | undefined): string | undefined;
}

/** Names are shown on cards and in records: no blanks at the ends, nothing invisible, no brackets of a quotation. */
const USABLE = /^[\p{L}\p{N}][\p{L}\p{N} ._'@-]{0,38}[\p{L}\p{N}]$|^[\p{L}\p{N}]$/u;

/** @param o.file `profiles.json` of the data folder; made with the first profile, readable by its user alone */
export function openProfiles(o: { file: string; clock: Clock }): Profiles {
  const turn = new Mutex();
  const people = new WeakMap<Person, { name: string; era: object }>();
  /** What a profile was when somebody signed in: one that was removed, and perhaps made anew, signs nothing any more. */
  const eras = new Map<string, object>();

  const read = async (): Promise<Stored> => {
    let text: string;
    try {
      text = await readText(o.file);
    } catch (e) {
      if (e instanceof Failure && e.fault.kind === 'file/not-found') return { v: 1, profiles: [] };
      throw e;
    }
    try {
      return Stored.parse(JSON.parse(text));
    } catch (e) {
      // Never "nobody has a passphrase": a damaged file must not make the second person superfluous.
      throw new Failure({ kind: 'file/damaged', path: o.file, detail: `${e instanceof z.ZodError ? 'It is not what this program wrote' : (e as Error).message}: bring it back from a copy, or delete it and add the profiles anew` });
    }
  };
  const write = (s: Stored): Promise<void> => writeAtomic(o.file, `${JSON.stringify(s, null, 2)}\n`, 0o600);
  const shown = (s: Stored): Profile[] => s.profiles.map(({ name, created }) => ({ name, created })).sort((a, b) => a.name.localeCompare(b.name));

  /** The kept profile whose passphrase this is. A wrong one counts, on the disk: starting anew does not forget it. */
  async function verify(s: Stored, name: string, passphrase: string): Promise<Kept> {
    const kept = s.profiles.find((p) => sameReader(p.name, name));
    const now = o.clock.now();
    if (kept?.lockedUntil !== undefined && kept.lockedUntil > now) throw new Failure({ kind: 'profile/locked', name: kept.name, seconds: Math.ceil((kept.lockedUntil - now) / 1000) });
    const got = await deriveKey(passphrase, kept?.salt ?? NOBODY, kept ?? COST);
    const wanted = Buffer.from(kept?.hash ?? '', 'base64');
    const right = wanted.length === got.length && timingSafeEqual(wanted, got);
    if (!kept) throw new Failure({ kind: 'profile/unknown', name, known: shown(s).map((p) => p.name) });
    const { wrong = 0, lockedUntil: _, ...rest } = kept;
    const tries = wrong + 1;
    const locked = !right && tries >= TRIES;
    if (!right || wrong > 0) await write({ v: 1, profiles: s.profiles.map((p) => (p === kept ? { ...rest, ...(right || locked ? {} : { wrong: tries }), ...(locked ? { lockedUntil: now + LOCK_MS } : {}) } : p)) });
    if (locked) throw new Failure({ kind: 'profile/locked', name: kept.name, seconds: LOCK_MS / 1000 });
    if (!right) throw new Failure({ kind: 'profile/passphrase', name: kept.name, left: TRIES - tries });
    return kept;
  }

  return {
    list: async () => shown(await read()),
    create: (name, passphrase) => turn.hold(async () => {
      const refuse = (why: string): never => { throw new Failure({ kind: 'profile/name', name, why }); };
      const s = await read();
      if (!USABLE.test(name)) refuse('A name has up to 40 letters, digits, blanks and . _ \' @ -, and begins and ends with a letter or digit');
      if (sameReader(name, OWNER)) refuse(`"${OWNER}" is whoever sits here without signing in: choose another name`);
      if (s.profiles.some((p) => sameReader(p.name, name))) refuse('There is one of that name already');
      if ([...passphrase].length < PASSPHRASE_MIN) refuse(`The passphrase needs at least ${PASSPHRASE_MIN} characters`);
      const salt = randomBytes(16).toString('base64');
      const next: Stored = { v: 1, profiles: [...s.profiles, { name, created: o.clock.now(), salt, hash: (await deriveKey(passphrase, salt, COST)).toString('base64'), ...COST }] };
      await write(next);
      return shown(next);
    }),
    remove: (name, passphrase) => turn.hold(async () => {
      const kept = await verify(await read(), name, passphrase);
      const s = await read();
      const next: Stored = { v: 1, profiles: s.profiles.filter((p) => p.name !== kept.name) };
      await write(next);
      eras.delete(kept.name);
      return shown(next);
    }),
    check: (name, passphrase) => turn.hold(async () => {
      const { name: known } = await verify(await read(), name, passphrase);
      const person = new Signed();
      const era = eras.get(known) ?? {};
      eras.set(known, era);
      people.set(person, { name: known, era });
      return person;
    }),
    nameOf(person) {
      const known = person === undefined ? undefined : people.get(person);
      return known && eras.get(known.name) === known.era ? known.name : undefined;
    },
  };
}
