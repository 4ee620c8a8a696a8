// Exports: secret. Tokens by their form (after gitleaks' rules), private keys, passwords and one-time codes beside their names.

import type { Found, Recogniser } from '../recognise.ts';
import { apart } from './digits.ts';

const TOKENS: readonly RegExp[] = [
  /\b(?:sk|pk|rk)[-_](?:live|test|proj|ant|or)?[-_]?[A-Za-z0-9_-]{16,200}\b/g,
  /\bgh[pousr]_[A-Za-z0-9]{30,255}\b/g,
  /\bgithub_pat_[A-Za-z0-9_]{22,255}\b/g,
  /\bglpat-[A-Za-z0-9_-]{20,}\b/g,
  /\b(?:A3T[A-Z0-9]|AKIA|ASIA|ABIA|ACCA)[A-Z0-9]{16}\b/g,
  /\bAIza[A-Za-z0-9_-]{35}/g,
  /\bya29\.[A-Za-z0-9_-]{20,}/g,
  /\bxox[abeprs]-[A-Za-z0-9-]{10,}/g,
  /\bnpm_[A-Za-z0-9]{36}\b/g,
  /\bhf_[A-Za-z0-9]{30,}\b/g,
  /\bLTAI[A-Za-z0-9]{12,30}\b/g,
  /\bAKID[A-Za-z0-9]{13,40}\b/g,
  /\bSG\.[A-Za-z0-9_-]{16,}\.[A-Za-z0-9_-]{16,}/g,
  /\bdop_v1_[a-f0-9]{64}\b/g,
  /\bEAA[A-Za-z0-9]{60,}\b/g,
  /\beyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}(?:\.[A-Za-z0-9_-]*)?/g,
  /-----BEGIN [A-Z ]*PRIVATE KEY(?: BLOCK)?-----[\s\S]*?(?:-----END [A-Z ]*PRIVATE KEY(?: BLOCK)?-----|$)/g,
  /\b(?:otpauth:\/\/\S+)/g,
];
/** The value of a named secret: group 1. */
const NAMED: readonly RegExp[] = [
  /(?<![A-Za-z])(?:api[_ -]?key|apikey|access[_ -]?key(?:[_ -]?(?:id|secret))?|secret[_ -]?key|client[_ -]?secret|app[_ -]?secret|auth[_ -]?token|access[_ -]?token|refresh[_ -]?token|bearer[_ -]?token|session[_ -]?(?:id|token)|private[_ -]?key|encryption[_ -]?key|密钥|令牌)["']?\s*(?:[:=]|是|为|\bis\b)\s*["'`]?([A-Za-z0-9_\-./+=]{8,200})/gi,
  /\b[Bb]earer\s+([A-Za-z0-9_\-.=+/]{16,})/g,
  /\b[Bb]asic\s+([A-Za-z0-9+/]{16,}={0,2})(?![A-Za-z])/g,
  /(?<![A-Za-z])(?:token|secret)["']?\s*[:=]\s*["'`]?((?=[A-Za-z_\-./+=]*\d)[A-Za-z0-9_\-./+=]{8,200})/gi,
  /(?<![A-Za-z])(?:pass(?:word|wd|phrase|code)?|pwd|wi-?fi (?:key|password))["']?\s*(?:[:=]|\bis\b)\s*["'`]?((?=[^\s"'`,;，。；<]*[\d!@#$%^&*?_~+])[^\s"'`,;，。；<]{4,64}|[A-Za-z]{10,64}(?=\s*$))/gi,
  /(?:密码|口令|支付密码|登录密码|开机密码|锁屏密码|取款密码|WiFi密码)\s*(?:[:=]|是|为)\s*["'`「『]?((?=[\x21-\x7e]*[\d!@#$%^&*?_~+])[\x21-\x7e]{4,64}|[A-Za-z]{8,64})/gi,
  /(?:https?|ftp|redis|mongodb(?:\+srv)?|postgres(?:ql)?|mysql|amqp):\/\/[^\s:/@]+:([^\s:/@]{3,})@/gi,
  /(?:verification|security|login|one[- ]time|auth(?:entication|orization)?|confirmation|access|sign[- ]?in|2fa|otp|sms|passcode|activation)\s?(?:code|password|passcode|pin)?\s?(?:\([^)]{1,12}\))?\s?(?:is|:|=|-|为)?\s{0,2}(?:is )?[:#]?\s?["'“]?((?:[A-Z]{1,2}-)?\d{4,8}|\d{3}[ -]\d{3})(?!\d|[.,/:%-]\d|%)/gi,
  /\b(?:use|enter|type|with) (?:the |this )?code:? ((?:[A-Z]{1,2}-)?\d{4,8}|\d{3}[ -]\d{3})(?!\d|[.,/:%-]\d|%)/gi,
  /(?:验证码|校验码|动态码|动态口令|动态密码|随机码|取件码|提取码|激活码|安全码|登录码|短信码)[^\dA-Za-z\n]{0,6}((?:[A-Za-z]{1,2}-)?\d{4,8}|(?=[A-Za-z]*\d)[A-Za-z0-9]{4,8})(?!\d|[.%]\d|%)/g,
  /(?<![\d.A-Za-z-])((?:[A-Z]{1,2}-)?\d{4,8}|\d{3}[ -]\d{3})(?!\d|[.%-]\d|%) (?:is|as) (?:your|the) [\w' ]{0,40}?(?:code|OTP|PIN|passcode|password)\b/gi,
  /(?<![\d.])(\d{4,8})(?:\s?[(（][^)）]{0,12}[)）])?\s?(?:是|为)?(?:您的|你的)[\u4e00-\u9fffA-Za-z ]{0,12}(?:验证码|校验码|动态码)/g,
  /(?<![A-Za-z])(?:PIN|CVV2?|CVC2?|CSC|OTP|PUK|TAN)(?: ?code)?\s?(?:is|[:=#]|为|是)?\s?(\d{3,8})(?!\d|[.]\d)/g,
];
/** What fields and help texts say instead of a value. */
const NO_VALUE = /^(?:required|optional|incorrect|invalid|wrong|forgotten|forgot|changed|change|reset|set|must|should|too|weak|strong|expired|empty|hidden|null|undefined|none|true|false|enter|please|protected|manager|hint|[*•●xX.·_-]+|<.*>|\$\{.*|\{\{.*|%[a-z].*)$/i;

export const secret: Recogniser = ({ text }) => {
  const found: Found[] = [];
  for (const pattern of TOKENS) for (const m of text.matchAll(pattern)) {
    // A word with dashes is no token: real ones mix letters and digits.
    if (!/-----|otpauth/.test(m[0]) && !/\d/.test(m[0])) continue;
    found.push({ start: m.index, end: m.index + m[0].length, kind: 'secret', score: 0.95 });
  }
  for (const pattern of NAMED) for (const m of text.matchAll(pattern)) {
    const value = m[1]!.replace(/[.)\]}]+$/, '');
    if (value === '' || NO_VALUE.test(value) || /^\*+|[*•●]{3,}/.test(value)) continue;
    const start = m.index + m[0].lastIndexOf(m[1]!);
    found.push({ start, end: start + value.length, kind: 'secret', score: pattern.source.includes('mongodb') ? 0.995 : 0.85 });
  }
  return apart(found.sort((a, b) => b.score - a.score || b.end - b.start - (a.end - a.start)));
};
