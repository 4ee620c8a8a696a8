// Exports: screen (part). From a dump to what the model reads: time against the XML parse alone, tokens against the raw XML.

import { SaxesParser } from 'saxes';
import { listFiles, readBytes } from '../base/files.ts';
import { estimateTokens } from '../screen/tokens.ts';
import { decodeDump, parseHierarchy } from '../screen/hierarchy.ts';
import { snapshotOfDump } from '../screen/snapshot.ts';
import * as path from 'node:path';
import { hierarchyXml } from './hierarchies.ts';
import type { Bench, Line, Part, PartResult } from './part.ts';
import { against, measure, measurePair, spreadOf, type Spread } from './spread.ts';

const SIZES = [50, 200, 600];
const XML_ALONE = 'saxes, XML alone';

/** What a well-kept conforming parser takes for the document, with nothing made of it. @returns whether it is well-formed */
function parseXml(xml: string): boolean {
  let errors = 0;
  let nodes = 0;
  const parser = new SaxesParser();
  parser.on('error', () => { errors++; });
  parser.on('opentag', () => { nodes++; });
  parser.write(xml).close();
  return errors === 0 && nodes > 0;
}

const taken = (xml: string | Uint8Array): { text: string } | undefined => {
  const r = snapshotOfDump(xml, { id: 'bench', device: 'bench', at: 0 });
  return r.ok ? r.snapshot : undefined;
};

/** As far as the estimate counts: one pass over both. */
const tokenLine = (name: string, pairs: readonly { text: string; xml: string }[]): Line =>
  against(name, 'tokens', spreadOf(pairs.map((p) => estimateTokens(p.text))), 'raw XML', spreadOf(pairs.map((p) => estimateTokens(p.xml))), 'estimate of electron/screen/tokens.ts for both');

async function generated(b: Bench, size: number): Promise<Line[]> {
  const seeds = Array.from({ length: Math.min(8, b.times(8)) }, (_, i) => hierarchyXml(size, i + 1));
  const of = (i: number): string => seeds[Math.abs(i) % seeds.length]!;
  const n = b.times(400);
  const whole = await measurePair({ ...b, n }, (i) => snapshotOfDump(of(i), { id: 'bench', device: 'bench', at: 0 }), (i) => parseXml(of(i)));
  const parse = await measurePair({ ...b, n }, (i) => parseHierarchy(of(i)), (i) => parseXml(of(i)));
  return [
    against(`snapshot, ${size} nodes`, 'ms', whole.value, XML_ALONE, whole.baseline),
    against(`  of that, hierarchy, ${size} nodes`, 'ms', parse.value, XML_ALONE, parse.baseline),
    tokenLine(`screen text, ${size} nodes`, seeds.map((xml) => ({ xml, text: taken(xml)?.text ?? '' }))),
  ];
}

/** A folder of real dumps: each file is one value, the median of its repetitions. */
async function real(b: Bench, folder: string): Promise<Pick<PartResult, 'lines' | 'counts' | 'broken'>> {
  const times: Spread[] = [];
  const alone: Spread[] = [];
  const pairs: { text: string; xml: string }[] = [];
  const broken: string[] = [];
  let failed = 0;
  const names = await listFiles(folder, '.xml');
  for (const name of names) {
    b.signal.throwIfAborted();
    const bytes = await readBytes(path.join(folder, name));
    const xml = decodeDump(bytes);
    try {
      const shot = taken(bytes);
      if (!shot) { failed++; continue; }
      pairs.push({ text: shot.text, xml });
      times.push(await measure({ ...b, n: b.times(10) }, () => taken(bytes)));
      // saxes stops making sense of a document that is not well-formed: those have no baseline.
      if (parseXml(xml)) alone.push(await measure({ ...b, n: b.times(10) }, () => parseXml(xml)));
    } catch (e) {
      b.signal.throwIfAborted();
      broken.push(`${name}: threw ${String(e)}`);
    }
  }
  const lines: Line[] = [];
  if (times.length > 0 && alone.length > 0) lines.push(against('snapshot, real dumps', 'ms', spreadOf(times.map((t) => t.p50)), XML_ALONE, spreadOf(alone.map((t) => t.p50)), 'one value a file'));
  if (pairs.length > 0) lines.push(tokenLine('screen text, real dumps', pairs));
  return { lines, counts: [{ name: 'real dumps read', count: pairs.length, of: names.length, note: `${failed} typed failures` }], broken };
}

export const screen: Part = {
  name: 'screen',
  about: 'snapshot and screen text of a dump',
  async run(b) {
    const lines: Line[] = [];
    for (const size of SIZES) lines.push(...(await generated(b, size)));
    if (b.dumps === undefined) return { part: 'screen', lines };
    const more = await real(b, b.dumps);
    return { part: 'screen', ...more, lines: [...lines, ...more.lines] };
  },
};
