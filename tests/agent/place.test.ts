import { describe, expect, test } from 'vitest';
import { byPlace } from '../../electron/agent/place.ts';
import { ground } from '../../electron/agent/ground.ts';
import type { Element, Snapshot } from '../../electron/protocol/screen.ts';
import { node, shotOf } from '../screen/fixture.ts';

const page = (...inner: string[]): Snapshot => shotOf(node('FrameLayout', [0, 0, 720, 1600], {}, ...inner));
const button = (text: string, [l, t, r, b]: readonly [number, number, number, number]): string => node('Button', [l, t, r, b], { text, clickable: 'true' });
const bar = page(
  node('ImageButton', [400, 40, 496, 136], { 'content-desc': 'Search', clickable: 'true' }), node('ImageButton', [500, 40, 596, 136], { 'content-desc': 'Preferences', clickable: 'true' }),
  button('Deliver to an address', [20, 300, 700, 380]), button('Pickup from a restaurant', [20, 400, 700, 480]), button('Scan to Order', [20, 500, 700, 580]));

const at = async (phrase: string, ask: (words: string) => Element | undefined = () => undefined): Promise<unknown> => { const e = await byPlace(bar, phrase, async (words) => ask(words)); return typeof e === 'object' ? e.label : e; };
const labelled = (label: string): Element => bar.elements.find((e) => e.label === label)!;

describe('a place told by what is around it', () => {
  test('anchors by name, by part of it, by their picture', async () => expect([await at('The option below pickup'), await at('The icon right of the magnifying glass'), await at('“Scan to Order”上面的按钮')]).toEqual(['Scan to Order', 'Preferences', 'Pickup from a restaurant']));
  test('an anchor in other words is asked for, and only the anchor', async () => {
    const asked: string[] = [];
    expect([await at('The button below home delivery', (words) => { asked.push(words); return labelled('Deliver to an address'); }), asked]).toEqual(['Pickup from a restaurant', ['home delivery']]);
  });
  test('what can only be a place is never the anchor', async () => expect([await at('The button below Scan to Order'), await at('The switch next to Pickup from a restaurant'), await at('The option below the moon')]).toEqual(['absent', 'absent', 'absent']));
  test('words that say much else say no place', async () => expect([await at('Pay after Pickup'), await at('Let it show over Scan to Order'), await at('Scan to Order')]).toEqual([undefined, undefined, undefined]));
});

describe('the first of what the screen lists', () => {
  const row = (top: number, title: string): string => node('LinearLayout', [0, top, 720, top + 140], { clickable: 'true' }, node('TextView', [32, top + 10, 600, top + 50], { text: title }), node('TextView', [32, top + 60, 600, top + 100], { text: '45 min' }));
  const shows = page(node('TextView', [20, 40, 300, 90], { text: 'Upcoming' }), row(120, 'Episode 12. Infected'), row(260, 'Episode 13. Isolation'), row(400, 'Episode 14. Seed'));
  const chips = page(node('TextView', [20, 40, 300, 90], { text: 'Color scheme' }), button('Fire', [20, 120, 150, 180]), button('Ocean', [170, 120, 300, 180]), button('Gray', [320, 120, 450, 180]), button('Reset', [20, 400, 700, 480]));
  const seasons = page(...['Season 1', 'Season 2', 'Season 3'].map((t, i) => node('TextView', [20, 100 + i * 80, 300, 150 + i * 80], { text: t })));
  const settings = page(node('TextView', [20, 40, 400, 110], { text: '播放设置' }), row(200, '追剧设置, 视频'), row(340, '弹幕设置, 视频'), row(480, '下载设置, 视频'));
  const of = async (s: Snapshot, step: string): Promise<unknown> => { const g = await ground(s, step, { signal: new AbortController().signal }); return s.elements.find((e) => e.id === g.element)?.label.split(',')[0]; };
  test.each<[string, Snapshot, unknown]>([
    ['The first upcoming broadcast', shows, 'Episode 12. Infected'], ['The last episode in the list', shows, 'Episode 14. Seed'], ['列表里第二集', shows, 'Episode 13. Isolation'], ['The second colour scheme', chips, 'Ocean'], ['The first message', shows, undefined], ['列表里第二封邮件', shows, undefined],
    ['The ninth episode', shows, undefined], ['The first season', seasons, 'Season 1'], ['The third season', seasons, 'Season 3'], ['The first episode', seasons, undefined], ['第一个视频', settings, undefined],
  ])('%s', async (step, s, expected) => expect(await of(s, step)).toEqual(expected));
});
