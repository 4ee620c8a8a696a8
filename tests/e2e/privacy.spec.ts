// Privacy at the window: a secret is kept and used without being seen again, another person finds nothing of what is not theirs, and a labelled
// run leaves by a decision with a reason. Pictures on request (COUNTERSIGN_PICTURES=FOLDER).

import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';
import type { Page } from '@playwright/test';
import { allowUntil, card, done, expect, mirrored, onCard, openSop, run, status, test, verifyPackage } from './open.ts';
import { startProduct } from './product.ts';

const FOLDER = process.env.COUNTERSIGN_PICTURES;
test.slow();
const take = async (page: Page, name: string): Promise<void> => { if (FOLDER) { await page.waitForTimeout(500); await page.screenshot({ path: path.join(FOLDER, `privacy-${name}.png`) }); } };
/** The same in dark and light; an open dialog stays. */
const both = async (page: Page, name: string): Promise<void> => {
  if (!FOLDER) return;
  await take(page, `${name}-dark`);
  await page.evaluate(() => { document.documentElement.dataset.theme = 'light'; });
  await take(page, `${name}-light`);
  await page.evaluate(() => { document.documentElement.dataset.theme = 'dark'; });
};
const sop = (name: string, front: string): string => `---\nsop: 1\nid: test.${name.toLowerCase().replaceAll(' ', '-')}\ntitle: ${name}\nowner: qa\n${front}\napplies:\n  - { app: com.android.settings }\n---\n# ${name}\n\n## Steps\n1. Go home.\n2. Open "Settings".\n\n## Expected result\n- "Display" is visible.\n`;
/** Every file below a folder that holds the text. */
const holding = (folder: string, text: string): string[] => readdirSync(folder, { recursive: true, withFileTypes: true }).filter((d) => d.isFile()).map((d) => path.join(d.parentPath, d.name)).filter((f) => readFileSync(f).includes(text));

test('keep a secret, run with it, and find its value nowhere', async ({ home, openWindow }) => {
  const product = await startProduct(home);
  const page = await openWindow({}, await product.url());
  await mirrored(page);
  const value = 'counter-sign-42';
  await page.keyboard.press('Control+Alt+s');
  const dialog = page.getByRole('dialog', { name: 'Secrets' });
  await expect(dialog).toContainText('Nothing is kept yet');
  await dialog.getByLabel('New passphrase of the secrets').fill('long enough words');
  await dialog.getByLabel('The same passphrase again').fill('something else');
  await expect(dialog).toContainText('The two are not the same');
  await both(page, 'secrets-new');
  await dialog.getByLabel('The same passphrase again').fill('long enough words');
  await page.keyboard.press('Enter');
  for (const [name, what] of [['home-wifi', value], ['to-go', 'not for long']] as const) {
    await dialog.getByLabel('Name of the secret').fill(name, done);
    await dialog.getByLabel('Value of the secret').fill(what);
    await page.keyboard.press('Enter');
    await expect(dialog.getByRole('list', { name: 'Kept secrets' })).toContainText(name);
    await expect(dialog.getByLabel('Value of the secret')).toHaveValue('');
  }
  await dialog.getByRole('button', { name: 'Remove to-go' }).click();
  await both(page, 'secrets');
  await dialog.getByRole('group', { name: 'Remove to-go?' }).getByRole('button', { name: 'Remove to-go' }).click();
  await expect(dialog.getByRole('list', { name: 'Kept secrets' })).not.toContainText('to-go');
  expect(await page.content()).not.toContain(value);
  await page.keyboard.press('Escape');

  await openSop(page, 'Join a Wi-Fi network');
  await page.getByRole('button', { name: 'Fill examples' }).click();
  await page.getByLabel('Where password comes from').selectOption({ label: 'Kept secret home-wifi' });
  await expect(page.getByLabel('password', { exact: true })).toHaveCount(0);
  await both(page, 'start');
  await page.getByRole('button', { name: /^Run\b.*F5/ }).click();
  await expect(card(page)).toBeVisible(done);
  await both(page, 'card');
  await allowUntil(page, /done and verified/);
  await both(page, 'run');
  await page.getByRole('button', { name: 'Report' }).click();
  await expect(page.getByRole('dialog', { name: 'Report' })).toContainText('owner only');
  const report = await page.frameLocator('iframe.report').locator('body').textContent();
  expect([report?.includes('Join a Wi-Fi network'), report?.includes(value)]).toEqual([true, false]);
  await both(page, 'report');
  expect(await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }]))).not.toContain(value);
  await product.end();
  // The phone itself knows the network's password.
  expect(holding(home, value).map((f) => path.relative(home, f))).toEqual(existsSync(path.join(home, 'demo-phone.json')) && readFileSync(path.join(home, 'demo-phone.json')).includes(value) ? ['demo-phone.json'] : []);

  // At the next start it is locked, and unlocked where it is needed.
  const again = await startProduct(home);
  const next = await openWindow({}, await again.url());
  await openSop(next, 'Join a Wi-Fi network');
  if (await next.getByRole('button', { name: 'New run' }).isVisible()) await next.getByRole('button', { name: 'New run' }).click();
  await next.getByLabel('Where password comes from').selectOption({ label: 'Unlock what is kept…' });
  await next.getByLabel('Passphrase of the secrets').fill('wrong words here');
  await next.keyboard.press('Enter');
  await expect(next.locator('.secret-field')).toContainText('The passphrase is wrong', done);
  await both(next, 'locked');
  await next.getByLabel('Passphrase of the secrets').fill('long enough words');
  await next.keyboard.press('Enter');
  await next.getByLabel('Where password comes from').selectOption({ label: 'Kept secret home-wifi' }, done);
  await again.end();
});

