// Exports: timerTab. The Timer tab: a keypad for hours, minutes and seconds, and running timers with pause, +1 minute and delete.

import type { UiElement } from '../../types.ts';
import { button, card, col, iconButton, row, scroll, text } from '../../ui/elements.ts';
import { duration, MINUTE } from '../dates.ts';
import { ask, confirm } from '../pieces.ts';
import { timerLeft } from './state.ts';
import type { Api, Timer } from './state.ts';
import { words } from './strings.ts';

/** The six digits `hhmmss`, typed from the right. */
const lengthOf = (digits: string): number => {
  const d = digits.padStart(6, '0');
  return (Number(d.slice(0, 2)) * 3600 + Number(d.slice(2, 4)) * 60 + Number(d.slice(4))) * 1000;
};

/** Plans the end of the timer that runs out first. */
function arm(api: Api): void {
  const ends = api.state.timers.flatMap((t) => (t.endsAt !== null && t.endsAt > api.now() ? [t.endsAt] : []));
  if (ends.length > 0) api.schedule('timer', Math.min(...ends)); else api.unschedule('timer');
}

const edit = (api: Api, id: number, how: (t: Timer) => void): void => { api.change((s) => { for (const t of s.timers) if (t.id === id) how(t); }); arm(api); };

function keypad(api: Api, refresh: (api: Api) => void): UiElement {
  const t = words(api);
  const digits = String(api.local.digits ?? '');
  const d = digits.padStart(6, '0');
  const press = (typed: string): void => { if (digits.length + typed.length <= 6 && !(digits === '' && /^0+$/.test(typed))) api.setLocal('digits', digits + typed); };
  const key = (label: string): UiElement => button(label, () => press(label), { tone: 'tonal', width: 80, height: 56, id: `timer_setup_digit_${label}` });
  // Android 13 and later ask for the notification permission the moment a timer first needs it.
  const start = (): void => api.permission('notifications', () => {
    const length = lengthOf(digits);
    api.change((s) => { s.timers.unshift({ id: s.nextId, label: '', length, endsAt: api.now() + length, left: length }); s.nextId += 1; });
    api.setLocal('digits', ''); api.setLocal('adding', false);
    arm(api); refresh(api);
  });
  return col({ grow: 1, align: 'center', justify: 'center', gap: 10 },
    text(t('{0}h {1}m {2}s', d.slice(0, 2), d.slice(2, 4), d.slice(4)), { size: 44, id: 'timer_setup_time', desc: [t('{0} hours', Number(d.slice(0, 2))), t('{0} minutes', Number(d.slice(2, 4))), t('{0} seconds', Number(d.slice(4)))].map((part) => part.trim()).join(', ') }),
    ...[['1', '2', '3'], ['4', '5', '6'], ['7', '8', '9'], ['00', '0']].map((keys) => row({ gap: 10 }, ...keys.map(key), keys.length === 2 ? iconButton('mdiBackspaceOutline', t('Delete'), () => api.setLocal('digits', digits.slice(0, -1)), { width: 80, height: 56, id: 'timer_setup_delete' }) : null)),
    row({ gap: 16, pad: 8 },
      api.state.timers.length > 0 ? button(t('Cancel'), () => { api.setLocal('adding', false); api.setLocal('digits', ''); }, { tone: 'text' }) : null,
      lengthOf(digits) > 0 ? button(t('Start'), start, { id: 'fab', icon: 'mdiPlay' }) : null));
}

function running(api: Api, timer: Timer, refresh: (api: Api) => void): UiElement {
  const t = words(api);
  const left = timerLeft(timer, api.now());
  const over = left <= 0;
  return card({ margin: [6, 16], pad: 16, gap: 8, id: 'timer_item' },
    row({ gap: 8 }, text(timer.label || t('{0} timer', duration(timer.length)), { grow: 1, size: 16, id: 'timer_label', onTap: () => ask(api, { title: t('Label'), label: t('Label'), value: timer.label, yes: t('OK'), maxLength: 40, onDone: (v) => edit(api, timer.id, (x) => { x.label = v.trim(); }) }) }),
      iconButton('mdiClose', t('Delete timer'), () => confirm(api, { title: t('Delete timer?'), yes: t('Delete'), danger: true, onDone: () => { api.change((s) => { s.timers = s.timers.filter((x) => x.id !== timer.id); }); arm(api); } }), { id: 'close' })),
    text(over ? t("Time's up") : duration(left + 999), { size: 40, id: 'timer_time_text', color: over ? 'error' : undefined }),
    row({ gap: 8 },
      button('+1:00', () => { edit(api, timer.id, (x) => { if (x.endsAt === null) x.left += MINUTE; else x.endsAt = Math.max(x.endsAt, api.now()) + MINUTE; }); refresh(api); }, { tone: 'tonal', id: 'add_one_minute' }),
      over ? button(t('Stop'), () => { edit(api, timer.id, (x) => { x.endsAt = null; x.left = x.length; }); api.unnotify(t("Time's up")); }, { id: 'play_pause' })
        : timer.endsAt === null ? button(t('Start'), () => { edit(api, timer.id, (x) => { x.endsAt = api.now() + x.left; }); refresh(api); }, { id: 'play_pause' })
          : button(t('Pause'), () => edit(api, timer.id, (x) => { x.left = left; x.endsAt = null; }), { id: 'play_pause' })));
}

export function timerTab(api: Api, refresh: (api: Api) => void): UiElement {
  if (api.state.timers.length === 0 || api.local.adding === true) return keypad(api, refresh);
  return col({ grow: 1 }, scroll('timers', { id: 'timers' }, ...api.state.timers.map((t) => running(api, t, refresh))),
    row({ justify: 'center', pad: 12 }, iconButton('mdiPlus', words(api)('Add timer'), () => api.setLocal('adding', true), { id: 'fab', background: 'primaryContainer', width: 56, height: 56, radius: 16 })));
}
