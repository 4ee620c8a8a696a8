// Exports: bank. The Bank app (com.countersign.bank): accounts, transactions, payees and a transfer released by a one-time code sent as a text.

import type { AppApi, UiElement } from '../../types.ts';
import { button, card, col, empty, icon, input, listItem, progress, row, screen, scroll, section, text, topBar } from '../../ui/elements.ts';
import { DAY, dateLabel, MINUTE } from '../dates.ts';
import { chinese, defineApp } from '../define.ts';
import { receive } from '../messages/state.ts';
import { page, radioRow } from '../pieces.ts';
import { words } from './strings.ts';

type Account = { id: string; name: string; number: string; balance: number };
type Transaction = { id: number; account: string; text: string; amount: number; at: number };
type Payee = { id: number; name: string; iban: string };
/** The transfer between form and code; amounts in fen. */
type Pending = { from: string; payee: number; amount: number; memo: string; code: string; expires: number; tries: number };
type BankState = { accounts: Account[]; transactions: Transaction[]; payees: Payee[]; pending: Pending | null; sentToday: { day: number; amount: number }; busy: boolean };
type Api = AppApi<BankState>;

const DAILY_LIMIT = 1_000_000;
const CODE_LIFE = 5 * MINUTE;
const TRIES = 3;
/** Sun 1 Mar 2026. */
const START = Date.UTC(2026, 2, 1, 10, 0);
const money = (fen: number): string => `${fen < 0 ? '-' : ''}¥${(Math.abs(fen) / 100).toFixed(2).replace(/\B(?=(\d{3})+\.)/g, ',')}`;

const SPENT: readonly [text: string, amount: number][] = [
  ['Salary', 1_850_000], ['Rent', -620_000], ['Green Market', -12_840], ['Metro card', -10_000], ['Electricity', -23_415], ['Shop order 20260217', -15_900], ['Coffee Corner', -3_200], ['Bookshop', -8_800], ['Alice Chen', 25_000],
  ['Pharmacy', -6_750], ['Restaurant Lotus', -18_600], ['Phone bill', -9_900], ['Gym', -29_900], ['Bakery', -2_450], ['Taxi', -4_120], ['Refund', 5_900], ['Insurance', -45_000], ['Cinema', -9_000],
];

const initial = (): BankState => ({
  accounts: [{ id: 'everyday', name: 'Everyday account', number: '•••• 4471', balance: 1_284_035 }, { id: 'savings', name: 'Savings', number: '•••• 9920', balance: 5_000_000 }, { id: 'travel', name: 'Travel card', number: '•••• 3108', balance: 8_250 }],
  transactions: SPENT.map(([what, amount], i) => ({ id: SPENT.length - i, account: i % 6 === 5 ? 'travel' : 'everyday', text: what, amount, at: START - i * DAY })),
  payees: [{ id: 1, name: 'Bob Martin', iban: 'DE02 1203 0000 0000 2020 51' }, { id: 2, name: 'Maria Garcia', iban: 'DE02 5001 0517 0137 0750 30' }, { id: 3, name: 'Landlord', iban: 'DE02 1005 0000 0054 5404 02' }, { id: 4, name: '李娜', iban: 'CN 6222 0000 0000 0102' }],
  pending: null, sentToday: { day: 0, amount: 0 }, busy: false,
});

const account = (api: Api, id: string): Account | undefined => api.state.accounts.find((a) => a.id === id);
const payee = (api: Api, id: number): Payee | undefined => api.state.payees.find((p) => p.id === id);
const transactionRow = (api: Api) => (t: Transaction): UiElement => listItem({ title: words(api)(t.text), below: dateLabel(t.at, chinese(api)), trail: text(money(t.amount), { color: t.amount < 0 ? undefined : 'success' }) });

function main(api: Api): UiElement {
  const t = words(api);
  const recent = api.state.transactions.toSorted((a, b) => b.at - a.at);
  return screen(topBar(t('Bank')), col({ grow: 1 }, scroll('home', {},
    section(t('Accounts')), ...api.state.accounts.map((a) => card({ margin: [4, 16], pad: [4, 0], id: 'account_card' }, listItem({ title: t(a.name), below: a.number, lead: 'mdiBank', trail: text(money(a.balance), { weight: 700, id: 'balance' }), onTap: () => api.go('Account', { id: a.id }) }))),
    section(t('Recent transactions')), ...recent.map(transactionRow(api))),
  row({ pad: 16, gap: 12, justify: 'center' }, button(t('Transfer'), () => api.go('Payees'), { id: 'transfer', icon: 'mdiBankTransfer' }), button(t('Payees'), () => api.go('Payees', { manage: true }), { tone: 'tonal', id: 'payees' }))));
}

