// Approving at the window, by keyboard: two people, a table of rounds, leave for later, an amount that is typed, a second window. Pictures on request
// (COUNTERSIGN_PICTURES=FOLDER).

import * as path from 'node:path';
import type { Page } from '@playwright/test';
import type { Host } from './product.ts';
import { card, done, expect, onCard, openSop, run, status, test } from './open.ts';

const FOLDER = process.env.COUNTERSIGN_PICTURES;
// Two runs, pictures and passphrases that take their time by intention, on a machine that others use too.
test.slow();
const take = async (page: Page, name: string): Promise<void> => { if (FOLDER) { await page.waitForTimeout(600); await page.screenshot({ path: path.join(FOLDER, `${name}.png`) }); } };
/** The same in dark and light. */
const both = async (page: Page, name: string): Promise<void> => {
  if (!FOLDER) return;
  await take(page, `${name}-dark`);
  await page.keyboard.press('Control+Alt+t');
  await page.waitForTimeout(1500);
  await take(page, `${name}-light`);
  await page.keyboard.press('Control+Alt+t');
  await card(page).focus();
};

/** An SOP of the person's own, in the library tree. */
async function write(host: Host, name: string, steps: string, params = '', outcome = 'Settings'): Promise<void> {
  const text = `---\nsop: 1\nid: test.${name}\ntitle: ${name}\nowner: qa\nclassification: internal\napplies:\n  - { app: com.android.settings }\n${params}---\n# ${name}\n\n## Steps\n${steps}\n\n## Expected result\n- "${outcome}" is visible.\n`;
  const at = `${name}.sop.md`;
  if (!(await host.call('sop.list')).some((s) => s.folder === 'user' && s.path === at)) await host.call('sop.create', { path: at, text });
}
const START = '1. Go home.\n2. Open "Settings".\n3. Repeat until "Display" is visible, at most 5 times:\n   1. Go back.\n';
const armed = (page: Page): Promise<void> => expect(card(page).locator('.card-actions')).toHaveAttribute('data-armed', 'true');
const records = async (host: Host): Promise<(string | undefined)[][]> => {
  const latest = (await host.call('run.list')).toSorted((a, b) => b.startedAt - a.startedAt)[0]!;
  return latest.records.flatMap((r) => (r.approval ? [[r.what, r.approval.decision, r.approval.by, ...(r.approval.and ? [r.approval.and] : []), ...(r.approval.scope ? [r.approval.scope.kind] : [])]] : []));
};

test('two people: one presses A, the other gives a name and a passphrase; a wrong one and the first person are not enough', async ({ host, workbench: { page } }) => {
  const { keyboard } = page;
  await write(host, 'unlock', `${START}4. Tap "Display".\n   - Ask first: settings-security, a test\n5. Go back.`);
  const digest = (await host.call('policy.state')).digest;
  await host.call('policy.save', { digest, rules: [{ id: 'both', kind: 'ask', class: 'settings-security', when: 'two-people', reason: 'Two people change security settings' }] });
  for (const name of ['Ada Liu', 'Ben Okafor']) if (!(await host.call('profiles.list')).profiles.some((p) => p.name === name)) await host.call('profiles.create', { name, passphrase: 'open sesame now' });
  try {
    // Signing in, at the window, by keyboard.
    await keyboard.press('Control+Alt+w');
    const people = page.getByRole('dialog', { name: 'People' });
    await people.getByLabel('Sign in as').focus();
    await keyboard.type('Ada');
    await keyboard.press('Tab');
    await keyboard.type('open sesame now');
    await keyboard.press('Enter');
    await expect(people).toContainText('You have signed in as Ada Liu');
    await take(page, 'people-dark');
    await keyboard.press('Escape');
    await expect(page.locator('.status-bar .who')).toHaveText('Ada Liu');

    await openSop(page, 'unlock');
    await run(page);
    await expect(card(page)).toContainText('Two people have to agree', done);
    await onCard(page, 'a');
    await expect(card(page)).toContainText('Ada Liu has agreed');
    // The first person again is no second: the passphrase field takes the keyboard.
    await onCard(page, 'a');
    await expect(card(page).getByLabel('Profile of the second person')).toBeFocused();
    await keyboard.type('Ben');
    await keyboard.press('Tab');
    await keyboard.type('wrong wrong');
    await both(page, 'two-people');
    await onCard(page, 'a');
    await expect(page.locator('.notice')).toContainText('That is not the passphrase of Ben Okafor');
    expect((await host.call('run.list')).some((r) => r.status === 'waiting-approval')).toBe(true);
    await card(page).getByLabel('Passphrase of the second person').focus();
    await keyboard.type('open sesame now');
    // Enter goes back to the card and allows nothing.
    await keyboard.press('Enter');
    await expect(card(page)).toBeFocused();
    await onCard(page, 'a');
    await expect(status(page)).toHaveText('done and verified', done);
    expect(await records(host)).toEqual([['Tap "Display"', 'allow', 'Ada Liu', 'Ben Okafor']]);
  } finally {
    await host.call('policy.save', { digest: (await host.call('policy.state')).digest, rules: [] });
  }
});

