// Exports: notes. The Notes app (com.countersign.notes): list with pins, search and sorting, editor, checklists, delete with undo.

import type { AppApi, UiElement } from '../../types.ts';
import { button, card, checkbox, col, empty, fab, icon, iconButton, image, input, listItem, row, screen, scroll, section, text, topBar } from '../../ui/elements.ts';
import { dateLabel, DAY } from '../dates.ts';
import { chinese, defineApp } from '../define.ts';
import { choose, confirm, searchField } from '../pieces.ts';
import { words } from './strings.ts';

type Item = { text: string; done: boolean };
type Note = { id: number; title: string; body: string; items: Item[] | null; pinned: boolean; photo: boolean; at: number };
type Sort = 'modified' | 'title' | 'oldest';
type NotesState = { notes: Note[]; nextId: number; sort: Sort; deleted: Note | null };
type Api = AppApi<NotesState>;

/** Mon 2 Mar 2026. */
const TODAY = Date.UTC(2026, 2, 2, 8, 0);
const ROWS: readonly [title: string, body: string, pinned?: boolean][] = [
  ['Release checklist', '[x]Freeze the branch\n[x]Run the smoke tests\n[ ]Write the release notes\n[ ]Ask Alice for sign-off', true],
  ['Wi-Fi for guests', 'Network: QA-Guest\nNo password needed'],
  ['Standup', 'Yesterday: settings suite\nToday: payment flow\nBlocked: device 7 has a broken cable'],
  ['Groceries', '[ ]Oat milk\n[x]Bread\n[ ]Apples\n[ ]Coffee beans'],
  ['周会纪要', '1. 回归测试进度 80%\n2. 下周发布\n3. 张伟负责文档'],
  ['Bug ideas', 'Rotate the phone while a dialog is open. Long names. Emoji in the search field.'],
  ['Books to read', 'The Design of Everyday Things\nHow Buildings Learn'],
  ['Parking', 'Level -2, space 117'],
  ['Demo script', 'Open the shop, buy the blue mug, show the order.'],
  ['Gift for Rosa', 'Plant or a tea set'],
  ['Training plan', 'Mon 5 km, Wed 8 km, Sat long run'],
  ['快递', '柜号 12，取件码在短信里'],
  ['Old ideas', 'Everything else'],
];

const initial = (): NotesState => ({
  notes: ROWS.map(([title, body, pinned], i) => ({
    id: i + 1, title, pinned: pinned ?? false, photo: false, at: TODAY - i * DAY,
    ...(body.startsWith('[') ? { body: '', items: body.split('\n').map((line) => ({ text: line.slice(3), done: line[1] === 'x' })) } : { body, items: null }),
  })),
  nextId: ROWS.length + 1, sort: 'modified', deleted: null,
});

const ORDER: { [S in Sort]: (a: Note, b: Note) => number } = {
  modified: (a, b) => b.at - a.at || b.id - a.id,
  oldest: (a, b) => a.at - b.at || a.id - b.id,
  title: (a, b) => (a.title < b.title ? -1 : a.title > b.title ? 1 : a.id - b.id),
};

const find = (api: Api): Note | undefined => api.state.notes.find((n) => n.id === api.args.id);
const preview = (n: Note): string => (n.items ? n.items.map((i) => `${i.done ? '☑' : '☐'} ${i.text}`).join('\n') : n.body);

function remove(api: Api, id: number): void {
  api.change((s) => { s.deleted = s.notes.find((n) => n.id === id) ?? null; s.notes = s.notes.filter((n) => n.id !== id); });
  api.backTo('Main');
  api.after(8000, () => api.change((s) => { if (s.deleted?.id === id) s.deleted = null; }));
}

const askDelete = (api: Api, n: Note): void => confirm(api, {
  title: words(api)('Delete note?'), body: n.title || preview(n).slice(0, 40), yes: words(api)('Delete'), danger: true, onDone: () => remove(api, n.id),
});

