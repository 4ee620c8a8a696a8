// Exports: nameEn. Names in Latin letters beside what says that a name comes (Mr, "Name:", "Dear"), or of a common first and a common last name.

import type { Found, Recogniser } from '../recognise.ts';
import { apart } from './digits.ts';
import { AMBIGUOUS_FIRST, FIRST, LAST, NOT_TITLE, PINYIN } from './name-words.ts';
import { BRANDS, NOT_PERSON, PLACES } from './not-names.ts';

const WORD = String.raw`(?:[A-Z]['’]|Mc|Mac|De|Di|La|Le|Van)?\p{Lu}\p{Ll}+(?:[-'’]\p{L}\p{Ll}*)*`;
const NAME = String.raw`${WORD}(?: (?:(?:de|van|von|der|den|da|dos|del|la|al|bin|ibn|el|ter|du) )*(?:\p{Lu}\. ?)?(?:\p{Lu}\. |St\. )?${WORD}){0,3}`;
const CAPITALS = String.raw`\p{Lu}{2,}(?: \p{Lu}\.?(?= ))?(?: [\p{Lu}'’-]{2,}){1,3}`;
/** The label of a field and what divides it from its value. */
const FIELD = new RegExp(String.raw`(?<![A-Za-z])(?:(?:(?:full|first|last|given|family|sur|your|legal|real|customer|client|patient|recipient|guest|contact|cardholder|card holder|account holder|passenger|holder|payee|beneficiary|sender|receiver|employee|student|member|owner|applicant|driver|buyer|seller|emergency contact|billing|shipping|display)(?:'s|s)? ?)?names?|(?:recipient|receiver|addressee|patient|contact(?: person)?|emergency contact|card ?holder|account ?holder|account owner|payee|beneficiary|passenger|traveller|traveler|guest|sender|customer|client|applicant|insured|policy ?holder|tenant|landlord|driver|courier|attn|attention|attendee|employee|student|supervisor|signed(?: by)?|author|owner|assignee|ship to|deliver to|sold to|bill to|billed to|delivered to|received by|booked by|prepared by|requested by|approved by|issued to|registered to)|收件人|收货人|联系人|姓名|寄件人|发件人|收款人|付款人|收款方|付款方|户名|乘客|乘机人|乘车人|旅客|入住人|住客|客人|顾客|持卡人|患者|申请人|预订人|签收人|负责人|投保人|客户|英文名|拼音|来电|抄送)(?: (?:on|as|in|per|for) [a-z ]{2,25})?(?:\s{0,2}[:=|]\s{0,3}|\s[-–]\s)`, 'giu');
/** The same without a sign between, where nothing else can follow. */
const SPACED = new RegExp(String.raw`(?<![\p{L}])(?i:card ?holder(?:'s)? name|name on card|account holder|full name|(?:patient|guest|recipient|beneficiary|passenger|customer)(?:'s)? name|signed,) (${CAPITALS}|${WORD} (?:\p{Lu}\. )?${WORD})(?![\p{L}])`, 'gu');
/** Who somebody is, as a label without a sign ("Beneficiary Rajesh Chen") or with one. */
const ROLE = String.raw`(?:beneficiary|recipient|payee|passenger|customer|guest|patient|employee|applicant|landlord|landlady|tenant|driver|attendee|host|contact|sender|receiver|card ?holder|account holder|insured|policy ?holder|member|student|teacher|tutor|instructor|agent|manager|supervisor|technician|nurse|doctor|physician|surgeon|dentist|therapist|lawyer|attorney|courier|rider|buyer|seller|owner|author|witness|spouse|husband|wife|son|daughter|mother|father|brother|sister|mom|dad|next of kin|guardian|parent|travell?er|client|candidate|interviewer|organi[sz]er|speaker|reviewer|assignee|assigned to|reporter|payer|remitter|creditor|colleague|friend|neighbou?r|roommate|borrower|lender|guarantor|nominee|trainer|coach|(?:[a-z]+ )?(?:holder|person|party)|(?:full |legal |customer |payee )?name|parent\/guardian|parent|dependent|co-signer|signatory|visitor|signatory|consignee|shipper|addressee|hotel guest|lead guest|primary guest|main contact|emergency contact|point of contact|account manager|sold to|c/o|care of|in care of|attn)`;
/** Words after which the name of a person comes rather than anything else; of two words at least, none of them a common one. */
const DEED = String.raw`(?:(?:sent|signed|prepared|reviewed|approved|written|posted|shared|uploaded|delivered|requested|issued|created|invited|booked|assigned|reported|submitted|recommended|organi[sz]ed|hosted|taught|authored|edited|modified|updated|ordered|paid|witnessed|collected|accepted|referred|added|verified|received|transferred|addressed|registered|reserved|wired|granted|lent|returned|forwarded|handed|given|married|introduced|reports|due|owed) (?:by|to|for|from|with)|(?:payment|transfer|message|text|call|voicemail|e-?mail|mail|request|money|gift|invite|invitation|letter|parcel|package|order|delivery|reservation|booking|appointment|prescription|invoice|receipt|ticket|refund|statement|chat|meeting|interview|lunch|dinner|session|consultation|conversation|note|reply|reminder|deposit|cheque|check|call back|speak|talk|spoke|talked|1:1|sync|date|copy|pickup|pick-up|table|room|policy|account|profile|file|record|results) (?:from|to|for|with|by|of|in the name of)|left with|in care of|c/o|attn\.?:?|(?:calling|paging|ask for|asking for|regarding|re:|meet|met|know|spoke to|see|visit|find|tell|remind|notify|call|text|message|email|e-mail|contact|pay|paid|invite|add|block|unfriend|follow|you (?:paid|sent|owe|requested|invited|added|messaged|called|matched with|are now connected with))|(?:transfer|wire|send|pay|give|return|forward|hand|deliver)(?:red|ring|d|ing|ed|s)?(?: [$€£¥]?[\d.,]+(?: [A-Z]{3})?| (?:it|this|that|money|cash|the \w+|\w+ \w+))? to)`;
const OTHER_NAME = /(?:file|device|app|network|product|company|store|wi-?fi|host|domain|group|project|brand|item|model|playlist|album|song|event|bank|server|printer|folder|class|package|variable|city|street|school|business|hotel|user|nick|screen|code|branch|game|team|course|plan|list|label|tag|room|place|font|theme|table|column|field|step|task|pet|channel|set|ssid|medicine|drug)[ _-]?$/i;
const TITLED = new RegExp(String.raw`(?<![\p{L}])(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Professor|Doctor|Capt|Captain|Sgt|Judge|Pastor|Officer|Detective|Senator|Nurse|Rev|Sir|Lady|Herr|Frau|Mme|Señor|Señora|Monsieur|Madame)\.? (${NAME})`, 'gu');
const GREETING = new RegExp(String.raw`(?<![\p{L}])(?:Dear|Hi|Hello|Hey|Welcome(?: back)?,?|Happy (?:birthday|anniversary|new year),?|Congrat(?:ulation)?s,?|Good (?:afternoon|night),?|Bye|Goodbye|Thanks|Thank you|Good morning|Good evening|Cheers|Regards|Sincerely|Best wishes|Love|Yours)[,!]?\s{1,2}(${NAME})(?=\s*(?:[,!.:;\n]|[—–-] |$))`, 'gu');
const CALLED = new RegExp(String.raw`(?:(?:my|his|her|the patient's|whose) name is|I am called|named|known as|(?:this is|I am|I'm|it's|speaking with|speaking to|on behalf of|in the name of)) (${NAME})`, 'gu');
const BESIDE = new RegExp(String.raw`(?<![\p{L}])(?:[Ww]ith|[Tt]o|[Bb]y|[Ff]rom|[Ff]or|[Aa]nd|[Aa]sk|[Tt]ell|[Cc]all|[Tt]ext|[Mm]essage|[Ee]mail|[Pp]ay|[Mm]eet|[Mm]et|[Cc]ontact|[Ii]nvited?|[Aa]dd|[Rr]emind|[Vv]isit|[Ss]ee|[Tt]hanks?|[Pp]aid|[Ss]ent|[Nn]otify|[Cc]c|[Pp]atient|[Rr]ecipient|[Cc]ard ?holder|[Pp]assenger|[Gg]uest|[Cc]ustomer|[Cc]lient|[Tt]enant|[Dd]river|[Pp]ayee|[Ss]ender|[Cc]olleague|[Ff]riend|[Bb]rother|[Ss]ister|[Hh]usband|[Ww]ife|[Nn]urse|[Aa]gent|@|给|向|转给|联系|发给|收件人|和|与)[: ]?\s?(${NAME})`, 'gu');
const PAIR = new RegExp(String.raw`(?<![\p{L}'’-])(${WORD}) (?:(\p{Lu})\.? )?(${WORD})(?![\p{L}])`, 'gu');
const VALUE = new RegExp(`^(?:${WORD}, ${WORD}(?![\\p{L}:])|\\p{Lu}{2,}, \\p{Lu}{2,}(?![\\p{L}:])|\\p{Lu}{2,}/\\p{Lu}{2,}(?: (?:MR|MS|MRS))?|${NAME}|${CAPITALS})(?![\\p{L}])`, 'u');
const SYLLABLES = /^(?:(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?(?:iang|iong|uang|ang|eng|ing|ong|ian|iao|uai|uan|ai|ei|ao|ou|an|en|in|un|ia|ie|iu|ua|ui|uo|üe|ue|er|a|e|i|o|u|ü)){1,3}$/i;

const SEVERAL = String.raw`${WORD}(?: (?:(?:de|van|von|der|den|da|dos|del|la|al|bin|ibn|el|ter|du) )*(?:\p{Lu}\.? )?(?:(?:St)\. )?${WORD}){1,3}`;
const OF_ROLE = new RegExp(String.raw`(?<![\p{L}-])(?i:${ROLE})(?i:'s)?(?i: name)?\s?[:=]?\s(${SEVERAL}|${CAPITALS})(?![\p{L}\d])`, 'gu');
/** "From: Hannah Tanaka To: Amara Fitzgerald": these need a sign, for places and shops are sent from, too. */
const FROM_TO = new RegExp(String.raw`(?<![\p{L}-])(?i:from|to|cc|bcc|by|with|ship|deliver|bill|re|for)\s?[:=]\s{0,2}["']?(${SEVERAL}|${CAPITALS}|${WORD})(?![\p{L}\d])`, 'gu');
const OF_DEED = new RegExp(String.raw`(?<![\p{L}-])(?i:${DEED}) (${SEVERAL}|${CAPITALS})(?![\p{L}])`, 'gu');
/** "Your driver Mei is arriving". */
const AT_WORK = new RegExp(String.raw`(?<![\p{L}-])(?i:driver|courier|rider|guide|host|instructor|stylist|nurse|agent|friend|barber|cleaner|shopper|dasher|trainer|tutor|babysitter|sitter|colleague|brother|sister|husband|wife|son|daughter|cousin|aunt|uncle|neighbou?r|landlord|advis[eo]r|teacher|dentist|therapist|vet),? (${WORD})(?= (?:is|has|will|was|just|needs|wants|says|said|called|at|on|can|\p{Ll}+ed|sent|left)(?![\p{L}])|[,.(]|\s*$)`, 'gu');
/** "Hannah Bauer paid you £30". */
const SUBJECT = new RegExp(String.raw`(?<=^|[\n:>•·|(（。！!] ?|\. )(${SEVERAL}|${WORD})(?= (?:paid|sent|invited|requested|shared|mentioned|added|tagged|commented|liked|accepted|declined|joined|left|called|texted|messaged|replied|transferred|owes|followed|reacted|signed|approved|assigned|is (?:calling|typing|waiting|here|arriving|on the way|requesting|inviting|sharing|now your)|has (?:sent|shared|invited|joined|accepted|signed|requested|paid|approved|left|arrived|been)|wants to|would like to|needs your|lives|works|was born|wrote)\b)`, 'gu');
const JOB = String.raw`(?:Manager|Director|Engineer|Developer|Designer|CEO|CTO|CFO|COO|CIO|VP|President|Sales|Consultant|Analyst|Accountant|Teacher|Nurse|Doctor|MD|M\.D\.|PhD|Ph\.D\.|Professor|Lawyer|Attorney|Partner|Founder|Co-founder|Owner|Assistant|Coordinator|Specialist|Officer|Representative|Agent|Realtor|Broker|Architect|Head of|Lead|Intern|Student|Secretary|Technician|Supervisor|Recruiter|Editor|Writer|Journalist|Photographer|Chef|Therapist|Dentist|Surgeon|Pharmacist|Esq|RN|DDS|CPA|Jr|Sr)`;
/** A name by what stands behind it: an occupation, a number, an address for letters or mail. */
const OWNER_OF = new RegExp(String.raw`(?<![\p{L}'’-])(${SEVERAL}|${CAPITALS})(?![\p{L}])(?=\s?[|·•,\-–—\n(]{1,2}\s?(?:\p{Lu}\p{L}+ ){0,3}${JOB}(?![\p{L}])|\s{0,2}[<(|·•,;:–—-]{0,2}\s{0,2}(?:(?i:ssn|dob|d\.o\.b|born|passport|phone|tel|mobile|cell|mob|e-?mail|whatsapp|imei|id card|ID no)(?![\p{L}])|[A-Za-z0-9._%+-]{1,40}@|\+?\(?\d{2,4}\)?[ .-]?\d{3,4}[ .-]?\d{3}|[*•]{2,}[ -]?\d{2}|\d{1,5}[A-Za-z]? (?:[NSEW]{1,2} )?\p{Lu}[\p{L}\d]+ (?:\p{Lu}|\d)))`, 'gu');
const LABELLED_PART = new RegExp(String.raw`(?<![\p{L}])(?i:first|last|given|family|middle|maiden|sur|fore)[ -]?(?i:names?)\s{0,2}[:=]?\s{0,2}(${WORD})(?![\p{L}])`, 'gu');
const SIGNED_OFF = new RegExp(String.raw`(?:^|[\s.!?,])(?:(?:[Kk]ind|[Ww]arm(?:est)?|[Bb]est|[Mm]any) )?(?:[Rr]egards|[Bb]est|[Ss]incerely|[Cc]heers|[Tt]hanks|[Tt]hank you|[Ll]ove|[Yy]ours(?: truly| sincerely| faithfully)?|[Ww]ishes|xoxo|[Tt]hx|[Cc]iao),\s{1,3}(${SEVERAL}|${WORD})(?=[\s.]*$|\n)`, 'gu');
/** "hey Svetlana are you home?" */
const SPOKEN_TO = new RegExp(String.raw`(?<![\p{L}])(?i:hi|hey|hello|dear|thanks|thank you|yo|ok|sorry|morning),? (${WORD})(?= \p{Ll}|[,.!?]|\s*$)`, 'gu');
const SPEAKER = new RegExp(String.raw`(?<=^|\n)(${SEVERAL}|${WORD})(?=: \p{L})`, 'gu');
const CALLED_ON = new RegExp(String.raw`(?:\p{Ll}, |(?<=^|\n)[-–—] ?)(${WORD})(?=\s?[.!?]?\s*$|\n)|(?i:ask for|asking for|looking for|waiting for|cc|thanks to) (${WORD})(?= at | in |[,.!?]|$)`, 'gu');
/** "Served by Declan", "Split with Harriet and Zoe". */
const ONE = new RegExp(String.raw`(?<![\p{L}])(?:[Ww]ith|[Bb]y|[Ff]or|[Ff]rom|[Tt]o|w/)(?: \p{Lu}\p{Ll}+ (?:and|&))? (${WORD})(?! ?[\p{Lu}\d])(?=$|[ ,.!?;)\n])`, 'gu');
const ONE_ROLE = new RegExp(String.raw`(?<![\p{L}-])(?i:${ROLE}|server|cashier|barista|waiter|waitress|stylist|rep|sales ?person|clerk|teller|provider|attending|pharmacist|operator|served by|helped by|assisted by)(?i:'s)?(?i: name)?\s?[:=]\s{0,2}(${WORD})(?![\p{L}])`, 'gu');
const LOWER_GREETING = /(?<![\p{L}])(?:hi|hey|hello|dear|thanks|thank you|yo|sup|morning),? ([a-z]{3,12})(?=\s?[,!.?]|\s*$|\n)/gu;
const HERE = new RegExp(String.raw`(?:[Tt]his is|[Ii]t['’]s|[Ii]['’]m|I am|[Mm]y name['’]?s?(?: is)?|[Nn]ame['’]?s|[Yy]ou(?:'ve| have) reached) (${WORD}(?: ${WORD}){0,2})(?=,| (?:from|here|at|speaking|calling|with|again|your|and I)\b|[.!]?\s*$)`, 'gu');

/** Screens, shops, places and makers, not people; a first or last name people really have is none of these. */
const ordinary = (w: string): boolean => {
  const title = w[0]! + w.slice(1).toLowerCase();
  if (NOT_TITLE.has(w) || NOT_TITLE.has(title)) return true;
  return (NOT_PERSON.has(title) || /(?:tions?|ments?|ness|ility|ology|ware|ations|ables?)$/.test(title) || PLACES.has(title) || BRANDS.has(title)) && !FIRST.has(title) && !LAST.has(title);
};
/** Two words or more of which none is ordinary: after a cue, somebody's name. */
function plausible(name: string): boolean {
  const parts = name.split(/[ ]/).filter((w) => /^\p{Lu}/u.test(w));
  if (parts.length < 2 || parts.some((w) => w.replace('.', '').length > 1 && ordinary(w))) return false;
  return !(BRANDS.has(parts.at(-1)!) && !LAST.has(parts.at(-1)!)) && !(PLACES.has(parts.at(-1)!) && PLACES.has(parts[0]!));
}
/** The longest beginning of `name` that is plausible: "Siobhan Delgado Today" is two words. */
function person(name: string): string {
  const parts = name.split(' ');
  for (let n = parts.length; n >= 2; n--) {
    const part = parts.slice(0, n).join(' ').replace(/['’]s$/, '');
    if (/^\p{Lu}/u.test(parts[n - 1]!) && plausible(part)) return part;
  }
  return '';
}
/** How many words at the beginning are none of a name: "Call Grace Iyer". */
const leading = (name: string): number => { const parts = name.split(' '); const n = parts.findIndex((w) => !ordinary(w)); return n < 0 ? parts.length : n; };
const title = (w: string): string => w[0]!.toUpperCase() + w.slice(1);

const isWord = (w: string): boolean => NOT_TITLE.has(w) || NOT_TITLE.has(w[0]! + w.slice(1).toLowerCase());
/** The name without words at its end (or beginning) that are none. */
function trimmed(name: string): string {
  const parts = name.split(' ');
  const bad = parts.findIndex((p) => p.length > 1 && (isWord(p) || ordinary(p)));
  return bad < 0 ? name : parts.slice(0, bad).join(' ').replace(/ (?:de|van|von|der|da|la|al|\p{Lu}\.)$/u, '');
}
const known = (name: string): boolean => {
  const [first = '', ...rest] = name.split(' ');
  return FIRST.has(first) || (rest.length > 0 && PINYIN.has(first) && SYLLABLES.test(rest[0]!)) || (rest.length > 0 && PINYIN.has(rest.at(-1)!) && SYLLABLES.test(first));
};

/** Last names that are everyday words, places or makers as well. */
const COMMON_LAST = /^(?:White|Black|Brown|Green|Gray|Young|Long|King|Wood|Woods|Hill|Hall|Price|Stone|Rice|Park|Fox|Ward|Cook|Baker|Carter|Cooper|Fisher|Hunter|Mason|Parker|Porter|Turner|Walker|Cross|Day|Field|Ford|Grant|Knight|Lane|Page|Pierce|Pope|Reed|Rose|Sharp|Shaw|Silva|Summers|West|Winter|Washington|Jackson|Lincoln|Lee|Sun|Ma|He|Hu|Lu|Song|Bell|Berry|Bishop|Mills|Moss|Palmer|Perry|Ray|Rich|Rivers|Santos|Cruz|Flores|Torres|Chase|Marsh|Snow|Stark|Swift|Bush|Carpenter|Chapman|Gardner|Bailey|Morgan|Martin|Allen|Murphy|Gibson|Jordan|Dean|Duke|Earl|Major|Love|Little|Small|Strong|Best|Case|Cash|Dollar|Case|Nova|Marina|Villa)$/;
/** What makes the words before it a place or a thing: "Anna Schmidt Street". */
const THING = /^(?:['’]s)? (?:Street|St|Road|Rd|Avenue|Ave|Lane|Drive|Hospital|University|College|School|Airport|Park|Center|Centre|Hotel|Store|Inc|Ltd|LLC|Bank|Church|Stadium|Museum|Bridge|Library|Foundation|Award|Daniel's|Hill|Square|Station|Clinic|Restaurant|Cafe|Theatre|Theater|Arena|Tower|Building|Institute|Cup|Show|Prize|Edition|Collection|Album|Lake|Bay|Beach|Island|Mall|Plaza|Square|Garden|Gardens)(?![\p{L}])/u;
const afterName = (text: string, at: number): boolean => THING.test(text.slice(at, at + 16));

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
    if (value !== undefined && !/^(?:[A-Z]{2,}\s?){1}$/.test(value) && !value.split(' ').every(ordinary)) add(at, value, 0.88);
  }
  for (const m of text.matchAll(SPACED)) if (trimmed(m[1]!) === m[1]) add(m.index + m[0].length - m[1]!.length, m[1]!, 0.8);
  for (const m of text.matchAll(TITLED)) if (!m[1]!.split(' ').every((w) => ordinary(w) || BRANDS.has(w))) add(m.index + m[0].length - m[1]!.length, m[1]!, 0.85);
  for (const m of text.matchAll(GREETING)) {
    const name = trimmed(m[1]!);
    if (name === m[1] && (known(name) || (/^(?:Dear|Hi|Hello|Hey|Welcome back|Happy|Congrat)/.test(m[0]) && name.split(' ').length < 4 && !name.split(' ').some(ordinary)) || (m[0].startsWith('Dear') && !name.split(' ').every((w) => NOT_PERSON.has(w)) && !/^(?:Diary|Lord|Parents?|Hiring|Students?|Colleagues?|Friend|Valued|Passenger|Subscriber|Applicant|Resident|Parent|Reader|Player|Applicants)/.test(name)))) add(m.index + m[0].length - name.length, name, 0.8);
  }
  for (const m of text.matchAll(CALLED)) {
    const name = m[1]!;
    if (/name is|called/.test(m[0]) ? trimmed(name) === name : known(name)) add(m.index + m[0].length - name.length, name, 0.8);
  }
  for (const m of text.matchAll(BESIDE)) {
    const name = m[1]!;
    if (known(name) && !name.split(' ').some((w) => w.length > 2 && ordinary(w)) && (name.includes(' ') || !/^(?:Jordan|Austin|Madison|Virginia|Victoria|Charlotte|Jack|Christian|Amber|Ivy|Holly|Jasmine|Dan|Max|Carol|Page|Rosa|Frank|Olive|Sakura|Min|Jean|Love|Ali|Ma)$/.test(name)) && (name.includes(' ') || /(?:[Aa]sk|[Tt]ell|[Cc]all|[Tt]ext|[Mm]essage|[Ee]mail|[Pp]ay|[Mm]eet|[Mm]et|[Ii]nvited?|[Rr]emind|[Tt]hanks?|@|[Ww]ith|给|向|转给|联系|发给)[: ]?\s?$/.test(m[0].slice(0, m[0].length - name.length)))) add(m.index + m[0].length - name.length, name, 0.65);
  }
  for (const [pattern, score] of [[OF_DEED, 0.75], [OF_ROLE, 0.75], [FROM_TO, 0.75], [OWNER_OF, 0.75]] as const) {
    for (const m of text.matchAll(pattern)) {
      const raw = pattern === OWNER_OF ? m[1]!.split(' ').slice(leading(m[1]!)).join(' ') : m[1]!;
      const name = pattern === FROM_TO && FIRST.has(raw) && !AMBIGUOUS_FIRST.has(raw) ? raw : pattern === OWNER_OF && !plausible(raw) ? '' : person(raw);
      const start = m.index + m[0].length - raw.length;
      if (name !== '' && !afterName(text, start + name.length)) found.push({ start, end: start + name.length, kind: 'name', score });
    }
  }
  for (const m of text.matchAll(SUBJECT)) {
    const name = m[1]!.split(' ').slice(leading(m[1]!)).join(' ');
    const end = m.index + m[1]!.length;
    if (name.includes(' ') ? plausible(name) : FIRST.has(name) && !AMBIGUOUS_FIRST.has(name)) found.push({ start: end - name.length, end, kind: 'name', score: 0.75 });
  }
  // "Tyrone Yamada: can you send the file?", "See you tomorrow, Sofia".
  for (const m of text.matchAll(SPEAKER)) if (m[1]!.includes(' ') ? plausible(m[1]!) && m[1]!.split(' ').some((w) => FIRST.has(w)) : FIRST.has(m[1]!) && !AMBIGUOUS_FIRST.has(m[1]!)) found.push({ start: m.index, end: m.index + m[1]!.length, kind: 'name', score: 0.65 });
  for (const m of text.matchAll(CALLED_ON)) if (FIRST.has(m[1] ?? m[2]!) && !AMBIGUOUS_FIRST.has(m[1] ?? m[2]!)) found.push({ start: m.index + m[0].length - (m[1] ?? m[2]!).length, end: m.index + m[0].length, kind: 'name', score: 0.65 });
  for (const [pattern, score] of [[AT_WORK, 0.7], [LABELLED_PART, 0.85], [SIGNED_OFF, 0.75], [HERE, 0.75]] as const) {
    for (const m of text.matchAll(pattern)) {
      const start = m.index + m[0].lastIndexOf(m[1]!);
      if (!m[1]!.split(' ').some((w) => ordinary(w))) found.push({ start, end: start + m[1]!.length, kind: 'name', score });
    }
  }
  for (const m of text.matchAll(SPOKEN_TO)) if (FIRST.has(m[1]!) && !AMBIGUOUS_FIRST.has(m[1]!) && !ordinary(m[1]!)) found.push({ start: m.index + m[0].length - m[1]!.length, end: m.index + m[0].length, kind: 'name', score: 0.7 });
  for (const m of text.matchAll(ONE)) if (FIRST.has(m[1]!) && !AMBIGUOUS_FIRST.has(m[1]!) && !PLACES.has(m[1]!)) found.push({ start: m.index + m[0].length - m[1]!.length, end: m.index + m[0].length, kind: 'name', score: 0.6 });
  for (const m of text.matchAll(ONE_ROLE)) if (FIRST.has(m[1]!) || AMBIGUOUS_FIRST.has(m[1]!)) found.push({ start: m.index + m[0].length - m[1]!.length, end: m.index + m[0].length, kind: 'name', score: 0.7 });
  for (const m of text.matchAll(LOWER_GREETING)) {
    const name = title(m[1]!);
    if (FIRST.has(name) && !AMBIGUOUS_FIRST.has(name) && !ordinary(name)) found.push({ start: m.index + m[0].length - name.length, end: m.index + m[0].length, kind: 'name', score: 0.7 });
  }
  for (const m of text.matchAll(PAIR)) {
    const [first, last] = [m[1]!, m[3]!];
    // A common first name before a word that is no other: "Zoë Carter", not "Jordan Shoes", "Calvin Klein".
    if (FIRST.has(first) && !AMBIGUOUS_FIRST.has(first) && !BRANDS.has(first) && !PLACES.has(first) && (LAST.has(last) || (last.length > 2 && last !== 'Chi' && !ordinary(last))) && !BRANDS.has(last) && !NOT_PERSON.has(last) && !afterName(text, m.index + m[0].length)) found.push({ start: m.index, end: m.index + m[0].length, kind: 'name', score: 0.58 });
    // A last name that is no everyday word behind a word that is none either: "Oksana Wilson".
    else if (LAST.has(last) && !ordinary(first) && !COMMON_LAST.test(last) && first.length > 3 && !AMBIGUOUS_FIRST.has(first) && !afterName(text, m.index + m[0].length)) found.push({ start: m.index, end: m.index + m[0].length, kind: 'name', score: 0.57 });
    if (FIRST.has(m[1]!) && LAST.has(m[3]!) && !/^(?: (?:Street|St|Road|Rd|Avenue|Ave|Lane|Drive|Hospital|University|College|School|Airport|Park|Center|Centre|Hotel|Store|Inc|Ltd|Bank|Church|Stadium|Museum|Bridge|Library|Foundation|Award|Daniel's|Hill))/.test(text.slice(m.index + m[0].length))) add(m.index, m[0], 0.6);
  }
  return apart(found.sort((a, b) => b.score - a.score || b.end - b.start - (a.end - a.start)));
};
