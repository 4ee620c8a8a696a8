// Exports: parseShell, the tree it returns (Script, Pipeline, Node, Word, Part, Redirect). The part of sh that scripts over adb use.
// Follows POSIX 2.2–2.9 (quoting, words, redirection, compound commands); a syntax error is a value, never a throw.

export type Part =
  /** `quoted` text is neither split nor globbed. */
  | { p: 'text'; text: string; quoted: boolean }
  | { p: 'var'; name: string; op?: { kind: ':-' | '-' | ':=' | ':+' | '+' | '#' | '##' | '%' | '%%' | 'len'; word: Word }; quoted: boolean }
  | { p: 'command'; script: Script; quoted: boolean }
  | { p: 'sum'; source: string; quoted: boolean };

export type Word = Part[];

export interface Redirect { fd: number; op: '>' | '>>' | '<' | '>&' | '<<<'; target: Word }

export type Node =
  | { n: 'simple'; assigns: { name: string; value: Word }[]; words: Word[]; redirects: Redirect[] }
  | { n: 'group'; body: Script; subshell: boolean; redirects: Redirect[] }
  | { n: 'if'; arms: { test: Script; body: Script }[]; otherwise?: Script; redirects: Redirect[] }
  | { n: 'loop'; until: boolean; test: Script; body: Script; redirects: Redirect[] }
  | { n: 'for'; name: string; words: Word[] | undefined; body: Script; redirects: Redirect[] };

export interface Pipeline { not: boolean; stages: Node[] }

/** `join` says what must have happened before this one runs. */
export type Script = { join: ';' | '&&' | '||' | '&'; pipeline: Pipeline }[];

type Token = { t: 'word'; word: Word; raw: string } | { t: 'op'; op: string } | { t: 'redirect'; fd: number; op: Redirect['op'] };

const NAME = /^[A-Za-z_][A-Za-z0-9_]*/;

class SyntaxTrouble {
  readonly message: string;
  constructor(message: string) { this.message = message; }
}

/** Reads tokens; `trouble` holds the first error and ends the reading. */
class Lexer {
  readonly tokens: Token[] = [];
  trouble: SyntaxTrouble | undefined;
  private at = 0;
  private readonly s: string;
  private readonly depth: number;

  constructor(source: string, depth: number) {
    this.s = source;
    this.depth = depth;
  }

  run(): void {
    const s = this.s;
    while (this.at < s.length && !this.trouble) {
      const c = s[this.at] as string;
      if (c === ' ' || c === '\t' || c === '\r') { this.at++; continue; }
      if (c === '\\' && s[this.at + 1] === '\n') { this.at += 2; continue; }
      if (c === '#') { while (this.at < s.length && s[this.at] !== '\n') this.at++; continue; }
      if (c === '\n') { this.tokens.push({ t: 'op', op: ';' }); this.at++; continue; }
      const redirect = /^(\d*)(>>|>&|>|<<<|<&|<)/.exec(s.slice(this.at));
      if (redirect) {
        const op = redirect[2] as string;
        if (op === '<&') { this.trouble = new SyntaxTrouble("syntax error: unexpected '<&'"); return; }
        if (op === '<' && s[this.at + redirect[0].length] === '<') { this.trouble = new SyntaxTrouble("syntax error: here documents are not supported"); return; }
        this.at += redirect[0].length;
        this.tokens.push({ t: 'redirect', fd: redirect[1] ? Number(redirect[1]) : op.startsWith('<') ? 0 : 1, op: op as Redirect['op'] });
        continue;
      }
      if (s.startsWith('&>', this.at)) {
        this.at += 2;
        this.tokens.push({ t: 'redirect', fd: -1, op: '>' });
        continue;
      }
      const op = /^(&&|\|\||;;|[;&|()])/.exec(s.slice(this.at));
      if (op) {
        this.at += op[0].length;
        this.tokens.push({ t: 'op', op: op[0] });
        continue;
      }
      this.word();
    }
  }

  private fail(message: string): void {
    this.trouble ??= new SyntaxTrouble(message);
    this.at = this.s.length;
  }

