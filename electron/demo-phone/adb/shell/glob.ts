// Exports: matchName. File name patterns: `*`, `?`, `[a-z]`, `[!a]`, backslash (POSIX 2.13).

/** Whether the whole name matches. A leading dot must be matched by a dot, unless `dots` is set. */
export function matchName(pattern: string, name: string, dots = false): boolean {
  if (!dots && name.startsWith('.') && !pattern.startsWith('.')) return false;
  let source = '';
  for (let i = 0; i < pattern.length; i++) {
    const c = pattern[i] as string;
    if (c === '*') source += '[^]*';
    else if (c === '?') source += '[^]';
    else if (c === '\\') source += literal(pattern[++i] ?? '\\');
    else if (c === '[') {
      const end = pattern.indexOf(']', i + 2);
      if (end < 0) source += '\\[';
      else {
        source += `[${pattern.slice(i + 1, end).replace(/^!/, '^').replace(/[\\\]]/g, '\\$&')}]`;
        i = end;
      }
    } else source += literal(c);
  }
  // A range like [z-a] is no pattern: it matches itself only.
  try {
    return new RegExp(`^${source}$`, 'u').test(name);
  } catch {
    return pattern === name;
  }
}

const literal = (c: string): string => c.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
