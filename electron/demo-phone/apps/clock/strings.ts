// Exports: words. Clock in Chinese.

import { translator } from '../define.ts';

export const words = translator({
  Alarm: '闹钟', Clock: '时钟', Timer: '计时器', Stopwatch: '秒表', 'World clock': '世界时钟', 'Local time': '本地时间', '{0} hrs': '{0} 小时', '{0} removed': '已移除{0}', 'Add city': '添加城市', 'Search for a city': '搜索城市', 'No city found': '未找到城市', Cities: '城市', Added: '已添加',
  Auckland: '奥克兰', Beijing: '北京', Berlin: '柏林', Cairo: '开罗', Chicago: '芝加哥', Delhi: '德里', Dubai: '迪拜', London: '伦敦', 'Los Angeles': '洛杉矶', Nairobi: '内罗毕', 'New York': '纽约', 'Rio de Janeiro': '里约热内卢', Singapore: '新加坡', Sydney: '悉尼', Tokyo: '东京',
  'Lap {0}': '第 {0} 圈', Lap: '计次', Reset: '重置', Pause: '暂停', Start: '开始', Stop: '停止', 'Not scheduled': '未安排', 'Every day': '每天', Sunday: '星期日', Monday: '星期一', Tuesday: '星期二', Wednesday: '星期三', Thursday: '星期四', Friday: '星期五', Saturday: '星期六',
  Cancel: '取消', OK: '确定',
  'Alarm set for {0} from now.': '闹钟将在{0}后响铃。', '{0} day': ' {0} 天', '{0} days': ' {0} 天', '{0} hour': ' {0} 小时', '{0} hours': ' {0} 小时', '{0} minute': ' {0} 分钟', '{0} minutes': ' {0} 分钟', '{0} seconds': ' {0} 秒',
  'Late shift': '晚班', Bedtime: '就寝', 'Add label': '添加标签', Label: '标签', Vibrate: '振动', Delete: '删除', 'Delete alarm?': '要删除闹钟吗？', 'Alarm deleted': '已删除闹钟', 'Collapse alarm {0}': '收起 {0} 的闹钟', 'Expand alarm {0}': '展开 {0} 的闹钟', '{0} alarm': '{0} 的闹钟', 'No Alarms': '没有闹钟', 'Add alarm': '添加闹钟',
  '{0}h {1}m {2}s': '{0}时 {1}分 {2}秒', '{0} timer': '{0} 计时器', 'Delete timer': '删除计时器', 'Delete timer?': '要删除计时器吗？', "Time's up": '时间到', 'Add timer': '添加计时器',
});
