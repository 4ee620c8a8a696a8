// Exports: messages. The Messages app (com.google.android.apps.messaging): conversations, a thread, starting a chat, sending, deleting.

import type { AppApi, UiElement } from '../../types.ts';
import type { ContactsState } from '../contacts/people.ts';
import { avatar, col, empty, fab, icon, iconButton, image, input, listItem, row, screen, scroll, section, text, topBar } from '../../ui/elements.ts';
import { addCall, CONTACTS, byName, digits, displayName, matches } from '../contacts/people.ts';
import { dayLabel, timeOf } from '../dates.ts';
import { chinese, defineApp } from '../define.ts';
import { confirm, searchField } from '../pieces.ts';
import { append, initialMessages, MESSAGES, nameFor, people, sameNumber } from './state.ts';
import type { Conversation, Message, MessagesState } from './state.ts';
import { words } from './strings.ts';

type Api = AppApi<MessagesState>;

const COLORS = ['#1a73e8', '#d93025', '#188038', '#e37400', '#9334e6', '#12a4af'];
const face = (name: string): UiElement => avatar(/^[+\d]/.test(name) ? '#' : name.charAt(0).toUpperCase(), COLORS[name.length % COLORS.length]!);
const last = (c: Conversation): Message | undefined => c.messages.at(-1);
const find = (api: Api, number: string): Conversation | undefined => api.state.conversations.find((c) => sameNumber(c.number, number));
const newestFirst = (a: Conversation, b: Conversation): number => (last(b)?.at ?? 0) - (last(a)?.at ?? 0);

function askDelete(api: Api, number: string, onDone: () => void): void {
  const t = words(api);
  confirm(api, {
    title: t('Delete this conversation?'), body: t('This is permanent and can’t be undone.'), yes: t('Delete'), danger: true,
    onDone: () => { api.change((s) => { s.conversations = s.conversations.filter((c) => !sameNumber(c.number, number)); }); api.toast(t('Conversation deleted')); onDone(); },
  });
}

function conversationRow(api: Api, c: Conversation): UiElement {
  const t = words(api);
  const m = last(c);
  const name = nameFor(api, c.number, c.name);
  return listItem({
    title: name, titleId: 'conversation_name', belowId: 'conversation_snippet', lines: 1, lead: face(name),
    below: m === undefined ? '' : m.status === 'failed' ? t('Not sent. Tap for options.') : m.from === 'me' ? t('You: {0}', m.photo ? t('Photo') : m.text) : m.photo ? t('Photo') : m.text,
    onTap: () => api.go('Thread', { number: c.number, name }),
    onLongPress: () => api.dialog({
      as: 'sheet', title: name, cancelable: true, buttons: [],
      content: col({},
        listItem({ title: c.archived ? t('Unarchive') : t('Archive'), lead: 'mdiArchive', onTap: () => { api.closeDialog(); api.change((s) => { for (const o of s.conversations) if (o.number === c.number) o.archived = !o.archived; }); api.toast(c.archived ? t('Unarchived') : t('Archived')); } }),
        listItem({ title: c.unread ? t('Mark as read') : t('Mark as unread'), lead: 'mdiEmailMarkAsUnread', onTap: () => { api.closeDialog(); api.change((s) => { for (const o of s.conversations) if (o.number === c.number) o.unread = !o.unread; }); } }),
        listItem({ title: t('Delete'), lead: 'mdiDelete', onTap: () => { api.closeDialog(); askDelete(api, c.number, () => {}); } })),
    }),
    trail: col({ align: 'end', gap: 4 }, text(m === undefined ? '' : dayLabel(m.at, api.now(), chinese(api)), { size: 12, color: 'onSurfaceVariant' }), c.unread ? icon('mdiCircle', { size: 10, color: 'primary', desc: t('Unread') }) : null),
  });
}

function main(api: Api): UiElement {
  const t = words(api);
  const shown = api.state.conversations.filter((c) => !c.archived).sort(newestFirst);
  return screen(
    topBar(t('Messages'), { actions: [iconButton('mdiMagnify', t('Search messages'), () => api.go('Search'), { id: 'action_zero_state_search' }), iconButton('mdiDotsVertical', t('More options'), () => menu(api))] }),
    shown.length === 0 ? empty('mdiMessageOutline', t('No conversations'), t('Once you start a new conversation, you’ll see it listed here'))
      : scroll('conversations', { id: 'list' }, ...shown.map((c) => conversationRow(api, c)), col({ height: 88 })),
    fab('mdiMessagePlus', t('Start chat'), () => api.go('NewChat'), { id: 'start_chat_fab', text: t('Start chat') }));
}

