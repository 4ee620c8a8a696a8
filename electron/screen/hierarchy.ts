// Exports: parseHierarchy, decodeDump, LIMITS. Reads what `uiautomator dump` and its relatives print; never throws.
//
// Why an own scanner and not an XML library: the grammar is two tags and quoted attributes, but real dumps are often
// not well-formed (raw control characters, numeric references to lone or paired surrogates, shell output before and
// after the document, lines broken by a pager, files cut off). A conforming parser must stop at the first of these;
// this one reads past them, in one pass, without recursion, with hard limits, and never expands anything but
// character references, so no entity bomb exists.

import type { Bounds, Hierarchy, TreeFailure, UiNode } from '../protocol/screen.ts';

/** Beyond these a dump is refused as `malformed`. Real ones stay below 700 nodes, depth 45 and 1 MB. */
export const LIMITS = {
  /** Of the input. */
  bytes: 16 * 2 ** 20,
  nodes: 3_000,
  depth: 400,
  /** UTF-16 units kept of one attribute; the rest is dropped. */
  value: 20_000,
  /** Of the phone's words in a failure. */
  raw: 2_000,
} as const;

export type ParsedHierarchy = { ok: true; hierarchy: Hierarchy } | { ok: false; failure: TreeFailure };

/**
 * The hierarchy of a dump, windows bottom first.
 * Several windows inside `<displays>` (`dump --windows`) are ordered by their `layer`. Roots side by side in one
 * `<hierarchy>` come in no reliable order (the makers collect them in a set), so the smaller lies above the larger; of
 * equal ones the first is above, as tools put the active window first. Several documents one after the other are
 * repeated dumps: the last complete one counts. Of a document that was cut off, windows that had ended are kept;
 * if none had, it is `malformed`.
 */
export function parseHierarchy(input: Uint8Array | string): ParsedHierarchy {
  if (input.length > LIMITS.bytes) return failed('malformed', `${input.length} bytes are more than a dump can have`);
  const text = typeof input === 'string' ? input.replace(/^\uFEFF/, '') : decodeDump(input);
  if (!/<hierarchy[\s/>]/.test(text)) return noHierarchy(text);
  const scan = scanDocument(text);
  if ('too' in scan) return failed('malformed', scan.too);
  const documents = scan.documents.filter((d) => d.roots.length > 0);
  const windows = documents.filter((d) => d.layer !== undefined);
  const rotation = (d: Document): Hierarchy => ({ rotation: d.rotation, roots: bySize(d.roots) });
  if (windows.length > 0) {
    const ordered = windows.toSorted((a, b) => a.layer! - b.layer!);
    return { ok: true, hierarchy: { rotation: ordered[0]!.rotation, roots: ordered.flatMap((d) => bySize(d.roots)) } };
  }
  const complete = documents.findLast((d) => d.complete) ?? documents.at(-1);
  if (complete) return { ok: true, hierarchy: rotation(complete) };
  if (scan.open) return failed('malformed', `The dump is cut off. ${text}`);
  return scan.elements === 0 ? failed('empty', text) : failed('malformed', `No element has uiautomator's bounds. ${text}`);
}

interface Document { rotation: 0 | 1 | 2 | 3; roots: UiNode[]; layer?: number; complete: boolean }
type Attributes = ReadonlyMap<string, string>;

const failed = (why: TreeFailure['why'], raw: string): ParsedHierarchy => ({ ok: false, failure: { why, raw: raw.slice(0, LIMITS.raw).toWellFormed() } });

