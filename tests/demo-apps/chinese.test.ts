// With the language set to Chinese every word of every app is Chinese, on each screen and after a touch on each of its parts; names, brands and units stay.

import { expect, test } from 'vitest';
import { PAGES, shortAddress } from '../../electron/demo-phone/apps/browser/pages.ts';
import { APPS } from '../../electron/demo-phone/apps/index.ts';
import { NEARBY, NETWORKS, LANGUAGES } from '../../electron/demo-phone/apps/settings/state.ts';
import type { Json } from '../../electron/demo-phone/types.ts';
import { crawl, placeName, SCREENS, viewer } from './every-screen.ts';

/** What people and the world around the phone have called things. Words that the apps translate are none of these. */
const data = (v: Json): string[] => (typeof v === 'string' ? v.split('\n') : v === null || typeof v !== 'object' ? [] : Object.values(v).flatMap(data));
const TRANSLATED = /^com\.android\.settings$|shop$|bank$|deskclock$/;
/** Not the words that stand for one of several in a state, such as `off` or `image`. */
const named = (s: string): boolean => /[A-Z\s.@_]/.test(s);
const NAMES = [
  ...APPS.filter((a) => !TRANSLATED.test(a.package)).flatMap((a) => data(a.initial())).filter(named),
  // Pages of the web have a language of their own.
  ...PAGES.flatMap((page) => [...data([...page.blocks] as unknown as Json), page.title, page.url, shortAddress(page.url)]).filter(named), 'start.example', 'https://nowhere.example/', 'nowhere.example',
  ...NETWORKS.map((n) => n.ssid), ...NEARBY.map((d) => d.name), ...LANGUAGES.map((l) => l.name), 'Countersign Demo', 'Bob Martin', 'Maria Garcia', 'QA Lab', '12 Test Road, floor 3', '8 Willow Lane', 'Home', 'Hangzhou', '1 West Lake Avenue', 'qa.demo@example.com', 'dns.example.net', 'IMG_0042', 'Gboard',
].filter((s) => /[A-Za-z]/.test(s)).toSorted((a, b) => b.length - a.length);

/** Words that are Latin in Chinese too, units, model and licence names, and the letters of sizes and account numbers. */
const LATIN = new Set(['WLAN', 'SIM', 'VPN', 'DNS', 'NFC', 'IP', 'IMEI', 'EID', 'MAC', 'USB', 'OEM', 'GMT', 'GB', 'MB', 'kB', 'B', 'AC', 'GHz', 'ml', 'mm', 'm', 'mAh', 'x', 'Android', 'Auto', 'TalkBack', 'WPA2', 'WPA3', 'MIT', 'Apache-2', 'BSD', 'A', 'A5', 'USB-C', 'S', 'M', 'L', 'XL', 'DE02', 'CN', 'OK', 'QA']);
/** Values that a phone has rather than says: addresses, serial and build numbers. */
const VALUE = /^(?:[0-9A-Fa-f]{2}:){5}[0-9A-Fa-f]{2}$|^[A-Z0-9]+\.\d{6}\.\d+$|^sdk_\w+$/;

function left(words: string): string[] {
  // The letter in a person's round picture.
  let rest = /^[A-Z]$/.test(words) ? '' : words;
  for (const name of NAMES) rest = rest.replaceAll(name, ' ');
  return rest.split(/[^A-Za-z0-9_.:'-]+/).filter((w) => /[A-Za-z]/.test(w) && !LATIN.has(w.replace(/[.:'-]+$|^[.:'-]+|\.0$/g, '')) && !/^\d+(?:\.\d+)?(?:GB|MB|x|mm|m|ml)$/.test(w) && !VALUE.test(w));
}

test('what is left of a text without names and units is what is not Chinese', () => {
  expect([left('已使用 52.4 GB'), left('要呼叫Alice Chen吗？'), left('WLAN'), left('Cancel'), left('删除 Now')]).toEqual([[], [], [], ['Cancel'], ['Now']]);
});

test.each(SCREENS.map((p) => [placeName(p), p] as const))('%s', async (_, p) => {
  const v = viewer({ language: 'zh-CN' });
  const foreign = new Set<string>();
  const errors = new Set<string>();
  try {
    await crawl(v, p, (nodes, after) => {
      for (const n of nodes) for (const words of [n.text, n.desc, n.hint]) if (left(words).length > 0) foreign.add(`${words} (after ${after})`);
      for (const l of v.phone.log) if (l.level === 'E') errors.add(l.text);
    });
  } finally {
    v.phone.close();
  }
  expect({ foreign: [...foreign], errors: [...errors] }).toEqual({ foreign: [], errors: [] });
});
