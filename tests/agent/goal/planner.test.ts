// The planner on small screens: what it does next, when it is done, and what it must not take for the goal.

import * as path from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { createMeanings, type Meanings } from '../../../electron/agent/goal/meanings.ts';
import { createPlanner, type Plan } from '../../../electron/agent/goal/planner.ts';
import { readLine } from '../../../electron/agent/goal/trace.ts';
import type { Lead } from '../../../electron/agent/goal/context.ts';
import { createKin } from '../../../electron/model/pilot/kin.ts';
import { readLexicon } from '../../../electron/model/pilot/lexicon.ts';
import type { Pilot } from '../../../electron/model/pilot/pilot.ts';
import { describe as inWords, type Action } from '../../../electron/protocol/actions.ts';
import type { Snapshot } from '../../../electron/protocol/screen.ts';
import { node, shotOf } from '../../screen/fixture.ts';

let meanings: Meanings;
beforeAll(async () => {
  const concepts = await readLexicon(path.resolve(import.meta.dirname, '../../../resources/pilot/lexicon'));
  meanings = createMeanings({ concepts, kin: createKin(concepts) });
});
/** The rules must do: the pilot knows nothing. */
const pilot: Pilot = { info: { path: '', name: 'none', state: 'ready' }, decide: async () => ({ answer: '<none>', confidence: 1, promptTokens: 0, reused: 0, ms: 0 }), close: async () => {} };

type Thing = readonly [cls: string, text: string, more?: Record<string, string>];
/** A screen with things below each other under a title. */
const page = (title: string, ...things: Thing[]): Snapshot => shotOf(node('FrameLayout', [0, 0, 720, 1600], {},
  node('TextView', [20, 20, 500, 80], { text: title }),
  ...things.map(([cls, text, more], i) => node(cls, [20, 120 + i * 90, 700, 200 + i * 90], { [cls === 'EditText' ? 'hint' : 'text']: text, clickable: 'true', ...more }))));
const home = shotOf(node('FrameLayout', [0, 0, 720, 1600], { package: 'com.android.launcher3' }, node('TextView', [20, 20, 200, 200], { package: 'com.android.launcher3', text: 'Clock', clickable: 'true' })));
const sheet = (text: string, ...buttons: string[]): Snapshot => {
  const s = page(text, ...buttons.map((b): Thing => ['Button', b]));
  return { ...s, dialog: true };
};
const on = { checkable: 'true', checked: 'true' };
const off = { checkable: 'true', checked: 'false' };
const APPS = ['Clock', 'Contacts', 'Messages', 'Notes', 'Settings', 'Shop'];

/** Shows the screens one after the other and tells what is done on each, in words. */
async function play(goal: string, screens: readonly Snapshot[], recall?: (query: string, s: Snapshot) => readonly Lead[]): Promise<string[]> {
  const planner = createPlanner({ pilot, meanings });
  const past: string[] = [];
  const told: string[] = [];
  for (const screen of screens) {
    const plan: Plan = await planner.next({ goal, past: [...past], screen, apps: APPS, signal: new AbortController().signal, ...(recall ? { recall: async (q) => recall(q, screen) } : {}) });
    const words = plan.kind === 'action' ? inWords(plan.action, labelOf(screen, plan.action)) : plan.kind;
    told.push(words);
    if (plan.kind !== 'action') break;
    past.push(words);
  }
  return told;
}
const labelOf = (s: Snapshot, a: Action): string | undefined => ('element' in a ? s.elements.find((e) => e.id === a.element)?.label : undefined);

const alarms = page('Alarms', ['Button', 'Expand alarm 6:30 AM'], ['Button', 'Expand alarm 8:00 AM'], ['Switch', '6:30 AM alarm', on], ['Switch', '8:00 AM alarm', off], ['Button', 'Add alarm']);

