// Exports: evaluate. Integer arithmetic of `$(( … ))`: || && | ^ & == != < > << >> + - * / % ! ~ and parentheses.

const LEVELS: readonly (readonly string[])[] = [['||'], ['&&'], ['|'], ['^'], ['&'], ['==', '!='], ['<=', '>=', '<', '>'], ['<<', '>>'], ['+', '-'], ['*', '/', '%']];

const ACT: Record<string, (a: number, b: number) => number> = {
  '||': (a, b) => Number(a !== 0 || b !== 0), '&&': (a, b) => Number(a !== 0 && b !== 0),
  '|': (a, b) => a | b, '^': (a, b) => a ^ b, '&': (a, b) => a & b,
  '==': (a, b) => Number(a === b), '!=': (a, b) => Number(a !== b),
  '<': (a, b) => Number(a < b), '>': (a, b) => Number(a > b), '<=': (a, b) => Number(a <= b), '>=': (a, b) => Number(a >= b),
  '<<': (a, b) => a << b, '>>': (a, b) => a >> b, '+': (a, b) => a + b, '-': (a, b) => a - b,
  '*': (a, b) => a * b, '/': (a, b) => Math.trunc(a / b), '%': (a, b) => a % b,
};

/** The value, or the message of what is wrong. */
export function evaluate(source: string, variable: (name: string) => string): number | string {
  const tokens = source.match(/0[xX][0-9a-fA-F]+|\d+|[A-Za-z_]\w*|\|\||&&|[=!<>]=|<<|>>|[-+*/%|^&<>()!~]|\S/g) ?? [];
  let at = 0;
  let wrong: string | undefined;
  const fail = (): number => { wrong ??= `${source}: unexpected '${tokens[at] ?? 'end'}'`; at = tokens.length; return 0; };
  const unary = (): number => {
    const t = tokens[at++];
    if (t === '-') return -unary();
    if (t === '+') return unary();
    if (t === '!') return Number(unary() === 0);
    if (t === '~') return ~unary();
    if (t === '(') {
      const v = level(0);
      if (tokens[at++] !== ')') return fail();
      return v;
    }
    if (t === undefined) return fail();
    if (/^\d/.test(t)) return Number(/^0[0-7]+$/.test(t) ? `0o${t.slice(1)}` : t);
    if (/^[A-Za-z_]/.test(t)) {
      const n = Number(variable(t) || '0');
      return Number.isFinite(n) ? Math.trunc(n) : 0;
    }
    at--;
    return fail();
  };
  const level = (n: number): number => {
    const ops = LEVELS[n];
    if (!ops) return unary();
    let left = level(n + 1);
    for (let op = tokens[at]; op !== undefined && ops.includes(op); op = tokens[at]) {
      at++;
      const right = level(n + 1);
      if (right === 0 && (op === '/' || op === '%')) { wrong ??= `${source}: zero divisor`; return 0; }
      left = (ACT[op] as (a: number, b: number) => number)(left, right);
    }
    return left;
  };
  if (tokens.length === 0) return 0;
  const value = level(0);
  if (at < tokens.length) fail();
  return wrong ?? value;
}
