// Exports: page, switchRow, radioRow, confirm, ask, choose, searchField. Screen pieces and dialogs that several apps use.

import type { UiElement } from '../types.ts';
import { col, input, listItem, radio, screen, scroll, text, toggle, topBar } from '../ui/elements.ts';
import { chinese, type AnyApi } from './define.ts';

type Child = UiElement | null | false;

/** A screen with a title, a Back arrow and a scrolling body. */
export const page = (api: Pick<AnyApi, 'back'>, title: string, ...body: Child[]): UiElement =>
  screen(topBar(title, { onBack: () => api.back() }), scroll('list', {}, ...body));

/** A preference with a switch: the whole row toggles, as in AOSP's SwitchPreference. */
export const switchRow = (o: { title: string; below?: string; lead?: string; on: boolean; enabled?: boolean; onChange: (on: boolean) => void }): UiElement =>
  listItem({
    title: o.title, below: o.below, lead: o.lead, enabled: o.enabled, titleId: 'android:id/title', belowId: 'android:id/summary',
    onTap: () => o.onChange(!o.on), trail: toggle(o.on, o.onChange, { id: 'android:id/switch_widget', enabled: o.enabled }),
  });

/** One of several; the whole row chooses. */
export const radioRow = (o: { title: string; below?: string; on: boolean; onChoose: () => void; id?: string }): UiElement =>
  listItem({ title: o.title, below: o.below, id: o.id, onTap: o.onChoose, lead: radio(o.on, o.onChoose) });

/** A preference that opens another screen. */
export const linkRow = (title: string, below: string | undefined, onTap: () => void, lead?: string): UiElement =>
  listItem({ title, below, lead, onTap, titleId: 'android:id/title', belowId: 'android:id/summary' });

/** A line of facts that cannot be tapped. */
export const factRow = (title: string, below: string): UiElement =>
  listItem({ title, below, titleId: 'android:id/title', belowId: 'android:id/summary' });

const cancelWord = (api: Pick<AnyApi, 'system'>): string => (chinese(api) ? '取消' : 'Cancel');

/** "Are you sure?" with Cancel. */
export function confirm(api: Pick<AnyApi, 'dialog' | 'system'>, o: { title: string; body?: string; yes: string; /** Else Cancel. */ no?: string; danger?: boolean; onDone: () => void }): void {
  api.dialog({
    title: o.title, body: o.body, cancelable: true,
    buttons: [
      { text: o.no ?? cancelWord(api), id: 'android:id/button2', onTap: () => {} },
      { text: o.yes, id: 'android:id/button1', tone: o.danger ? 'danger' : 'text', onTap: o.onDone },
    ],
  });
}

/** A dialog with one field. `check` says what is wrong with the text, or null; the dialog stays open until it is right. */
export function ask(api: Pick<AnyApi, 'dialog' | 'setLocal' | 'system'>, o: {
  title: string; label: string; value?: string; yes: string; kind?: 'text' | 'number'; maxLength?: number;
  check?: (value: string) => string | null; onDone: (value: string) => void;
}): void {
  let value = o.value ?? '';
  let problem: string | null = null;
  const open = (): void => api.dialog({
    title: o.title, cancelable: true,
    content: () => col({ gap: 4 },
      input('ask', value, (typed) => { value = typed; problem = null; api.setLocal('ask', typed); }, { label: o.label, kind: o.kind, maxLength: o.maxLength, autofocus: true, id: 'edit' }),
      problem === null ? null : text(problem, { size: 12, color: 'error', id: 'error' })),
    buttons: [
      { text: cancelWord(api), id: 'android:id/button2', onTap: () => {} },
      {
        text: o.yes, id: 'android:id/button1', onTap: () => {
          problem = o.check?.(value) ?? null;
          if (problem === null) o.onDone(value); else open();
        },
      },
    ],
  });
  open();
}

/** A list of radio buttons in a dialog; a tap chooses and closes. */
export function choose<T extends string | number>(api: Pick<AnyApi, 'dialog' | 'system'> & { closeDialog(): void }, o: {
  title: string; options: readonly { value: T; title: string; below?: string }[]; now: T; onDone: (value: T) => void;
}): void {
  api.dialog({
    title: o.title, cancelable: true,
    content: () => col({ maxWidth: '100%' }, ...o.options.map((option) => radioRow({
      title: option.title, below: option.below, on: option.value === o.now, onChoose: () => { api.closeDialog(); o.onDone(option.value); },
    }))),
    buttons: [{ text: cancelWord(api), id: 'android:id/button2', onTap: () => {} }],
  });
}

/** The field of a search screen. */
export const searchField = (value: string, hint: string, onChange: (typed: string) => void, onEnter?: () => void): UiElement =>
  input('search', value, onChange, { id: 'open_search_view_edit_text', hint, icon: 'mdiMagnify', ime: 'search', onEnter, margin: [4, 16] });