test.each<[string, Snapshot[], string[]]>([
  ['Delete the alarm at 6:30 AM.', [home, alarms, page('Alarms', ['Button', 'Collapse alarm 6:30 AM'], ['Button', 'Delete'], ['Button', 'Expand alarm 8:00 AM']), sheet('Delete this alarm?', 'Cancel', 'Delete'), page('Alarms', ['Button', 'Expand alarm 8:00 AM'])],
    ['Open "Clock"', 'Tap "Expand alarm 6:30 AM"', 'Tap "Delete"', 'Tap "Delete"', 'done']],
  ['Turn on the 8:00 AM alarm.', [home, alarms, page('Alarms', ['Switch', '6:30 AM alarm', on], ['Switch', '8:00 AM alarm', on])], ['Open "Clock"', 'Tap "8:00 AM alarm"', 'done']],
  ['Add an alarm for 8:00 AM.', [home, alarms, { ...page('Enter time', ['EditText', 'Hour', { text: '8', 'content-desc': 'Hour' }], ['EditText', 'Minute', { text: '00', 'content-desc': 'Minute' }], ['RadioButton', 'AM', on], ['RadioButton', 'PM', off], ['Button', 'Cancel'], ['Button', 'OK']), dialog: true }, alarms], ['Open "Clock"', 'Tap "Add alarm"', 'Tap "OK"', 'done']],
  ['Switch the 8:00 AM alarm off.', [home, alarms], ['Open "Clock"', 'done']],
  ['Create a contact for Oscar Berg with the number "+1 415-555-0164".', [
    home, page('Contacts', ['Button', 'Search contacts'], ['Button', 'Create contact']), page('Create contact', ['EditText', 'First name'], ['EditText', 'Last name'], ['EditText', 'Phone'], ['Button', 'Save']),
    page('Create contact', ['EditText', 'First name', { text: 'Oscar' }], ['EditText', 'Last name'], ['EditText', 'Phone'], ['Button', 'Save']), page('Create contact', ['EditText', 'First name', { text: 'Oscar' }], ['EditText', 'Last name', { text: 'Berg' }], ['EditText', 'Phone'], ['Button', 'Save']),
    page('Create contact', ['EditText', 'First name', { text: 'Oscar' }], ['EditText', 'Last name', { text: 'Berg' }], ['EditText', 'Phone', { text: '+1 415-555-0164' }], ['Button', 'Save']), page('Oscar Berg', ['Button', 'Edit contact'])],
  ['Open "Contacts"', 'Tap "Create contact"', 'Enter "Oscar" into "First name"', 'Enter "Berg" into "Last name"', 'Enter "+1 415-555-0164" into "Phone"', 'Tap "Save"', 'done']],
  ['Send Bob Martin the message "See you at ten".', [
    home, page('Messages', ['Button', 'Alice Chen'], ['Button', 'Bob Martin'], ['Button', 'Start chat']), page('Bob Martin', ['EditText', 'Text message'], ['Button', 'Send SMS', { enabled: 'false' }]),
    page('Bob Martin', ['EditText', 'Text message', { text: 'See you at ten' }], ['Button', 'Send SMS']), page('Bob Martin', ['Button', 'See you at ten'], ['EditText', 'Text message'])],
  ['Open "Messages"', 'Tap "Bob Martin"', 'Enter "See you at ten" into "Text message"', 'Tap "Send SMS"', 'done']],
  ['Pin the note "Plan".', [home, page('Notes', ['Button', 'Plan'], ['Button', 'New note']), page('Plan', ['Button', 'Pin'], ['Button', 'Delete'], ['Button', 'Save']), page('Plan', ['Button', 'Unpin'], ['Button', 'Save'])], ['Open "Notes"', 'Tap "Plan"', 'Tap "Pin"', 'done']],
  ['Set the screen timeout to 5 minutes.', [home, page('Settings', ['Button', 'Screen timeout']), { ...page('Screen timeout', ['RadioButton', '1 minute', on], ['RadioButton', '5 minutes', off]), dialog: true }, page('Settings', ['Button', 'Screen timeout'])], ['Open "Settings"', 'Tap "Screen timeout"', 'Tap "5 minutes"', 'done']],
  ['删除联系人 Hannah Lee。', [home, page('Contacts', ['Button', 'Hannah Lee']), page('Hannah Lee', ['Button', 'Edit contact'], ['Button', 'More options']), sheet('', 'Delete', 'Share'), sheet('Delete this contact?', 'Cancel', 'Delete'), page('Contacts')], ['Open "Contacts"', 'Tap "Hannah Lee"', 'Tap "More options"', 'Tap "Delete"', 'Tap "Delete"', 'done']],
])('%s', async (goal, screens, expected) => expect(await play(goal, screens)).toEqual(expected));

