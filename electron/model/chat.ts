// Exports: chatOf, Chat. A prompt in the words of the model's own chat template.
// node-llama-cpp's wrappers for known families differ from the templates they stand for (Gemma's system text, Llama 3's spaces), so the
// template itself is carried out. What is put into it is data: it cannot close a turn, whatever it says.

import { JinjaTemplateChatWrapper, type LlamaModel, type Token } from 'node-llama-cpp';

/** Tokens of a system and a user text, up to where the model's answer begins. */
export type Chat = (system: string, user: string) => Token[];

/**
 * Texts are trimmed, as most templates would do it themselves. Models that can think aloud are told not to: the answer is held by a grammar.
 * @param template Jinja, as `tokenizer.chat_template` has it; without one the two texts stand one after the other
 * @throws what the template engine says about a template that cannot be carried out
 */
export function chatOf(model: LlamaModel, template: string | undefined): Chat {
  if (template === undefined) return (system, user) => model.tokenize(`${system}\n${user}`);
  const wrapper = new JinjaTemplateChatWrapper({ template, tokenizer: model.tokenizer, additionalRenderParameters: { enable_thinking: false } });
  return (system, user) => wrapper.generateContextState({
    chatHistory: [{ type: 'system', text: system.trim() }, { type: 'user', text: user.trim() }, { type: 'model', response: [''] }],
  }).contextText.tokenize(model.tokenizer);
}
