// Classes of sensitive actions: lexicon, vetoes, look-alikes, dialogs, money, facts. The phrases were not used to write the lexicon's cues one by one.

import { expect, test } from 'vitest';
import { classify } from '../../electron/control/classify.ts';
import { fold } from '../../electron/control/fold.ts';
import { basePolicy } from '../../electron/control/policy.ts';
import type { Element, Role, Snapshot } from '../../electron/protocol/screen.ts';

let id = 0;
const el = (label: string, o: Partial<Element> = {}): Element => ({ id: ++id, role: 'button' as Role, label, labelFrom: 'text', bounds: [0, id * 100, 700, id * 100 + 90], tap: [350, id * 100 + 45], package: 'com.a', resourceId: '', className: 'android.widget.Button', selectors: [], source: 'tree', line: '', ...o });
const screen = (elements: Element[], o: Partial<Snapshot> = {}): Snapshot => ({ id: 's', device: 'd', at: 0, package: 'com.a', activity: '.A', title: '', size: [720, 1600], rotation: 0, keyboard: false, locked: false, secure: false, dialog: false, elements, text: '', tokens: 0, structureHash: '', contentHash: '', ...o });
const tap = (e: Element, around: Element[] = [], o: Partial<Snapshot> = {}): string[] => classify({ action: { action: 'click', element: e.id }, element: e, snapshot: screen([...around, e], o) }).classes;

const POSITIVE: [string, string][] = [
  ['payment', 'Pay now'], ['payment', 'Confirm and pay'], ['payment', 'Place your order'], ['payment', '立即支付'], ['payment', '提交订单'], ['payment', '去结算(3)'],
  ['transfer', 'Transfer'], ['transfer', 'Send money'], ['transfer', '确认转账'], ['transfer', '提现'],
  ['send-message', 'Send'], ['send-message', 'Send message'], ['send-message', '发送'], ['send-message', '回复'],
  ['call', 'Call Anna'], ['call', 'Video call'], ['call', '拨打电话'], ['publish', 'Post'], ['publish', 'Publish'], ['publish', '发表'],
  ['delete', 'Delete'], ['delete', 'Delete contact'], ['delete', 'Erase all data'], ['delete', '删除联系人'], ['delete', '清空聊天记录'],
  ['grant-permission', 'While using the app'], ['grant-permission', 'Allow'], ['grant-permission', '仅在使用中允许'],
  ['install', 'Install'], ['install', '安装'], ['credential', 'Log in'], ['credential', 'Sign in'], ['credential', '登录'],
  ['share-location', 'Share my live location'], ['share-location', '共享实时位置'], ['account-change', 'Change password'], ['account-change', 'Log out'], ['account-change', '注销账号'],
  ['settings-security', 'Developer options'], ['settings-security', '开发者选项'], ['export-data', 'Export contacts'], ['export-data', '导出'],
  ['legal-consent', 'I agree'], ['legal-consent', 'Accept terms'], ['legal-consent', '我已阅读并同意'],
];
test.each(POSITIVE)('%s: %s', (c, label) => expect(tap(el(label))).toContain(c));

const NEGATIVE = ['Cancel', '取消', 'Not now', "Don't allow", '不允许', 'Payment history', 'Call history', '转账记录', '支付方式', 'Post Office', 'Recently deleted', 'Network & internet', 'Settings', 'Search', 'Home', '首页', 'Display', 'Sender', 'Calling card design', 'Transferable skills', 'Dialogue', 'Buyer guide', '登录设备管理', 'Comments (12)', 'Install history'];
test.each(NEGATIVE)('nothing sensitive: %s', (label) => expect(tap(el(label))).toEqual([]));

test.each(['Dе\u200blete', 'ＤＥＬＥＴＥ', 'D e l e t e', '\u202eDelete\u202c', 'Délete', 'De\u00adlete'])('hidden by other letters or invisible ones: %j', (label) => {
  expect([fold(label), tap(el(label))]).toEqual(['delete', ['delete']]);
});

test('a generic button means what its dialog says', () => {
  // Above the button, whichever is made first.
  const text = (s: string): Element => el(s, { role: 'text', bounds: [0, 0, 700, 40] });
  expect({
    delete: tap(el('OK'), [text('Delete contact?'), text('This cannot be undone')], { dialog: true, title: 'Delete contact?' }),
    zh: tap(el('确定'), [text('确定要删除该联系人吗？')], { dialog: true }),
    pay: tap(el('Continue'), [text('Order total'), text('$49.99')], {}),
    plain: tap(el('OK'), [text('Brightness was changed')], { dialog: true }),
    cancel: tap(el('Cancel'), [text('Delete contact?')], { dialog: true }),
    amount: tap(el('¥12.00')),
  }).toEqual({ delete: ['delete'], zh: ['delete'], pay: ['payment'], plain: [], cancel: [], amount: ['payment'] });
});

test('facts of the system: permission and installer packages, password fields, secrets', () => {
  const pw = el('Key', { role: 'input', password: true });
  const type = (text: string, e: Element): string[] => classify({ action: { action: 'input_text', element: e.id, text }, element: e, snapshot: screen([e]) }).classes;
  expect({
    allow: tap(el('Ok then', { package: 'com.google.android.permissioncontroller' })),
    deny: tap(el('Nope', { package: 'com.android.permissioncontroller', resourceId: 'com.android.permissioncontroller:id/permission_deny_button' })),
    installer: tap(el('Go', { package: 'com.android.packageinstaller' })),
    uninstall: tap(el('OK', { package: 'com.google.android.packageinstaller' }), [], { title: 'Uninstall this app?' }),
    password: type('x', pw), secret: type('<secret:a>', el('Name', { role: 'input' })), name: type('Ada', el('Name', { role: 'input' })), otp: type('1', el('Verification code', { role: 'input' })),
  }).toEqual({ allow: ['grant-permission'], deny: [], installer: ['install'], uninstall: ['delete'], password: ['credential'], secret: ['credential'], name: [], otp: ['credential'] });
});

const { judge } = basePolicy();

test('marks of the SOP add, never take away; who acts decides with them', () => {
  const e = el('Delete');
  const facts = { action: { action: 'click' as const, element: e.id }, element: e, snapshot: screen([e]) };
  const agent = { kind: 'agent' as const, run: 'r' };
  const d = (actor: Parameters<typeof judge>[0]['actor'], marks?: object): string => judge({ actor, action: facts.action, classified: classify({ ...facts, ...(marks ? { marks } : {}) }), ...(marks ? { marks } : {}) }).decision;
  expect([classify({ ...facts, marks: { ask: { classes: ['publish'] } } }).classes, d(agent), d({ kind: 'human', via: 'mirror' }), d({ kind: 'explorer', job: 'j' }),
    judge({ actor: agent, action: { action: 'navigate_back' }, classified: { classes: [], because: [] } }).decision,
    judge({ actor: agent, action: { action: 'navigate_back' }, classified: { classes: [], because: [] }, marks: { ask: { classes: [] } } }).decision,
    judge({ actor: agent, action: { action: 'gesture', points: [] }, classified: { classes: [], because: [] } }).decision,
  ]).toEqual([['delete', 'publish'].sort((a, b) => (a === 'publish' ? -1 : b === 'publish' ? 1 : 0)), 'ask', 'auto', 'deny', 'auto', 'ask', 'deny']);
});
