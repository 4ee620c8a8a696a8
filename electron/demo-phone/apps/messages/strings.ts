// Exports: words. Messages in Chinese.

import { translator } from '../define.ts';

export const words = translator({
  Messages: '信息', 'Search messages': '搜索信息', 'More options': '更多选项', 'Start chat': '发起聊天', 'No conversations': '没有对话', 'Once you start a new conversation, you’ll see it listed here': '发起新对话后，对话会显示在这里',
  'Delete this conversation?': '要删除此对话吗？', 'This is permanent and can’t be undone.': '此操作会永久生效，无法撤消。', Delete: '删除', 'Conversation deleted': '已删除对话',
  'Not sent. Tap for options.': '未发送。点按即可查看选项。', 'You: {0}': '您：{0}', Photo: '照片', Archive: '归档', Unarchive: '取消归档', Archived: '已归档', Unarchived: '已取消归档', 'Mark as read': '标记为已读', 'Mark as unread': '标记为未读', 'Mark all as read': '全部标记为已读', Unread: '未读',
  Search: '搜索', 'Search names and texts': '搜索姓名和短信内容', 'No results found': '未找到任何结果', 'New conversation': '新对话', To: '收件人', 'Send to {0}': '发送给 {0}', 'No matching contacts': '没有相符的联系人', 'Enter a phone number to send to someone new': '输入电话号码即可给新联系人发送信息', 'All contacts': '所有联系人', '{0} · Mobile': '{0} · 手机',
  'Message not sent': '信息未发送', 'Photos are off': '照片权限已关闭', 'To attach photos, allow Messages to access photos in Settings.': '要添加照片，请在“设置”中允许“信息”应用访问照片。', 'Not now': '以后再说', Settings: '设置',
  'Sending…': '正在发送…', '{0} · SMS': '{0} · 短信', 'Not sent. Tap to try again': '未发送。点按即可重试', 'Copied to clipboard': '已复制到剪贴板', Call: '通话', 'Call {0}?': '要呼叫{0}吗？', 'View contact': '查看联系人',
  'Texting with {0} (SMS/MMS)': '与 {0} 发短信/彩信', 'Attached photo': '已添加的照片', 'Remove attachment': '移除附件', 'Attach photo': '添加照片', 'Text message': '短信', 'Send SMS': '发送短信', 'Mobile network not available': '移动网络不可用', 'This number is not in your contacts': '此号码不在您的通讯录中', 'No archived conversations': '没有已归档的对话',
});
