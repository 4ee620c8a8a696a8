// Exports: nameEn. Names in Latin letters beside what says that a name comes (Mr, "Name:", "Dear"), or of a common first and a common last name.

import type { Found, Recogniser } from '../recognise.ts';
import { apart } from './digits.ts';
import { FIRST, LAST, NOT_TITLE, PINYIN } from './name-words.ts';

const WORD = String.raw`(?:[A-Z]['’]|Mc|Mac|De|Di|La|Le|Van)?\p{Lu}\p{Ll}+(?:[-'’]\p{L}\p{Ll}*)*`;
const NAME = String.raw`${WORD}(?: (?:(?:de|van|von|der|den|da|dos|del|la|al|bin|ibn|el|ter|du) )*(?:\p{Lu}\. ?)?(?:\p{Lu}\. )?${WORD}){0,3}`;
const CAPITALS = String.raw`\p{Lu}{2,}(?: \p{Lu}\.?(?= ))?(?: [\p{Lu}'’-]{2,}){1,3}`;
/** The label of a field and what divides it from its value. */
const FIELD = new RegExp(String.raw`(?<![A-Za-z])(?:(?:(?:full|first|last|given|family|sur|your|legal|real|customer|client|patient|recipient|guest|contact|cardholder|card holder|account holder|passenger|holder|payee|beneficiary|sender|receiver|employee|student|member|owner|applicant|driver|buyer|seller|emergency contact|billing|shipping|display)(?:'s|s)? ?)?names?|(?:recipient|receiver|addressee|patient|contact(?: person)?|emergency contact|card ?holder|account ?holder|account owner|payee|beneficiary|passenger|traveller|traveler|guest|sender|customer|client|applicant|insured|policy ?holder|tenant|landlord|driver|courier|attn|attention|attendee|employee|student|supervisor|signed(?: by)?|author|owner|assignee|ship to|deliver to|sold to|bill to|billed to|delivered to|received by|booked by|prepared by|requested by|approved by|issued to|registered to)|收件人|收货人|联系人|姓名|寄件人|收款人|乘客|乘机人|旅客|入住人|持卡人|患者|用户|客户)(?: on (?:the )?card)?(?:\s{0,2}[:=|]\s{0,3}|\s[-–]\s)`, 'giu');
/** The same without a sign between, where nothing else can follow. */
const SPACED = new RegExp(String.raw`(?<![\p{L}])(?i:card ?holder(?:'s)? name|name on card|account holder|full name|(?:patient|guest|recipient|beneficiary|passenger|customer)(?:'s)? name|signed,) (${CAPITALS}|${WORD} (?:\p{Lu}\. )?${WORD})(?![\p{L}])`, 'gu');
const OTHER_NAME = /(?:file|device|app|network|product|company|store|wi-?fi|host|domain|group|project|brand|item|model|playlist|album|song|event|bank|server|printer|folder|class|package|variable|city|street|school|business|hotel|user|nick|screen|code|branch|game|team|course|plan|list|label|tag|room|place|font|theme|table|column|field|step|task|pet|channel|set|ssid|medicine|drug)[ _-]?$/i;
const TITLED = new RegExp(String.raw`(?<![\p{L}])(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Professor|Doctor|Capt|Captain|Sgt|Rev|Sir|Lady|Herr|Frau|Mme|Señor|Señora|Monsieur|Madame)\.? (${NAME})`, 'gu');
const GREETING = new RegExp(String.raw`(?<![\p{L}])(?:Dear|Hi|Hello|Hey|Thanks|Thank you|Good morning|Good evening|Cheers|Regards|Sincerely|Best wishes|Love|Yours)[,!]?\s{1,2}(${NAME})(?=\s*(?:[,!.:;\n]|$))`, 'gu');
const CALLED = new RegExp(String.raw`(?:(?:my|his|her|the patient's|whose) name is|I am called|named|known as|(?:this is|I am|I'm|it's|speaking with|speaking to|on behalf of|in the name of)) (${NAME})`, 'gu');
const BESIDE = new RegExp(String.raw`(?<![\p{L}])(?:[Ww]ith|[Tt]o|[Bb]y|[Ff]rom|[Ff]or|[Aa]nd|[Aa]sk|[Tt]ell|[Cc]all|[Tt]ext|[Mm]essage|[Ee]mail|[Pp]ay|[Mm]eet|[Mm]et|[Cc]ontact|[Ii]nvited?|[Aa]dd|[Rr]emind|[Vv]isit|[Ss]ee|[Tt]hanks?|[Pp]aid|[Ss]ent|[Nn]otify|[Cc]c|[Pp]atient|[Rr]ecipient|[Cc]ard ?holder|[Pp]assenger|[Gg]uest|[Cc]ustomer|[Cc]lient|[Tt]enant|[Dd]river|[Pp]ayee|[Ss]ender|[Cc]olleague|[Ff]riend|[Bb]rother|[Ss]ister|[Hh]usband|[Ww]ife|[Nn]urse|[Aa]gent|@|给|向|转给|联系|发给|收件人|和|与)[: ]?\s?(${NAME})`, 'gu');
const PAIR = new RegExp(String.raw`(?<![\p{L}'’-])(${WORD}) (?:(\p{Lu})\.? )?(${WORD})(?![\p{L}])`, 'gu');
const VALUE = new RegExp(`^(?:\\p{Lu}{2,}/\\p{Lu}{2,}(?: (?:MR|MS|MRS))?|${NAME}|${CAPITALS})(?![\\p{L}])`, 'u');
const SYLLABLES = /^(?:(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?(?:iang|iong|uang|ang|eng|ing|ong|ian|iao|uai|uan|ai|ei|ao|ou|an|en|in|un|ia|ie|iu|ua|ui|uo|üe|ue|er|a|e|i|o|u|ü)){1,3}$/i;

const isWord = (w: string): boolean => NOT_TITLE.has(w) || NOT_TITLE.has(w[0]! + w.slice(1).toLowerCase());
/** The name without words at its end (or beginning) that are none. */
function trimmed(name: string): string {
  const parts = name.split(' ');
  const bad = parts.findIndex((p) => p.length > 1 && isWord(p));
  return bad < 0 ? name : parts.slice(0, bad).join(' ').replace(/ (?:de|van|von|der|da|la|al|\p{Lu}\.)$/u, '');
}
const known = (name: string): boolean => {
  const [first = '', ...rest] = name.split(' ');
  return FIRST.has(first) || (rest.length > 0 && PINYIN.has(first) && SYLLABLES.test(rest[0]!)) || (rest.length > 0 && PINYIN.has(rest.at(-1)!) && SYLLABLES.test(first));
};

export const nameEn: Recogniser = ({ text }) => {
  if (!/\p{Lu}/u.test(text)) return [];
  const found: Found[] = [];
  const add = (start: number, name: string, score: number): void => {
    const t = trimmed(name.replace(/['’]s$/, ''));
    if (t.length > 1) found.push({ start, end: start + t.length, kind: 'name', score });
  };
  for (const m of text.matchAll(FIELD)) {
    if (/names?\s{0,2}[:=|]\s*$/i.test(m[0]) && /^names?/i.test(m[0]) && OTHER_NAME.test(text.slice(0, m.index))) continue;
    // "Driver - Score" are two words of a heading.
    if (/[-–]\s$/.test(m[0]) && !/name/i.test(m[0])) continue;
    const at = m.index + m[0].length;
    const value = VALUE.exec(text.slice(at))?.[0];
    // "name: Upload screenshots" is a heading and no person.
    if (value !== undefined && /^names?/i.test(m[0]) && !known(value) && /^ [a-z(]|^ - /.test(text.slice(at + value.length))) continue;
    if (value !== undefined && !/^(?:[A-Z]{2,}\s?){1}$/.test(value)) add(at, value, 0.88);
  }
  for (const m of text.matchAll(SPACED)) if (trimmed(m[1]!) === m[1]) add(m.index + m[0].length - m[1]!.length, m[1]!, 0.8);
  for (const m of text.matchAll(TITLED)) add(m.index + m[0].length - m[1]!.length, m[1]!, 0.85);
  for (const m of text.matchAll(GREETING)) {
    const name = trimmed(m[1]!);
    if (name === m[1] && (known(name) || (m[0].startsWith('Dear') && !/^(?:Diary|Lord|Parents?|Hiring|Students?|Colleagues?|Friend|Valued|Passenger|Subscriber|Applicant|Resident|Parent|Reader|Player|Applicants)/.test(name)))) add(m.index + m[0].length - name.length, name, 0.8);
  }
  for (const m of text.matchAll(CALLED)) {
    const name = m[1]!;
    if (/name is|called/.test(m[0]) ? trimmed(name) === name : known(name)) add(m.index + m[0].length - name.length, name, 0.8);
  }
  for (const m of text.matchAll(BESIDE)) {
    const name = m[1]!;
    if (known(name) && (name.includes(' ') || !/^(?:Jordan|Austin|Madison|Virginia|Victoria|Charlotte|Jack|Christian|Amber|Ivy|Holly|Jasmine|Dan|Max|Carol|Page|Rosa|Frank|Olive|Sakura|Min|Jean|Love|Ali|Ma)$/.test(name)) && (name.includes(' ') || /(?:[Aa]sk|[Tt]ell|[Cc]all|[Tt]ext|[Mm]essage|[Ee]mail|[Pp]ay|[Mm]eet|[Mm]et|[Ii]nvited?|[Rr]emind|[Tt]hanks?|@|[Ww]ith|给|向|转给|联系|发给)[: ]?\s?$/.test(m[0].slice(0, m[0].length - name.length)))) add(m.index + m[0].length - name.length, name, 0.65);
  }
  for (const m of text.matchAll(PAIR)) {
    if (FIRST.has(m[1]!) && LAST.has(m[3]!) && !/^(?: (?:Street|St|Road|Rd|Avenue|Ave|Lane|Drive|Hospital|University|College|School|Airport|Park|Center|Centre|Hotel|Store|Inc|Ltd|Bank|Church|Stadium|Museum|Bridge|Library|Foundation|Award|Daniel's|Hill))/.test(text.slice(m.index + m[0].length))) add(m.index, m[0], 0.6);
  }
  return apart(found.sort((a, b) => b.score - a.score || b.end - b.start - (a.end - a.start)));
};
