// Exports: CONTROL, ANSWERS, BYTES, ELEMENTS, SLOTS, REFS, Vocabulary, createVocabulary. The pilot's tokens: structure has tokens of its own that no text can
// become, so that a screen cannot forge any; words of the lexicon are one token each; a word that is not known gets a
// variable token, the same word the same one, so that it can still be matched and told from others.

export const ELEMENTS = 96;
export const SLOTS = 48;
export const REFS = 4;

/** First token of an answer. */
export const ANSWERS = ['<tap>', '<hold>', '<type>', '<down>', '<up>', '<back>', '<enter>', '<done>', '<none>'] as const;
export type AnswerToken = (typeof ANSWERS)[number];

const numbered = (name: string, n: number): string[] => Array.from({ length: n }, (_, i) => `<${name}${i + 1}>`);

export const CONTROL: readonly string[] = [
  '<unk>', '<s>', '</s>',
  '<goal>', '<past>', '<screen>', '<act>', '<q>', '</q>', '<also>', '<value>', '<of>', '<leads>', '<icon>', '<;>',
  '<button>', '<input>', '<checkbox>', '<switch>', '<scroll>', '<text>', '<image>',
  '<on>', '<off>', '<selected>', '<disabled>', '<focused>', '<password>',
  '<m?>', ...Array.from({ length: 36 }, (_, i) => `<m${Math.floor(i / 6)}${i % 6}>`),
  ...ANSWERS, ...numbered('e', ELEMENTS), ...numbered('ref', REFS), ...numbered('slot', SLOTS),
];

/** llama.cpp ends its process over a vocabulary of this kind without them; they stand at the end of a pilot's and mean nothing. */
export const BYTES: readonly string[] = Array.from({ length: 256 }, (_, i) => `<0x${i.toString(16).toUpperCase().padStart(2, '0')}>`);

export interface Vocabulary {
  readonly tokens: readonly string[];
  /** Id of a control token. */
  control(name: string): number;
  /** Id of a known word. */
  word(piece: string): number | undefined;
}

/** @param words beyond the control tokens, in order */
export function createVocabulary(words: readonly string[]): Vocabulary {
  const tokens = [...CONTROL, ...words];
  const controls = new Map(CONTROL.map((t, i) => [t, i]));
  const known = new Map(words.map((w, i) => [w, CONTROL.length + i]));
  return {
    tokens,
    control(name) {
      const id = controls.get(name);
      if (id === undefined) throw new TypeError(`There is no control token ${name}`);
      return id;
    },
    word: (piece) => known.get(piece),
  };
}
