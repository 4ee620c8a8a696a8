// Exports: alarmsTab, armNext, ring. The Alarm tab: list with switches, add by text entry of hour and minute, label, repeat days, delete.

import type { UiElement } from '../../types.ts';
import { button, card, col, empty, iconButton, listItem, row, scroll, text, toggle } from '../../ui/elements.ts';
import { clockTime, dayNames } from '../dates.ts';
import { chinese } from '../define.ts';
import { ask, confirm } from '../pieces.ts';
import { askTime } from '../pickers.ts';
import { alarmIn, nextRing } from './state.ts';
import type { Alarm, Api } from './state.ts';
import { words } from './strings.ts';

const LONG_DAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];

/** Plans the next ring of the earliest alarm that is on. */
export function armNext(api: Api): void {
  const next = api.state.alarms.filter((a) => a.on).map((a) => nextRing(a, api.now()));
  if (next.length > 0) api.schedule('alarm', Math.min(...next)); else api.unschedule('alarm');
}

/** Rings every alarm whose minute this is; those that do not repeat are off afterwards. */
export function ring(api: Api): void {
  const now = new Date(api.now());
  for (const a of api.state.alarms) {
    if (!a.on || a.hour !== now.getUTCHours() || a.minute !== now.getUTCMinutes() || (a.days.length > 0 && !a.days.includes(now.getUTCDay()))) continue;
    api.notify(words(api)('Alarm'), `${clockTime(a.hour, a.minute, chinese(api))}${a.label === '' ? '' : ` · ${words(api)(a.label)}`}`, 'Main');
    if (a.days.length === 0) edit(api, a.id, (x) => { x.on = false; });
  }
}

const edit = (api: Api, id: number, how: (a: Alarm) => void): void => api.change((s) => { for (const a of s.alarms) if (a.id === id) how(a); });

function repeats(api: Api, a: Alarm): string {
  if (a.days.length === 0) return words(api)('Not scheduled');
  if (a.days.length === 7) return words(api)('Every day');
  return a.days.toSorted((x, y) => ((x + 6) % 7) - ((y + 6) % 7)).map((d) => dayNames(chinese(api))[d]!).join(chinese(api) ? '、' : ', ');
}

function add(api: Api): void {
  askTime(api, { hour: 8, minute: 0 }, (hour, minute) => {
    const id = api.state.nextId;
    api.change((s) => { s.alarms.push({ id, hour, minute, on: true, label: '', days: [], vibrate: true }); s.nextId += 1; });
    api.setLocal('open', id);
    armNext(api);
    api.toast(alarmIn(api, nextRing({ hour, minute, days: [] }, api.now()) - api.now()));
  });
}

function alarmCard(api: Api, a: Alarm): UiElement {
  const t = words(api);
  const open = api.local.open === a.id;
  const time = clockTime(a.hour, a.minute, chinese(api));
  const setOn = (on: boolean): void => { edit(api, a.id, (x) => { x.on = on; }); armNext(api); if (on) api.toast(alarmIn(api, nextRing(a, api.now()) - api.now())); };
  const expanded = (): UiElement[] => [
    row({ gap: 2, pad: [8, 0] }, ...[1, 2, 3, 4, 5, 6, 0].map((d) => button(chinese(api) ? t(LONG_DAYS[d]!).slice(-1) : LONG_DAYS[d]!.charAt(0), () => {
      edit(api, a.id, (x) => { x.days = x.days.includes(d) ? x.days.filter((k) => k !== d) : [...x.days, d]; });
      armNext(api);
    }, { desc: t(LONG_DAYS[d]!), tone: a.days.includes(d) ? 'filled' : 'outlined', selected: a.days.includes(d), width: 42, pad: 0 }))),
    listItem({ title: t(a.label || 'Add label'), lead: 'mdiLabelOutline', id: 'edit_label', onTap: () => ask(api, { title: t('Label'), label: t('Label'), value: a.label, yes: t('OK'), maxLength: 40, onDone: (v) => edit(api, a.id, (x) => { x.label = v.trim(); }) }) }),
    listItem({ title: t('Vibrate'), lead: 'mdiVibrate', onTap: () => edit(api, a.id, (x) => { x.vibrate = !x.vibrate; }), trail: toggle(a.vibrate, (on) => edit(api, a.id, (x) => { x.vibrate = on; })) }),
    listItem({ title: t('Delete'), lead: 'mdiDelete', id: 'delete', onTap: () => confirm(api, { title: t('Delete alarm?'), body: time, yes: t('Delete'), danger: true, onDone: () => { api.change((s) => { s.alarms = s.alarms.filter((x) => x.id !== a.id); }); armNext(api); api.toast(t('Alarm deleted')); } }) }),
  ];
  return card({ margin: [6, 16], pad: [12, 16], id: 'alarm_card' },
    row({}, text(t(a.label), { grow: 1, color: 'onSurfaceVariant', id: 'label' }), iconButton(open ? 'mdiChevronUp' : 'mdiChevronDown', t(open ? 'Collapse alarm {0}' : 'Expand alarm {0}', time), () => api.setLocal('open', open ? null : a.id), { id: 'arrow' })),
    row({ gap: 8 },
      text(time, { size: 40, grow: 1, id: 'digital_clock', color: a.on ? undefined : 'outline', onTap: () => askTime(api, a, (hour, minute) => { edit(api, a.id, (x) => { x.hour = hour; x.minute = minute; x.on = true; }); armNext(api); }) }),
      toggle(a.on, setOn, { id: 'onoff', desc: t('{0} alarm', time) })),
    text(repeats(api, a), { color: 'onSurfaceVariant', id: 'days_of_week' }),
    ...(open ? expanded() : []));
}

export function alarmsTab(api: Api): UiElement {
  const alarms = api.state.alarms.toSorted((a, b) => a.hour * 60 + a.minute - (b.hour * 60 + b.minute) || a.id - b.id);
  return col({ grow: 1 },
    alarms.length === 0 ? empty('mdiAlarm', words(api)('No Alarms')) : scroll('alarms', { id: 'alarm_recycler_view' }, ...alarms.map((a) => alarmCard(api, a))),
    row({ justify: 'center', pad: 12 }, iconButton('mdiPlus', words(api)('Add alarm'), () => add(api), { id: 'fab', background: 'primaryContainer', width: 56, height: 56, radius: 16 })));
}
