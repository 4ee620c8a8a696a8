// Exports: tableOf, figure, headerOf. The figures as text: fixed columns, one line a measurement.

import type { Line, PartResult, Unit } from './part.ts';

export interface Machine { cores: number; model: string; system: string; node: string; load: number }

/** Three significant digits, never in powers of ten. */
export function figure(v: number): string {
  if (v === 0) return '0';
  const digits = Math.max(0, 2 - Math.floor(Math.log10(Math.abs(v))));
  return v.toFixed(Math.min(digits, 5));
}

const withUnit = (v: number, unit: Unit): string => `${figure(v)} ${unit}`;

export const headerOf = (m: Machine): string => `${m.cores} cores, ${m.model}, ${m.system}, Node ${m.node}, load ${m.load.toFixed(1)}`;

const COLUMNS = ['n', 'p50', 'p95', 'ratio', 'baseline p50'] as const;

export function tableOf(results: readonly PartResult[]): string {
  const cells = (l: Line): string[] => [String(l.value.n), withUnit(l.value.p50, l.unit), withUnit(l.value.p95, l.unit), l.ratio === undefined ? '' : `${figure(l.ratio)}×`, l.baseline ? `${withUnit(l.baseline.value.p50, l.unit)} (${l.baseline.name})` : ''];
  const all = results.flatMap((r) => r.lines);
  const nameWidth = Math.max(20, ...all.map((l) => l.name.length), ...results.flatMap((r) => (r.counts ?? []).map((c) => c.name.length)));
  const widths = COLUMNS.map((head, i) => Math.max(head.length, ...all.map((l) => cells(l)[i]!.length)));
  const row = (name: string, texts: readonly string[], note?: string, indent = '  '): string => `${`${indent}${name}`.padEnd(nameWidth + 2)}  ${texts.map((t, i) => (i === COLUMNS.length - 1 ? t.padEnd(note ? widths[i]! : 0) : t.padStart(widths[i]!))).join('  ')}${note ? `  ${note}` : ''}`.trimEnd();
  return results.map((r) => [
    row(r.part.toUpperCase(), r.lines.length > 0 ? COLUMNS : [], undefined, ''),
    ...r.lines.map((l) => row(l.name, cells(l), l.note)),
    ...(r.counts ?? []).map((c) => `  ${c.name.padEnd(nameWidth)}  ${c.count} of ${c.of}${c.note ? ` (${c.note})` : ''}`),
    ...(r.skipped ?? []).map((s) => `  skipped: ${s}`),
    ...(r.broken ?? []).map((s) => `  BROKEN: ${s}`),
  ].join('\n')).join('\n\n');
}
