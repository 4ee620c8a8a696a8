// Exports: checkSop, analyse, SENSITIVE (hint words). Static rules over a parsed document; the codes are listed in README.md.

import { CLASSES, type Class, type Fix, type Operation, type Problem, type SemanticToken, type Sop, type Span, type Statement, type Step, type Term } from '../protocol/sop.ts';
import { clausesOf, placedSteps, stepByReference, type Placed } from './flow.ts';
import { CLASSIFICATIONS, LABELS, distance, suggest } from './front.ts';
import { beginsWithVerb, readStep, splitSteps } from './operation.ts';
import { clauseHead, contentColumn, lineOf, readSop, type Item, type Reading, type Ref } from './parse.ts';
import { rawOf, scan, type Flat } from './scan.ts';
import { trimRange } from './statement.ts';
import { tokensOf } from './tokens.ts';
import { SECTION_TABLE, VERB_TABLE } from './verbs.ts';

/** Words of labels that suggest a class. A hint while writing only: the classifier in `control/` decides at run time. */
export const SENSITIVE: readonly [Class, RegExp][] = [
  ['payment', /\b(?:pay|place order|buy|subscribe|top up|check ?out)\b|支付(?!宝)|付款|提交订单|充值|结算|缴费/i],
  ['transfer', /\b(?:transfer|send money|withdraw)\b|转账|红包|提现|还款/i],
  ['send-message', /^(?:send|reply|forward)$|发送|回复|转发/i],
  ['call', /^(?:call|dial|sos)$|拨打|呼叫|视频通话/i],
  ['publish', /^(?:post|publish|comment)$|发布|发表|评论/i],
  ['delete', /\b(?:delete|erase|reset|uninstall)\b|删除|清空|移除|卸载/i],
  ['grant-permission', /^(?:allow|while using the app|only this time)$|^允许|授权/i],
  ['install', /^(?:install|update all)$|^安装/i],
  ['account-change', /\b(?:change password|unlink|cancel booking)\b|注销|解绑|确认预约/i],
  ['share-location', /share location|共享位置|发送位置/i],
  ['settings-security', /developer options|unknown sources|开发者选项|未知来源/i],
  ['export-data', /^(?:export|upload|share screen)$|导出|上传|共享屏幕/i],
  ['legal-consent', /^(?:i agree|accept|agree and continue)$|同意并继续|我已阅读/i],
];
const NOT_SENSITIVE = /history|method|cancel|don['’]?t|not now|never|记录|方式|取消|不允许|支付宝$/i;
const SECRET_FIELD = /\b(?:password|passcode|passphrase|pin|otp|one-time code|security code|cvv)\b|密码|验证码|口令/i;
const SECRET_TEXT = /^(?:sk-[\w-]{16,}|gh[pousr]_\w{20,}|AKIA[0-9A-Z]{16}|eyJ[\w-]{10,}\.[\w-]{10,}\.[\w-]*|-----BEGIN .*)$/;

const STEPS_TITLES = SECTION_TABLE.filter((x) => x.section === 'steps').flatMap((x) => [...x.en, ...x.zh]);

/** All problems of a document: what could not be read and what breaks a rule, in reading order. */
export function checkSop(input: string | Reading, o?: { path?: string }): Problem[] {
  const reading = typeof input === 'string' ? readSop(input, o) : input;
  if (reading.refused) return [...reading.sop.problems];
  const rules = new Rules(reading);
  rules.run();
  return [...rules.numbered(reading.sop.problems), ...rules.problems].sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
}

/** What `sop.analyse` answers: one parse for model, problems and colours. `sop.problems` is the same complete list. */
export function analyse(text: string, o?: { path?: string }): { sop: Sop; problems: Problem[]; tokens: SemanticToken[] } {
  const reading = readSop(text, o);
  const problems = checkSop(reading);
  return { sop: { ...reading.sop, problems }, problems, tokens: tokensOf(reading) };
}

class Rules {
  readonly r: Reading;
  readonly problems: Problem[] = [];
  readonly items = new Map<Step, Item>();
  readonly eol: string;
  references: Ref[] | undefined;
  /** Steps that stand in no other, by their printed number. */
  printed: Map<string, Item[]> | undefined;

  constructor(r: Reading) {
    this.r = r;
    this.eol = r.text.includes('\r\n') ? '\r\n' : '\n';
    for (const item of r.items) if (item.step) this.items.set(item.step, item);
  }

  add(severity: Problem['severity'], code: string, message: string, span: Span, fixes: (Fix | undefined)[] = []): void {
    this.problems.push({ severity, code, message, span, ...lineOf(this.r.lines, span.start), fixes: fixes.filter((f) => f !== undefined) });
  }

  run(): void {
    this.document();
    this.names();
    this.braces();
    this.classes();
    for (const placed of placedSteps(this.r.sop)) this.step(placed);
    for (const guard of this.r.sop.guards) this.condition(guard.condition);
    for (const s of this.r.sop.outcome) if (s.is === 'free') this.add('info', 'statement/free', 'A model or a person has to judge this; "…" is visible, contains "…" or is on can be checked by the program', s.span);
  }

  document(): void {
    const { r } = this;
    const start = { start: 0, end: Math.min(r.text.length, r.lines[1] ?? r.text.length) };
    const rename = (s: { titleSpan: Span }, near: string | undefined): Fix | undefined => (near === undefined ? undefined : { title: `Change to "${near}"`, edits: [{ span: s.titleSpan, text: near }] });
    const without = r.sop.phases.every((p) => p.steps.length === 0);
    const misspelt = without && !r.sections.some((s) => s.kind === 'steps') ? r.sections.find((s) => s.kind === 'unknown' && suggest(s.title, STEPS_TITLES) !== undefined) : undefined;
    for (const s of r.sections) {
      if (s.kind !== 'unknown' || s === misspelt) continue;
      const near = suggest(s.title, SECTION_TABLE.flatMap((x) => [...x.en, ...x.zh]));
      this.add('warning', 'section/unknown', `There is no section "${s.title}"${near ? `; did you mean "${near}"?` : '.'} What it holds is not carried out`, s.titleSpan, [rename(s, near)]);
    }
    if (without) {
      const has = r.sections.find((s) => s.kind === 'steps');
      if (has) this.add('error', 'doc/no-steps', 'The section "Steps" holds no numbered step', has.titleSpan);
      else if (misspelt) this.add('error', 'doc/no-steps', `A section "## Steps" (步骤) with numbered steps is needed; is "${misspelt.title}" meant to be it?`, misspelt.titleSpan, [rename(misspelt, suggest(misspelt.title, STEPS_TITLES))]);
      else this.add('error', 'doc/no-steps', 'A section "## Steps" (步骤) with numbered steps is needed', start, [{ title: 'Add the section', edits: [{ span: { start: r.text.length, end: r.text.length }, text: `${/(^|[\r\n])$/.test(r.text) ? '' : this.eol}${this.eol}## Steps${this.eol}1. Go home${this.eol}` }] }]);
    }
    if (r.sop.title === '') this.add('warning', 'doc/no-title', 'Give the document a title: a line "# …"', start);
  }

  /** The parser's problems; fixes that touch numbers take later steps and `go to step N` along. */
  numbered(problems: readonly Problem[]): Problem[] {
    const { items, text } = this.r;
    const wrong = items.filter((i) => i.kind === 'step' && i.printed !== undefined && i.printed !== i.expected);
    const at = new Map(items.map((i) => [i.marker.start, i]));
    const to = (list: Item[]): Map<Item, number> => new Map(list.map((i) => [i, i.expected as number]));
    const all: Fix[] = wrong.length > 1 ? [{ title: 'Renumber all steps', edits: this.renumber(to(wrong)) }] : [];
    return problems.map((p) => {
      const item = at.get(p.span.start);
      if (p.code === 'step/number' && item) return { ...p, fixes: [{ title: `Write "${item.expected}."`, edits: this.renumber(to([item])) }, ...all] };
      if (p.code === 'step/empty' && item) return { ...p, fixes: p.fixes.map((f) => ({ ...f, edits: [...f.edits, ...this.renumber(this.shifted(item, -1))] })) };
      if (p.code === 'step/lazy-line') {
        const above = items.findLast((i) => i.span.start < p.span.start && p.span.end <= i.span.end);
        const line = scan(text, p.span.start, p.span.end, { problem: () => undefined, mark: () => undefined });
        if (above?.kind !== 'step' || !readStep(line, 0, line.text.length).op) return p;
        const lineStart = (offset: number): number => this.r.lines[lineOf(this.r.lines, offset).line - 1] as number;
        const pad = text.slice(lineStart(above.span.start), above.span.start).replace(/[^\t]/g, ' ');
        return { ...p, fixes: [{ title: 'Make it a step of its own', edits: [{ span: { start: lineStart(p.span.start), end: p.span.start }, text: `${pad}${(above.printed ?? above.expected ?? 1) + 1}. ` }, ...this.renumber(this.shifted(above, 1))] }, ...p.fixes] };
      }
      return p;
    });
  }

  /** The steps after an item in its list (for steps that stand in no other: of the whole document), their numbers moved. */
  shifted(item: Item, by: number): Map<Item, number> {
    const { items } = this.r;
    const from = items.indexOf(item);
    const later = items.slice(from + 1);
    const out = item.depth === 0 ? -1 : later.findIndex((i) => i.depth < item.depth);
    const list = (out < 0 ? later : later.slice(0, out)).filter((i) => i.kind === 'step' && i.depth === item.depth && i.printed !== undefined);
    return new Map(list.map((i) => [i, (i.printed as number) + by]));
  }

  renumber(to: Map<Item, number>): { span: Span; text: string }[] {
    const edits = [...to].map(([i, n]) => ({ span: i.marker, text: `${n}.` }));
    this.references ??= this.r.refs.filter((ref) => ref.kind === 'go-to');
    if (this.references.length === 0) return edits;
    this.printed ??= Map.groupBy(this.r.items.filter((i) => i.kind === 'step' && i.depth === 0), (i) => String(i.printed));
    for (const { name, span } of this.references) {
      const steps = this.printed.get(name) ?? [];
      const now = steps.length === 1 && steps[0] ? to.get(steps[0]) : undefined;
      if (now !== undefined && this.r.text.startsWith(name, span.start)) edits.push({ span: { start: span.start, end: span.start + name.length }, text: String(now) });
    }
    return edits;
  }

  names(): void {
    const { r } = this;
    const { meta } = r.sop;
    if (r.front.unread) return;
    const bound = new Set(r.refs.filter((x) => x.kind === 'binds').map((x) => x.name));
    const declared = new Set([...meta.params.map((p) => p.name), ...bound]);
    const used = new Set<string>();
    for (const ref of r.refs) {
      if (ref.kind === 'alias') {
        used.add(ref.name);
        if (meta.uses.some((u) => u.alias === ref.name)) continue;
        const near = suggest(ref.name, meta.uses.map((u) => u.alias));
        this.add('error', 'uses/undeclared', `"${ref.name}" is not named under "uses"${near ? `; did you mean "${near}"?` : ''}`, ref.span, [this.rename(ref.span, near), this.insertMeta('uses', `${ref.name}: ./${ref.name}.sop.md`)]);
      } else if (ref.kind === 'data-name') used.add(ref.name);
      else if (ref.kind === 'param') {
        used.add(ref.name);
        if (declared.has(ref.name)) continue;
        const near = suggest(ref.name, [...declared]);
        this.add('error', 'param/undeclared', `The parameter ${ref.name} is not declared${near ? `; did you mean ${near}?` : ''}`, ref.span, [this.rename(ref.span, near), this.insertMeta('params', `${ref.name}: { type: string }`)]);
      } else if (ref.kind === 'go-to') {
        if (!stepByReference(r.sop, ref.name)) this.add('error', 'go-to/unknown', `There is no step ${ref.name}`, ref.span);
      } else if (ref.kind === 'destination' && !meta.egress.includes(ref.name)) {
        const near = suggest(ref.name, meta.egress);
        this.add('error', 'data/egress', `${ref.name} is no destination of policy.egress${meta.egress.length ? ` (${meta.egress.join(', ')})` : ''}${near ? `; did you mean ${near}?` : ''}`, ref.span, [near ? { title: `Change to ${near}`, edits: [{ span: ref.span, text: near }] } : undefined, this.addEgress(ref.name)]);
      }
    }
    for (const p of meta.params) {
      if (!used.has(p.name)) this.add('warning', 'param/unused', `The parameter ${p.name} is never used`, p.span, [this.removePair(['params', p.name])]);
      const least = p.label === undefined ? undefined : LABELS[p.label as keyof typeof LABELS];
      if (least && CLASSIFICATIONS.indexOf(meta.classification) < CLASSIFICATIONS.indexOf(least)) {
        const at = r.front.range(['classification']);
        this.add('warning', 'classification/low', `${p.name} carries ${p.label} data: the classification should be ${least} at least, not ${meta.classification}`, at ?? r.front.range(['params', p.name, 'label']) ?? p.span, [at ? { title: `Set ${least}`, edits: [{ span: at, text: least }] } : this.insertTop(`classification: ${least}`)]);
      }
    }
    for (const u of meta.uses) if (!used.has(u.alias)) this.add('warning', 'uses/unused', `"${u.alias}" is never run`, u.span, [this.removePair(['uses', u.alias])]);
  }

  rename(span: Span, near: string | undefined): Fix | undefined {
    return near === undefined ? undefined : { title: `Change to ${near}`, edits: [{ span, text: `{{${near}}}` }] };
  }

  /** A line under a top-level map of the front matter, made when missing; undefined for flow maps. */
  insertMeta(key: string, line: string): Fix | undefined {
    const { front, text } = this.r;
    if (!front.span) return undefined;
    const value = front.range([key]);
    if (!value) return this.insertTop(`${key}:${this.eol}  ${line}`);
    if (text[value.start] === '{' || value.end <= value.start) return undefined;
    const lineStart = this.r.lines[lineOf(this.r.lines, value.start).line - 1] as number;
    const pad = text.slice(lineStart, value.start);
    if (pad.trim() !== '' || pad === '') return undefined;
    return { title: `Declare it under "${key}"`, edits: [{ span: { start: value.start, end: value.start }, text: `${line}${this.eol}${pad}` }] };
  }

  insertTop(line: string, title = `Add ${line.split(/[\r\n:]/)[0]}`): Fix | undefined {
    const { front, text } = this.r;
    if (!front.span) return undefined;
    return { title, edits: [{ span: { start: front.end, end: front.end }, text: `${/[\r\n]$/.test(text.slice(0, front.end)) ? '' : this.eol}${line}${this.eol}` }] };
  }

  addEgress(name: string): Fix | undefined {
    const { front, text } = this.r;
    const at = front.range(['policy', 'egress']);
    const title = `Allow ${name} in policy.egress`;
    const item = /^[\w.-]+$/.test(name) ? name : JSON.stringify(name);
    if (!at) return front.range(['policy']) ? undefined : this.insertTop(`policy:${this.eol}  egress: [${item}]`, title);
    const close = text[at.start] === '[' ? text.lastIndexOf(']', at.end - 1) : -1;
    if (close < at.start) return undefined;
    return { title, edits: [{ span: { start: close, end: close }, text: this.r.sop.meta.egress.length ? `, ${item}` : item }] };
  }

  /** Removes a key that has its lines for itself. */
  removePair(path: string[]): Fix | undefined {
    const { front, text, lines } = this.r;
    const at = front.range(path, 'pair');
    if (!at) return undefined;
    const a = lineOf(lines, at.start).line;
    const b = lineOf(lines, Math.max(at.start, at.end - 1)).line;
    const start = lines[a - 1] as number;
    const end = lines[b] ?? text.length;
    if (text.slice(start, at.start).trim() !== '' || !/^\s*(?:#.*)?$/.test(text.slice(at.end, end))) return undefined;
    const siblings = path[0] === 'params' ? this.r.sop.meta.params.length : this.r.sop.meta.uses.length;
    const parent = front.range([path[0] as string], 'key');
    // The last entry goes with its heading, which alone would be null.
    const from = siblings === 1 && parent ? (lines[lineOf(lines, parent.start).line - 1] as number) : start;
    return { title: 'Remove it', edits: [{ span: { start: from, end }, text: '' }] };
  }

  classes(): void {
    for (const ref of this.r.refs) {
      if (ref.kind !== 'class' || ref.known) continue;
      const near = suggest(ref.name, CLASSES);
      this.add('error', 'class/unknown', `There is no class "${ref.name}"${near ? `; did you mean "${near}"?` : ` (known: ${CLASSES.join(', ')})`}`, ref.span, [near ? { title: `Change to "${near}"`, edits: [{ span: ref.span, text: near }] } : undefined]);
    }
  }

  step(placed: Placed): void {
    const { step, path } = placed;
    const asks = [step, ...path].some((s) => clausesOf(s, 'ask').length > 0);
    if (step.op) this.operation(step.op, placed, asks);
    else if (step.text !== '') this.form(placed);
    for (const clause of step.clauses) {
      if (clause.clause === 'if') this.condition(clause.condition);
      if (clause.clause === 'expect' && clause.statement.is === 'free') this.add('info', 'statement/free', 'A model or a person has to judge this; "…" is visible, contains "…" or is on can be checked by the program', clause.statement.span);
    }
  }

  condition(s: Statement): void {
    if (s.is === 'free') this.add('info', 'statement/free', 'A model or a person has to judge this condition', s.span);
  }

  operation(op: Operation, placed: Placed, asks: boolean): void {
    const { step, path, siblings, index } = placed;
    switch (op.verb) {
      case 'enter': {
        const secrets = this.r.sop.meta.params.filter((p) => p.secret && names(op.value).includes(p.name));
        if (secrets.length > 0 && !asks) this.add('warning', 'secret/unasked', `${secrets.map((p) => p.name).join(', ')} is secret: put "Ask first" before it is typed`, step.span, [this.clauseFix(step, 'Ask first: credential', '需确认: credential')]);
        const typed = literal(op.value);
        const field = label(op.target);
        if (typed !== undefined && typed !== '' && ((field !== undefined && SECRET_FIELD.test(field)) || SECRET_TEXT.test(typed))) {
          this.add('error', 'secret/literal', 'A secret does not belong into the document: make it a secret parameter', op.value.span, [this.secretFix(op.value.span, field ?? 'secret', step, asks)]);
        }
        break;
      }
      case 'tap': case 'long-press': {
        const words = label(op.target);
        const hit = words === undefined || NOT_SENSITIVE.test(words) ? undefined : SENSITIVE.find(([, re]) => re.test(words.trim()));
        if (hit && !asks) this.add('info', 'ask/suggested', `"${words}" looks like ${hit[0]}: the run will ask anyway; "Ask first" says so to readers and names the reason`, op.target.span, [this.clauseFix(step, `Ask first: ${hit[0]}`, `需确认: ${hit[0]}`)]);
        break;
      }
      case 'check': case 'if': this.condition(op.verb === 'if' ? op.condition : op.statement); break;
      case 'wait':
        if (op.ms !== undefined && op.ms > 10 * 60_000) this.add('warning', 'wait/long', 'This waits longer than ten minutes', step.span);
        if (op.until) this.condition(op.until);
        break;
      case 'otherwise':
        if (siblings[index - 1]?.op?.verb !== 'if') this.add('error', 'if/otherwise-alone', '"Otherwise" is the step directly after an "If"', step.span);
        break;
      case 'repeat':
        if (op.times === undefined && clausesOf(step, 'at-most').length === 0) this.add('warning', 'loop/unbounded', 'Say how often at most', step.span, [this.clauseFix(step, 'At most: 10 times', '最多: 10 次')]);
        if (op.times !== undefined && (op.times < 1 || !Number.isInteger(op.times))) this.add('error', 'loop/times', 'The number of times is a whole number of at least 1', step.span);
        break;
      case 'end-loop':
        if (!path.some((s) => s.op?.verb === 'for-each' || s.op?.verb === 'repeat')) this.add('error', 'loop/none', 'There is no loop around this step', step.span);
        break;
      case 'for-each': {
        const list = op.list;
        const p = list.kind === 'param' ? this.r.sop.meta.params.find((x) => x.name === list.name) : undefined;
        if (p && p.type !== 'list') this.add('error', 'loop/no-list', `${p.name} is a ${p.type}, not a list`, list.span);
        break;
      }
      default: break;
    }
  }

  /** Why a step is no canonical one. */
  form(placed: Placed): void {
    const { step } = placed;
    const flat = scan(this.r.text, step.span.start, step.span.end, { problem: () => undefined, mark: () => undefined });
    const parts = splitSteps(flat, 0, flat.text.length);
    const canonical = parts.map(([a, b]) => readStep(flat, a, b).op !== undefined);
    if (parts.length > 1 && parts.length <= 9 && canonical.every(Boolean)) {
      this.add('warning', 'step/several', 'These are several steps on one line', step.span, [this.splitFix(step, parts.map(([a, b]) => rawOf(flat, a, b).span))]);
      return;
    }
    if (this.inlineClause(step, flat) || this.misspelt(step, flat)) return;
    const begin = beginsWithVerb(flat, 0, flat.text.length);
    const [a, b] = begin ? trimRange(flat, begin.head[1], flat.text.length) : [0, 0];
    const words = flat.text.slice(a, b);
    const plain = words.replace(/[\uE000-\uF7FF]/g, ' ').replace(/\b(?:the|a|an|in|into|to|as|on|for|until|with|up|down|of|times?)\b|[到于在为中里直到次]/g, ' ').trim();
    if (begin && plain === '') {
      const form = `${begin.row.form.en} · ${begin.row.form.zh}`.replace(/\$\d/g, '…');
      this.add('warning', 'step/form', `"${rawOf(flat, ...begin.head).text}" is written: ${form}`, step.span);
    } else if (begin && ['tap', 'open', 'long-press', 'clear', 'turn-on', 'turn-off'].includes(begin.row.verb) && step.terms.length === 0 && /^[\p{L}\p{N}&' -]+$/u.test(words) && words.split(' ').length <= 4 && /^(?:(?:the|on) )*$/.test(words.slice(0, /[A-Z0-9\u4e00-\u9fff]/.exec(rawOf(flat, a, b).text)?.index ?? words.length))) {
      const bare = /^(?:(?:the|on) )*/.exec(words)?.[0].length ?? 0;
      const raw = rawOf(flat, a + bare, b);
      this.add('warning', 'step/unquoted', `Put what is on the screen in quotes: "${raw.text}"`, raw.span, [{ title: 'Put it in quotes', edits: [{ span: raw.span, text: `"${raw.text}"` }] }]);
    } else this.add('info', 'step/free', 'A free step: a model or a person decides what to do', step.span);
  }

  /** `Tap "Save". Ask first: payment`: a clause that nobody would carry out where it stands. */
  inlineClause(step: Step, flat: Flat): boolean {
    for (const m of flat.text.matchAll(/[.,;!] ?/g)) {
      const at = m.index + m[0].length;
      const head = clauseHead({ ...flat, text: flat.text.slice(at) });
      if (!head || flat.text[at + head.headEnd] !== ':' || head.row.clause === 'if' || head.row.clause === 'otherwise') continue;
      const item = this.items.get(step);
      const clause = rawOf(flat, at, flat.text.length).span;
      const before = rawOf(flat, 0, m.index).span;
      const column = item ? contentColumn(this.r.text, item.span.start, this.r.lines[lineOf(this.r.lines, item.span.start).line - 1] as number) : 0;
      this.add('warning', 'clause/inline', `"${rawOf(flat, at, at + head.headEnd).text}" is a bullet below the step: here it is not carried out`, clause, item?.kind === 'step' ? [{ title: 'Make it a bullet', edits: [{ span: { start: before.end, end: clause.start }, text: `${this.eol}${' '.repeat(column)}- ` }] }] : []);
      return true;
    }
    return false;
  }

  /** `Opne "Settings"`: one slip away from a verb, and canonical with it. */
  misspelt(step: Step, flat: Flat): boolean {
    const word = /^[a-z]{3,}(?:-[a-z]+)?(?= )/.exec(flat.text)?.[0];
    if (word === undefined || beginsWithVerb(flat, 0, flat.text.length)) return false;
    for (const head of VERB_TABLE.flatMap((v) => v.en)) {
      const rest = head.includes(' ') ? head.slice(head.indexOf(' ')).toLowerCase() : '';
      const first = head.slice(0, head.length - rest.length);
      if (distance(word, first.toLowerCase()) !== 1 || !flat.text.startsWith(rest, word.length)) continue;
      const span = rawOf(flat, 0, word.length).span;
      const mended = first + this.r.text.slice(span.end, step.span.end);
      const again = scan(mended, 0, mended.length, { problem: () => undefined, mark: () => undefined });
      if (!readStep(again, 0, again.text.length).op) continue;
      this.add('warning', 'step/verb', `There is no verb "${rawOf(flat, 0, word.length).text}"; did you mean "${first}"?`, span, [{ title: `Change to "${first}"`, edits: [{ span, text: first }] }]);
      return true;
    }
    return false;
  }

  /** `{name}`, `<name>`, `%name%` of a declared parameter: typed on the phone as it stands. */
  braces(): void {
    const names = this.r.sop.meta.params.map((p) => p.name).filter((n) => n !== '').map((n) => n.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
    if (names.length === 0) return;
    const re = new RegExp(`\\$?(?:\\{ ?){1,2}\\s*(?<a>${names.join('|')})\\s*(?: ?\\}){1,2}|[｛{]{1,2}\\s*(?<b>${names.join('|')})\\s*[｝}]{1,2}|<(?<c>${names.join('|')})>|%(?<d>${names.join('|')})%`, 'gu');
    for (const flat of this.r.flats.values()) {
      for (const m of this.r.text.slice(flat.span.start, flat.span.end).matchAll(re)) {
        if (/^\{\{\s*[^{}\s]+\s*\}\}$/.test(m[0])) continue;
        const name = m.groups?.['a'] ?? m.groups?.['b'] ?? m.groups?.['c'] ?? m.groups?.['d'] ?? '';
        const span = { start: flat.span.start + m.index, end: flat.span.start + m.index + m[0].length };
        this.add('warning', 'param/braces', `A parameter is written {{${name}}}; this stands for itself`, span, [{ title: `Write {{${name}}}`, edits: [{ span, text: `{{${name}}}` }] }]);
      }
    }
  }

  /** A new clause directly below the step's own line; undefined for inline steps. */
  clauseFix(step: Step, en: string, zh: string): Fix | undefined {
    const item = this.items.get(step);
    if (!item || item.step?.span.end === undefined) return undefined;
    const { text, lines } = this.r;
    const line = lineOf(lines, Math.max(step.span.start, step.span.end - 1)).line;
    const next = lines[line] ?? text.length;
    let at = next;
    while (at > step.span.end && /[\r\n]/.test(text[at - 1] as string)) at--;
    const column = contentColumn(text, item.span.start, lines[lineOf(lines, item.span.start).line - 1] as number);
    const chinese = /[\u4e00-\u9fff]/.test(step.text);
    return { title: `Add "${chinese ? zh : en}"`, edits: [{ span: { start: at, end: at }, text: `${this.eol}${' '.repeat(column)}- ${chinese ? zh : en}` }] };
  }

  secretFix(span: Span, field: string, step: Step, asks: boolean): Fix | undefined {
    const base = field.toLowerCase().replace(/[^a-z0-9]+/g, '_').replace(/^_+|_+$/g, '') || 'secret';
    const taken = new Set(this.r.sop.meta.params.map((p) => p.name));
    let name = base;
    for (let n = 2; taken.has(name); n++) name = `${base}_${n}`;
    const declare = this.insertMeta('params', `${name}: { type: string, secret: true, label: credential }`);
    return declare && { title: `Make it the secret parameter ${name}`, edits: [...declare.edits, { span, text: `{{${name}}}` }, ...(asks ? [] : this.clauseFix(step, 'Ask first: credential', '需确认: credential')?.edits ?? [])] };
  }

  splitFix(step: Step, parts: Span[]): Fix | undefined {
    const item = this.items.get(step);
    const last = parts[parts.length - 1];
    if (!item || item.kind !== 'step' || !last || lineOf(this.r.lines, step.span.start).line !== lineOf(this.r.lines, step.span.end).line) return undefined;
    const { text, lines } = this.r;
    const lineStart = lines[lineOf(lines, item.span.start).line - 1] as number;
    const pad = text.slice(lineStart, item.span.start).replace(/\S/g, ' ');
    const number = item.printed ?? item.expected ?? 1;
    return {
      title: 'Split into steps',
      edits: [...parts.slice(1).map((p, i) => {
        const before = parts[i] as Span;
        const first = text[p.start] as string;
        return { span: { start: before.end, end: p.start + 1 }, text: `${this.eol}${pad}${number + i + 1}. ${first.toUpperCase()}` };
      }), ...this.renumber(this.shifted(item, parts.length - 1))],
    };
  }
}

const names = (t: Term): string[] => (t.kind === 'param' ? [t.name] : t.kind === 'template' ? t.parts.flatMap((p) => (typeof p === 'string' ? [] : [p.param])) : []);
const literal = (t: Term): string | undefined => (t.kind === 'text' ? t.text : t.kind === 'number' ? String(t.value) : undefined);
const label = (t: Term): string | undefined => (t.kind === 'text' ? t.text : t.kind === 'selector' ? t.value.replace(/^.*[:/]/, '').replace(/_/g, ' ') : undefined);