test('rounds of a For each are allowed from one table, by their values; what was not ticked asks again', async ({ host, workbench: { page } }) => {
  await write(host, 'rounds', '1. Go home.\n2. Open "Contacts".\n3. Repeat until `id:floating_action_button` is visible, at most 5 times:\n   1. Go back.\n4. For each {{name}} in {{names}}:\n   1. Tap {{name}}.\n      - Ask first: legal-consent, a test\n   2. Go back.',
    'params:\n  names: { type: list, of: string, example: [Aaron Bell, Bob Martin, Camille Durand] }\n', 'Contacts');
  await openSop(page, 'rounds');
  await run(page);
  await expect(card(page)).toContainText('The same for the 2 rounds to come', done);
  const row = card(page).getByRole('checkbox', { name: '“Bob Martin”' });
  await row.focus();
  await page.keyboard.press('Space');
  await both(page, 'batch');
  await expect(card(page).getByRole('button', { name: /^Allow 2/ })).toBeVisible();
  await onCard(page, 'a');
  await expect(card(page).locator('h2')).toContainText('Camille Durand', done);
  await onCard(page, 'a');
  await expect(status(page)).toHaveText('done and verified', done);
  const latest = (await host.call('run.list')).toSorted((a, b) => b.startedAt - a.startedAt)[0]!;
  expect(latest.records.flatMap((r) => (r.approval ? [[r.what, r.approval.with !== undefined]] : []))).toEqual([['Tap "Aaron Bell"', false], ['Tap "Bob Martin"', true], ['Tap "Camille Durand"', false]]);
});

test('Shift+A asks how far leave reaches; the next run of the SOP is not asked', async ({ host, workbench: { page } }) => {
  await write(host, 'consent', `${START}4. Tap "Display".\n   - Ask first: legal-consent, a test\n5. Go back.`);
  await openSop(page, 'consent');
  await run(page);
  await onCard(page, 'Shift+A');
  const reach = card(page).getByRole('group', { name: 'How far this reaches' });
  await expect(reach.getByRole('radio').first()).toBeFocused();
  await reach.getByRole('radio', { name: 'This in this SOP' }).focus();
  await page.keyboard.press('Space');
  await both(page, 'scope');
  await page.keyboard.press('Enter');
  await expect(card(page)).toBeVisible();
  await page.keyboard.press('a');
  await expect(status(page)).toHaveText('done and verified', done);
  expect(await records(host)).toEqual([['Tap "Display"', 'allow', 'owner', 'sop']]);
  await run(page);
  await expect(status(page)).toHaveText('done and verified', done);
  expect(await records(host)).toEqual([]);
  for (const leave of await host.call('policy.remembered')) await host.call('policy.forget', { id: leave.id });
});

test('a payment wants holding or its amount; another window hears who answered', async ({ host, workbench: { page }, openWindow }) => {
  const other = await openWindow();
  await openSop(page, 'Buy something');
  // The window may still show an earlier run of the shared product.
  const again = page.getByRole('button', { name: 'New run' });
  if (await again.isVisible()) await again.click();
  await expect(page.locator('.plan summary')).toContainText('This run will ask');
  await take(page, 'plan-dark');
  await run(page);
  await expect(card(page)).toBeVisible(done);
  await expect(card(other)).toBeVisible(done);
  // A press is not enough.
  await onCard(page, 'a');
  await expect(card(page)).toBeVisible();
  const amount = card(page).getByLabel(/Type the amount/);
  if (await amount.count() > 0) {
    const wanted = /¥\d+(?:\.\d+)?/.exec(await amount.getAttribute('aria-label') ?? '')![0];
    await amount.fill('1');
    await expect(amount).toHaveAttribute('aria-invalid', 'true');
    await amount.fill(wanted.replace('¥', ''));
    await both(page, 'amount');
    await amount.focus();
    await page.keyboard.press('Enter');
    await expect(card(page)).toBeFocused();
    await onCard(page, 'a');
  } else {
    await armed(page);
    await page.keyboard.down('a');
    await expect(card(other)).toHaveCount(0);
    await page.keyboard.up('a');
  }
  await expect(other.locator('.notice')).toContainText('owner allowed in another window');
  await expect.poll(() => records(host).then((r) => r.length), done).toBeGreaterThan(0);
  await expect(card(other)).toBeVisible(done);
  await onCard(other, 'd');
  await other.keyboard.type('not today');
  await other.keyboard.press('Enter');
  await expect(page.locator('.notice')).toContainText('owner denied in another window');
  await expect(card(page)).toHaveCount(0);
});
