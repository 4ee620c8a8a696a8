// Exports: contacts. The Contacts app (com.google.android.contacts): list, search, detail, create and edit, delete.

import type { AppApi, UiElement } from '../../types.ts';
import { avatar, button, card, col, divider, empty, fab, icon, iconButton, input, listItem, row, screen, scroll, section, text, topBar } from '../../ui/elements.ts';
import { chinese, defineApp } from '../define.ts';
import { confirm, factRow, searchField } from '../pieces.ts';
import { timeOf } from '../dates.ts';
import { MESSAGES } from '../messages/state.ts';
import { addCall, byName, CONTACTS, digits, displayName, initialContacts, matches, sectionOf } from './people.ts';
import type { ContactsState, Person } from './people.ts';
import { words } from './strings.ts';

type Api = AppApi<ContactsState>;

const COLORS = ['#1a73e8', '#d93025', '#188038', '#e37400', '#9334e6', '#12a4af', '#c5221f', '#5f6368'];
const FIELDS = [
  { key: 'first', label: 'First name', kind: 'text' }, { key: 'last', label: 'Last name', kind: 'text' }, { key: 'company', label: 'Company', kind: 'text' },
  { key: 'phone', label: 'Phone', kind: 'phone' }, { key: 'email', label: 'Email', kind: 'email' }, { key: 'note', label: 'Notes', kind: 'text' },
] as const;
type Field = (typeof FIELDS)[number]['key'];

const find = (api: Api): Person | undefined => api.state.people.find((p) => p.id === api.args.id);
const face = (p: Person, size?: number): UiElement => avatar(displayName(p).charAt(0).toUpperCase(), COLORS[p.id % COLORS.length]!, size);

const personRow = (api: Api, p: Person, below?: string): UiElement =>
  listItem({ title: displayName(p), titleId: 'cliv_name_textview', below, lead: face(p), onTap: () => api.go('Detail', { id: p.id }), onLongPress: () => askDelete(api, p, () => {}) });

/** Rows with a letter above each new initial. */
function sectioned(api: Api, people: readonly Person[]): UiElement[] {
  const out: UiElement[] = [];
  let letter = '';
  for (const p of people) {
    if (sectionOf(p) !== letter) { letter = sectionOf(p); out.push(section(letter)); }
    out.push(personRow(api, p));
  }
  return out;
}

function list(api: Api): UiElement {
  const t = words(api);
  const people = api.state.people.toSorted(byName);
  const starred = people.filter((p) => p.starred);
  return screen(
    topBar(t('Contacts'), { actions: [iconButton('mdiMagnify', t('Search contacts'), () => api.go('Search'), { id: 'menu_search' }), iconButton('mdiDotsVertical', t('More options'), () => menu(api), { id: 'menu_more' })] }),
    people.length === 0 ? empty('mdiAccountOff', t('No contacts'), t('Contacts you create appear here'))
      : scroll('people', { id: 'list' },
        ...(starred.length === 0 ? [] : [section(t('Favorites')), ...starred.map((p) => personRow(api, p))]),
        ...sectioned(api, people), row({ justify: 'center', pad: 16 }, text(t('{0} contacts', people.length), { color: 'onSurfaceVariant' }))),
    fab('mdiPlus', t('Create contact'), () => api.go('Edit', { id: null }), { id: 'floating_action_button' }));
}

function menu(api: Api): void {
  const t = words(api);
  api.dialog({
    as: 'menu', cancelable: true, buttons: [],
    content: col({}, listItem({ title: t('Call history'), onTap: () => { api.closeDialog(); api.go('Calls'); } }), listItem({ title: t('Manage SIM contacts'), onTap: () => { api.closeDialog(); api.toast(t('No contacts on the SIM card')); } })),
  });
}

function search(api: Api): UiElement {
  const t = words(api);
  const query = String(api.local.query ?? '');
  const found = query.trim() === '' ? [] : api.state.people.filter((p) => matches(p, query)).sort(byName);
  return screen(topBar(t('Search contacts'), { onBack: () => api.back() }), col({ grow: 1 },
    searchField(query, t('Search contacts'), (v) => api.setLocal('query', v), () => api.hideKeyboard()),
    query.trim() === '' ? empty('mdiMagnify', t('Find by name, number or company'))
      : found.length === 0 ? empty('mdiAccountSearch', t('No results'), t('No contact matches {0}', query))
        : scroll('found', {}, section(t('{0} found', found.length)), ...found.map((p) => personRow(api, p, p.company || p.phone || undefined)))));
}

