// Exports: hover, Known. What stands under the cursor, in Markdown. Screen text is quoted data and can open no markup; secrets show no value.

import { CLASSES, type Class, type Hover } from '../protocol/sop.ts';
import type { Snapshot } from '../protocol/screen.ts';
import { readSop } from './parse.ts';
import { tokenAt } from './scan.ts';
import { CLASS_NAMES, CLAUSE_TABLE, VERB_TABLE } from './verbs.ts';

const code = (s: string): string => `\`${s.replace(/[`\r\n]/g, ' ').slice(0, 120)}\``;
const safe = (s: string): string => s.replace(/[\\`*_{}[\]()#+!|<>]/g, '\\$&').replace(/[\r\n]+/g, ' ').slice(0, 200);

/** An element known from memory, as `memory/memory.ts` tells it. */
export interface Known { label: string; app: string; title: string; element: { role: string; task: string; hint?: string; selectors: readonly { by: string; value: string }[] } }

const remembered = (known: readonly Known[]): string => known.slice(0, 5).map((k) => `\n\n**From memory** · ${safe(k.app)}${k.title ? ` · ${safe(k.title)}` : ''}: ${k.element.role} ${code(k.label)}${k.element.role === 'text' ? '' : ` leads to: ${code(k.element.hint ?? k.element.task)}`}${k.element.selectors[0] ? ` · ${k.element.selectors[0].by} ${code(k.element.selectors[0].value)}` : ''}`).join('');

/** @param q.seen what is remembered of the app that is open there */
export function hover(q: { text: string; offset: number; screen?: Snapshot | undefined; seen?: readonly Known[] }): Hover | null {
  const reading = readSop(q.text);
  if (reading.refused) return null;
  const inside = (s: { start: number; end: number }): boolean => s.start <= q.offset && q.offset < s.end;
  const ref = reading.refs.find((r) => inside(r.span) && ['param', 'binds', 'alias', 'class'].includes(r.kind)) ?? reading.sop.meta.params.map((p) => ({ kind: 'param' as const, name: p.name, span: p.span })).find((p) => inside(p.span));
  if (ref?.kind === 'class') {
    const known = (CLASSES as readonly string[]).includes(ref.name);
    return { span: ref.span, markdown: known ? `**${ref.name}** — ${CLASS_NAMES[ref.name as Class].en} · ${CLASS_NAMES[ref.name as Class].zh}\n\nA person approves this step before anything is sent.` : `Unknown class ${code(ref.name)}` };
  }
  if (ref?.kind === 'alias') {
    const use = reading.sop.meta.uses.find((u) => u.alias === ref.name);
    return { span: ref.span, markdown: use ? `**${safe(ref.name)}** — another SOP: ${code(use.path)}` : `**${safe(ref.name)}** is not named under \`uses\`` };
  }
  if (ref) {
    const p = reading.sop.meta.params.find((x) => x.name === ref.name);
    if (!p) return { span: ref.span, markdown: ref.kind === 'binds' || reading.refs.some((r) => r.kind === 'binds' && r.name === ref.name) ? `**${safe(ref.name)}** — given a value in a step` : `**${safe(ref.name)}** is not declared` };
    const facts = [`type ${code(p.type)}`, ...(p.secret ? ['secret: the model and the records see its name only'] : []), ...(p.label ? [`label ${code(p.label)}`] : []), ...(p.options ? [`one of ${p.options.map(code).join(', ')}`] : []), ...(p.currency ? [p.currency] : []), ...(p.max !== undefined ? [`at most ${p.max}`] : [])];
    // Never the value of a secret, be it an example only.
    const example = !p.secret && p.example !== undefined ? `\n\nExample: ${code(String(p.example))}` : '';
    return { span: ref.span, markdown: `**${safe(p.name)}** — ${facts.join(' · ')}${p.description ? `\n\n${safe(p.description)}` : ''}${example}` };
  }
  for (const flat of reading.flats.values()) {
    if (!inside(flat.span)) continue;
    for (const c of flat.text) {
      const token = tokenAt(flat, c);
      if (token?.kind !== 'term' || !inside(token.term.span)) continue;
      const t = token.term;
      if (t.kind !== 'text' && t.kind !== 'selector') continue;
      const known = remembered((q.seen ?? []).filter((k) => (t.kind === 'text' ? k.label === t.text : k.element.selectors.some((s) => s.by === t.by && (s.value === t.value || s.value.endsWith(`/${t.value}`))))));
      if (!q.screen) return { span: t.span, markdown: `No phone screen to compare with${known}` };
      const matches = q.screen.elements.filter((e) => (t.kind === 'text' ? e.label === t.text || e.value === t.text : t.by === 'id' ? e.resourceId === t.value || e.resourceId.endsWith(`/${t.value}`) : t.by === 'class' ? e.className === t.value : t.by === 'pkg' ? e.package === t.value : e.selectors.some((s) => s.by === t.by && s.value === t.value) || e.label === t.value));
      const title = safe(q.screen.title || q.screen.package);
      const lines = matches.slice(0, 5).map((e) => `- ${e.role} ${code(e.label)} at ${e.bounds.join(', ')}${e.selectors[0] ? ` · ${e.selectors[0].by} ${code(e.selectors[0].value)}` : ''}`);
      return { span: t.span, markdown: `**${matches.length} ${matches.length === 1 ? 'match' : 'matches'}** on the screen now (${title})${lines.length ? `\n\n${lines.join('\n')}` : ''}${known}` };
    }
  }
  const mark = reading.marks.find((m) => (m.kind === 'verb' || m.kind === 'clause') && inside(m.span));
  if (!mark) return null;
  const head = q.text.slice(mark.span.start, mark.span.end).toLowerCase();
  const row = (mark.kind === 'verb' ? VERB_TABLE : CLAUSE_TABLE).find((r) => [...r.en, ...r.zh].some((h) => h.toLowerCase() === head)) ?? VERB_TABLE.find((r) => [...r.en, ...r.zh].some((h) => h.toLowerCase() === head));
  if (!row) return null;
  const form = (s: string): string => s.replace(/\$\{\d:([^}]*)\}/g, '$1').replace(/\$\d/g, '…');
  return { span: mark.span, markdown: `${row.help}\n\n${code(form(row.form.en))} · ${code(form(row.form.zh))}` };
}
