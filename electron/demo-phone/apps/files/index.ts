// Exports: files. The Files app (com.google.android.documentsui): browse, search, folders, rename, copy, move, delete, sort.

import type { UiElement } from '../../types.ts';
import { button, col, divider, empty, icon, iconButton, image, listItem, row, screen, scroll, section, stack, text, topBar } from '../../ui/elements.ts';
import { dateLabel } from '../dates.ts';
import { chinese, defineApp } from '../define.ts';
import { factRow, page, searchField } from '../pieces.ts';
import { actionsMenu, askDelete, newFolder, selected, sortMenu, toggleSelected } from './actions.ts';
import { childrenOf, copy, entryOf, initialFiles, inside, move, pathTo, ROOT, sizeLabel, sorted, withContents } from './state.ts';
import type { Api, Entry, FilesState, Kind } from './state.ts';
import { words } from './strings.ts';

const LOOKS: { readonly [K in Kind]: { icon: string; color: string; name: string; many: string } } = {
  folder: { icon: 'mdiFolder', color: '#5f6368', name: 'Folder', many: 'Folders' }, image: { icon: 'mdiFileImageOutline', color: '#d93025', name: 'Image', many: 'Images' },
  video: { icon: 'mdiFileVideoOutline', color: '#9334e6', name: 'Video', many: 'Videos' }, audio: { icon: 'mdiFileMusicOutline', color: '#e37400', name: 'Audio', many: 'Audio' },
  document: { icon: 'mdiFileDocumentOutline', color: '#1a73e8', name: 'Document', many: 'Documents' }, archive: { icon: 'mdiZipBoxOutline', color: '#12a4af', name: 'Archive', many: 'Archives' }, app: { icon: 'mdiAndroid', color: '#188038', name: 'App', many: 'Apps' },
};
const CATEGORIES = ['image', 'video', 'audio', 'document', 'archive', 'app'] as const;

const open = (api: Api, e: Entry): void => (e.kind === 'folder' ? api.go('Folder', { id: e.id }) : api.go('Open', { id: e.id }));
const facts = (api: Api, e: Entry): string => {
  const t = words(api);
  if (e.kind !== 'folder') return `${dateLabel(e.at, chinese(api))} · ${sizeLabel(e.size)}`;
  const n = childrenOf(api.state, e.id).length;
  return t(n === 1 ? '{0} item' : '{0} items', n);
};

/** An entry of a list. A long press marks it; while something is marked, a tap does too. */
function entryRow(api: Api, e: Entry, where?: string): UiElement {
  const marked = selected(api);
  const on = marked.includes(e.id);
  return listItem({
    title: e.name, below: where === undefined ? facts(api, e) : `${where} · ${facts(api, e)}`, lines: 1, selected: on, id: 'item_root', titleId: 'android:id/title', belowId: 'details',
    lead: icon(on ? 'mdiCheckCircle' : LOOKS[e.kind].icon, { size: 28, color: on ? 'primary' : LOOKS[e.kind].color }),
    onTap: () => (marked.length > 0 ? toggleSelected(api, e.id) : open(api, e)), onLongPress: () => toggleSelected(api, e.id),
    trail: marked.length > 0 ? null : row({}, e.starred ? icon('mdiStar', { size: 16, color: 'primary', desc: words(api)('Starred') }) : null, iconButton('mdiDotsVertical', '', () => actionsMenu(api, [e.id]), { id: 'action_menu' })),
  });
}

function entryCell(api: Api, e: Entry): UiElement {
  const marked = selected(api);
  const on = marked.includes(e.id);
  return col({ width: '33.3%', align: 'center', gap: 4, pad: [10, 6], radius: 12, selected: on, background: on ? 'secondaryContainer' : undefined, id: 'item_root', onTap: () => (marked.length > 0 ? toggleSelected(api, e.id) : open(api, e)), onLongPress: () => toggleSelected(api, e.id) },
    icon(on ? 'mdiCheckCircle' : LOOKS[e.kind].icon, { size: 48, color: on ? 'primary' : LOOKS[e.kind].color }), text(e.name, { size: 13, lines: 2, align: 'center', id: 'android:id/title' }));
}

