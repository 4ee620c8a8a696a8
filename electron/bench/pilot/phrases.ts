// Exports: press, purpose, enterInto, switching, ordinal, beside, PHRASES of scrolling, going back. How people write a step, English and Chinese.

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

const VERBS = ['Tap', 'Tap on', 'Press', 'Click', 'Click on', 'Select', 'Choose', 'Open', 'Hit', 'Go to', 'Use', 'Pick', 'Navigate to', 'Touch', 'Visit', 'Access', 'View', 'Head to', 'Switch to', 'Bring up', 'Proceed to', 'Go into', 'Get to', 'Enter', 'Push', 'Launch', 'Single tap on', 'Look at', 'See', 'Show'] as const;
const THIRD = ['taps', 'taps on', 'presses', 'clicks', 'clicks on', 'selects', 'chooses', 'opens', 'goes to', 'navigates to', 'picks', 'visits'] as const;
const BEFORE = ['Please ', 'Then ', 'Now ', 'Next, ', 'First, ', 'Finally, ', 'Step 3: ', '2. ', 'Could you ', 'Can you ', 'I want to ', 'I need to ', "Let's ", 'You should ', 'On this screen, ', 'In the app, ', 'After that, ', 'Once loaded, ', 'To go on, '] as const;
const AFTER = ['.', '.', '.', ' now', ' once', ' to continue', ' and wait', ' on this screen', ' at the top', ' at the bottom', ' in the list', ' in the menu', ' in the toolbar', ' in the upper right corner', ' if it is there', ', please', ' for me', ' below', ' on the left'] as const;
const ZHVERBS = ['点击', '点', '打开', '选择', '进入', '按一下', '点一下', '轻触', '查看', '去', '轻点', '点按', '单击', '点开', '选中', '前往', '切换到', '跳转到', '看看', '找到', '使用'] as const;
const ZHBEFORE = ['请', '然后', '接着', '先', '再', '现在', '我想', '我要', '帮我', '麻烦', '第2步：', '用户', '需要', '最后', '在当前页面'] as const;
const ZHAFTER = ['。', '。', '吧', '即可', '就行', '，进入下一步', '，等待加载'] as const;
const ZHWHERE = ['页面上的', '顶部的', '底部的', '右上角的', '列表里的', '菜单里的', '下方的', '屏幕上的'] as const;

/** A step that taps what `name` says. */
export function press(r: Random, name: string, kind: Concept['kind'], zh: boolean): string {
  if (zh) {
    const noun = r.chance(0.4) ? r.pick(NOUNS[kind].zh) : '';
    // "打开" of a switch wants it on: that is another step.
    const verbs = kind === 'switch' || kind === 'checkbox' ? ZHVERBS.filter((v) => v !== '打开' && v !== '选中') : ZHVERBS;
    const what = `${r.chance(0.12) ? r.pick(ZHWHERE) : ''}${name}${noun}`;
    const dice = r.next();
    if (dice < 0.15) return what;
    if (dice < 0.2) return r.pick([`找到${what}并点击`, `${what}在哪里`, `点进${what}里面`, `把${what}点开`, `在页面上找到${what}，点一下`]);
    return `${r.chance(0.3) ? r.pick(ZHBEFORE) : ''}${r.pick(verbs)}${what}${r.chance(0.25) ? r.pick(ZHAFTER) : ''}`;
  }
  const noun = r.chance(0.4) ? r.pick(NOUNS[kind].en) : '';
  const what = article(r, `${name}${noun ? ` ${noun}` : ''}`);
  const dice = r.next();
  if (dice < 0.18) return what;
  if (dice < 0.26) return `${r.pick(['User', 'The user', 'The tester', 'Users', 'The customer', 'He'])} ${r.pick(THIRD)} ${what}${r.chance(0.4) ? '.' : ''}`;
  if (dice < 0.36) return r.pick([`Find ${what} and tap it`, `Look for ${what} and open it`, `I want ${what}`, `Where is ${what}?`, `Locate ${what}, then tap it`, `Tap where it says ${what}`, `Take me to ${what}`, `${what} is tapped`, `Tapping ${what}`, `Opening ${what}`, `Show me ${what}`, `${what}, please`, `Give ${what} a tap`]);
  const verb = r.pick(VERBS);
  if (r.chance(0.3)) return `${r.pick(BEFORE)}${verb.toLowerCase()} ${what}${r.chance(0.2) ? r.pick(AFTER) : ''}`;
  return `${r.chance(0.1) ? verb.toLowerCase() : verb} ${what}${r.chance(0.35) ? r.pick(AFTER) : ''}`;
}

/** A step that says by what and what for. @param aim an imperative of the lexicon */
export function purpose(r: Random, name: string, aim: string, zh: boolean): string {
  if (zh) return r.pick([`点击${name}，${aim}`, `用${name}来${aim}`, `${aim}，点${name}`, `通过${name}${aim}`, `为了${aim}，打开${name}`]);
  const what = article(r, name);
  return r.pick([`Tap ${what} to ${aim}`, `Use ${what} to ${aim}`, `To ${aim}, tap ${what}`, `${aim} with ${what}`, `${aim} using ${what}`, `Open ${what} and ${aim}`, `${aim} in ${what}`, `In ${what}, ${aim}`]);
}

