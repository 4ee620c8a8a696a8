// Exports: askTime, askDate, monthGrid. Material's time picker (text-input mode) and date picker, and the month that both calendar and picker draw.

import type { UiElement } from '../types.ts';
import { col, iconButton, input, radio, row, stack, text } from '../ui/elements.ts';
import { addMonths, dayNames, dayOf, longDate, monthLabel, startOf, weeksOf } from './dates.ts';
import { chinese, translator, type AnyApi } from './define.ts';

const words = translator({
  'Enter time': '输入时间', Hour: '小时', Minute: '分钟', AM: '上午', PM: '下午', Cancel: '取消', OK: '确定', 'Enter an hour from 1 to 12': '请输入 1 到 12 之间的小时数', 'Enter a minute from 0 to 59': '请输入 0 到 59 之间的分钟数',
  'Select date': '选择日期', 'Change to previous month': '切换到上个月', 'Change to next month': '切换到下个月',
});

type Api = Pick<AnyApi, 'dialog' | 'setLocal' | 'system'>;

/** Asks for a time of day; hours run from 0 to 23. */
export function askTime(api: Api, at: { hour: number; minute: number }, onDone: (hour: number, minute: number) => void): void {
  const t = words(api);
  let hour = String(at.hour % 12 === 0 ? 12 : at.hour % 12);
  let minute = String(at.minute).padStart(2, '0');
  let afternoon = at.hour >= 12;
  let problem: string | null = null;
  const redraw = (): void => api.setLocal('picker', `${hour}:${minute} ${afternoon}`);
  const open = (): void => api.dialog({
    title: t('Enter time'), cancelable: true,
    content: () => col({ gap: 8 },
      row({ gap: 8, align: 'start' },
        input('hour', hour, (v) => { hour = v; problem = null; redraw(); }, { id: 'material_hour_text_input', label: t('Hour'), kind: 'number', maxLength: 2, width: 96 }),
        text(':', { size: 40 }),
        input('minute', minute, (v) => { minute = v; problem = null; redraw(); }, { id: 'material_minute_text_input', label: t('Minute'), kind: 'number', maxLength: 2, width: 96 })),
      row({ gap: 16 }, radio(!afternoon, () => { afternoon = false; redraw(); }, { text: t('AM'), id: 'material_clock_period_am_button' }), radio(afternoon, () => { afternoon = true; redraw(); }, { text: t('PM'), id: 'material_clock_period_pm_button' })),
      problem === null ? null : text(problem, { size: 12, color: 'error', id: 'error' })),
    buttons: [
      { text: t('Cancel'), id: 'material_timepicker_cancel_button', onTap: () => {} },
      {
        text: t('OK'), id: 'material_timepicker_ok_button', onTap: () => {
          const [h, m] = [Number(hour), Number(minute)];
          if (!/^\d{1,2}$/.test(hour) || h < 1 || h > 12) problem = t('Enter an hour from 1 to 12');
          else if (!/^\d{1,2}$/.test(minute) || m > 59) problem = t('Enter a minute from 0 to 59');
          else { onDone((h % 12) + (afternoon ? 12 : 0), m); return; }
          open();
        },
      },
    ],
  });
  open();
}

/** The days of a month under the names of the weekdays. @param first weekday a row begins with, 0 = Sunday @param cell what stands for a day (ms) */
export function monthGrid(api: Pick<AnyApi, 'system'>, month: number, first: number, cell: (at: number) => UiElement): UiElement {
  const zh = chinese(api);
  const names = Array.from({ length: 7 }, (_, i) => dayNames(zh)[(i + first) % 7]!);
  return col({},
    row({}, ...names.map((n) => text(zh ? n.slice(-1) : n.charAt(0), { size: 12, width: `${100 / 7}%`, align: 'center', color: 'onSurfaceVariant', pad: [4, 0] }))),
    ...weeksOf(month, first).map((week) => row({ align: 'start' }, ...week.map((at) => (at === null ? col({ width: `${100 / 7}%` }) : col({ width: `${100 / 7}%`, align: 'center' }, cell(at)))))));
}

/** Asks for a day, written `2026-03-04`. @param first weekday a row begins with, 0 = Sunday */
export function askDate(api: Api, day: string, first: number, onDone: (day: string) => void): void {
  const t = words(api);
  const zh = chinese(api);
  let chosen = startOf(day);
  let month = addMonths(chosen, 0);
  const redraw = (): void => api.setLocal('picker', `${month} ${chosen}`);
  api.dialog({
    title: t('Select date'), cancelable: true,
    content: () => col({ gap: 4 },
      text(longDate(chosen, zh), { size: 16, id: 'mtrl_picker_header_selection_text' }),
      row({}, text(monthLabel(month, zh), { grow: 1, weight: 500, id: 'month_navigation_fragment_toggle' }),
        iconButton('mdiChevronLeft', t('Change to previous month'), () => { month = addMonths(month, -1); redraw(); }, { id: 'month_navigation_previous' }),
        iconButton('mdiChevronRight', t('Change to next month'), () => { month = addMonths(month, 1); redraw(); }, { id: 'month_navigation_next' })),
      monthGrid(api, month, first, (at) => {
        const on = at === chosen;
        return stack({ id: 'day', width: 36, height: 36, radius: 18, align: 'center', justify: 'center', background: on ? 'primary' : undefined, desc: longDate(at, zh), selected: on, onTap: () => { chosen = at; redraw(); } },
          text(String(new Date(at).getUTCDate()), { color: on ? 'onPrimary' : undefined }));
      })),
    buttons: [{ text: t('Cancel'), id: 'cancel_button', onTap: () => {} }, { text: t('OK'), id: 'confirm_button', onTap: () => onDone(dayOf(chosen)) }],
  });
}
