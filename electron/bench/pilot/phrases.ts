// Exports: press, enterInto, switching, ordinal, beside, PHRASES of scrolling, going back. How people write a step, English and Chinese.

import type { Concept } from '../../model/pilot/lexicon.ts';
import type { Random } from './random.ts';

const NOUNS: Record<Concept['kind'], { en: string[]; zh: string[] }> = {
  button: { en: ['button', 'option', ''], zh: ['按钮', '选项', ''] },
  icon: { en: ['icon', 'button', 'symbol', ''], zh: ['图标', '按钮', ''] },
  row: { en: ['option', 'entry', 'row', 'setting', 'item', ''], zh: ['选项', '一项', '设置', ''] },
  switch: { en: ['switch', 'toggle', 'setting', ''], zh: ['开关', '选项', ''] },
  checkbox: { en: ['checkbox', 'option', 'box', ''], zh: ['复选框', '选项', ''] },
  tab: { en: ['tab', 'page', 'section', ''], zh: ['标签', '页', '标签页', ''] },
  input: { en: ['field', 'box', 'input', ''], zh: ['输入框', '一栏', '框', ''] },
  text: { en: ['text', 'line', ''], zh: ['文字', ''] },
};

const quoted = (r: Random, label: string, zh: boolean): string => (zh ? r.pick([`“${label}”`, `「${label}」`, `"${label}"`]) : r.pick([`"${label}"`, `"${label}"`, `“${label}”`, `'${label}'`]));
/** A slip of the pen in a long word, other case. */
const slipped = (r: Random, label: string): string => {
  const at = [...label.matchAll(/[a-z]{6,}/g)][0];
  if (at && r.chance(0.4)) {
    const i = at.index + 1 + r.below(at[0].length - 2);
    return r.chance(0.5) ? label.slice(0, i) + label.slice(i + 1) : `${label.slice(0, i)}${label[i + 1]}${label[i]}${label.slice(i + 2)}`;
  }
  return r.chance(0.5) ? label.toLowerCase() : label.toUpperCase();
};

/** The name of a thing by its label. @returns with or without quotation marks */
export const byLabel = (r: Random, label: string, zh: boolean): string => (r.chance(0.65) ? quoted(r, r.chance(0.15) ? slipped(r, label) : label, zh) : r.chance(0.15) ? slipped(r, label) : label);

