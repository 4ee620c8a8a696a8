// Exports: addressZh, addressEn. Postal addresses: road and house number, or building, unit and room; town and postcode belong to them where they stand beside.

import type { Found, Recogniser } from '../recognise.ts';
import { apart } from './digits.ts';

const H = String.raw`[\u4e00-\u9fff]`;
const N = String.raw`(?:\d{1,5}(?:[-#]\d{1,4})?[A-Za-z]?|[一二三四五六七八九十百零〇]{1,5})`;
const ADMIN = String.raw`(?:${H}{2,8}?(?:省|自治区|特别行政区))?\s?(?:${H}{2,7}?(?:市|自治州|地区|盟))?\s?(?:${H}{1,7}?(?:新区|区|县|旗|市))?\s?(?:${H}{1,8}?(?:街道|镇|乡))?\s?`;
const DETAIL = String.raw`(?:\s?(?:[\u4e00-\u9fffA-Za-z]{1,14}?)?\s?(?:(?:第)?${N}\s?(?:号楼|号院|号|弄|支弄|栋|幢|座|单元|层|楼|室|房|户|门|F|f)|[A-Z]\d{0,2}\s?(?:座|栋|幢|区|单元)|[东西南北]\s?(?:座|塔|楼)|(?<=[座栋幢楼层元])\d{3,4}(?!\d)))`;
const ROAD = new RegExp(String.raw`${ADMIN}${H}{1,10}?(?:大街|大道|路|街|巷|弄|胡同|里|道|坊|村|庄|屯|组)(?:[东西南北中]?[一二三四五六七八九十]?[段路街])?\s?(?:第)?${N}\s?(?:号|弄|支|巷)(?!线|店|下午|上午|早|晚)${DETAIL}{0,5}`, 'gu');
const ESTATE = new RegExp(String.raw`${ADMIN}(?:${H}{1,12}?)(?:小区|花园|公寓|大厦|广场|新村|家园|苑|城|园|府|邸|湾|里|中心|宿舍|校区|社区|村|庭|座|居|阁|台|峰|轩|郡)?\s?(?:${N}\s?(?:号楼|栋|幢|座|号)|[A-Z]\d?\s?(?:座|栋|幢|单元))${DETAIL}{1,4}`, 'gu');
const LEAD = /^(?:.*?(?:地址|住址|住所|所在地|收货|送货|寄送|配送|快递|送到|寄到|寄往|送往|住在|位于|住|搬到|到达|前往|导航到|导航去|导航至|坐落于|地点|公司|家在|家住|在|至|到|去|往|是|为|从|我|请|的|于|给|发))+(?=.{5})/u;
const TOWN_ONLY = new RegExp(String.raw`(?:地址|住址|收货地址|送货地址|居住地)\s{0,2}[:=]\s{0,2}(${H}{2,8}(?:省|自治区)?${H}{2,7}市${H}{1,7}(?:区|县|市)[\u4e00-\u9fffA-Za-z0-9\-# ]{2,40})`, 'gu');

export const addressZh: Recogniser = ({ text }) => {
  if (!/[路街巷弄道村庄里栋幢座室号]/.test(text)) return [];
  const found: Found[] = [];
  const add = (start: number, raw: string, score: number): void => {
    // What leads up to it was taken along: Chinese puts no blank between.
    const lead = LEAD.exec(raw)?.[0].length ?? /^\s*/.exec(raw)![0].length;
    const part = raw.slice(lead);
    if (/(?:省|市|区|县|路|街|道|号|室|栋|幢|弄|巷|里|村|单元|座|楼)/.test(part) && part.length >= 5) found.push({ start: start + lead, end: start + raw.trimEnd().length, kind: 'address', score });
  };
  for (const m of text.matchAll(TOWN_ONLY)) add(m.index + m[0].length - m[1]!.length, m[1]!.replace(/[\s,，。；;].*$/u, ''), 0.85);
  for (const m of text.matchAll(ROAD)) {
    if (/(?:道|里|组|村|庄)\d+号?$/.test(m[0]) && m[0].length < 7) continue;
    add(m.index, m[0], 0.9);
  }
  for (const m of text.matchAll(ESTATE)) {
    if (!/(?:室|房|户|单元|层|楼|\d座)/.test(m[0])) continue;
    add(m.index, m[0], 0.8);
  }
  return apart(found.sort((a, b) => b.score - a.score || b.end - b.start - (a.end - a.start)));
};

