// Exports: LibraryView. The two folders of SOPs as a tree: filter, open, new, duplicate, rename, remove.

import { mdiAlertCircleOutline, mdiAlertOutline, mdiChevronDown, mdiChevronRight, mdiDotsHorizontal, mdiFileDocumentOutline, mdiFolderOutline, mdiPlus } from '@mdi/js';
import { useMemo, useRef, useState } from 'react';
import { useStore } from '../store.ts';
import { roving } from '../shell/focus.ts';
import { LabelChip } from '../privacy/chip.tsx';
import { Icon, IconButton } from '../shell/icon.tsx';
import { duplicate, openSop } from './do.ts';
import { isDirty } from './documents.ts';
import { parentIndex, type TreeRow, treeRows, typeAhead } from './library-tree.ts';
import { Menu, type MenuItem } from './step-menu.tsx';
import { setView, useDocs } from './workspace.ts';

function actionsOf(row: TreeRow): MenuItem[] {
  if (row.kind !== 'file') return [{ id: 'new', title: 'New SOP…', run: () => setView({ dialog: { is: 'new' } }) }];
  const { entry } = row;
  return [
    { id: 'open', title: 'Open', keys: 'Enter', run: () => openSop(entry) },
    { id: 'duplicate', title: entry.folder === 'library' ? 'Copy to My SOPs…' : 'Duplicate…', keys: 'Ctrl+D', run: () => void duplicate(entry) },
    ...(entry.folder === 'user' ? [
      { id: 'rename', title: 'Rename…', keys: 'F2', run: () => setView({ dialog: { is: 'rename', path: entry.path } }) },
      { id: 'remove', title: 'Remove…', keys: 'Delete', danger: true, run: () => setView({ dialog: { is: 'remove', path: entry.path, title: entry.title } }) },
    ] : []),
  ];
}

