// Exports: LEXICON. A lexicon of two concepts, invented for tests.

import type { Concept } from '../../../electron/model/pilot/lexicon.ts';

export const LEXICON: readonly Concept[] = [
  {
    id: 'net.wifi', kind: 'row', en: ['Wi-Fi', 'WLAN'], zh: ['无线局域网'], say: ['the wireless internet'], do: ['hook the phone up to the router'],
    zhSay: ['路由器信号'], zhDo: ['连上家里的路由器'], icon: ['ic_wifi'], near: ['Bluetooth'], zhNear: ['蓝牙'],
  },
  {
    id: 'mail.send', kind: 'icon', en: ['Send'], zh: ['发送'], say: ['the paper plane'], do: ['let the letter go to {v}'],
    zhSay: ['纸飞机'], zhDo: ['把信寄出去'], icon: ['ic_send', 'btn_submit'], near: ['Save draft'], zhNear: ['存草稿'],
  },
];
