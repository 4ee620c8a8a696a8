// What the editor offers and tells of an app beyond the screen: labels from memory, of the app that the SOP has open there.

import { expect, test } from 'vitest';
import { complete } from '../../electron/sop/complete.ts';
import { hover } from '../../electron/sop/hover.ts';
import { openApp } from '../../electron/sop/open-app.ts';
import { sopText } from '../agent/stage.ts';

const at = (text: string, mark = '|'): { text: string; offset: number } => ({ text: text.replace(mark, ''), offset: text.indexOf(mark) });
const element = { role: 'button', task: 'open Display in Settings', selectors: [{ by: 'id', value: 'com.android.settings:id/display' }] };
const seen = [{ label: 'Display', app: 'Settings', title: 'Settings', element }, { label: 'Dark `theme`', app: 'Settings', title: '', element: { ...element, role: 'switch', hint: 'darkness' } }];

test('the app that is open is the last one opened before, else the one the SOP applies to', () => {
  const steps = sopText('1. Tap "A|".\n2. Open "Settings".\n3. Tap "B".\n4. Open {{app}}.\n5. Tap "C".', { params: '  app: { type: string, example: Clock }' });
  const app = (mark: string): string | undefined => { const a = at(steps.replace('|', '').replace(mark, `${mark}|`)); return openApp(a.text, a.offset); };
  expect(['"A', '"Settings', '"B', '"C'].map(app)).toEqual(['com.a', undefined, 'Settings', 'Clock']);
  expect(openApp('', 0)).toBeUndefined();
});

test('completion marks what comes from memory and puts it last; hover says where it leads', () => {
  const cursor = at(sopText('1. Open "Settings".\n2. Tap "D|".'));
  expect(complete({ ...cursor, seen }).map((c) => [c.label, c.detail])).toEqual([['Display', 'from memory · Settings · Settings'], ['Dark `theme`', 'from memory · Settings']]);
  const over = at(sopText('1. Open "Settings".\n2. Tap "Disp|lay".'));
  expect(hover({ ...over, seen })?.markdown).toBe('No phone screen to compare with\n\n**From memory** · Settings · Settings: button `Display` leads to: `open Display in Settings` · id `com.android.settings:id/display`');
  expect(hover(over)?.markdown).toBe('No phone screen to compare with');
  const id = at(sopText('1. Open "Settings".\n2. Tap `id:disp|lay`.'));
  expect(hover({ ...id, seen: seen.slice(0, 1) })?.markdown).toContain('**From memory**');
});
