// Exports: screen (part). From a dump to what the model reads: time against the XML parse alone, tokens against the raw XML and what other agents make of it.

import { SaxesParser } from 'saxes';
import { listFiles, readBytes } from '../base/files.ts';
import type { Snapshot } from '../protocol/screen.ts';
import { estimateTokens } from '../screen/tokens.ts';
import { decodeDump, parseHierarchy } from '../screen/hierarchy.ts';
import { snapshotOfDump } from '../screen/snapshot.ts';
import * as path from 'node:path';
import { hierarchyXml } from './hierarchies.ts';
import type { Bench, Line, Part, PartResult } from './part.ts';
import { m3aList, mobilerunList } from './peers.ts';
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

const taken = (xml: string | Uint8Array): Snapshot | undefined => {
  const r = snapshotOfDump(xml, { id: 'bench', device: 'bench', at: 0 });
  return r.ok ? r.snapshot : undefined;
};

/** As far as the estimate counts: one pass over both. */
const tokenLine = (name: string, texts: readonly string[], baseline: string, others: readonly string[], note = 'estimate of electron/screen/tokens.ts for both'): Line =>
  against(name, 'tokens', spreadOf(texts.map(estimateTokens)), baseline, spreadOf(others.map(estimateTokens)), note);

/** Beside the medians of the line: what a model reads on the average screen. */
function means(texts: readonly string[], others: readonly string[]): string {
  const [ours, theirs] = [texts, others].map((list) => list.reduce((n, t) => n + estimateTokens(t), 0) / list.length) as [number, number];
  return `means ${ours.toFixed(0)} and ${theirs.toFixed(0)}: 1/${(theirs / ours).toFixed(1)}`;
}

async function generated(b: Bench, size: number): Promise<Line[]> {
  const seeds = Array.from({ length: Math.min(8, b.times(8)) }, (_, i) => hierarchyXml(size, i + 1));
  const of = (i: number): string => seeds[Math.abs(i) % seeds.length]!;
  const n = b.times(400);
  const whole = await measurePair({ ...b, n }, (i) => snapshotOfDump(of(i), { id: 'bench', device: 'bench', at: 0 }), (i) => parseXml(of(i)));
  const parse = await measurePair({ ...b, n }, (i) => parseHierarchy(of(i)), (i) => parseXml(of(i)));
  return [
    against(`snapshot, ${size} nodes`, 'ms', whole.value, XML_ALONE, whole.baseline),
    against(`  of that, hierarchy, ${size} nodes`, 'ms', parse.value, XML_ALONE, parse.baseline),
    tokenLine(`screen text, ${size} nodes`, seeds.map((xml) => taken(xml)?.text ?? ''), 'raw XML', seeds),
  ];
}

/** A folder of real dumps: each file is one value, the median of its repetitions. */
async function real(b: Bench, folder: string): Promise<Pick<PartResult, 'lines' | 'counts' | 'broken'>> {
  const times: Spread[] = [];
  const alone: Spread[] = [];
  const forms: { text: string; xml: string; mobilerun: string; m3a: string }[] = [];
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
      const parsed = parseHierarchy(bytes);
      if (parsed.ok) forms.push({ text: shot.text, xml, mobilerun: mobilerunList(parsed.hierarchy, shot.size), m3a: m3aList(parsed.hierarchy, shot.size) });
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
  if (forms.length > 0) {
    const texts = forms.map((f) => f.text);
    const line = (name: string, baseline: string, others: readonly string[]): Line => tokenLine(name, texts, baseline, others, means(texts, others));
    lines.push(
      line('screen text, real dumps', 'raw XML', forms.map((f) => f.xml)),
      line('  against Mobilerun', 'its list', forms.map((f) => f.mobilerun)),
      line('  against AndroidWorld M3A', 'its list', forms.map((f) => f.m3a)),
    );
  }
  return { lines, counts: [{ name: 'real dumps read', count: forms.length, of: names.length, note: `${failed} typed failures` }], broken };
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