/** The amount in fen, or what is wrong with what was typed. */
function amountOf(api: Api, typed: string, from: Account): number | string {
  if (!/^\d+([.]\d{1,2})?$/.test(typed.trim()) || Number(typed) <= 0) return words(api)('Enter an amount such as 120.50');
  const fen = Math.round(Number(typed) * 100);
  if (fen > from.balance) return words(api)('Insufficient funds');
  const today = Math.floor(api.now() / DAY);
  const sent = api.state.sentToday.day === today ? api.state.sentToday.amount : 0;
  return sent + fen > DAILY_LIMIT ? words(api)('Over the daily limit of {0}', money(DAILY_LIMIT)) : fen;
}

function transfer(api: Api): UiElement {
  const t = words(api);
  const to = payee(api, Number(api.args.payee));
  const from = account(api, String(api.local.from ?? 'everyday'))!;
  const [typed, memo] = [String(api.local.amount ?? ''), String(api.local.memo ?? '')];
  const review = (): void => {
    const amount = amountOf(api, typed, from);
    if (typeof amount === 'string') { api.setLocal('problem', amount); return; }
    api.hideKeyboard();
    api.go('Review', { payee: to?.id ?? 0, from: from.id, amount, memo: memo.trim() });
  };
  return page(api, t('Transfer'), listItem({ title: t(to?.name ?? 'Unknown'), below: to?.iban, lead: 'mdiAccount' }),
    col({ pad: 16, gap: 12 },
      input('amount', typed, (v) => { api.setLocal('amount', v); api.setLocal('problem', null); }, { id: 'amount', label: t('Amount'), kind: 'number', maxLength: 12 }),
      typeof api.local.problem === 'string' ? text(api.local.problem, { id: 'error', color: 'error' }) : null,
      input('memo', memo, (v) => api.setLocal('memo', v), { id: 'memo', label: t('Memo'), maxLength: 60 }),
      button(t('Review'), review, { id: 'review' })),
    section(t('From')), ...api.state.accounts.map((a) => radioRow({ title: t(a.name), below: `${a.number} · ${money(a.balance)}`, on: a.id === from.id, onChoose: () => api.setLocal('from', a.id) })));
}

function sendCode(api: Api): void {
  const t = words(api);
  api.change((s) => { s.busy = true; });
  api.network(() => {
    const code = String(100_000 + Math.floor(api.random() * 900_000));
    const pending: Pending = { from: String(api.args.from), payee: Number(api.args.payee), amount: Number(api.args.amount), memo: String(api.args.memo), code, expires: api.now() + CODE_LIFE, tries: 0 };
    api.change((s) => { s.pending = pending; s.busy = false; });
    const sms = t('{0} is your Bank code for {1} to {2}. Never share it.', code, money(pending.amount), t(payee(api, pending.payee)?.name ?? 'a payee'));
    receive(api, t('Bank'), sms);
    api.notify(t('Bank'), sms);
    api.go('Code');
  }, () => { api.change((s) => { s.busy = false; }); api.toast(t('No connection. Nothing was sent.')); });
}

function review(api: Api): UiElement {
  const t = words(api);
  const to = payee(api, Number(api.args.payee));
  const from = account(api, String(api.args.from));
  return page(api, t('Review transfer'), col({ align: 'center', pad: 24 }, text(money(Number(api.args.amount)), { size: 40, id: 'review_amount' })),
    listItem({ title: t('To'), below: `${t(to?.name ?? '')} · ${to?.iban ?? ''}` }), listItem({ title: t('From'), below: `${t(from?.name ?? '')} ${from?.number ?? ''}` }), listItem({ title: t('Memo'), below: String(api.args.memo) || '–' }), listItem({ title: t('Fee'), below: money(0) }),
    col({ pad: 16 }, api.state.busy ? progress() : button(t('Confirm transfer'), () => sendCode(api), { id: 'confirm_transfer' })));
}

