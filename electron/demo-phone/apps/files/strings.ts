// Exports: words. Files in Chinese.

import { translator } from '../define.ts';

export const words = translator({
  Files: '文件', Search: '搜索', Starred: '已加星标', Categories: '类别', 'Storage devices': '存储设备', 'Internal storage': '内部存储空间', '{0} used by your files': '您的文件已占用 {0}', Downloads: '下载内容', 'Files you downloaded': '您下载的文件', 'There is no Download folder': '没有“下载”文件夹', Recent: '最近', Folder: '文件夹', Folders: '文件夹', Image: '图片', Images: '图片', Video: '视频', Videos: '视频', Audio: '音频', Document: '文档', Documents: '文档', Archive: '压缩文件', Archives: '压缩文件', App: '应用', Apps: '应用',
  '{0} item': '{0} 项', '{0} items': '{0} 项', 'Clear selection': '清除所选', '{0} selected': '已选择 {0} 项', Delete: '删除', 'More options': '更多选项', 'New folder': '新建文件夹', 'Sort by…': '排序方式…', 'Sort by': '排序方式', 'Select all': '全选', 'Show hidden files': '显示隐藏的文件', 'Don’t show hidden files': '不显示隐藏的文件', 'List view': '列表视图', 'Grid view': '网格视图', 'No items': '没有内容', 'This folder no longer exists': '此文件夹已不存在',
  'Search files': '搜索文件', 'Find files and folders by name': '按名称查找文件和文件夹', 'No matches': '没有相符的内容', 'Move {0} to': '将“{0}”移至', 'Copy {0} to': '将“{0}”复制到', 'Move {0} items to': '将 {0} 项内容移至', 'Copy {0} items to': '将 {0} 项内容复制到', 'No folders here': '这里没有文件夹', Cancel: '取消', 'Move here': '移至此处', 'Copy here': '复制到此处', '{0} moved to {1}': '已将“{0}”移至“{1}”', '{0} copied to {1}': '已将“{0}”复制到“{1}”', '{0} items moved to {1}': '已将 {0} 项内容移至“{1}”', '{0} items copied to {1}': '已将 {0} 项内容复制到“{1}”',
  'This file no longer exists': '此文件已不存在', Share: '分享', 'Copied to clipboard': '已复制到剪贴板', 'No preview available': '无法预览', 'File info': '文件信息', Name: '名称', Type: '类型', Size: '大小', Modified: '修改时间', Location: '位置', 'No starred files': '没有加星标的文件',
  'Delete “{0}”?': '要删除“{0}”吗？', 'Delete {0} items?': '要删除 {0} 项内容吗？', 'This can’t be undone.': '此操作无法撤消。', 'Deleted {0}': '已删除“{0}”', 'Deleted {0} items': '已删除 {0} 项内容', 'Folder name': '文件夹名称', Create: '创建', 'Folder created': '已创建文件夹', Rename: '重命名', OK: '确定', 'Enter a name': '请输入名称', 'A name can’t contain / \\ : * ? " < > |': '名称不能包含 / \\ : * ? " < > |', 'A file with this name is here already': '此处已有同名文件',
  'Copy to…': '复制到…', 'Move to…': '移至…', 'Add to starred': '加星标', 'Remove from starred': '移除星标', Reversed: '已反转', 'Choose again to reverse': '再次选择即可反转',
});
