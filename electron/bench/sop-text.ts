// Exports: sopText. An SOP of a wanted number of steps that uses most of the language and has no problem worth an error.

import { chance } from './chance.ts';

const WORDS = ['Network', 'Display', 'Storage', 'Accounts', 'Sounds', 'Privacy', 'Backup', 'System', '电池', '通知'];

/** @param steps numbered steps in all, those inside `If` included */
export function sopText(steps: number, seed = 1): string {
  const random = chance(seed);
  const out = [
    '---', 'sop: 1', `id: bench.steps-${steps}`, `title: A procedure of ${steps} steps`, 'owner: bench', 'classification: internal',
    'applies:', '  - { app: com.countersign.settings }', 'params:',
    '  name: { type: string, example: Ada }', '  amount: { type: money, currency: CNY, example: "12.50" }', '  pin: { type: string, secret: true, label: credential, example: "0000" }',
    '---', `# A procedure of ${steps} steps`, '', '## Preconditions', '- "Settings" is visible.', '', '## Steps', '',
  ];
  let made = 0;
  for (let number = 1; made < steps; number++) {
    if (made % 40 === 0) out.push('', `### Phase ${made / 40 + 1}`);
    const label = `"${random.pick(WORDS)} ${number}"`;
    const kind = random.below(8);
    // Markdown wants what is nested to begin where the item's text does.
    const indent = ' '.repeat(String(number).length + 2);
    if (kind === 0 && made + 3 <= steps) {
      out.push(`${number}. If ${label} is visible:`, `${indent}1. Tap ${label}.`, `${indent}2. Go back.`);
      made += 3;
      continue;
    }
    out.push([
      `${number}. Tap ${label}.`, `${number}. Enter {{name}} into ${label}.`, `${number}. Turn on ${label}.`, `${number}. Swipe down until ${label} is visible.`,
      `${number}. Long-press ${label}.`, `${number}. Wait until ${label} is visible within 20 s.`, `${number}. Check ${label} is visible.`, `${number}. 点击 ${label}。`,
    ][kind]!);
    if (number % 4 === 0) out.push(`${indent}- Expect: ${label} is visible within 5s`);
    if (number % 25 === 0) out.push(`${indent}- Ask first: payment, {{amount}} is paid`);
    made++;
  }
  out.push('', '## Expected result', '- "Done" is visible.', '');
  return out.join('\n');
}
