// Exports: calculator, CalculatorState. The Calculator app (com.google.android.calculator): keys, preview, history with clear.

import type { AppApi, UiElement } from '../../types.ts';
import { button, col, divider, empty, iconButton, listItem, row, screen, scroll, section, text, topBar } from '../../ui/elements.ts';
import { DAY, dayLabel } from '../dates.ts';
import { chinese, defineApp } from '../define.ts';
import { confirm } from '../pieces.ts';
import { evaluate, format, type Trouble } from './evaluate.ts';
import { words } from './strings.ts';

export type CalculatorState = {
  expression: string;
  /** The expression is a result that was just worked out: a digit begins anew. */
  answered: boolean;
  /** Newest last. */
  history: { id: number; expression: string; result: string; at: number }[];
  nextId: number;
};
type Api = AppApi<CalculatorState>;

/** Tue 3 Mar 2026. */
const YESTERDAY = Date.UTC(2026, 2, 3, 16, 20);
const DONE = [['1250×12', '15000'], ['89.9×3', '269.7'], ['(48+52)÷8', '12.5'], ['240×15%', '36'], ['7×24', '168']] as const;

const initial = (): CalculatorState => ({
  expression: '', answered: false, nextId: DONE.length + 1,
  history: DONE.map(([expression, result], i) => ({ id: i + 1, expression, result, at: YESTERDAY - (DONE.length - i) * DAY })),
});

const LONGEST = 60;
const OPERATOR = /[+−×÷^]$/;
const TROUBLE: { readonly [T in Trouble]: string } = { syntax: 'Format error', divide: 'Can’t divide by 0', domain: 'Keep to real numbers', range: 'Value too large' };

/** The expression after a key. Pure, so that what each key does can be read off it. */
export function pressed(before: string, answered: boolean, key: string): string {
  const old = answered && !OPERATOR.test(key) && key !== '%' ? '' : before;
  if (old.length >= LONGEST) return old;
  if (/^[+×÷^]$/.test(key) && (old === '' || old.endsWith('('))) return old;
  if (/^[+−×÷^]$/.test(key) && OPERATOR.test(old)) return old.slice(0, -1) + key;
  if (key === '%' && !/[\d)π%]$/.test(old)) return old;
  const number = /[\d.]*$/.exec(old)?.[0] ?? '';
  if (key === '.') return number.includes('.') ? old : `${old}${number === '' ? '0' : ''}.`;
  if (/^\d$/.test(key) && number === '0') return old.slice(0, -1) + key;
  if (key === '()') {
    const open = [...old].filter((c) => c === '(').length - [...old].filter((c) => c === ')').length;
    return open > 0 && /[\d)π%]$/.test(old) ? `${old})` : `${old}(`;
  }
  return old + key;
}

const press = (api: Api, key: string): void => {
  api.setLocal('problem', null);
  api.change((s) => { s.expression = pressed(s.expression, s.answered, key); s.answered = false; });
};

function equals(api: Api): void {
  const { expression } = api.state;
  if (expression === '' || api.state.answered) return;
  const answer = evaluate(expression);
  if (!answer.ok) { api.setLocal('problem', TROUBLE[answer.why]); return; }
  const result = format(answer.value);
  api.change((s) => {
    s.history.push({ id: s.nextId, expression, result, at: api.now() });
    s.nextId += 1;
    s.expression = result;
    s.answered = true;
  });
}

type Key = { label: string; id: string; desc: string; tone?: 'filled' | 'tonal' | 'outlined'; onTap?: (api: Api) => void };

const digit = (d: string): Key => ({ label: d, id: `digit_${d}`, desc: d, tone: 'outlined' });
const clear = (api: Api): void => { api.setLocal('problem', null); api.change((s) => { s.expression = ''; s.answered = false; }); };
const KEYS: readonly (readonly Key[])[] = [
  [{ label: '√', id: 'op_sqrt', desc: 'square root' }, { label: 'π', id: 'const_pi', desc: 'pi' }, { label: '^', id: 'op_pow', desc: 'power' }],
  [{ label: 'AC', id: 'clr', desc: 'clear', tone: 'filled', onTap: clear }, { label: '( )', id: 'parens', desc: 'parentheses', onTap: (api) => press(api, '()') }, { label: '%', id: 'op_pct', desc: 'percent' }, { label: '÷', id: 'op_div', desc: 'divide' }],
  [digit('7'), digit('8'), digit('9'), { label: '×', id: 'op_mul', desc: 'multiply' }],
  [digit('4'), digit('5'), digit('6'), { label: '−', id: 'op_sub', desc: 'minus' }],
  [digit('1'), digit('2'), digit('3'), { label: '+', id: 'op_add', desc: 'plus' }],
];

