// Exports: turn, switchOf. Switches: to the one that is meant, looked at before and after.

import type { Element } from '../../protocol/screen.ts';
import { contains } from '../../screen/geometry.ts';
import { isToggle } from '../../screen/match.ts';
import { click, hinted, said, times, type Ctx, type Move } from './context.ts';
import { confirmed } from './dialogs.ts';
import { further, meant, reach, rowOf, search } from './reach.ts';
import { actorsOf, overlap, says, tellingWords, titleSays } from './sight.ts';

/** Words of a switch that say nothing of what it turns. */
const EMPTY = new Set(tellingWords('use turn on off enable switch toggle mode 使用 启用'));
const mainWords = (t: string): string[] => tellingWords(t).filter((w) => !EMPTY.has(w));

/** The switch of the target, with how well it fits. */
export function switchOf(c: Ctx): Element | undefined {
  const { part, s } = c;
  const toggles = actorsOf(s).filter((e) => isToggle(e) && e.checked !== undefined);
  const [name] = part.names;
  if (name !== undefined) {
    const own = toggles.find((e) => says(e, name) || (e.context !== undefined && says({ label: e.context } as Element, name)));
    const kind = mainWords(part.kind);
    // Its name alone does not say which of its switches that is.
    const page = overlap(kind, mainWords(`${s.title} ${s.elements.filter((e) => e.window === undefined && (e.selected || e.role === 'text')).map((e) => e.label).join(' ')}`));
    if (own) return kind.length === 0 || overlap(kind, mainWords(`${own.label} ${own.context ?? ''}`)) > 0 || page >= 0.5 ? own : undefined;
    if (!titleSays(s, name)) return undefined;
  }
  const wanted = mainWords(part.kind);
  // A page of that name with one switch at its top is that thing's.
  if (titleSays(s, part.kind)) {
    const main = toggles.filter((e) => mainWords(e.label.replace(/\bnow\b/iu, '')).length === 0 || overlap(wanted, mainWords(e.label)) === 1);
    if (main.length === 1) return main[0];
  }
  const scores = said(c, part.kind, toggles);
  const fit = toggles.map((e, i) => {
    const own = mainWords(e.texts?.[0] ?? e.label);
    return { e, n: Math.max(overlap(wanted, own) * 0.5 + overlap(own, wanted) * 0.5, opposite(part.kind, e.label) ? 0.8 : overlap(own, wanted) > 0 && overlap(own, wanted) < 1 ? 0 : scores[i]! >= 0.85 ? scores[i]! * 0.95 : 0) };
  }).filter((x) => x.n >= 0.75).sort((a, b) => b.n - a.n)[0];
  if (fit) return fit.e;
  // A page of that name with one switch at its top is that thing's.
  if (titleSays(s, part.kind) || (wanted.length > 0 && overlap(wanted, tellingWords(s.title)) === 1)) {
    const main = toggles.filter((e) => mainWords(e.label.replace(/\bnow\b/iu, '')).length === 0 || overlap(wanted, mainWords(e.label)) > 0);
    if (main.length === 1) return main[0];
  }
  return undefined;
}

/** Names of opposites: "the light theme" is the dark theme off. */
const OPPOSITES: readonly (readonly [RegExp, RegExp])[] = [[/\blight\b|浅色/iu, /\bdark\b|深色/iu], [/\b12\b|12 ?小时/iu, /\b24\b|24 ?小时/iu], [/\bmanual\b|手动/iu, /\bautomatic\b|自动/iu], [/\bportrait\b|竖屏/iu, /\brotate|自动旋转/iu]];

const opposite = (kind: string, label: string): boolean => OPPOSITES.some(([a, b]) => (a.test(kind) && b.test(label) && !a.test(label)) || (b.test(kind) && a.test(label) && !b.test(label)));

/** What the switch of that name should show. */
function wantedOf(c: Ctx, e: Element): boolean {
  const on = c.part.on ?? true;
  return opposite(c.part.kind, e.label) ? !on : on;
}

export async function turn(c: Ctx): Promise<Move> {
  const { part } = c;
  const e = switchOf(c);
  if (e) {
    if (e.checked === wantedOf(c, e)) return 'done';
    const tries = c.acts.filter((a) => a.did === 'tap' && a.label === e.label).length;
    const agreed = confirmed(c);
    if (agreed) return agreed;
    return tries < 2 || times(c, e) < 1 ? click(e) : { action: 'wait', seconds: 2 };
  }
  const agreed = c.s.dialog ? confirmed(c) : undefined;
  if (agreed) return agreed;
  // Choices in place of a switch: a radio button of that name.
  const choice = actorsOf(c.s).find((x) => x.role !== 'input' && part.on === true && mainWords(x.texts?.[0] ?? x.label).join(' ') === mainWords(part.kind).join(' ') && x.selected !== undefined);
  if (choice) return choice.selected ? 'done' : click(choice);
  const verb = part.on ? 'turn on' : 'turn off';
  const row = rowOf(c, [part.names[0] ?? part.kind]);
  const first = row && (part.names.length > 0 || overlap(mainWords(row.texts?.[0] ?? row.label), mainWords(part.kind)) === 1);
  if (row && first && times(c, row) === 0) return click(row);
  // Whose it is stands behind what it is: "App notifications", then the app.
  const inner = part.names.length === 0 ? undefined : actorsOf(c.s).find((x) => x.role === 'button' && mainWords(part.kind).length > 0 && overlap(mainWords(part.kind), tellingWords(x.texts?.[0] ?? x.label)) === 1 && times(c, x) === 0 && !c.s.elements.some((t) => isToggle(t) && contains(x.bounds, t.bounds)));
  if (inner) return click(inner);
  return await hinted(c, [`turn ${part.kind} on or off`, `${verb} ${part.kind}`, part.kind])
    ?? (row && times(c, row) === 0 && !/pair|connect|add/iu.test(row.label) ? click(row) : undefined) ?? (part.names.length === 0 ? search(c, part.kind) : undefined) ?? fromMeaning(c) ?? await reach(c, []) ?? further(c);
}

function fromMeaning(c: Ctx): Move {
  const e = meant(c, c.part.kind, 0.5);
  return e && click(e);
}
