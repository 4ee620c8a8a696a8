// Exports: actionsMenu, askDelete, newFolder, sortMenu, selected, toggleSelected. What can be done to files, and the dialogs that ask about it.

import type { UiElement } from '../../types.ts';
import { col, listItem } from '../../ui/elements.ts';
import { ask, choose, confirm } from '../pieces.ts';
import { entryOf, nameProblem, withContents } from './state.ts';
import type { Api, Entry, FilesState } from './state.ts';
import { words } from './strings.ts';

/** Ids of the marked entries of this screen. */
export const selected = (api: Api): number[] => ((api.local.selected as number[] | undefined) ?? []).filter((id) => entryOf(api.state, id));
export const toggleSelected = (api: Api, id: number): void => { const now = selected(api); api.setLocal('selected', now.includes(id) ? now.filter((x) => x !== id) : [...now, id]); };

export function askDelete(api: Api, ids: readonly number[], onDone: () => void): void {
  const t = words(api);
  const first = entryOf(api.state, ids[0] ?? -1);
  if (!first) return;
  confirm(api, {
    title: ids.length === 1 ? t('Delete “{0}”?', first.name) : t('Delete {0} items?', ids.length), body: t('This can’t be undone.'), yes: t('Delete'), danger: true,
    onDone: () => {
      const gone = new Set(ids.flatMap((id) => withContents(api.state, id).map((e) => e.id)));
      api.change((s) => { s.entries = s.entries.filter((e) => !gone.has(e.id)); });
      api.setLocal('selected', []);
      api.toast(ids.length === 1 ? t('Deleted {0}', first.name) : t('Deleted {0} items', ids.length));
      onDone();
    },
  });
}

const said = (api: Api, problem: string | null): string | null => (problem === null ? null : words(api)(problem));

export function newFolder(api: Api, folder: number): void {
  const t = words(api);
  ask(api, {
    title: t('New folder'), label: t('Folder name'), yes: t('Create'), maxLength: 60, check: (name) => said(api, nameProblem(api.state, folder, name)),
    onDone: (name) => { api.change((s) => { s.entries.push({ id: s.nextId, name: name.trim(), folder, kind: 'folder', size: 0, at: api.now(), starred: false }); s.nextId += 1; }); api.toast(t('Folder created')); },
  });
}

function rename(api: Api, e: Entry): void {
  const t = words(api);
  ask(api, {
    title: t('Rename'), label: t('Name'), value: e.name, yes: t('OK'), maxLength: 60, check: (name) => said(api, nameProblem(api.state, e.folder, name, e.id)),
    onDone: (name) => { api.change((s) => { for (const o of s.entries) if (o.id === e.id) o.name = name.trim(); }); api.setLocal('selected', []); },
  });
}

const item = (api: Api, title: string, id: string, onTap: () => void): UiElement => listItem({ title: words(api)(title), id, onTap: () => { api.closeDialog(); onTap(); } });

/** The menu of one entry, or of all that are marked. */
export function actionsMenu(api: Api, ids: readonly number[], onDeleted: () => void = () => {}): void {
  const one = ids.length === 1 ? entryOf(api.state, ids[0]!) : undefined;
  api.dialog({
    as: 'menu', cancelable: true, buttons: [],
    content: col({},
      one ? item(api, 'Rename', 'menu_rename', () => rename(api, one)) : null,
      item(api, 'Copy to…', 'menu_copy_to', () => api.go('Pick', { ids: [...ids], how: 'copy', folder: 0 })),
      item(api, 'Move to…', 'menu_move_to', () => api.go('Pick', { ids: [...ids], how: 'move', folder: 0 })),
      one ? item(api, one.starred ? 'Remove from starred' : 'Add to starred', 'menu_star', () => api.change((s) => { for (const o of s.entries) if (o.id === one.id) o.starred = !o.starred; })) : null,
      item(api, 'Delete', 'menu_delete', () => askDelete(api, ids, onDeleted)),
      one ? item(api, 'File info', 'menu_info', () => api.go('Info', { id: one.id })) : null),
  });
}

/** Chooses the order; what is chosen again turns round. */
export function sortMenu(api: Api): void {
  const t = words(api);
  const names: { readonly [S in FilesState['sort']]: string } = { name: 'Name', date: 'Modified', size: 'Size', kind: 'Type' };
  choose<FilesState['sort']>(api, {
    title: t('Sort by'), now: api.state.sort, options: (['name', 'date', 'size', 'kind'] as const).map((value) => ({ value, title: t(names[value]), below: value === api.state.sort ? t(api.state.descending ? 'Reversed' : 'Choose again to reverse') : undefined })),
    onDone: (v) => api.change((s) => { s.descending = s.sort === v && !s.descending; s.sort = v; }),
  });
}
