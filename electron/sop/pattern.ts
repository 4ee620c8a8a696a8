// Exports: compile, matchAt, Found. Turns the pattern language of verbs.ts into regular expressions over flat text.

import { headPattern } from './verbs.ts';
import { PLACES, type Flat } from './scan.ts';

/** Words around a term that name its kind and change nothing: `the "Save" button`. */
const LEAD = '(?:(?:the|a|an|on|text|button|label|field|switch|icon|option|row|item|tab|link|message|dialog|word|文字|文本|按钮|名为|标题为) ?)*';
const TAIL = '(?: (?:button|field|switch|icon|option|row|item|tab|link|message|dialog|label|checkbox|check box|toggle|box|input|app|menu|page|screen|folder|key|的?按钮|的?图标|选项|的?字样|输入框|文本框|页签|页面|链接|一项|弹窗|对话框|提示|应用|文件夹|开关))*';

export interface Found { [name: string]: { text: string; from: number; to: number } | undefined }

/** One anchored expression; `@` is a head of `row` and becomes the group `head`. */
export function compile(pattern: string, head: string): RegExp {
  const body = pattern
    .replace(/@(?!>)/, `(?<head>${head})`)
    .replace(/\(\?<(\w+)>T\)/g, `(?<$1>${PLACES.term})`)
    .replace(/(?<!\(\?)<(\w+)(\*|#|@|…\??)?>/g, (_, name: string, kind: string | undefined) => {
      switch (kind) {
        case '*': return `(?<${name}>${PLACES.any})`;
        case '#': return `(?<${name}>${PLACES.number})`;
        case '@': return `(?<${name}>${PLACES.duration})`;
        case '…': return `(?<${name}>.+)`;
        case '…?': return `(?<${name}>.+?)`;
        default: return `${LEAD}(?<${name}>${PLACES.term})${TAIL}`;
      }
    });
  return new RegExp(`^${body}$`, 'd');
}

/** Compiled patterns of a row, English first. */
export function compileRow(row: { en: readonly string[]; zh: readonly string[]; patterns: { en: readonly string[]; zh: readonly string[] } }): RegExp[] {
  const heads = headPattern(row);
  return [...row.patterns.en.map((p) => compile(p, heads.en)), ...row.patterns.zh.map((p) => compile(p, heads.zh))];
}

/** Named groups of `re` on `flat.text[from, to)`, in flat positions. */
export function matchAt(re: RegExp, flat: Flat, from: number, to: number): Found | undefined {
  const m = re.exec(flat.text.slice(from, to));
  if (!m) return undefined;
  const found: Found = {};
  for (const [name, range] of Object.entries(m.indices?.groups ?? {})) {
    if (range) found[name] = { text: flat.text.slice(from + range[0], from + range[1]), from: from + range[0], to: from + range[1] };
  }
  return found;
}

export const subject = `${LEAD}(?<target>${PLACES.term})${TAIL}`;
