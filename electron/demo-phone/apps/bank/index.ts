// Exports: bank. The Bank app (com.countersign.bank): accounts, transactions, payees and a transfer released by a one-time code sent as a text.

import type { AppApi, UiElement } from '../../types.ts';
import { button, card, col, empty, icon, input, listItem, progress, row, screen, scroll, section, text, topBar } from '../../ui/elements.ts';
import { DAY, dateLabel, MINUTE } from '../dates.ts';
import { defineApp } from '../define.ts';
import { page, radioRow } from '../pieces.ts';
import { receive } from '../messages/state.ts';

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
const transactionRow = (t: Transaction): UiElement => listItem({ title: t.text, below: dateLabel(t.at), trail: text(money(t.amount), { color: t.amount < 0 ? undefined : 'success' }) });

function main(api: Api): UiElement {
  const recent = api.state.transactions.toSorted((a, b) => b.at - a.at);
  return screen(topBar('Bank'), col({ grow: 1 }, scroll('home', {},
    section('Accounts'), ...api.state.accounts.map((a) => card({ margin: [4, 16], pad: [4, 0], id: 'account_card' }, listItem({ title: a.name, below: a.number, lead: 'mdiBank', trail: text(money(a.balance), { weight: 700, id: 'balance' }), onTap: () => api.go('Account', { id: a.id }) }))),
    section('Recent transactions'), ...recent.map(transactionRow)),
  row({ pad: 16, gap: 12, justify: 'center' }, button('Transfer', () => api.go('Payees'), { id: 'transfer', icon: 'mdiBankTransfer' }), button('Payees', () => api.go('Payees', { manage: true }), { tone: 'tonal', id: 'payees' }))));
}

/** The amount in fen, or what is wrong with what was typed. */
function amountOf(api: Api, typed: string, from: Account): number | string {
  if (!/^\d+([.]\d{1,2})?$/.test(typed.trim()) || Number(typed) <= 0) return 'Enter an amount such as 120.50';
  const fen = Math.round(Number(typed) * 100);
  if (fen > from.balance) return 'Insufficient funds';
  const today = Math.floor(api.now() / DAY);
  const sent = api.state.sentToday.day === today ? api.state.sentToday.amount : 0;
  return sent + fen > DAILY_LIMIT ? `Over the daily limit of ${money(DAILY_LIMIT)}` : fen;
}

function transfer(api: Api): UiElement {
  const to = payee(api, Number(api.args.payee));
  const from = account(api, String(api.local.from ?? 'everyday'))!;
  const [typed, memo] = [String(api.local.amount ?? ''), String(api.local.memo ?? '')];
  const review = (): void => {
    const amount = amountOf(api, typed, from);
    if (typeof amount === 'string') { api.setLocal('problem', amount); return; }
    api.hideKeyboard();
    api.go('Review', { payee: to?.id ?? 0, from: from.id, amount, memo: memo.trim() });
  };
  return page(api, 'Transfer', listItem({ title: to?.name ?? 'Unknown', below: to?.iban, lead: 'mdiAccount' }),
    col({ pad: 16, gap: 12 },
      input('amount', typed, (v) => { api.setLocal('amount', v); api.setLocal('problem', null); }, { id: 'amount', label: 'Amount', kind: 'number', maxLength: 12 }),
      typeof api.local.problem === 'string' ? text(api.local.problem, { id: 'error', color: 'error' }) : null,
      input('memo', memo, (v) => api.setLocal('memo', v), { id: 'memo', label: 'Memo', maxLength: 60 }),
      button('Review', review, { id: 'review' })),
    section('From'), ...api.state.accounts.map((a) => radioRow({ title: a.name, below: `${a.number} · ${money(a.balance)}`, on: a.id === from.id, onChoose: () => api.setLocal('from', a.id) })));
}

function sendCode(api: Api): void {
  api.change((s) => { s.busy = true; });
  api.network(() => {
    const code = String(100_000 + Math.floor(api.random() * 900_000));
    const pending: Pending = { from: String(api.args.from), payee: Number(api.args.payee), amount: Number(api.args.amount), memo: String(api.args.memo), code, expires: api.now() + CODE_LIFE, tries: 0 };
    api.change((s) => { s.pending = pending; s.busy = false; });
    const sms = `${code} is your Bank code for ${money(pending.amount)} to ${payee(api, pending.payee)?.name ?? 'a payee'}. Never share it.`;
    receive(api, 'Bank', sms);
    api.notify('Bank', sms);
    api.go('Code');
  }, () => { api.change((s) => { s.busy = false; }); api.toast('No connection. Nothing was sent.'); });
}

