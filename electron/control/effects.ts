// Exports: effectOf, Effect. Whether what an action does can be taken back, and whom it concerns besides its owner, by class and
// words (the two attributes of Zhang et al., IUI 2025). Pure.

import type { Affects } from '../protocol/run.ts';
import type { Class } from '../protocol/sop.ts';
import { fold } from './fold.ts';

export interface Effect { reversible: boolean; affects: Affects }

/** What holds unless words say otherwise. Reversible: the phone's owner can set it back alone and nobody has seen or received anything. */
const OF: Readonly<Record<Class, Effect>> = {
  payment: { reversible: false, affects: 'someone' },
  transfer: { reversible: false, affects: 'someone' },
  'send-message': { reversible: false, affects: 'someone' },
  call: { reversible: false, affects: 'someone' },
  publish: { reversible: false, affects: 'everyone' },
  delete: { reversible: false, affects: 'you' },
  'grant-permission': { reversible: true, affects: 'you' },
  install: { reversible: true, affects: 'you' },
  credential: { reversible: true, affects: 'you' },
  'share-location': { reversible: false, affects: 'someone' },
  'account-change': { reversible: false, affects: 'you' },
  'settings-security': { reversible: true, affects: 'you' },
  'export-data': { reversible: false, affects: 'someone' },
  'legal-consent': { reversible: false, affects: 'you' },
};

const FINAL = /permanent|forever|can(?:no|')t be undone|factory|erase|wipe|empty|永久|彻底|无法(?:恢复|撤销|找回)|不可(?:恢复|撤销)|清空|抹掉|恢复出厂|格式化/u;
const KEPT = /\b(?:trash|bin|recently deleted|archive|undo|restore|clear (?:app )?caches?)\b|回收站|最近删除|废纸篓|归档|可恢复|缓存/u;
const OTHERS = /for everyone|all people|shared|group|member|所有人|群|成员|双方/u;
const SESSION = /\b(?:log|sign)[- ]?(?:out|off)\b|switch|link|change|update|modify|reschedule|add|退出登录|退出|登出|切换|修改|更换|换绑|绑定|添加|改签|改约/u;
const ENDS = /delete|close|deactivate|cancel|terminate|注销|销户|取消|解绑|解除|退订/u;
const BOOKED = /booking|appointment|reservation|order|visit|table|预约|挂号|订单|订座/u;
const MASS = /group|all|everyone|broadcast|群发|所有人|群/u;

const WIDTH: readonly Affects[] = ['you', 'someone', 'everyone'];

/** Of several classes the worse of each. @param text what is tapped and what stands in its dialog, as shown */
export function effectOf(classes: readonly Class[], text: string): Effect {
  const words = fold(text);
  let effect: Effect = { reversible: true, affects: 'you' };
  for (const c of classes) {
    const e = { ...OF[c] };
    if (c === 'delete') {
      e.reversible = KEPT.test(words) && !FINAL.test(words);
      if (OTHERS.test(words)) e.affects = 'someone';
    }
    if (c === 'account-change') {
      e.reversible = SESSION.test(words) && !ENDS.test(words);
      if (BOOKED.test(words)) e.affects = 'someone';
    }
    if (c === 'send-message' && MASS.test(words)) e.affects = 'everyone';
    effect = { reversible: effect.reversible && e.reversible, affects: WIDTH[Math.max(WIDTH.indexOf(effect.affects), WIDTH.indexOf(e.affects))]! };
  }
  return effect;
}