test('another person finds nothing of a confidential SOP and its run; who may read it lets it out with a reason', async ({ home, openWindow }) => {
  mkdirSync(path.join(home, 'sops'), { recursive: true });
  writeFileSync(path.join(home, 'sops', 'secretive.sop.md'), sop('Secretive', 'classification: confidential'));
  writeFileSync(path.join(home, 'sops', 'shared.sop.md'), sop('Shared by two', 'classification: restricted\nreaders: [Ada Liu, owner]'));
  const product = await startProduct(home);
  const page = await openWindow({}, await product.url());
  await mirrored(page);
  await product.host.call('profiles.create', { name: 'Ada Liu', passphrase: 'open sesame now' });
  const file = (title: string) => page.getByTestId('sop-file').filter({ hasText: title });
  const mine = page.locator('.sop-row.root').filter({ hasText: 'My SOPs' });
  await expect(mine).toContainText('2');
  await expect(file('Secretive')).toContainText('owner only');
  await openSop(page, 'Secretive');
  await page.getByTestId('sop-filter').fill('');
  await page.getByRole('button', { name: /^Run\b.*F5/ }).click();
  await expect(status(page)).toHaveText('done and verified', done);
  await expect(page.locator('.run-head')).toContainText('owner only');
  // The sentence behind a chip, by keyboard.
  const chip = page.locator('.run-head .tip').first();
  await chip.focus();
  await expect(page.getByRole('tooltip')).toContainText('Only the owner may read it');
  await both(page, 'labels');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('tooltip')).toHaveCount(0);
  await page.getByRole('button', { name: 'Earlier runs' }).click();
  await expect(page.locator('.episodes')).toContainText('owner only');
  await both(page, 'history');

  // Ada signs in: gone from the list, the count, the editor, the runs and the audit log.
  await page.keyboard.press('Control+Alt+w');
  const people = page.getByRole('dialog', { name: 'People' });
  await people.getByLabel('Sign in as').selectOption('Ada Liu');
  await people.getByLabel('Passphrase', { exact: true }).fill('open sesame now');
  await page.keyboard.press('Enter');
  await expect(people).toContainText('You have signed in as Ada Liu', done);
  await page.keyboard.press('Escape');
  await expect(file('Secretive')).toHaveCount(0);
  await expect(mine).toContainText('1');
  await expect(page.getByTestId('sop-empty')).toBeVisible();
  await expect(page.locator('.history')).toContainText('No runs yet');
  await both(page, 'another');
  await page.keyboard.press('Control+Alt+u');
  const audit = page.getByRole('dialog', { name: 'Audit log' });
  await expect(audit).toContainText('No runs yet', done);
  await page.keyboard.press('Escape');

  await page.keyboard.press('Control+Alt+w');
  await people.getByRole('button', { name: 'Sign out' }).click();
  await expect(people).toContainText('Nobody has signed in', done);
  await page.keyboard.press('Escape');
  await expect(file('Secretive')).toHaveCount(1);
  await page.keyboard.press('Control+Alt+u');
  await expect(audit.getByRole('list', { name: 'Runs' })).toContainText('owner only', done);
  await audit.getByRole('button', { name: 'Export…' }).click();
  const out = page.getByRole('dialog', { name: 'Let it out?' });
  const decide = out.getByRole('button', { name: 'Decide and export' });
  await expect(decide).toBeDisabled();
  await expect(out).toContainText('the owner (nobody has signed in)');
  await out.getByLabel('Reason').fill('The auditor asked for it');
  await both(page, 'let-out');
  await decide.click();
  await expect(audit).toContainText('Package written', done);
  expect(verifyPackage(home)).toMatchObject({ ok: true, firstBad: null });
  await audit.getByRole('button', { name: 'Let out', exact: true }).click();
  await expect(audit.getByRole('table', { name: 'What was let out' })).toContainText('The auditor asked for it');
  await both(page, 'let-outs');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+Alt+e');
  await expect(page.getByRole('list', { name: 'Remembered apps' })).toContainText('owner only', done);
  await both(page, 'memory');
  await product.end();
});

test('a recipient that the phone named is said to be the phone\'s, next to its value', async ({ host, workbench: { page } }) => {
  const text = sop('Call back', 'classification: internal').replace(/## Steps[^]*/, '## Steps\n1. Open "Contacts".\n2. Tap "Aaron Bell".\n3. Remember "Mobile" as {{number}}.\n4. Open "Messages".\n5. Tap "Start chat".\n6. Enter {{number}} into "To".\n\n## Expected result\n- "To" is visible.\n');
  if (!(await host.call('sop.list')).some((s) => s.path === 'call-back.sop.md')) await host.call('sop.create', { path: 'call-back.sop.md', text });
  await openSop(page, 'Call back');
  await run(page);
  await expect(card(page)).toBeVisible(done);
  const value = card(page).locator('.values').filter({ hasText: '+1 415-555-0111' });
  await expect(value).toContainText('the phone said this');
  await value.locator('.tip').focus();
  await expect(page.getByRole('tooltip')).toContainText('Neither the SOP nor a person has said them');
  await both(page, 'origin');
  // Escape puts the sentence away and does not count towards stopping.
  await page.keyboard.press('Escape');
  await expect(page.getByRole('tooltip')).toHaveCount(0);
  await expect(card(page)).toBeVisible();
  await onCard(page, 'd');
  await page.keyboard.type('not their number');
  await page.keyboard.press('Enter');
  await expect(card(page)).toHaveCount(0);
  // Nothing of a run that everybody may read is marked.
  await expect(page.locator('.run-head .chip')).toHaveCount(0);
});