const key = (api: Api, k: Key): UiElement => button(k.label, () => (k.onTap ?? ((a) => press(a, k.label)))(api), { id: k.id, desc: words(api)(k.desc), tone: k.tone ?? 'tonal', grow: 1, height: 62, radius: 31, pad: 0, size: 22 });

function main(api: Api): UiElement {
  const t = words(api);
  const { expression, answered } = api.state;
  const answer = evaluate(expression);
  const preview = !answered && answer.ok && /[+−×÷^√%π(]/.test(expression) ? format(answer.value) : '';
  const problem = typeof api.local.problem === 'string' ? api.local.problem : null;
  return screen(
    row({ height: 64, pad: [0, 4], justify: 'end', id: 'toolbar' },
      iconButton('mdiHistory', t('History'), () => api.go('History'), { id: 'history' }),
      iconButton('mdiDotsVertical', t('More options'), () => api.dialog({
        as: 'menu', cancelable: true, buttons: [],
        content: col({}, listItem({ title: t('History'), onTap: () => { api.closeDialog(); api.go('History'); } }), listItem({ title: t('Clear history'), onTap: () => { api.closeDialog(); askClear(api); } })),
      }))),
    col({ grow: 1 },
      col({ grow: 1, justify: 'end', align: 'end', pad: [12, 20], gap: 8 },
        text(expression === '' ? '0' : expression, { size: expression.length > 14 ? 28 : 52, id: answered ? 'result_final' : 'formula', align: 'end', color: expression === '' ? 'outline' : undefined, onLongPress: expression === '' ? undefined : () => { api.copy(expression); api.toast(t('Copied to clipboard')); } }),
        problem !== null ? text(t(problem), { size: 20, color: 'error', id: 'error' }) : preview === '' ? text(' ', { size: 28 }) : text(preview, { size: 28, color: 'onSurfaceVariant', id: 'result_preview' })),
      divider(),
      col({ pad: 12, gap: 8, background: 'surfaceContainer', id: 'pad' },
        ...KEYS.map((keys) => row({ gap: 8 }, ...keys.map((k) => key(api, k)))),
        row({ gap: 8 }, key(api, digit('0')), key(api, { label: '.', id: 'dec_point', desc: 'point', tone: 'outlined' }),
          iconButton('mdiBackspaceOutline', t('delete'), () => { api.setLocal('problem', null); api.change((s) => { s.expression = s.answered ? '' : s.expression.slice(0, -1); s.answered = false; }); }, { id: 'del', grow: 1, height: 62, radius: 31, background: 'surfaceContainerHigh', onLongPress: () => api.change((s) => { s.expression = ''; s.answered = false; }) }),
          key(api, { label: '=', id: 'eq', desc: 'equals', tone: 'filled', onTap: equals })))));
}

const askClear = (api: Api): void => confirm(api, {
  title: words(api)('Clear history?'), body: words(api)('All calculations are removed from this list.'), yes: words(api)('Clear'), danger: true,
  onDone: () => { api.change((s) => { s.history = []; }); api.toast(words(api)('History cleared')); },
});

function history(api: Api): UiElement {
  const t = words(api);
  const zh = chinese(api);
  const rows: UiElement[] = [];
  let day = '';
  for (const h of api.state.history.toReversed()) {
    const label = Math.floor(h.at / DAY) >= Math.floor(api.now() / DAY) ? t('Today') : dayLabel(h.at, api.now(), zh);
    if (label !== day) { rows.push(section(label)); day = label; }
    rows.push(listItem({
      title: `= ${h.result}`, below: h.expression, titleId: 'historyResult', belowId: 'historyFormula', id: 'history_item',
      onTap: () => { api.change((s) => { s.expression = h.expression; s.answered = false; }); api.back(); },
      onLongPress: () => { api.copy(h.result); api.toast(t('Copied to clipboard')); },
    }));
  }
  return screen(topBar(t('History'), { onBack: () => api.back(), actions: [iconButton('mdiDeleteOutline', '', () => askClear(api), { id: 'clear_history', enabled: rows.length > 0 })] }),
    rows.length === 0 ? empty('mdiHistory', t('No history'), t('Calculations you make appear here')) : scroll('history', { id: 'history_list' }, ...rows));
}

export const calculator = defineApp<CalculatorState>({
  package: 'com.google.android.calculator', label: 'Calculator', names: { zh: '计算器' }, icon: 'mdiCalculator', color: '#00897b', version: '8.6', initial, home: 'Main',
  screens: { Main: main, History: history },
});
