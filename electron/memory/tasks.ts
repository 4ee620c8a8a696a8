// Exports: taskOf. What one would want an element for, in a few words: the simulated task of AutoDroid, by template. Pure.

import type { MemoryElement } from '../protocol/memory.ts';
import { clean, normalise } from '../screen/words.ts';

/** Labels that are all verb: what they act on stands in the title or beside them. */
const BARE = /^(?:add|archive|block|call|cancel|clear|close|copy|create|delete|discard|download|duplicate|edit|export|favou?rite|filter|forward|import|mark|merge|message|more options|move|mute|new|open|order|pause|pay|pin|play|print|record|remove|rename|reply|reset|restore|save|scan|search|select|send|share|show|sort(?: by)?|start|stop|sync|transfer|undo|unpin|update|upload|video|view)$/;
const VERB = /^(?:add|archive|block|buy|call|change|check|choose|clear|compose|copy|create|delete|discard|download|edit|enter|erase|export|filter|find|go|import|install|invite|log|make|manage|mark|navigate|expand|collapse|new|open|order|pause|pay|pin|play|print|put|read|record|remove|rename|reset|restore|save|scan|schedule|search|see|select|send|set|share|show|sign|sort|start|stop|switch|take|transfer|turn|uninstall|unpin|update|upload|use|view|write)\s/;
const BARE_ZH = /^(?:新建|添加|删除|编辑|搜索|查找|分享|保存|发送|取消|更多|更多选项|排序|筛选|复制|移动|重命名|打开|关闭|播放|暂停|开始|停止|呼叫|拨打|收藏|置顶)$/u;
const HAN = /\p{Script=Han}/u;
const quoted = (s: string): string => `"${s.replaceAll('"', "'")}"`;

/**
 * `delete "Alice"`, `open Display in Settings`, `turn Dark theme on or off`, `enter First name`.
 * @param o.app name of the app; left out where the words say it already
 * @param o.title heading of the element's screen
 */
export function taskOf(e: Pick<MemoryElement, 'role' | 'label' | 'context'>, o: { app: string; title: string }): string {
  const label = clean(e.label).replace(/…$/u, '');
  if (label === '') return '';
  const about = clean(e.context ?? '').replace(/^\(\d+\)$/, '') || clean(o.title);
  const chinese = HAN.test(label);
  const other = (s: string): boolean => s !== '' && normalise(s) !== normalise(label);
  switch (e.role) {
    case 'input': return chinese ? `输入${label}` : `enter ${label}`;
    case 'checkbox': case 'switch': return chinese ? `打开或关闭${label}` : `turn ${label} on or off`;
    case 'text': case 'image': case 'scroll': return chinese ? `查看${label}` : `read ${label}`;
    case 'button': {
      const said = label.toLowerCase();
      if (chinese && BARE_ZH.test(label)) return other(about) ? `${label} ${quoted(about)}` : label;
      if (chinese) return `打开${label}`;
      if (BARE.test(said)) return other(about) ? `${said} ${quoted(about)}` : said;
      if (VERB.test(said)) return label[0]!.toLowerCase() + label.slice(1);
      return `open ${label}${other(o.app) && !said.includes(o.app.toLowerCase()) ? ` in ${o.app}` : ''}`;
    }
  }
}
