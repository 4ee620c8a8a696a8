// Exports: PEOPLE, Person, ContactsState, initialContacts, addCall, displayName, sortKey, CONTACTS. The address book; Messages, Bank and Shop read it too.

export const CONTACTS = 'com.google.android.contacts';

export type Person = {
  id: number;
  first: string;
  last: string;
  phone: string;
  email: string;
  company: string;
  note: string;
  starred: boolean;
};

export type ContactsState = {
  people: Person[];
  nextId: number;
  /** Calls made from here, newest last. */
  calls: { id: number; to: string; number: string; at: number }[];
};

/** `first|last|phone|email|company|pinyin`; invented, with numbers from the ranges kept free for fiction. */
const ROWS = `Aaron|Bell|+1 415-555-0111|aaron.bell@example.com|Northwind
Aisha|Rahman|+1 415-555-0112|aisha.rahman@example.com|Contoso
Alice|Chen|+1 415-555-0113|alice.chen@example.com|QA Lab
Amelia|Ortiz|+1 415-555-0114||
Benjamin|Clark|+1 415-555-0115|ben.clark@example.com|Fabrikam
Bob|Martin|+1 415-555-0116|bob.martin@example.com|QA Lab
Camille|Durand|+1 415-555-0117|camille@example.org|
Carlos|Vega|+1 415-555-0118|carlos.vega@example.com|Northwind
Chloe|Nakamura|+1 415-555-0119||Contoso
Daniel|Kim|+1 415-555-0120|daniel.kim@example.com|
David|Novak|+1 415-555-0121|d.novak@example.com|Fabrikam
Elena|Petrova|+1 415-555-0122|elena.petrova@example.com|
Emma|Schmidt|+1 415-555-0123|emma.schmidt@example.org|Helpdesk
Fatima|Zahra|+1 415-555-0124||
Felix|Wagner|+1 415-555-0125|felix.wagner@example.com|Facilities
Grace|Hopper|+1 415-555-0126|grace@example.com|
Hannah|Lee|+1 415-555-0127|hannah.lee@example.com|QA Lab
Hugo|Silva|+1 415-555-0128||
Ines|Moreau|+1 415-555-0129|ines.moreau@example.org|
Ivan|Kovac|+1 415-555-0130|ivan.kovac@example.com|Contoso
Jack|O'Neill|+1 415-555-0131||
Jin|Park|+1 415-555-0132|jin.park@example.com|
John|Smith|+1 415-555-0133|john.smith@example.com|Northwind
John|Smith|+1 415-555-0134|jsmith@example.org|Fabrikam
Julia|Rossi|+1 415-555-0135|julia.rossi@example.com|
Kenji|Sato|+1 415-555-0136|kenji.sato@example.com|QA Lab
Lara|Jensen|+1 415-555-0137||
Liam|Murphy|+1 415-555-0138|liam.murphy@example.com|
Maria|Garcia|+1 415-555-0139|maria.garcia@example.com|Accounting
Mia|Andersson|+1 415-555-0140||
Mohammed|Ali|+1 415-555-0141|m.ali@example.com|
Nina|Bauer|+1 415-555-0142|nina.bauer@example.org|Reception
Noah|Williams|+1 415-555-0143||
Olivia|Brown|+1 415-555-0144|olivia.brown@example.com|
Priya|Sharma|+1 415-555-0145|priya.sharma@example.com|Contoso
Quinn|Taylor|+1 415-555-0146||
Rosa|Lindqvist|+1 415-555-0147|rosa@example.org|
Sam|Okafor|+1 415-555-0148|sam.okafor@example.com|Courier
Sofia|Ivanova|+1 415-555-0149||
Tom|Becker|+1 415-555-0150|tom.becker@example.com|Old supplier
Uma|Patel|+1 415-555-0151|uma.patel@example.com|
Victor|Hugo|+1 415-555-0152||
Wendy|Zhou|+1 415-555-0153|wendy.zhou@example.com|QA Lab
Yusuf|Demir|+1 415-555-0154||
Zoe|Fischer|+1 415-555-0155|zoe.fischer@example.com|
张|伟|139 0000 0101|zhang.wei@example.cn|测试部
李|娜|139 0000 0102|li.na@example.cn|测试部
王|芳|139 0000 0103||财务部
刘|洋|139 0000 0104|liu.yang@example.cn|
陈|静|139 0000 0105||市民中心`;

export const PEOPLE: readonly Person[] = ROWS.split('\n').map((line, i) => {
  const [first = '', last = '', phone = '', email = '', company = ''] = line.split('|');
  return { id: i + 1, first, last, phone, email, company, note: '', starred: first === 'Alice' };
});

/** Calls are never forgotten, so their count numbers them. */
export const addCall = (s: ContactsState, call: { to: string; number: string; at: number }): void => { s.calls.push({ id: s.calls.length + 1, ...call }); };

export const initialContacts = (): ContactsState => ({ people: PEOPLE.map((p) => ({ ...p })), nextId: PEOPLE.length + 1, calls: [] });

const HAN = /\p{Script=Han}/u;

/** Family name first without a space in Chinese; the rows hold Chinese names as family name, given name. */
export function displayName(p: Pick<Person, 'first' | 'last'>): string {
  return HAN.test(p.first + p.last) ? `${p.first}${p.last}` : `${p.first} ${p.last}`.trim();
}

/** Heading of the list section a person belongs to. */
export function sectionOf(p: Person): string {
  const ch = displayName(p).charAt(0).toUpperCase();
  return /[A-Z]/.test(ch) ? ch : HAN.test(ch) ? '中' : '#';
}

/** Latin names by alphabet, then the others; the same everywhere, whatever the machine's locale data. */
export function byName(a: Person, b: Person): number {
  const rank = (p: Person): number => (/^[A-Za-z]/.test(displayName(p)) ? 0 : 1);
  const [x, y] = [displayName(a).toLowerCase(), displayName(b).toLowerCase()];
  return rank(a) - rank(b) || (x < y ? -1 : x > y ? 1 : a.id - b.id);
}

/** Digits of a phone number, for comparing what people typed in different ways. */
export const digits = (phone: string): string => phone.replace(/\D/g, '');

export function matches(p: Person, query: string): boolean {
  const wanted = query.trim().toLowerCase();
  return [displayName(p), p.email, p.company].some((s) => s.toLowerCase().includes(wanted)) || (digits(wanted) !== '' && digits(p.phone).includes(digits(wanted)));
}
