// Exports: VERB_TABLE, CLAUSE_TABLE, SECTION_TABLE, CLASS_NAMES, STATEMENT_TABLE, RECOVERY_TABLE, headPattern and their row types.
// The one table of the SOP language: parser, completion, hover, formatter and the README's lists follow from it.
//
// Patterns are read over *flat* text (see scan.ts): lower case, one space between words and around terms, full-width
// punctuation folded. `@` is any head of the row in that language; `<name>` is a screen term with polite words around
// it (`the "Save" button`); `<name*>` any value; `<name#>` a number; `<name@>` a duration; `<name…>` a statement.

import type { Class, Clause, Recovery, Verb } from '../protocol/sop.ts';

export interface VerbRow {
  verb: Verb;
  /** Heads; the first of each language is the canonical one. */
  en: readonly string[];
  zh: readonly string[];
  /** Canonical form, as completion inserts it (`$1` stops). */
  form: { en: string; zh: string };
  help: string;
  /** Patterns of the whole step text (for rows with a body: of the part before the colon). */
  patterns: { en: readonly string[]; zh: readonly string[] };
  /** Whether steps may follow the colon or nest below. */
  body: boolean;
}

const UNTIL_EN = '(?: until <until…>)?';

export const VERB_TABLE: readonly VerbRow[] = [
  {
    verb: 'long-press', en: ['Long-press', 'Long press', 'Press and hold', 'Tap and hold', 'Touch and hold', 'Long tap', 'Long-tap'], zh: ['长按', '按住'], body: false,
    form: { en: 'Long-press "$1"', zh: '长按 "$1"' },
    help: 'Presses an element and holds it.',
    patterns: { en: ['@ (?:on )?<target>'], zh: ['@ <target>'] },
  },
  {
    verb: 'tap', en: ['Tap', 'Tap on', 'Click', 'Click on', 'Press', 'Press on', 'Touch', 'Select', 'Choose', 'Pick', 'Hit'], zh: ['点击', '点按', '轻点', '单击', '点选', '选择', '选中', '按下', '点'], body: false,
    form: { en: 'Tap "$1"', zh: '点击 "$1"' },
    help: 'Taps the element with that text, description or id.',
    patterns: { en: ['@ <target>'], zh: ['@ <target>'] },
  },
  {
    verb: 'enter', en: ['Enter', 'Type', 'Type in', 'Input', 'Write', 'Fill in', 'Fill'], zh: ['输入', '填写', '填入', '键入'], body: false,
    form: { en: 'Enter $1 into "$2"', zh: '输入 $1 到 "$2"' },
    help: 'Replaces the text of a field. The text typed is read back.',
    patterns: {
      en: ['@ (?:the )?(?:text )?<value*> (?:into|in|to|as) <target>', '(?:fill|fill in) <target> with (?:the )?(?:text )?<value*>'],
      zh: ['@ <value*> ?(?:到|进|至|于|在) ?<target> ?(?:中|里|内)?', '(?:在|向|往) <target> ?(?:中|里|内|上)?@ <value*>', '把 <value*> ?(?:输入|填入|填写)(?:到|进|至)? ?<target> ?(?:中|里|内)?'],
    },
  },
  {
    verb: 'clear', en: ['Clear', 'Empty'], zh: ['清空', '清除'], body: false,
    form: { en: 'Clear "$1"', zh: '清空 "$1"' },
    help: 'Empties a field.',
    patterns: { en: ['@ <target>'], zh: ['@ <target>'] },
  },
  {
    verb: 'turn-on', en: ['Turn on', 'Switch on', 'Toggle on', 'Enable', 'Tick'], zh: ['开启', '启用', '勾选'], body: false,
    form: { en: 'Turn on "$1"', zh: '开启 "$1"' },
    help: 'Makes sure a switch or checkbox is on; leaves it alone when it already is.',
    patterns: { en: ['@ <target>', '(?:turn|switch|toggle) <target> on'], zh: ['@ <target>', '打开 (?<target>T) ?开关'] },
  },
  {
    verb: 'turn-off', en: ['Turn off', 'Switch off', 'Toggle off', 'Disable', 'Untick', 'Uncheck'], zh: ['关闭', '关掉', '停用', '取消勾选'], body: false,
    form: { en: 'Turn off "$1"', zh: '关闭 "$1"' },
    help: 'Makes sure a switch or checkbox is off; leaves it alone when it already is.',
    patterns: { en: ['@ <target>', '(?:turn|switch|toggle) <target> off'], zh: ['@ <target>'] },
  },
  // After turn-on: `打开 "Wi-Fi" 开关` turns a switch on, `打开 "支付宝"` opens an app.
  {
    verb: 'open', en: ['Open', 'Launch'], zh: ['打开', '启动'], body: false,
    form: { en: 'Open "$1"', zh: '打开 "$1"' },
    help: 'Opens an app by the name under its icon, or by package with `pkg:…`.',
    patterns: { en: ['@ <app>'], zh: ['@ <app>'] },
  },
  {
    verb: 'swipe', en: ['Swipe', 'Scroll'], zh: ['滑动', '滚动', '滑'], body: false,
    form: { en: 'Swipe down until "$1" is visible', zh: '向下滑动直到 "$1" 可见' },
    help: 'Reveals what lies in that direction: `down` shows what is further down the page. With `until`, repeats until it holds.',
    patterns: {
      en: [
        `@ (?:to the )?(?<direction>up|down|left|right)(?:wards)?(?: (?:in|on|inside) <in>)?${UNTIL_EN}`,
        `@ <in> (?<direction>up|down|left|right)${UNTIL_EN}`,
        '@ (?<direction>up|down)? ?(?:to|to find|till) <see>',
        '@ until <until…>',
      ],
      zh: [
        '(?:在 <in> ?(?:中|里|内|上)?)?向?(?<direction>[上下左右])@(?:,? ?直到 ?<until…>)?',
        '@(?:到|至|直到) <see> ?(?:可见|出现)?',
        '向?(?<direction>[上下左右])@(?:到|至) <see> ?(?:可见|出现)?',
      ],
    },
  },
  {
    verb: 'home', en: ['Go home', 'Go to home', 'Go to the home screen', 'Press Home', 'Press the Home button', 'Return to the home screen'], zh: ['回到桌面', '返回桌面', '回到主屏幕', '返回主屏幕', '回主页'], body: false,
    form: { en: 'Go home', zh: '回到桌面' },
    help: 'Goes to the home screen.',
    patterns: { en: ['@'], zh: ['@'] },
  },
  {
    verb: 'back', en: ['Go back', 'Press Back', 'Press the Back button', 'Navigate back', 'Tap back', 'Back'], zh: ['返回', '后退', '返回上一页', '按返回键', '点击返回键'], body: false,
    form: { en: 'Go back', zh: '返回' },
    help: 'Presses Back once.',
    patterns: { en: ['@'], zh: ['@'] },
  },
  {
    verb: 'press-enter', en: ['Press Enter', 'Press Return', 'Hit Enter', 'Press the Enter key'], zh: ['按回车', '按回车键', '按下回车键', '按下回车', '回车'], body: false,
    form: { en: 'Press Enter', zh: '按回车' },
    help: 'Presses Enter on the keyboard.',
    patterns: { en: ['@'], zh: ['@'] },
  },
  {
    verb: 'wait', en: ['Wait', 'Wait for', 'Wait until', 'Pause'], zh: ['等待', '等'], body: false,
    form: { en: 'Wait until "$1" is visible', zh: '等待直到 "$1" 可见' },
    help: 'Waits for a time (`Wait 2 s`) or until something holds (`Wait until "Done" is visible within 20 s`).',
    patterns: {
      en: ['(?:wait|pause)(?: for)? <ms@>', '(?:wait|pause)(?: up to <max@>)? until <until…>', 'wait up to <max@> for <see>', 'wait for <see>(?: to (?:appear|be visible|show up|be shown))?', 'wait for <until…>'],
      zh: ['@ <ms@>', '@(?:,? ?直到|至) ?<until…>', '@ <until…>'],
    },
  },
  {
    verb: 'check', en: ['Check', 'Check that', 'Verify', 'Verify that', 'Make sure', 'Make sure that', 'Ensure', 'Ensure that', 'Assert', 'Assert that'], zh: ['检查', '验证', '核对', '确保'], body: false,
    form: { en: 'Check "$1" is visible', zh: '检查 "$1" 可见' },
    help: 'Checks that something holds now, or within a time.',
    patterns: { en: ['@ (?:that )?<statement…>'], zh: ['@ ?<statement…>'] },
  },
  {
    verb: 'remember', en: ['Remember', 'Store', 'Read'], zh: ['记住', '记下', '读取'], body: false,
    form: { en: 'Remember "$1" as {{$2}}', zh: '记住 "$1" 为 {{$2}}' },
    help: 'Reads the value beside that label and keeps it under a name for later steps.',
    patterns: { en: ['@ <target> (?:as|in) <as*>'], zh: ['@ <target> ?(?:的值)?(?:记?为|作为|到) ?<as*>'] },
  },
  {
    verb: 'run', en: ['Run', 'Perform', 'Execute'], zh: ['运行', '执行'], body: false,
    form: { en: 'Run {{$1}}', zh: '运行 {{$1}}' },
    help: 'Carries out another SOP named under `uses`; `with name = value, …` hands parameters over.',
    patterns: { en: ['@ <alias*>(?: with (?<args>.+))?'], zh: ['@ <alias*>(?:,? ?(?:使用|参数|带) ?:? ?(?<args>.+))?'] },
  },
  {
    verb: 'for-each', en: ['For each', 'For every'], zh: ['对每个', '对于每个', '对每一个', '遍历'], body: true,
    form: { en: 'For each {{$1}} in {{$2}}:', zh: '对每个 {{$1}} 于 {{$2}}:' },
    help: 'Carries the steps below out once per item of a list.',
    patterns: { en: ['@ <item*> (?:in|of) <list*>'], zh: ['@ <item*> ?(?:于|在|属于|来自) ?<list*> ?(?:中|里)?'] },
  },
  {
    verb: 'repeat', en: ['Repeat'], zh: ['重复', '循环'], body: true,
    form: { en: 'Repeat $1 times:', zh: '重复 $1 次:' },
    help: 'Repeats the steps below a number of times, or until something holds.',
    patterns: {
      en: ['@ (?:up to |at most )?<times#> times?(?:,? or)?(?:,? until <until…>)?', '@ until <until…?>,? (?:at most|up to) <times#> times?', '@ until <until…>'],
      zh: ['@ ?(?:最多)? ?<times#> ?次(?:,? ?(?:或)?直到 ?<until…>)?', '@ ?直到 ?<until…?>,? ?最多 ?<times#> ?次', '@ ?直到 ?<until…>'],
    },
  },
  {
    verb: 'if', en: ['If', 'When'], zh: ['如果', '若', '当', '假如'], body: true,
    form: { en: 'If "$1" is visible:', zh: '如果 "$1" 可见:' },
    help: 'Carries its steps out only when the condition holds. `Otherwise:` may follow as the next step.',
    patterns: { en: ['@ <condition…>'], zh: ['@ ?<condition…?> ?(?:时|的话)?'] },
  },
  {
    verb: 'otherwise', en: ['Otherwise', 'Else'], zh: ['否则', '不然'], body: true,
    form: { en: 'Otherwise:', zh: '否则:' },
    help: 'Carries its steps out when the condition of the `If` before it does not hold.',
    patterns: { en: ['@'], zh: ['@'] },
  },
  {
    verb: 'skip', en: ['Skip', 'Skip this step', 'Skip the step', 'Do nothing'], zh: ['跳过', '跳过此步', '跳过该步骤', '跳过此步骤'], body: false,
    form: { en: 'Skip', zh: '跳过' },
    help: 'Leaves the step it stands under undone and goes on with the next.',
    patterns: { en: ['@'], zh: ['@'] },
  },
  {
    verb: 'end-loop', en: ['End the loop', 'Leave the loop', 'Exit the loop', 'Stop the loop', 'End loop'], zh: ['结束循环', '退出循环', '跳出循环'], body: false,
    form: { en: 'End the loop', zh: '结束循环' },
    help: 'Leaves the innermost `For each` or `Repeat`.',
    patterns: { en: ['@'], zh: ['@'] },
  },
  {
    verb: 'stop', en: ['Stop', 'Stop with', 'Stop the run', 'Abort'], zh: ['停止', '终止', '结束'], body: false,
    form: { en: 'Stop with "$1"', zh: '停止 "$1"' },
    help: 'Ends the run as not done, with the reason.',
    patterns: { en: ['@(?: <why*>)?', '@ with <why*>', '@ because (?:of )?<why*>'], zh: ['@(?:,? <why*>)?'] },
  },
  {
    verb: 'hand-over', en: ['Hand over', 'Hand over to the operator', 'Hand over to a person', 'Hand over with', 'Ask the operator', 'Ask a person'], zh: ['交给操作员', '交给人工', '转人工', '人工处理', '交给用户'], body: false,
    form: { en: 'Hand over "$1"', zh: '交给操作员 "$1"' },
    help: 'Stops the agent and gives the phone to a person, with the reason.',
    patterns: { en: ['@(?: <why*>)?'], zh: ['@(?:,? <why*>)?'] },
  },
];

