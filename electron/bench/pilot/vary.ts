// Exports: createVary, Vary, asked. One phrase in many words: synonyms, other articles, "light of the display" as "display light", slips of the
// pen; and a step as people, testers and procedures write it: politely, with a purpose, in the third person.

import type { Synonyms } from './synonyms.ts';
import type { Random } from './random.ts';

export type Vary = (phrase: string, zh: boolean) => string;

/** Entries of this many words are replaced. */
const LONGEST = 3;
const HAN = /\p{Script=Han}/u;
const DETERMINER = /\b(?:the|my|a|an|this|your)\b /giu;

/** @returns the phrase with a few of its words said otherwise; `{v}` stays */
export function createVary(r: Random, synonyms: Synonyms): Vary {
  const byEntry = new Map<string, string[]>();
  for (const g of synonyms.groups) for (const e of g) byEntry.set(e, [...(byEntry.get(e) ?? []), ...g.filter((x) => x !== e)]);
  const chinese = [...byEntry.keys()].filter((e) => HAN.test(e) && e.length > 1).sort((a, b) => b.length - a.length);

  function english(phrase: string): string {
    const words = phrase.split(' ');
    const out: string[] = [];
    let left = 2;
    for (let i = 0; i < words.length;) {
      let took = 0;
      for (let n = Math.min(LONGEST, words.length - i); n > 0 && took === 0; n--) {
        const run = words.slice(i, i + n).join(' ');
        const tail = /[.,!?]$/.exec(run)?.[0] ?? '';
        const bare = run.slice(0, run.length - tail.length).toLowerCase();
        const plural = n === 1 && !byEntry.has(bare) && bare.endsWith('s') && byEntry.has(bare.slice(0, -1));
        const others = byEntry.get(plural ? bare.slice(0, -1) : bare);
        if (left > 0 && others && others.length > 0 && r.chance(0.4)) {
          const other = r.pick(others);
          out.push(`${plural && /[a-z]$/.test(other) && !other.endsWith('s') && !other.includes(' ') ? `${other}s` : other}${tail}`);
          took = n;
          left--;
        }
      }
      if (took === 0) out.push(words[i]!);
      i += Math.max(1, took);
    }
    let said = out.join(' ');
    if (r.chance(0.12)) said = said.replace(/\b([a-z]+) of (?:the|my|a) ([a-z]+)$/u, '$2 $1');
    if (r.chance(0.15)) said = said.replace(DETERMINER, (d) => (r.chance(0.5) ? d : r.pick(['the ', 'my ', 'this ', ''])));
    if (r.chance(0.06) && out.length > 3) said = said.split(' ').filter((w, i, all) => i === 0 || w.includes('{v}') || !r.chance(1 / all.length)).join(' ');
    if (r.chance(0.05)) said = slip(r, said);
    if (r.chance(0.1)) said = said.toLowerCase();
    return said;
  }

  function han(phrase: string): string {
    let said = phrase;
    const here = chinese.filter((e) => said.includes(e));
    for (const e of r.some(here, 2)) if (r.chance(0.5) && said.includes(e)) said = said.replace(e, r.pick(byEntry.get(e)!));
    if (r.chance(0.08)) said = said.replace('的', '');
    if (r.chance(0.06)) said = `那个${said}`;
    return said;
  }
  return (phrase, zh) => (zh ? han(phrase) : english(phrase));
}

/** A letter of a long word that fell out or was swapped. */
function slip(r: Random, phrase: string): string {
  const long = [...phrase.matchAll(/[a-z]{6,}/g)];
  if (long.length === 0) return phrase;
  const w = r.pick(long);
  const i = w.index + 1 + r.below(w[0].length - 2);
  return r.chance(0.5) ? phrase.slice(0, i) + phrase.slice(i + 1) : `${phrase.slice(0, i)}${phrase[i + 1]}${phrase[i]}${phrase.slice(i + 2)}`;
}

/** Verbs that an infinitive or a third person can be made of. */
const VERBS = new Set(('make turn get see find check let stop show go take put keep give look read write send add remove change set open close start use choose pick select search listen watch play pay buy order book call tell ask share save delete '
  + 'move bring hide lock unlock switch enable disable connect join leave log sign create edit view clear clean free empty reset restart update download upload install scan print copy paste enter type fill invite follow block report rate write '
  + 'learn track measure count plan sort filter cancel confirm reject accept skip continue try allow forbid prevent record capture mark pin mute silence rename translate navigate zoom return refund browse manage adjust raise lower increase reduce dim').split(' '));

const third = (verb: string): string => (/(?:s|x|ch|sh|o)$/.test(verb) ? `${verb}es` : /[^aeiou]y$/.test(verb) ? `${verb.slice(0, -1)}ies` : `${verb}s`);

/** An imperative of the lexicon as part of a conversation, a test case or a procedure; often as it is. */
export function asked(r: Random, step: string, zh: boolean): string {
  if (r.chance(0.45)) return step;
  if (zh) return `${r.pick(['请', '帮我', '我想', '我要', '然后', '麻烦', '现在', '先', '接着', '用户', '需要', '第3步：', ''])}${step}${r.pick(['', '', '', '。', '吧', '一下', '，谢谢', '！'])}`;
  const [first, ...rest] = step.split(' ');
  const verb = first!.toLowerCase();
  const tail = r.pick(['', '', '', '', '.', ' now', ' please', ', please', ' first', ' here', ' for me', ' again', '!']);
  if (!VERBS.has(verb)) return `${r.pick(['', 'please ', 'now ', 'then: ', 'step 2: ', 'ok, '])}${step}${tail}`;
  const after = [verb, ...rest].join(' ');
  if (r.chance(0.15)) return `${r.pick(['The user', 'User', 'The tester', 'The customer', 'He'])} ${[third(verb), ...rest].join(' ')}${r.chance(0.3) ? '.' : ''}`;
  return `${r.pick(['Please ', 'I want to ', 'I need to ', 'I would like to ', 'Can you ', 'Could you ', 'Then ', 'Now ', 'Next, ', 'Finally, ', "Let's ", 'Help me ', 'Try to ', 'How do I ', 'Where can I ', 'You should ', 'The user wants to ', 'Step 2: ', '3. ', 'Tap where you can ', 'Open what lets you ', 'In the app, ', 'To continue, '])}${after}${tail}`;
}
