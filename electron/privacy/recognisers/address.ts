// Exports: addressZh, addressEn. Postal addresses: road and house number, or building, unit and room; town and postcode belong to them where they stand beside.

import type { Found, Recogniser } from '../recognise.ts';
import { apart } from './digits.ts';

const H = String.raw`[\u4e00-\u9fff]`;
const N = String.raw`(?:\d{1,5}(?:[-#]\d{1,4}){0,3}[A-Za-z]?|[一二三四五六七八九十百零〇]{1,5})`;
const ADMIN = String.raw`(?:${H}{2,8}?(?:省|自治区|特别行政区))?\s?(?:${H}{2,7}?(?:市|自治州|地区|盟))?\s?(?:${H}{1,7}?(?:新区|区|县|旗|市))?\s?(?:${H}{1,8}?(?:街道|镇|乡))?\s?`;
const DETAIL = String.raw`(?:\s?(?:[\u4e00-\u9fffA-Za-z]{1,14}?)?\s?(?:(?:第)?${N}\s?(?:号楼|号院|号|弄|支弄|栋|幢|座|单元|层|楼|室|房|户|门|F|f)|[A-Z]\d{0,2}\s?(?:座|栋|幢|区|单元)|[东西南北]\s?(?:座|塔|楼)|附\s?\d{1,4}\s?号|(?<=[座栋幢楼层元号])\s?\d{3,4}(?!\d)))`;
const ROAD = new RegExp(String.raw`${ADMIN}${H}{1,10}?(?:大街|大道|路|街|巷|弄|胡同|里|道|坊|村|庄|屯|组)(?:[东西南北中]{0,2}[一二三四五六七八九十]?[段路街横里]?)?\s?(?:第)?${N}\s?(?:号|弄|支|巷)(?!线|店|下午|上午|早|晚)${DETAIL}{0,5}`, 'gu');
const ESTATE = new RegExp(String.raw`${ADMIN}(?:${H}{1,12}?)(?:小区|花园|公寓|大厦|广场|新村|家园|苑|城|园|府|邸|湾|里|中心|宿舍|校区|社区|村|庭|座|居|阁|台|峰|轩|郡)?\s?(?:${N}\s?(?:号楼|栋|幢|座|号)|[A-Z]\d?\s?(?:座|栋|幢|单元))${DETAIL}{1,4}`, 'gu');
/** 甘肃省定西市通渭县平襄镇双堡村1组: of at least two levels of places down to a village, or a village with its group and house. */
const PART = String.raw`(?:(?![省市县区旗州盟镇乡])${H})`;
const VILLAGE = new RegExp(String.raw`(?:[市区县州镇]?${PART}{1,8}(?:省|自治区|市|自治州|州|盟|县|区|旗)\s?){1,4}(?:${PART}{1,8}(?:街道|镇|乡|苏木)\s?)${PART}{1,8}?(?:村民委员会|村委会|社区|村|屯|庄|寨|组|嘎查)(?:\s?${PART}{1,4}?(?:组|社|屯|庄|队|寨))?(?:\s?(?:第)?${N}\s?(?:组|社|队|号|户|栋|幢|单元|室|屯)){0,4}`, 'gu');
const POST_BOX = new RegExp(String.raw`${ADMIN}${H}{0,6}?\s?\d{1,5}\s?(?:号)?(?:邮政)?信箱(?:\s?\d{1,4}\s?分?箱)?`, 'gu');
/** What the field of an address holds, up to the next one: places, roads or houses named, with a number or two levels. */
const LABELLED_ZH = /(?:地址|住址|住所|居住地|所在地|发往|送往|寄往|寄到|送到|送至|寄至|配送至|上门|家住|住在)(?:信息|详情)?\s{0,2}[:=是为]?\s{0,2}([\u4e00-\u9fff](?:[\u4e00-\u9fffA-Za-z0-9\-#·]|\((?=[\u4e00-\u9fffA-Za-z0-9]{1,12}\)))(?:[\u4e00-\u9fffA-Za-z0-9\-#·()]|[ ](?=[\u4e00-\u9fff0-9]{0,8}(?:[路街镇乡村区号栋幢楼座室弄]|单元))){4,60})/gu;
const LEVELS = /(?:省|自治区|市|自治州|县|区|旗|镇|乡|街道|村|屯|路|街|大道|巷|弄|胡同|小区|花园|公寓|大厦|广场|新村|家园|苑|号|栋|幢|座|单元|室|楼|层|组|队)/g;
const AFTER_ADDRESS = /(?:联系电话|电话|手机|联系人|收货人|收件人|姓名|邮编|已|请|谢谢|吧|吗|了$|门口|附近|对面|旁边|等你|签收|备注|时间|下单|预计).*$/u;
const LEAD = /^(?:.*?(?:地址|住址|住所|所在地|收货|送货|寄送|配送|快递|送到|寄到|寄往|送往|住在|位于|住|搬到|到达|前往|导航到|导航去|导航至|坐落于|地点|公司|家在|家住|在|至|到|去|往|是|为|从|我|请|的|于|给|发))+(?=.{5})/u;
const TOWN_ONLY = new RegExp(String.raw`(?:地址|住址|收货地址|送货地址|居住地)\s{0,2}[:=]\s{0,2}(${H}{2,8}(?:省|自治区)?${H}{2,7}市${H}{1,7}(?:区|县|市)[\u4e00-\u9fffA-Za-z0-9\-# ]{2,40})`, 'gu');

export const addressZh: Recogniser = ({ text }) => {
  if (!/[路街巷弄道村庄里栋幢座室号区镇乡箱园]/.test(text)) return [];
  const found: Found[] = [];
  const add = (start: number, raw: string, score: number): void => {
    // What leads up to it was taken along: Chinese puts no blank between.
    const lead = LEAD.exec(raw)?.[0].length ?? /^\s*/.exec(raw)![0].length;
    const part = raw.slice(lead);
    if (/(?:省|市|区|县|路|街|道|号|室|栋|幢|弄|巷|里|村|单元|座|楼|箱|组|社|屯|庄)/.test(part) && part.length >= 5) found.push({ start: start + lead, end: start + raw.trimEnd().length, kind: 'address', score });
  };
  for (const m of text.matchAll(TOWN_ONLY)) add(m.index + m[0].length - m[1]!.length, m[1]!.replace(/[\s,，。；;].*$/u, ''), 0.85);
  for (const m of text.matchAll(VILLAGE)) add(m.index, m[0], 0.85);
  if (text.includes('信箱')) for (const m of text.matchAll(POST_BOX)) add(m.index, m[0], 0.8);
  for (const m of text.matchAll(LABELLED_ZH)) {
    const value = m[1]!.replace(AFTER_ADDRESS, '').trimEnd();
    const levels = value.match(LEVELS)?.length ?? 0;
    const lead = LEAD.exec(value)?.[0].length ?? 0;
    if (value.length - lead >= 6 && (levels >= 3 || (levels >= 1 && /\d/.test(value) && /(?:路|街|道|巷|弄|胡同|小区|花园|公寓|大厦|广场|新村|家园|苑|村|栋|幢|座|单元|室|园|城|里)/.test(value)))) {
      const start = m.index + m[0].length - m[1]!.length + lead;
      found.push({ start, end: start + value.length - lead, kind: 'address', score: 0.82 });
    }
  }
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

const KIND = String.raw`(?:Street|St|Road|Rd|Avenue|Ave|Boulevard|Blvd|Lane|Ln|Drive|Dr|Court|Ct|Place|Pl|Square|Sq|Terrace|Ter|Way|Highway|Hwy|Parkway|Pkwy|Circle|Cir|Crescent|Cres|Close|Alley|Row|Mews|Walk|Gardens|Grove|Hill|Quay|Broadway|Embankment|Esplanade|Plaza|Trail|Loop|Expressway|Expy|Turnpike|Pike|Path|Parade|Pde|Promenade|Wharf|Green|Vale|Rise|View|Heights|Ridge|Point|Park|Common|Yard|Gate|Wynd|Bypass|Freeway|Fwy|Causeway|Crossing|Xing|Cove|Bend|Run|Pass)`;
const CAP = String.raw`(?:[A-Z][A-Za-z'’.-]*|\d{1,3}(?:st|nd|rd|th))`;
const UNIT = String.raw`(?:,? ?(?:Apt|Apartment|Suite|Ste|Unit|Flat|Floor|Fl|Room|Rm|Building|Bldg|#)\.? ?#?[A-Za-z0-9-]{1,6})`;
const STATES = 'Alabama|Alaska|Arizona|Arkansas|California|Colorado|Connecticut|Delaware|Florida|Georgia|Hawaii|Idaho|Illinois|Indiana|Iowa|Kansas|Kentucky|Louisiana|Maine|Maryland|Massachusetts|Michigan|Minnesota|Mississippi|Missouri|Montana|Nebraska|Nevada|New Hampshire|New Jersey|New Mexico|New York|North Carolina|North Dakota|Ohio|Oklahoma|Oregon|Pennsylvania|Rhode Island|South Carolina|South Dakota|Tennessee|Texas|Utah|Vermont|Virginia|Washington|West Virginia|Wisconsin|Wyoming|Ontario|Quebec|British Columbia|Alberta';
const POSTCODE = String.raw`(?:,? (?:NSW|VIC|QLD|WA|SA|TAS|ACT|NT),? \d{4}(?!\d)|,? (?:${STATES}),? \d{5}(?:-\d{4})?|(?:,? [A-Z]{2})?,? [A-Z]\d[A-Z] ?\d[A-Z]\d|,? \d{6}(?!\d)|,? [A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}|,? [A-Z]\d[A-Z] ?\d[A-Z]\d|(?:,? [A-Z]{2})?,? \d{5}(?:-\d{4})?|,? [A-Z]{2}(?![A-Za-z0-9]))`;
const COUNTRY = String.raw`(?:,? (?:USA|UK|United States|United Kingdom|Canada|Australia|Ireland|New Zealand|Singapore|Hong Kong|India|Germany|France|Scotland|England|Wales|U\.S\.A\.|US))?`;
const TOWN = String.raw`[A-Z][a-z'’.-]+(?: [A-Z][a-z'’.-]+){0,2}`;
const REST = String.raw`(?:\s?(?:,|\n|·|\|) ?${TOWN}(?! (?:Apt|Suite)\b)){0,3}${POSTCODE}?${COUNTRY}`;
const EN = new RegExp(String.raw`(?<![\w.$€£#/:-])(?:(?:Flat|Apt|Apartment|Unit|Suite|Ste|Room|Floor|Level|Lot|Shop|Block|Blk|Bldg|Building|House|Tower|Villa|Plot|No\.?)\.? ?#?(?:\d[A-Za-z0-9/-]{0,5}|[A-Z]\d{0,4}),? |[A-Z][a-z]+ (?:House|Cottage|Lodge|Court|Tower|Building|Mansions|Apartments|Hall|Farm), ?){0,2}(?:\d{1,4}\/)?\d{1,5}(?:[A-Za-z]|-\d{1,5})?,? (?:(?:N|S|E|W|NE|NW|SE|SW|North|South|East|West)\.? )?(?:${CAP} ){0,3}?(?:(?:County Road|County Rd|State Route|State Road|Highway|Hwy|Route|Rte|Rural Route|FM|CR|SR) \d{1,4}|${CAP} ${KIND}|The (?:Avenue|Street|Crescent|Green|Close|Drive|Square|Mall|Strand|Lane)|Broadway|Strand|Whitehall|Piccadilly)\b\.?(?: (?:N|S|E|W|NE|NW|SE|SW|North|South|East|West|Central|Upper|Lower)\b)?${UNIT}{0,2}${REST}`, 'g');
const LOWER = new RegExp(String.raw`(?:addr(?:ess)?(?: is)?|live[sd]? at|living at|deliver(?:ed)? to|ship(?:ped)? to|send (?:it )?to|come to|moved to|located at|residing at|residence|home is at)[: ]{1,3}(\d{1,5}[a-z]? (?:[a-z'’.-]+ ){1,4}?${KIND.toLowerCase()}\b\.?(?:,? ?(?:apt|unit|flat|suite|#)\.? ?[a-z0-9-]{1,5})?)`, 'gi');
/** Whatever a field of this name holds, when it has a number and reads like one. */
const LABELLED = /(?<![\p{L}])(?:(?:(?:home|work|office|delivery|shipping|billing|mailing|postal|street|residential|current|permanent|registered|company|business|contact|pickup|pick-up|drop-off|return|store|property|service|new|old|full)[ -]?){0,2}address(?: line)?(?: ?1)?|ship(?:ping)? to|deliver(?:y)? to|residence|lives at|住址|地址)(?:\s{0,2}[:=]\s{0,3}|\sis\s|\s(?=\d{1,5}[A-Za-z]? [A-Z][a-z]))((?=[^\n;|]{0,80}\d)[\p{Lu}\d#][\p{L}\d#.'’/, -]{8,110})/giu;
const NO_ADDRESS = /(?:e-?mail|mac|ip|ipv[46]|web|memory|wallet|network|gateway|server|url|site|bluetooth|btc|eth|contract|dns|邮箱|邮件|网络|钱包|物理|硬件)[ -]?$/iu;
const BOX = new RegExp(String.raw`\b(?:P\.? ?O\.? ?Box|Post Office Box|GPO Box|Locked Bag|Private Bag|Postfach|Apartado|Boîte Postale|BP) ?\d{1,6}${REST}`, 'g');
const GERMAN = /(?<![\p{L}])\p{Lu}[\p{L}.-]*(?: \p{Lu}[\p{L}.-]*)?(?:stra(?:ß|ss)e|str\.|weg|platz|allee|gasse|ufer|damm) \d{1,4}[a-z]?(?:, \d{5} \p{Lu}\p{L}+)?/gu;
const ROMANCE = /(?<![\p{L}])(?:Calle|C\/|Avenida|Avda\.?|Paseo|Plaza|Via|Viale|Corso|Piazza|Rua|Avenida|Travessa|Praça|Largo|Carrera|Calzada) (?:de |del |de la |da |do |dos |das |della |dei |di )?\p{Lu}[\p{L}'’]+(?: (?:de |del |da |di )?\p{Lu}[\p{L}'’]+){0,3},? (?:n\.?º? ?|#)?\d{1,5}[A-Za-z]?(?:,? \d{1,2}[ºª°]? ?[A-Za-z]?(?!\d))?(?:,? (?:\d{5}|\d{4}-\d{3}) \p{Lu}\p{L}+)?/gu;
const DUTCH = /(?<![\p{L}])\p{Lu}\p{Ll}+(?:straat|laan|gracht|plein|kade|dijk|singel|gatan|vägen|gade|vej|veien|katu|tie) \d{1,4}[ -]?[A-Za-z]?(?:, \d{4} ?[A-Z]{2} \p{Lu}\p{L}+|,? \d{3,5} ?\d{0,2} \p{Lu}\p{L}+)?/gu;
const FRENCH = /(?<![\w.])\d{1,4}(?: (?:bis|ter))?,? (?:[Rr]ue|avenue|boulevard|place|[Aa]llée|[Cc]hemin|[Qq]uai|[Ii]mpasse) (?:de |du |des |la |le |les |l')*[\p{Lu}][\p{L}'’-]+(?: [\p{Lu}][\p{L}'’-]+)*(?:, \d{5} \p{Lu}[\p{L}-]+)?/gu;
/** Words before the kind that make it something else. */
const NOT_ROAD = /(?:^|\s)(?:Pizza|Mile|Miles|Km|Minute|Hour|Day|Google|Hard|Flash|USB|Disk|One|Test|Thumb|Cloud|GB|MB|TB|KB|Hours?|Days?|Minutes?|Min|Steps?|Items?|Tips?|Ways?|Percent|OFF|Off|Step|Level|Chapter|Version|Season|Episode|Game|Star|Stars|Players?|People|Guests|Nights?|Rooms?|Photos?|Files?|New|Best|Great|Easy|Simple|Other|More|The|This|That|To|In|Of|By|No|Front|Third|Any|Half|Long|My|Open|Start|Save)\s[A-Za-z]*\.?$/;

export const addressEn: Recogniser = ({ text }) => {
  if (!/\d/.test(text)) return [];
  const found: Found[] = [];
  for (const m of text.matchAll(EN)) {
    const street = new RegExp(String.raw`^.*?\b${KIND}\b`).exec(m[0])?.[0] ?? m[0].replace(/,.*/s, '');
    // "12 Test Road" is one, "12 Test Drive" is none.
    if (NOT_ROAD.test(street) && !/(?:Street|Road|Avenue|Lane|Boulevard)$/.test(street)) continue;
    // These kinds are everyday words, too: "1 Day Pass".
    if (/(?:Green|View|Rise|Point|Park|Common|Yard|Gate|Run|Pass|Path|Bend|Ridge|Vale|Crossing|Heights|Cove|Pike|Parade|Wharf)$/.test(street) && !/, [A-Z]/.test(m[0].slice(street.length))) continue;
    if (/^\d+ (?:Way|Close|Court|Row|Hill|Walk|Place|Square)\b/.test(street)) continue;
    found.push({ start: m.index, end: m.index + m[0].replace(/[\s,]+$/, '').length, kind: 'address', score: 0.9 });
  }
  for (const m of text.matchAll(LOWER)) found.push({ start: m.index + m[0].length - m[1]!.length, end: m.index + m[0].length, kind: 'address', score: 0.8 });
  for (const m of text.matchAll(LABELLED)) {
    const value = m[1]!.replace(/(?:[\s,]|\b(?:Phone|Tel|Mobile|Email|Name|Contact)\b.*)+$/i, '').replace(/ (?:by|before|after|at) .{0,30}$/, '');
    if (NO_ADDRESS.test(text.slice(Math.max(0, m.index - 12), m.index)) || !/\d/.test(value) || !/\p{L}{3}/u.test(value) || value.split(/[ ,]+/).length < 3 || /^(?:[\d.:/ -]+$|0x|line \d|https?)/i.test(value)) continue;
    found.push({ start: m.index + m[0].length - m[1]!.length, end: m.index + m[0].length - m[1]!.length + value.length, kind: 'address', score: 0.7 });
  }
  for (const pattern of [BOX, GERMAN, FRENCH, ROMANCE, DUTCH]) for (const m of text.matchAll(pattern)) found.push({ start: m.index, end: m.index + m[0].length, kind: 'address', score: 0.8 });
  return apart(found.sort((a, b) => b.score - a.score || b.end - b.start - (a.end - a.start)));
};
