// Exports: Pane, pane, setPane, withPane. The mounted text editor, for the panel's own buttons and keys. Undefined while none is shown.

export interface Pane {
  go(line: number, column?: number): void;
  focus(): void;
  hasFocus(): boolean;
  insert(text: string): void;
  /** At a line, or at the cursor. */
  toggleBreakpoint(line?: number): void;
  run(how: 'from' | 'to' | 'only', line?: number): void;
  format(): Promise<void>;
  /** Offers the fixes at the cursor. */
  fix(): Promise<void>;
}

let current: Pane | undefined;
const waiting: ((p: Pane) => void)[] = [];

export const pane = (): Pane | undefined => current;

export function setPane(next: Pane | undefined): void {
  current = next;
  // After the editor has got its document.
  if (next) setTimeout(() => { for (const w of waiting.splice(0)) w(next); }, 0);
}

/** Calls once an editor is there: at once, or when the first document has been opened. */
export function withPane(act: (p: Pane) => void): void {
  if (current) act(current); else waiting.push(act);
}
