import { describe, expect, test } from 'vitest';
import { elementsSaying, isVisible, matchTerm, misspelt, saysWords, valueOf, type Query } from '../../electron/screen/match.ts';
import type { Snapshot } from '../../electron/protocol/screen.ts';
import { node, shot, shotOf } from './fixture.ts';

/** Role, label and line of what was found, readable in a failure. */
function found(s: Snapshot, q: Query): unknown {
  const m = matchTerm(s, q);
  const line = (id: number): string => s.elements.find((e) => e.id === id)!.line;
  switch (m.kind) {
    case 'unique': return [m.by, line(m.element)];
    case 'many': return m.elements.map(line);
    case 'none': return { near: m.near.map(line) };
  }
}

describe('by text', () => {
  const settings = shot('settings-list.xml');
  test.each<[string, unknown]>([
    ['Connected devices', ['exact', '<button id=5>Connected devices, Bluetooth, pairing</button>']],
    ['network and INTERNET', ['normalised', '<button id=4>Network & internet, Mobile, Wi‑Fi, hotspot</button>']],
    ['Bluetooth, pairing', ['exact', '<button id=5>Connected devices, Bluetooth, pairing</button>']],
    ['Search settings…', ['normalised', '<button id=3>Search settings</button>']],
    ['Netwrok & internet', ['fuzzy', '<button id=4>Network & internet, Mobile, Wi‑Fi, hotspot</button>']],
    ['Conected devices', ['fuzzy', '<button id=5>Connected devices, Bluetooth, pairing</button>']],
    ['Settings', ['exact', '<p>Settings</p>']],
    // Both rows are called Storage, but one carries nothing else.
    ['Storage', ['exact', '<button id=8>Storage</button>']],
    ['Display', { near: [] }],
    ['Connect', { near: ['<button id=5>Connected devices, Bluetooth, pairing</button>'] }],
  ])('%s', (text, expected) => expect(found(settings, { text })).toEqual(expected));

  test('Chinese: widths, punctuation and the label of a row', () => {
    const s = shot('chinese-utf16le.xml');
    expect([found(s, { text: '电量:83%' }), found(s, { text: 'ＷＬＡＮ' }), found(s, { text: '请输入验证码', role: 'input' }), found(s, { text: '深色模式', role: 'toggle' })]).toEqual([
      ['normalised', '<button id=5>电量：８３％, 下午4:55</button>'], ['normalised', '<button id=3>WLAN, 已开启</button>'],
      ['normalised', '<input id=6>请输入验证码…</input>'], ['exact', '<switch id=4 checked=false>深色模式</switch>'],
    ]);
  });

  test('descriptions of several lines are found by their first', () => {
    expect(found(shot('semantics.xml'), { text: 'Plan' })).toEqual(['exact', '<button id=7>Plan, Tab 2 of 3</button>']);
  });

  test('equal elements are many, in reading order; what was remembered decides', () => {
    const s = shot('equal-rows.xml');
    const many = ['<button id=4 of="Harbour">Like</button>', '<button id=7 of="Meltwater">Like</button>', '<button id=10 of="Meltwater (2)">Like</button>'];
    expect(found(s, { text: 'Like' })).toEqual(many);
    expect(found(s, { text: 'Like', binding: [{ by: 'id', value: 'org.sample.music:id/like', nth: 2 }] })).toEqual(['binding', many[2]]);
    expect(found(s, { text: 'Thumbs up', binding: [{ by: 'class', value: 'android.widget.ImageButton' }, { by: 'desc', value: 'Like', nth: 1 }] })).toEqual(['binding', many[1]]);
    expect(found(s, { text: 'Thumbs up', binding: [{ by: 'desc', value: 'Like' }] })).toEqual({ near: [] });
  });

  test('an actionable element is meant rather than a heading of the same words', () => {
    expect(found(shot('login.xml'), { text: 'Sign in' })).toEqual(['exact', '<button id=8 disabled>Sign in</button>']);
  });
});

