// Exports: withoutPersonal. A mind that is not on this machine, asked without personal data: placeholders stand for values, and the answer's are turned back.
// None ships; whatever says `remote: true` is wrapped by who starts a run, and is never asked otherwise.

import type { Action } from '../protocol/actions.ts';
import type { Snapshot } from '../protocol/screen.ts';
import { createPlaceholders, type Placeholders } from '../privacy/redact.ts';
import type { Mind, MindQuery, Thought } from './mind.ts';

/** One table for a run: the same value has the same placeholder in each prompt, which keeps what was evaluated of the one before. */
export function withoutPersonal(mind: Mind): Mind {
  const places = createPlaceholders();
  return {
    id: mind.id,
    remote: true,
    async propose(query) {
      const answer = await mind.propose({ ...hidden(query, places), signal: query.signal });
      return answer && restored(answer, places);
    },
    ...(mind.prepare ? { prepare: (query: Omit<MindQuery, 'signal'>) => mind.prepare?.(hidden(query, places)) } : {}),
  };
}

function hidden(q: Omit<MindQuery, 'signal'>, places: Placeholders): Omit<MindQuery, 'signal'> {
  const hide = (text: string): string => places.hide(text).text;
  const { system, ...parts } = q.prompt;
  return {
    // The system part is ours alone.
    prompt: { system, sop: hide(parts.sop), history: hide(parts.history), memory: hide(parts.memory), screen: hide(parts.screen), ask: hide(parts.ask) },
    screen: hiddenScreen(q.screen, hide),
    step: hide(q.step),
    past: q.past.map(hide),
    acted: q.acted,
    named: q.named,
    key: q.key,
    ...(q.note === undefined ? {} : { note: hide(q.note) }),
    ...(q.earlier === undefined ? {} : { earlier: q.earlier.map(hide) }),
    ...(q.leads === undefined ? {} : { leads: new Map([...q.leads].map(([id, words]) => [id, hide(words)])) }),
    // What earlier screens have shown is values and little else: it stays here.
  };
}

/** Without its picture: nothing in it can be hidden. */
function hiddenScreen(s: Snapshot, hide: (text: string) => string): Snapshot {
  const { image: _, ...rest } = s;
  return {
    ...rest, title: hide(s.title), text: hide(s.text),
    elements: s.elements.map((e) => ({
      ...e, label: hide(e.label), line: hide(e.line), selectors: e.selectors.map((x) => ({ ...x, value: hide(x.value) })),
      ...(e.texts ? { texts: e.texts.map(hide) } : {}), ...(e.value === undefined ? {} : { value: hide(e.value) }), ...(e.context === undefined ? {} : { context: hide(e.context) }),
    })),
  };
}

function restored(t: Thought, places: Placeholders): Thought {
  const action: Action = 'text' in t.action ? { ...t.action, text: places.restore(t.action.text) } : t.action.action === 'open_app' ? { ...t.action, app: places.restore(t.action.app) } : t.action;
  return { ...t, action, ...(t.thought === undefined ? {} : { thought: places.restore(t.thought) }) };
}
