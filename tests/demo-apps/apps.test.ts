// What the apps refuse, keep and undo: wrong passwords, codes and amounts, a dead network, discarded edits, deletions with undo, alarms that ring.

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { alarmIn, nextRing } from '../../electron/demo-phone/apps/clock/state.ts';
import { clockTime, dayLabel, duration } from '../../electron/demo-phone/apps/dates.ts';
import { initialContacts } from '../../electron/demo-phone/apps/contacts/people.ts';
import type { ContactsState } from '../../electron/demo-phone/apps/contacts/people.ts';
import type { MessagesState } from '../../electron/demo-phone/apps/messages/state.ts';
import type { Query } from '../../electron/screen/match.ts';
import { isVisible } from '../../electron/screen/match.ts';
import { newPhone, type Walker } from './walk.ts';

let w: Walker;
beforeEach(() => { w = newPhone(); });
afterEach(() => w.phone.close());

const start = (pkg: string, screen = 'Main'): void => { expect(w.phone.startActivity({ package: pkg, activity: `.${screen}Activity` }).ok).toBe(true); };
const tap = async (...texts: (string | Query)[]): Promise<void> => { for (const t of texts) await w.tap(typeof t === 'string' ? { text: t } : t); };
const id = (value: string): Query => ({ selector: { by: 'id', value } });
const sees = (text: string): boolean => isVisible(w.look(), { text });

describe('Settings', () => {
  it('refuses a short password at once and a wrong one after trying', async () => {
    start('com.android.settings', 'Internet');
    await tap('QA-Lab');
    await w.type({ text: 'Password' }, 'short');
    await tap('Connect');
    expect(sees('Password must be at least 8 characters')).toBe(true);
    await w.type({ text: 'Password' }, 'long enough but wrong');
    await tap('Connect');
    await w.clock.advance(1000);
    expect({ problem: sees('Check password and try again'), wifi: w.phone.save().system.wifi }).toEqual({ problem: true, wifi: { on: true, connected: null, known: { 'Home-5G': 'welcome-home' } } });
  });
  it('cannot join while the network is down', async () => {
    w.phone.setFault('network-down', true);
    start('com.android.settings', 'Internet');
    await tap('QA-Guest');
    await w.clock.advance(20_000);
    expect({ problem: sees("Couldn't connect to network"), known: 'QA-Guest' in w.phone.save().system.wifi.known }).toEqual({ problem: true, known: false });
  });
});

describe('Contacts', () => {
  it('says what is wrong with a form and asks before throwing it away', async () => {
    start('com.google.android.contacts');
    await tap('Create contact', 'Save');
    expect(sees('Add a name or a phone number to save')).toBe(true);
    await w.type({ text: 'First name' }, 'Nora');
    w.phone.key('BACK'); // closes the keyboard
    w.phone.key('BACK');
    expect(sees('Discard changes?')).toBe(true);
    await tap('Discard');
    expect((w.app('com.google.android.contacts') as ContactsState).people).toEqual(initialContacts().people);
  });
  it('has two people of one name and Chinese ones', () => {
    const { people } = initialContacts();
    expect({ many: people.length >= 40, johns: people.filter((p) => p.first === 'John' && p.last === 'Smith').length, chinese: people.filter((p) => /\p{Script=Han}/u.test(p.first)).length }).toEqual({ many: true, johns: 2, chinese: 5 });
  });
});

describe('Messages', () => {
  it('keeps a message that could not be sent and sends it on a second try', async () => {
    const last = () => (w.app('com.google.android.apps.messaging') as MessagesState).conversations[1]!.messages.at(-1);
    start('com.google.android.apps.messaging');
    await tap('Bob Martin');
    w.phone.setFault('network-down', true);
    await w.type({ text: 'Text message' }, 'Are you there?');
    await tap('Send SMS');
    await w.clock.advance(20_000);
    expect(last()).toMatchObject({ text: 'Are you there?', status: 'failed' });
    w.phone.setFault('network-down', false);
    await tap('Are you there?');
    await w.clock.advance(5000);
    expect(last()).toMatchObject({ text: 'Are you there?', status: 'sent' });
  });
});

describe('Notes', () => {
  it('brings a deleted note back', async () => {
    start('com.countersign.notes');
    const before = w.app('com.countersign.notes');
    await tap('Wi-Fi for guests', 'Delete', 'Delete');
    expect(sees('Wi-Fi for guests')).toBe(false);
    await tap('Undo');
    expect(sees('Wi-Fi for guests')).toBe(true);
    expect((w.app('com.countersign.notes') as { notes: unknown[] }).notes).toHaveLength((before as { notes: unknown[] }).notes.length);
  });
});

describe('Clock', () => {
  it('says when a timer is over', async () => {
    start('com.google.android.deskclock');
    await tap(id('tab_menu_timer'), '1', '0', 'Start', 'Allow');
    await w.clock.advance(11_000);
    expect({ over: sees("Time's up"), note: w.phone.save().notifications.map((n) => n.title) }).toEqual({ over: true, note: ["Time's up"] });
  });
  it('rings on the next of its days', () => {
    const wednesday = Date.UTC(2026, 2, 4, 9, 41);
    expect([nextRing({ hour: 9, minute: 0, days: [] }, wednesday), nextRing({ hour: 10, minute: 0, days: [] }, wednesday), nextRing({ hour: 9, minute: 0, days: [3] }, wednesday)].map((t) => new Date(t).toISOString()))
      .toEqual(['2026-03-05T09:00:00.000Z', '2026-03-04T10:00:00.000Z', '2026-03-11T09:00:00.000Z']);
    const [en, zh] = [{ system: { language: 'en' } }, { system: { language: 'zh-CN' } }];
    expect([alarmIn(en, 90 * 60_000), alarmIn(en, 60_000), alarmIn(zh, 90 * 60_000), duration(3_723_000), dayLabel(wednesday - 86_400_000, wednesday, false), dayLabel(wednesday - 86_400_000, wednesday, true), clockTime(21, 5, true), clockTime(21, 5, false)])
      .toEqual(['Alarm set for 1 hour 30 minutes from now.', 'Alarm set for 1 minute from now.', '闹钟将在 1 小时 30 分钟后响铃。', '1:02:03', 'Yesterday', '昨天', '下午9:05', '9:05 PM']);
  });
});

describe('Bank', () => {
  const reach = async (amount: string): Promise<void> => {
    start('com.countersign.bank', 'Transfer');
    w.phone.key('BACK');
    start('com.countersign.bank', 'Payees');
    await tap('Bob Martin');
    await w.type({ text: 'Amount' }, amount);
    await tap('Review');
  };
  it('refuses amounts it cannot or may not send', async () => {
    const said: boolean[] = [];
    await reach('0');
    said.push(sees('Enter an amount such as 120.50'));
    await w.type({ text: 'Amount' }, '999999');
    await tap('Review');
    said.push(sees('Insufficient funds'));
    await w.type({ text: 'Amount' }, '12000');
    await tap('Review');
    said.push(sees('Over the daily limit of ¥10,000.00'));
    expect(said).toEqual([true, true, true]);
  });
  it('cancels after three wrong codes and moves no money', async () => {
    const money = w.app('com.countersign.bank') as { accounts: unknown };
    await reach('100');
    await tap('Confirm transfer');
    await w.clock.advance(2000);
    for (let i = 0; i < 3; i++) { await w.type({ text: 'One-time code' }, '000000'); await tap('Send money'); }
    expect({ said: sees('Too many wrong codes. The transfer was cancelled.'), state: w.app('com.countersign.bank') }).toEqual({ said: true, state: { ...money, pending: null } });
  });
});