  private word(): void {
    const start = this.at;
    const word: Word = [];
    let text = '';
    const flush = (): void => { if (text !== '') word.push({ p: 'text', text, quoted: false }); text = ''; };
    const s = this.s;
    while (this.at < s.length && !this.trouble) {
      const c = s[this.at] as string;
      if (/[\s;&|()<>]/.test(c)) break;
      if (c === '\\') {
        flush();
        if (s[this.at + 1] !== '\n') word.push({ p: 'text', text: s[this.at + 1] ?? '\\', quoted: true });
        this.at += 2;
      } else if (c === "'") {
        flush();
        const end = s.indexOf("'", this.at + 1);
        if (end < 0) { this.fail("syntax error: no closing quote"); return; }
        word.push({ p: 'text', text: s.slice(this.at + 1, end), quoted: true });
        this.at = end + 1;
      } else if (c === '"') {
        flush();
        this.at++;
        this.doubleQuoted(word);
      } else if (c === '$' && s[this.at + 1] === "'") {
        flush();
        const m = /^\$'((?:[^'\\]|\\[\s\S])*)'/.exec(s.slice(this.at));
        if (!m) { this.fail('syntax error: no closing quote'); return; }
        word.push({ p: 'text', text: escapes(m[1] as string), quoted: true });
        this.at += m[0].length;
      } else if (c === '$' || c === '`') {
        flush();
        const part = this.dollar(false);
        if (part) word.push(part);
      } else {
        text += c;
        this.at++;
      }
    }
    flush();
    this.tokens.push({ t: 'word', word, raw: s.slice(start, this.at) });
  }

  private doubleQuoted(word: Word): void {
    const s = this.s;
    let text = '';
    const flush = (): void => { word.push({ p: 'text', text, quoted: true }); text = ''; };
    for (;;) {
      const c = s[this.at];
      if (c === undefined) return this.fail('syntax error: no closing quote');
      if (c === '"') { this.at++; flush(); return; }
      if (c === '\\') {
        const next = s[this.at + 1] ?? '';
        if (next === '\n') { /* a joined line */ }
        else text += '$`"\\'.includes(next) && next !== '' ? next : `\\${next}`;
        this.at += 2;
      } else if (c === '$' || c === '`') {
        flush();
        const part = this.dollar(true);
        if (part) word.push(part);
        if (this.trouble) return;
      } else {
        text += c;
        this.at++;
      }
    }
  }

  /** At `$` or a backtick. */
  private dollar(quoted: boolean): Part | undefined {
    const s = this.s;
    if (s[this.at] === '`') {
      let end = this.at + 1;
      let inner = '';
      while (end < s.length && s[end] !== '`') {
        if (s[end] === '\\' && '`\\$'.includes(s[end + 1] ?? ' ')) end++;
        inner += s[end++];
      }
      if (end >= s.length) { this.fail('syntax error: no closing quote'); return undefined; }
      this.at = end + 1;
      return this.substitution(inner, quoted);
    }
    if (s.startsWith('$((', this.at)) {
      const end = closing(s, this.at + 1);
      if (end < 0 || s[end - 1] !== ')') { this.fail("syntax error: '$((' is not closed"); return undefined; }
      const source = s.slice(this.at + 3, end - 1);
      this.at = end + 1;
      return { p: 'sum', source, quoted };
    }
    if (s[this.at + 1] === '(') {
      const end = closing(s, this.at + 1);
      if (end < 0) { this.fail("syntax error: '$(' is not closed"); return undefined; }
      const inner = s.slice(this.at + 2, end);
      this.at = end + 1;
      return this.substitution(inner, quoted);
    }
    if (s[this.at + 1] === '{') {
      const end = closingBrace(s, this.at + 1);
      if (end < 0) { this.fail("syntax error: '${' is not closed"); return undefined; }
      const inner = s.slice(this.at + 2, end);
      this.at = end + 1;
      const length = /^#([A-Za-z_][A-Za-z0-9_]*|[0-9]+)$/.exec(inner);
      if (length) return { p: 'var', name: length[1] as string, op: { kind: 'len', word: [] }, quoted };
      const m = /^([A-Za-z_][A-Za-z0-9_]*|[0-9]+|[?#@*$!])(?:(:-|:=|:\+|-|\+|##|#|%%|%)([\s\S]*))?$/.exec(inner);
      if (!m) { this.fail(`syntax error: \${${inner}}: bad substitution`); return undefined; }
      if (m[2] === undefined) return { p: 'var', name: m[1] as string, quoted };
      const word = new Lexer(`"${(m[3] ?? '').replace(/^"|"$/g, '')}"`, this.depth + 1);
      word.run();
      const token = word.tokens[0];
      if (word.trouble || token?.t !== 'word') { this.fail(`syntax error: \${${inner}}: bad substitution`); return undefined; }
      return { p: 'var', name: m[1] as string, op: { kind: m[2] as ':-', word: token.word }, quoted };
    }
    const name = NAME.exec(s.slice(this.at + 1))?.[0] ?? /^[0-9?#@*$!]/.exec(s.slice(this.at + 1))?.[0];
    if (name === undefined) {
      this.at++;
      return { p: 'text', text: '$', quoted };
    }
    this.at += 1 + name.length;
    return { p: 'var', name, quoted };
  }

  private substitution(inner: string, quoted: boolean): Part | undefined {
    if (this.depth > 20) { this.fail('syntax error: too deeply nested'); return undefined; }
    const parsed = parseShell(inner, this.depth + 1);
    if ('error' in parsed) { this.fail(parsed.error); return undefined; }
    return { p: 'command', script: parsed.script, quoted };
  }
}

/** C escapes of `$'…'` and `echo -e`. */
export function escapes(s: string): string {
  const simple: Record<string, string> = { n: '\n', t: '\t', r: '\r', a: '\x07', b: '\b', e: '\x1b', f: '\f', v: '\v', '\\': '\\', "'": "'", '"': '"' };
  return s.replace(/\\(x[0-9a-fA-F]{1,2}|u[0-9a-fA-F]{1,4}|0?[0-7]{1,3}|[\s\S])/g, (_, e: string) => {
    if (e[0] === 'x' || e[0] === 'u') return e.length > 1 ? String.fromCharCode(Number.parseInt(e.slice(1), 16)) : e;
    if (/^[0-7]/.test(e)) return String.fromCharCode(Number.parseInt(e, 8) & 0xff);
    return simple[e] ?? `\\${e}`;
  });
}

/** The index of the parenthesis that closes the one at `open`; quotes are skipped. */
function closing(s: string, open: number): number {
  let depth = 0;
  for (let i = open; i < s.length; i++) {
    const c = s[i];
    if (c === '\\') i++;
    else if (c === "'") { i = s.indexOf("'", i + 1); if (i < 0) return -1; }
    else if (c === '"') { i = endOfDouble(s, i); if (i < 0) return -1; }
    else if (c === '(') depth++;
    else if (c === ')' && --depth === 0) return i;
  }
  return -1;
}

function endOfDouble(s: string, open: number): number {
  for (let i = open + 1; i < s.length; i++) {
    if (s[i] === '\\') i++;
    else if (s[i] === '"') return i;
    else if (s[i] === '$' && s[i + 1] === '(') { i = closing(s, i + 1); if (i < 0) return -1; }
  }
  return -1;
}

function closingBrace(s: string, open: number): number {
  let depth = 0;
  for (let i = open; i < s.length; i++) {
    if (s[i] === '\\') i++;
    else if (s[i] === '{') depth++;
    else if (s[i] === '}' && --depth === 0) return i;
  }
  return -1;
}

const RESERVED = new Set(['then', 'elif', 'else', 'fi', 'do', 'done', '}', 'in']);

class Parser {
  trouble: SyntaxTrouble | undefined;
  private at = 0;
  private readonly tokens: Token[];

  constructor(tokens: Token[]) { this.tokens = tokens; }

  get done(): boolean { return this.at >= this.tokens.length; }

  private peek(): Token | undefined { return this.trouble ? undefined : this.tokens[this.at]; }

  /** The unquoted literal text of the next token, if it is such a word. */
  private literal(): string | undefined {
    const t = this.peek();
    if (t?.t !== 'word' || t.word.length !== 1) return undefined;
    const part = t.word[0] as Part;
    return part.p === 'text' && !part.quoted ? part.text : undefined;
  }

  private isOp(op: string): boolean {
    const t = this.peek();
    return t?.t === 'op' && t.op === op;
  }

  unexpected(): void {
    const t = this.tokens[this.at];
    const what = t === undefined ? 'unexpected end of file' : `unexpected '${t.t === 'word' ? t.raw : t.op}'`;
    this.trouble ??= new SyntaxTrouble(`syntax error: ${what}`);
  }

  private expect(word: string): void {
    if (this.literal() === word) this.at++;
    else this.unexpected();
  }

  script(): Script {
    const out: Script = [];
    let join: Script[number]['join'] = ';';
    for (;;) {
      while (this.isOp(';') && (join === ';' || join === '&')) this.at++;
      while (this.isOp(';') && out.length > 0 && (join === '&&' || join === '||')) this.at++;
      const t = this.peek();
      const word = this.literal();
      if (t === undefined || (t.t === 'op' && t.op === ')') || (word !== undefined && RESERVED.has(word) && word !== 'in')) {
        if ((join === '&&' || join === '||') && !this.trouble) this.unexpected();
        return out;
      }
      const pipeline = this.pipeline();
      if (this.trouble) return out;
      out.push({ join, pipeline });
      const next = this.peek();
      if (next?.t === 'op' && (next.op === ';' || next.op === '&&' || next.op === '||' || next.op === '&')) {
        join = next.op;
        this.at++;
      } else if (next === undefined || (next.t === 'op' && next.op === ')')) {
        return out;
      } else if (next.t === 'word' && this.literal() !== undefined && RESERVED.has(this.literal() as string)) {
        return out;
      } else {
        this.unexpected();
        return out;
      }
    }
  }

  private pipeline(): Pipeline {
    let not = false;
    while (this.literal() === '!') { not = !not; this.at++; }
    const stages = [this.command()];
    while (this.isOp('|') && !this.trouble) {
      this.at++;
      while (this.isOp(';')) this.at++;
      stages.push(this.command());
    }
    return { not, stages };
  }

  private redirects(): Redirect[] {
    const out: Redirect[] = [];
    for (let t = this.peek(); t?.t === 'redirect'; t = this.peek()) {
      this.at++;
      const target = this.peek();
      if (target?.t !== 'word') { this.unexpected(); break; }
      this.at++;
      if (t.fd === -1) out.push({ fd: 1, op: '>', target: target.word }, { fd: 2, op: '>&', target: [{ p: 'text', text: '1', quoted: false }] });
      else out.push({ fd: t.fd, op: t.op, target: target.word });
    }
    return out;
  }

  private command(): Node {
    const empty: Node = { n: 'simple', assigns: [], words: [], redirects: [] };
    if (this.isOp('(')) {
      this.at++;
      const body = this.script();
      if (!this.isOp(')')) { this.unexpected(); return empty; }
      this.at++;
      return { n: 'group', body, subshell: true, redirects: this.redirects() };
    }
    switch (this.literal()) {
      case '{': {
        this.at++;
        const body = this.script();
        this.expect('}');
        return { n: 'group', body, subshell: false, redirects: this.redirects() };
      }
      case 'if': {
        this.at++;
        const arms: { test: Script; body: Script }[] = [];
        let otherwise: Script | undefined;
        for (;;) {
          const test = this.script();
          this.expect('then');
          arms.push({ test, body: this.script() });
          if (this.literal() === 'elif' && !this.trouble) { this.at++; continue; }
          if (this.literal() === 'else') { this.at++; otherwise = this.script(); }
          this.expect('fi');
          return { n: 'if', arms, otherwise, redirects: this.redirects() };
        }
      }
      case 'while': case 'until': {
        const until = this.literal() === 'until';
        this.at++;
        const test = this.script();
        this.expect('do');
        const body = this.script();
        this.expect('done');
        return { n: 'loop', until, test, body, redirects: this.redirects() };
      }
      case 'for': {
        this.at++;
        const name = this.literal() ?? '';
        if (!NAME.test(name)) { this.unexpected(); return empty; }
        this.at++;
        let words: Word[] | undefined;
        if (this.literal() === 'in') {
          this.at++;
          words = [];
          for (let t = this.peek(); t?.t === 'word'; t = this.peek()) { words.push(t.word); this.at++; }
        }
        while (this.isOp(';')) this.at++;
        this.expect('do');
        const body = this.script();
        this.expect('done');
        return { n: 'for', name, words, body, redirects: this.redirects() };
      }
      default:
        return this.simple();
    }
  }

  private simple(): Node {
    const node: Node & { n: 'simple' } = { n: 'simple', assigns: [], words: [], redirects: [] };
    for (;;) {
      const t = this.peek();
      if (t?.t === 'redirect') node.redirects.push(...this.redirects());
      else if (t?.t === 'word') {
        const first = t.word[0];
        const assign = node.words.length === 0 && first?.p === 'text' && !first.quoted ? /^([A-Za-z_][A-Za-z0-9_]*)=([\s\S]*)$/.exec(first.text) : null;
        if (assign) node.assigns.push({ name: assign[1] as string, value: [{ p: 'text', text: assign[2] as string, quoted: true }, ...t.word.slice(1)] });
        else node.words.push(t.word);
        this.at++;
      } else break;
    }
    if (node.words.length + node.assigns.length + node.redirects.length === 0) this.unexpected();
    return node;
  }
}

/** Source → tree, or the message the shell prints after its own name. */
export function parseShell(source: string, depth = 0): { script: Script } | { error: string } {
  const lexer = new Lexer(source, depth);
  lexer.run();
  if (lexer.trouble) return { error: lexer.trouble.message };
  const parser = new Parser(lexer.tokens);
  const script = parser.script();
  if (!parser.done) parser.unexpected();
  return parser.trouble ? { error: parser.trouble.message } : { script };
}