function review(api: Api): UiElement {
  const to = payee(api, Number(api.args.payee));
  const from = account(api, String(api.args.from));
  return page(api, 'Review transfer', col({ align: 'center', pad: 24 }, text(money(Number(api.args.amount)), { size: 40, id: 'review_amount' })),
    listItem({ title: 'To', below: `${to?.name ?? ''} · ${to?.iban ?? ''}` }), listItem({ title: 'From', below: `${from?.name ?? ''} ${from?.number ?? ''}` }), listItem({ title: 'Memo', below: String(api.args.memo) || '–' }), listItem({ title: 'Fee', below: money(0) }),
    col({ pad: 16 }, api.state.busy ? progress() : button('Confirm transfer', () => sendCode(api), { id: 'confirm_transfer' })));
}

function release(api: Api, typed: string): void {
  const p = api.state.pending;
  if (!p) { api.setLocal('problem', 'Ask for a new code'); return; }
  if (api.now() > p.expires) { api.change((s) => { s.pending = null; }); api.setLocal('problem', 'The code has expired'); return; }
  if (typed !== p.code) {
    const left = TRIES - p.tries - 1;
    api.change((s) => { if (left <= 0) s.pending = null; else if (s.pending) s.pending.tries += 1; });
    api.setLocal('problem', left <= 0 ? 'Too many wrong codes. The transfer was cancelled.' : `Wrong code. ${left} ${left === 1 ? 'try' : 'tries'} left.`);
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
  api.unnotify('Bank');
  api.backTo('Main');
  api.go('Done', { amount: p.amount, payee: p.payee });
}

function code(api: Api): UiElement {
  const typed = String(api.local.code ?? '');
  return page(api, 'Enter one-time code', col({ pad: 16, gap: 12 }, text('We sent a 6-digit code to your phone as a text message.', { color: 'onSurfaceVariant' }),
    input('code', typed, (v) => { api.setLocal('code', v); api.setLocal('problem', null); }, { id: 'otp', label: 'One-time code', kind: 'number', maxLength: 6 }),
    typeof api.local.problem === 'string' ? text(api.local.problem, { id: 'error', color: 'error' }) : null,
    button('Send money', () => release(api, typed), { id: 'send_money', enabled: typed.length === 6 }), button('Cancel transfer', () => { api.change((s) => { s.pending = null; }); api.backTo('Main'); }, { tone: 'text' })));
}

function addPayee(api: Api): UiElement {
  const value = (key: string): string => String(api.local[key] ?? '');
  const save = (): void => {
    if (value('name').trim() === '') { api.setLocal('problem', 'Enter a name'); return; }
    if (value('iban').replace(/\W/g, '').length < 15) { api.setLocal('problem', 'Enter a valid account number'); return; }
    api.change((s) => { s.payees.push({ id: 1 + Math.max(0, ...s.payees.map((p) => p.id)), name: value('name').trim(), iban: value('iban').trim() }); });
    api.back();
  };
  return page(api, 'New payee', col({ pad: 16, gap: 12 }, ...([['name', 'Name'], ['iban', 'Account number']] as const).map(([key, label]) => input(key, value(key), (v) => { api.setLocal(key, v); api.setLocal('problem', null); }, { id: key, label })),
    typeof api.local.problem === 'string' ? text(api.local.problem, { id: 'error', color: 'error' }) : null, button('Save payee', save, { id: 'save' })));
}

export const bank = defineApp<BankState>({
  package: 'com.countersign.bank', label: 'Bank', icon: 'mdiBank', color: '#0b6b53', version: '3.9', initial, home: 'Main', secure: ['Code'],
  screens: {
    Main: main, Transfer: transfer, Review: review, Code: code, AddPayee: addPayee,
    Account: (api) => {
      const a = account(api, String(api.args.id));
      const own = api.state.transactions.filter((t) => t.account === a?.id).sort((x, y) => y.at - x.at);
      return page(api, a?.name ?? '', col({ align: 'center', pad: 16 }, text(money(a?.balance ?? 0), { size: 36, id: 'balance' }), text(a?.number ?? '')), section('Transactions'), ...(own.length === 0 ? [empty('mdiReceiptText', 'No transactions')] : own.map(transactionRow)));
    },
    Payees: (api) => page(api, api.args.manage === true ? 'Payees' : 'Choose a payee', ...api.state.payees.map((p) => listItem({ title: p.name, below: p.iban, lead: 'mdiAccount', onTap: () => api.go('Transfer', { payee: p.id }) })), listItem({ title: 'New payee', lead: 'mdiPlus', onTap: () => api.go('AddPayee') })),
    Done: (api) => screen(topBar('', { onBack: () => api.backTo('Main') }), col({ grow: 1, align: 'center', justify: 'center', gap: 12 }, icon('mdiCheckCircle', { size: 72, color: 'success' }), text('Transfer complete', { size: 24, id: 'done_title' }), text(`${money(Number(api.args.amount))} to ${payee(api, Number(api.args.payee))?.name ?? ''}`), button('Back to accounts', () => api.backTo('Main'), { tone: 'tonal' }))),
  },
});
