// Exports: pageView, failedView, load, reload, scratch, note, forget. A page as a WebView shows it and tells it, the forms in it, and how it is fetched.

import type { Json, UiElement } from '../../types.ts';
import { button, checkbox, col, divider, icon, image, input, radio, row, text, web } from '../../ui/elements.ts';
import { searchAddress, type Block, type Page } from './pages.ts';
import { addressOf, current, navigate, type Api } from './state.ts';
import { words } from './strings.ts';

type Fields = { [name: string]: string | boolean };
/** What belongs to the page that shows and goes with it: an address being typed, the state of loading, the fields of its form. */
type Scratch = { typed?: string; loading?: string; failed?: string; fields?: Fields; problem?: string[] };

const pageKey = (api: Api): string => { const tab = current(api.state); return `${tab.id} ${tab.at} ${addressOf(tab)}`; };
export function scratch(api: Api): Scratch {
  const kept = api.local.page as { key: string; scratch: Scratch } | null | undefined;
  return kept?.key === pageKey(api) ? kept.scratch : {};
}
/** Undefined takes an entry away. */
export const note = (api: Api, part: Scratch): void => api.setLocal('page', { key: pageKey(api), scratch: { ...scratch(api), ...part } } as unknown as Json);
export const forget = (api: Api): void => api.setLocal('page', null);

/** Fetches a page and shows it in the tab that asked; a dead network leaves a page that says so. */
export function load(api: Api, url: string, sent?: { url: string; fields: Fields }): void {
  const { tab } = api.state;
  api.hideKeyboard();
  note(api, { typed: undefined, failed: undefined, problem: undefined, loading: url });
  api.network(
    () => {
      note(api, { loading: undefined });
      api.change((s) => {
        if (sent) { s.sent.push({ id: s.nextId, url: sent.url, fields: sent.fields, at: api.now() }); s.nextId += 1; }
        navigate(s, tab, url, api.now());
      });
    },
    () => note(api, { loading: undefined, failed: url }));
}

/** Fetches the page that shows once more. */
export function reload(api: Api, url: string): void {
  forget(api);
  note(api, { loading: url });
  api.network(() => note(api, { loading: undefined }), () => note(api, { loading: undefined, failed: url }));
}

const fieldsOf = (api: Api): Fields => scratch(api).fields ?? {};
const put = (api: Api, id: string, value: string | boolean): void => note(api, { fields: { ...fieldsOf(api), [id]: value }, problem: undefined });

/** Ids of the required fields that are still empty or wrong. */
function missing(page: Page, fields: Fields): string[] {
  return page.blocks.flatMap((b) => {
    if (b.b !== 'field' && b.b !== 'check' && b.b !== 'choice') return [];
    const value = fields[b.id];
    const without = value === undefined || value === false || value === '';
    if (without) return b.required === true ? [b.id] : [];
    return b.b === 'field' && b.kind === 'email' && !/^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(String(value)) ? [b.id] : [];
  });
}

function send(api: Api, page: Page, to: string, search: boolean): void {
  const fields = fieldsOf(api);
  if (search) { if (String(fields.q ?? '').trim() !== '') load(api, searchAddress(String(fields.q))); return; }
  const wrong = missing(page, fields);
  if (wrong.length > 0) { note(api, { problem: wrong }); return; }
  const said = Object.fromEntries(page.blocks.flatMap((b): [string, string | boolean][] => (b.b === 'field' ? [[b.id, String(fields[b.id] ?? '').trim()]] : b.b === 'check' ? [[b.id, fields[b.id] === true]] : b.b === 'choice' ? [[b.id, String(fields[b.id] ?? '')]] : [])));
  load(api, to, { url: page.url, fields: said });
}

const SIZES = { small: 0.85, normal: 1, large: 1.3 } as const;

/** A paragraph that says its words in the description. */
const spoken = (said: string, size: number): UiElement => row({ desc: said }, text(said, { size }));

function block(api: Api, page: Page, b: Block, size: (n: number) => number): UiElement {
  const fields = fieldsOf(api);
  const problem = (id: string): UiElement | null => ((scratch(api).problem ?? []).includes(id) ? text(words(api)('Please fill in this field.'), { size: size(12), color: 'error' }) : null);
  switch (b.b) {
    case 'h1': return text(b.text, { size: size(26), weight: 700 });
    case 'h2': return text(b.text, { size: size(20), weight: 500, margin: [6, 0] });
    case 'note': return text(b.text, { size: size(12), color: 'onSurfaceVariant' });
    case 'p': return b.spoken === true ? spoken(b.text, size(16)) : text(b.text, { size: size(16) });
    case 'link': return row({ onTap: () => load(api, b.to), pad: [6, 0] }, text(b.text, { size: size(16), color: 'primary', weight: 500 }));
    case 'list': return col({ gap: 4 }, ...b.items.map((item) => text(`•  ${item}`, { size: size(16) })));
    case 'table': return col({ border: 'outlineVariant' }, ...[b.head, ...b.rows].map((cells, i) => row({ background: i === 0 ? 'surfaceContainerHigh' : undefined }, ...cells.map((c) => text(c, { size: size(14), weight: i === 0 ? 700 : 400, grow: 1, pad: [8, 8] })))));
    case 'image': return image(b.color, { height: 150, icon: b.icon, desc: b.alt });
    case 'post': return col({ background: 'surfaceContainer', radius: 8, pad: 12, gap: 4 }, row({ gap: 8 }, icon('mdiAccountCircle', { size: 20 }), text(b.by, { size: size(14), weight: 700 })), text(b.text, { size: size(15) }));
    case 'field': return col({ gap: 4 }, text(b.label, { size: size(14) }), input(b.id, String(fields[b.id] ?? ''), (v) => put(api, b.id, v), { kind: b.kind, password: b.password, multiline: b.multiline, ime: 'next' }), problem(b.id));
    case 'check': return col({}, checkbox(fields[b.id] === true, (on) => put(api, b.id, on), { text: b.label, id: b.id }), problem(b.id));
    case 'choice': return col({}, text(b.label, { size: size(14) }), ...b.options.map((o) => radio(fields[b.id] === o, () => put(api, b.id, o), { text: o })), problem(b.id));
    case 'submit': return row({}, button(b.text, () => send(api, page, b.to, b.search === true), { id: b.id, radius: 6 }));
  }
}

export function pageView(api: Api, page: Page): UiElement {
  const scale = SIZES[api.state.textSize];
  return web(`page ${page.url}`, page.title, { pad: [16, 20], gap: 12 }, ...page.blocks.map((b) => block(api, page, b, (n) => Math.round(n * scale))), col({ height: 24 }));
}

/** What a browser shows in a page's place: there is no such site, or no network. */
export function failedView(api: Api, url: string, why: 'offline' | 'unknown'): UiElement {
  const t = words(api);
  return web(`failed ${url}`, t(why === 'offline' ? 'No internet' : 'This site can’t be reached'), { pad: [48, 24], gap: 16 },
    icon(why === 'offline' ? 'mdiWifiOff' : 'mdiAlertCircleOutline', { size: 56 }),
    text(t(why === 'offline' ? 'No internet' : 'This site can’t be reached'), { size: 24 }),
    text(why === 'offline' ? t('Check the network and try again.') : t('Check if there is a typo in {0}.', url), { size: 15, color: 'onSurfaceVariant' }),
    divider(), row({}, button(t('Reload'), () => load(api, url), { id: 'reload-button', radius: 6 })));
}
