// Exports: openDatabase, sqliteFault, toFailure, Database. Node's own SQLite, and its troubles as faults.

import type { DatabaseSync } from 'node:sqlite';
import { Failure, type Fault } from '../protocol/faults.ts';

export type Database = DatabaseSync;

/**
 * Not imported by name: a Node without SQLite must cost the memory, not the program.
 * @param file path, or `:memory:`
 */
export function openDatabase(file: string): Database {
  const sqlite = process.getBuiltinModule('node:sqlite') as typeof import('node:sqlite') | undefined;
  if (sqlite === undefined) throw new Failure({ kind: 'file/unreadable', path: file, detail: `Node ${process.versions.node} has no SQLite: start the program as the README says` });
  try {
    return new sqlite.DatabaseSync(file, { timeout: 5000 });
  } catch (e) {
    throw toFailure(e, file);
  }
}

/** The fault behind an error of SQLite; `undefined` when it is none. Codes: sqlite.org/rescode.html. */
export function sqliteFault(e: unknown, file: string): Fault | undefined {
  const { code, errcode, message } = (e ?? {}) as { code?: string; errcode?: number; message?: string };
  if (code !== 'ERR_SQLITE_ERROR' || errcode === undefined) return undefined;
  switch (errcode & 0xff) {
    case 13: return { kind: 'file/full', path: file };
    case 11: case 26: return { kind: 'file/damaged', path: file, detail: message ?? 'It is no database' };
    case 5: case 6: return { kind: 'file/unwritable', path: file, detail: 'Another program is using it: try again when that has finished' };
    case 3: case 8: case 10: case 14: return { kind: 'file/unwritable', path: file, detail: message ?? 'The system refused access' };
    default: return undefined;
  }
}

export function toFailure(e: unknown, file: string): unknown {
  const fault = sqliteFault(e, file);
  return fault ? new Failure(fault) : e;
}
