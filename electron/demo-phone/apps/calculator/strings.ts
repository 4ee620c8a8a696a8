// Exports: words. Calculator in Chinese.

import { translator } from '../define.ts';

export const words = translator({
  History: '历史记录', 'More options': '更多选项', 'Clear history': '清除历史记录', 'Clear history?': '要清除历史记录吗？', 'All calculations are removed from this list.': '系统会移除此列表中的所有计算。', Clear: '清除', 'History cleared': '已清除历史记录', 'Copied to clipboard': '已复制到剪贴板', Today: '今天', 'No history': '没有历史记录', 'Calculations you make appear here': '您进行的计算会显示在这里',
  'Format error': '格式错误', 'Can’t divide by 0': '不能除以 0', 'Keep to real numbers': '结果不是实数', 'Value too large': '数值过大', 'square root': '平方根', pi: '圆周率', power: '幂', percent: '百分比', clear: '清除', parentheses: '括号', divide: '除', multiply: '乘', minus: '减', plus: '加', equals: '等于', point: '点', delete: '删除',
});
