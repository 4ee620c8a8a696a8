// Exports: Given, missing, fromEnvironment, keptOf. What a run still needs before it can start, and which secrets it can take from what is kept. Pure.

import type { SecretsState, StoredSecret } from '../../electron/protocol/services.ts';
import type { Param } from '../../electron/protocol/sop.ts';
import { environmentKey } from '../privacy/words.ts';

/** What the form holds. `stored`: parameter → name of a kept secret. */
export interface Given { values: Readonly<Record<string, string>>; stored: Readonly<Record<string, string>> }

/** The environment holds a value for it, which a run takes by itself. */
export const fromEnvironment = (p: Pick<Param, 'name' | 'secret'>, s: SecretsState | undefined): boolean => p.secret && (s?.secrets.some((k) => k.from === 'environment' && k.name === environmentKey(p.name)) ?? false);

/** Kept secrets that can be chosen: the environment's are taken by their names alone. */
export const keptOf = (s: SecretsState | undefined): StoredSecret[] => s?.secrets.filter((k) => k.from === 'file') ?? [];

/** Parameters without a value, a default, a chosen secret or one of the environment. */
export const missing = (params: readonly Param[], g: Given, s: SecretsState | undefined): Param[] =>
  params.filter((p) => (g.values[p.name] ?? '') === '' && p.default === undefined && !(p.secret && g.stored[p.name] !== undefined) && !fromEnvironment(p, s));