const noteCard = (api: Api, n: Note): UiElement =>
  card({ margin: [4, 16], pad: 16, gap: 6, id: 'note_card', onTap: () => api.go('Edit', { id: n.id }), onLongPress: () => askDelete(api, n) },
    row({ gap: 8 }, text(n.title, { size: 16, weight: 500, grow: 1, lines: 1, id: 'note_title' }), n.pinned ? icon('mdiPin', { size: 16, color: 'primary', desc: words(api)('Pinned') }) : null),
    preview(n) === '' ? null : text(preview(n), { size: 14, lines: 3, color: 'onSurfaceVariant', id: 'note_body' }),
    text(dateLabel(n.at, chinese(api)), { size: 12, color: 'outline', id: 'note_date' }));

function list(api: Api): UiElement {
  const t = words(api);
  const sorted = api.state.notes.toSorted(ORDER[api.state.sort]);
  const [pinned, others] = [sorted.filter((n) => n.pinned), sorted.filter((n) => !n.pinned)];
  const gone = api.state.deleted;
  return screen(
    topBar(t('Notes'), {
      actions: [
        iconButton('mdiMagnify', t('Search notes'), () => api.go('Search'), { id: 'menu_search' }),
        iconButton('mdiSort', t('Sort by'), () => choose<Sort>(api, { title: t('Sort by'), now: api.state.sort, options: [{ value: 'modified', title: t('Date modified') }, { value: 'title', title: t('Title') }, { value: 'oldest', title: t('Oldest first') }], onDone: (v) => api.change((s) => { s.sort = v; }) }), { id: 'menu_sort' }),
        iconButton('mdiCheckboxMarkedOutline', t('New checklist'), () => api.go('Edit', { id: null, checklist: true }), { id: 'new_checklist' }),
      ],
    }),
    sorted.length === 0 ? empty('mdiNoteOutline', t('No notes yet'), t('Notes you add appear here'))
      : scroll('notes', { id: 'notes_list' },
        pinned.length > 0 ? section(t('Pinned')) : null, ...pinned.map((n) => noteCard(api, n)),
        pinned.length > 0 && others.length > 0 ? section(t('Others')) : null, ...others.map((n) => noteCard(api, n)), col({ height: 88 })),
    gone === null ? fab('mdiPlus', t('New note'), () => api.go('Edit', { id: null }), { id: 'new_note' })
      : row({ at: { left: 16, right: 16, bottom: 16 }, background: 'inverseSurface', radius: 8, pad: [6, 16], id: 'snackbar' }, text(t('Note deleted'), { color: 'inverseOnSurface', grow: 1, id: 'snackbar_text' }),
        button(t('Undo'), () => api.change((s) => { if (s.deleted) s.notes.push(s.deleted); s.deleted = null; }), { tone: 'tonal', id: 'snackbar_action' })));
}

function search(api: Api): UiElement {
  const t = words(api);
  const query = String(api.local.query ?? '');
  const wanted = query.trim().toLowerCase();
  const found = wanted === '' ? [] : api.state.notes.filter((n) => `${n.title}\n${preview(n)}`.toLowerCase().includes(wanted)).sort(ORDER.modified);
  return screen(topBar(t('Search notes'), { onBack: () => api.back() }), col({ grow: 1 },
    searchField(query, t('Search notes'), (v) => api.setLocal('query', v), () => api.hideKeyboard()),
    wanted === '' ? empty('mdiMagnify', t('Search notes')) : found.length === 0 ? empty('mdiMagnifyClose', t('No matching notes'), query) : scroll('found', {}, ...found.map((n) => noteCard(api, n)))));
}

/** What the editor shows: the saved note under the changes made since. */
interface Draft { title: string; body: string; items: Item[] | null; photo: boolean }

function draftOf(api: Api): Draft {
  const n = find(api);
  return {
    title: String(api.local.title ?? n?.title ?? ''), body: String(api.local.body ?? n?.body ?? ''), photo: api.local.photo === undefined ? n?.photo ?? false : api.local.photo === true,
    items: (api.local.items as Item[] | undefined) ?? n?.items ?? (api.args.checklist === true ? [] : null),
  };
}

const isChanged = (api: Api): boolean => ['title', 'body', 'items', 'photo'].some((key) => api.local[key] !== undefined);

