// Exports: complete, CompleteQuery. What may be written at the cursor: pure, from the text, the screen and the library.

import { CLASSES, type Completion, type SopEntry, type Span } from '../protocol/sop.ts';
import type { Snapshot } from '../protocol/screen.ts';
import { CLASSIFICATIONS, LABELS, META_KEYS, PARAM_KEYS, PARAM_TYPES } from './front.ts';
import { readSop, type Reading } from './parse.ts';
import { CLASS_NAMES, CLAUSE_TABLE, SECTION_TABLE, STATEMENT_TABLE, VERB_TABLE } from './verbs.ts';

export interface CompleteQuery {
  text: string;
  offset: number;
  /** What the phone shows now. */
  screen?: Snapshot | undefined;
  /** Labels known from memory of the app that is open there, best first. */
  seen?: readonly { label: string; app: string; title?: string }[];
  sops?: readonly SopEntry[];
}

/** Completions at `offset`, best first by `sort`. Never throws. */
export function complete(q: CompleteQuery): Completion[] {
  const offset = Math.max(0, Math.min(q.offset, q.text.length));
  const lineStart = Math.max(q.text.lastIndexOf('\n', offset - 1), q.text.lastIndexOf('\r', offset - 1)) + 1;
  const before = q.text.slice(lineStart, offset);
  const reading = readSop(q.text);
  if (reading.refused) return [];
  const chinese = reading.sop.meta.lang?.startsWith('zh') ?? /[\u4e00-\u9fff]/.test(reading.sections.map((s) => s.title).join(''));
  const front = reading.front.span;
  if (front && offset > front.start && offset < front.end) return metaKeys(reading, before, lineStart, offset, q);

  const brace = /\{\{\s*([\p{L}\p{N}_.-]*)$/u.exec(before);
  if (brace) return params(reading, q.text, offset, (brace[1] as string).length, before);
  const inQuotes = openQuote(before);
  if (inQuotes) return labels(q, inQuotes, lineStart, offset);
  const tick = /`((?:id|desc|text|class|pkg)?:?[^`]*)$/.exec(before);
  if (tick && (before.match(/`/g) ?? []).length % 2 === 1) return selectors(q, tick[1] as string, offset);

  const heading = /^##[ \t]+(.*)$/.exec(before);
  if (heading) return SECTION_TABLE.flatMap((s, i) => [s.en[0], s.zh[0]].map((label, k) => entry({ label: label as string, kind: 'clause', detail: s.help, span: { start: offset - (heading[1] as string).length, end: offset }, sort: rank(k === (chinese ? 1 : 0) ? 0 : 1, i) })));

  const section = sectionAt(reading, offset);
  const classes = /(?:ask first|confirm first|需确认|先确认)\s*[:：]\s*(?:[a-z-]+\s*[,，]\s*)*([a-z-]*)$/i.exec(before);
  if (classes) {
    const span = { start: offset - (classes[1] as string).length, end: offset };
    return CLASSES.map((c, i) => entry({ label: c, kind: 'class', detail: chinese ? CLASS_NAMES[c].zh : CLASS_NAMES[c].en, span, sort: rank(0, i) }));
  }
  const egress = /(?:data|数据)\s*[:：].*(?:->|→)\s*([\w.-]*)$/i.exec(before);
  if (egress) return reading.sop.meta.egress.map((e, i) => entry({ label: e, kind: 'meta', detail: 'destination of policy.egress', span: { start: offset - (egress[1] as string).length, end: offset }, sort: rank(0, i) }));

  const clause = /^[ \t]*[-*+][ \t]+([^:："“「`{]*)$/.exec(before);
  if (clause) {
    const typed = clause[1] as string;
    const span = { start: offset - typed.length, end: offset };
    if (section === 'whenever') return [entry({ label: chinese ? '如果 … 出现' : 'If … appears', insert: chinese ? '如果 "$1" 出现: 点击 "$2"' : 'If "$1" appears: tap "$2"', snippet: true, kind: 'clause', detail: 'A guard, tried before every step', span, sort: rank(0, 0) })];
    if (section === 'preconditions' || section === 'outcome') return statements(chinese, span, true);
    if (section === 'steps') return CLAUSE_TABLE.flatMap((row, i) => (['en', 'zh'] as const).map((lang) => entry({ label: row[lang][0] as string, insert: row.form[lang], snippet: true, kind: 'clause', detail: row.help, span, sort: rank((lang === 'zh') === chinese ? 0 : 1, i) })));
    return [];
  }
  const step = /^[ \t]*\d+[.)][ \t]+([^:："“「`{]*)$/.exec(before) ?? /^[ \t]*(?:\d+[.)]|[-*+])[ \t]+.*[:：,，][ \t]*(?:then[ \t]+|然后)?([\p{L}-]*)$/u.exec(before);
  const expects = /(?:["”」`]|\}\})[ \t]+([\p{L} ]*)$/u.exec(before);
  if (expects && /(?:expect|if|when|until|check|verify|wait|如果|预期|直到|检查|等待|若)/i.test(before)) return statements(chinese, { start: offset - (expects[1] as string).length, end: offset }, false);
  if (step && section === 'steps' && !expects) {
    const span = { start: offset - (step[1] as string).length, end: offset };
    return VERB_TABLE.flatMap((row, i) => (['en', 'zh'] as const).map((lang) => entry({ label: row[lang][0] as string, insert: row.form[lang], snippet: true, kind: 'verb', detail: row.help, span, sort: rank((lang === 'zh') === chinese ? 0 : 1, i) })));
  }
  return [];
}

const rank = (group: number, n: number): string => `${group}${String(n).padStart(4, '0')}`;
const entry = (c: Partial<Completion> & Pick<Completion, 'label' | 'kind' | 'detail' | 'span' | 'sort'>): Completion => ({ insert: c.label, snippet: false, ...c });
/** Snippet texts give `$`, `}` and `\` a meaning; labels of the phone must not. */
const plain = (s: string): string => s.replace(/\s*[\r\n]+\s*/g, ' ');

function sectionAt(reading: Reading, offset: number): string | undefined {
  return [...reading.sections].reverse().find((s) => s.span.start <= offset)?.kind;
}

/** The opening quote the cursor stands behind, if the quotation is not closed before it. */
function openQuote(before: string): { at: number; close: string; typed: string } | undefined {
  const pairs: Record<string, string> = { '"': '"', '“': '”', '「': '」', '『': '』' };
  let open: { at: number; close: string } | undefined;
  for (let i = 0; i < before.length; i++) {
    const c = before[i] as string;
    if (open) { if (c === '\\') i++; else if (c === open.close) open = undefined; } else if (c in pairs) open = { at: i, close: pairs[c] as string };
  }
  return open && { ...open, typed: before.slice(open.at + 1) };
}

function labels(q: CompleteQuery, quote: { at: number; close: string; typed: string }, lineStart: number, offset: number): Completion[] {
  const span = { start: lineStart + quote.at + 1, end: offset };
  const tail = q.text[offset] === quote.close ? '' : quote.close;
  const out: Completion[] = [];
  const have = new Set<string>();
  const elements = (q.screen?.elements ?? []).filter((e) => e.label.trim() !== '');
  const count = new Map<string, number>();
  for (const e of elements) count.set(e.label, (count.get(e.label) ?? 0) + 1);
  elements.forEach((e, i) => {
    const label = plain(e.label);
    if (have.has(label) || label.includes('"')) return;
    have.add(label);
    const times = count.get(e.label) ?? 1;
    const acts = e.clickable === true || e.role !== 'text';
    out.push(entry({ label, insert: label + tail, kind: 'screen', detail: `${e.role} · ${q.screen?.title || q.screen?.package || 'screen'}${times > 1 ? ` · ${times} times` : ''}`, span, sort: rank((times > 1 ? 2 : 0) + (acts ? 0 : 1), i) }));
  });
  (q.seen ?? []).forEach((s, i) => {
    const label = plain(s.label);
    if (label === '' || have.has(label) || label.includes('"')) return;
    have.add(label);
    out.push(entry({ label, insert: label + tail, kind: 'screen', detail: `from memory · ${s.app}${s.title ? ` · ${s.title}` : ''}`, span, sort: rank(5, i) }));
  });
  return out;
}

function selectors(q: CompleteQuery, typed: string, offset: number): Completion[] {
  const span = { start: offset - typed.length, end: offset };
  const tail = q.text[offset] === '`' ? '' : '`';
  const out = new Map<string, Completion>();
  (q.screen?.elements ?? []).forEach((e, i) => {
    for (const s of e.selectors) {
      if (s.by === 'path' || s.by === 'text' || s.nth !== undefined || s.value.includes('`')) continue;
      const label = `${s.by}:${plain(s.value)}`;
      if (!out.has(label)) out.set(label, entry({ label, insert: label + tail, kind: 'screen', detail: `${e.role} · ${e.label}`, span, sort: rank(0, i) }));
    }
  });
  if (out.size === 0) for (const [i, by] of ['id', 'desc', 'text', 'class', 'pkg'].entries()) out.set(by, entry({ label: `${by}:`, kind: 'screen', detail: 'selector', span, sort: rank(1, i) }));
  return [...out.values()];
}

function params(reading: Reading, text: string, offset: number, typed: number, before: string): Completion[] {
  const span: Span = { start: offset - typed, end: offset };
  const tail = /^[ \t]*\}\}/.test(text.slice(offset)) ? '' : text[offset] === '}' ? '}' : '}}';
  const { meta } = reading.sop;
  const run = /(?:\brun|perform|execute|运行|执行)\s*\{\{\s*[\p{L}\p{N}_.-]*$/iu.test(before);
  const bound = [...new Set(reading.refs.filter((r) => r.kind === 'binds').map((r) => r.name))];
  return [
    ...meta.params.map((p, i) => entry({ label: p.name, insert: p.name + tail, kind: 'param' as const, detail: `${p.type}${p.secret ? ' · secret' : ''}${p.description ? ` · ${p.description}` : ''}`, span, sort: rank(run ? 2 : 0, i) })),
    ...bound.filter((b) => !meta.params.some((p) => p.name === b)).map((b, i) => entry({ label: b, insert: b + tail, kind: 'param' as const, detail: 'remembered in a step', span, sort: rank(run ? 3 : 1, i) })),
    ...meta.uses.map((u, i) => entry({ label: u.alias, insert: u.alias + tail, kind: 'sop' as const, detail: u.path, span, sort: rank(run ? 0 : 4, i) })),
  ];
}

function statements(chinese: boolean, span: Span, subject: boolean): Completion[] {
  const order = ['visible', 'not-visible', 'contains', 'on', 'off'] as const;
  return order.flatMap((is, i) => (['en', 'zh'] as const).map((lang) => {
    const label = STATEMENT_TABLE[is][lang][0] as string;
    const rest = is === 'contains' ? ` "$2"` : '';
    return entry({ label: subject ? `"…" ${label}` : label, insert: `${subject ? '"$1" ' : ''}${label}${rest}`, snippet: subject || rest !== '', kind: 'statement', detail: 'checked by the program', span, sort: rank((lang === 'zh') === chinese ? 0 : 1, i) });
  }));
}

function metaKeys(reading: Reading, before: string, lineStart: number, offset: number, q: CompleteQuery): Completion[] {
  const word = /([\w.-]*)$/.exec(before)?.[1] ?? '';
  const span = { start: offset - word.length, end: offset };
  const options = (list: readonly string[], detail: string): Completion[] => list.map((label, i) => entry({ label, kind: 'meta', detail, span, sort: rank(0, i) }));
  if (/^\s*classification:\s*[\w]*$/.test(before)) return options(CLASSIFICATIONS, 'classification');
  if (/\btype:\s*\w*$/.test(before)) return options(PARAM_TYPES, 'type of a parameter');
  if (/\blabel:\s*\w*$/.test(before)) return options(Object.keys(LABELS), 'kind of data');
  if (/\bsecret:\s*\w*$/.test(before)) return options(['true', 'false'], 'secret');
  if (/^\w*$/.test(before)) {
    const present = new Set(META_KEYS.filter((k) => reading.front.range([k], 'key') !== undefined));
    return META_KEYS.filter((k) => !present.has(k)).map((k, i) => entry({ label: k, insert: `${k}: `, kind: 'meta', detail: 'front matter', span, sort: rank(0, i) }));
  }
  const above = q.text.slice(0, lineStart).split(/\r\n|\r|\n/).reverse().find((l) => /^\w+:/.test(l)) ?? '';
  if (above.startsWith('params:') && /[{,]\s*\w*$/.test(before)) return PARAM_KEYS.map((k, i) => entry({ label: k, insert: `${k}: `, kind: 'meta', detail: 'parameter', span, sort: rank(0, i) }));
  if (above.startsWith('uses:') && /:\s*[\w./-]*$/.test(before)) {
    const typed = /:\s*([\w./-]*)$/.exec(before)?.[1] ?? '';
    return (q.sops ?? []).map((s, i) => entry({ label: s.title || s.path, insert: `./${s.path}`, kind: 'sop', detail: s.path, span: { start: offset - typed.length, end: offset }, sort: rank(0, i) }));
  }
  return [];
}
