// Exports: sop (part). Reading and checking an SOP, against reading its Markdown and YAML alone.

import { fromMarkdown } from 'mdast-util-from-markdown';
import { frontmatterFromMarkdown } from 'mdast-util-frontmatter';
import { frontmatter } from 'micromark-extension-frontmatter';
import { parse as parseYaml } from 'yaml';
import { analyse } from '../sop/check.ts';
import { formatSop } from '../sop/format.ts';
import type { Line, Part } from './part.ts';
import { sopText } from './sop-text.ts';
import { against, measurePair } from './spread.ts';

const STEPS = [20, 50, 200, 1000];
const ALONE = 'Markdown and YAML alone';

/** The least anybody must do to read the document: the libraries that the parser stands on, and nothing else. */
function readAlone(text: string): unknown {
  const tree = fromMarkdown(text, { extensions: [frontmatter(['yaml'])], mdastExtensions: [frontmatterFromMarkdown(['yaml'])] });
  const [head] = tree.children;
  return head?.type === 'yaml' ? parseYaml(head.value) : undefined;
}

export const sop: Part = {
  name: 'sop',
  about: 'parse and check of an SOP',
  async run(b) {
    const lines: Line[] = [];
    const broken: string[] = [];
    for (const steps of STEPS) {
      const text = sopText(steps);
      const errors = analyse(text).problems.filter((p) => p.severity === 'error');
      if (errors.length > 0) broken.push(`The SOP of ${steps} steps is not clean, so its figure means nothing: ${errors[0]!.message}`);
      const n = b.times(Math.max(8, Math.round(6000 / steps)));
      const check = await measurePair({ ...b, n }, () => analyse(text), () => readAlone(text));
      lines.push(against(`parse + check, ${steps} steps`, 'ms', check.value, ALONE, check.baseline));
      if (steps !== 200) continue;
      const format = await measurePair({ ...b, n }, () => formatSop(text), () => readAlone(text));
      lines.push(against(`format, ${steps} steps`, 'ms', format.value, ALONE, format.baseline));
    }
    return { part: 'sop', lines, broken };
  },
};
