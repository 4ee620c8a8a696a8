// A run that reaches an approval, says where its episode is, and waits for ever: what crash.test.ts kills.

import { sopText, stage } from './stage.ts';

const s = stage({
  approve: () => { process.stdout.write(`${JSON.stringify({ root: s.root })}\n`); return new Promise(() => {}); },
  phone: { start: 'main', apps: { A: { package: 'com.a', screen: 'main' } }, screens: { main: () => ({ package: 'com.a', activity: '.A', items: [{ kind: 'button', text: 'Delete' }] }) } },
});
setInterval(() => {}, 1000);
await s.start(sopText('1. Open "A".\n2. Tap "Delete".'));
