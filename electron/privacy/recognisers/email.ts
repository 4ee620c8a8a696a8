// Exports: email. E-mail addresses, also beside Chinese words and with "[at]" or " at … dot …" written out.

import { isEmail } from '../libraries.ts';
import type { Found, Recogniser } from '../recognise.ts';

const CANDIDATE = /(?<![*•●A-Za-z0-9._%+\-@/])[A-Za-z0-9._%+'-]{1,64} ?@ ?(?:[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?\.)+[A-Za-z]{2,24}(?![A-Za-z0-9@])/g;
const WRITTEN = /(?<![A-Za-z0-9._%+-])([A-Za-z0-9._%+-]{1,64})\s*(?:[[({]\s*(?:at|@)\s*[\])}]|\bat\b)\s*([A-Za-z0-9-]+(?:\s*(?:[[({]\s*(?:dot|\.)\s*[\])}]|\bdot\b|\.)\s*[A-Za-z0-9-]+)+)/gi;
const UNICODE = /[\p{L}\p{N}._%+-]{1,64}@(?:[\p{L}\p{N}-]+\.)+\p{L}{2,24}/gu;
/** "icon@2x.png" is a file. */
const FILE = /\.(?:png|jpe?g|webp|gif|svg|css|js|ts|json|html?|xml|md|txt|pdf|zip|apk)$/i;

export const email: Recogniser = ({ text }) => {
  if (!/[@]|\bat\b/i.test(text)) return [];
  const found: Found[] = [];
  for (const m of text.matchAll(CANDIDATE)) {
    let lead = /^[.'-]+/.exec(m[0])?.[0].length ?? 0;
    // "Email:'a@b.c'": a quotation mark belongs to the text.
    if (m[0].startsWith("'")) lead = 1;
    const address = m[0].slice(lead);
    const compact = address.replaceAll(' ', '');
    if (FILE.test(compact) || (compact.startsWith('git@') && /^[:/]/.test(text.slice(m.index + m[0].length))) || !isEmail(compact)) continue;
    // With blanks around the sign it may be a handle: "call me @ home.now".
    if (address.includes(' ') && !/\.(?:com|org|net|edu|gov|cn|de|fr|uk|io|co|jp|hk|tw)$/i.test(compact)) continue;
    found.push({ start: m.index + lead, end: m.index + m[0].length, kind: 'email', score: 0.99 });
  }
  for (const m of text.matchAll(UNICODE)) {
    if (/^[\x20-\x7e]*$/.test(m[0]) || FILE.test(m[0])) continue;
    // Chinese words stand right before an address: only what is not Latin on both sides of the sign is one itself.
    const [local = '', domain = ''] = m[0].split('@');
    if (/^[\x20-\x7e]+$/.test(domain) && /[\x21-\x7e]$/.test(local)) continue;
    found.push({ start: m.index, end: m.index + m[0].length, kind: 'email', score: 0.8 });
  }
  for (const m of text.matchAll(WRITTEN)) {
    const bracketed = /[[({]\s*(?:at|dot)/i.test(m[0]);
    if (!bracketed && !/\bdot\b/i.test(m[0])) continue;
    const address = `${m[1]}@${(m[2] ?? '').replace(/\s*(?:[[({]\s*(?:dot|\.)\s*[\])}]|\bdot\b|\.)\s*/gi, '.')}`;
    if (isEmail(address)) found.push({ start: m.index, end: m.index + m[0].length, kind: 'email', score: 0.85 });
  }
  return found;
};