/** A step that types. @param value quoted or bare */
export function enterInto(r: Random, value: string, name: string, zh: boolean): string {
  const v = r.chance(0.7) ? (zh ? r.pick([`“${value}”`, `"${value}"`]) : `"${value}"`) : value;
  if (zh) return r.pick([`在${name}输入${v}`, `输入${v}到${name}`, `把${v}填到${name}`, `${name}填写${v}`, `请在${name}输入${v}`, `往${name}里写${v}`, `用户在${name}输入${v}`, `在${name}里打上${v}`, `在${name}中填入${v}`, `将${v}写进${name}`]);
  const what = article(r, name);
  return r.pick([`Enter ${v} into ${what}`, `Type ${v} in ${what}`, `Type ${v} into ${what}.`, `Write ${v} in ${what}`, `Input ${v} in ${what}`, `Fill in ${v} as ${what}`, `Put ${v} into ${what}`, `In ${what} enter ${v}`, `Enter ${v} as ${what}`, `Set ${what} to ${v}`, `Please type ${v} into ${what}`, `The user enters ${v} in ${what}`, `Then enter ${v} in ${what}.`, `Paste ${v} into ${what}`, `Write ${v} into ${what} and go on`, `Key in ${v} in ${what}`, `Fill ${what} with ${v}`, `${what}: ${v}`]);
}

/** A step that wants a switch on or off. */
export function switching(r: Random, name: string, on: boolean, zh: boolean): string {
  if (zh) return on ? r.pick([`打开${name}`, `开启${name}`, `启用${name}`, `把${name}打开`, `勾选${name}`, `请开启${name}`, `让${name}处于打开状态`, `确保${name}已打开`, `启动${name}`]) : r.pick([`关闭${name}`, `关掉${name}`, `停用${name}`, `把${name}关掉`, `取消勾选${name}`, `请关闭${name}`, `不要${name}`, `确保${name}已关闭`, `禁用${name}`]);
  const what = article(r, name);
  return on ? r.pick([`Turn on ${what}`, `Enable ${what}`, `Switch on ${what}`, `Activate ${what}`, `Make sure ${what} is on`, `Turn ${what} on`, `Set ${what} to on`, `Check ${what}`, `Please enable ${what}`, `The user turns on ${what}`, `I want ${what} on`, `${what} should be on`, `Flip ${what} on`, `Tick ${what}`, `Start using ${what}`])
    : r.pick([`Turn off ${what}`, `Disable ${what}`, `Switch off ${what}`, `Deactivate ${what}`, `Make sure ${what} is off`, `Turn ${what} off`, `Set ${what} to off`, `Uncheck ${what}`, `Please disable ${what}`, `The user turns off ${what}`, `I do not want ${what}`, `${what} should be off`, `Flip ${what} off`, `Untick ${what}`, `Stop using ${what}`]);
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
  { answer: '<down>', en: ['Scroll down', 'Swipe up to see more', 'Show what is further down', 'Go further down the list', 'Scroll to the bottom', 'See more below', 'Page down', 'Scroll further', 'Scroll down the page', 'Swipe up', 'Move down the list', 'Keep scrolling', 'Show more of the list', 'The user scrolls down', 'Go to the end of the page', 'Scroll down to see the rest'], zh: ['向下滚动', '往下翻', '查看下面的内容', '滑到底部', '继续往下看', '下翻一页', '继续往下滑', '上滑屏幕', '滚动到底部', '看看下面还有什么', '向下滑动页面', '翻到最后'] },
  { answer: '<up>', en: ['Scroll up', 'Go back to the top of the list', 'Scroll to the top', 'Show what was above', 'Page up', 'Swipe down', 'Scroll back up', 'Return to the top', 'Scroll up the page', 'Go up to the beginning of the page', 'The user scrolls up'], zh: ['向上滚动', '往上翻', '回到顶部', '看上面的内容', '上翻一页', '滚回顶部', '下滑屏幕', '向上滑动页面', '回到最上面'] },
  { answer: '<back>', en: ['Go back', 'Return to the previous screen', 'Leave this page', 'Press the back key', 'Get out of here', 'Step back one screen', 'Exit this screen', 'Navigate back', 'Go to the previous page', 'Return', 'Back to where I was', 'Go one step back', 'Leave this screen', 'The user goes back', 'Press back', 'Close this page and go back'], zh: ['返回', '回到上一页', '退出这个页面', '按返回键', '后退', '离开当前页面', '返回上一级', '退回去', '回到之前的页面', '返回上个界面', '点返回键'] },
  { answer: '<enter>', en: ['Press Enter', 'Submit with the keyboard', 'Hit the return key', 'Confirm the text with Enter', 'Press the Enter key', 'Press return on the keyboard', 'Submit the text', 'Tap Enter on the keyboard', 'Hit Enter', 'Confirm with the return key', 'Send it with the Enter key', 'Press the search key of the keyboard'], zh: ['按回车', '按回车键', '用键盘确认', '敲回车', '按键盘上的搜索键', '键盘上点确认', '点击回车键提交'] },
];