const menu = (api: Api): void => api.dialog({
  as: 'menu', cancelable: true, buttons: [],
  content: col({},
    listItem({ title: words(api)('Archived'), onTap: () => { api.closeDialog(); api.go('Archived'); } }),
    listItem({ title: words(api)('Mark all as read'), onTap: () => { api.closeDialog(); api.change((s) => { for (const c of s.conversations) c.unread = false; }); } })),
});

function search(api: Api): UiElement {
  const t = words(api);
  const query = String(api.local.query ?? '');
  const wanted = query.trim().toLowerCase();
  const found = wanted === '' ? [] : api.state.conversations.filter((c) => nameFor(api, c.number, c.name).toLowerCase().includes(wanted) || c.messages.some((m) => m.text.toLowerCase().includes(wanted)));
  return screen(topBar(t('Search'), { onBack: () => api.back() }), col({ grow: 1 },
    searchField(query, t('Search messages'), (v) => api.setLocal('query', v), () => api.hideKeyboard()),
    wanted === '' ? empty('mdiMagnify', t('Search names and texts')) : found.length === 0 ? empty('mdiMagnifyClose', t('No results found'), query) : scroll('found', {}, ...found.map((c) => conversationRow(api, c)))));
}

function newChat(api: Api): UiElement {
  const t = words(api);
  const query = String(api.local.to ?? '');
  const found = people(api).filter((p) => p.phone !== '' && (query.trim() === '' || matches(p, query))).toSorted(byName);
  const isNumber = /^[+\d\s()-]+$/.test(query.trim()) && digits(query).length >= 3;
  const start = (number: string, name: string): void => { api.hideKeyboard(); api.replace('Thread', { number, name }); };
  return screen(topBar(t('New conversation'), { onBack: () => api.back() }), col({ grow: 1 },
    input('to', query, (v) => api.setLocal('to', v), { id: 'recipient_text_view', label: t('To'), margin: [4, 16], onEnter: () => { if (isNumber) start(query.trim(), nameFor(api, query.trim())); } }),
    scroll('people', { id: 'contact_list' },
      isNumber ? listItem({ title: t('Send to {0}', query.trim()), lead: 'mdiPhone', onTap: () => start(query.trim(), nameFor(api, query.trim())) }) : null,
      ...(found.length === 0 && !isNumber ? [empty('mdiAccountSearch', t('No matching contacts'), t('Enter a phone number to send to someone new'))] : []),
      found.length > 0 ? section(t('All contacts')) : null,
      ...found.map((p) => listItem({ title: displayName(p), below: t('{0} · Mobile', p.phone), titleId: 'contact_name', lead: face(displayName(p)), onTap: () => start(p.phone, displayName(p)) })))));
}

/** Hands the message at `index` to the network again or for the first time. */
function transmit(api: Api, number: string, index: number): void {
  const set = (status: Message['status']) => (): void => api.change((s) => {
    const m = s.conversations.find((c) => sameNumber(c.number, number))?.messages[index];
    if (m) m.status = status;
  });
  set('sending')();
  api.network(set('sent'), () => { set('failed')(); api.toast(words(api)('Message not sent')); });
}

function send(api: Api, number: string, name: string): void {
  const body = String(api.local.draft ?? '').trim();
  const photo = api.local.photo === true;
  if (body === '' && !photo) return;
  api.change((s) => append(s, number, name, { from: 'me', text: body, at: api.now(), status: 'sending', photo }));
  api.setLocal('draft', ''); api.setLocal('photo', false);
  transmit(api, number, (find(api, number)?.messages.length ?? 1) - 1);
}

function attach(api: Api): void {
  const t = words(api);
  api.permission('storage', (granted) => {
    if (granted) { api.setLocal('photo', true); return; }
    api.dialog({ title: t('Photos are off'), body: t('To attach photos, allow Messages to access photos in Settings.'), cancelable: true, buttons: [{ text: t('Not now'), onTap: () => {} }, { text: t('Settings'), onTap: () => api.openApp('com.android.settings', 'AppPermissions', { package: MESSAGES }) }] });
  });
}

