// What whole goals say, as frames: English and Chinese.

import { expect, test } from 'vitest';
import { sumOf } from '../../../electron/agent/goal/sums.ts';
import { frameOf, SEEN, type Goal, type Part } from '../../../electron/agent/goal/frame.ts';

const APPS = ['Clock', 'Contacts', 'Messages', 'Notes', 'Settings', 'Shop'];
type Told = Omit<Part, 'text'>;

/** Goals with their parts, and what else they say. */
const FRAMES: readonly (readonly [goal: string, parts: readonly Told[], more?: Partial<Goal>])[] = [
  ['Delete the alarm at 6:30 AM.', [{ op: 'delete', verb: 'delete', kind: 'alarm', names: ['6:30 AM'], values: [] }]],
  ['Create a contact for Oscar Berg with the number "+1 415-555-0164".', [{ op: 'create', verb: 'create', kind: 'contact', names: [], values: [{ field: 'name title', text: 'Oscar Berg' }, { field: 'number', text: '+1 415-555-0164' }] }]],
  ['Send Bob Martin the message "See you at ten". If it is not sent, tap it to try again.', [{ op: 'send', verb: 'send', kind: 'message', names: ['Bob Martin'], values: [{ field: 'text message', text: 'See you at ten' }] }], { again: true }],
  ['Turn on Bluetooth.', [{ op: 'turn', verb: 'turn on', on: true, kind: 'Bluetooth', names: [], values: [] }]],
  ['Switch the 8:00 AM alarm off.', [{ op: 'turn', verb: 'turn off', on: false, kind: 'alarm', names: ['8:00 AM'], values: [] }]],
  ['Put the phone into airplane mode.', [{ op: 'turn', verb: 'turn on', on: true, kind: 'airplane mode', names: [], values: [] }]],
  ['Leave airplane mode.', [{ op: 'turn', verb: 'turn off', on: false, kind: 'airplane mode', names: [], values: [] }]],
  ['How many alarms are switched on?', [{ op: 'read', verb: 'how', kind: 'alarms are switched', names: [], values: [] }]],
  ['Set the screen timeout to 5 minutes.', [{ op: 'change', verb: 'change', kind: '', names: [], values: [{ field: 'screen timeout', text: '5 minutes' }] }]],
  ['Change the phone number of Uma Patel to "+1 415-555-0183".', [{ op: 'change', verb: 'change', kind: '', names: ['Uma Patel'], values: [{ field: 'phone number', text: '+1 415-555-0183' }] }]],
  ['Rename the note "Standup" to "Later".', [{ op: 'change', verb: 'rename', kind: 'note', names: ['Standup'], values: [{ field: 'name title', text: 'Later' }] }]],
  ['Label the 6:30 AM alarm "Gym".', [{ op: 'change', verb: 'label', kind: 'alarm', names: ['6:30 AM'], values: [{ field: 'label', text: 'Gym' }] }]],
  ['Let the 10:15 PM alarm repeat every Friday.', [{ op: 'change', verb: 'change', kind: 'alarm', names: ['10:15 PM'], values: [{ field: 'repeat', text: 'Friday' }] }]],
  ['Make the font size "Largest".', [{ op: 'change', verb: 'change', kind: '', names: [], values: [{ field: 'font size', text: 'Largest' }] }]],
  ['Sort the files by size.', [{ op: 'change', verb: 'sort', kind: 'files', names: [], values: [{ field: 'sort', text: 'size' }] }]],
  ['Pin the note "Plan".', [{ op: 'act', verb: 'pin', kind: 'note', names: ['Plan'], values: [] }]],
  ['Tick "Oat milk" in the note Groceries.', [{ op: 'act', verb: 'tick', kind: '', names: ['Oat milk', 'Groceries'], values: [], place: 'note' }]],
  ['Remove Beijing from the world clock by holding it.', [{ op: 'delete', verb: 'remove', kind: '', names: ['Beijing'], values: [], hold: true, place: 'world clock' }]],
  ['Add "Salt" to the list Groceries.', [{ op: 'create', verb: 'create', kind: 'list', names: ['Groceries'], values: [{ field: 'item', text: 'Salt' }] }]],
  ['Make a checklist called "Hike" with the items "Lamp" and "Water".', [{ op: 'create', verb: 'create', kind: 'checklist', names: [], values: [{ field: 'name title', text: 'Hike' }, { field: 'items', text: 'Lamp' }, { field: 'items', text: 'Water' }] }]],
  ['Write a note titled "Trip" that says "Pack; turn off the heating and go".', [{ op: 'create', verb: 'create', kind: 'note', names: [], values: [{ field: 'name title', text: 'Trip' }, { field: 'text message', text: 'Pack; turn off the heating and go' }] }]],
  ['Look up the phone number of Olivia Brown in Contacts and text it to Emma Schmidt.', [{ op: 'read', verb: 'search', kind: 'phone number', names: ['Olivia Brown'], values: [], app: 'Contacts', keep: true }, { op: 'send', verb: 'send', kind: 'message', names: ['Emma Schmidt'], values: [{ field: 'text message', text: SEEN }] }], { app: 'Contacts' }],
  ['Put the email address of Daniel Kim into a new note titled "Mail".', [{ op: 'read', verb: 'read', kind: 'email address', names: ['Daniel Kim'], values: [], keep: true }, { op: 'create', verb: 'create', kind: 'note', names: [], values: [{ field: 'name title', text: 'Mail' }, { field: 'text message', text: SEEN }] }]],
  ['Sam Okafor has sent a door code. Send just the code to Alice Chen.', [{ op: 'read', verb: 'read', kind: 'message', names: ['Sam Okafor'], values: [], keep: true }, { op: 'send', verb: 'send', kind: 'message', names: ['Alice Chen'], values: [{ field: 'text message', text: SEEN }] }], { told: ['Sam Okafor has sent a door code'] }],
  ['Delete the John Smith who works at Fabrikam. Keep the other John Smith.', [{ op: 'delete', verb: 'delete', kind: '', names: ['John Smith', 'Fabrikam'], values: [] }], { not: ['Keep the other John Smith'] }],
  ['Connect to the Wi-Fi network QA-Lab with the password "s3cret".', [{ op: 'act', verb: 'connect', kind: '', names: ['QA-Lab'], values: [{ field: 'password', text: 's3cret' }] }]],
  ['Start a chat with Olivia Brown and write "Thanks".', [{ op: 'send', verb: 'send', kind: 'chat', names: ['Olivia Brown'], values: [{ field: 'text message', text: 'Thanks' }] }]],
  ['Mark all messages as read.', [{ op: 'act', verb: 'mark as read', kind: 'messages', names: [], values: [] }]],
  ['Tick "Milk" and "Rice" in the note Food.', [{ op: 'act', verb: 'tick', kind: '', names: ['Milk', 'Food'], values: [], place: 'note' }, { op: 'act', verb: 'tick', kind: '', names: ['Rice', 'Food'], values: [], place: 'note' }]],
  ['Make sure that NFC is on.', [{ op: 'turn', verb: 'turn on', on: true, kind: 'NFC', names: [], values: [] }]],
  ['The alarm must be deleted.', [{ op: 'delete', verb: 'delete', kind: 'alarm', names: [], values: [] }]],
  ['Turn off the notifications of the Shop app.', [{ op: 'turn', verb: 'turn off', on: false, kind: 'notifications', names: ['Shop'], values: [] }]],
  ['Disable the Clock app.', [{ op: 'act', verb: 'disable', on: false, kind: 'app', names: ['Clock'], values: [] }]],
  ['Tom Becker\'s last name is "Baker" now. Correct it.', [{ op: 'change', verb: 'change', kind: '', names: ['Tom Becker'], values: [{ field: 'last name', text: 'Baker' }] }], { told: ['Tom Becker\'s last name is "Baker" now'] }],
  ['Put the remark "Calls late" into the notes of Kenji Sato.', [{ op: 'change', verb: 'change', kind: 'contact', names: ['Kenji Sato'], values: [{ field: 'notes', text: 'Calls late' }] }]],
  ['Pick the wallpaper Dunes.', [{ op: 'change', verb: 'choose', kind: '', names: [], values: [{ field: 'wallpaper', text: 'Dunes' }] }]],
  ['Add Tokyo to the world clock.', [{ op: 'create', verb: 'create', kind: 'world clock', names: [], values: [{ field: 'name title', text: 'Tokyo' }] }]],
  ['Buy the Camping chair (Blue).', [{ op: 'act', verb: 'buy', kind: '', names: ['Camping chair', 'Blue'], values: [] }]],
  ['Turn off WiFi, then enable bluetooth.', [{ op: 'turn', verb: 'turn off', on: false, kind: 'WiFi', names: [], values: [] }, { op: 'turn', verb: 'turn on', on: true, kind: 'bluetooth', names: [], values: [] }]],
  ['Find Battery Saver with the search of Settings and turn it on.', [{ op: 'turn', verb: 'turn on', on: true, kind: 'Battery Saver', names: ['Battery Saver'], values: [] }], { app: 'Settings' }],
  ['Elena Petrova works for "Adatum" now. Note that in Contacts.', [{ op: 'change', verb: 'change', kind: '', names: ['Elena Petrova'], values: [{ field: 'company', text: 'Adatum' }] }], { app: 'Contacts' }],
  ['Choose WeChat Pay as the payment method in the checkout. Do not order.', [{ op: 'change', verb: 'choose', kind: '', names: [], values: [{ field: 'payment method', text: 'WeChat Pay' }], place: 'checkout' }], { not: ['Do not order'] }],
  ['What does the Rice cooker cost?', [{ op: 'read', verb: 'what', kind: 'the cooker cost', names: ['Rice cooker'], values: [] }]],
  ['Start a timer of 8 minutes.', [{ op: 'create', verb: 'start', kind: 'timer', names: [], values: [{ field: 'minutes', text: '8' }] }]],
  ['打开 Wi-Fi。', [{ op: 'turn', verb: '打开', on: true, kind: 'Wi-Fi', names: [], values: [] }]],
  ['关闭蓝牙。', [{ op: 'turn', verb: '关闭', on: false, kind: '蓝牙', names: [], values: [] }]],
  ['设一个下午 9:46（PM）的闹钟。', [{ op: 'create', verb: '新建', kind: '闹钟', names: [], values: [{ field: 'time', text: '9:46 PM' }] }]],
  ['新建联系人，名 "Oscar"，姓 "Adeyemi"，电话 "+1 415-555-0182"。', [{ op: 'create', verb: '新建', kind: '联系人', names: [], values: [{ field: '名', text: 'Oscar' }, { field: '姓', text: 'Adeyemi' }, { field: '电话', text: '+1 415-555-0182' }] }]],
  ['删除与 Emma Schmidt 的对话。', [{ op: 'delete', verb: '删除', kind: '对话', names: ['Emma Schmidt'], values: [] }]],
  ['把 张伟 加入收藏（favorites）。', [{ op: 'act', verb: '收藏', kind: '', names: ['张伟'], values: [] }]],
  ['把屏幕超时（Screen timeout）设为 10 minutes。', [{ op: 'change', verb: '修改', kind: '', names: [], values: [{ field: 'Screen timeout', text: '10 minutes' }] }]],
  ['给 Alice Chen 发短信“我到了”。', [{ op: 'send', verb: '发送', kind: 'message', names: ['Alice Chen'], values: [{ field: 'text message', text: '我到了' }] }]],
  ['在世界时钟中添加 Nairobi。', [{ op: 'create', verb: '添加', kind: '世界时钟', names: [], values: [{ field: 'name title', text: 'Nairobi' }] }]],
  ['把所有信息标为已读（Mark all as read）。', [{ op: 'act', verb: 'mark all as read', kind: '所有信息', names: [], values: [] }]],
  ['Move the file notes.txt to the folder Archive.', [{ op: 'act', verb: 'move', kind: 'file', names: ['notes.txt'], values: [{ field: 'choice', text: 'Archive' }] }]],
  ['Create a new folder named "Trips" in Downloads.', [{ op: 'create', verb: 'create', kind: 'folder', names: [], values: [{ field: 'name title', text: 'Trips' }], place: 'Downloads' }]],
  ['Take the camera permission away from Bank.', [{ op: 'change', verb: 'deny', kind: 'permission', names: ['Bank'], values: [{ field: 'camera permission', text: 'Don\'t allow' }] }]],
  ['把文件 a.txt 重命名为 b.txt', [{ op: 'change', verb: '重命名', kind: '', names: ['a.txt'], values: [{ field: '文件', text: 'b.txt' }] }]],
  ['播放歌曲《夜曲》', [{ op: 'act', verb: '播放', kind: '歌曲', names: ['夜曲'], values: [] }]],
];

test.each(FRAMES.map(([goal, parts, more = {}]) => ({ goal, parts, more })))('$goal', ({ goal, parts, more }) => {
  const { parts: found, ...rest } = frameOf(goal, APPS);
  expect(found.map(({ text: _text, ...told }) => told)).toEqual(parts);
  expect(rest).toEqual({ text: goal, not: [], told: [], again: false, ...more });
});

test.each(['', '…', 'Hello', '你好'])('no operation: "%s"', (goal) => expect(frameOf(goal, APPS).parts).toEqual([]));

test.each<[string, string[] | undefined]>([
  ['What is 144 divided by 12?', ['144', '/', '12']], ['Calculate 12.5 times 8', ['12.5', '*', '8']], ['How much is 15 percent of 240?', ['15', '%', '240']], ['计算 1,200 加 34 减 5', ['1200', '+', '34', '-', '5']],
  ['Start a timer of 8 minutes.', undefined], ['Add 2 of "Lamp" to the cart.', undefined], ['Call 415-555-0101 now', undefined], ['Is the 9:00 alarm on?', undefined],
])('a sum: %s', (text, sum) => expect(sumOf(text)).toEqual(sum));
