// Exports: secretField. Whether what is typed into a field proves who somebody is, by its words: passwords, codes, PINs, numbers of cards. Pure; expects `fold`ed text.

const SECRET = /\b(?:pass ?words?|pass ?codes?|pass ?phrases?|passkey|pwd|pin|pin ?code|otp|totp|one[- ]time|verification codes?|verify code|security codes?|auth(?:entication|enticator)? codes?|sms codes?|login code|confirmation code|access code|backup codes?|recovery (?:code|key|phrase)s?|seed phrase|secret (?:key|phrase|answer)|private key|mnemonic|api key|2fa|two-factor|(?:\d|four|six|eight)[- ]digit (?:code|pin|number)|cvv2?|cvc2?|card (?:number|no|verification)|(?:credit|debit|bank) card(?: number)?|cardnumber|security answer|unlock (?:code|pattern)|captcha code|memorable (?:word|information|date)|maiden name|secret word|(?:2|two)[- ]step code|security number|seed words|access token|code (?:we|that we|just|which)(?: \p{L}+)? (?:sent|texted|e-?mailed))\b|安全问题|令牌|密码|口令|验证码|校验码|动态码|短信码|安全码|cvv|卡号|银行卡(?!类型|列表)|信用卡号|密钥|私钥|助记词|密保(?:答案|问题)|身份验证码|取款码|u盾|动态密令/u;
const BARE_CODE = /^(?:code|enter (?:the |your )?code|\d[- ]digit code|验证|(?:请)?输入\d位(?:数字)?.{0,4}码?|(?:enter (?:the )?)?\d[- ]digits?|\d位数字)$/u;
const NOT = /\b(?:promo|coupon|discount|referral|invite|invitation|voucher|gift|zip|postal|country|area|dial(?:ing)?|qr|bar|hotel|product|item|tracking|booking|airport|currency|language|swift|sort|branch|employee|pin ?code (?:of|\(area)|tax|search|find|filter)\b|优惠码|邀请码|兑换码|推荐码|邮编|区号|搜索|查找|条码|二维码|激活码|提取码|快递单/u;

/**
 * @param label of the field with the words of its resource-id
 * @param around heading and texts near it, for a field that says only "code" or nothing
 * @returns the words that say so
 */
export function secretField(label: string, around: string): string | undefined {
  const m = SECRET.exec(label);
  if (m && !NOT.test(label)) return m[0];
  if (m && /密码|password|cvv|otp|验证码/u.test(m[0]) && !/搜索|查找|search/u.test(label)) return m[0];
  if (NOT.test(label)) return undefined;
  if (BARE_CODE.test(label.trim()) || label.trim() === '') {
    const near = SECRET.exec(around);
    if (near) return near[0];
  }
  return undefined;
}