test('an opposite is another name for a switch', async () => {
  expect(await play('Go back to the light theme.', [home, page('Display', ['Switch', 'Dark theme', on]), page('Display', ['Switch', 'Dark theme', off])])).toEqual(['Open "Settings"', 'Tap "Dark theme"', 'done']);
});

test('an app that hangs is waited for, a prompt of a permission answered once', async () => {
  const hanging = { ...page('Clock isn’t responding', ['Button', 'Close app'], ['Button', 'Wait']), dialog: true };
  expect(await play('Turn on the 8:00 AM alarm.', [home, hanging, alarms])).toEqual(['Open "Clock"', 'Tap "Wait"', 'Tap "8:00 AM alarm"']);
});

test('memory is asked with the operation and the kind, and leads past what is not named', async () => {
  const asked: string[] = [];
  const settings = page('Settings', ['Button', 'Connected devices'], ['Button', 'Display']);
  const told = await play('Turn on NFC.', [home, settings], (q, s) => {
    asked.push(q);
    const e = s.elements.find((x) => x.label === 'Connected devices');
    return e ? [{ element: e.id, leadsTo: 'turn NFC on or off', steps: 2, confidence: 0.9 }] : [];
  });
  expect(told).toEqual(['Open "Settings"', 'Tap "Connected devices"']);
  expect(asked).toContain('turn NFC on or off');
});

test.each<[string, string, Snapshot[], readonly (readonly [string, string])[], string[]]>([
  ['the way back', 'Turn on NFC.', [home, page('Display', ['Button', 'Navigate up'], ['Button', 'Colors'], ['Button', 'Font size'], ['Button', 'Night Light'])], [['Navigate up', 'turn NFC on or off']], ['Open "Settings"', 'none']],
  ['what has little to do with it', 'Turn on NFC.', [home, page('Display', ['Button', 'Fonts'], ['Button', 'Colors'], ['Button', 'Font size'], ['Button', 'Night Light'])], [['Fonts', 'open fonts']], ['Open "Settings"', 'none']],
  ['what pays', 'What does the Lamp cost?', [home, page('Shop', ['Button', 'Buy now'], ['Button', 'Alpha'], ['Button', 'Beta'], ['Button', 'Gamma'])], [['Buy now', 'open Lamp']], ['Open "Shop"', 'none']],
])('memory is not followed to %s', async (_, goal, screens, hints, expected) => {
  const recall = (_q: string, s: Snapshot): readonly Lead[] => hints.flatMap(([label, leadsTo]) => { const e = s.elements.find((x) => x.label === label); return e ? [{ element: e.id, leadsTo, steps: 2, confidence: 0.99 }] : []; });
  expect(await play(goal, screens, recall)).toEqual(expected);
});

test.each<[string, string, Snapshot[], string[]]>([
  ['the other thing’s command', 'Delete the note "Plan".', [home, page('Notes', ['Button', 'Delete Groceries'], ['Button', 'Ideas'], ['Button', 'Groceries'], ['Button', 'Standup'])], ['Open "Notes"', 'none']],
  ['a place that is called as the command', 'Archive the conversation with Rosa Lind.', [home, page('Messages', ['Button', 'Archived'], ['Button', 'Alice Chen'], ['Button', 'Bob Martin'], ['Button', 'Jin Park'])], ['Open "Messages"', 'none']],
  ['a password’s field for a name', 'Rename this phone to "Lab 5".', [home, { ...page('Network', ['EditText', 'Password', { password: 'true' }], ['Button', 'Connect'], ['Button', 'A'], ['Button', 'B'], ['Button', 'C']), dialog: false }], ['Open "Settings"', 'none']],
  ['the same name twice where more is told', 'Delete the John Smith who works at Fabrikam.', [home, page('Contacts', ['Button', 'John Smith'], ['Button', 'John Smith'], ['Button', 'Ann'], ['Button', 'Bea'])], ['Open "Contacts"', 'none']],
])('not taken: %s', async (_, goal, screens, expected) => expect(await play(goal, screens)).toEqual(expected));