export function LibraryView() {
  const library = useStore((s) => s.library);
  const shown = useDocs((s) => s.shown);
  const opening = useDocs((s) => s.opening);
  const docs = useDocs((s) => s.docs);
  const [filter, setFilter] = useState('');
  const [closed, setClosed] = useState<ReadonlySet<string>>(new Set());
  const [at, setAt] = useState<string>();
  const [menu, setMenu] = useState<{ x: number; y: number; row: TreeRow }>();
  const tree = useRef<HTMLDivElement>(null);
  const typed = useRef({ text: '', at: 0 });
  const rows = useMemo(() => treeRows(library, filter, closed), [library, filter, closed]);
  const found = rows.findIndex((r) => r.key === (at ?? shown));
  const cursor = found < 0 ? 0 : found;

  const focusRow = (i: number): void => {
    const row = rows[i];
    if (!row) return;
    setAt(row.key);
    tree.current?.querySelectorAll<HTMLElement>('[role=treeitem]')[i]?.focus();
  };
  const fold = (row: TreeRow, open: boolean): void => {
    if (row.kind === 'file') return;
    const next = new Set(closed);
    if (open) next.delete(row.key); else next.add(row.key);
    setClosed(next);
  };
  const activate = (row: TreeRow): void => { if (row.kind === 'file') openSop(row.entry); else fold(row, !row.open); };
  const menuAt = (row: TreeRow, element: Element): void => {
    const box = element.getBoundingClientRect();
    setMenu({ x: box.left + 24, y: box.bottom, row });
  };
  const key = (e: React.KeyboardEvent): void => {
    const row = rows[cursor];
    if (!row) return;
    const chord = `${e.ctrlKey ? 'Ctrl+' : ''}${e.shiftKey ? 'Shift+' : ''}${e.key}`;
    const next = e.ctrlKey || e.altKey ? undefined : roving(e.key, cursor, rows.length);
    const byKey: Record<string, string> = { F2: 'rename', Delete: 'remove', 'Ctrl+d': 'duplicate' };
    const action = actionsOf(row).find((a) => a.id === byKey[chord]);
    if (next !== undefined) focusRow(next);
    else if (chord === 'Enter' || chord === ' ') activate(row);
    else if (chord === 'ArrowRight' && row.kind !== 'file') { if (row.open) focusRow(Math.min(rows.length - 1, cursor + 1)); else fold(row, true); }
    else if (chord === 'ArrowLeft') { if (row.kind !== 'file' && row.open && filter === '') fold(row, false); else focusRow(parentIndex(rows, cursor) ?? cursor); }
    else if (chord === 'ContextMenu' || chord === 'Shift+F10') menuAt(row, e.target as Element);
    else if (action) action.run();
    else if (e.key.length === 1 && !e.ctrlKey && !e.altKey && !e.metaKey) {
      typed.current = { text: e.timeStamp - typed.current.at < 700 ? typed.current.text + e.key : e.key, at: e.timeStamp };
      // One letter again and again walks through the hits.
      const hit = typeAhead(rows, typed.current.text.length > 1 ? cursor - 1 : cursor, typed.current.text);
      if (hit === undefined) return;
      focusRow(hit);
    } else return;
    e.preventDefault();
    e.stopPropagation();
  };

  return (
    <div className="sop-library">
      <div className="sop-filter">
        <input className="input" type="search" {...(shown === undefined ? { 'data-first': true } : {})} placeholder="Filter SOPs" aria-label="Filter SOPs" data-testid="sop-filter" value={filter} onChange={(e) => setFilter(e.target.value)} onKeyDown={(e) => {
          if (e.key === 'ArrowDown') { e.preventDefault(); focusRow(rows.findIndex((r) => r.kind === 'file')); }
          if (e.key === 'Escape' && filter !== '') { e.stopPropagation(); setFilter(''); }
        }} />
        <IconButton path={mdiPlus} label="New SOP" data-testid="sop-new" onClick={() => setView({ dialog: { is: 'new' } })} />
      </div>
      <div ref={tree} role="tree" aria-label="SOP library" className="sop-tree" data-testid="sop-tree" onKeyDown={key}>
        {rows.map((row, i) => {
          const doc = row.kind === 'file' ? docs[row.key] : undefined;
          const dirty = doc !== undefined && isDirty(doc);
          const problems = row.kind === 'file' ? row.entry.problems : undefined;
          return (
            <div
              key={row.key} role="treeitem" aria-level={row.level} aria-selected={row.key === shown} {...(row.kind === 'file' ? {} : { 'aria-expanded': row.open })} tabIndex={i === cursor ? 0 : -1}
              className={`sop-row ${row.kind}`} style={{ paddingLeft: 4 + (row.level - 1) * 12 }} data-testid={row.kind === 'file' ? 'sop-file' : 'sop-folder'} data-key={row.key} title={row.kind === 'file' ? `${row.title}\n${row.path}` : row.title}
              onFocus={() => setAt(row.key)} onClick={() => activate(row)} onContextMenu={(e) => { e.preventDefault(); setMenu({ x: e.clientX, y: e.clientY, row }); }}
            >
              {row.kind === 'file' ? <Icon path={mdiFileDocumentOutline} size={14} /> : <Icon path={row.open ? mdiChevronDown : mdiChevronRight} size={14} />}
              {row.kind === 'folder' && <Icon path={mdiFolderOutline} size={14} />}
              <span className="ellipsis">{row.title}</span>
              {dirty && <span className="dot warn" role="img" aria-label="unsaved" />}
              {row.key === opening && <span className="muted" aria-label="opening">…</span>}
              {row.kind === 'file' && <LabelChip readers={row.entry.readers} />}
              {row.kind === 'root' && <span className="faint">{row.count}</span>}
              {problems !== undefined && problems.errors > 0 && <span className="badge bad-text" aria-label={`${problems.errors} errors`}><Icon path={mdiAlertCircleOutline} size={12} />{problems.errors}</span>}
              {problems !== undefined && problems.errors === 0 && problems.warnings > 0 && <span className="badge warn-text" aria-label={`${problems.warnings} warnings`}><Icon path={mdiAlertOutline} size={12} />{problems.warnings}</span>}
              {row.kind === 'file' && <button type="button" tabIndex={-1} aria-hidden="true" className="sop-more" onClick={(e) => { e.stopPropagation(); menuAt(row, e.currentTarget); }}><Icon path={mdiDotsHorizontal} size={14} /></button>}
            </div>
          );
        })}
        {filter !== '' && rows.every((r) => r.kind !== 'file') && <p className="muted pad">No SOP matches "{filter}".</p>}
        {filter === '' && library.every((e) => e.folder !== 'user') && rows.some((r) => r.key === 'user:' && r.kind === 'root' && r.open) && <p className="sop-none muted">Nothing here yet. <button type="button" className="link" onClick={() => setView({ dialog: { is: 'new' } })}>New SOP</button></p>}
      </div>
      {menu && <Menu x={menu.x} y={menu.y} label={menu.row.title} items={actionsOf(menu.row)} onClose={() => { setMenu(undefined); focusRow(rows.findIndex((r) => r.key === menu.row.key)); }} />}
    </div>
  );
}
