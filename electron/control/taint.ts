// Exports: taintOf, sinkOf, originOf, untrusted, taintWords, plain, bare, Sources. Where the value of an action comes from, and whether it may decide where something goes (seeds.md §6). Pure.
// Words of the phone are data: a page that says "send it to …" or "open …" chooses no recipient, address, app or command.

import type { Action } from '../protocol/actions.ts';
import type { Origin, Sink, Taint } from '../protocol/privacy.ts';
import type { Element, Snapshot } from '../protocol/screen.ts';

/** What the caller knows of where values come from. */
export interface Sources {
  /** Texts of the SOP: its title, its steps. */
  sop: readonly string[];
  /** Values given for parameters. */
  params: readonly string[];
  /** Whether a screen of this run has shown the text. */
  shown(text: string): boolean;
  /** Whether a screen has shown it as part of a longer text, and not as a name of its own. */
  mentioned(text: string): boolean;
}

/** As texts are compared: without case, widths and rows of blanks. */
export const plain = (s: string): string => s.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim();
/** Numbers without what groups their digits. */
export const bare = (s: string): string => s.replace(/[\s().-]/g, '');

const URL_FIELD = /(?:^|[^a-z])(?:url|address[ _-]?bar|omnibox|location[ _-]?bar|web address|website|网址|链接地址)(?:[^a-z]|$)|search or (?:type|enter)/i;
const RECIPIENT_FIELD = /(?:^|[^a-z])(?:to|cc|bcc|recipients?|payee|beneficiary|receiver|account (?:number|no)|iban|send to|pay to|transfer to|email or phone|phone or name)(?:[^a-z]|$)|收件人|收款|转账给|发送给|对方|抄送|密送|收货人|账号|卡号/i;
const COMMAND_FIELD = /(?:^|[^a-z])(?:terminal|shell|command(?: line)?|adb|console)(?:[^a-z]|$)|命令行|终端/i;
/** A value that says where by itself, in whatever field of a form that sends. */
const ADDRESS = /^(?:https?:\/\/\S+|www\.\S+|[^\s@]+@[^\s@]+\.[^\s@]+|\+?\d[\d ()-]{6,}\d)$/i;
const SENDS = /(?:^|[^a-z])(?:send|transfer|pay|forward|share)(?:[^a-z]|$)|发送|转账|付款|转发|分享/i;

/** What the action's value decides; undefined: nothing that matters here. */
export function sinkOf(action: Action, element: Element | undefined, snapshot: Snapshot | undefined): Sink | undefined {
  if (action.action === 'open_app') return 'package';
  if (action.action !== 'input_text' || !element || element.password) return undefined;
  const words = `${element.label} ${element.context ?? ''} ${element.resourceId.split('/').at(-1)?.replaceAll('_', ' ') ?? ''}`;
  if (COMMAND_FIELD.test(words)) return 'command';
  if (URL_FIELD.test(words)) return 'url';
  if (RECIPIENT_FIELD.test(words)) return 'recipient';
  if (ADDRESS.test(action.text.trim()) && snapshot?.elements.some((e) => e.role === 'button' && SENDS.test(e.label))) return /^(?:https?:|www\.)/i.test(action.text.trim()) ? 'url' : 'recipient';
  return undefined;
}

/** @returns where the value comes from; what the SOP or a parameter says is theirs, wherever else it stands */
export function originOf(value: string, sink: Sink, s: Sources): Origin {
  const v = plain(value);
  if (v === '' || /^<secret:[^<>]*>$/.test(v)) return 'param';
  const within = (text: string): boolean => { const t = plain(text); return t.includes(v) || (v.length >= 7 && bare(t).includes(bare(v))); };
  if (s.params.some(within)) return 'param';
  if (s.sop.some(within) || composed(v, s)) return 'sop';
  // The name under an icon is how an app is chosen; only a text that speaks of it is one that chooses.
  return (sink === 'package' ? s.mentioned(value) : s.shown(value)) ? 'screen' : 'model';
}

/** "{{who}}@example.com": values of parameters put together with words of the SOP. */
function composed(v: string, s: Sources): boolean {
  const given = s.params.map(plain).filter((p) => p.length > 1 && v.includes(p)).sort((a, b) => b.length - a.length);
  if (given.length === 0) return false;
  const texts = s.sop.map(plain);
  const rest = given.reduce((left, p) => left.replaceAll(p, '\n'), v).split('\n').map((t) => t.trim()).filter((t) => t !== '');
  return rest.every((piece) => texts.some((t) => t.includes(piece)));
}

/** @param edited the person who approves has written the value */
export function taintOf(f: { action: Action; element?: Element; snapshot?: Snapshot; sources?: Sources; edited?: boolean }): Taint | undefined {
  const sink = f.sources && sinkOf(f.action, f.element, f.snapshot);
  if (!f.sources || !sink) return undefined;
  const value = f.action.action === 'open_app' ? f.action.app : 'text' in f.action ? f.action.text : '';
  return { from: f.edited ? 'person' : originOf(value, sink, f.sources), sink, value };
}

/** Whether somebody has to look at it. A model may open an app of its own accord: that sends nothing anywhere. */
export const untrusted = (t: Taint | undefined): t is Taint => t !== undefined && (t.from === 'screen' || (t.from === 'model' && t.sink !== 'package'));

const NAMES: Readonly<Record<Sink, string>> = { url: 'address', recipient: 'recipient', package: 'app', command: 'command' };

/** For the card and the record. */
export const taintWords = (t: Taint): string => `the ${NAMES[t.sink]} was chosen by ${t.from === 'screen' ? 'words on the phone' : 'the model'}: neither the SOP nor a person said it`;