/** A list of rows with a heading over some of them. */
const counts = page('Notes', ['Button', 'New note'], ['Button', 'Plan, Pinned'], ['Button', 'Food, Pinned']);

test.each<[string, string, Snapshot[], string[]]>([
  ['a switch that the goal does not name', 'What is the IMEI of this phone?', [home, page('Phone', ['Switch', 'IMEI lock', on], ['Button', 'A'], ['Button', 'B'], ['Button', 'C'])], ['Open "Settings"', 'none']],
  ['what begins something', 'Turn on Wi-Fi scanning.', [home, page('Devices', ['Button', 'Pair new device'], ['Button', 'A'], ['Button', 'B'], ['Button', 'C'], ['Button', 'D'])], ['Open "Settings"', 'none']],
  ['deleting where nothing says what', 'Clear that field.', [page('History', ['Button', 'Clear browsing data'], ['Button', 'A'], ['Button', 'B'], ['Button', 'C'])], ['none']],
  ['another thing’s switch of half the name', 'Turn on Data Saver.', [home, page('Battery', ['Switch', 'Battery Saver', off], ['Button', 'A'], ['Button', 'B'], ['Button', 'C'], ['Button', 'D'])], ['Open "Settings"', 'none']],
  ['a row that is still there for one that was deleted', 'Delete the note "Plan".', [home, page('Notes', ['Button', 'Plan'], ['Button', 'Food']), page('Plan', ['Button', 'Delete'], ['Button', 'Share']), sheet('Delete this note?', 'Cancel', 'Delete'), page('Notes', ['Button', 'Plan'], ['Button', 'Food'], ['Button', 'New note'], ['Button', 'Sort'])], ['Open "Notes"', 'Tap "Plan"', 'Tap "Delete"', 'Tap "Delete"', 'none']],
])('nothing is done without a reason: not %s', async (_, goal, screens, expected) => expect(await play(goal, screens)).toEqual(expected));

test('a goal is not done while something that it quotes was neither seen nor entered', async () => {
  const list = page('Notes', ['Button', 'Plan'], ['Button', 'Food']);
  expect(await play('Pin the note "Plan". Say "Amsterdam".', [home, list, page('Plan', ['Button', 'Pin'], ['Button', 'Share']), page('Plan', ['Button', 'Unpin'], ['Button', 'Share'], ['Button', 'A'], ['Button', 'B'])])).not.toContain('done');
});

test('rows are counted where each of them says what is counted, and nowhere else', async () => {
  expect((await play('How many transactions does the Travel card have?', [home, page('Shop', ['Button', 'Travel card'], ['Button', 'Savings'], ['Button', 'Everyday'])])).some((t) => t.startsWith('Answer'))).toBe(false);
  expect((await play('How many notes are there?', [home, counts])).at(-1)).toBe('Answer "2"');
});

test('what is not on the screen is no answer', async () => {
  expect(await play('What is the IMEI of this phone?', [home, page('Battery', ['Button', '87 %'], ['Button', 'A'], ['Button', 'B'], ['Button', 'C'])])).toEqual(['Open "Settings"', 'none']);
});

test.each<[Action, string | undefined, ReturnType<typeof readLine>]>([
  [{ action: 'click', element: 3 }, 'OK', { did: 'tap', label: 'OK' }],
  [{ action: 'long_press', element: 3 }, 'A "row"', { did: 'hold', label: 'A "row"' }],
  [{ action: 'input_text', element: 3, text: 'into "b"' }, 'Name', { did: 'type', label: 'Name', text: 'into "b"' }],
  [{ action: 'input_text', element: 3, text: '' }, 'Name', { did: 'type', label: 'Name', text: '' }],
  [{ action: 'scroll', direction: 'down' }, undefined, { did: 'scroll', label: 'down' }],
  [{ action: 'open_app', app: 'Clock' }, undefined, { did: 'open', label: 'Clock' }],
  [{ action: 'navigate_back' }, undefined, { did: 'back', label: '' }],
  [{ action: 'keyboard_enter' }, undefined, { did: 'enter', label: '' }],
])('the past is read as it is written: %o', (action, label, expected) => expect(readLine(inWords(action, label))).toEqual(expected));