function release(api: Api, typed: string): void {
  const t = words(api);
  const p = api.state.pending;
  if (!p) { api.setLocal('problem', t('Ask for a new code')); return; }
  if (api.now() > p.expires) { api.change((s) => { s.pending = null; }); api.setLocal('problem', t('The code has expired')); return; }
  if (typed !== p.code) {
    const left = TRIES - p.tries - 1;
    api.change((s) => { if (left <= 0) s.pending = null; else if (s.pending) s.pending.tries += 1; });
    api.setLocal('problem', left <= 0 ? t('Too many wrong codes. The transfer was cancelled.') : t(left === 1 ? 'Wrong code. {0} try left.' : 'Wrong code. {0} tries left.', left));
    return;
  }
  api.hideKeyboard();
  const today = Math.floor(api.now() / DAY);
  api.change((s) => {
    const from = s.accounts.find((a) => a.id === p.from);
    if (from) from.balance -= p.amount;
    s.transactions.unshift({ id: s.transactions.length + 1, account: p.from, text: s.payees.find((x) => x.id === p.payee)?.name ?? 'Transfer', amount: -p.amount, at: api.now() });
    s.sentToday = { day: today, amount: (s.sentToday.day === today ? s.sentToday.amount : 0) + p.amount };
    s.pending = null;
  });
  api.unnotify();
  api.backTo('Main');
  api.go('Done', { amount: p.amount, payee: p.payee });
}

function code(api: Api): UiElement {
  const t = words(api);
  const typed = String(api.local.code ?? '');
  return page(api, t('Enter one-time code'), col({ pad: 16, gap: 12 }, text(t('We sent a 6-digit code to your phone as a text message.'), { color: 'onSurfaceVariant' }),
    input('code', typed, (v) => { api.setLocal('code', v); api.setLocal('problem', null); }, { id: 'otp', label: t('One-time code'), kind: 'number', maxLength: 6 }),
    typeof api.local.problem === 'string' ? text(api.local.problem, { id: 'error', color: 'error' }) : null,
    button(t('Send money'), () => release(api, typed), { id: 'send_money', enabled: typed.length === 6 }), button(t('Cancel transfer'), () => { api.change((s) => { s.pending = null; }); api.backTo('Main'); }, { tone: 'text' })));
}

function addPayee(api: Api): UiElement {
  const t = words(api);
  const value = (key: string): string => String(api.local[key] ?? '');
  const save = (): void => {
    if (value('name').trim() === '') { api.setLocal('problem', t('Enter a name')); return; }
    if (value('iban').replace(/\W/g, '').length < 15) { api.setLocal('problem', t('Enter a valid account number')); return; }
    api.change((s) => { s.payees.push({ id: 1 + Math.max(0, ...s.payees.map((p) => p.id)), name: value('name').trim(), iban: value('iban').trim() }); });
    api.back();
  };
  return page(api, t('New payee'), col({ pad: 16, gap: 12 }, ...([['name', t('Name')], ['iban', t('Account number')]] as const).map(([key, label]) => input(key, value(key), (v) => { api.setLocal(key, v); api.setLocal('problem', null); }, { id: key, label })),
    typeof api.local.problem === 'string' ? text(api.local.problem, { id: 'error', color: 'error' }) : null, button(t('Save payee'), save, { id: 'save' })));
}

export const bank = defineApp<BankState>({
  package: 'com.countersign.bank', label: 'Bank', names: { zh: '银行' }, icon: 'mdiBank', color: '#0b6b53', version: '3.9', initial, home: 'Main', secure: ['Code'],
  screens: {
    Main: main, Transfer: transfer, Review: review, Code: code, AddPayee: addPayee,
    Account: (api) => {
      const a = account(api, String(api.args.id));
      const own = api.state.transactions.filter((t) => t.account === a?.id).sort((x, y) => y.at - x.at);
      return page(api, words(api)(a?.name ?? ''), col({ align: 'center', pad: 16 }, text(money(a?.balance ?? 0), { size: 36, id: 'balance' }), text(a?.number ?? '')), section(words(api)('Transactions')), ...(own.length === 0 ? [empty('mdiReceiptText', words(api)('No transactions'))] : own.map(transactionRow(api))));
    },
    Payees: (api) => page(api, api.args.manage === true ? words(api)('Payees') : words(api)('Choose a payee'), ...api.state.payees.map((p) => listItem({ title: words(api)(p.name), below: p.iban, lead: 'mdiAccount', onTap: () => api.go('Transfer', { payee: p.id }) })), listItem({ title: words(api)('New payee'), lead: 'mdiPlus', onTap: () => api.go('AddPayee') })),
    Done: (api) => screen(topBar('', { onBack: () => api.backTo('Main') }), col({ grow: 1, align: 'center', justify: 'center', gap: 12 }, icon('mdiCheckCircle', { size: 72, color: 'success' }), text(words(api)('Transfer complete'), { size: 24, id: 'done_title' }), text(words(api)('{0} to {1}', money(Number(api.args.amount)), words(api)(payee(api, Number(api.args.payee))?.name ?? ''))), button(words(api)('Back to accounts'), () => api.backTo('Main'), { tone: 'tonal' }))),
  },
});