export interface ClauseRow {
  clause: Clause['clause'] | 'otherwise';
  en: readonly string[];
  zh: readonly string[];
  form: { en: string; zh: string };
  help: string;
  /** Whether the colon after the head may be left out. */
  bare: boolean;
}

export const CLAUSE_TABLE: readonly ClauseRow[] = [
  { clause: 'expect', en: ['Expect', 'Expected', 'Expect that'], zh: ['预期', '期望'], bare: true, form: { en: 'Expect: "$1" is visible', zh: '预期: "$1" 可见' }, help: 'What must hold after the step; `within 10 s` waits for it.' },
  { clause: 'ask', en: ['Ask first', 'Confirm first', 'Ask before'], zh: ['需确认', '先确认', '需审批', '需要确认'], bare: true, form: { en: 'Ask first: $1', zh: '需确认: $1' }, help: 'A person approves the step before anything is sent to the phone: class, then the reason.' },
  { clause: 'data', en: ['Data'], zh: ['数据'], bare: false, form: { en: 'Data: $1 -> $2', zh: '数据: $1 -> $2' }, help: 'What leaves the phone with this step, and where to (a destination of `policy.egress`).' },
  { clause: 'if', en: ['If', 'When'], zh: ['如果', '若', '当', '假如'], bare: true, form: { en: 'If "$1" appears: $2', zh: '如果 "$1" 出现: $2' }, help: 'Steps to carry out after this one when the condition holds.' },
  { clause: 'otherwise', en: ['Otherwise', 'Else'], zh: ['否则', '不然'], bare: true, form: { en: 'Otherwise: $1', zh: '否则: $1' }, help: 'Steps for when the `If` above does not hold.' },
  { clause: 'on-failure', en: ['On failure', 'If it fails', 'On error'], zh: ['失败时', '失败后', '若失败'], bare: true, form: { en: 'On failure: ${1:retry 1, then hand over}', zh: '失败时: ${1:重试 1 次, 交给操作员}' }, help: 'What to try when the step fails, in order: retry N, skip, stop, hand over, go to step N.' },
  { clause: 'timeout', en: ['Timeout', 'Time limit'], zh: ['超时', '时限'], bare: true, form: { en: 'Timeout: ${1:30 s}', zh: '超时: ${1:30 秒}' }, help: 'How long the step may take.' },
  { clause: 'at-most', en: ['At most', 'No more than', 'Max'], zh: ['最多', '至多'], bare: true, form: { en: 'At most: ${1:5} times', zh: '最多: ${1:5} 次' }, help: 'How often a loop may go round.' },
  { clause: 'note', en: ['Note', 'Remark', 'Comment'], zh: ['注意', '备注', '说明'], bare: false, form: { en: 'Note: $1', zh: '注意: $1' }, help: 'Words for people; never carried out.' },
];