function list(api: Api, entries: readonly Entry[], none: string): UiElement {
  const shown = sorted(api.state, entries);
  if (shown.length === 0) return empty('mdiFolderOutline', none);
  const rows = Array.from({ length: Math.ceil(shown.length / 3) }, (_, i) => shown.slice(i * 3, i * 3 + 3));
  return scroll('entries', { id: 'dir_list' }, ...(api.state.grid ? rows.map((r) => row({ align: 'start', pad: [0, 8] }, ...r.map((e) => entryCell(api, e)))) : shown.map((e) => entryRow(api, e))), col({ height: 24 }));
}

/** The bar while something is marked. */
const selectionBar = (api: Api, marked: readonly number[]): UiElement =>
  row({ height: 64, pad: [0, 4], gap: 4, id: 'toolbar', background: 'secondaryContainer' },
    iconButton('mdiClose', words(api)('Clear selection'), () => api.setLocal('selected', []), { id: 'clear_selection' }),
    text(words(api)('{0} selected', marked.length), { size: 20, grow: 1, id: 'selection_count' }),
    iconButton('mdiDeleteOutline', words(api)('Delete'), () => askDelete(api, marked, () => {}), { id: 'action_menu_delete' }),
    iconButton('mdiDotsVertical', words(api)('More options'), () => actionsMenu(api, marked), { id: 'action_menu_overflow' }));

function overflow(api: Api, folder: number): void {
  const t = words(api);
  const item = (title: string, id: string, onTap: () => void): UiElement => listItem({ title: t(title), id, onTap: () => { api.closeDialog(); onTap(); } });
  api.dialog({
    as: 'menu', cancelable: true, buttons: [],
    content: col({},
      item('New folder', 'menu_new_folder', () => newFolder(api, folder)),
      item('Sort by…', 'menu_sort', () => sortMenu(api)),
      item('Select all', 'menu_select_all', () => api.setLocal('selected', sorted(api.state, childrenOf(api.state, folder)).map((e) => e.id))),
      item(api.state.showHidden ? 'Don’t show hidden files' : 'Show hidden files', 'menu_hidden', () => api.change((s) => { s.showHidden = !s.showHidden; }))),
  });
}

const folderActions = (api: Api, folder: number): UiElement[] => [
  iconButton('mdiMagnify', words(api)('Search'), () => api.go('Search'), { id: 'option_menu_search' }),
  iconButton(api.state.grid ? 'mdiViewList' : 'mdiViewGrid', api.state.grid ? words(api)('List view') : words(api)('Grid view'), () => api.change((s) => { s.grid = !s.grid; }), { id: 'sub_menu_view' }),
  iconButton('mdiDotsVertical', words(api)('More options'), () => overflow(api, folder), { id: 'overflow' }),
];

function main(api: Api): UiElement {
  const t = words(api);
  const { entries } = api.state;
  const recent = entries.filter((e) => e.kind !== 'folder' && !e.name.startsWith('.')).toSorted((a, b) => b.at - a.at || a.id - b.id).slice(0, 8);
  const marked = selected(api);
  const used = entries.reduce((sum, e) => sum + e.size, 0);
  return screen(
    marked.length > 0 ? selectionBar(api, marked) : topBar(t('Files'), { actions: [iconButton('mdiMagnify', t('Search'), () => api.go('Search'), { id: 'option_menu_search' }), iconButton('mdiStarOutline', t('Starred'), () => api.go('Starred'), { id: 'starred' })] }),
    scroll('home', {},
      section(t('Categories')),
      row({ wrap: true, pad: [0, 8] }, ...CATEGORIES.map((k) => row({ width: '50%', gap: 12, pad: 12, radius: 12, id: `category_${k}`, onTap: () => api.go('Category', { kind: k }) },
        icon(LOOKS[k].icon, { color: LOOKS[k].color }), col({ grow: 1 }, text(t(LOOKS[k].many), { size: 16, lines: 1 }), text(sizeLabel(entries.filter((e) => e.kind === k).reduce((sum, e) => sum + e.size, 0)), { size: 12, color: 'onSurfaceVariant' }))))),
      divider({ margin: [8, 0] }),
      section(t('Storage devices')),
      listItem({ title: t('Internal storage'), below: t('{0} used by your files', sizeLabel(used)), lead: 'mdiCellphone', id: 'internal_storage', onTap: () => api.go('Folder', { id: ROOT }) }),
      listItem({ title: t('Downloads'), below: t('Files you downloaded'), lead: 'mdiDownload', id: 'downloads', onTap: () => { const d = entries.find((e) => e.folder === ROOT && e.name === 'Download'); if (d) api.go('Folder', { id: d.id }); else api.toast(t('There is no Download folder')); } }),
      divider({ margin: [8, 0] }),
      section(t('Recent')),
      ...recent.map((e) => entryRow(api, e, pathTo(api.state, e.folder).at(-1)?.name))));
}

