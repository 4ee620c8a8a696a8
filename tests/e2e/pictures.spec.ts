// The pictures of the README, taken from the running product: COUNTERSIGN_PICTURES=.github/pictures npx playwright test pictures

import * as path from 'node:path';
import { card, expect, openSop, run, test } from './open.ts';

const FOLDER = process.env.COUNTERSIGN_PICTURES;

test.skip(FOLDER === undefined, 'Pictures are taken on request only (COUNTERSIGN_PICTURES=FOLDER)');

test('pictures', async ({ workbench: { page } }) => {
  const take = (name: string) => page.screenshot({ path: path.join(FOLDER!, `${name}.png`) });
  await expect(page.locator('.mirror canvas').first()).toBeVisible();
  await openSop(page, 'Buy something');
  await run(page);
  await expect(card(page)).toBeVisible({ timeout: 60_000 });
  await page.waitForTimeout(800);
  await take('approval-dark');
  await page.keyboard.press('Control+Alt+t');
  // The editor takes its words' colours anew a while after a switch.
  await page.waitForTimeout(2500);
  await take('approval-light');
  await page.keyboard.press('Control+Alt+t');
  await card(page).getByRole('button', { name: /Stop/ }).click().catch(() => page.keyboard.press('Alt+F5'));
  await page.waitForTimeout(1500);
  await openSop(page, 'Join a Wi-Fi');
  await page.keyboard.press('Control+i');
  await expect(page.locator('.overlay .box').first()).toBeVisible();
  await page.waitForTimeout(800);
  await take('inspect-dark');
});