/** Errors of uiautomator and adb come as text with exit code 0. */
function noHierarchy(text: string): ParsedHierarchy {
  const words = text.slice(0, 100_000);
  if (words.replace(/<\?xml[^>]*>|[\s\0]+/g, '') === '') return failed('empty', text);
  if (/could not get idle state/i.test(words)) return failed('not-idle', text);
  if (/null root node/i.test(words)) return failed('null-root', text);
  if (/already registered|UiAutomation not connected/i.test(words)) return failed('busy', text);
  if (/device (?:'[^'\n]*' )?(?:not found|offline)|no devices|device still authorizing|closed by remote/i.test(words)) return failed('offline', text);
  if (/timed? ?out/i.test(words)) return failed('timeout', text);
  return failed('malformed', text);
}

/** UTF-8, UTF-16 LE or BE, by BOM or by where the zero bytes are. */
export function decodeDump(bytes: Uint8Array): string {
  return new TextDecoder(encodingOf(bytes)).decode(bytes);
}

function encodingOf(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  let even = 0;
  let odd = 0;
  const n = Math.min(bytes.length, 4096);
  for (let i = 0; i < n; i++) if (bytes[i] === 0) { if (i % 2 === 0) even++; else odd++; }
  if (odd > n / 8 && even < odd / 4) return 'utf-16le';
  if (even > n / 8 && odd < even / 4) return 'utf-16be';
  return 'utf-8';
}

interface Open { tag: string; node?: UiNode; document?: Document; layer?: number }

/** One pass over the tags. Elements of any name with uiautomator's bounds are nodes (Appium names them by class). */
function scanDocument(text: string): { documents: Document[]; elements: number; open: boolean } | { too: string } {
  const documents: Document[] = [];
  const stack: Open[] = [];
  let elements = 0;
  let nodes = 0;
  let document: Document | undefined;
  let at = 0;
  const close = (): void => {
    const top = stack.pop()!;
    if (top.document) { top.document.complete = true; document = undefined; }
    if (top.node && document) {
      const parent = stack.findLast((o) => o.node ?? o.document);
      if (parent?.node) parent.node.children.push(top.node); else document.roots.push(top.node);
    }
  };
  for (;;) {
    const lt = text.indexOf('<', at);
    if (lt < 0) break;
    const next = text.charCodeAt(lt + 1);
    if (next === 0x3f || next === 0x21) { // <? and <!
      const end = text.startsWith('<!--', lt) ? '-->' : text.startsWith('<![CDATA[', lt) ? ']]>' : '>';
      const stop = text.indexOf(end, lt + 2);
      if (stop < 0) break;
      at = stop + end.length;
      continue;
    }
    const tag = scanTag(text, lt);
    if (!tag) { at = lt + 1; continue; }
    if (tag.end === undefined) break; // cut off inside a tag
    at = tag.end;
    if (tag.closing) {
      if (!stack.some((o) => o.tag === tag.name)) continue;
      while (stack.at(-1)!.tag !== tag.name) close();
      close();
      continue;
    }
    if (tag.name === 'hierarchy') {
      // A second document begins: what the first left open was never finished.
      if (document) { stack.length = 0; }
      document = { rotation: rotationOf(tag.attributes), roots: [], complete: false };
      const layer = stack.findLast((o) => o.tag === 'window')?.layer;
      if (layer !== undefined) document.layer = layer;
      documents.push(document);
      stack.push({ tag: tag.name, document });
    } else if (document) {
      elements++;
      const node = nodeOf(tag.name, tag.attributes);
      if (node && ++nodes > LIMITS.nodes) return { too: `More than ${LIMITS.nodes} nodes` };
      stack.push(node ? { tag: tag.name, node } : { tag: tag.name });
    } else {
      const layer = Number.parseInt(tag.attributes.get('layer') ?? '', 10);
      stack.push(tag.name === 'window' ? { tag: tag.name, layer: Number.isFinite(layer) ? layer : 0 } : { tag: tag.name });
    }
    if (stack.length > LIMITS.depth) return { too: `Nested more than ${LIMITS.depth} deep` };
    if (tag.empty) close();
  }
  return { documents, elements, open: stack.length > 0 };
}

const NAME = /[A-Za-z_][\w.:$-]*/y;
const GAP = /\s*/y;
/** After a closing quote comes the end of the tag or the next attribute. */
const AFTER = /\s*(?:[/?]?>|[A-Za-z_][\w:.-]*\s*=\s*["']|<\/?(?:node|hierarchy)\b|$)/y;

interface Tag { name: string; attributes: Attributes; closing: boolean; empty: boolean; /** Absent when the text ends inside. */ end: number | undefined }

function scanTag(text: string, lt: number): Tag | undefined {
  const closing = text.charCodeAt(lt + 1) === 0x2f;
  const name = sticky(NAME, text, lt + (closing ? 2 : 1));
  if (!name) return undefined;
  const attributes = new Map<string, string>();
  let at = lt + (closing ? 2 : 1) + name.length;
  for (;;) {
    at += sticky(GAP, text, at)!.length;
    if (at >= text.length) return { name, attributes, closing, empty: false, end: undefined };
    const c = text[at]!;
    if (c === '>') return { name, attributes, closing, empty: false, end: at + 1 };
    if (c === '/' && text[at + 1] === '>') return { name, attributes, closing, empty: true, end: at + 2 };
    if (c === '<') return { name, attributes, closing, empty: false, end: at }; // the tag was never closed
    const key = sticky(NAME, text, at);
    if (!key) { at++; continue; }
    at += key.length;
    at += sticky(GAP, text, at)!.length;
    if (text[at] !== '=') continue;
    at++;
    at += sticky(GAP, text, at)!.length;
    const quote = text[at];
    if (quote !== '"' && quote !== "'") continue;
    let stop = text.indexOf(quote, at + 1);
    // Some tools forget to escape quotes inside a value: such a quote is followed by something else.
    while (stop >= 0 && sticky(AFTER, text, stop + 1) === undefined) stop = text.indexOf(quote, stop + 1);
    if (stop < 0) return { name, attributes, closing, empty: false, end: undefined };
    if (!attributes.has(key) && attributes.size < 64) attributes.set(key, unescape(text.slice(at + 1, Math.min(stop, at + 1 + LIMITS.value))));
    at = stop + 1;
  }
}

function sticky(pattern: RegExp, text: string, at: number): string | undefined {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0];
}

const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: '\u00a0' };

/**
 * An attribute's value. Emoji arrive as two numeric references, one per surrogate, so halves are joined before lone
 * ones are replaced. Control characters become spaces; a referenced line feed stays a line feed.
 */
function unescape(raw: string): string {
  const flat = raw.replace(/[\t\r\n]+/g, ' ');
  const text = flat.includes('&')
    ? flat.replace(/&(?:#(\d{1,7})|#[xX]([0-9a-fA-F]{1,6})|(amp|lt|gt|quot|apos|nbsp));/g, (all, decimal?: string, hex?: string, named?: string) => {
      if (named !== undefined) return NAMED[named]!;
      const code = decimal !== undefined ? Number.parseInt(decimal, 10) : Number.parseInt(hex!, 16);
      return code > 0x10ffff ? '\ufffd' : code > 0xffff ? String.fromCodePoint(code) : String.fromCharCode(code);
    })
    : flat;
  // eslint-disable-next-line no-control-regex -- these are exactly what is looked for
  return text.toWellFormed().replace(/\r\n?/g, '\n').replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\u0080-\u009f\ufffe\uffff]/g, ' ');
}

