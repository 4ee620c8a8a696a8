// Exports: classify, Classified, elementFingerprint.
// Which sensitive classes an action has, and why: facts → lexicon → dialog context → money rule → marks of the SOP
// (guard.md 5.3). Pure; the union counts and nothing takes a class away again. Inputs come from the phone's tree and the
// SOP only, never from a model's words.

import { createHash } from 'node:crypto';
import type { Action } from '../protocol/actions.ts';
import type { Verdict } from '../protocol/run.ts';
import type { Element, Snapshot } from '../protocol/screen.ts';
import { CLASSES, type Class } from '../protocol/sop.ts';
import { fold } from './fold.ts';
import { AMOUNT, contextOf, isAmountOnly, isGeneric, isRefusal, TOTAL, wordsOf } from './lexicon.ts';
import type { SopMarks } from './types.ts';

export interface Classified { classes: Class[]; because: Verdict['because'] }

export interface ClassifyFacts {
  action: Action;
  /** What `action.element` refers to. */
  element?: Element;
  snapshot?: Snapshot;
  marks?: SopMarks;
}

/** Packages that show the system's permission prompts; older ones are the installer's. */
const PERMISSION = /(?:^|\.)permissioncontroller$|^com\.lbe\.security\.miui$/;
const INSTALLER = /(?:^|\.)packageinstaller$/;
const SECRET = /<secret:[^>]*>/;
const CODE_FIELD = /\b(?:password|passcode|passphrase|pin|otp|one-time|verification code|security code|cvv|cvc)\b|密码|验证码|口令|校验码/u;
const SEARCH = /\bsearch|find\b|搜索|查找/u;
/** What pressing Enter in a form can set off. */
const BY_ENTER: ReadonlySet<Class> = new Set(['payment', 'transfer', 'send-message', 'publish', 'credential', 'call']);

/** Classes and reasons of one action on one screen. */
export function classify(f: ClassifyFacts): Classified {
  const because: Verdict['because'] = [];
  const add = (rung: Verdict['because'][number]['rung'], c: Class, words: string): void => {
    if (!because.some((b) => b.class === c && b.rung === rung)) because.push({ rung, class: c, words });
  };
  const { action, element, snapshot } = f;

  switch (action.action) {
    case 'click':
    case 'long_press':
      if (element) ofTap(element, snapshot, add);
      break;
    case 'input_text':
      if (SECRET.test(action.text)) add('fact', 'credential', 'a secret is typed');
      if (element?.password) add('fact', 'credential', 'a password field');
      else if (element && CODE_FIELD.test(fold(`${element.label} ${wordsOfId(element.resourceId)}`))) add('lexicon', 'credential', element.label);
      break;
    case 'type':
      if (SECRET.test(action.text)) add('fact', 'credential', 'a secret is typed');
      break;
    case 'keyboard_enter': {
      const focused = snapshot?.elements.find((e) => e.focused && e.role === 'input');
      if (focused?.password) add('fact', 'credential', 'Enter in a password field');
      if (!focused || SEARCH.test(fold(`${focused.label} ${wordsOfId(focused.resourceId)}`))) break;
      // Enter often presses the form's button, which the tree does not say: it counts as each of them.
      for (const b of snapshot?.elements ?? []) {
        if (b.role !== 'button') continue;
        ofTap(b, snapshot, (rung, c, words) => { if (BY_ENTER.has(c)) add(rung, c, words); });
      }
      break;
    }
    case 'scroll': case 'open_app': case 'navigate_back': case 'navigate_home': case 'wait': case 'answer': case 'status': case 'gesture': case 'key':
      break;
  }

  if (f.marks?.ask) {
    for (const c of f.marks.ask.classes) {
      if ((CLASSES as readonly string[]).includes(c)) add('sop', c as Class, `Ask first: ${c}`);
      else because.push({ rung: 'sop', words: `Ask first: ${c}` });
    }
    if (f.marks.ask.classes.length === 0) because.push({ rung: 'sop', words: f.marks.ask.reason ?? 'Ask first' });
  }
  return { classes: CLASSES.filter((c) => because.some((b) => b.class === c)), because };
}

