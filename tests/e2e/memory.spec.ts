// An app is explored from the window, looked at, changed and forgotten.

import { done, expect, mirrored, test } from './open.ts';
import { startProduct } from './product.ts';

test('explore, inspect, rename a hint, forbid, forget', async ({ home, openWindow }) => {
  // A program of its own: what other flows did is remembered, too.
  const product = await startProduct(home);
  const page = await openWindow({}, await product.url());
  await mirrored(page);
  await page.keyboard.press('Control+Alt+e');
  const dialog = page.getByRole('dialog', { name: 'Memory of apps' });
  await expect(dialog).toContainText('Nothing is remembered yet', done);
  await dialog.getByLabel('App').selectOption('Bank');
  await dialog.getByLabel('Steps').fill('60');
  await dialog.getByRole('button', { name: 'Explore' }).click();
  await expect(dialog.getByRole('status')).toContainText('of 60 steps', done);
  const screens = dialog.getByRole('listbox', { name: 'Screens of the app' });
  await expect(screens.getByRole('option').nth(2)).toBeAttached(done);
  await dialog.getByRole('button', { name: 'Stop' }).click();
  await expect(dialog.getByRole('button', { name: 'Explore' })).toBeVisible(done);

  // The keyboard walks the picture.
  await screens.getByRole('option').first().focus();
  await page.keyboard.press('Enter');
  const screen = dialog.getByRole('region', { name: 'Screen' });
  await expect(screen).toContainText('never: transfer');
  await screen.getByRole('button', { name: 'open Payees in Bank' }).click();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type('see who is paid');
  await page.keyboard.press('Enter');
  await expect(screen.getByRole('button', { name: 'see who is paid' })).toBeVisible();
  await screen.getByRole('checkbox', { name: 'Never touch Payees' }).click();
  await expect(screen.getByRole('checkbox', { name: 'Never touch Payees' })).toBeChecked();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+Alt+e');
  await screens.getByRole('option').first().click();
  await expect(screen.getByRole('button', { name: 'see who is paid' })).toBeVisible();
  await expect(screen.getByRole('checkbox', { name: 'Never touch Payees' })).toBeChecked();

  await dialog.getByRole('button', { name: 'Forget this app' }).click();
  await dialog.getByRole('button', { name: /Forget all/ }).click();
  await expect(dialog).toContainText('Nothing is remembered yet', done);
  await product.end();
});
