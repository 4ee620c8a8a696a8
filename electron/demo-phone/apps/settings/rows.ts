// Exports: flag, pick. Preferences that Settings keeps in its own state: a switch, and one of several in a dialog. They translate what they are given.

import type { UiElement } from '../../types.ts';
import { choose, linkRow, switchRow } from '../pieces.ts';
import type { Api } from './state.ts';
import { words } from './strings.ts';

export const flag = (api: Api, key: string, title: string, below?: string): UiElement => switchRow({
  title: words(api)(title), below: below === undefined ? undefined : words(api)(below), on: api.state.toggles[key] ?? false, onChange: (on) => api.change((s) => { s.toggles[key] = on; }),
});

export const pick = (api: Api, key: string, title: string, options: readonly string[], lead?: string): UiElement => {
  const t = words(api);
  const now = api.state.choices[key] ?? options[0] ?? '';
  return linkRow(t(title), t(now), () => choose(api, {
    title: t(title), now, options: options.map((value) => ({ value, title: t(value) })), onDone: (v) => api.change((s) => { s.choices[key] = v; }),
  }), lead);
};
