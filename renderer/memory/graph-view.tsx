// Exports: GraphView. The screens of an app as a picture; arrows move between them.

import { useMemo, useRef } from 'react';
import type { MemoryGraph } from '../../electron/protocol/memory.ts';
import { BOX, curve, layOut } from './layers.ts';

const short = (s: string, most: number): string => (s.length > most ? `${s.slice(0, most - 1)}…` : s);

export function GraphView({ graph, chosen, choose }: { graph: MemoryGraph; chosen: string | undefined; choose: (state: string) => void }) {
  const { placed, lines, width, height } = useMemo(() => layOut(graph), [graph]);
  const svg = useRef<SVGSVGElement>(null);
  const move = (key: string): boolean => {
    const at = placed.find((p) => p.state.id === chosen) ?? placed[0];
    if (!at) return false;
    const [dx, dy] = ({ ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] } as Record<string, [number, number]>)[key] ?? [0, 0];
    if (dx === 0 && dy === 0) return false;
    const there = placed.filter((p) => (dx === 0 ? p.far === at.far && Math.sign(p.y - at.y) === dy : p.far === at.far + dx));
    const next = there.toSorted((a, b) => Math.abs(a.y - at.y) - Math.abs(b.y - at.y))[0];
    if (!next) return true;
    choose(next.state.id);
    svg.current?.querySelector<SVGGElement>(`[data-state="${next.state.id}"]`)?.focus();
    return true;
  };
  return (
    <div className="memory-graph">
      <svg ref={svg} width={width} height={height} role="listbox" aria-label="Screens of the app" onKeyDown={(e) => { if (move(e.key)) e.preventDefault(); }}>
        <defs><marker id="memory-arrow" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="7" markerHeight="7" orient="auto"><path d="M0 0L8 4L0 8z" /></marker></defs>
        {lines.map((l) => <path key={`${l.from.state.id} ${l.to.state.id}`} d={curve(l)} markerEnd="url(#memory-arrow)" className={`memory-line ${l.back ? 'back' : ''} ${l.from.state.id === chosen || l.to.state.id === chosen ? 'near' : ''}`} />)}
        {placed.map((p) => {
          const name = p.state.title || p.state.activity || p.state.id;
          const open = p.state.elements.filter((e) => e.acts && e.tried === undefined && !e.noGo && e.classes.length === 0).length;
          return (
            <g key={p.state.id} data-state={p.state.id} role="option" aria-selected={p.state.id === chosen} aria-label={`${name}, ${p.state.elements.length} elements, ${open} not tried`} tabIndex={p.state.id === (chosen ?? placed[0]?.state.id) ? 0 : -1}
              className={`memory-box ${p.state.id === chosen ? 'chosen' : ''} ${p.state.root ? 'root' : ''} ${p.state.dialog ? 'floats' : ''}`} transform={`translate(${p.x} ${p.y})`} onClick={() => choose(p.state.id)} onKeyDown={(e) => { if (e.key === 'Enter' || e.key === ' ') { e.preventDefault(); choose(p.state.id); } }}>
              <title>{`${name}\n${p.state.activity}\n${p.state.visits} visits`}</title>
              <rect width={BOX.width} height={BOX.height} rx="4" />
              <text x="8" y="19">{short(name, 18)}</text>
              {open > 0 && <text x={BOX.width - 6} y="19" textAnchor="end" className="memory-open">{open}</text>}
            </g>
          );
        })}
      </svg>
    </div>
  );
}
