// Exports: words. Notes in Chinese.

import { translator } from '../define.ts';

export const words = translator({
  Notes: '记事本', 'Search notes': '搜索笔记', 'New note': '新建笔记', 'New checklist': '新建清单', Title: '标题', Note: '内容', Save: '保存', Delete: '删除', 'Sort by': '排序方式', Undo: '撤消',
  'Delete note?': '要删除笔记吗？', 'Note saved': '笔记已保存', 'Note deleted': '笔记已删除', Pinned: '已置顶', Others: '其他', Pin: '置顶', Unpin: '取消置顶', 'List item': '清单项', Add: '添加', 'No notes yet': '还没有笔记',
  'Notes you add appear here': '您添加的笔记会显示在这里', 'No matching notes': '没有相符的笔记', 'Date modified': '修改日期', 'Oldest first': '最早的在前', 'Add photo': '添加照片', 'Photos are off for Notes': '“记事本”没有照片权限', Photo: '照片', 'Delete {0}': '删除“{0}”',
  'A note needs a title or some text': '请输入标题或内容', 'Discard changes?': '要舍弃更改吗？', Discard: '舍弃',
});