const article = (r: Random, name: string): string => (/^(?:the|a|an|my|your|what|how|who|where|whether|which|everything|all|things|people|one|["“'])\b/i.test(name) || /^["“']/.test(name) ? name : r.chance(0.6) ? `the ${name}` : name);

/** A step that taps what `name` says. */
export function press(r: Random, name: string, kind: Concept['kind'], zh: boolean): string {
  if (zh) {
    const noun = r.chance(0.4) ? r.pick(NOUNS[kind].zh) : '';
    const what = `${name}${noun}`;
    return r.pick([`点击${what}`, `点${what}`, `打开${what}`, `选择${what}`, `进入${what}`, `按一下${what}`, `点一下${what}`, `找到${what}并点击`, `请点击${what}。`, `轻触${what}`, `查看${what}`, what, `去${what}`, `然后点${what}`]);
  }
  const noun = r.chance(0.4) ? r.pick(NOUNS[kind].en) : '';
  const what = article(r, `${name}${noun ? ` ${noun}` : ''}`);
  return r.pick([
    `Tap ${what}`, `Tap ${what}.`, `Press ${what}`, `Click ${what}`, `Click on ${what}`, `Select ${what}`, `Choose ${what}`, `Open ${what}`, `Hit ${what}`, `Go to ${what}`, `Use ${what}`, `Pick ${what}`, `tap on ${what}`,
    `Navigate to ${what}`, `Find ${what} and tap it`, `Then press ${what}.`, `Look for ${what} and open it`, `Touch ${what}`, `I want ${what}`, `Now tap ${what}`, what, `User taps ${what}`, `Verify that ${what} can be opened`,
  ]);
}

/** A step that types. @param value quoted or bare */
export function enterInto(r: Random, value: string, name: string, zh: boolean): string {
  const v = r.chance(0.7) ? (zh ? r.pick([`“${value}”`, `"${value}"`]) : `"${value}"`) : value;
  if (zh) return r.pick([`在${name}输入${v}`, `输入${v}到${name}`, `把${v}填到${name}`, `${name}填写${v}`, `在${name}中填入${v}`, `将${v}写进${name}`]);
  const what = article(r, name);
  return r.pick([`Enter ${v} into ${what}`, `Type ${v} in ${what}`, `Type ${v} into ${what}.`, `Write ${v} in ${what}`, `Input ${v} in ${what}`, `Fill in ${v} as ${what}`, `Put ${v} into ${what}`, `In ${what} enter ${v}`, `Enter ${v} as ${what}`, `Set ${what} to ${v}`]);
}

/** A step that wants a switch on or off. */
export function switching(r: Random, name: string, on: boolean, zh: boolean): string {
  if (zh) return on ? r.pick([`打开${name}`, `开启${name}`, `启用${name}`, `把${name}打开`, `勾选${name}`]) : r.pick([`关闭${name}`, `关掉${name}`, `停用${name}`, `把${name}关掉`, `取消勾选${name}`]);
  const what = article(r, name);
  return on ? r.pick([`Turn on ${what}`, `Enable ${what}`, `Switch on ${what}`, `Activate ${what}`, `Make sure ${what} is on`, `Turn ${what} on`, `Set ${what} to on`, `Check ${what}`])
    : r.pick([`Turn off ${what}`, `Disable ${what}`, `Switch off ${what}`, `Deactivate ${what}`, `Make sure ${what} is off`, `Turn ${what} off`, `Set ${what} to off`, `Uncheck ${what}`]);
}

const ORDINAL = ['first', 'second', 'third', 'fourth', 'fifth', 'sixth', 'seventh', 'eighth'];
const ZHNUMBER = ['一', '二', '三', '四', '五', '六', '七', '八'];
const THINGS = { button: { en: ['button'], zh: ['按钮'] }, input: { en: ['field', 'input', 'text box'], zh: ['输入框'] }, checkbox: { en: ['checkbox', 'box'], zh: ['复选框'] }, switch: { en: ['switch', 'toggle'], zh: ['开关'] }, item: { en: ['item', 'entry', 'row', 'result', 'one'], zh: ['项', '条', '个结果', '行'] } } as const;

/** @param n from 0; `'last'` */
export function ordinal(r: Random, n: number | 'last', thing: keyof typeof THINGS, zh: boolean): string {
  const { en, zh: cn } = THINGS[thing];
  if (zh) return press(r, n === 'last' ? `最后一个${r.pick(cn)}` : r.pick([`第${ZHNUMBER[n]}个${r.pick(cn)}`, `第${n + 1}个${r.pick(cn)}`]), 'text', true);
  return press(r, n === 'last' ? `the last ${r.pick(en)}` : r.pick([`the ${ORDINAL[n]} ${r.pick(en)}`, `${r.pick(en)} number ${n + 1}`]), 'text', false);
}

/** @param where as seen in reading order */
export function beside(r: Random, where: 'after' | 'before', name: string, zh: boolean): string {
  if (zh) return press(r, where === 'after' ? r.pick([`${name}下面的那一项`, `${name}下方的选项`, `${name}后面的一项`]) : r.pick([`${name}上面的那一项`, `${name}上方的选项`, `${name}前面的一项`]), 'text', true);
  return press(r, where === 'after' ? r.pick([`the item below ${name}`, `the row under ${name}`, `what comes right after ${name}`, `the entry following ${name}`]) : r.pick([`the item above ${name}`, `the row over ${name}`, `what comes right before ${name}`, `the entry preceding ${name}`]), 'text', false);
}

/** A control that stands in the row of something. */
export function inRow(r: Random, name: string, row: string, zh: boolean): string {
  if (zh) return press(r, r.pick([`${row}旁边的${name}`, `${row}那一行的${name}`, `${row}的${name}`]), 'text', true);
  return press(r, r.pick([`${name} next to ${row}`, `${name} in the row of ${row}`, `${name} beside ${row}`, `${name} for ${row}`, `${name} of ${row}`]), 'text', false);
}

export const PLAIN: { answer: '<down>' | '<up>' | '<back>' | '<enter>'; en: string[]; zh: string[] }[] = [
  { answer: '<down>', en: ['Scroll down', 'Swipe up to see more', 'Show what is further down', 'Go further down the list', 'Scroll to the bottom', 'See more below', 'Page down'], zh: ['向下滚动', '往下翻', '查看下面的内容', '滑到底部', '继续往下看', '下翻一页'] },
  { answer: '<up>', en: ['Scroll up', 'Go back to the top of the list', 'Scroll to the top', 'Show what was above', 'Page up'], zh: ['向上滚动', '往上翻', '回到顶部', '看上面的内容', '上翻一页'] },
  { answer: '<back>', en: ['Go back', 'Return to the previous screen', 'Leave this page', 'Press the back key', 'Get out of here', 'Step back one screen', 'Exit this screen'], zh: ['返回', '回到上一页', '退出这个页面', '按返回键', '后退', '离开当前页面'] },
  { answer: '<enter>', en: ['Press Enter', 'Submit with the keyboard', 'Hit the return key', 'Confirm the text with Enter', 'Press the Enter key'], zh: ['按回车', '按回车键', '用键盘确认', '敲回车'] },
];
