// Exports: createModelMind. A GGUF model as the agent's mind: prompt in, one action out, held by the grammar of this screen.

import { actionGrammar, ANSWER_TOKENS } from '../model/grammar.ts';
import type { Model } from '../model/llama.ts';
import type { Snapshot } from '../protocol/screen.ts';
import { parseAnswer } from './answer.ts';
import type { Mind, MindQuery } from './mind.ts';
import { promptText } from './prompt.ts';

/** What each kind of action may name on this screen. */
const choices = (s: Snapshot): Parameters<typeof actionGrammar>[0] => ({
  press: s.elements.filter((e) => e.role !== 'text' && e.role !== 'scroll' && !e.disabled && e.window === undefined).map((e) => e.id),
  type: s.elements.filter((e) => e.role === 'input' && !e.disabled).map((e) => e.id),
  scroll: s.elements.filter((e) => e.role === 'scroll').map((e) => e.id),
});

export function createModelMind(model: Model): Mind {
  const parts = ({ prompt }: Pick<MindQuery, 'prompt'>): { system: string; user: string } => ({ system: prompt.system, user: promptText({ ...prompt, system: '' }).trimStart() });
  return {
    id: model.info.name,
    async propose({ prompt, screen, key, signal }) {
      const { text, promptTokens, reused, savedMs, ms } = await model.complete({ ...parts({ prompt }), grammar: actionGrammar(choices(screen)), maxTokens: ANSWER_TOKENS, signal, key });
      return { ...parseAnswer(text, screen), promptTokens, reused, savedMs, ms };
    },
    prepare: (query) => model.prepare(parts(query)),
  };
}
