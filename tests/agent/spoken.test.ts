// More ways in which testers put a step, on small screens: what is done, and what fits nothing.

import { expect, test } from 'vitest';
import { byReference, bySaying } from '../../electron/agent/spoken.ts';
import { describe as inWords, type Action } from '../../electron/protocol/actions.ts';
import type { Snapshot } from '../../electron/protocol/screen.ts';
import { node, shotOf } from '../screen/fixture.ts';

type Thing = readonly [cls: string, text: string, more?: Record<string, string>];
const page = (...things: Thing[]): Snapshot => shotOf(node('FrameLayout', [0, 0, 720, 1600], {},
  ...things.map(([cls, text, more], i) => node(cls, [20, 120 + i * 90, 700, 200 + i * 90], { [cls === 'EditText' ? 'hint' : 'text']: text, clickable: 'true', ...more }))));
const told = (s: Snapshot, a: Action | undefined): string | undefined => a && inWords(a, 'element' in a ? s.elements.find((e) => e.id === a.element)?.label : undefined);

const form = page(['EditText', 'Network name'], ['EditText', 'Last name'], ['EditText', 'Amount'], ['Button', 'Save'], ['Button', 'Send SMS']);
const list = page(['Button', 'Search notes'], ['Button', 'New note'], ['Button', 'New checklist'], ['Button', 'See all 14 apps'], ['Button', 'Books'], ['Button', 'Music']);
const find = page(['EditText', 'Search products'], ['Button', 'Lamp, 3.00']);
const boxes = page(['CheckBox', 'Ask Ann for sign-off', { checkable: 'true', checked: 'false' }], ['CheckBox', 'Write notes', { checkable: 'true', checked: 'true' }], ['EditText', 'List item'], ['Button', 'Add']);

test.each<[string, Snapshot, string | undefined]>([
  ['Open the search.', list, 'Tap "Search notes"'],
  ['Tap the magnifier.', list, 'Tap "Search notes"'],
  ['Search Lamp.', find, 'Enter "Lamp" into "Search products"'],
  ['Look for the rain jacket.', find, 'Enter "rain jacket" into "Search products"'],
  ['Search Lamp.', list, undefined],
  ['Name: Attic', form, undefined],
  ['Network name: Attic', form, 'Enter "Attic" into "Network name"'],
  ['Amount 75.20', form, 'Enter "75.20" into "Amount"'],
  ['Change the last name to Baker.', form, 'Enter "Baker" into "Last name"'],
  ['Empty the last name field.', form, 'Clear "Last name"'],
  ['Store it.', form, 'Tap "Save"'],
  ['Send it.', form, 'Tap "Send SMS"'],
  ['Delete it.', form, undefined],
  ['Show only Books.', list, 'Tap "Books"'],
  ['Show all of them.', list, 'Tap "See all 14 apps"'],
  ['Start a new note.', list, 'Tap "New note"'],
  ['Begin a new one.', list, undefined],
  ['Tick the sign-off, too.', boxes, 'Tap "Ask Ann for sign-off"'],
  ['Put rice on the list.', boxes, 'Enter "rice" into "List item"'],
])('%s', (step, s, expected) => expect(told(s, bySaying(s, step, [], ''))).toBe(expected));

const chats = page(['Button', 'Alice Chen, Lunch?'], ['Button', 'Sam Okafor, Two boxes'], ['Button', 'Start chat']);

test.each<[string, string, string | undefined]>([
  ['Open his chat.', 'What did Sam Okafor write?', 'Tap "Sam Okafor, Two boxes"'],
  ['Open it.', 'Text somebody.\nSearch for Alice Chen.', 'Tap "Alice Chen, Lunch?"'],
  ['Open the camera.', 'What did Sam Okafor write?', undefined],
])('%s – %s', (step, about, expected) => expect(told(chats, byReference(chats, step, about))).toBe(expected));
