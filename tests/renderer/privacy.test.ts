// Labels and origins in words, and which secret parameters a run still waits for.

import { expect, test } from 'vitest';
import type { SecretsState } from '../../electron/protocol/services.ts';
import type { Param } from '../../electron/protocol/sop.ts';
import { environmentKey, originOf, readersSay, readersWords } from '../../renderer/privacy/words.ts';
import { fromEnvironment, keptOf, missing } from '../../renderer/run/missing.ts';
import { environmentName } from '../../electron/control/secret-store.ts';
import { untrusted } from '../../electron/control/taint.ts';
import type { Origin, Sink } from '../../electron/protocol/privacy.ts';

test('readers, short for a chip and whole for its sentence; nothing for everybody', () => {
  const of = (r: 'all' | string[] | undefined) => [readersWords(r), readersSay(r)];
  expect([of(undefined), of('all'), of(['owner']), of(['Ann', 'Bob']), of(['Ann', 'Bob', 'Cy', 'owner']), of([])]).toEqual([
    [undefined, 'Everybody here may read it.'],
    [undefined, 'Everybody here may read it.'],
    ['owner only', 'Only the owner may read it. For others it is not there, and it leaves by a decision with a reason.'],
    ['Ann, Bob', 'Only Ann and Bob may read it. For others it is not there, and it leaves by a decision with a reason.'],
    ['Ann, Bob +2', 'Only Ann, Bob, Cy and the owner may read it. For others it is not there, and it leaves by a decision with a reason.'],
    ['nobody', 'Nobody may read it: what it is made from has no reader in common.'],
  ]);
});

test('a doubtful origin is what the guard asks about', () => {
  const origins: Origin[] = ['sop', 'param', 'person', 'screen', 'model'];
  const sinks: Sink[] = ['url', 'recipient', 'package', 'command'];
  for (const from of origins) for (const sink of sinks) expect([from, sink, originOf({ from, sink, value: 'x' }).doubtful]).toEqual([from, sink, untrusted({ from, sink, value: 'x' })]);
});

test('a secret is there when it is typed, chosen, or in the environment under the name that the host would take', () => {
  const param = (name: string, more: Partial<Param> = {}): Param => ({ name, type: 'string', secret: false, ...more } as Param);
  const params = [param('city', { default: 'Oslo' }), param('user'), param('pin', { secret: true }), param('wifi-password', { secret: true })];
  const state: SecretsState = { kind: 'passphrase', locked: false, secrets: [{ name: 'bank-pin', from: 'file', at: 1 }, { name: 'wifi_password', from: 'environment' }] };
  const left = (values: Record<string, string>, stored: Record<string, string>, s: SecretsState | undefined = state): string[] => missing(params, { values, stored }, s).map((p) => p.name);
  expect({
    nothing: left({}, {}), 'not read yet': missing(params, { values: {}, stored: {} }, undefined).map((p) => p.name), typed: left({ pin: '1', user: 'a' }, {}), chosen: left({ user: 'a' }, { pin: 'bank-pin' }),
    // No secret can stand for what is shown.
    'chosen for what is no secret': left({}, { user: 'bank-pin', pin: 'bank-pin' }),
  }).toEqual({ nothing: ['user', 'pin'], 'not read yet': ['user', 'pin', 'wifi-password'], typed: [], chosen: [], 'chosen for what is no secret': ['user'] });
  expect([keptOf(state).map((k) => k.name), fromEnvironment(param('wifi_password'), state)]).toEqual([['bank-pin'], false]);
  for (const name of ['pin', 'wifi-password', 'Ключ.1', '密码', 'straße']) expect(`COUNTERSIGN_SECRET_${environmentKey(name)}`.toLowerCase()).toBe(environmentName(name).toLowerCase());
});
