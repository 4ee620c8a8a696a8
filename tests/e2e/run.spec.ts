// Steering a run: by steps, from the margin, taken over and handed back, handed to the person, cut short by a crash.

import { allow, allowUntil, done, expect, mirror, mirrored, openSop, run, status, test } from './open.ts';
import { startProduct } from './product.ts';

test('step by step: each press carries one step out, then the run goes on by itself', async ({ workbench: { page } }) => {
  await openSop(page, 'five-minute timer');
  await page.getByRole('button', { name: 'Step by step' }).click();
  await expect(status(page)).toHaveText('paused', done);
  const facts = page.locator('.status-bar');
  await page.keyboard.press('F10');
  await expect(facts).toContainText('step 2 · paused', done);
  await page.keyboard.press('F10');
  await expect(facts).toContainText('step 3 · paused', done);
  await expect(page.getByRole('list', { name: 'Steps' }).getByRole('listitem').filter({ hasText: 'Open "Clock"' })).toHaveCount(1);
  await page.keyboard.press('F8');
  await expect(status(page)).toHaveText('done and verified', done);
});

test('the margin sets a breakpoint, and runs from a step on', async ({ workbench: { page } }) => {
  await openSop(page, 'dark theme');
  await expect(page.getByTestId('sop-problems-toggle')).toHaveAttribute('aria-label', /no problems/i);
  const lineOf = (text: string) => page.getByTestId('sop-editor').locator('.view-line').filter({ hasText: text });
  await page.getByTestId('sop-outline-row').filter({ hasText: 'Tap "Display"' }).click();
  const at = async (text: string): Promise<{ x: number; y: number }> => {
    const line = (await lineOf(text).boundingBox())!;
    const editor = (await page.getByTestId('sop-editor').boundingBox())!;
    return { x: editor.x + 8, y: line.y + 10 };
  };
  const display = await at('Tap "Display"');
  await page.mouse.click(display.x, display.y);
  await expect(page.locator('.sop-glyph.broken')).toHaveCount(1);
  await run(page);
  await expect(status(page)).toHaveText('paused', done);
  await expect(page.locator('.status-bar')).toContainText('step 3');
  await page.keyboard.press('Alt+F5');
  await expect(status(page)).toHaveText('stopped', done);
  // The phone shows Settings now: the rest can be run from here.
  await page.mouse.click(display.x, display.y);
  await expect(page.locator('.sop-glyph.broken')).toHaveCount(0);
  await page.mouse.click(display.x, display.y, { button: 'right' });
  await page.getByRole('menuitem', { name: /Run from here/ }).click();
  await expect(status(page)).toHaveText('done and verified', done);
  await expect(page.getByRole('list', { name: 'Steps' }).getByText('Open "Settings"')).toHaveCount(0);
});

test('taken over, acted on in the mirror and handed back at a named step, the run ends verified', async ({ host, workbench: { page } }) => {
  await openSop(page, 'dark theme');
  await mirrored(page);
  await page.getByRole('button', { name: 'Step by step' }).click();
  await expect(status(page)).toHaveText('paused', done);
  await page.keyboard.press('Control+Alt+o');
  await expect(status(page)).toHaveText('you have the phone');
  const tap = async (label: string): Promise<void> => {
    const seen = await host.call('screen.observe', { device: 'demo', settle: true });
    const target = seen.elements.find((e) => e.label.startsWith(label))!;
    const box = (await mirror(page).boundingBox())!;
    await mirror(page).click({ position: { x: ((target.tap[0] + 0.5) / seen.size[0]) * box.width, y: ((target.tap[1] + 0.5) / seen.size[1]) * box.height } });
  };
  const titled = (title: string): Promise<void> => expect.poll(async () => (await host.call('screen.observe', { device: 'demo' })).title).toBe(title);
  await tap('Settings');
  await titled('Settings');
  await tap('Display');
  await titled('Display');
  await page.getByRole('combobox', { name: 'Next step' }).selectOption({ label: '5. Turn on "Dark theme"' });
  await page.getByRole('button', { name: 'Hand back' }).last().click();
  await expect(status(page)).toHaveText(/paused|done and verified/, done);
  if (await status(page).textContent() === 'paused') await page.keyboard.press('F8');
  await expect(status(page)).toHaveText('done and verified', done);
  const state = await host.call('demo.save') as { system: { darkTheme: boolean } };
  expect(state.system.darkTheme).toBe(true);
});

test('a one-time code is asked of the person, typed on the phone and kept nowhere', async ({ host, workbench: { page } }) => {
  await openSop(page, 'Transfer money');
  await run(page);
  await allowUntil(page, /waiting for you/);
  const question = page.getByRole('alertdialog', { name: /Your turn on the phone/ });
  await expect(question.getByRole('button', { name: 'I have done it' })).toBeFocused();
  // A person reads it in the text message.
  const [, code = ''] = /"code":"(\d{6})"/.exec(JSON.stringify(await host.call('demo.save'))) ?? [];
  expect(code).toMatch(/^\d{6}$/);
  await question.getByLabel('Text to type on the phone').fill(code);
  await page.keyboard.press('Enter');
  await allowUntil(page, /done and verified/);
  expect(await page.locator('.app').textContent()).not.toContain(code);
  const [latest] = await host.call('episode.list').then((l) => l.toSorted((a, b) => b.startedAt - a.startedAt));
  expect(JSON.stringify(await host.call('episode.read', { id: latest!.id }))).not.toContain(code);
});

test('a run that a crash cuts short is offered again at the next start', async ({ openWindow, home }) => {
  const first = await startProduct(home);
  const page = await openWindow({}, await first.url());
  await openSop(page, 'dark theme');
  await run(page);
  await expect(page.getByRole('list', { name: 'Steps' }).getByText('Open "Settings"').first()).toBeVisible(done);
  first.child.kill('SIGKILL');
  await expect(page.getByRole('alertdialog', { name: 'Not connected' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Reconnect' })).toBeFocused();

  const second = await startProduct(home);
  const again = await openWindow({}, await second.url());
  const offer = again.getByRole('status').filter({ hasText: 'was cut short' });
  await expect(offer).toContainText('Switch to the dark theme');
  await offer.getByRole('button', { name: 'Start again' }).click();
  await expect(status(again)).toHaveText('done and verified', done);
  await expect(offer).toHaveCount(0);
  await second.end();
});

test('an allowed action is carried out once, and the card is gone', async ({ workbench: { page } }) => {
  await openSop(page, 'Delete a contact');
  await run(page);
  await expect(status(page)).toHaveText('waiting for approval', done);
  await allow(page);
  await allowUntil(page, /done and verified/);
});
