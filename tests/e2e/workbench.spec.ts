// What a new user does in the first minutes, in a real browser.

import { allowUntil, card, done, expect, mirror, mirrored, onCard, openSop, run, status, test } from './open.ts';

test('an SOP is carried out on the mirrored phone, verified step by step', async ({ workbench: { page } }) => {
  await mirrored(page);
  await openSop(page, 'dark theme');
  await expect(page.getByTestId('sop-problems-toggle')).toHaveAttribute('aria-label', /no problems/i);
  await run(page);
  await expect(status(page)).toHaveText('done and verified', done);
  await expect(page.getByRole('list', { name: 'Steps' }).getByText('Tap "Display"').first()).toBeVisible();
});

test('a payment waits for a person; the keyboard is enough', async ({ workbench: { page } }) => {
  await openSop(page, 'Buy something');
  await run(page);
  await expect(card(page)).toBeVisible(done);
  await expect(card(page)).toContainText('payment');
  // Enter never allows.
  await page.keyboard.press('Enter');
  await expect(card(page)).toBeVisible();
  await allowUntil(page, /done and verified/);
});

test('a denial reaches the run and nothing is sent', async ({ workbench: { page } }) => {
  await openSop(page, 'Send a text');
  await run(page);
  await expect(card(page)).toBeVisible(done);
  await onCard(page, 'd');
  const reason = card(page).getByRole('textbox', { name: 'Reason for denying' });
  await expect(reason).toBeFocused();
  await reason.fill('wrong person');
  await page.keyboard.press('Enter');
  await expect(status(page)).toHaveText(/failed|stopped/, done);
  await expect(page.getByText('wrong person').first()).toBeVisible();
});

test('unplugged in the middle, the run waits and goes on when the phone is back', async ({ workbench: { page } }) => {
  await openSop(page, 'Make several contacts');
  await run(page);
  await expect(page.getByRole('list', { name: 'Steps' }).getByRole('listitem').first()).toBeVisible(done);
  await page.getByRole('button', { name: /Demo phone/ }).click();
  const plug = page.getByRole('switch', { name: /Unplugged/ });
  await plug.click();
  await expect(status(page)).toHaveText('waiting for the phone', done);
  // The phone is in no list now; its switches are still reached.
  await page.keyboard.press('Escape');
  await page.getByRole('region', { name: 'Phone' }).getByRole('button', { name: 'Demo phone' }).click();
  await plug.click();
  await page.keyboard.press('Escape');
  await expect(status(page)).toHaveText('done and verified', done);
});

test('a click on the mirror lands on the phone; inspection names what is there', async ({ workbench: { page } }) => {
  const inspected = page.getByRole('listbox', { name: 'Elements of the screen' });
  await mirrored(page);
  await page.keyboard.press('Control+i');
  await expect(inspected.getByRole('option', { name: 'Settings' })).toBeAttached();
  await page.keyboard.press('Control+i');
  const box = (await mirror(page).boundingBox())!;
  // The Settings icon of the demo phone's home screen, 720 × 1600.
  await mirror(page).click({ position: { x: (108 / 720) * box.width, y: (983 / 1600) * box.height } });
  // Inspection begins with a fresh look, and looks again as the screen changes: it does not matter how far the app has come.
  await page.keyboard.press('Control+i');
  await expect(inspected.getByRole('option', { name: 'Network & internet' })).toBeAttached();
  await page.getByRole('button', { name: 'Home', exact: true }).click();
  await expect(inspected.getByRole('option', { name: 'Network & internet' })).toHaveCount(0);
  await expect(inspected.getByRole('option', { name: 'Settings' })).toBeAttached();
});
