// Exports: contactsTasks. People to make, change, find, call and delete; two of one name.

import { CONTACTS, displayName, PEOPLE, type ContactsState, type Person } from '../../../demo-phone/apps/contacts/people.ts';
import type { PhoneState } from '../../../demo-phone/types.ts';
import type { Chance } from '../../chance.ts';
import { answer, infeasible, open, swipe, tap, type, wait, type Act } from '../acts.ts';
import { appState, task, type AnyTask } from '../task.ts';

const state = (s: PhoneState): ContactsState => appState<ContactsState>(s, CONTACTS);
const person = (s: PhoneState, id: number): Person | undefined => state(s).people.find((p) => p.id === id);
const people = `apps.${CONTACTS}.people`;
/** Somebody whose name nobody else has. */
const one = (c: Chance, fits: (p: Person) => boolean = () => true): Person => c.pick(PEOPLE.filter((p) => p.last !== 'Smith' && !p.starred && fits(p)));
const find = (p: Person): Act[] => [open('Contacts'), tap('Search contacts'), type('Search contacts', displayName(p)), tap(displayName(p), { says: `Open ${displayName(p)}.` })];
const NEW = PEOPLE.length + 1;

export const contactsTasks: readonly AnyTask[] = [
  task<{ first: string; last: string; phone: string }>({
    id: 'contacts.create', shapes: ['create', 'form'], goal: (p) => `Create a contact for ${p.first} ${p.last} with the number "${p.phone}".`, zh: (p) => `新建联系人，名 "${p.first}"，姓 "${p.last}"，电话 "${p.phone}"。`,
    draw: (c) => ({ first: c.pick(['Nadia', 'Oscar', 'Peter', 'Ruth']), last: c.pick(['Holm', 'Adeyemi', 'Costa', 'Berg']), phone: `+1 415-555-01${60 + c.below(40)}` }),
    way: (p) => [open('Contacts'), tap('Create contact'), type('First name', p.first), type('Last name', p.last), type('Phone', p.phone), tap('Save')], minimal: 6,
    isSuccessful: ({ p, after }) => { const q = person(after, NEW); return q?.first === p.first && q.last === p.last && q.phone === p.phone; },
    allowed: () => [`${people}[${NEW}]`, `apps.${CONTACTS}.nextId`],
  }),
  task<{ who: Person; phone: string }>({
    id: 'contacts.change-number', shapes: ['edit', 'form', 'search'], goal: (p) => `Change the phone number of ${displayName(p.who)} to "${p.phone}".`, draw: (c) => ({ who: one(c, (p) => p.phone.startsWith('+1')), phone: `+1 415-555-01${70 + c.below(30)}` }),
    way: (p) => [...find(p.who), tap('Edit contact'), type('Phone', p.phone), tap('Save')], minimal: 7,
    isSuccessful: ({ p, after }) => person(after, p.who.id)?.phone === p.phone, allowed: (p) => [`${people}[${p.who.id}].phone`],
  }),
  task<{ who: Person; company: string }>({
    id: 'contacts.set-company', shapes: ['edit', 'form'], goal: (p) => `${displayName(p.who)} works for "${p.company}" now. Note that in Contacts.`, draw: (c) => ({ who: one(c), company: c.pick(['Litware', 'Tailspin', 'Adatum']) }),
    way: (p) => [...find(p.who), tap('Edit contact', { says: 'Edit the contact.' }), type('Company', p.company), tap('Save', { says: 'Save it.' })], minimal: 7,
    isSuccessful: ({ p, after }) => person(after, p.who.id)?.company === p.company, allowed: (p) => [`${people}[${p.who.id}].company`],
  }),
  task<{ who: Person }>({
    id: 'contacts.star', shapes: ['toggle', 'search'], goal: (p) => `Add ${displayName(p.who)} to the favorites.`, zh: (p) => `把 ${displayName(p.who)} 加入收藏（favorites）。`, draw: (c) => ({ who: one(c) }),
    way: (p) => [...find(p.who), tap('Add to favorites')], minimal: 5,
    isSuccessful: ({ p, after }) => person(after, p.who.id)?.starred === true, allowed: (p) => [`${people}[${p.who.id}].starred`],
  }),
  task<null>({
    id: 'contacts.unstar', shapes: ['toggle'], goal: () => 'Remove Alice Chen from the favorites.', draw: () => null,
    way: () => [open('Contacts'), tap((s) => s.elements.find((e) => e.label === 'Alice Chen' && e.role === 'button'), { says: 'Open Alice Chen.' }), tap('Remove from favorites')], minimal: 3,
    isSuccessful: ({ after }) => person(after, 3)?.starred === false, allowed: () => [`${people}[3].starred`], may: ['delete'],
  }),
  task<{ who: Person }>({
    id: 'contacts.delete', shapes: ['delete', 'search'], goal: (p) => `Delete the contact ${displayName(p.who)}.`, zh: (p) => `删除联系人 ${displayName(p.who)}。`, draw: (c) => ({ who: one(c) }),
    way: (p) => [...find(p.who), tap('More options', { says: 'Open the menu.' }), tap('Delete'), tap('Delete', { says: 'Confirm that the contact is deleted.' })], minimal: 7,
    isSuccessful: ({ p, after }) => person(after, p.who.id) === undefined, allowed: (p) => [`${people}[${p.who.id}]`], may: ['delete'],
  }),
  task<null>({
    id: 'contacts.delete-twin', shapes: ['twins', 'delete'], goal: () => 'Delete the John Smith who works at Fabrikam. Keep the other John Smith.', draw: () => null,
    way: () => [open('Contacts'), tap('Search contacts'), type('Search contacts', 'John Smith'), tap((s) => s.elements.find((e) => e.role === 'button' && (e.texts ?? []).includes('Fabrikam')), { says: 'Open the John Smith with "Fabrikam" below the name.' }), tap('More options'), tap('Delete'), tap('Delete', { says: 'Confirm.' })], minimal: 7,
    isSuccessful: ({ after }) => person(after, 24) === undefined && person(after, 23) !== undefined, allowed: () => [`${people}[24]`], may: ['delete'],
  }),
  task<{ phone: string }>({
    id: 'contacts.edit-twin', shapes: ['twins', 'edit', 'form'], goal: (p) => `Change the number of the John Smith at Northwind to "${p.phone}".`, draw: (c) => ({ phone: `+1 415-555-01${80 + c.below(20)}` }),
    way: (p) => [open('Contacts'), tap('Search contacts'), type('Search contacts', 'John Smith'), tap((s) => s.elements.find((e) => e.role === 'button' && (e.texts ?? []).includes('Northwind')), { says: 'Open the John Smith of "Northwind".' }), tap('Edit contact'), type('Phone', p.phone), tap('Save')], minimal: 7,
    isSuccessful: ({ p, after }) => person(after, 23)?.phone === p.phone, allowed: () => [`${people}[23].phone`],
  }),
  task<{ who: Person }>({
    id: 'contacts.read-email', shapes: ['read', 'search'], goal: (p) => `What is the email address of ${displayName(p.who)}?`, zh: (p) => `${displayName(p.who)} 的电子邮箱是什么？`, draw: (c) => ({ who: one(c, (p) => p.email !== '') }),
    way: (p) => [...find(p.who), answer(p.who.email, 'Say the email address.')], minimal: 5, isSuccessful: () => true, truth: (p) => p.who.email,
  }),
  task<{ who: Person }>({
    id: 'contacts.read-company', shapes: ['read', 'search'], goal: (p) => `Which company is ${displayName(p.who)} with?`, draw: (c) => ({ who: one(c, (p) => p.company !== '') }),
    way: (p) => [open('Contacts'), tap('Search contacts'), type('Search contacts', displayName(p.who)), answer(p.who.company, 'Say the company below the name.')], minimal: 4, isSuccessful: () => true, truth: (p) => p.who.company,
  }),
  task<{ company: string }>({
    id: 'contacts.count-company', shapes: ['count', 'search'], goal: (p) => `How many contacts work at "${p.company}"?`, draw: (c) => ({ company: c.pick(['QA Lab', 'Northwind', 'Contoso', 'Fabrikam']) }),
    way: (p) => [open('Contacts'), tap('Search contacts'), type('Search contacts', p.company, { says: `Search for "${p.company}".` }), answer(String(PEOPLE.filter((q) => q.company === p.company).length), 'Say how many were found.')], minimal: 4,
    isSuccessful: () => true, truth: (p) => String(PEOPLE.filter((q) => q.company === p.company).length),
  }),
  task<{ who: Person }>({
    id: 'contacts.call', shapes: ['send', 'search'], goal: (p) => `Call ${displayName(p.who)}.`, draw: (c) => ({ who: one(c) }),
    way: (p) => [...find(p.who), tap({ selector: { by: 'id', value: 'verb_call' } }), tap({ selector: { by: 'id', value: 'button1' } }, { says: 'Confirm the call.' })], minimal: 6,
    isSuccessful: ({ p, after }) => state(after).calls.length === 1 && state(after).calls[0]!.number === p.who.phone, allowed: () => [`apps.${CONTACTS}.calls`], may: ['call'],
  }),
  task<{ who: Person }>({
    id: 'contacts.scroll-open', shapes: ['scroll', 'toggle'], goal: (p) => `Scroll through the list of contacts to ${displayName(p.who)} and add that contact to the favorites.`, draw: (c) => ({ who: c.pick(PEOPLE.filter((p) => ['Priya', 'Rosa'].includes(p.first))) }),
    way: (p) => [open('Contacts'), swipe('down', displayName(p.who)), tap(displayName(p.who)), tap('Add to favorites')], minimal: 10,
    isSuccessful: ({ p, after }) => person(after, p.who.id)?.starred === true, allowed: (p) => [`${people}[${p.who.id}].starred`],
  }),
  task<null>({
    id: 'contacts.call-fails', shapes: ['time-out', 'send'], goal: () => 'Call Bob Martin; if the network is not available, try once more.', draw: () => null, scene: { faults: [{ at: 5, fault: 'network-down', forMs: 3000 }] },
    way: () => [...find(PEOPLE[5]!), tap({ selector: { by: 'id', value: 'verb_call' } }), tap({ selector: { by: 'id', value: 'button1' } }, { says: 'Confirm the call.' }), wait(4), tap({ selector: { by: 'id', value: 'verb_call' } }), tap({ selector: { by: 'id', value: 'button1' } }, { says: 'Confirm the call again.' })], minimal: 9,
    isSuccessful: ({ after }) => state(after).calls.some((c) => c.number === PEOPLE[5]!.phone), allowed: () => [`apps.${CONTACTS}.calls`], may: ['call'],
  }),
  task<null>({
    id: 'contacts.infeasible-merge', shapes: ['impossible', 'twins'], goal: () => 'Merge the two contacts named John Smith with the merge function of the app.', draw: () => null,
    way: () => [open('Contacts'), tap('More options'), infeasible('Say whether the app can merge contacts.')], minimal: 3,
    isSuccessful: ({ after }) => person(after, 23) !== undefined && person(after, 24) !== undefined,
  }),
];
