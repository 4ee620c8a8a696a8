import * as path from 'node:path';
import { describe, expect, test } from 'vitest';
import { ground } from '../../electron/agent/ground.ts';
import { createPilotMind } from '../../electron/agent/pilot-mind.ts';
import { createKin } from '../../electron/model/pilot/kin.ts';
import { readLexicon } from '../../electron/model/pilot/lexicon.ts';
import type { PilotQuery } from '../../electron/model/pilot/encode.ts';
import type { Pilot, PilotAnswer } from '../../electron/model/pilot/pilot.ts';
import { createSeen } from '../../electron/agent/seen.ts';
import type { MindQuery } from '../../electron/agent/mind.ts';
import { node, shotOf } from '../screen/fixture.ts';

const screen = shotOf(node('FrameLayout', [0, 0, 720, 1600], {},
  node('TextView', [20, 20, 400, 80], { text: 'Network' }),
  node('ScrollView', [0, 100, 720, 1500], { scrollable: 'true' },
    node('Button', [20, 120, 700, 200], { text: 'WLAN', clickable: 'true' }), node('Button', [20, 220, 700, 300], { text: 'Hotspot', clickable: 'true', enabled: 'false' }),
    node('EditText', [20, 320, 700, 400], { hint: 'Name', clickable: 'true' }), node('Switch', [600, 420, 700, 460], { text: 'Roaming', clickable: 'true', checkable: 'true', checked: 'true' }))));
const idOf = (label: string): number => screen.elements.find((e) => e.label === label)!.id;

/** A pilot that answers as told and notes what it was asked. */
function fakePilot(answer: Partial<PilotAnswer> & { on?: string }): Pilot & { asked: PilotQuery[] } {
  const asked: PilotQuery[] = [];
  return {
    asked, info: { path: '', name: 'fake pilot', state: 'ready' },
    async decide(q) {
      asked.push(q);
      const element = answer.on === undefined ? undefined : q.elements.findIndex((e) => e.texts[0] === answer.on);
      return { answer: '<tap>', confidence: 0.9, promptTokens: 50, reused: 8, ms: 3, ...answer, ...(element === undefined ? {} : { element }) };
    },
    close: async () => {},
  };
}
const signal = new AbortController().signal;
const grounded = (phrase: string, answer?: Partial<PilotAnswer> & { on?: string }): Promise<unknown> => ground(screen, phrase, { signal, ...(answer ? { pilot: fakePilot(answer) } : {}) });
const cost = { promptTokens: 50, reused: 8, ms: 3 };

describe('grounding', () => {
  test.each<[string, unknown]>([
    ['Tap "WLAN"', { element: idOf('WLAN'), bounds: [20, 120, 700, 200], action: 'click', confidence: 1, by: 'matcher' }],
    ['Press the "WLAN" button', { element: idOf('WLAN'), bounds: [20, 120, 700, 200], action: 'click', confidence: 1, by: 'matcher' }],
    ['Enter "Home" into "Name"', { element: idOf('Name'), bounds: [20, 320, 700, 400], action: 'input_text', text: 'Home', confidence: 1, by: 'matcher' }],
    ['Turn on "Roaming"', { element: null, action: 'status', confidence: 1, by: 'matcher' }],
    ['Turn off "Roaming"', { element: idOf('Roaming'), bounds: [600, 420, 700, 460], action: 'click', confidence: 1, by: 'matcher' }],
    ['Tap the first field', { element: idOf('Name'), bounds: [20, 320, 700, 400], action: 'click', confidence: 1, by: 'matcher' }],
    ['Go back', { element: null, action: 'navigate_back', confidence: 1, by: 'matcher' }],
    ['Use the wireless network', { element: null, action: null, confidence: 1, by: 'none' }],
  ])('by words: %s', async (phrase, expected) => expect(await grounded(phrase)).toEqual(expected));

  test.each<[string, Partial<PilotAnswer> & { on?: string }, unknown]>([
    ['an element', { on: 'WLAN' }, { element: idOf('WLAN'), bounds: [20, 120, 700, 200], action: 'click', confidence: 0.9, by: 'model', cost }],
    ['a text into a field', { answer: '<type>', on: 'Name', ref: { start: 0, end: 4, text: 'Home' } }, { element: idOf('Name'), bounds: [20, 320, 700, 400], action: 'input_text', text: 'Home', confidence: 0.9, by: 'model', cost }],
    ['scrolling', { answer: '<down>' }, { element: null, action: 'scroll', direction: 'down', confidence: 0.9, by: 'model', cost }],
    ['that it is not here', { answer: '<none>', confidence: 0.7 }, { element: null, action: null, confidence: 0.7, by: 'none', cost }],
    ['something it is not sure of', { on: 'WLAN', confidence: 0.2 }, { element: null, action: null, confidence: 0.8, by: 'none', cost }],
    ['a label that is part of what is said, not so surely', { on: 'Network', confidence: 0.8 }, { element: null, action: null, confidence: expect.closeTo(0.2), by: 'none', cost }],
  ])('by the pilot: %s', async (_, answer, expected) => expect(await grounded('Use the wireless network', answer)).toEqual(expected));
});

