import { expect, test } from 'vitest';
import { LIMITS, parseHierarchy } from '../../electron/screen/hierarchy.ts';
import { node } from './fixture.ts';

const box = [0, 0, 100, 100] as const;
const wrap = (inner: string): string => `<?xml version='1.0' encoding='UTF-8' standalone='yes' ?><hierarchy rotation="0">${inner}</hierarchy>`;
const roots = (input: Uint8Array | string) => {
  const r = parseHierarchy(input);
  return r.ok ? r.hierarchy.roots.map((n) => n.text) : r.failure.why;
};

test('a node is decoded whole; what is missing is empty or false, enabled is true', () => {
  expect(parseHierarchy('<hierarchy rotation="3"><node text="a" class="x.Y" bounds="[1,-2][3,4]" checked=\'true\' drawing-order="2" visible-to-user="false"/></hierarchy>')).toEqual({
    ok: true,
    hierarchy: { rotation: 3, roots: [{
      class: 'x.Y', resourceId: '', text: 'a', desc: '', hint: '', package: '', bounds: [1, -2, 3, 4], checkable: false, checked: true, clickable: false,
      longClickable: false, enabled: true, focusable: false, focused: false, scrollable: false, password: false, selected: false, visible: false, order: 2, children: [],
    }] },
  });
});

test.each([
  ['ERROR: could not get idle state.', 'not-idle'],
  ['ERROR: null root node returned by UiTestAutomationBridge.', 'null-root'],
  ['java.lang.IllegalStateException: UiAutomationService android.accessibilityservice.IAccessibilityServiceClient$Stub$Proxy@1 already registered!', 'busy'],
  ['error: device offline', 'offline'],
  ["adb: device 'X1' not found", 'offline'],
  ['timed out waiting for root', 'timeout'],
  ['', 'empty'],
  ["\ufeff<?xml version='1.0' encoding='UTF-8'?>\r\n", 'empty'],
  ["<?xml version='1.0'?><hierarchy rotation=\"0\" />", 'empty'],
  ['<AppiumAUT><XCUIElementTypeApplication name="a" x="0" y="0" width="10" height="10"/></AppiumAUT>', 'malformed'],
  ['<!DOCTYPE html><html><body><button>hi</button></body></html>', 'malformed'],
  ['{"hierarchy":[]}', 'malformed'],
  ['<hierarchy><ViewGroup><ViewGroup></ViewGroup></ViewGroup></hierarchy>', 'malformed'],
  [wrap(node('View', box)).slice(0, 150), 'malformed'],
])('%s is the typed failure %s', (text, why) => {
  const r = parseHierarchy(text);
  expect(r.ok ? 'ok' : r.failure.why).toBe(why);
});

test('encodings: UTF-8 and UTF-16 in both orders, with and without a byte order mark', () => {
  const xml = wrap(node('View', box, { text: 'Größe 设置 🙂' }));
  const le = Buffer.from(xml, 'utf16le');
  const be = Buffer.from(le).swap16();
  const files = [Buffer.from(xml), Buffer.from(`\ufeff${xml}`), le, be, Buffer.concat([Buffer.from([0xff, 0xfe]), le]), Buffer.concat([Buffer.from([0xfe, 0xff]), be])];
  expect(files.map(roots)).toEqual(files.map(() => ['Größe 设置 🙂']));
});

test('numeric references to surrogate pairs join; lone halves, forbidden characters and unknown entities do no harm', () => {
  const xml = `<hierarchy><node text="&#55357;&#56832; &#x1F600; &#55357;! &#0;&#1; &bogus; &#99999999; &lt;b&gt; a&#10;b" bounds="[0,0][1,1]"/></hierarchy>`;
  expect(roots(xml)).toEqual(['😀 😀 \ufffd!    &bogus; &#99999999; <b> a\nb']);
});

test('quotes that a tool forgot to escape stay inside their value', () => {
  expect(roots('<hierarchy><node text="he said "stop" twice" bounds="[0,0][1,1]"/></hierarchy>')).toEqual(['he said "stop" twice']);
});

test('words before and after, and wrapped lines, do not matter', () => {
  expect(roots(`* daemon started\n<?xml version='1.0'\n?><hierarchy\nrotation="0"><node text="a\r\nb"\n bounds="[0,0][1,1]"\n/></hierarchy>UI hierchary dumped to: /dev/tty\n`)).toEqual(['a b']);
});

test('windows side by side: the smaller above the larger, the first of equal ones above', () => {
  const w = (t: string, ...b: [number, number, number, number]): string => node('FrameLayout', b, { text: t });
  expect(roots(wrap(w('bar', 0, 0, 100, 10) + w('app', 0, 0, 100, 200) + w('other app', 0, 0, 100, 200) + w('dialog', 10, 50, 90, 150)))).toEqual(['other app', 'app', 'dialog', 'bar']);
});

test('windows of `dump --windows` follow their layer', () => {
  const w = (layer: number, t: string): string => `<window layer="${layer}"><hierarchy rotation="1">${node('FrameLayout', box, { text: t })}</hierarchy></window>`;
  expect(parseHierarchy(`<displays><display id="0">${w(9, 'front')}${w(3, 'back')}</display></displays>`)).toMatchObject({ ok: true, hierarchy: { rotation: 1, roots: [{ text: 'back' }, { text: 'front' }] } });
});

test('of appended dumps the last complete one counts; of a cut one the windows that ended', () => {
  const one = wrap(node('View', box, { text: 'old' }));
  const two = wrap(node('View', box, { text: 'new' }));
  expect(roots(one + two + two.slice(0, 120))).toEqual(['new']);
  expect(roots(wrap(node('View', box, { text: 'kept' }) + node('View', box, { text: 'lost' })).slice(0, -40))).toEqual(['kept']);
});

test('bombs are refused: depth, number, size; a long value is cut', () => {
  const open = '<node bounds="[0,0][1,1]">';
  const refused = [`<hierarchy>${open.repeat(5_000)}`, wrap('<node bounds="[0,0][1,1]"/>'.repeat(LIMITS.nodes + 1)), 'x'.repeat(LIMITS.bytes + 1)].map((s) => {
    const r = parseHierarchy(s);
    return r.ok ? 'ok' : [r.failure.why, r.failure.raw.length <= LIMITS.raw];
  });
  expect(refused).toEqual([['malformed', true], ['malformed', true], ['malformed', true]]);
  expect((roots(wrap(node('View', box, { text: 'y'.repeat(90_000) }))) as string[])[0]!.length).toBe(LIMITS.value);
});
