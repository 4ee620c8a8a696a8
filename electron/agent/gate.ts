// Exports: createGate, Gate. Where a run lets itself be paused, stepped, taken over and stopped.

export interface Gate {
  /** Waits while the run is paused or taken over. */
  pass(): Promise<void>;
  /** The step a person handed back at, told once. */
  takeNext(): string | undefined;
  /** Whether a person handed back at a step that nobody went to yet. */
  readonly pending: boolean;
  readonly mode: 'go' | 'paused' | 'taken';
  /** Fires when the run stops. */
  readonly signal: AbortSignal;
  /** Fires when the run stops or is taken over: agent input in flight ends here. */
  work(): AbortSignal;
  pause(): void;
  resume(): void;
  /** Lets one step go, then pauses. */
  step(): void;
  /** Called before each step; pauses when one step was allowed and is over. */
  arrive(): void;
  /** Called when the step that arrived is begun: from here on it counts. */
  depart(): void;
  takeOver(): void;
  handBack(next?: string): void;
  stop(): void;
}

/** @param changed told the mode whenever it changes */
export function createGate(changed: (mode: Gate['mode']) => void, paused: boolean): Gate {
  const end = new AbortController();
  let mode: Gate['mode'] = paused ? 'paused' : 'go';
  let steps = Infinity;
  let next: string | undefined;
  let busy = new AbortController();
  let wake: (() => void)[] = [];
  const become = (m: Gate['mode']): void => {
    if (m === mode) return;
    mode = m;
    changed(m);
    if (m === 'go') {
      const all = wake;
      wake = [];
      for (const w of all) w();
    }
  };
  return {
    get mode() { return mode; },
    signal: end.signal,
    work: () => AbortSignal.any([end.signal, busy.signal]),
    async pass() {
      while (mode !== 'go') {
        end.signal.throwIfAborted();
        await new Promise<void>((resolve) => {
          wake.push(resolve);
          end.signal.addEventListener('abort', () => resolve(), { once: true });
        });
      }
      end.signal.throwIfAborted();
    },
    takeNext() {
      const to = next;
      next = undefined;
      return to;
    },
    get pending() { return next !== undefined; },
    pause() { if (mode === 'go') become('paused'); },
    resume() { steps = Infinity; if (mode === 'paused') become('go'); },
    step() { steps = 1; if (mode === 'paused') become('go'); },
    arrive() {
      if (steps <= 0) { steps = Infinity; if (mode === 'go') become('paused'); }
    },
    depart() { steps--; },
    takeOver() { if (mode !== 'taken') { become('taken'); busy.abort(); } },
    handBack(to) {
      if (mode !== 'taken') return;
      busy = new AbortController();
      next = to;
      become('go');
    },
    stop() { end.abort(); },
  };
}
