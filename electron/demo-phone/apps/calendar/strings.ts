// Exports: words. Calendar in Chinese.

import { translator } from '../define.ts';

export const words = translator({
  Calendar: '日历', Schedule: '日程', Search: '搜索', Settings: '设置', 'More options': '更多选项', 'Jump to Today': '跳到今天', 'Create new event': '新建活动', 'Nothing planned': '没有安排', 'No events': '没有活动', '{0} event': '{0} 项活动', '{0} events': '{0} 项活动',
  'Search events': '搜索活动', 'Search titles, places and descriptions': '搜索标题、地点和说明', 'No events found': '未找到活动', 'Delete this event?': '要删除此活动吗？', 'All events in this series will be deleted.': '此系列中的所有活动都将被删除。', Delete: '删除', 'Event deleted': '已删除活动', 'This event no longer exists': '此活动已不存在',
  Close: '关闭', Edit: '编辑', Duplicate: '复制', 'Event duplicated': '已复制活动', '(No title)': '（无标题）', 'All-day': '全天', 'Copied to clipboard': '已复制到剪贴板', Cancel: '取消', Save: '保存', 'Add title': '添加标题', 'The end must be after the start': '结束时间必须晚于开始时间', 'Event saved': '已保存活动',
  Date: '日期', Starts: '开始', Ends: '结束', Repeat: '重复', 'Does not repeat': '不重复', 'Every day': '每天', 'Every weekday': '每个工作日', 'Every week': '每周', 'Every month': '每月', 'Every year': '每年', Notification: '通知', 'No notification': '不通知', 'At time of event': '活动开始时', '{0} minutes before': '提前 {0} 分钟', '1 hour before': '提前 1 小时', '1 day before': '提前 1 天',
  'Add location': '添加地点', 'Add description': '添加说明', 'Discard changes?': '要舍弃更改吗？', Discard: '舍弃', 'Keep editing': '继续修改', Personal: '个人', Work: '工作', Team: '团队', General: '常规', 'Start of the week': '每周起始日', Sunday: '星期日', Monday: '星期一', 'Default notification': '默认通知', Calendars: '日历', About: '关于', Events: '活动数',
});