function folder(api: Api): UiElement {
  const t = words(api);
  const id = Number(api.args.id ?? ROOT);
  const here = entryOf(api.state, id);
  if (id !== ROOT && here?.kind !== 'folder') return screen(topBar('', { onBack: () => api.back() }), empty('mdiFolderOutline', t('This folder no longer exists')));
  const marked = selected(api);
  const path = pathTo(api.state, id);
  return screen(
    marked.length > 0 ? selectionBar(api, marked) : topBar(here?.name ?? t('Internal storage'), { onBack: () => api.back(), actions: folderActions(api, id) }),
    col({ grow: 1 },
      path.length === 0 ? null : row({ pad: [6, 16], gap: 4, id: 'horizontal_breadcrumb' }, ...[null, ...path.slice(0, -1)].flatMap((e) => [
        text(e?.name ?? t('Internal storage'), { size: 13, color: 'primary', id: 'breadcrumb_text', onTap: () => api.go('Folder', { id: e?.id ?? ROOT }) }), icon('mdiChevronRight', { size: 16 })]), text(path.at(-1)!.name, { size: 13, id: 'breadcrumb_text' })),
      list(api, childrenOf(api.state, id), t('No items'))));
}

function search(api: Api): UiElement {
  const t = words(api);
  const query = String(api.local.query ?? '');
  const wanted = query.trim().toLowerCase();
  const found = wanted === '' ? [] : sorted(api.state, api.state.entries.filter((e) => e.name.toLowerCase().includes(wanted)));
  const marked = selected(api);
  return screen(marked.length > 0 ? selectionBar(api, marked) : topBar(t('Search'), { onBack: () => api.back() }), col({ grow: 1 },
    searchField(query, t('Search files'), (v) => api.setLocal('query', v), () => api.hideKeyboard()),
    wanted === '' ? empty('mdiFolderSearchOutline', t('Find files and folders by name')) : found.length === 0 ? empty('mdiMagnifyClose', t('No matches'), query)
      : scroll('found', { id: 'dir_list' }, ...found.map((e) => entryRow(api, e, pathTo(api.state, e.folder).at(-1)?.name ?? t('Internal storage'))))));
}

/** Chooses the folder that the copied or moved entries go to. */
function pick(api: Api): UiElement {
  const t = words(api);
  const ids = (api.args.ids as number[] | undefined) ?? [];
  const moving = api.args.how === 'move';
  const at = Number(api.local.folder ?? api.args.folder ?? ROOT);
  const here = entryOf(api.state, at);
  const folders = sorted(api.state, childrenOf(api.state, at).filter((e) => e.kind === 'folder'));
  const first = entryOf(api.state, ids[0] ?? -1);
  const blocked = inside(api.state, at, ids) || (moving && ids.every((id) => entryOf(api.state, id)?.folder === at));
  const go = (): void => {
    api.change((s) => { if (moving) move(s, ids, at); else copy(s, ids, at, api.now()); });
    api.back();
    const where = here?.name ?? t('Internal storage');
    api.toast(ids.length === 1 ? t(moving ? '{0} moved to {1}' : '{0} copied to {1}', first?.name ?? '', where) : t(moving ? '{0} items moved to {1}' : '{0} items copied to {1}', ids.length, where));
  };
  return screen(
    topBar(here?.name ?? t('Internal storage'), { onBack: () => (here ? api.setLocal('folder', here.folder) : api.back()), actions: [iconButton('mdiFolderPlusOutline', t('New folder'), () => newFolder(api, at), { id: 'option_menu_create_dir' })] }),
    col({ grow: 1 },
      text(ids.length === 1 ? t(moving ? 'Move {0} to' : 'Copy {0} to', first?.name ?? '') : t(moving ? 'Move {0} items to' : 'Copy {0} items to', ids.length), { pad: [0, 16], color: 'onSurfaceVariant', id: 'picker_subject' }),
      folders.length === 0 ? empty('mdiFolderOutline', t('No folders here')) : scroll('folders', { id: 'dir_list' }, ...folders.map((e) => listItem({ title: e.name, below: facts(api, e), lead: 'mdiFolder', titleId: 'android:id/title', id: 'item_root', enabled: !ids.includes(e.id), onTap: () => api.setLocal('folder', e.id) }))),
      row({ justify: 'end', gap: 8, pad: 12, background: 'surfaceContainer' }, button(t('Cancel'), () => api.back(), { tone: 'text', id: 'android:id/button2' }), button(moving ? t('Move here') : t('Copy here'), go, { id: 'android:id/button1', enabled: ids.length > 0 && !blocked }))));
}

