// The lists of other agents, to the letter, and their lines in the bench.

import * as path from 'node:path';
import { expect, test } from 'vitest';
import { systemClock } from '../../electron/base/clock.ts';
import { createLog } from '../../electron/base/log.ts';
import { runParts } from '../../electron/bench/bench.ts';
import { m3aList, mobilerunList } from '../../electron/bench/peers.ts';
import { screen } from '../../electron/bench/screen.ts';
import type { Hierarchy } from '../../electron/protocol/screen.ts';
import { parseHierarchy } from '../../electron/screen/hierarchy.ts';

const ROOT = path.resolve(import.meta.dirname, '..', '..');

function hierarchy(): Hierarchy {
  const parsed = parseHierarchy(`<hierarchy rotation="0"><node class="android.widget.FrameLayout" bounds="[0,0][1000,2000]">
    <node class="androidx.recyclerview.widget.RecyclerView" scrollable="true" focusable="true" bounds="[0,100][1000,2000]">
      <node class="android.widget.Switch" resource-id="org.example:id/wifi" text="Wi-Fi" content-desc="Network" checkable="true" checked="true" clickable="true" focusable="true" bounds="[0,100][1000,200]"/>
      <node class="android.widget.EditText" hint="Name" clickable="true" long-clickable="true" focusable="true" selected="true" bounds="[0,200][1000,300]"/>
      <node class="android.widget.TextView" text="below the screen" bounds="[0,2000][1000,2100]"/>
      <node class="android.widget.TextView" text="unseen" visible-to-user="false" bounds="[0,300][1000,400]"/>
      <node class="android.view.View" bounds="[0,400][1000,405]"><node class="android.widget.TextView" text="in a thin one" bounds="[0,400][1000,500]"/></node>
      <node class="android.widget.ImageButton" content-desc="More" bounds="[900,500][1000,600]"><node class="android.view.View" bounds="[910,510][990,590]"/></node>
    </node></node></hierarchy>`);
  if (!parsed.ok) throw new Error(parsed.failure.why);
  return parsed.hierarchy;
}

test('Mobilerun: every node on the screen but thin ones and what is in them', () => {
  expect(mobilerunList(hierarchy(), [1000, 2000]).split('\n')).toEqual([
    "Current Clickable UI elements from the device in the schema 'index. className: resourceId, text - bounds(x1,y1,x2,y2)':",
    '1. FrameLayout: "android.widget.FrameLayout" - (0,0,1000,2000)',
    '2. RecyclerView: "androidx.recyclerview.widget.RecyclerView" - (0,100,1000,2000)',
    '3. Switch: "org.example:id/wifi", "Wi-Fi" - (0,100,1000,200)',
    '4. EditText: "android.widget.EditText" - (0,200,1000,300)',
    '5. TextView: "unseen" - (0,300,1000,400)',
    '6. ImageButton: "More" - (900,500,1000,600)',
    '7. View: "android.view.View" - (910,510,990,590)',
  ]);
});

test('M3A: leaves, described ones and scrollers that can be seen, numbered with those that cannot', () => {
  expect(m3aList(hierarchy(), [1000, 2000]).split('\n')).toEqual([
    'UI element 0: {"index": 0, "is_clickable": False, "is_long_clickable": False, "is_editable": False, "is_scrollable": True, "is_focusable": True, "is_selected": False, "is_checked": False}',
    'UI element 1: {"index": 1, "text": "Wi-Fi", "content_description": "Network", "is_clickable": True, "is_long_clickable": False, "is_editable": False, "is_focusable": True, "is_selected": False, "is_checked": True}',
    'UI element 2: {"index": 2, "hint_text": "Name", "is_clickable": True, "is_long_clickable": True, "is_editable": True, "is_focusable": True, "is_selected": True, "is_checked": False}',
    'UI element 5: {"index": 5, "text": "in a thin one", "is_clickable": False, "is_long_clickable": False, "is_editable": False, "is_selected": False, "is_checked": False}',
    'UI element 6: {"index": 6, "content_description": "More", "is_clickable": False, "is_long_clickable": False, "is_editable": False, "is_selected": False, "is_checked": False}',
    'UI element 7: {"index": 7, "is_clickable": False, "is_long_clickable": False, "is_editable": False, "is_selected": False, "is_checked": False}',
  ]);
});

test('a folder of dumps is measured against raw XML and both lists', async () => {
  const [result] = await runParts([screen], {
    root: ROOT, env: {}, clock: systemClock, log: createLog({ clock: systemClock }), now: () => performance.now(),
    signal: new AbortController().signal, times: () => 1, alone: true, dumps: path.join(ROOT, 'tests/screen/fixtures'),
  });
  const read = result!.counts![0]!;
  const found = result!.lines.filter((l) => l.unit === 'tokens' && !l.name.endsWith('nodes'));
  expect([result!.broken, read.name, found.map((l) => [l.name, l.baseline?.name, l.value.n === read.count, l.value.p50 < l.baseline!.value.p50, /^means \d+ and \d+: 1\/\d+\.\d$/.test(l.note ?? '')])]).toEqual([[], 'real dumps read', [
    ['screen text, real dumps', 'raw XML', true, true, true],
    ['  against Mobilerun', 'its list', true, true, true],
    ['  against AndroidWorld M3A', 'its list', true, true, true],
  ]]);
});
