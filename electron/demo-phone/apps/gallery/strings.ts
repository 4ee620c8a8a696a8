// Exports: words. Gallery in Chinese.

import { translator } from '../define.ts';

export const words = translator({
  Gallery: '图库', Photos: '照片', Albums: '影集', Favorites: '收藏', Trash: '回收站', 'No photos': '没有照片', '{0} item': '{0} 项', '{0} items': '{0} 项', 'Photo taken on {0}, {1}': '照片，拍摄于{0} {1}', 'Move to trash?': '要移至回收站吗？', 'Move {0} items to trash?': '要将 {0} 项内容移至回收站吗？', 'Items in the trash can be restored for 30 days.': '回收站中的内容可在 30 天内恢复。', 'Move to trash': '移至回收站', 'Moved to trash': '已移至回收站', '{0} items moved to trash': '已将 {0} 项内容移至回收站',
  'New album': '新建影集', 'Album name': '影集名称', Create: '创建', OK: '确定', 'Enter a name': '请输入名称', 'There is an album with this name': '已有同名的影集', 'Album created': '已创建影集', 'Add to album': '添加到影集', 'Added to {0}': '已添加到“{0}”', 'Clear selection': '清除所选', '{0} selected': '已选择 {0} 项', 'Added to favorites': '已添加到收藏', 'Removed from favorites': '已从收藏中移除', 'Remove from favorites': '从收藏中移除', Favorite: '收藏',
  'This album can’t be changed': '此影集无法修改', 'Rename album': '重命名影集', 'Delete album': '删除影集', 'Delete album?': '要删除影集吗？', 'Photos in this album stay in the gallery.': '此影集中的照片仍保留在图库中。', Delete: '删除', 'Album deleted': '已删除影集', 'More options': '更多选项', 'This album no longer exists': '此影集已不存在', 'This album is empty': '此影集是空的', 'Mark photos and add them to the album': '选择照片并添加到此影集',
  Details: '详情', Place: '地点', None: '无', 'This photo is no longer here': '此照片已不存在', 'Remove from album': '从影集中移除', 'Copied to clipboard': '已复制到剪贴板', 'Empty trash': '清空回收站', 'Empty trash?': '要清空回收站吗？', '{0} will be deleted forever.': '系统会永久删除 {0}。', 'Trash is empty': '回收站是空的', '{0} days left': '还剩 {0} 天', 'Restore {0}': '恢复“{0}”', Restored: '已恢复', 'Delete forever?': '要永久删除吗？', 'No favorites yet': '还没有收藏', 'Photos you mark with a heart appear here': '您标记爱心的照片会显示在这里',
});