describe('what holds against an answer of the pilot', () => {
  const page = shotOf(node('FrameLayout', [0, 0, 720, 1600], {},
    node('ImageButton', [0, 40, 96, 136], { 'content-desc': 'Navigate up', clickable: 'true' }), node('Button', [20, 200, 700, 280], { text: 'Save draft', clickable: 'true' }), node('Button', [20, 300, 700, 380], { text: 'Schedule', clickable: 'true' }), node('Button', [20, 400, 700, 480], { text: 'Language model', clickable: 'true' }),
    node('LinearLayout', [0, 500, 720, 600], { clickable: 'true', 'content-desc': 'Account row' }, node('TextView', [20, 520, 300, 580], { text: 'Tester' })), node('Button', [20, 620, 700, 700], { text: 'Log In', clickable: 'true' })));
  const got = async (phrase: string, answer: Partial<PilotAnswer> & { on?: string }): Promise<unknown> => { const g = await ground(page, phrase, { signal, pilot: fakePilot(answer) }); return g.by === 'none' ? 'none' : [g.action, page.elements.find((e) => e.id === g.element)?.label ?? null]; };
  test('the opposite, an operation the label does not know, other means', async () => expect([await got('Delete the draft', { on: 'Save draft', confidence: 0.99 }), await got('Download a tongue', { on: 'Language model', confidence: 0.85 }), await got('Download a tongue', { on: 'Language model', confidence: 0.95 }), await got('Log in with a passkey', { on: 'Log In', confidence: 0.99 })]).toEqual(['none', 'none', ['click', 'Language model'], 'none']));
  test('a question that may name a place is asked of the pilot; an order to say something is not', async () => expect([await got('When is it on', { on: 'Schedule' }), await got('What I eat', { on: 'Schedule' }), await got('Say when it is on', { on: 'Schedule' }), await got('When is it on?', { on: 'Schedule' })]).toEqual([['click', 'Schedule'], ['click', 'Schedule'], 'none', 'none']));
  test('going back names the button that does it', async () => expect(await ground(page, 'Go back', { signal })).toEqual({ element: page.elements[0]!.id, bounds: [0, 40, 96, 136], action: 'navigate_back', confidence: 1, by: 'matcher' }));
});

