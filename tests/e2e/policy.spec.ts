// The Policy page by keyboard: a rule written as a form, seen as Cedar, tried on a past run, saved; "Why?" on a step; a broken file; a leave forgotten. Pictures on request (COUNTERSIGN_PICTURES=FOLDER).

import * as fs from 'node:fs';
import * as path from 'node:path';
import { allowUntil, done, expect, openSop, run, test } from './open.ts';
import { startProduct } from './product.ts';

test('write, try, save, explain, break, forget', async ({ home, openWindow }) => {
  fs.writeFileSync(path.join(home, 'remembered.json'), JSON.stringify([{ id: 'l1', kind: 'app', classes: ['legal-consent'], app: 'com.example.shop', by: 'Ada', at: Date.now(), until: Date.now() + 86_400_000 }]));
  const product = await startProduct(home);
  const page = await openWindow({}, await product.url());
  await openSop(page, 'Send a text message');
  await run(page);
  await allowUntil(page, /done and verified|failed|done, not verified/);

  // Why a step was asked about: rule and facts.
  const steps = page.getByRole('list', { name: 'Steps' });
  const sent = steps.getByRole('listitem').filter({ hasText: 'allowed' }).last();
  await sent.locator('.record-row').click();
  await sent.getByRole('button', { name: 'Why?' }).click();
  const why = sent.getByRole('region', { name: 'Why it was decided so' });
  await expect(why).toContainText('base/leave');
  await expect(why).toContainText('com.google.android.apps.messaging');
  await expect(why).toContainText('The policies of now say the same.');

  await page.keyboard.press('Control+Alt+p');
  const dialog = page.getByRole('dialog', { name: 'Policy' });
  await expect(dialog).toContainText('No rules of your own');
  await dialog.getByRole('button', { name: 'Limit' }).click();
  const form = dialog.getByRole('form', { name: 'Rule' });
  await expect(form.getByRole('alert')).toHaveText('Name the amount');
  await form.getByLabel('Amount in CNY').fill('500');
  await expect(dialog.getByLabel('Cedar')).toContainText('context.amounts.CNY.lessThanOrEqual(decimal("500.0"))');
  await dialog.getByRole('button', { name: 'Asking' }).click();
  // A class that is agreed to each time cannot be spared by the form.
  await form.getByLabel('Class').selectOption('payment');
  await expect(form.getByRole('option', { name: 'never ask: do it' })).toBeDisabled();
  await form.getByLabel('Class').selectOption('send-message');
  await form.getByLabel('Then').selectOption('never-allow');
  await form.getByRole('combobox', { name: 'In', exact: true }).fill('com.google.android.apps.messaging');
  await form.getByLabel('Reason').fill('Messages are written by people');
  await expect(dialog.getByLabel('Cedar')).toContainText('resource == Countersign::App::"com.google.android.apps.messaging"');

  await dialog.getByRole('button', { name: 'Try on a past run' }).click();
  const changed = dialog.getByRole('table', { name: 'Decided differently' });
  await expect(changed).toContainText('Messages are written by people', done);
  await expect(changed.getByRole('row').nth(1)).toContainText('askedrefused');
  await dialog.getByRole('tab', { name: 'Rules' }).click();
  await dialog.getByLabel('Rules').getByRole('button').first().focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Control+s');
  await expect(dialog.getByRole('status')).toHaveText('Saved and in force');
  if (process.env.COUNTERSIGN_PICTURES) await page.screenshot({ path: path.join(process.env.COUNTERSIGN_PICTURES, 'policy-dark.png') });
  expect(fs.readFileSync(path.join(home, 'sops', 'policy', 'form.cedar'), 'utf8')).toContain('@reason("Messages are written by people")');
  expect((await product.host.call('policy.state')).rules.map((r) => r.kind)).toEqual(['limit', 'ask']);

  await dialog.getByRole('tab', { name: 'Rules' }).focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await expect(dialog.getByRole('table', { name: 'Remembered leaves' })).toContainText('com.example.shop');
  await dialog.getByRole('button', { name: 'Forget' }).click();
  await expect(dialog).toContainText('Nothing is remembered');

  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+Alt+t');
  await page.keyboard.press('Control+Alt+p');
  fs.writeFileSync(path.join(home, 'sops', 'policy', 'ops.cedar'), 'permit (principal, action, resource)\nwhen { context.clases == ["x"] };\n');
  await expect(dialog.getByRole('list', { name: 'Problems' })).toContainText('ops.cedar:2:8attribute `clases` in context not found');
  await expect(dialog).toContainText('Nothing of an agent is sent until this is mended');
  fs.rmSync(path.join(home, 'sops', 'policy', 'ops.cedar'));
  await expect(dialog).toContainText('in force');
  await dialog.getByRole('tab', { name: 'Every rule' }).click();
  await product.end();
});
