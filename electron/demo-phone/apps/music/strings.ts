// Exports: words. Music in Chinese.

import { translator } from '../define.ts';

export const words = translator({
  Music: '音乐', Songs: '歌曲', Albums: '专辑', Artists: '歌手', Playlists: '播放列表', Album: '专辑', Artist: '歌手', 'Search music': '搜索音乐', 'Songs, albums, artists, playlists': '歌曲、专辑、歌手、播放列表', 'Find something to play': '查找要播放的内容', 'No results': '没有结果', 'No songs': '没有歌曲', '{0} song': '{0} 首歌曲', '{0} songs': '{0} 首歌曲',
  'Play next': '下一首播放', '{0} plays next': '下一首播放“{0}”', 'Add to playlist': '添加到播放列表', 'Remove from playlist': '从播放列表中移除', 'Removed from {0}': '已从“{0}”中移除', 'Add to liked songs': '添加到喜欢的歌曲', 'Remove from liked songs': '从喜欢的歌曲中移除', 'Go to album': '前往专辑', 'Go to artist': '前往歌手', Liked: '喜欢', 'Options for {0}': '“{0}”的选项', 'Play all': '全部播放', Shuffle: '随机播放',
  Name: '名称', 'Enter a name': '请输入名称', 'There is a playlist with this name': '已有同名的播放列表', 'New playlist': '新建播放列表', Create: '创建', '{0} created': '已创建“{0}”', 'Liked songs': '喜欢的歌曲', 'Songs you like appear here': '您喜欢的歌曲会显示在这里', 'Delete playlist?': '要删除播放列表吗？', '{0} will be deleted. Its songs stay in the library.': '系统会删除“{0}”，其中的歌曲仍保留在音乐库中。', Delete: '删除', 'Playlist deleted': '已删除播放列表',
  'This playlist no longer exists': '此播放列表已不存在', 'This playlist is empty': '此播放列表是空的', 'Add songs': '添加歌曲', 'More options': '更多选项', Rename: '重命名', 'Rename playlist': '重命名播放列表', OK: '确定', 'This song no longer exists': '此歌曲已不存在', '{0} is in {1} already': '“{0}”已在“{1}”中', 'Added to {0}': '已添加到“{0}”', 'Add {0}': '添加“{0}”', 'Remove {0}': '移除“{0}”',
  'Now playing': '正在播放', 'Nothing is playing': '没有正在播放的内容', 'Collapse player': '收起播放器', 'Open player': '打开播放器', Queue: '播放队列', 'The queue is empty': '播放队列是空的', Playing: '正在播放', 'Cover of {0}': '“{0}”的封面', 'Turn shuffle on': '开启随机播放', 'Turn shuffle off': '关闭随机播放', 'Shuffle is on': '已开启随机播放', 'Shuffle is off': '已关闭随机播放',
  'Previous song': '上一首', 'Next song': '下一首', Play: '播放', Pause: '暂停', 'Repeat off': '不循环', 'Repeat all': '全部循环', 'Repeat one': '单曲循环', 'Repeat is off': '已关闭循环播放', 'Repeating all': '循环播放全部', 'Repeating this song': '循环播放此歌曲',
});
