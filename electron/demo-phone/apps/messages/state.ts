// Exports: MessagesState, Conversation, Message, initialMessages, receive, MESSAGES. Conversations, and the way other apps' texts arrive.

import { CONTACTS, digits, displayName } from '../contacts/people.ts';
import type { ContactsState, Person } from '../contacts/people.ts';
import type { AppApi, Json } from '../../types.ts';

export const MESSAGES = 'com.google.android.apps.messaging';

export type Message = { id: number; from: 'me' | 'them'; text: string; at: number; status: 'sending' | 'sent' | 'failed' | 'received'; photo: boolean };
export type Conversation = { number: string; name: string; messages: Message[]; unread: boolean; archived: boolean };
export type MessagesState = { conversations: Conversation[] };

/** Sun 1 Mar 2026, 18:00 UTC: the latest of the texts that are there from the start. */
const BASE = Date.UTC(2026, 2, 1, 18, 0);
const HOUR = 3_600_000;

const SEED: readonly { number: string; name: string; unread?: boolean; lines: readonly string[] }[] = [
  { number: '+1 415-555-0113', name: 'Alice Chen', unread: true, lines: ['<Hi! Did the build pass last night?', '>Yes, all green', '<Great. Lunch at noon on Tuesday?', '>Sounds good', '<I will book a table for four'] },
  { number: '+1 415-555-0116', name: 'Bob Martin', lines: ['<The test phones are in the cabinet', '>Thanks, I will pick them up', '<Code is on the sticky note', '>Got them'] },
  { number: '139 0000 0101', name: '张伟', lines: ['<周报发给我一下', '>好的，马上', '<收到，谢谢'] },
  { number: '22395', name: '22395', lines: ['<Your parcel 8841 was delivered to the front desk.'] },
  { number: '+1 415-555-0123', name: 'Emma Schmidt', lines: ['<Ticket 4711 is closed', '>Perfect, thank you!'] },
  { number: '+1 415-555-0139', name: 'Maria Garcia', unread: true, lines: ['<Please send the March invoices by Friday'] },
  { number: '+1 415-555-0132', name: 'Jin Park', lines: ['>Are you joining the demo?', '<Running 10 minutes late', '>No worries'] },
  { number: '+1 415-555-0147', name: 'Rosa Lindqvist', lines: ['<Happy birthday!', '>Thank you so much'] },
  { number: '+1 415-555-0148', name: 'Sam Okafor', lines: ['<Two boxes waiting at reception'] },
  { number: '139 0000 0102', name: '李娜', lines: ['>明天的评审几点？', '<下午三点，三号会议室'] },
  { number: '+1 415-555-0125', name: 'Felix Wagner', lines: ['<The heating on floor 3 is fixed'] },
  { number: '+1 415-555-0127', name: 'Hannah Lee', lines: ['>Can you review my SOP?', '<Will do after lunch', '<Looks good, two small comments'] },
  { number: '+1 415-555-0199', name: '+1 415-555-0199', lines: ['<Is this still available?'] },
];

export const initialMessages = (): MessagesState => ({
  conversations: SEED.map((c, i) => ({
    number: c.number, name: c.name, unread: c.unread ?? false, archived: false,
    messages: c.lines.map((line, n): Message => ({
      id: n + 1,
      from: line.startsWith('>') ? 'me' : 'them', text: line.slice(1), status: line.startsWith('>') ? 'sent' : 'received', photo: false,
      at: BASE - i * 7 * HOUR - (c.lines.length - n) * 600_000,
    })),
  })),
});

/** The people of the address book, as the contacts provider gives them. */
export const people = (api: Pick<AppApi, 'provider'>): readonly Person[] => (api.provider(CONTACTS) as ContactsState | null)?.people ?? [];

/** Name shown for a number: the contact's, else what the conversation was started with, else the number. */
export function nameFor(api: Pick<AppApi, 'provider'>, number: string, otherwise?: string): string {
  const known = people(api).find((p) => p.phone !== '' && digits(p.phone) === digits(number));
  return known ? displayName(known) : otherwise || number;
}

export const sameNumber = (a: string, b: string): boolean => a === b || (digits(a) !== '' && digits(a) === digits(b));

/** Adds a message, starting the conversation when there is none. */
export function append(state: MessagesState, number: string, name: string, message: Omit<Message, 'id'>): void {
  let conversation = state.conversations.find((c) => sameNumber(c.number, number));
  if (!conversation) {
    conversation = { number, name, messages: [], unread: false, archived: false };
    state.conversations.push(conversation);
  }
  conversation.messages.push({ id: 1 + Math.max(0, ...conversation.messages.map((m) => m.id)), ...message });
  if (message.from === 'them') conversation.unread = true;
}

/** A text arrives from outside, for instance a bank's code. The caller tells the person with a notification of its own app. */
export function receive(api: Pick<AppApi, 'changeProvider' | 'now'>, from: string, text: string): void {
  const at = api.now();
  api.changeProvider(MESSAGES, (state: Json) => append(state as MessagesState, from, from, { from: 'them', text, at, status: 'received', photo: false }));
}
