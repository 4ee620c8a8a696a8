// The editor knows the language and the phone: where a problem is, what the screen shows, what was not saved.

import type { Page } from '@playwright/test';
import { expect, mirrored, openSop, test } from './open.ts';

const problems = (page: Page) => page.getByTestId('sop-problems-toggle');

/** A new step below the last one of the dark theme SOP, with the cursor behind its number. */
async function newStep(page: Page): Promise<void> {
  await openSop(page, 'dark theme');
  await expect(problems(page)).toHaveAttribute('aria-label', /no problems/i);
  await page.getByTestId('sop-outline-row').last().click();
  await page.keyboard.press('End');
  await page.keyboard.press('Enter');
}

test('a problem is underlined while it is typed, exactly where it is', async ({ workbench: { page } }) => {
  await newStep(page);
  await page.keyboard.type('6. Tap {{nobody}}.');
  await expect(problems(page)).toHaveAttribute('aria-label', /1 error/);
  const squiggle = page.locator('.squiggly-error');
  await expect(squiggle).toHaveCount(1);
  const line = page.locator('.view-line').filter({ hasText: '{{nobody}}' });
  // The editor's text is monospaced: a place on the screen is a column.
  await expect.poll(() => line.evaluate((element) => {
    const box = element.querySelector('span')!.getBoundingClientRect();
    const one = box.width / (element.textContent ?? '').length;
    const under = document.querySelector('.squiggly-error')!.getBoundingClientRect();
    return [(under.left - box.left) / one, under.width / one].map(Math.round);
  })).toEqual(['6. Tap '.length, '{{nobody}}'.length]);
  await expect(page.getByTestId('sop-problem').first()).toContainText('nobody');
  // The fix of the problem makes it go away.
  await page.getByTestId('sop-problem').first().dblclick();
  await expect(page.getByRole('option', { name: /Add params/ })).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(problems(page)).toHaveAttribute('aria-label', /no problems|note/i);
});

test('completion offers what is on the phone now, and inserting it leaves no problem', async ({ workbench: { page } }) => {
  await mirrored(page);
  await newStep(page);
  await page.keyboard.type('6. Tap "');
  const widget = page.locator('.suggest-widget');
  await expect(widget).toBeVisible();
  await page.keyboard.type('Clo');
  await expect(widget.locator('.monaco-list-row').first()).toContainText('Clock');
  await page.keyboard.press('Enter');
  await page.keyboard.press('End');
  await page.keyboard.type('.');
  await expect(page.locator('.view-line').filter({ hasText: '6. Tap "Clock".' })).toBeVisible();
  await expect(problems(page)).toHaveAttribute('aria-label', /no problems/i);
});

test('hovering says what is known about a label, and words have their colours', async ({ workbench: { page } }) => {
  await mirrored(page);
  await openSop(page, 'dark theme');
  const step = page.locator('.view-line').filter({ hasText: 'Tap "Display"' });
  const verb = step.locator('span', { hasText: /^Tap$/ });
  await expect(verb).toBeVisible();
  const colour = (text: RegExp): Promise<string> => step.locator('span', { hasText: text }).last().evaluate((e) => getComputedStyle(e).color);
  await expect.poll(() => colour(/^Tap$/)).not.toBe(await colour(/^"Display"$/));
  await step.locator('span', { hasText: /^"Display"$/ }).last().hover();
  await expect(page.locator('.monaco-hover:not(.hidden)')).toContainText(/screen/);
});

test('unsaved text outlives the window', async ({ host, workbench: { page } }) => {
  await openSop(page, 'dark theme');
  await page.getByTestId('sop-editor').click();
  await page.keyboard.press('Control+End');
  await page.keyboard.type('\n## Notes\n\nChecked on two phones.');
  await page.keyboard.press('Control+Home');
  await expect(page.getByTestId('sop-dirty')).toBeVisible();
  await expect.poll(async () => (await host.call('drafts.list')).map((d) => d.text.includes('Checked on two phones.'))).toEqual([true]);
  // A reload keeps the window alive (its token is good once more) and offers the unsaved text.
  await page.reload();
  await page.getByTestId('sop-draft-restore').click();
  await page.keyboard.press('Alt+2');
  await page.keyboard.press('Control+End');
  await expect(page.locator('.view-line').filter({ hasText: 'Checked on two phones.' })).toBeVisible();
});
