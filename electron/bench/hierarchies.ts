// Exports: hierarchyXml. Invented uiautomator dumps of a wanted size, shaped as list screens of real apps are: layout wrappers
// without text, rows of icon, two texts and a switch, a toolbar above, tabs below.

import { chance } from './chance.ts';

const NOUNS = ['Wi-Fi', 'Backup', 'Messages', 'Storage', 'Bluetooth', 'Calendar', 'Display', 'Photos', 'Downloads', 'Security', '通知', '电池', 'Location', 'Accounts', 'Privacy', 'Sounds'];
const PHRASES = ['Connected', 'Off', '12 apps installed', 'Last synced 5 minutes ago', 'Tap to set up', '已开启', '3.2 GB used of 64 GB', 'Not allowed on this network', 'Ask every time', 'Updated on 4 March'];

const WIDTH = 1080;
const HEIGHT = 2400;
const BAR = 160;

/** @param nodes wanted count; the result holds that many or up to 8 more (a row is never cut) */
export function hierarchyXml(nodes: number, seed = 1): string {
  const random = chance(seed * 7919 + nodes);
  let count = 0;
  const node = (cls: string, [l, t, r, b]: readonly [number, number, number, number], attributes: { id?: string; text?: string; desc?: string; flags?: readonly string[] }, inner = ''): string => {
    count++;
    const has = (flag: string): boolean => attributes.flags?.includes(flag) ?? false;
    return `<node index="0" text="${attributes.text ?? ''}" resource-id="${attributes.id === undefined ? '' : `org.sample.app:id/${attributes.id}`}" class="${cls}" package="org.sample.app" content-desc="${attributes.desc ?? ''}" checkable="${has('checkable')}" checked="${has('checked')}" clickable="${has('clickable')}" enabled="true" focusable="${has('clickable')}" focused="false" scrollable="${has('scrollable')}" long-clickable="false" password="false" selected="${has('selected')}" bounds="[${Math.round(l)},${Math.round(t)}][${Math.round(r)},${Math.round(b)}]">${inner}</node>`;
  };
  const TEXT = 'android.widget.TextView';
  const FRAME = 'android.widget.FrameLayout';
  const LINEAR = 'android.widget.LinearLayout';

  const toolbar = node(LINEAR, [0, 0, WIDTH, BAR], { id: 'toolbar' },
    node('android.widget.ImageButton', [0, 0, BAR, BAR], { desc: 'Navigate up', flags: ['clickable'] })
    + node(TEXT, [BAR, 40, 700, 120], { id: 'title', text: `${random.pick(NOUNS)} settings` })
    + node('android.widget.ImageView', [WIDTH - BAR, 0, WIDTH, BAR], { id: 'action_search', desc: 'Search', flags: ['clickable'] }));
  const tabs = node(LINEAR, [0, HEIGHT - BAR, WIDTH, HEIGHT], { id: 'tabs' }, [0, 1, 2].map((i) =>
    node(FRAME, [i * 360, HEIGHT - BAR, (i + 1) * 360, HEIGHT], { flags: i === 0 ? ['clickable', 'selected'] : ['clickable'] },
      node(TEXT, [i * 360 + 80, HEIGHT - 90, (i + 1) * 360 - 80, HEIGHT - 30], { text: ['Home', 'Shared', 'Me'][i]! }))).join(''));

  // Three wrappers and the list itself are still to come; dense screens stand in several columns, as grids do.
  const perRow = 7;
  const rows = Math.max(1, Math.ceil((nodes - count - 4) / perRow));
  const columns = Math.max(1, Math.ceil(rows / 24));
  const lines = Math.ceil(rows / columns);
  const height = (HEIGHT - 2 * BAR) / lines;
  const list = Array.from({ length: rows }, (_, i) => {
    const l = (i % columns) * (WIDTH / columns);
    const r = l + WIDTH / columns;
    const t = BAR + Math.floor(i / columns) * height;
    const b = t + height;
    const third = (r - l) / 6;
    return node(LINEAR, [l, t, r, b], { flags: ['clickable'] },
      node(FRAME, [l, t, l + third, b], { id: 'icon_frame' }, node('android.widget.ImageView', [l + 8, t + 4, l + third - 8, b - 4], { id: 'icon' }))
      + node('android.widget.RelativeLayout', [l + third, t, r - third, b], {},
        node(TEXT, [l + third, t + 2, r - third, t + height / 2], { id: 'title', text: `${random.pick(NOUNS)} ${i + 1}` })
        + node(TEXT, [l + third, t + height / 2, r - third, b - 2], { id: 'summary', text: random.pick(PHRASES) }))
      + (i % 3 === 0 ? node('android.widget.Switch', [r - third, t + 4, r - 8, b - 4], { id: 'switch_widget', flags: random.below(2) === 0 ? ['checkable', 'clickable', 'checked'] : ['checkable', 'clickable'] }) : node('android.widget.Space', [r - third, t, r, b], {})));
  }).join('');
  const body = node('androidx.recyclerview.widget.RecyclerView', [0, BAR, WIDTH, HEIGHT - BAR], { id: 'list', flags: ['scrollable'] }, list);
  const root = node(FRAME, [0, 0, WIDTH, HEIGHT], {}, node(LINEAR, [0, 0, WIDTH, HEIGHT], {}, node(FRAME, [0, 0, WIDTH, HEIGHT], { id: 'content' }, toolbar + body + tabs)));
  return `<?xml version='1.0' encoding='UTF-8' standalone='yes' ?><hierarchy rotation="0">${root}</hierarchy>`;
}
