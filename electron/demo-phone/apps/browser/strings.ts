// Exports: words. Browser in Chinese. The pages speak their own languages.

import { translator } from '../define.ts';

export const words = translator({
  Home: '主页', 'Search or type web address': '搜索或输入网址', 'Clear input': '清除输入内容', '{0} open tab': '{0} 个打开的标签页', '{0} open tabs': '{0} 个打开的标签页', 'Customize and control the browser': '自定义和控制浏览器', 'Remove bookmark': '移除书签', 'Bookmark this page': '为此页添加书签', 'Bookmark added': '已添加书签', 'Bookmark removed': '已移除书签', 'New tab': '新标签页', Bookmarks: '书签', History: '历史记录', 'Copy link': '复制链接', 'Copied to clipboard': '已复制到剪贴板', 'Desktop site': '桌面版网站', On: '开启', Settings: '设置',
  Tabs: '标签页', 'Close all tabs': '关闭所有标签页', 'Close all tabs?': '要关闭所有标签页吗？', '{0} tabs will be closed.': '系统会关闭 {0} 个标签页。', Close: '关闭', 'Close {0} tab': '关闭标签页“{0}”', 'No bookmarks yet': '还没有书签', 'Tap the star in the menu of a page': '点按网页菜单中的星标即可添加', Edit: '修改', 'Edit bookmark': '修改书签', Name: '名称', Save: '保存', 'Enter a name': '请输入名称', Delete: '删除',
  'Clear browsing history?': '要清除浏览记录吗？', 'All visited pages are removed from this list.': '系统会移除此列表中的所有网页。', Clear: '清除', 'History cleared': '已清除历史记录', 'Search history': '搜索历史记录', 'No history': '没有历史记录', Today: '今天', 'Remove {0}': '移除“{0}”', Privacy: '隐私', 'Block pop-ups': '屏蔽弹出式窗口', 'Pages can’t open windows by themselves': '网页无法自行打开窗口', '“Do Not Track”': '“不跟踪”', 'Asks pages not to follow you': '请求网页不要跟踪您', Pages: '网页', 'Text size': '文字大小', Small: '小', Normal: '标准', Large: '大', 'Home page': '主页',
  'Please fill in this field.': '请填写此字段。', 'No internet': '未连接到互联网', 'This site can’t be reached': '无法访问此网站', 'Check the network and try again.': '请检查网络后重试。', 'Check if there is a typo in {0}.': '请检查 {0} 是否有拼写错误。', Reload: '重新加载',
});