const BOUNDS = /^\s*\[(-?\d{1,7}),\s*(-?\d{1,7})\]\s*\[(-?\d{1,7}),\s*(-?\d{1,7})\]\s*$/;

function boundsOf(s: string | undefined): Bounds | undefined {
  const m = BOUNDS.exec(s ?? '');
  return m ? [Number(m[1]), Number(m[2]), Number(m[3]), Number(m[4])] : undefined;
}

function rotationOf(a: Attributes): 0 | 1 | 2 | 3 {
  const n = Number(a.get('rotation'));
  return n === 1 || n === 2 || n === 3 ? n : 0;
}

/** `undefined` for elements without bounds: a tree of something else. */
function nodeOf(tag: string, a: Attributes): UiNode | undefined {
  const bounds = boundsOf(a.get('bounds'));
  if (!bounds) return undefined;
  const is = (key: string): boolean => a.get(key) === 'true';
  const node: UiNode = {
    class: a.get('class') ?? (tag.includes('.') ? tag : ''),
    resourceId: a.get('resource-id') ?? '',
    text: a.get('text') ?? '',
    desc: a.get('content-desc') ?? '',
    hint: a.get('hint') ?? '',
    package: a.get('package') ?? '',
    bounds,
    checkable: is('checkable'),
    checked: is('checked'),
    clickable: is('clickable'),
    longClickable: is('long-clickable'),
    enabled: a.get('enabled') !== 'false',
    focusable: is('focusable'),
    focused: is('focused'),
    scrollable: is('scrollable'),
    password: is('password'),
    selected: is('selected'),
    children: [],
  };
  if (a.get('visible-to-user') === 'false' || a.get('displayed') === 'false') node.visible = false;
  const order = Number.parseInt(a.get('drawing-order') ?? '', 10);
  if (Number.isFinite(order)) node.order = order;
  return node;
}

const area = (b: Bounds): number => Math.max(0, b[2] - b[0]) * Math.max(0, b[3] - b[1]);

const bySize = (roots: readonly UiNode[]): UiNode[] => roots.toReversed().toSorted((a, b) => area(b.bounds) - area(a.bounds));
