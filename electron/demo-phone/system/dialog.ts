// Exports: dialogContent. An app's DialogSpec as an element tree with the ids of Android's AlertDialog. Pure.

import type { DialogSpec, Handler, UiElement } from '../types.ts';
import { button, col, row, scroll, text } from '../ui/elements.ts';

/** @param press closes the dialog, then runs the button's own handler */
export function dialogContent(spec: DialogSpec, press: (onTap: Handler) => void): UiElement {
  const content = typeof spec.content === 'function' ? spec.content() : spec.content;
  if (spec.as === 'menu') {
    return col({ pad: [8, 0] }, content ?? null, ...spec.buttons.map((b) =>
      row({ height: 48, pad: [0, 16], id: b.id, onTap: () => press(b.onTap) }, text(b.text, { size: 16, id: 'android:id/title', lines: 1, color: b.tone === 'danger' ? 'error' : undefined }))));
  }
  const ids = spec.buttons.map((_, i) => (i === spec.buttons.length - 1 ? 'android:id/button1' : i === spec.buttons.length - 2 ? 'android:id/button2' : 'android:id/button3'));
  return col({ id: 'android:id/parentPanel', pad: [24, 0], gap: 8 },
    spec.title === undefined ? null : text(spec.title, { size: 24, id: 'android:id/alertTitle', pad: [0, 24], lines: 3 }),
    spec.body === undefined && !content ? null : scroll('dialog', { grow: 0, id: 'android:id/contentPanel' }, col({ gap: 16, pad: [10, 24] },
      spec.body === undefined ? null : text(spec.body, { size: 14, color: 'onSurfaceVariant', id: 'android:id/message' }),
      content ?? null)),
    spec.buttons.length === 0 ? null : row({ justify: 'end', gap: 8, pad: [0, 24], wrap: true, id: 'android:id/buttonPanel' },
      ...spec.buttons.map((b, i) => button(b.text, () => press(b.onTap), { id: b.id ?? ids[i], tone: b.tone ?? 'text' }))));
}
