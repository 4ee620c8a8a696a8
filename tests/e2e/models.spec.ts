// Models in a real browser, mostly by the keyboard: a download stopped and gone on with, loaded, a bad file that changes nothing, removed.

import * as fs from 'node:fs';
import * as path from 'node:path';
import { sha256 } from '../../electron/base/files.ts';
import { randomLlama } from '../../electron/model/random.ts';
import { fileServer } from '../model/file-server.ts';
import { done, expect, test } from './open.ts';
import { startProduct } from './product.ts';

test('a model is downloaded, loaded, kept when a bad file is tried, and removed', async ({ home, openWindow }) => {
  // Large enough for the downloader to come in parts.
  const body = randomLlama({ seed: 1, layers: 8, width: 256, name: 'Small One', chatTemplate: "{% for m in messages %}{{'<|im_start|>' + m.role + '\n' + m.content + '<|im_end|>\n'}}{% endfor %}{% if add_generation_prompt %}{{'<|im_start|>assistant\n'}}{% endif %}" });
  const server = await fileServer(body, { hold: 16 * 2 ** 20 });
  fs.mkdirSync(path.join(home, 'models'));
  fs.writeFileSync(path.join(home, 'models', 'catalogue.json'), JSON.stringify({ catalogue: 1, models: [{
    id: 'small-one', source: 'fetch', title: 'A small one', publisher: 'Test bench', uri: `${server.origin}/small.gguf`, file: 'small.gguf', sha256: sha256(body), bytes: body.length, parameters: 5_300_000, quantisation: 'F32',
    licence: 'MIT', licenceUrl: 'https://opensource.org/license/mit', context: 4096, template: 'ChatML', shape: { layers: 8, kvHeads: 4, headDim: 64 }, about: 'Says nothing sensible.',
  }] }));
  const bad = path.join(home, 'bad.gguf');
  fs.writeFileSync(bad, '<!doctype html>');
  const product = await startProduct(home);
  try {
    const page = await openWindow({}, await product.url());
    const picture = async (name: string): Promise<void> => { if (process.env.COUNTERSIGN_PICTURES) await page.screenshot({ path: path.join(process.env.COUNTERSIGN_PICTURES, `models-${name}.png`) }); };
    await page.getByTestId('sop-filter').waitFor();
    await page.keyboard.press('Control+Alt+m');
    const dialog = page.getByRole('dialog', { name: 'Models' });
    // The pilot is there from the start, and in use.
    const all = dialog.getByRole('list', { name: 'Installed models' }).getByRole('listitem');
    await expect(all).toHaveCount(1);
    await expect(all.first()).toContainText('Pilot');
    await expect(all.first().getByText('in use', { exact: true })).toBeVisible(done);
    const known = dialog.getByRole('list', { name: 'Models to download' });
    const row = known.getByRole('listitem', { name: 'A small one' });
    await expect(row.getByRole('meter')).toHaveAttribute('aria-valuetext', /^Fits: \d+ MiB of .* GiB/);
    await expect(row).toContainText('Licence: MIT');
    await picture('catalogue');

    // From the first row to the last with one key, and Enter begins.
    await known.getByRole('listitem').first().focus();
    await page.keyboard.press('End');
    await expect(row).toBeFocused();
    await page.keyboard.press('Enter');
    const progress = row.getByRole('progressbar');
    await expect(progress).toHaveAttribute('aria-valuetext', /^Downloading · \d+ MiB of \d+ MiB/);
    await picture('downloading');
    await row.getByRole('button', { name: 'Stop' }).click();
    await expect(progress).toHaveAttribute('aria-valuetext', /^Stopped · \d+ MiB/);
    server.release();
    await row.getByRole('button', { name: 'Go on' }).click();

    const installed = dialog.getByRole('list', { name: 'Installed models' }).getByRole('listitem', { name: 'A small one' });
    await expect(installed).toContainText('downloaded', done);
    await expect(row).toHaveCount(0);
    await installed.focus();
    await page.keyboard.press('Enter');
    await expect(installed.getByText('in use', { exact: true })).toBeVisible(done);
    await expect(installed).toContainText(/Reads [\d,.]+ tokens\/s · writes [\d,.]+ tokens\/s/);
    await picture('loaded');

    const file = dialog.getByRole('textbox', { name: 'Path of a GGUF file' });
    await file.fill(bad);
    await page.keyboard.press('Enter');
    await expect(dialog.getByRole('alert')).toContainText('It does not begin as a GGUF file does');
    await dialog.getByRole('region', { name: 'A file of your own' }).getByRole('button', { name: 'Load' }).click();
    await expect(dialog.getByText('Small One is in use instead.')).toBeVisible(done);
    await expect(installed.getByText('in use', { exact: true })).toBeVisible();
    await picture('instead');

    await installed.focus();
    await page.keyboard.press('Delete');
    await expect(installed.getByRole('button', { name: 'Remove', exact: true })).toBeFocused();
    await picture('removing');
    await page.keyboard.press('Enter');
    await expect(all).toHaveCount(1);
    await expect(row.getByRole('button', { name: 'Download' })).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(page.getByRole('button', { name: 'No model' })).toBeVisible();
    expect(fs.existsSync(path.join(home, 'models', 'small-one', sha256(body).slice(0, 12), 'small.gguf'))).toBe(false);
  } finally {
    await product.end();
    await server.close();
  }
});
