// The audit log from the window: a run is looked through with the keyboard, checked, packed for others; a changed line is named.

import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';
import { allowUntil, done, expect, mirrored, openSop, run, test, verifyPackage } from './open.ts';
import { startProduct } from './product.ts';

test.setTimeout(180_000);

test('look through a run, verify it, export it, and find what was changed', async ({ home, openWindow }) => {
  // A program of its own: its data folder is changed by hand.
  const product = await startProduct(home);
  const page = await openWindow({}, await product.url());
  await mirrored(page);
  await page.keyboard.press('Control+Alt+u');
  const dialog = page.getByRole('dialog', { name: 'Audit log' });
  await expect(dialog).toContainText('No runs yet', done);
  await dialog.getByRole('button', { name: /^Data folder/ }).click();
  await expect(dialog.getByRole('listbox', { name: 'Records' }).getByRole('option').filter({ hasText: 'policy-change' })).toContainText(/program.*first noted · policies [0-9a-f]{8}… · kept leave [0-9a-f]{8}…/);
  await page.keyboard.press('Escape');

  await openSop(page, 'Send a text message');
  await run(page);
  await allowUntil(page, /done and verified/);
  const picture = async (name: string): Promise<void> => { if (process.env.COUNTERSIGN_PICTURES) await page.screenshot({ path: path.join(process.env.COUNTERSIGN_PICTURES, `${name}.png`) }); };
  await page.keyboard.press('Control+Alt+u');
  const records = dialog.getByRole('listbox', { name: 'Records' });
  await expect(records.getByRole('option').first()).toContainText('opened');
  await expect(dialog.getByRole('list', { name: 'Runs' })).toContainText('not verified yet');

  // The keyboard: to the end of the list and back, a filter by class, then by words.
  await records.focus();
  await page.keyboard.press('End');
  await expect(dialog.getByRole('region', { name: 'Record' })).toContainText('checkpoint');
  await page.keyboard.press('/');
  await page.keyboard.type('decided allow');
  await expect(records.getByRole('option').first()).toContainText('decided');
  await expect(dialog.getByRole('region', { name: 'Record' })).toContainText('owner');
  await dialog.getByRole('button', { name: 'Clear' }).click();
  await dialog.getByLabel('Class').selectOption('send-message');
  await expect(records).toContainText('injected');
  await picture('audit-filtered-dark');
  await dialog.getByRole('button', { name: 'Clear' }).click();

  await dialog.getByRole('button', { name: 'Verify', exact: true }).click();
  await expect(dialog).toContainText('This log is as it was written', done);
  await expect(dialog.getByRole('list', { name: 'Runs' })).toContainText('verified');
  await picture('audit-verified-dark');
  await dialog.getByRole('button', { name: 'Export…' }).click();
  // Its SOP is confidential: somebody decides.
  const decision = page.getByRole('dialog', { name: 'Let it out?' });
  await decision.getByLabel('Reason').fill('For the yearly audit');
  await decision.getByRole('button', { name: 'Decide and export' }).click();
  await expect(dialog).toContainText('Package written', done);
  expect(verifyPackage(home)).toMatchObject({ ok: true, firstBad: null });

  const [id] = readdirSync(path.join(home, 'episodes'));
  const file = path.join(home, 'episodes', id!, 'audit.jsonl');
  const text = readFileSync(file, 'utf8');
  writeFileSync(file, text.replace('"decision":"allow"', '"decision":"denys"'));
  const line = text.split('\n').findIndex((l) => l.includes('"decision":"allow"')) + 1;
  await dialog.getByRole('button', { name: 'Verify everything' }).click();
  await expect(dialog.getByRole('list', { name: 'Runs' })).toContainText(`broken at line ${line}`, done);
  await expect(dialog).toContainText('The record was changed: its hash is another');
  await expect(records.locator('.audit-row.bad')).toContainText('decided');
  await picture('audit-broken-dark');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+Alt+t');
  await page.keyboard.press('Control+Alt+u');
  await expect(records.getByRole('option').first()).toBeVisible();
  await dialog.getByRole('button', { name: 'Verify', exact: true }).click();
  await expect(records.locator('.audit-row.bad')).toContainText('decided', done);
  await picture('audit-broken-light');
  await product.end();
});
