// Exports: defineApp, translator. How an app of the demo phone is declared and how its words change with the language.

import type { App, AppApi, Json } from '../types.ts';

/**
 * Forgets the state's type: the phone keeps every app's state as plain JSON and hands it back to the same app only,
 * so what an app receives is what its own `initial` and handlers made.
 */
export const defineApp = <S extends Json>(app: App<S>): App => app as unknown as App;

/** Looks a word up in the Chinese table while the phone's language is Chinese; words without an entry stay as they are. */
export const translator = (zh: Readonly<Record<string, string>>) =>
  (api: { system: { language: string } }): ((words: string) => string) =>
    (words) => (api.system.language.startsWith('zh') ? zh[words] ?? words : words);

/** Any app's api, for pieces that only need the system's side of it. */
export type AnyApi = Pick<AppApi, 'dialog' | 'setLocal' | 'back' | 'system' | 'now'>;
