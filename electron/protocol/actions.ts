// Exports: ActionName, Action, Selector, ACTIONS (the action table), agentActions, describe, direction words.
// One table: the prompt text, the JSON schema that holds the model's grammar, the policy and `describe` follow from it.
// Names follow AndroidWorld's action space (Rawles et al., 2024) so that public trajectories load without a map.

/** The direction in which content is *revealed*: `down` shows what lies below (the finger moves up). */
export type Direction = 'up' | 'down' | 'left' | 'right';

/** `[x, y, t]`: device pixels and milliseconds since the gesture began. */
export type GesturePoint = readonly [x: number, y: number, t: number];

/** What an actor asks for. `element` is an element id of the snapshot the actor saw, and means nothing elsewhere. */
export type Action =
  | { action: 'click'; element: number }
  | { action: 'long_press'; element: number }
  /** Replaces the field's content with `text` (`text: ''` clears it). `<secret:name>` inside is substituted at typing time. */
  | { action: 'input_text'; element: number; text: string }
  /** Without `element` the largest scroller of the screen is meant. */
  | { action: 'scroll'; direction: Direction; element?: number }
  /** `fresh` ends the app first, so that it begins where it starts: for exploring only, and never offered to a model. */
  | { action: 'open_app'; app: string; fresh?: true }
  | { action: 'navigate_back' }
  | { action: 'navigate_home' }
  | { action: 'keyboard_enter' }
  | { action: 'wait'; seconds: number }
  | { action: 'answer'; text: string }
  | { action: 'status'; status: 'complete' | 'infeasible' }
  /** Raw pointer input of a person on the mirror; never offered to a model. */
  | { action: 'gesture'; points: readonly GesturePoint[] }
  /** A key of a person's keyboard on the mirror, as an Android key name without `KEYCODE_`; `ROTATE` turns the screen upright or on its side. */
  | { action: 'key'; key: string }
  /** Text typed by a person on the mirror into whatever has the focus. */
  | { action: 'type'; text: string };

export type ActionName = Action['action'];

export interface ActionRow {
  /** One line for the prompt. */
  readonly help: string;
  /** Argument names in answer order, and whether the answer must carry them. */
  readonly args: Readonly<Record<string, { type: 'element' | 'string' | 'number' | 'direction' | 'status'; required: boolean }>>;
  /** `person` rows never reach a model's schema. */
  readonly by: 'anyone' | 'person';
  /** Whether the row sends input to the phone at all. */
  readonly touches: boolean;
}

export const ACTIONS: { readonly [N in ActionName]: ActionRow } = {
  click: { help: 'tap an element', args: { element: { type: 'element', required: true } }, by: 'anyone', touches: true },
  long_press: { help: 'press and hold an element', args: { element: { type: 'element', required: true } }, by: 'anyone', touches: true },
  input_text: {
    help: 'replace the text of an input with text',
    args: { element: { type: 'element', required: true }, text: { type: 'string', required: true } },
    by: 'anyone',
    touches: true,
  },
  scroll: {
    help: 'reveal what lies in that direction (down = further down the page)',
    args: { direction: { type: 'direction', required: true }, element: { type: 'element', required: false } },
    by: 'anyone',
    touches: true,
  },
  open_app: { help: 'open an app by its name', args: { app: { type: 'string', required: true } }, by: 'anyone', touches: true },
  navigate_back: { help: 'press Back', args: {}, by: 'anyone', touches: true },
  navigate_home: { help: 'go to the home screen', args: {}, by: 'anyone', touches: true },
  keyboard_enter: { help: 'press Enter on the keyboard', args: {}, by: 'anyone', touches: true },
  wait: { help: 'wait for the screen to change', args: { seconds: { type: 'number', required: true } }, by: 'anyone', touches: false },
  answer: { help: 'answer the question of the goal', args: { text: { type: 'string', required: true } }, by: 'anyone', touches: false },
  status: { help: 'say that the step is complete or infeasible', args: { status: { type: 'status', required: true } }, by: 'anyone', touches: false },
  gesture: { help: 'touch the screen', args: {}, by: 'person', touches: true },
  key: { help: 'press a key', args: {}, by: 'person', touches: true },
  type: { help: 'type text', args: {}, by: 'person', touches: true },
};

/** The rows a model may choose from, in table order. */
export const agentActions: readonly ActionName[] = (Object.keys(ACTIONS) as ActionName[]).filter((n) => ACTIONS[n].by === 'anyone');

const quote = (s: string): string => `"${s}"`;

/**
 * One line in words, for timelines, histories, cards and logs.
 * @param label name of the target element, when the action has one
 */
export function describe(a: Action, label?: string): string {
  const target = label === undefined ? ('element' in a && a.element !== undefined ? `element ${a.element}` : '') : quote(label);
  switch (a.action) {
    case 'click': return `Tap ${target}`;
    case 'long_press': return `Long-press ${target}`;
    case 'input_text': return a.text === '' ? `Clear ${target}` : `Enter ${quote(a.text)} into ${target}`;
    case 'scroll': return target ? `Swipe ${a.direction} in ${target}` : `Swipe ${a.direction}`;
    case 'open_app': return `${a.fresh ? 'Restart' : 'Open'} ${quote(a.app)}`;
    case 'navigate_back': return 'Go back';
    case 'navigate_home': return 'Go home';
    case 'keyboard_enter': return 'Press Enter';
    case 'wait': return `Wait ${a.seconds} s`;
    case 'answer': return `Answer ${quote(a.text)}`;
    case 'status': return a.status === 'complete' ? 'Say: step complete' : 'Say: not possible here';
    case 'gesture': return a.points.length > 1 ? 'Drag on the screen' : 'Touch the screen';
    case 'key': return `Press ${a.key}`;
    case 'type': return `Type ${quote(a.text)}`;
  }
}
