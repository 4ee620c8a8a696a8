// The task bench in a real browser, by the keyboard: two tasks of the oracle, the shapes they have, the report; stopped and gone on with.

import * as path from 'node:path';
import { done, expect, test } from './open.ts';
import { startProduct } from './product.ts';

test('the bench is run over two tasks, read, and one that is stopped is resumed', async ({ home, openWindow }) => {
  const product = await startProduct(home);
  try {
    const page = await openWindow({}, await product.url());
    const picture = async (name: string): Promise<void> => { if (process.env.COUNTERSIGN_PICTURES) await page.screenshot({ path: path.join(process.env.COUNTERSIGN_PICTURES, `bench-${name}.png`) }); };
    await page.getByTestId('sop-filter').waitFor();
    await page.keyboard.press('Control+k');
    await page.keyboard.type('Task bench');
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog', { name: 'Task bench' });
    await expect(dialog).toContainText('Nothing has been measured yet');
    await picture('empty');
    await page.keyboard.press('Escape');
    await expect(dialog).toHaveCount(0);
    await page.keyboard.press('Control+Alt+b');

    for (const arm of ['lexical', 'goal', 'pointer']) { await dialog.getByRole('checkbox', { name: arm, exact: true }).focus(); await page.keyboard.press('Space'); }
    const only = dialog.getByRole('textbox', { name: 'Only these' });
    await only.fill('clock.fly');
    await page.keyboard.press('Enter');
    await expect(dialog.getByRole('alert')).toContainText('There is no task clock.fly in the split dev', done);
    await picture('fault');
    await only.fill('notes.unpin, clock.stopwatch');
    await page.keyboard.press('Enter');
    const progress = dialog.getByRole('progressbar', { name: 'Runs of the bench' });
    await expect(progress).toHaveAttribute('aria-valuetext', 'Done: 2 of 2 runs', done);
    await expect(dialog.getByRole('row').filter({ hasText: 'oracle' })).toContainText('100.0\u00a0%');
    await expect(dialog.getByRole('region', { name: 'Shapes of tasks, oracle' }).getByRole('listitem').first()).toContainText(/100\.0.% of \d/);
    await dialog.getByRole('button', { name: 'Open the report' }).click();
    await expect(page.getByRole('dialog', { name: 'Report' }).frameLocator('iframe').getByRole('heading', { name: 'Task bench' })).toBeVisible();
    await page.keyboard.press('Escape');

    // More than is done before it is stopped.
    await dialog.getByRole('checkbox', { name: 'lexical', exact: true }).check();
    await only.fill('');
    await dialog.getByRole('button', { name: 'Start' }).click();
    await expect(dialog.getByRole('table', { name: 'Arms, so far' }).getByRole('row').nth(2)).toContainText('lexical', done);
    await dialog.getByRole('button', { name: 'lexical' }).focus();
    await expect(dialog.getByText(/^Running: \d+ of \d+ runs/)).toBeVisible();
    await picture('running-dark');
    await dialog.getByRole('button', { name: 'Stop' }).click();
    await expect(progress).toHaveAttribute('aria-valuetext', /^Stopped: \d+ of \d+ runs/, done);
    const kept = Number(await progress.getAttribute('aria-valuenow'));
    const oracle = dialog.getByRole('button', { name: 'oracle' });
    await oracle.focus();
    await page.keyboard.press('End');
    await expect(dialog.getByRole('button', { name: 'lexical' })).toBeFocused();
    await expect(dialog.getByRole('region', { name: 'Shapes of tasks, lexical' })).toBeVisible();
    await picture('stopped-dark');
    await product.host.call('app.configure', { theme: 'light' });
    await expect(page.locator('html')).toHaveAttribute('data-theme', 'light');
    await picture('stopped-light');
    await dialog.getByRole('button', { name: 'Resume' }).click();
    await expect.poll(async () => Number(await progress.getAttribute('aria-valuenow')), done).toBeGreaterThan(kept);
    // The product ends with its bench.
  } finally {
    await product.end();
  }
});