export type SectionKind = 'preconditions' | 'steps' | 'whenever' | 'outcome' | 'notes';

export const SECTION_TABLE: readonly { section: SectionKind; en: readonly string[]; zh: readonly string[]; help: string }[] = [
  { section: 'preconditions', en: ['Preconditions', 'Precondition', 'Prerequisites', 'Before you start'], zh: ['前置条件', '前提条件', '准备工作'], help: 'What must hold before the first step.' },
  { section: 'steps', en: ['Steps', 'Procedure'], zh: ['步骤', '操作步骤', '测试步骤'], help: 'The numbered steps; H3 headings divide them into phases.' },
  { section: 'whenever', en: ['Whenever', 'Exceptions', 'At any time'], zh: ['随时', '异常处理', '例外'], help: 'Guards, tried before every step.' },
  { section: 'outcome', en: ['Expected result', 'Expected results', 'Expected behavior', 'Expected behaviour', 'Expected outcome'], zh: ['预期结果', '期望结果', '预期'], help: 'What must hold at the end for the run to count as verified.' },
  { section: 'notes', en: ['Notes', 'Note', 'Remarks'], zh: ['备注', '说明'], help: 'Words for people; never carried out.' },
];

/** Short names of the classes, for people who write Chinese; accepted by `Ask first` beside the ids. */
export const CLASS_NAMES: Record<Class, { en: string; zh: string }> = {
  payment: { en: 'paying or ordering', zh: '支付' },
  transfer: { en: 'sending money', zh: '转账' },
  'send-message': { en: 'sending a message', zh: '发消息' },
  call: { en: 'calling', zh: '呼叫' },
  publish: { en: 'publishing', zh: '发布' },
  delete: { en: 'deleting', zh: '删除' },
  'grant-permission': { en: 'granting a permission', zh: '授权' },
  install: { en: 'installing', zh: '安装' },
  credential: { en: 'typing or using a credential', zh: '凭证' },
  'share-location': { en: 'sharing the location', zh: '共享位置' },
  'account-change': { en: 'changing an account or booking', zh: '账户变更' },
  'settings-security': { en: 'changing a security setting', zh: '安全设置' },
  'export-data': { en: 'exporting data', zh: '导出数据' },
  'legal-consent': { en: 'agreeing to terms', zh: '同意条款' },
};

