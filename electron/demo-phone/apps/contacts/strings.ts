// Exports: words. Contacts in Chinese.

import { translator } from '../define.ts';

export const words = translator({
  Contacts: '通讯录', 'First name': '名字', 'Last name': '姓氏', Company: '公司', Phone: '电话', Email: '电子邮件', Notes: '备注', 'Search contacts': '搜索联系人', 'More options': '更多选项', 'No contacts': '没有联系人', 'Contacts you create appear here': '您创建的联系人会显示在这里',
  Favorites: '收藏', '{0} contacts': '{0} 位联系人', 'Create contact': '创建联系人', 'Call history': '通话记录', 'Manage SIM contacts': '管理 SIM 卡联系人', 'No contacts on the SIM card': 'SIM 卡上没有联系人', 'Find by name, number or company': '按姓名、号码或公司查找', 'No results': '没有结果', 'No contact matches {0}': '没有与“{0}”相符的联系人', '{0} found': '找到 {0} 位',
  'Delete contact?': '要删除联系人吗？', '{0} will be removed from this phone': '系统会从此手机中移除{0}', Delete: '删除', '{0} deleted': '已删除{0}', 'Call {0}?': '要呼叫{0}吗？', Call: '通话', 'Mobile network not available': '移动网络不可用', Text: '短信', 'Text {0}': '给{0}发短信', 'This contact no longer exists': '此联系人已不存在',
  'Remove from favorites': '从收藏中移除', 'Add to favorites': '添加到收藏', 'Added to favorites': '已添加到收藏', 'Removed from favorites': '已从收藏中移除', 'Edit contact': '修改联系人', Share: '分享', 'Copied to clipboard': '已复制到剪贴板', 'No app to send email': '没有可用于发送电子邮件的应用',
  'Contact info': '联系信息', 'Add phone number': '添加电话号码', Mobile: '手机', 'Add email': '添加电子邮件地址', Work: '单位', 'Add a name or a phone number to save': '请先添加姓名或电话号码再保存', 'Enter a valid phone number': '请输入有效的电话号码', 'Enter a valid email address': '请输入有效的电子邮件地址', 'Contact saved': '已保存联系人',
  'Discard changes?': '要舍弃更改吗？', 'Your changes have not been saved': '您的更改尚未保存', Discard: '舍弃', Close: '关闭', Save: '保存', 'Calling…': '正在呼叫…', 'End call': '结束通话', 'No calls yet': '还没有通话记录',
});
