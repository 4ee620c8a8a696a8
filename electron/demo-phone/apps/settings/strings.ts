// Exports: words. Settings in Chinese, as Android 14 words it.

import { translator } from '../define.ts';

export const words = translator({
  Settings: '设置', 'Search settings': '搜索设置', 'No results': '没有结果',
  'Network & internet': '网络和互联网', 'Mobile, Wi-Fi, hotspot': '移动网络、WLAN、热点', Internet: '互联网', 'Wi-Fi': 'WLAN', SIMs: 'SIM 卡',
  'Airplane mode': '飞行模式', 'Hotspot & tethering': '热点和网络共享', 'Private DNS': '私人 DNS', 'Saved networks': '已保存的网络', 'Add network': '添加网络',
  'Network preferences': '网络偏好设置', Connected: '已连接', 'Connecting…': '正在连接…', Saved: '已保存', 'Network name': '网络名称', Password: '密码', 'Show password': '显示密码',
  Connect: '连接', Disconnect: '断开连接', Forget: '取消保存', Cancel: '取消', 'Auto-connect': '自动连接', Security: '安全', None: '无', 'Signal strength': '信号强度',
  'Check password and try again': '请检查密码，然后重试', 'Password must be at least 8 characters': '密码必须至少包含 8 个字符', "Couldn't connect to network": '无法连接到网络',
  'Wi-Fi is off': 'WLAN 已关闭', 'To see available networks, turn on Wi-Fi': '要查看可用网络，请打开 WLAN', 'No saved networks': '没有已保存的网络', 'Non-carrier data usage': '非运营商流量使用情况',
  'Connected devices': '已连接的设备', 'Bluetooth, pairing': '蓝牙、配对', Bluetooth: '蓝牙', 'Pair new device': '与新设备配对', 'Connection preferences': '连接偏好设置', 'Available devices': '可用的设备', 'Device name': '设备名称', 'Saved devices': '已保存的设备',
  Apps: '应用', 'Recent apps, default apps': '最近打开的应用、默认应用', Notifications: '通知', 'Notification history, conversations': '通知历史记录、对话', Battery: '电池', 'Battery Saver': '省电模式', Storage: '存储', 'Sound & vibration': '声音和振动', 'Volume, haptics, Do Not Disturb': '音量、触感反馈、勿扰',
  Display: '显示', 'Dark theme, font size, brightness': '深色主题、字体大小、亮度', 'Dark theme': '深色主题', 'Brightness level': '亮度', 'Adaptive brightness': '自动调节亮度', 'Font size': '字体大小', 'Auto-rotate screen': '自动旋转屏幕', 'Screen timeout': '屏幕自动关闭', 'Lock screen': '锁定屏幕',
  'Wallpaper & style': '壁纸与个性化', 'Colors, themed icons, app grid': '颜色、带主题的图标、应用网格', Accessibility: '无障碍', 'Display, interaction, audio': '显示、互动、音频', 'Security & privacy': '安全和隐私', 'App security, device lock, permissions': '应用安全、设备锁定、权限',
  Location: '位置信息', 'Use location': '使用位置信息', System: '系统', 'Languages, gestures, time, backup': '语言、手势、时间、备份', 'About phone': '关于手机', 'Languages & input': '语言和输入法', 'System languages': '系统语言', 'Date & time': '日期和时间', 'Reset options': '重置选项', 'Developer options': '开发者选项',
  'Set time automatically': '自动设置时间', 'Set time zone automatically': '自动设置时区', 'Time zone': '时区', 'Use 24-hour format': '使用 24 小时制',
  'Reset Bluetooth & Wi-Fi': '重置蓝牙和 WLAN', 'Erase all data (factory reset)': '清除所有数据（恢复出厂设置）', 'Reset app preferences': '重置应用偏好设置', 'Erase all data': '清除所有数据', Reset: '重置', On: '已开启', Off: '已关闭',
  'Phone number': '电话号码', Model: '型号', 'Android version': 'Android 版本', 'Build number': '版本号', OK: '确定', 'Do Not Disturb': '勿扰', 'Media volume': '媒体音量', 'Ring volume': '铃声音量', 'Alarm volume': '闹钟音量', 'Phone ringtone': '手机铃声',
  'Force stop': '强行停止', 'Storage & cache': '存储空间和缓存', Permissions: '权限', 'Clear storage': '清除存储空间', Allowed: '已允许', 'Not allowed': '已拒绝', 'App info': '应用信息', 'Add a language': '添加语言',
});