describe('as the mind of a run', () => {
  const ask = (answer: Partial<PilotAnswer> & { on?: string }, more: Partial<MindQuery> = {}) =>
    createPilotMind(fakePilot(answer)).propose({ screen, step: 'Use the wireless network', past: [], acted: 0, named: false, key: 'k', prompt: { system: '', sop: '', history: '', memory: '', screen: '', ask: '' }, signal, ...more });
  test('acts, says what it cost and how sure it is', async () => {
    expect(await ask({ on: 'WLAN' })).toEqual({ action: { action: 'click', element: idOf('WLAN') }, ...cost, confidence: 0.9 });
    expect(await ask({ answer: '<done>' })).toEqual({ action: { action: 'status', status: 'complete' }, ...cost, confidence: 0.9 });
  });
  test('takes what it looked for and no longer sees after an action for done, unless more was to be done', async () => {
    const done = { action: { action: 'status', status: 'complete' }, ...cost, confidence: 0.9 };
    const down = { action: { action: 'scroll', direction: 'down' }, ...cost, confidence: 0.9 };
    const after = (past: string[], step = 'Use the wireless network') => ask({ answer: '<none>' }, { past, acted: 1, step });
    expect(await ask({ on: 'Network' }, { past: ['Tap "WLAN"'], acted: 1 })).toEqual(done);
    expect([await after(['Tap "WLAN"']), await after(['Scroll down']), await after(['Tap "WLAN"'], 'Open it and feed the cat')]).toEqual([done, down, down]);
  });
  test('writes what the run has seen, and opens what is asked for once', async () => {
    const seen = createSeen();
    seen.look(shotOf(node('TextView', [20, 20, 400, 80], { text: 'Emma' }), node('TextView', [20, 120, 400, 180], { text: '+1 415-555-0123' })));
    const form = shotOf(node('EditText', [20, 320, 700, 400], { hint: 'Text message', clickable: 'true' }));
    const bar = shotOf(node('ImageButton', [600, 20, 700, 120], { 'content-desc': 'More options', clickable: 'true' }));
    const sure = { promptTokens: 0, reused: 0, ms: 0, confidence: 1 };
    expect([await ask({ answer: '<none>' }, { screen: form, step: 'Write the number into the message', seen, earlier: ["Find Emma's number"] }), await ask({ answer: '<back>' }, { screen: bar, step: 'Open the menu' }), await ask({ answer: '<back>' }, { screen: bar, step: 'Open the menu', past: ['Tap "More options"'], acted: 1 })])
      .toEqual([{ action: { action: 'input_text', element: form.elements[0]!.id, text: '+1 415-555-0123' }, ...sure }, { action: { action: 'click', element: bar.elements[0]!.id }, ...sure }, { action: { action: 'status', status: 'complete' }, ...sure }]);
  });
  test('looks further down for what is not here, and leaves to a person what led nowhere', async () => {
    expect([await ask({ answer: '<none>' }), await ask({ on: 'WLAN' }, { note: 'That was done already' })]).toEqual([{ action: { action: 'scroll', direction: 'down' }, ...cost, confidence: 0.9 }, undefined]);
  });
  test('plans a whole goal, and grounds what is a step of several', async () => {
    const concepts = await readLexicon(path.resolve(import.meta.dirname, '../../resources/pilot/lexicon'));
    const pilot: Pilot = { ...fakePilot({ on: 'WLAN' }), lexicon: { concepts, kin: createKin(concepts) } };
    const query: MindQuery = { screen, step: 'Turn off roaming, please', past: [], acted: 0, named: false, key: 'k', prompt: { system: '', sop: '', history: '', memory: '', screen: '', ask: '' }, signal };
    const whole = { apps: async () => [], recall: async () => new Map<number, string>() };
    expect(await createPilotMind(pilot).propose({ ...query, whole })).toEqual({ action: { action: 'click', element: idOf('Roaming') }, promptTokens: 0, reused: 0, ms: 0 });
    expect(await createPilotMind(pilot).propose(query)).toEqual({ action: { action: 'click', element: idOf('WLAN') }, ...cost, confidence: 0.9 });
  });
  test('replaces a quoted label only by an element, and only when quite sure', async () => {
    expect(await Promise.all([ask({ on: 'WLAN' }, { named: true }), ask({ on: 'WLAN', confidence: 0.5 }, { named: true }), ask({ answer: '<none>' }, { named: true }), ask({ answer: '<back>' }, { named: true })]))
      .toEqual([{ action: { action: 'click', element: idOf('WLAN') }, ...cost, confidence: 0.9 }, undefined, undefined, undefined]);
  });
});
