// Exports: factsOfWindow, SECRET_TEXT. What the platform itself says of a button: the packages that show its prompts. Pure.
// Permission prompts, the package installer, VPN consent and certificates come from packages of their own, whose names makers vary.

import type { Element, Snapshot } from '../protocol/screen.ts';
import type { Around } from './around.ts';
import { fold } from './fold.ts';
import { isRefusal, type Hit } from './lexicon.ts';

/** A value that is filled in at the last moment. */
export const SECRET_TEXT = /<secret:[^>]*>/;

/** Show permission prompts and nothing else but the lists of permissions in Settings. */
const PERMISSION = /(?:^|\.)permissioncontroller$|^com\.lbe\.security\.miui$|\.securitypermission$|(?:^|\.)permissionmanager$|^com\.(?:oppo|oplus|vivo|bbk)\.(?:permission|securitypermission).*$/;
const INSTALLER = /(?:^|\.)packageinstaller$|^com\.(?:android|google)\.packageinstaller/;
const VPN = /^com\.android\.vpndialogs$/;
const CERTIFICATES = /^com\.android\.(?:certinstaller|keychain)$/;
const LEADS_AWAY = /^(?:back|navigate up|up|more options|more|search|learn more|info|help|settings|see all.*|open|done|close|返回|更多|更多选项|搜索|帮助|设置|打开|完成|转到上一层级|了解详情)$/u;

/** @returns `enough` when nothing else of the ladder has a say: the package decides */
export function factsOfWindow(element: Element, label: string, around: Around | undefined, s: Snapshot | undefined): { hits: Hit[]; enough: boolean } {
  const none = { hits: [], enough: true };
  const pkg = element.package;
  const reason = `a prompt of ${pkg}`;
  const oldPrompt = INSTALLER.test(pkg) && /permission_/.test(element.resourceId);
  if (PERMISSION.test(pkg) || oldPrompt) {
    if (isRefusal(label) || /deny|dont_allow|negative|cancel/.test(element.resourceId) || LEADS_AWAY.test(label)) return none;
    if (element.role === 'text' || element.role === 'image') return none;
    const says = /(?:^|\b)(?:allow|while using|only this time|grant|select photos)|允许|选择.{0,4}照片|使用时|始终|本次|同意/u.test(label) && !/not allowed|不允许|don'?t/u.test(label);
    if (element.role === 'checkbox' || element.role === 'switch') return says ? { hits: [{ class: 'grant-permission', words: reason }], enough: true } : none;
    if (says || element.className.endsWith('Button') || /permission_|allow|grant/.test(element.resourceId)) return { hits: [{ class: 'grant-permission', words: reason }], enough: true };
    return none;
  }
  if (INSTALLER.test(pkg)) {
    const text = fold([s?.title ?? '', element.label, around?.title ?? '', ...(around?.body ?? [])].join('\n'));
    if (/^(?:settings|设置|去设置)$/u.test(label) && /unknown|from this source|未知|来源/u.test(text)) return { hits: [{ class: 'settings-security', words: 'leads to installing unknown apps' }], enough: true };
    if (isRefusal(label) || LEADS_AWAY.test(label) || element.role === 'text' || element.role === 'image') return none;
    if (element.role === 'switch' || /allow from this source|允许来自/u.test(label)) return { hits: [{ class: 'settings-security', words: `a setting of ${pkg}` }], enough: true };
    return { hits: [{ class: /uninstall|卸载/.test(text) ? 'delete' : 'install', words: `a dialog of ${pkg}` }], enough: true };
  }
  if (VPN.test(pkg) || CERTIFICATES.test(pkg)) return isRefusal(label) || LEADS_AWAY.test(label) || element.role !== 'button' ? none : { hits: [{ class: 'settings-security', words: reason }], enough: true };
  return { hits: [], enough: false };
}
