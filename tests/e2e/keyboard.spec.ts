// The whole way without a mouse: find an SOP, change it, check it, run it, approve, stop, look at the screen, ask for any command.

import { card, done, expect, mirror, mirrored, status, test } from './open.ts';

test('everything is reached and done by keyboard alone', async ({ workbench: { page } }) => {
  const { keyboard } = page;
  const problems = page.getByTestId('sop-problems-toggle');
  const editor = page.getByTestId('sop-editor').getByRole('textbox');
  await mirrored(page);

  // The library.
  await keyboard.press('Alt+2');
  await expect(page.getByTestId('sop-filter')).toBeFocused();
  await keyboard.type('buy something');
  await keyboard.press('ArrowDown');
  await expect(page.getByRole('treeitem', { name: 'Buy something in the shop' })).toBeFocused();
  await keyboard.press('Enter');
  await expect(editor).toBeFocused();
  await expect(problems).toHaveAttribute('aria-label', /no problems/i);

  // Editing: a problem, the way to it, and its end.
  await keyboard.press('Control+End');
  await keyboard.type('- {{nobody}} is visible.');
  await expect(problems).toHaveAttribute('aria-label', /1 error/);
  await expect(page.getByTestId('sop-dirty')).toBeVisible();
  await keyboard.press('Control+Home');
  await expect(page.locator('.sop-status')).toContainText('Ln 1, Col 1');
  await keyboard.press('F8');
  await expect(page.locator('.sop-status')).toContainText(/Ln \d\d, Col 3/);
  await keyboard.press('End');
  await keyboard.press('Shift+Home');
  await keyboard.press('Backspace');
  await keyboard.press('F7');
  await expect(problems).toHaveAttribute('aria-label', /no problems/i);

  // F5 asks for what is missing; the palette runs with the examples.
  await keyboard.press('F5');
  await expect(page.getByLabel('search', { exact: true })).toBeFocused();
  await keyboard.press('Control+k');
  await keyboard.type('with the examples');
  await keyboard.press('Enter');

  // The card takes the keyboard by itself. Enter never allows; A is held; Escape twice stops.
  await expect(card(page)).toBeFocused(done);
  const first = await card(page).getAttribute('data-card');
  await expect(card(page).locator('.card-actions')).toHaveAttribute('data-armed', 'true');
  await keyboard.press('Enter');
  await keyboard.down('a');
  await expect(page.locator(`[data-card="${first}"]`)).toHaveCount(0);
  await keyboard.up('a');
  await expect(card(page)).toBeFocused(done);
  await expect(card(page).locator('.card-actions')).toHaveAttribute('data-armed', 'true');
  await keyboard.press('Escape');
  await keyboard.press('Escape');
  await expect(status(page)).toHaveText('stopped', done);

  // The record of a step, with its pictures.
  await keyboard.press('Alt+3');
  await expect(page.getByRole('list', { name: 'Steps' })).toBeFocused();
  await keyboard.press('End');
  await keyboard.press('ArrowUp');
  await keyboard.press('Enter');
  await expect(page.locator('.details figure img').first()).toBeVisible();

  // Inspecting: arrows go through the elements, Enter puts a label into the SOP.
  await keyboard.press('Alt+1');
  await expect(mirror(page)).toBeFocused();
  await keyboard.press('Control+i');
  await expect(page.locator('.overlay .box').first()).toBeAttached();
  await keyboard.press('ArrowDown');
  const chosen = page.getByRole('listbox', { name: 'Elements of the screen' }).getByRole('option', { selected: true });
  await expect(chosen).toHaveCount(1);
  await expect(page.locator('.overlay .box.hover')).toHaveCount(1);
  const label = await chosen.locator('.ellipsis').textContent() ?? '';
  await keyboard.press('Enter');
  await expect(editor).toBeFocused();
  await expect(page.locator('.view-line').filter({ hasText: `"${label}"` }).first()).toBeVisible();
  await keyboard.press('Control+i');

  // F6 goes round the areas, and what has the keyboard is seen.
  const visited: string[] = [];
  for (let i = 0; i < 4; i++) {
    await keyboard.press('F6');
    visited.push(await page.evaluate(() => document.activeElement?.closest('[data-area]')?.getAttribute('data-area') ?? ''));
    if (visited.at(-1) !== 'sop') expect(await page.evaluate(() => getComputedStyle(document.activeElement!).outlineStyle)).toBe('solid');
  }
  expect(visited.toSorted()).toEqual(['phone', 'run', 'sop', 'top']);
});