function askDelete(api: Api, p: Person, onDone: () => void): void {
  confirm(api, {
    title: words(api)('Delete contact?'), body: words(api)('{0} will be removed from this phone', displayName(p)), yes: words(api)('Delete'), danger: true,
    onDone: () => { api.change((s) => { s.people = s.people.filter((other) => other.id !== p.id); }); api.toast(words(api)('{0} deleted', displayName(p))); onDone(); },
  });
}

function call(api: Api, p: Person): void {
  confirm(api, {
    title: words(api)('Call {0}?', displayName(p)), body: p.phone, yes: words(api)('Call'),
    onDone: () => api.network(
      () => { api.change((s) => { addCall(s, { to: displayName(p), number: p.phone, at: api.now() }); }); api.go('Calling', { name: displayName(p), number: p.phone }); },
      () => api.toast(words(api)('Mobile network not available'))),
  });
}

const action = (api: Api, name: string, label: string, onTap: () => void, enabled: boolean): UiElement =>
  col({ align: 'center', gap: 4, pad: 8, grow: 1, onTap, enabled, id: `verb_${label.toLowerCase()}` },
    icon(name, { color: enabled ? 'primary' : 'outline' }), text(words(api)(label), { size: 14, color: enabled ? 'primary' : 'outline' }));

function detail(api: Api): UiElement {
  const t = words(api);
  const p = find(api);
  if (!p) return screen(topBar('', { onBack: () => api.back() }), empty('mdiAccountOff', t('This contact no longer exists')));
  const name = displayName(p);
  const write = (): void => api.openApp(MESSAGES, 'Thread', { number: p.phone, name });
  return screen(
    topBar('', {
      onBack: () => api.back(), actions: [
        iconButton(p.starred ? 'mdiStar' : 'mdiStarOutline', p.starred ? t('Remove from favorites') : t('Add to favorites'), () => { api.change((s) => { for (const q of s.people) if (q.id === p.id) q.starred = !q.starred; }); api.toast(p.starred ? t('Added to favorites') : t('Removed from favorites')); }, { id: 'menu_star', selected: p.starred }),
        iconButton('mdiPencil', t('Edit contact'), () => api.go('Edit', { id: p.id }), { id: 'menu_edit' }),
        iconButton('mdiDotsVertical', t('More options'), () => api.dialog({
          as: 'menu', cancelable: true, buttons: [],
          content: col({},
            listItem({ title: t('Delete'), id: 'menu_delete', onTap: () => { api.closeDialog(); askDelete(api, p, () => api.back()); } }),
            listItem({ title: t('Share'), onTap: () => { api.closeDialog(); api.copy(`${name} ${p.phone}`); api.toast(t('Copied to clipboard')); } })),
        })),
      ],
    }),
    scroll('detail', {},
      col({ align: 'center', gap: 12, pad: 16 }, face(p, 96), text(name, { size: 26, id: 'large_title' }), p.company === '' ? null : text(p.company, { color: 'onSurfaceVariant', id: 'organization' })),
      row({ pad: [8, 16] }, action(api, 'mdiPhone', 'Call', () => call(api, p), p.phone !== ''), action(api, 'mdiMessageText', 'Text', write, p.phone !== ''), action(api, 'mdiEmail', 'Email', () => api.toast(t('No app to send email')), p.email !== '')),
      divider(),
      card({ margin: [8, 16], pad: [8, 0] }, text(t('Contact info'), { size: 16, weight: 500, pad: [8, 16] }),
        p.phone === '' ? listItem({ title: t('Add phone number'), lead: 'mdiPhone', onTap: () => api.go('Edit', { id: p.id }) }) : listItem({ title: p.phone, below: t('Mobile'), lead: 'mdiPhone', onTap: () => call(api, p), onLongPress: () => { api.copy(p.phone); api.toast(t('Copied to clipboard')); }, trail: iconButton('mdiMessageText', t('Text {0}', name), write) }),
        p.email === '' ? listItem({ title: t('Add email'), lead: 'mdiEmail', onTap: () => api.go('Edit', { id: p.id }) }) : listItem({ title: p.email, below: t('Work'), lead: 'mdiEmail', onLongPress: () => { api.copy(p.email); api.toast(t('Copied to clipboard')); } })),
      p.note === '' ? null : factRow(t('Notes'), p.note)));
}

