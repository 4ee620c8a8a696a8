// Exports: verbOf, isCommand, Op, Verb. Which kind of operation a clause begins with. What a label on a screen means is not said here but by the lexicon. Pure.

/**
 * `turn` a switch; `create`, `change`, `send`: forms to fill; `delete` and `act`: one command on one thing ("pin", "call"); `read`: a question;
 * `open`, `find`: a place to get to.
 */
export type Op = 'turn' | 'create' | 'delete' | 'change' | 'send' | 'act' | 'read' | 'open' | 'find';

export interface Verb {
  op: Op;
  /** As the lexicon and labels would have it: "delete", "add to favorites". */
  verb: string;
  /** The clause without it. */
  rest: string;
  on?: boolean;
}

type Row = readonly [pattern: RegExp, op: Op, verb?: string, on?: boolean];

/** The first that fits; `(?<rest>…)` is what remains. English, then Chinese. */
const ROWS: readonly Row[] = [
  [/^(?<rest>.*[?？])$/u, 'read'],
  [/^(?:make sure|ensure|see to it|be sure|verify|check)(?: that)? (?<rest>.+?) (?:is|are|has to be|must be|stays?|remains?) (?:turned |switched |set )?(?<on>on|off|enabled|disabled|active|inactive)$/iu, 'turn'],
  [/^(?<rest>(?!what|which|who|how).+?) (?:should|must|has to|have to|needs? to|ought to) (?:be|stay) (?:turned |switched |set )?(?<on>on|off|enabled|disabled|active|inactive)(?: now)?$/iu, 'turn'],
  [/^(?:make sure|ensure|see to it)(?: that)? (?<rest>.+?) (?:is|are|has to be|must be|should be) (?:a |an |among |in |one of )?(?:the |my )?favou?rites?(?: contacts?)?$/iu, 'act', 'add to favorites'],
  [/^(?<rest>(?!what|which|who|how).+?) (?:should|must|has to|needs? to) be (?:a |an |among |in |one of )?(?:the |my )?favou?rites?$/iu, 'act', 'add to favorites'],
  [/^(?:what|which|who|when|where|how (?:many|much|long|big|far)|in which|is there|are there|do i have|does|whom|whose|with (?:which|what|whom)|(?:on|at|for|from|by) (?:which|what|whom)|tell me|say|report|count|read out|answer)\b(?<rest>.*)$/iu, 'read'],
  [/^(?:find out|look up|check)(?: and (?:tell|say))?(?: me)? (?<rest>(?:what|which|who|when|where|how)\b.*)$/iu, 'read'],
  [/^(?<rest>.*(?:多少|几个|几点|什么|哪[个些里]|是谁|吗).*)$/u, 'read'],
  [/^(?:turn|switch|toggle) (?<on>on|off) (?<rest>.+)$/iu, 'turn'],
  [/^(?:turn|switch|put) (?<rest>.+) (?<on>on|off)$/iu, 'turn'],
  [/^(?:hide) (?<rest>.+)$/iu, 'turn', 'turn off', false],
  [/^(?:unpair|unlink) (?<rest>.+)$/iu, 'delete', 'forget'],
  [/^(?:enable|activate) (?<rest>.+)$/iu, 'turn', 'turn on', true],
  [/^(?:disable|deactivate) (?<rest>.+)$/iu, 'turn', 'turn off', false],
  [/^(?:put|switch|bring|set) (?:the|my|this) (?:phone|device) (?:in|into|to) (?<rest>.+)$/iu, 'turn', 'turn on', true],
  [/^(?:leave|exit|quit) (?<rest>.+ mode)$/iu, 'turn', 'turn off', false],
  [/^(?:use|go back to|return to|switch to|show) (?<rest>.*(?:\b(?:mode|theme|format)\b).*)$/iu, 'turn', 'turn on', true],
  [/^(?:mark|flag) (?<rest>.+?) (?<verb>as .+)$/iu, 'act', 'mark'],
  [/^(?:add|put|make|set) (?<rest>.+?) (?:(?:to|into|in|among|as|on) )?(?:(?:the|my|your|a|an) )?(?:favou?rites?|starred|wishlist)(?: contacts?)?$/iu, 'act', 'add to favorites'],
  [/^(?:add|put|place) (?<rest>.+?) (?:to|into|in) (?:the |my |your )?(?:shopping )?(?:cart|basket|bag)$/iu, 'act', 'add to cart'],
  [/^(?:favou?rite|star|like|heart) (?<rest>.+)$/iu, 'act', 'add to favorites'],
  [/^(?:remove|take|delete) (?<rest>.+?) (?:from|off|out of) (?:the |my |your )?(?:favou?rites?|starred|wishlist)$/iu, 'act', 'remove from favorites', false],
  [/^(?:take|move|bring|get) (?<rest>.+?) (?:out of|from|back from) (?:the )?archive$/iu, 'act', 'unarchive'],
  [/^(?:choose|select|pick|use|set|make) (?<rest>.+? (?:as|for) (?:the |my )?.+)$/iu, 'change', 'choose'],
  [/^(?:[Cc]hoose|[Ss]elect|[Pp]ick) (?<rest>(?:the |an? )?[\p{Ll}][\p{Ll}\s-]* (?:["“]|\p{Lu}|\d).*)$/u, 'change', 'choose'],
  [/^make (?<rest>(?:the|my|this) .+)$/iu, 'change', 'change'],
  [/^(?:prepare|make|arrange) (?<rest>an? transfer\b.*)$/iu, 'create', 'transfer'],
  [/^transfer (?<rest>.+)$/iu, 'create', 'transfer'],
  [/^(?:take|revoke|withdraw|remove) (?<rest>(?:the )?[\p{L}\s]+ permission (?:away )?(?:from|of) .+)$/iu, 'change', 'deny'],
  [/^(?:give|grant|allow) (?<rest>.+ (?:permission|access)\b.*)$/iu, 'change', 'allow'],
  [/^(?:rename) (?<rest>.+)$/iu, 'change', 'rename'],
  [/^(?:label) (?<rest>.+)$/iu, 'change', 'label'],
  [/^(?:sort|order|arrange) (?<rest>.+?(?:\bby\b|:).+)$/iu, 'change', 'sort'],
  [/^(?:set|add|create|make|schedule) (?<rest>(?:up )?(?:an?|the|a new) (?:(?:new|daily|recurring) )?(?:alarm|timer|reminder|event|meeting|appointment|calendar event|contact|note|checklist|list|playlist|folder|payee)\b.*)$/iu, 'create', 'create'],
  [/^(?:start|run|begin) (?<rest>(?:an?|a new) (?:timer|chat|conversation)\b.*)$/iu, 'create', 'start'],
  [/^(?:add|create|make|new|insert|write|compose|draft|put|save|enter|log|record|register|note) (?<rest>.+)$/iu, 'create', 'create'],
  [/^(?:delete|erase|remove|forget|clear|discard|get rid of|uninstall|cancel) (?<rest>.+)$/iu, 'delete'],
  [/^(?<verb>move|copy) (?<rest>.+? to (?!\d).+)$/iu, 'act', ''],
  [/^(?:change|set|edit|update|modify|adjust|alter|replace|correct|move|switch|make|let|increase|decrease|reduce|lower|raise) (?<rest>.+)$/iu, 'change', 'change'],
  [/^(?:send|text|message|reply|respond|forward|sms|tell|write to) (?<rest>.+)$/iu, 'send', 'send'],
  [/^(?:call|dial|phone|ring) (?<rest>.+)$/iu, 'act', 'call'],
  [/^(?:buy|order|purchase) (?<rest>.+)$/iu, 'act', 'buy'],
  [/^(?:open|launch|go to|show|view|navigate to|display|visit|start the app) (?<rest>.+)$/iu, 'open', 'open'],
  [/^(?:search|look|find|scroll|browse)(?: for| up| through| at| in| into)? (?<rest>.+)$/iu, 'find', 'search'],
  [/^(?<rest>.+) (?:works? (?:for|at)|lives? (?:in|at)|is (?:called|named)) .+$/iu, 'change', 'change'],
  [/^(?:请)?(?:打开|开启|启用|启动)(?<rest>.+)$/u, 'turn', '打开', true],
  [/^(?:请)?(?:关闭|关掉|停用|禁用)(?<rest>.+)$/u, 'turn', '关闭', false],
  [/^(?:请)?(?:改回|切换到|切换为|换回|使用|启用)(?<rest>.+(?:主题|模式|制式|格式).*)$/u, 'turn', '打开', true],
  [/^(?:请)?(?:把|将)(?<rest>.+?)(?:加入|添加到|放入|设为)(?:我的)?收藏(?:夹)?.*$/u, 'act', '收藏'],
  [/^(?:请)?(?:把|将)(?<rest>.+?)(?:从|移出)收藏(?:夹)?(?:中|里)?(?:移除|删除|取消)?.*$/u, 'act', '取消收藏', false],
  [/^(?:请)?(?:把|将)(?<rest>.+?)(?<verb>标为.+|标记为.+)$/u, 'act', ''],
  [/^(?:请)?(?:把|将)(?<rest>.+?)(?<verb>置顶|取消置顶|归档|取消归档|静音|拉黑|勾选|加入购物车)$/u, 'act', ''],
  [/^(?:请)?(?:重命名|(?:把|将)(?=.+(?:重命名为|命名为)))(?<rest>.+)$/u, 'change', '重命名'],
  [/^(?:请)?(?:把|将)(?<rest>.+(?:改为|改成|设为|设成|设置为|调到|换成).+)$/u, 'change', '修改'],
  [/^(?:请)?(?:删除|删掉|移除|清除|取消|忘记|卸载)(?<rest>.+)$/u, 'delete', '删除'],
  [/^(?:请)?(?:给|向)(?<rest>.+?(?:发|回复).+)$/u, 'send', '发送'],
  [/^(?:请)?(?:回复|发送|发)(?<rest>.+)$/u, 'send', '发送'],
  [/^(?:请)?(?:给(?<rest>.+?)打电话|(?:呼叫|拨打)(?<rest2>.+))$/u, 'act', '呼叫'],
  [/^(?:请)?播放(?<rest>.+)$/u, 'act', '播放'],
  [/^(?:请)?(?:新建|创建|添加|新增|设一个|设定|设置一个|写一[条个篇])(?<rest>.+)$/u, 'create', '新建'],
  [/^(?:请)?在(?<rest>.+?(?:中|里|上)(?:新建|添加|创建|加入).+)$/u, 'create', '添加'],
  [/^(?:请)?(?:修改|更改|编辑|设置)(?<rest>.+)$/u, 'change', '修改'],
  [/^(?:请)?(?:购买|买|下单)(?<rest>.+)$/u, 'act', '购买'],
  [/^(?:请)?(?:搜索|查找|找到)(?<rest>.+)$/u, 'find', '搜索'],
];

const ON = /^(?:on|enabled|active)$/iu;

const PASSIVE = /^(?<what>(?!what|which|who|how|where|when|why)[^?？]+?) (?:should|must|has to|have to|needs? to|is to|are to) be (?<verb>\p{Ll}+)ed\b(?<more>.*)$/u;

/** "The note must be archived": "archive the note". */
function active(text: string): string {
  const g = PASSIVE.exec(text)?.groups;
  if (!g || /^(?:turn|switch|enabl|disabl|call|nam)$/u.test(g['verb']!)) return text;
  const stem = g['verb']!;
  const verb = [stem, `${stem}e`, stem.replace(/(\p{L})\1$/u, '$1')].find((v) => ROWS.some(([pattern]) => pattern.test(`${v} it`)));
  return verb === undefined ? text : `${verb} ${g['what']!.charAt(0).toLowerCase() === 't' ? g['what']!.charAt(0).toLowerCase() : g['what']!.charAt(0)}${g['what']!.slice(1)}${g['more']!}`;
}

/** Any other verb is a command of its own: "Pin the note", "Archive the chat". */
const OTHER = /^(?!(?:i|we|he|she|they|you|it|there|nobody|somebody|someone|the|a|an|my|this|that)\b)(?<verb>[a-z]+(?:-[a-z]+)?)\s+(?<rest>.+)$/iu;

/** Whether it begins with an operation that is known by name. */
export const isCommand = (clause: string): boolean => { const text = active(clause.replace(/[.。]$/u, '')); return ROWS.some(([pattern]) => pattern.test(text)); };

/** @returns undefined when the clause does not begin with an operation */
export function verbOf(clause: string): Verb | undefined {
  const text = active(clause.replace(/^(?:please|now|then|i (?:want|need|would like) (?:you )?to|can you|could you)\s+/iu, '').trim());
  for (const [pattern, op, verb, on] of ROWS) {
    const m = pattern.exec(text);
    if (!m) continue;
    const g = m.groups ?? {};
    const said = g['on']?.toLowerCase();
    return {
      op, rest: (g['rest'] ?? g['rest2'] ?? '').trim(),
      verb: said ? `turn ${ON.test(said) ? 'on' : 'off'}` : g['verb'] && /[（(][a-z\s]+[）)]/iu.test(g['verb']) ? /[（(]([a-z\s]+)[）)]/iu.exec(g['verb'])![1]!.toLowerCase() : g['verb'] ? `${verb ?? ''} ${g['verb']}`.trim().toLowerCase() : verb ?? (/^(\p{L}+)/u.exec(text)?.[1] ?? '').toLowerCase(),
      ...(said ? { on: ON.test(said) } : on === undefined ? {} : { on }),
    };
  }
  const m = OTHER.exec(text);
  if (m) return { op: 'act', verb: m.groups!['verb']!.toLowerCase(), rest: m.groups!['rest']!.trim() };
  return undefined;
}
