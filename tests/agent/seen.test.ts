import { describe, expect, test } from 'vitest';
import { createSeen, type Seen } from '../../electron/agent/seen.ts';
import { bySkill } from '../../electron/agent/skills.ts';
import type { Snapshot } from '../../electron/protocol/screen.ts';
import { node, shotOf } from '../screen/fixture.ts';

const page = (...inner: string[]): Snapshot => shotOf(node('FrameLayout', [0, 0, 720, 1600], {}, ...inner));
const text = (t: string, top: number): string => node('TextView', [20, top, 600, top + 50], { text: t });
const row = (top: number, ...texts: string[]): string => node('LinearLayout', [0, top, 720, top + 140], { clickable: 'true' }, ...texts.map((t, i) => node('TextView', [32, top + 10 + i * 45, 600, top + 50 + i * 45], { text: t })));
const field = (hint: string, value: string, top: number, more: Record<string, string> = {}): string => node('EditText', [20, top, 700, top + 100], { text: value, hint, clickable: 'true', ...more });
const seen = (...screens: Snapshot[]): Seen => { const s = createSeen(); for (const x of screens) s.look(x); return s; };

const person = (name: string, phone: string, mail: string): Snapshot => page(text(name, 100), row(300, phone, 'Mobile'), row(450, mail, 'Home'));
const emma = person('Emma Schmidt', '+1 415-555-0123', 'emma@example.com');
const liam = person('Liam Murphy', '+1 415-555-0777', 'liam@example.com');
const chat = page(text('Emma Schmidt', 60), row(200, 'Dentist at 14:20'), text('9:30 AM', 350), row(420, 'See you'), text('9:41 AM · SMS', 570));

describe('values that earlier screens have shown', () => {
  test.each<[string, Seen, string, string, string | undefined]>([
    ['the only number', seen(emma), 'the number', '', '+1 415-555-0123'],
    ['two numbers and nobody named', seen(emma, liam), 'the number', '', undefined],
    ['whose it is', seen(emma, liam), 'the number', 'Look up the phone number of Liam Murphy and text it to Emma Schmidt', '+1 415-555-0777'],
    ['whose it is, the other way round', seen(emma, liam), 'the address', "Find Emma Schmidt's e-mail address", 'emma@example.com'],
    ['somebody not seen', seen(emma, liam), 'the number', 'Find the phone number of Jin Park', undefined],
    ['a time in a sentence, not those of the messages', seen(chat), 'the time', 'Write a note titled "Dentist" with the time that Emma Schmidt has texted.', '14:20'],
    ['times of which none is told apart', seen(chat), 'the time', '', undefined],
    ['a code is what is called one', seen(page(row(100, 'Sam Okafor', 'Door code: 4417'), row(300, 'Bob', 'Ticket 4711 is closed'))), 'the code', '', '4417'],
    ['a number that is no code', seen(page(row(100, 'Bob', 'Ticket 4711 is closed'))), 'the code', '', undefined],
    ['an amount', seen(page(row(100, 'Total', '¥82.50'), text('Order 20260301', 300))), 'the amount', '', '¥82.50'],
  ])('%s', (_, s, ask, about, value) => expect(s.ask(ask, about)).toBe(value));

  test('neither fields nor passwords nor secrets are kept, and not without end', () => {
    expect(seen(page(field('Phone', '+1 415-555-0123', 100), field('Password', '•••4411', 300, { password: 'true' }), text('Code <secret:otp> 4411', 500))).size).toBe(0);
    const many = createSeen();
    for (let n = 0; n < 300; n++) many.look(page(text(`Code ${1000 + n}, ${n % 60}:10`, 100), text(`+1 415-555-${1000 + n}`, 300)));
    expect([many.size <= 600, many.ask('the code', 'Code 1299')]).toEqual([true, undefined]);
  });
});

describe('steps that write what was seen', () => {
  const form = page(field('Title', 'Mail', 200), field('Note', '', 400));
  const known = seen(emma);
  const wrote = (s: Snapshot, step: string, about = '', from: Seen | undefined = known): unknown => { const a = bySkill(s, step, { past: [], about, ...(from ? { seen: from } : {}) }); return a && a !== 'absent' && a.action === 'input_text' ? [s.elements.find((e) => e.id === a.element)!.label, a.text] : a; };
  test.each<[string, Snapshot, string, unknown]>([
    ['Write the address into the note', form, 'Put the email address of Emma Schmidt into a note', ['Note', 'emma@example.com']],
    ['Write down the number.', form, '', ['Note', '+1 415-555-0123']],
    ['Search for the name', page(field('To', '', 200)), 'Start a chat with Emma Schmidt and write "On my Way Home"', ['To', 'Emma Schmidt']],
    ['Search for the name', page(field('To', '', 200)), 'Start a chat with Emma Schmidt or Jin Park', undefined],
    ['Write the address into the note', page(field('Note', 'emma@example.com', 400)), 'email address', { action: 'status', status: 'complete' }],
    ['Write the date into the note', form, '', 'absent'],
    ['Enter the number', page(field('Password', '', 200, { password: 'true' })), '', undefined],
    ['Write down the number', page(text('Hello', 20)), '', undefined],
    ['Write "the number" into the note', form, '', undefined],
    ['Write the poem into the note', form, '', undefined],
  ])('%s', (step, s, about, expected) => expect(wrote(s, step, about)).toEqual(expected));
  test('nothing is written that nothing has shown', () => expect([wrote(form, 'Write the number into the note', '', createSeen()), wrote(form, 'Write the number into the note', '', seen(emma, liam))]).toEqual(['absent', 'absent']));
});
