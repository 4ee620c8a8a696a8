// Exports: defineApp, translator, chinese. How an app of the demo phone is declared and how its words change with the language.

import type { App, AppApi, Json } from '../types.ts';

/**
 * Forgets the state's type: the phone keeps every app's state as plain JSON and hands it back to the same app only,
 * so what an app receives is what its own `initial` and handlers made.
 */
export const defineApp = <S extends Json>(app: App<S>): App => app as unknown as App;

export const chinese = (api: { system: { language: string } }): boolean => api.system.language.startsWith('zh');

/**
 * Looks words up in the Chinese table while the phone's language is Chinese; words without an entry stay as they are, so that
 * what a person typed passes through. `{0}`, `{1}` … are then filled with the values.
 */
export const translator = (zh: Readonly<Record<string, string>>) =>
  (api: { system: { language: string } }): ((words: string, ...values: readonly (string | number)[]) => string) =>
    (words, ...values) => {
      const said = chinese(api) && Object.hasOwn(zh, words) ? zh[words]! : words;
      return values.length === 0 ? said : said.replace(/\{(\d)\}/g, (_, n: string) => String(values[Number(n)] ?? ''));
    };

/** Any app's api, for pieces that only need the system's side of it. */
export type AnyApi = Pick<AppApi, 'dialog' | 'setLocal' | 'back' | 'system' | 'now'>;