/** Predicates of statements over flat text, after the subject. The first of each language is canonical. */
export const STATEMENT_TABLE: Record<'visible' | 'not-visible' | 'contains' | 'on' | 'off', { en: readonly string[]; zh: readonly string[] }> = {
  'not-visible': {
    en: ['is not visible', 'is no longer visible', 'disappears', 'has disappeared', 'is gone', 'does not appear', "doesn't appear", 'is hidden', 'is not shown', 'is not displayed', 'is not there', "isn't visible", 'is not present', 'does not exist', 'is absent', 'should not be visible'],
    zh: ['不可见', '消失', '消失了', '不出现', '未出现', '没有出现', '没出现', '不存在', '不显示', '未显示', '已消失'],
  },
  visible: {
    en: ['is visible', 'appears', 'is shown', 'is displayed', 'shows up', 'exists', 'is present', 'is there', 'is on the screen', 'is on screen', 'can be seen', 'has appeared', 'should be visible', 'should appear', 'should be displayed', 'pops up', 'comes up'],
    zh: ['可见', '出现', '出现了', '显示', '存在', '弹出', '已显示', '已出现', '显示出来', '可以看到'],
  },
  contains: {
    en: ['contains', 'shows', 'has', 'holds', 'reads', 'says', 'includes', 'lists', 'displays', 'is'],
    zh: ['包含', '含有', '显示', '显示为', '内容为', '里有', '中有', '为', '是'],
  },
  on: { en: ['is on', 'is turned on', 'is switched on', 'is checked', 'is ticked', 'is selected'], zh: ['已开启', '已打开', '开启', '为开', '处于开启状态', '是开的', '已勾选', '已选中', '被选中'] },
  off: { en: ['is off', 'is turned off', 'is switched off', 'is unchecked', 'is not checked', 'is unticked', 'is not selected', 'is not on'], zh: ['已关闭', '关闭', '为关', '处于关闭状态', '是关的', '未勾选', '未选中', '未开启', '未打开'] },
};