const KIND = String.raw`(?:Street|St|Road|Rd|Avenue|Ave|Boulevard|Blvd|Lane|Ln|Drive|Dr|Court|Ct|Place|Pl|Square|Sq|Terrace|Ter|Way|Highway|Hwy|Parkway|Pkwy|Circle|Cir|Crescent|Cres|Close|Alley|Row|Mews|Walk|Gardens|Grove|Hill|Quay|Broadway|Embankment|Esplanade|Plaza|Trail|Loop)`;
const CAP = String.raw`(?:[A-Z][A-Za-z'’.-]*|\d{1,3}(?:st|nd|rd|th))`;
const UNIT = String.raw`(?:,? ?(?:Apt|Apartment|Suite|Ste|Unit|Flat|Floor|Fl|Room|Rm|Building|Bldg|#)\.? ?#?[A-Za-z0-9-]{1,6})`;
const POSTCODE = String.raw`(?:,? [A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}|,? [A-Z]\d[A-Z] ?\d[A-Z]\d|(?:,? [A-Z]{2})?,? \d{5}(?:-\d{4})?|,? [A-Z]{2}(?![A-Za-z0-9]))`;
const COUNTRY = String.raw`(?:,? (?:USA|UK|United States|United Kingdom|Canada|Australia|Ireland))?`;
const TOWN = String.raw`[A-Z][a-z'’.-]+(?: [A-Z][a-z'’.-]+){0,2}`;
const REST = String.raw`(?:, ${TOWN})?${POSTCODE}?${COUNTRY}`;
const EN = new RegExp(String.raw`(?<![\w.$€£#/:-])(?:(?:Flat|Apt|Apartment|Unit|Suite|Room) ?[A-Za-z0-9]{1,5}, ?)?\d{1,5}(?:[A-Za-z]|-\d{1,4})?,? (?:(?:N|S|E|W|NE|NW|SE|SW|North|South|East|West)\.? )?(?:${CAP} ){0,3}?${CAP} ${KIND}\b\.?(?: (?:N|S|E|W|NE|NW|SE|SW)\b)?${UNIT}?${REST}`, 'g');
const LOWER = new RegExp(String.raw`(?:address(?: is)?|live[sd]? at|living at|deliver(?:ed)? to|ship(?:ped)? to|send (?:it )?to|come to|moved to|located at|residing at|residence|home is at)[: ]{1,3}(\d{1,5}[a-z]? (?:[a-z'’.-]+ ){1,4}?${KIND.toLowerCase()}\b\.?(?:,? ?(?:apt|unit|flat|suite|#)\.? ?[a-z0-9-]{1,5})?)`, 'gi');
const BOX = /\b(?:P\.? ?O\.? ?Box|Post Office Box) \d{1,6}(?:,? [A-Z][a-z]+(?:,? [A-Z]{2})?(?: \d{5})?)?/g;
const GERMAN = /(?<![\p{L}])\p{Lu}[\p{L}.-]*(?: \p{Lu}[\p{L}.-]*)?(?:stra(?:ß|ss)e|str\.|weg|platz|allee|gasse|ufer|damm) \d{1,4}[a-z]?(?:, \d{5} \p{Lu}\p{L}+)?/gu;
const FRENCH = /(?<![\w.])\d{1,4}(?: (?:bis|ter))?,? (?:[Rr]ue|avenue|boulevard|place|[Aa]llée|[Cc]hemin|[Qq]uai|[Ii]mpasse) (?:de |du |des |la |le |les |l')*[\p{Lu}][\p{L}'’-]+(?: [\p{Lu}][\p{L}'’-]+)*(?:, \d{5} \p{Lu}[\p{L}-]+)?/gu;
/** Words before the kind that make it something else. */
const NOT_ROAD = /(?:^|\s)(?:Google|Hard|Flash|USB|Disk|One|Test|Thumb|Cloud|GB|MB|TB|KB|Hours?|Days?|Minutes?|Min|Steps?|Items?|Tips?|Ways?|Percent|OFF|Off|Step|Level|Chapter|Version|Season|Episode|Game|Star|Stars|Players?|People|Guests|Nights?|Rooms?|Photos?|Files?|New|Best|Great|Easy|Simple|Other|More|The|This|That|To|In|Of|By|No|Front|Third|Any|Half|Long|My|Open|Start|Save)\s[A-Za-z]*\.?$/;

export const addressEn: Recogniser = ({ text }) => {
  if (!/\d/.test(text)) return [];
  const found: Found[] = [];
  for (const m of text.matchAll(EN)) {
    const street = new RegExp(String.raw`^.*?\b${KIND}\b`).exec(m[0])?.[0] ?? m[0];
    // "12 Test Road" is one, "12 Test Drive" is none.
    if (NOT_ROAD.test(street) && !/(?:Street|Road|Avenue|Lane|Boulevard)$/.test(street)) continue;
    if (/^\d+ (?:Way|Close|Court|Row|Hill|Walk|Place|Square)\b/.test(street)) continue;
    found.push({ start: m.index, end: m.index + m[0].replace(/[\s,]+$/, '').length, kind: 'address', score: 0.9 });
  }
  for (const m of text.matchAll(LOWER)) found.push({ start: m.index + m[0].length - m[1]!.length, end: m.index + m[0].length, kind: 'address', score: 0.8 });
  for (const pattern of [BOX, GERMAN, FRENCH]) for (const m of text.matchAll(pattern)) found.push({ start: m.index, end: m.index + m[0].length, kind: 'address', score: 0.8 });
  return apart(found.sort((a, b) => b.score - a.score || b.end - b.start - (a.end - a.start)));
};