describe('by role', () => {
  const login = shot('login.xml');
  const toggles = shot('toggles.xml');
  test.each<[string, unknown]>([
    ['Email', ['exact', '<input id=3 focused>Email</input>']],
    ['Workspace', ['exact', '<input id=5 value="acme">Workspace</input>']],
    ['security code', ['normalised', '<input id=6>Security code</input>']],
    ['Sign in', { near: [] }],
  ])('field %s', (text, expected) => expect(found(login, { text, role: 'input' })).toEqual(expected));
  test.each<[string, unknown]>([
    ['Wi-Fi', ['exact', '<switch id=2 checked=true>Wi-Fi</switch>']],
    ['Hotspot', ['exact', '<switch id=4 checked=false disabled>Hotspot</switch>']],
    ['Metered', ['exact', '<checkbox id=10 checked=false>Metered</checkbox>']],
    ['Aeroplanne mode', ['fuzzy', '<switch id=5 checked=false>Aeroplane mode</switch>']],
    ['Never', ['exact', '<checkbox id=7 checked=false>Never</checkbox>']],
  ])('toggle %s', (text, expected) => expect(found(toggles, { text, role: 'toggle' })).toEqual(expected));
  test('without a role the row is meant, not the toggle in it', () => {
    expect(found(toggles, { text: 'Metered' })).toEqual(['exact', '<button id=9>Metered</button>']);
  });
  test('a scroller is found by what it shows', () => {
    expect(found(shot('equal-rows.xml'), { text: 'Harbour', role: 'scroll' })).toEqual(['exact', '<scroll id=2/>']);
  });
});

test('selectors: id with and without its package, desc, class, text, package, occurrence', () => {
  const s = shot('equal-rows.xml');
  const ids = (q: Query['selector']): unknown => { const m = matchTerm(s, { selector: q! }); return m.kind === 'unique' ? [m.element] : m.kind === 'many' ? m.elements : []; };
  expect([
    ids({ by: 'id', value: 'overflow' }), ids({ by: 'id', value: 'org.sample.music:id/overflow', nth: 1 }), ids({ by: 'desc', value: 'Like', nth: 0 }),
    ids({ by: 'text', value: 'Harbour' }), ids({ by: 'class', value: 'ImageButton', nth: 3 }), ids({ by: 'id', value: 'missing' }),
    ids({ by: 'id', value: 'title', nth: 1 }),
  ]).toEqual([[5, 8, 11], [8], [4], [3], [8], [], [6]]);
  expect([isVisible(s, { selector: { by: 'pkg', value: 'org.sample.music' } }), isVisible(s, { selector: { by: 'pkg', value: 'org.other' } })]).toEqual([true, false]);
});

test('every element is found again by each of its selectors', () => {
  for (const name of ['settings-list.xml', 'equal-rows.xml', 'toggles.xml', 'login.xml', 'icons.xml', 'web-page.xml']) {
    const s = shot(name);
    for (const e of s.elements) for (const selector of e.selectors) expect([name, selector, matchTerm(s, { selector })]).toEqual([name, selector, { kind: 'unique', element: e.id, by: 'selector' }]);
  }
});

test.each([
  ['Increase volume', 'Decrease volume'], ['Delete', 'Deleted'], ['Send', 'Sent'], ['Lock', 'Unlock'], ['Enabled', 'Disabled'], ['Alarm 7:00', 'Alarm 8:00'],
  ['允许', '不允许'], ['允许一次访问位置', '不允许一次访问位置'], ['打开蓝牙', '关闭蓝牙'], ['Sign in', 'Sign up'], ['Transfer', 'Transferred'], ['Allow', "Don't allow"], ['Save', 'Save all'],
])('%s is not a misspelt %s', (a, b) => expect([misspelt(a, b), misspelt(b, a)]).toEqual([false, false]));

test.each([['Configuracao', 'Configuração'], ['Contact', 'Contacts'], ['Bluetoth', 'Bluetooth'], ['the Settings', 'Settings'], ['Wifi', 'Wi-Fi']])('%s is a misspelt %s', (a, b) => {
  expect(misspelt(a, b)).toBe(true);
});

test('visible means said in whole words, by the app', () => {
  const s = shot('keyboard.xml');
  expect(['See you', 'you at 18:30?', 'see YOU', 'Se', 'On my way', 'q', 'Home', '👍', '18'].map((text) => isVisible(s, { text }))).toEqual([true, true, true, false, true, false, false, true, false]);
  expect(elementsSaying(shot('icons.xml'), 'navigate back')).toEqual([]);
  expect([saysWords('已开启', '开启'), saysWords('Total: 5.99', '5'), saysWords('Total: 5', '5'), saysWords('Cats', 'cat'), saysWords('', '')]).toEqual([true, false, true, false, false]);
});

test('values', () => {
  expect(shot('login.xml').elements.map(valueOf)).toEqual(['', 'Sign in', '', '', 'acme', '', '', 'Sign in', 'off']);
});

test('a text over which a transparent button lies is that button', () => {
  const s = shotOf(node('FrameLayout', [0, 0, 400, 400], {}, node('TextView', [20, 20, 200, 60], { text: 'Continue' }), node('View', [0, 0, 300, 80], { clickable: 'true' })));
  expect(found(s, { text: 'Continue' })).toEqual(['exact', '<button id=1>Continue</button>']);
});
