// Exports: dumpXml. The XML that `uiautomator dump` prints: same attributes in the same order, same escaping, what is out of sight dropped.
// Source for the form: AccessibilityNodeInfoDumper of the Android Open Source Project (platform/frameworks/base, cmds/uiautomator).

import { intersect, type Rect, type View, type Window } from './view.ts';

/** @param compressed leave out boxes that say nothing and do nothing, as `--compressed` does */
export function dumpXml(windows: readonly Window[], o: { compressed: boolean; rotation: number }): string {
  const out: string[] = ["<?xml version='1.0' encoding='UTF-8' standalone='yes' ?>", `<hierarchy rotation="${o.rotation}">`];
  let index = 0;
  for (const w of windows) if (w.inDump) index += node(w.root, index, w.frame, o.compressed, out);
  out.push('</hierarchy>');
  return out.join('');
}

/** XML 1.0 has no place for most control characters; the real tool writes a dot. */
// oxlint-disable-next-line no-control-regex
const FORBIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/** As Android's serializer: five entities' worth of markup, line ends and astral characters as numbers. */
export const escapeXml = (s: string): string =>
  s.replace(FORBIDDEN, '.').replace(/[&<>"\n\r\t]|[\ud800-\udbff][\udc00-\udfff]/g, (c) => {
    switch (c) {
      case '&': return '&amp;';
      case '<': return '&lt;';
      case '>': return '&gt;';
      case '"': return '&quot;';
      default: return `&#${c.codePointAt(0)};`;
    }
  });

const silent = (v: View): boolean =>
  v.text === '' && v.desc === '' && v.id === '' && !v.clickable && !v.longClickable && !v.checkable && !v.scrollable && !v.input && v.hint === '' && /(Layout|ViewGroup|\.View)$/.test(v.cls);

/** Nothing to say for something to tap: the real tool marks it. */
const unfriendly = (v: View): boolean =>
  v.clickable && v.enabled && shownText(v) === '' && v.desc === '' && !v.children.some(speaks);
const speaks = (v: View): boolean => v.dump !== 'none' && (v.text !== '' || v.desc !== '' || v.children.some(speaks));

/** An empty field reports its hint as its text, as on real phones; the `hint` attribute tells the two apart. */
const shownText = (v: View): string => (v.text === '' && v.input ? v.hint : v.text);

/** @returns how many nodes were written at this level */
function node(v: View, index: number, within: Rect, compressed: boolean, out: string[]): number {
  const clip = intersect(v.clip, within);
  if (v.dump === 'none' || clip.w <= 0 || clip.h <= 0) return 0;
  if (v.dump === 'hidden' || (compressed && silent(v))) {
    let n = 0;
    for (const c of v.children) n += node(c, index + n, clip, compressed, out);
    return n;
  }
  const flag = (name: string, on: boolean): string => ` ${name}="${on}"`;
  const focusable = v.enabled && (v.clickable || v.longClickable || v.scrollable || v.input !== undefined);
  out.push('<node', unfriendly(v) ? ' NAF="true"' : '', ` index="${index}" text="${escapeXml(shownText(v))}" resource-id="${escapeXml(v.id)}" class="${v.cls}" package="${v.pkg}" content-desc="${escapeXml(v.desc)}"`,
    flag('checkable', v.checkable), flag('checked', v.checked), flag('clickable', v.clickable), flag('enabled', v.enabled), flag('focusable', focusable), flag('focused', v.focused),
    flag('scrollable', v.scrollable), flag('long-clickable', v.longClickable), flag('password', v.password), flag('selected', v.selected),
    ` bounds="[${clip.x},${clip.y}][${clip.x + clip.w},${clip.y + clip.h}]"`, compressed ? '' : ` drawing-order="${index + 1}"`, ` hint="${escapeXml(v.hint)}"`);
  const start = out.length;
  out.push('>');
  let n = 0;
  if (v.dump === 'all') for (const c of v.children) n += node(c, n, clip, compressed, out);
  if (n === 0) out[start] = ' />'; else out.push('</node>');
  return 1;
}
