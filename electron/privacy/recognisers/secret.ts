// Exports: secret. Tokens by their form (after gitleaks' rules), private keys, passwords and one-time codes beside their names.

import type { Found, Recogniser } from '../recognise.ts';
import { apart } from './digits.ts';

const TOKENS: readonly RegExp[] = [
  /\b(?:sk|pk|rk)[-_](?:live|test|proj|ant|or)?[-_]?[A-Za-z0-9_-]{16,200}\b/g,
  /\bgh[pousr]_[A-Za-z0-9]{16,255}\b/g,
  /\bgithub_pat_[A-Za-z0-9_]{22,255}\b/g,
  /\bglpat-[A-Za-z0-9_-]{16,}\b/g,
  /\b(?:A3T[A-Z0-9]|AKIA|ASIA|ABIA|ACCA)[A-Z0-9]{16}\b/g,
  /\bAIza[A-Za-z0-9_-]{30,45}/g,
  /\bya29\.[A-Za-z0-9_-]{20,}/g,
  /\bxox[abeprs]-[A-Za-z0-9-]{10,}/g,
  /\bnpm_[A-Za-z0-9]{20,64}\b/g,
  /\bhf_[A-Za-z0-9]{16,}\b/g,
  /\bLTAI[A-Za-z0-9]{12,30}\b/g,
  /\bAKID[A-Za-z0-9]{13,40}\b/g,
  /\bSG\.[A-Za-z0-9_-]{16,}\.[A-Za-z0-9_-]{16,}/g,
  /\bwhsec_[A-Za-z0-9+/=]{16,}/g,
  /\bdop_v1_[a-f0-9]{64}\b/g,
  /\bEAA[A-Za-z0-9]{40,}\b/g,
  /\beyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}(?:\.[A-Za-z0-9_-]*)?/g,
  /-----BEGIN [A-Z ]*PRIVATE KEY(?: BLOCK)?-----[\s\S]*?(?:-----END [A-Z ]*PRIVATE KEY(?: BLOCK)?-----|$)/g,
  /\b(?:otpauth:\/\/\S+)/g,
];
/** A word with a digit and a letter or sign, no sentence: what a password without quotation marks looks like. */
const STRONG = String.raw`(?=[^\s"'\x60,;，。；<]*\d)(?=[^\s"'\x60,;，。；<]*[A-Za-z!@#$%^&*?_~+])[^\s"'\x60,;，。；<]{6,64}`;
/** Codes that are nobody's secret: "Error code 404123", "Promo code SAVE20". */
const OPEN_CODE = String.raw`error|status|response|exit|return|promo(?:tion(?:al)?)?|discount|coupon|voucher|gift|offer|referral|invite|invitation|zip|postal|post|pin|area|country|dial(?:l?ing)?|product|item|model|sku|bar|qr|source|http|dress|color|colour|building|unit|reason|stop|result|booking|reservation|order|tracking|airport|station|branch|sort|swift|bank|bic|currency|language|lang|class|course|group|event|game|morse|version|build|tax|hs|icd|cpt|diagnosis|billing|project|cost|department|store|train|flight|rate|fare|redeem|student|staff|employee|member(?:ship)?|customer|client|supplier|vendor|merchant`;
/** The value of a named secret: group 1. */
const NAMED: readonly RegExp[] = [
  /(?<![A-Za-z])(?:api[_ -]?key|apikey|access[_ -]?key(?:[_ -]?(?:id|secret))?|secret[_ -]?key|client[_ -]?secret|app[_ -]?secret|auth[_ -]?token|access[_ -]?token|refresh[_ -]?token|bearer[_ -]?token|session[_ -]?(?:id|token)|private[_ -]?key|encryption[_ -]?key|密钥|令牌)["']?\s*(?:[:=]|是|为|\bis\b)\s*["'`]?([A-Za-z0-9_\-./+=]{8,200})/gi,
  /\b[Bb]earer\s+([A-Za-z0-9_\-.=+/]{16,})/g,
  /\b[Bb]asic\s+([A-Za-z0-9+/]{16,}={0,2})(?![A-Za-z])/g,
  /(?<![A-Za-z])(?:token|secret)["']?\s*[:=]\s*["'`]?((?=[A-Za-z_\-./+=]*\d)[A-Za-z0-9_\-./+=]{8,200})/gi,
  /(?<![A-Za-z])(?:pass(?:word|wd|phrase|code)?|pwd|wi-?fi (?:key|password))["']?\s*(?:[:=]|\bis\b)\s*["'`]?((?=[^\s"'`,;，。；<]*[\d!@#$%^&*?_~+])[^\s"'`,;，。；<]{4,64}|[A-Za-z]{10,64}(?=\s*$))/gi,
  // Without a sign between: only what reads as no word. "password hunter2!", "Network key 8f3kd72a".
  new RegExp(String.raw`(?<![A-Za-z])(?:pass(?:word|wd|phrase|code|key)|pwd|pw|(?:network|security|wpa2?|wi-?fi)(?: security)? key|wi-?fi pass|pre-?shared key)(?:['’]s)?(?: for [\w.-]{1,30}(?: wi-?fi)?)?["']?(?:\s*(?:[:=]|\bis\b|->|→|[-–] )\s*|\s+)["'\x60]?(${STRONG})`, 'gi'),
  new RegExp(String.raw`(?<![A-Za-z])pass\s*(?:[:=]|\bis\b)\s*["'\x60]?(${STRONG})`, 'gi'),
  /(?<![A-Za-z])(?:passcode|(?:door|gate|alarm|safe|lock|entry|access|unlock|card|sim|voicemail)(?: pin)?|pin(?: code)?)(?: for [\w ]{1,20})?\s?(?:code|pin|number|no\.?)?\s?(?:is|:|=|->)\s?(\d{4,10}#?)(?![\d%]|[.,:/-]\d)/gi,
  /(?:密码|口令)\s*(?:已?(?:经)?(?:重置|修改|更改|设置|设定|更新|改)?(?:为|成)|[:=]|是|就是|→|->)\s*["'`「『“]?((?=[\x21-\x7e]*[\d!@#$%^&*?_~+])[\x21-\x7e]{4,64}|[A-Za-z]{8,64})(?!\s?[位个次天分年月])/gi,
  /(?:密码|口令)\s{0,2}["'`「『“]?(?![:=])((?=[\x21-\x7e]*\d)(?:[\x21-\x2c\x2e-\x7e]{6,64}|\d{3} \d{3}))(?!\s?[位个次天分年月\x21-\x7e])/gi,
  /(?:https?|ftp|redis|mongodb(?:\+srv)?|postgres(?:ql)?|mysql|amqp):\/\/[^\s:/@]+:([^\s:/@]{3,})@/gi,
  /(?:verification|security|login|one[- ]time|auth(?:entication|orization)?|confirmation|access|sign[- ]?in|2fa|otp|sms|passcode|activation)\s?(?:code|password|passcode|pin)?\s?(?:\([^)]{1,12}\))?\s?(?:is|:|=|-|为)?\s{0,2}(?:is )?[:#]?\s?["'“]?((?:[A-Z]{1,2}-)?\d{4,8}|\d{3}[ -]\d{3})(?!\d|[.,/:%-]\d|%)/gi,
  // "Your Uber code is 2171", "door code 7060", "the code 534353", "Code: 734997".
  new RegExp(String.raw`(?<!(?<![A-Za-z])(?:${OPEN_CODE})[ -]?)(?<![A-Za-z-])(?:key)?codes?(?: is|:| -|=)?:? ?["'“]?(\d{4,8}(?:[ ,]{1,2}\d{4,8}){1,9}|\d{4,8}#?|\d{3}[ -]\d{3})(?!\d|[A-Za-z]|[.,/:%-]\d|%| [A-Za-z]+ (?:not )?found)`, 'gi'),
  // "Enter this code to continue: 859789"
  new RegExp(String.raw`(?<!(?<![A-Za-z])(?:${OPEN_CODE})[ -]?)(?<![A-Za-z-])(?:code|passcode|otp)\b[^.\n\d:]{1,40}[:] ?(\d{4,8}|\d{3}[ -]\d{3})(?!\d|[.,/:%-]\d|%)`, 'gi'),
  /(?:my|the|wi-?fi|our) (?:new )?password (?:is|was|=) ["']?([a-z]{6,24})(?=["'.!\s]*$)/gi,
  /\b(?:(?:send|forward|give|tell|text|share) (?:me |us |him |her )?|(?:this|that|with) )the code (\d{4,8}|\d{3}[ -]\d{3})(?!\d|[.,/:%-]\d|%)/gi,
  /(?:wi-?fi|door|gate|entry|recovery|backup|back-up|verification|security|activation|pairing|one[- ]time|2fa|two[- ]factor|unlock|reset|emergency) (?:code|key)s?\s?(?:is|:|=|-)?\s?((?=[A-Za-z-]*\d)(?=[\d-]*[A-Za-z])[A-Za-z0-9]{4,20}(?:-[A-Za-z0-9]{4,10}){0,7})(?![A-Za-z0-9-])/gi,
  /\b(?:use|enter|type|input)(?: the| this)?(?: (?:code|otp|pin|passcode))? (\d{4,8}|\d{3}[ -]\d{3}) (?:to|as|for|when|on|at)\b(?! \d)/gi,
  /(?:otp|tan|passcode|one[- ]time (?:pass(?:word|code)?|pin|code)|verification (?:number|pin)|security number)\s?(?:\([^)]{1,12}\))?\s?(?:is|:|=|-)?\s?(\d{4,8}|\d{3}[ -]\d{3})(?!\d|[.,/:%-]\d|%)/gi,
  /(?:api|access|auth|secret|private|encryption|signing|license|account|bot|bearer|refresh|session)[ _-]?(?:key|token|secret)["']?(?: is)?\s+["'`]?((?=[A-Za-z_\-./+=]*\d)(?=[\d_\-./+=]*[A-Za-z])[A-Za-z0-9_\-./+=]{16,200})/gi,
  /(?:密钥|令牌|token|secret|私钥|凭证)\s{0,2}(?:[:=]|是|为)?\s{0,2}["'`]?((?=[A-Za-z_\-./+=]*\d)(?=[\d_\-./+=]*[A-Za-z])[A-Za-z0-9_\-./+=]{16,200})/gi,
  /(?:(?:seed|recovery|mnemonic|backup|secret) (?:phrase|words)|助记词)\s?(?:is|:|=|是|为)?\s{0,2}((?:[a-z]{3,8}[ ,]{1,2}){11,23}[a-z]{3,8})/gi,
  /\b(?:use|enter|type|with) (?:the |this )?code:? ((?:[A-Z]{1,2}-)?\d{4,8}|\d{3}[ -]\d{3})(?!\d|[.,/:%-]\d|%)/gi,
  /(?:验证码|认证码|鉴权码|校验码|动态码|动态口令|动态密码|随机码|取件码|取货码|提货码|提取码|访问码|激活码|安全码|登录码|登陆码|确认码|短信码|短信口令|识别码是|配对码|恢复码|备用码|核销码|门禁码|开门码|开锁码|授权码|口令码|一次性密码|一次性口令|PIN码|PIN)[^\dA-Za-z\n]{0,6}(\d{1,3}-\d{1,3}-\d{3,6}|(?:[A-Za-z]{1,2}-)?\d{4,8}|\d{3} \d{3}|(?=[A-Za-z]*\d)[A-Za-z0-9]{4,12}(?:-[A-Za-z0-9]{4,8}){0,5})(?!\d|[.%]\d|%|\s?[位个次元])/g,
  /(?<![\d.A-Za-z-])((?:[A-Z]{1,2}-)?\d{4,8}|\d{3}[ -]\d{3})(?!\d|[.%-]\d|%) (?:is|as) (?:your|the) [\w' ]{0,40}?(?:code|OTP|PIN|passcode|password)\b/gi,
  /(?<![\d.])(\d{4,8})(?:\s?[(（][^)）]{0,12}[)）])?\s?(?:是|为)?(?:您的|你的|本次)[\u4e00-\u9fffA-Za-z ]{0,12}(?:验证码|校验码|动态码|登录码|登陆码|确认码|动态密码|口令|随机码|安全码)/g,
  /(?<![\d.])(\d{4,8})\s?(?:[(（[【,，]|是|为)[\u4e00-\u9fffA-Za-z ]{0,12}(?:验证码|校验码|动态码|登录码|登陆码|确认码|动态密码|口令|随机码)/g,
  /(?<![A-Za-z])(?:PIN|CVV2?|CVC2?|CSC|OTP|PUK|TAN)(?: ?code)?\s?(?:is|[:=#]|为|是)?\s?(\d{3,8})(?!\d|[.]\d)/g,
];
/** What fields and help texts say instead of a value. */
const NO_VALUE = /^(?:required|optional|outdated|secure|compromised|accepted|updated|encrypted|correct|missing|visible|shown|saved|stored|unchanged|confirmed|case-sensitive|needed|not|different|incorrect|invalid|wrong|forgotten|forgot|changed|change|reset|set|must|should|too|weak|strong|expired|empty|hidden|null|undefined|none|true|false|enter|please|protected|manager|hint|[*•●xX.·_-]+|<.*>|\$\{.*|\{\{.*|%[a-z].*)$/i;

export const secret: Recogniser = ({ text }) => {
  const found: Found[] = [];
  for (const pattern of TOKENS) for (const m of text.matchAll(pattern)) {
    // A word with dashes is no token: real ones mix letters and digits.
    if (!/-----|otpauth/.test(m[0]) && !/\d/.test(m[0])) continue;
    found.push({ start: m.index, end: m.index + m[0].length, kind: 'secret', score: 0.95 });
  }
  for (const pattern of NAMED) for (const m of text.matchAll(pattern)) {
    const value = m[1]!.replace(/[.,;:)\]}]+$/, '');
    if (value === '' || NO_VALUE.test(value) || /^\*+|[*•●]{3,}/.test(value)) continue;
    const start = m.index + m[0].lastIndexOf(m[1]!);
    found.push({ start, end: start + value.length, kind: 'secret', score: pattern.source.includes('mongodb') ? 0.995 : 0.85 });
  }
  return apart(found.sort((a, b) => b.score - a.score || b.end - b.start - (a.end - a.start)));
};