/** Words after `On failure`, over flat text; `go-to` takes a number or `^name`. */
export const RECOVERY_TABLE: Record<Recovery['do'], { en: readonly string[]; zh: readonly string[] }> = {
  retry: { en: ['retry', 'try again', 'repeat'], zh: ['重试', '再试'] },
  skip: { en: ['skip', 'skip this step', 'skip the step', 'continue'], zh: ['跳过', '继续'] },
  stop: { en: ['stop', 'stop the run', 'abort'], zh: ['停止', '终止', '结束'] },
  'hand-over': { en: ['hand over', 'hand over to the operator', 'ask the operator', 'ask a person'], zh: ['交给操作员', '交给人工', '转人工', '人工处理'] },
  'go-to': { en: ['go to', 'go to step', 'continue at', 'continue at step', 'continue with step'], zh: ['转到', '转到步骤', '跳到', '跳到步骤', '回到', '回到步骤', '返回步骤'] },
};

const escape = (s: string): string => s.toLowerCase().replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** Alternatives of heads, longest first, with a word boundary after the English ones and after one-character Chinese ones. */
export function headPattern(row: { en: readonly string[]; zh: readonly string[] }): { en: string; zh: string } {
  const sorted = (heads: readonly string[], one: string): string => [...heads].sort((a, b) => b.length - a.length).map((h) => escape(h) + (h.length === 1 ? one : '')).join('|');
  return { en: `(?:${sorted(row.en, '')})(?![a-z-])`, zh: `(?:${sorted(row.zh, '(?![的餐了开\\d])')})` };
}