function save(api: Api): void {
  const d = draftOf(api);
  if (d.title.trim() === '' && d.body.trim() === '' && (d.items ?? []).length === 0) { api.toast(words(api)('A note needs a title or some text')); return; }
  const old = find(api);
  api.change((s) => {
    const kept = { title: d.title.trim(), body: d.body, items: d.items?.map((i) => ({ ...i })) ?? null, photo: d.photo, at: api.now() };
    if (old) { for (const n of s.notes) if (n.id === old.id) Object.assign(n, kept); return; }
    s.notes.push({ id: s.nextId, pinned: false, ...kept });
    s.nextId += 1;
  });
  api.hideKeyboard();
  api.back();
  api.toast(words(api)('Note saved'));
}

const leave = (api: Api): void => {
  const t = words(api);
  if (!isChanged(api)) { api.back(); return; }
  confirm(api, { title: t('Discard changes?'), yes: t('Discard'), onDone: () => api.back() });
};

function checklist(api: Api, items: readonly Item[]): UiElement {
  const t = words(api);
  const set = (next: Item[]): void => api.setLocal('items', next);
  const typed = String(api.local.adding ?? '');
  const add = (): void => { if (typed.trim() !== '') { set([...items, { text: typed.trim(), done: false }]); api.setLocal('adding', ''); } };
  return col({ gap: 4 },
    ...items.map((item, i) => row({ gap: 4 },
      checkbox(item.done, (on) => set(items.map((other, k) => (k === i ? { ...other, done: on } : other))), { text: item.text, grow: 1, id: 'checklist_item' }),
      iconButton('mdiClose', t('Delete {0}', item.text), () => set(items.filter((_, k) => k !== i))))),
    row({ gap: 8 }, input('item', typed, (v) => api.setLocal('adding', v), { id: 'add_item', hint: t('List item'), grow: 1, onEnter: add, ime: 'done' }), button(t('Add'), add, { id: 'add_item_button', tone: 'tonal', enabled: typed.trim() !== '' })));
}

function edit(api: Api): UiElement {
  const t = words(api);
  const n = find(api);
  const d = draftOf(api);
  return screen(
    topBar('', {
      onBack: () => leave(api), actions: [
        n ? iconButton(n.pinned ? 'mdiPinOff' : 'mdiPin', n.pinned ? t('Unpin') : t('Pin'), () => api.change((s) => { for (const o of s.notes) if (o.id === n.id) o.pinned = !o.pinned; }), { id: 'menu_pin' }) : null,
        iconButton('mdiImagePlus', t('Add photo'), () => api.permission('storage', (granted) => { if (granted) api.setLocal('photo', true); else api.toast(t('Photos are off for Notes')); }), { id: 'menu_photo' }),
        n ? iconButton('mdiDelete', t('Delete'), () => askDelete(api, n), { id: 'menu_delete' }) : null,
        button(t('Save'), () => save(api), { id: 'menu_save', tone: 'filled', margin: [0, 8] }),
      ],
    }),
    scroll('editor', {}, col({ pad: 16, gap: 12 },
      d.photo ? image('#b39ddb', { height: 140, radius: 12, desc: t('Photo'), caption: 'IMG_0042' }) : null,
      input('title', d.title, (v) => api.setLocal('title', v), { id: 'edit_title', hint: t('Title'), ime: 'next' }),
      d.items === null ? input('body', d.body, (v) => api.setLocal('body', v), { id: 'edit_body', hint: t('Note'), multiline: true, minHeight: 160 }) : checklist(api, d.items),
      n ? listItem({ title: dateLabel(n.at, chinese(api)), lead: 'mdiClockOutline' }) : null)));
}

export const notes = defineApp<NotesState>({
  package: 'com.countersign.notes', label: 'Notes', names: { zh: '记事本' }, icon: 'mdiNoteText', color: '#f9ab00', version: '2.1',
  initial, home: 'Main', screens: { Main: list, Search: search, Edit: edit },
  onBack: (api, name) => {
    if (name !== 'Edit' || !isChanged(api)) return false;
    leave(api);
    return true;
  },
});
