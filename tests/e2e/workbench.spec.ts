// What a new user does in the first minutes, in a real browser.

import { allow, card, expect, openSop, run, status, test } from './open.ts';

const done = { timeout: 60_000 };

test('an SOP is carried out on the mirrored phone, verified step by step', async ({ workbench: { page } }) => {
  await expect(page.locator('.mirror canvas').first()).toBeVisible();
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
  for (;;) {
    await allow(page);
    await expect(status(page)).toHaveText(/waiting for approval|done and verified/, done);
    if (await status(page).textContent() === 'done and verified') break;
  }
});

test('a denial reaches the run and nothing is sent', async ({ workbench: { page } }) => {
  await openSop(page, 'Send a text');
  await run(page);
  await expect(card(page)).toBeVisible(done);
  const reason = card(page).getByRole('textbox', { name: 'Reason for denying' });
  // The card is dead for half a second after it appears: a person presses again.
  await expect(async () => {
    if (!await reason.isVisible()) await card(page).getByRole('button', { name: /Deny/ }).first().click();
    await expect(reason).toBeVisible({ timeout: 700 });
  }).toPass();
  await reason.fill('wrong person');
  await card(page).getByRole('button', { name: /Deny/ }).last().click();
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
  await plug.click();
  await page.keyboard.press('Escape');
  await expect(status(page)).toHaveText('done and verified', done);
});

test('the editor knows the language and the phone', async ({ workbench: { page } }) => {
  await openSop(page, 'dark theme');
  const editor = page.getByTestId('sop-editor');
  await editor.click();
  await page.keyboard.press('Control+End');
  await page.keyboard.type('\n\n## Notes\n\nTap {{nobody}}.');
  await page.keyboard.press('Control+Home');
  await expect(page.getByTestId('sop-dirty')).toBeVisible();
  // A reload keeps the window alive (its token is good once more) and offers the unsaved text.
  await page.waitForTimeout(1500);
  await page.reload();
  await expect(page.getByTestId('sop-draft-banner')).toBeVisible();
});

test('a click on the mirror lands on the phone; inspection names what is there', async ({ workbench: { page } }) => {
  const canvas = page.locator('.mirror canvas').first();
  await expect(canvas).toBeVisible();
  await page.keyboard.press('Control+i');
  await expect(page.locator('.overlay .box').first()).toBeVisible();
  await page.keyboard.press('Control+i');
  const box = (await canvas.boundingBox())!;
  // The Settings icon stands at 435, 940 of 720 × 1600.
  await canvas.click({ position: { x: (435 / 706) * box.width, y: (940 / 1568) * box.height } });
  await page.waitForTimeout(1200);
  await page.keyboard.press('Control+i');
  await expect(page.getByText('Network & internet').first()).toBeAttached();
});