function openFile(api: Api): UiElement {
  const t = words(api);
  const e = entryOf(api.state, Number(api.args.id));
  if (!e) return screen(topBar('', { onBack: () => api.back() }), empty('mdiFileOutline', t('This file no longer exists')));
  const look = LOOKS[e.kind];
  return screen(topBar(e.name, {
    onBack: () => api.back(), actions: [iconButton('mdiShareVariant', t('Share'), () => { api.copy(e.name); api.toast(t('Copied to clipboard')); }, { id: 'share' }), iconButton('mdiDotsVertical', '', () => actionsMenu(api, [e.id], () => api.back()), { id: 'action_menu' })],
  }), e.kind === 'image' ? col({ grow: 1, justify: 'center' }, image('#90a4ae', { height: 300, icon: 'mdiImage', desc: e.name, id: 'photo' }))
    : col({ grow: 1, align: 'center', justify: 'center', gap: 16, pad: 32 }, stack({ width: 120, height: 120, radius: 24, background: look.color, align: 'center', justify: 'center' }, icon(look.icon, { size: 64, color: '#ffffff' })),
      text(t(look.name), { size: 18, weight: 500 }), text(facts(api, e), { color: 'onSurfaceVariant', id: 'details' }), text(t('No preview available'), { color: 'onSurfaceVariant' })));
}

function info(api: Api): UiElement {
  const t = words(api);
  const e = entryOf(api.state, Number(api.args.id));
  if (!e) return page(api, t('File info'), text(t('This file no longer exists'), { pad: 16 }));
  return page(api, t('File info'),
    factRow(t('Name'), e.name), factRow(t('Type'), t(LOOKS[e.kind].name)), factRow(t('Size'), sizeLabel(withContents(api.state, e.id).reduce((sum, x) => sum + x.size, 0))), factRow(t('Modified'), dateLabel(e.at, chinese(api))),
    factRow(t('Location'), [t('Internal storage'), ...pathTo(api.state, e.folder).map((p) => p.name)].join(' › ')));
}

export const files = defineApp<FilesState>({
  package: 'com.google.android.documentsui', label: 'Files', names: { zh: '文件' }, icon: 'mdiFolder', color: '#1e88e5', version: '14.3', initial: initialFiles, home: 'Main',
  screens: {
    Main: main, Folder: folder, Search: search, Pick: pick, Open: openFile, Info: info,
    Category: (api) => {
      const kind = CATEGORIES.find((k) => k === api.args.kind) ?? 'document';
      const marked = selected(api);
      return screen(marked.length > 0 ? selectionBar(api, marked) : topBar(words(api)(LOOKS[kind].many), { onBack: () => api.back(), actions: [iconButton('mdiSort', words(api)('Sort by'), () => sortMenu(api), { id: 'sort' })] }),
        list(api, api.state.entries.filter((e) => e.kind === kind), words(api)('No items')));
    },
    Starred: (api) => screen(topBar(words(api)('Starred'), { onBack: () => api.back() }), list(api, api.state.entries.filter((e) => e.starred), words(api)('No starred files'))),
  },
  onBack: (api, name) => {
    if (selected(api).length > 0) { api.setLocal('selected', []); return true; }
    if (name !== 'Pick') return false;
    const here = entryOf(api.state, Number(api.local.folder ?? ROOT));
    if (here) api.setLocal('folder', here.folder);
    return here !== undefined;
  },
  intents: { 'android.intent.action.GET_CONTENT': 'Main' },
});
