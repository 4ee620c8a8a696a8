// Exports: evaluate, format. Arithmetic as a pocket calculator reads it: × ÷ + − ^ √ % π and parentheses, with the usual precedence. Pure.

/** Why an expression has no value. `syntax`: it is not finished or makes no sense; `divide`: by zero; `domain`: no real number; `range`: too large. */
export type Trouble = 'syntax' | 'divide' | 'domain' | 'range';
export type Answer = { ok: true; value: number } | { ok: false; why: Trouble };

class Stop extends Error {
  readonly why: Trouble;
  constructor(why: Trouble) { super(why); this.why = why; }
}

/** @param expression as the keys write it, such as `2×(3+4)%` or `√9` */
export function evaluate(expression: string): Answer {
  const tokens = expression.match(/\d+\.?\d*|\.\d+|[-+−×÷^√%π()]|\S/g) ?? [];
  let at = 0;
  const peek = (): string | undefined => tokens[at];
  const take = (): string => { const t = tokens[at]; if (t === undefined) throw new Stop('syntax'); at++; return t; };
  const atom = (): number => {
    const t = take();
    if (/^[\d.]/.test(t) && t !== '.') return Number(t);
    switch (t) {
      case 'π': return Math.PI;
      case '√': { const v = power(); if (v < 0) throw new Stop('domain'); return Math.sqrt(v); }
      case '(': {
        const v = sum();
        // A parenthesis that is still open ends with the expression.
        if (peek() !== undefined && take() !== ')') throw new Stop('syntax');
        return v;
      }
      default: throw new Stop('syntax');
    }
  };
  const percent = (): number => { let v = atom(); while (peek() === '%') { take(); v /= 100; } return v; };
  const power = (): number => {
    const base = percent();
    if (peek() !== '^') return base;
    take();
    const exponent = signed();
    const v = base ** exponent;
    if (Number.isNaN(v)) throw new Stop('domain');
    if (base === 0 && exponent < 0) throw new Stop('divide');
    return v;
  };
  /** The sign binds looser than the power: −2^2 is −4. */
  const signed = (): number => {
    if (peek() === '−' || peek() === '-') { take(); return -signed(); }
    if (peek() === '+') { take(); return signed(); }
    return power();
  };
  const product = (): number => {
    let v = signed();
    for (;;) {
      const t = peek();
      if (t === '×') { take(); v *= signed(); }
      else if (t === '÷') { take(); const d = signed(); if (d === 0) throw new Stop('divide'); v /= d; }
      // 2π and 2(3) are products.
      else if (t === '(' || t === 'π' || t === '√') v *= power();
      else return v;
    }
  };
  const sum = (): number => {
    let v = product();
    for (;;) {
      const t = peek();
      if (t === '+') { take(); v += product(); }
      else if (t === '−' || t === '-') { take(); v -= product(); }
      else return v;
    }
  };
  try {
    const value = sum();
    if (peek() !== undefined) return { ok: false, why: 'syntax' };
    return Number.isFinite(value) ? { ok: true, value } : { ok: false, why: 'range' };
  } catch (e) {
    if (e instanceof Stop) return { ok: false, why: e.why };
    throw e;
  }
}

/** Twelve digits at most, without rounding noise (0.1+0.2 is 0.3); very large and small ones as `1.5E20`. */
export function format(value: number): string {
  const v = Number(value.toPrecision(12));
  if (v === 0) return '0';
  const size = Math.abs(v);
  const said = size >= 1e15 || size < 1e-9 ? v.toExponential().replace('e+', 'E').replace('e', 'E') : v.toFixed(12).replace(/\.?0+$/, '');
  return said.replaceAll('-', '−');
}