/** What is wrong with the form, or null. */
function check(draft: { [key in Field]: string }): string | null {
  if (draft.first.trim() === '' && draft.last.trim() === '' && draft.phone.trim() === '') return 'Add a name or a phone number to save';
  if (draft.phone.trim() !== '' && (!/^[+\d\s()-]+$/.test(draft.phone.trim()) || digits(draft.phone).length < 3)) return 'Enter a valid phone number';
  if (draft.email.trim() !== '' && !/^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(draft.email.trim())) return 'Enter a valid email address';
  return null;
}

const draftOf = (api: Api): { [key in Field]: string } => {
  const p = find(api);
  return Object.fromEntries(FIELDS.map(({ key }) => [key, String(api.local[key] ?? p?.[key] ?? '')])) as { [key in Field]: string };
};
const changed = (api: Api): boolean => FIELDS.some(({ key }) => String(api.local[key] ?? find(api)?.[key] ?? '') !== String(find(api)?.[key] ?? ''));

function save(api: Api): void {
  const draft = draftOf(api);
  const problem = check(draft);
  if (problem !== null) { api.setLocal('problem', problem); return; }
  const clean = Object.fromEntries(FIELDS.map(({ key }) => [key, draft[key].trim()])) as { [key in Field]: string };
  const old = find(api);
  const id = old?.id ?? api.state.nextId;
  api.change((s) => {
    if (old) { for (const p of s.people) if (p.id === id) Object.assign(p, clean); return; }
    s.people.push({ id, starred: false, ...clean });
    s.nextId += 1;
  });
  api.hideKeyboard();
  api.toast(words(api)('Contact saved'));
  if (old) api.back(); else api.replace('Detail', { id });
}

const askDiscard = (api: Api): void => confirm(api, { title: words(api)('Discard changes?'), body: words(api)('Your changes have not been saved'), yes: words(api)('Discard'), onDone: () => api.back() });

function edit(api: Api): UiElement {
  const t = words(api);
  const draft = draftOf(api);
  const leave = (): void => (changed(api) ? askDiscard(api) : api.back());
  return screen(
    row({ height: 64, pad: [0, 4], gap: 4, id: 'toolbar' }, iconButton('mdiClose', t('Close'), leave), text(find(api) ? t('Edit contact') : t('Create contact'), { size: 22, grow: 1, margin: [0, 4] }), button(t('Save'), () => save(api), { id: 'toolbar_button', margin: [0, 8] })),
    scroll('form', {}, col({ pad: 16, gap: 12 },
      typeof api.local.problem === 'string' ? text(words(api)(api.local.problem), { id: 'error', color: 'error' }) : null,
      ...FIELDS.map(({ key, label, kind }) => input(key, draft[key], (v) => { api.setLocal(key, v); api.setLocal('problem', null); }, { label: words(api)(label), kind, multiline: key === 'note', ime: 'next' })))));
}

export const contacts = defineApp<ContactsState>({
  package: CONTACTS, label: 'Contacts', names: { zh: '通讯录' }, icon: 'mdiAccount', color: '#1a73e8', version: '4.22',
  initial: initialContacts, home: 'Main',
  screens: {
    Main: list, Search: search, Detail: detail, Edit: edit,
    Calling: (api) => col({ grow: 1, align: 'center', justify: 'between', pad: 48 },
      col({ align: 'center', gap: 12 }, text(words(api)('Calling…'), { color: 'onSurfaceVariant' }), text(String(api.args.name), { size: 28 }), text(String(api.args.number))),
      button(words(api)('End call'), () => api.back(), { id: 'end_call', tone: 'danger', icon: 'mdiPhoneHangup' })),
    Calls: (api) => screen(topBar(words(api)('Call history'), { onBack: () => api.back() }),
      api.state.calls.length === 0 ? empty('mdiPhoneOff', words(api)('No calls yet'))
        : scroll('calls', {}, ...api.state.calls.toReversed().map((c) => listItem({ title: c.to, below: `${c.number} · ${timeOf(c.at, chinese(api))}`, lead: 'mdiPhoneOutgoing' })))),
  },
  onBack: (api, name) => {
    if (name !== 'Edit' || !changed(api)) return false;
    askDiscard(api);
    return true;
  },
  intents: { 'android.intent.action.INSERT': 'Edit' },
});
