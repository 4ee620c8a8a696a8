// Exports: GOALS, Goal. What people want of the demo apps, in their words, and the label of the element that does it. `label: null`: the app cannot.

export interface Goal { app: string; goal: string; label: string | null }

const of = (app: string, rows: readonly (readonly [goal: string, label: string | null])[]): Goal[] => rows.map(([goal, label]) => ({ app, goal, label }));

export const GOALS: readonly Goal[] = [
  ...of('com.android.settings', [
    ['Open the display settings', 'Display'], ['Switch to the dark theme', 'Dark theme'], ['Make the font bigger', 'Font size'], ['Turn on airplane mode', 'Airplane mode'], ['Connect to the internet', 'Internet'],
    ['Set up a hotspot', 'Hotspot & tethering'], ['Save mobile data', 'Data Saver'], ['Change the private DNS', 'Private DNS'], ['Pair a new bluetooth device', 'Pair new device'], ['Show all apps', 'See all 7 apps'],
    ['Which apps are the default', 'Default apps'], ['See the notification history', 'Notification history'], ['Do not disturb me', 'Do Not Disturb'], ['Turn on battery saver', 'Battery Saver'], ['How much battery is used', 'Battery usage'],
    ['Free up some storage space', 'Free up space'], ['Choose another ringtone', 'Phone ringtone'], ['Turn off vibration', 'Vibration & haptics'], ['Set the screen timeout', 'Screen timeout'], ['Change the wallpaper', 'Wallpaper & style'],
    ['Accessibility', 'Accessibility'], ['Where is location switched off', 'Location'], ['Look at the emergency information', 'Safety & emergency'], ['About this phone', 'About phone'], ['Search the settings', 'Search settings'],
    ['Order a pizza', null], ['Buy the blue mug', null], ['Write a note about the meeting', null], ['Transfer money to Maria', null], ['Set an alarm for seven', null],
  ]),
  ...of('com.google.android.contacts', [
    ['Add a new contact', 'New contact'], ['Find a contact', 'Search contacts'], ['Look up Alice Chen', 'Alice Chen'], ['Show Bob Martin', 'Bob Martin'], ['Only my favourites', 'Favorites'],
    ['Pay the electricity bill', null], ['Take a photo of the receipt', null], ['Dark theme', null],
  ]),
  ...of('com.countersign.notes', [
    ['Write a new note', 'New note'], ['Start a checklist', 'New checklist'], ['Search my notes', 'Search notes'], ['Sort notes by title', 'Title'], ['Put the oldest first', 'Oldest first'], ['Open the groceries list', 'Groceries'],
    ['Read the standup note', 'Standup'], ['打开周会纪要', '周会纪要'], ['Pin the note', 'Pin'], ['Add a photo to the note', 'Add photo'], ['What is on my training plan', 'Training plan'], ['Books I want to read', 'Books to read'],
    ['看看快递', '快递'], ['Where did I park', 'Parking'],
    ['Send a message to Bob', null], ['转账给李娜', null], ['Turn on airplane mode', null], ['Call the landlord', null],
  ]),
  ...of('com.google.android.apps.messaging', [
    ['Start a chat', 'Start chat'], ['Search messages', 'Search messages'], ['Open the chat with Alice Chen', 'Alice Chen'], ['Read the message from Bob Martin', 'Bob Martin'],
    ['Book a flight to Rome', null], ['Enable the hotspot', null], ['Buy tea', null],
  ]),
  ...of('com.google.android.deskclock', [
    ['Add an alarm', 'Add alarm'], ['Change the 6:30 alarm', '6:30 AM'], ['Turn the 8:00 alarm off', '8:00 AM alarm'], ['Use the stopwatch', 'Stopwatch'], ['Start the stopwatch', 'Start'], ['Set a timer', 'Timer'], ['World clock', 'Clock'],
    ['Add the city of Cairo', 'Cairo'], ['Show the time in Beijing', 'Beijing'], ['Repeat on Monday', 'Monday'], ['Take a lap', 'Lap'], ['Add a city', 'Add city'],
    ['Delete all my messages', null], ['Check my savings account', null], ['Change the wallpaper', null],
  ]),
  ...of('com.countersign.shop', [
    ['Open the shopping cart', 'Cart'], ['Look for a mug', 'Search products'], ['Show the blue mug', 'Blue mug'], ['See my orders', 'Orders'],
    ['Set a timer for tea', null], ['Send an email to the shop', null], ['Find free parking', null],
  ]),
  ...of('com.countersign.bank', [
    ['Check my savings', 'Savings'], ['Show the travel card', 'Travel card'], ['Everyday account', 'Everyday account'], ['Add a new payee', 'New payee'], ['List the payees', 'Payees'], ['Transfer money', 'Transfer'], ['Pay the landlord', 'Landlord'],
    ['Maria Garcia', 'Maria Garcia'], ['给李娜', '李娜'], ['Enter the amount', 'Amount'],
    ['Play some music', null], ['Snooze the alarm', null], ['打开通讯录', null], ['Find a recipe for soup', null],
  ]),
];