function bubble(api: Api, number: string, m: Message, index: number): UiElement {
  const t = words(api);
  const mine = m.from === 'me';
  const status = { sending: t('Sending…'), sent: t('{0} · SMS', timeOf(m.at, chinese(api))), failed: t('Not sent. Tap to try again'), received: timeOf(m.at, chinese(api)) }[m.status];
  return col({ align: mine ? 'end' : 'start', pad: [4, 16], gap: 2 },
    m.photo ? image('#80cbc4', { width: 160, height: 120, radius: 16, desc: t('Photo'), caption: 'IMG_0042' }) : null,
    m.text === '' ? null : col({ background: mine ? 'primaryContainer' : 'surfaceContainerHigh', radius: 18, pad: [10, 14], maxWidth: 270, onTap: m.status === 'failed' ? () => transmit(api, number, index) : undefined,
      onLongPress: () => { api.copy(m.text); api.toast(t('Copied to clipboard')); } }, text(m.text, { id: 'message_text', size: 16 })),
    text(status, { size: 12, id: 'message_status', color: m.status === 'failed' ? 'error' : 'onSurfaceVariant' }));
}

function thread(api: Api): UiElement {
  const t = words(api);
  const number = String(api.args.number);
  const name = nameFor(api, number, String(api.args.name ?? number));
  const conversation = find(api, number);
  const draft = String(api.local.draft ?? '');
  const photo = api.local.photo === true;
  const ready = draft.trim() !== '' || photo;
  const shown = (conversation?.messages ?? []).map((m, i) => bubble(api, number, m, i));
  return screen(
    topBar(name, {
      onBack: () => api.back(), actions: [
        iconButton('mdiPhone', t('Call'), () => confirm(api, { title: t('Call {0}?', name), body: number, yes: t('Call'), onDone: () => call(api, number, name) })),
        iconButton('mdiDotsVertical', t('More options'), () => api.dialog({
          as: 'menu', cancelable: true, buttons: [],
          content: col({}, listItem({ title: t('Delete'), onTap: () => { api.closeDialog(); askDelete(api, number, () => api.backTo('Main')); } }), listItem({ title: t('View contact'), onTap: () => { api.closeDialog(); openContact(api, number); } })),
        })),
      ],
    }),
    col({ grow: 1 },
      shown.length === 0 ? empty('mdiMessageOutline', t('Texting with {0} (SMS/MMS)', name)) : scroll('thread', { id: 'message_list', fromEnd: true }, text(dayLabel(conversation?.messages[0]?.at ?? api.now(), api.now(), chinese(api)), { align: 'center', size: 12, pad: 8, color: 'onSurfaceVariant' }), ...shown),
      photo ? row({ pad: [4, 16], gap: 8 }, image('#80cbc4', { width: 64, height: 48, radius: 8, desc: t('Attached photo'), caption: 'IMG_0042' }), iconButton('mdiClose', t('Remove attachment'), () => api.setLocal('photo', false))) : null,
      row({ pad: [8, 8], gap: 4 },
        iconButton('mdiImagePlus', t('Attach photo'), () => attach(api), { id: 'gallery_button' }),
        input('compose', draft, (v) => api.setLocal('draft', v), { id: 'compose_message_text', hint: t('Text message'), grow: 1, ime: 'send' }),
        iconButton('mdiSend', t('Send SMS'), () => send(api, number, name), { id: 'send_message_button_icon', enabled: ready }))));
}

/** The address book keeps the call history, so the call is made there. */
function call(api: Api, number: string, name: string): void {
  api.network(() => {
    api.changeProvider(CONTACTS, (state) => { addCall(state as ContactsState, { to: name, number, at: api.now() }); });
    api.openApp(CONTACTS, 'Calling', { name, number });
  }, () => api.toast(words(api)('Mobile network not available')));
}

function openContact(api: Api, number: string): void {
  const known = people(api).find((p) => sameNumber(p.phone, number));
  if (known) api.openApp(CONTACTS, 'Detail', { id: known.id }); else api.toast(words(api)('This number is not in your contacts'));
}

export const messages = defineApp<MessagesState>({
  package: MESSAGES, label: 'Messages', names: { zh: '信息' }, icon: 'mdiMessageText', color: '#1a73e8', version: '20260115',
  initial: initialMessages, home: 'Main',
  screens: {
    Main: main, Search: search, NewChat: newChat, Thread: thread,
    Archived: (api) => {
      const shown = api.state.conversations.filter((c) => c.archived);
      return screen(topBar(words(api)('Archived'), { onBack: () => api.back() }), shown.length === 0 ? empty('mdiArchive', words(api)('No archived conversations')) : scroll('archived', {}, ...shown.map((c) => conversationRow(api, c))));
    },
  },
  onOpen: (api, name) => {
    if (name !== 'Thread') return;
    api.change((s) => { for (const c of s.conversations) if (sameNumber(c.number, String(api.args.number))) c.unread = false; });
  },
  intents: { 'android.intent.action.SENDTO': 'NewChat' },
});