type Add = (rung: Verdict['because'][number]['rung'], c: Class, words: string) => void;

function ofTap(element: Element, snapshot: Snapshot | undefined, add: Add): void {
  // Focusing a field or moving a scroller does nothing yet.
  if (element.role === 'input' || element.role === 'scroll') return;
  const label = fold(element.label);
  // A label of several texts (a row): its own imperative is the first part.
  if (PERMISSION.test(element.package) || (INSTALLER.test(element.package) && /permission_/.test(element.resourceId))) {
    if (!isRefusal(label) && !/deny|dont_allow|negative|cancel/.test(element.resourceId)) add('fact', 'grant-permission', `a prompt of ${element.package}`);
    return;
  }
  if (INSTALLER.test(element.package)) {
    if (isRefusal(label)) return;
    const what = fold(`${snapshot?.title ?? ''} ${element.label}`);
    add('fact', /uninstall|卸载/.test(what) ? 'delete' : 'install', `a dialog of ${element.package}`);
    return;
  }
  if (isRefusal(label)) return;

  const own = wordsOf(label);
  for (const h of own) add('lexicon', h.class, h.words);
  // An icon without a name of its own still says what it is in its resource-id.
  if (element.labelFrom === 'none' || element.labelFrom === 'id' || label === '') for (const h of wordsOf(fold(wordsOfId(element.resourceId)))) add('lexicon', h.class, h.words);

  if (isAmountOnly(label)) add('money', 'payment', element.label);
  if (!snapshot || !isGeneric(label)) return;

  const around = fold(near(element, snapshot));
  for (const h of contextOf(around)) add('dialog', h.class, h.words);
  const whole = fold(snapshot.elements.map((e) => e.label).join('\n'));
  if (around.match(AMOUNT) && snapshot.dialog) add('money', 'payment', (around.match(AMOUNT) ?? []).slice(0, 2).join(' '));
  else if (TOTAL.test(whole) && whole.match(AMOUNT)) add('money', 'payment', (whole.match(AMOUNT) ?? []).slice(0, 2).join(' '));
}

/** What a generic button refers to: the dialog's text, or the title and the nearest texts above it. */
function near(element: Element, snapshot: Snapshot): string {
  const texts = snapshot.elements.filter((e) => e.id !== element.id && e.role === 'text' && e.package === element.package && e.label !== '');
  const [, top, , bottom] = element.bounds;
  const chosen = snapshot.dialog
    ? texts.filter((e) => e.bounds[1] < bottom)
    : texts.filter((e) => e.bounds[3] <= bottom).sort((a, b) => (top - a.bounds[3]) - (top - b.bounds[3])).slice(0, 2);
  return [snapshot.title, ...chosen.map((e) => e.label)].join('\n');
}

/** `com.x:id/btn_deleteNow` → `delete now`. */
function wordsOfId(resourceId: string): string {
  const name = resourceId.slice(resourceId.indexOf('/') + 1);
  return name
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .replace(/[_\-.]+/g, ' ')
    .toLowerCase()
    .replace(/^(?:(?:btn|button|fab|iv|img|ic|icon|action|menu|item|bt|imageview|ib|tv)\s+)+/, '')
    .replace(/(?:\s+(?:btn|button|fab|icon|image|view|action))+$/, '');
}

/** Identity of an element for an approval: what it is and says, not where it stands. */
export function elementFingerprint(e: Element | undefined): string {
  if (!e) return '';
  return createHash('sha256')
    .update(JSON.stringify([e.package, e.role, e.className, e.resourceId, e.label, e.password ?? false, e.checked ?? null, e.disabled ?? false]))
    .digest('hex');
}
