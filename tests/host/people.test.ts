// Two people at one host: a policy asks for both, a passphrase makes the second, and whoever answers is named to the other window.

import { describe, expect, test } from 'vitest';
import { Failure, type Fault } from '../../electron/protocol/faults.ts';
import type { Arg, Events } from '../../electron/protocol/services.ts';
import { host } from './host.ts';
import { SOPS } from './sops.ts';

const faultOf = (p: Promise<unknown>): Promise<Fault | 'done'> => p.then(() => 'done', (e: unknown) => { if (e instanceof Failure) return e.fault; throw e; });
const WORDS = 'long enough words';
const BOTH: Pick<Arg<'policy.save'>, 'rules'> = { rules: [{ id: 'both', kind: 'ask', class: 'settings-security', when: 'two-people' }] };

describe('two people', { timeout: 40_000 }, () => {
  test('one agrees, another signs with a passphrase; neither alone, twice, or by name only', async () => {
    const h = await host();
    const [one, two] = [h.window(), h.window()];
    // Told before a run, also while values are missing.
    const plan = await one.call('run.plan', { sop: { folder: 'library', path: 'transfer-money.sop.md' }, params: {} });
    expect([plan.words, plan.items.map((i) => [i.step.number, i.sure])]).toEqual([
      'This run will ask 3 times: transfer at 4, 9, 11. 2 more steps may ask, by what the phone shows.', [['4', true], ['5', false], ['8', false], ['9', true], ['11', true]],
    ]);
    await one.call('policy.save', { ...BOTH, digest: (await one.call('policy.state')).digest });
    await one.call('profiles.create', { name: 'Alice', passphrase: WORDS });
    const told: Events['run.answered'][] = [];
    two.on('run.answered', (a) => told.push(a));
    const { id } = await one.call('run.start', { device: 'demo', sop: SOPS.asks, params: {} });
    const first = (await one.until(id, (s) => s.card !== undefined)).card!;
    const allow = (w: typeof one, revision: number, more: object = {}) => faultOf(w.call('run.decide', { run: id, card: first.id, revision, decision: { decision: 'allow' }, ...more }));
    const scope = await faultOf(one.call('run.decide', { run: id, card: first.id, revision: first.revision, decision: { decision: 'allow', scope: { kind: 'app' } } }));
    expect([first.verdict.people, first.agreed, scope, await allow(one, first.revision)]).toEqual([2, undefined, { kind: 'action/not-approved', why: 'Leave for this cannot be remembered: allow it once' }, 'done']);
    const second = (await two.until(id, (s) => s.card?.agreed !== undefined)).card!;
    const wrong = await allow(two, second.revision, { as: { name: 'Alice', passphrase: 'something else' } });
    const old = await allow(two, first.revision, { as: { name: 'Alice', passphrase: WORDS } });
    expect({ agreed: second.agreed, same: await allow(one, second.revision), other: await allow(two, second.revision), wrong, old, still: (await one.call('run.get', { run: id })).status }).toEqual({
      agreed: 'owner', same: { kind: 'action/not-approved', why: 'The second person gives a profile and its passphrase' }, other: { kind: 'action/not-approved', why: 'The second person gives a profile and its passphrase' },
      wrong: { kind: 'profile/passphrase', name: 'Alice', left: 4 }, old: { kind: 'action/not-approved', why: 'The card changed while you were deciding: look at it again' }, still: 'waiting-approval',
    });
    expect(await allow(two, second.revision, { as: { name: 'Alice', passphrase: WORDS } })).toBe('done');
    const end = await one.ended(id);
    expect([end.status, end.records.flatMap((r) => (r.approval ? [[r.approval.decision, r.approval.by, r.approval.and]] : [])), told.map((t) => [t.decision, t.by, t.and])]).toEqual(['done-verified', [['allow', 'owner', 'Alice']], [['allow', 'owner', 'Alice']]]);
    expect(JSON.stringify(end)).not.toContain(WORDS);
  });

  test('who signs in at a window decides as themselves there, and is one person only', async () => {
    const h = await host();
    const [one, two] = [h.window(), h.window()];
    await one.call('policy.save', { ...BOTH, digest: (await one.call('policy.state')).digest });
    for (const name of ['Alice', 'Bob']) await one.call('profiles.create', { name, passphrase: WORDS });
    expect([(await one.call('profiles.signIn', { name: 'alice', passphrase: WORDS })).me, (await two.call('profiles.list')).me]).toEqual(['Alice', 'owner']);
    await two.call('profiles.signIn', { name: 'Alice', passphrase: WORDS });
    const { id } = await one.call('run.start', { device: 'demo', sop: SOPS.asks, params: {} });
    const decide = async (w: typeof one) => { const { card } = await w.call('run.get', { run: id }); return faultOf(w.call('run.decide', { run: id, card: card!.id, revision: card!.revision, decision: { decision: 'allow' } })); };
    await one.until(id, (s) => s.card !== undefined);
    const first = await decide(one);
    await one.until(id, (s) => s.card?.agreed !== undefined);
    const again = await decide(two);
    await two.call('profiles.signIn', { name: 'Bob', passphrase: WORDS });
    expect([first, again, await decide(two)]).toEqual(['done', { kind: 'action/not-approved', why: 'Alice has agreed already: another person has to' }, 'done']);
    const end = await one.ended(id);
    expect(end.records.flatMap((r) => (r.approval ? [[r.approval.by, r.approval.and]] : []))).toEqual([['Alice', 'Bob']]);
    expect(await two.call('approvals.habits')).toEqual(['Alice', 'Bob'].map((by) => ({ by, decisions: 1, allowed: 1, medianMs: 0, quick: 0 })));
  });
});
