// Exports: withDemo, Demo, PAGE. A demo phone behind its adb server, opened as the product opens it, for the parts that need a phone.

import { loadConfig } from '../base/config.ts';
import type { Clock } from '../base/clock.ts';
import { createBroker } from '../control/approvals.ts';
import { createExecutor } from '../control/executor.ts';
import type { Executor } from '../control/types.ts';
import type { PhoneSession } from '../device/types.ts';
import type { Element } from '../protocol/screen.ts';
import type { Observer } from '../screen/observe.ts';
import { openCore, type Core } from '../services/core.ts';
import type { Bench } from './part.ts';

export interface Demo {
  core: Core;
  session: PhoneSession;
  observer: Observer;
  executor: Executor;
  /** Puts a screen in front, as an intent would, and waits until its tree says so. */
  show(page: Page): Promise<void>;
  /** The switch with this label on the screen now. */
  findSwitch(label: string): Promise<Element>;
}

/** Where the parts touch the phone: a page with switches that nothing sensitive hangs on, and a long list. */
export const PAGE = {
  switches: { package: 'com.android.settings', action: 'android.settings.DISPLAY_SETTINGS' },
  list: { package: 'com.android.settings', action: 'android.settings.SETTINGS' },
  toggle: 'Adaptive brightness',
  other: 'Dark theme',
} as const;
export type Page = { package: string; action: string };

/** @param clock in place of the bench's own, to see what is waited for */
export async function withDemo<T>(b: Bench, work: (demo: Demo) => Promise<T>, clock: Clock = b.clock): Promise<T> {
  const config = await loadConfig(b.root, { COUNTERSIGN_HOME: b.folder });
  const core = await openCore({ config, clock, log: b.log, demo: { seed: 1 }, user: false });
  try {
    const session = await core.registry.open('demo');
    try {
      // What is measured here is never asked about. A question would be a change of the classifier, and stop the bench.
      const broker = createBroker({ asker: { ask: () => Promise.reject(new Error('The benchmark met an approval')), revise: () => undefined }, clock });
      const observerOf = (): Observer => core.observerOf(session);
      const executor = createExecutor({ observerOf, broker, witness: { witness: async () => undefined }, clock, log: b.log });
      const observer = observerOf();
      return await work({
        core, session, observer, executor,
        async show(page) {
          const said = core.phone.startActivity(page);
          if (!said.ok) throw new Error(`The demo phone does not open ${page.action}: ${said.message}`);
          await observer.look({ settle: true, signal: b.signal });
        },
        async findSwitch(label) {
          const { elements } = await observer.look({ settle: true, signal: b.signal });
          const found = elements.find((e) => e.role === 'switch' && e.label.startsWith(label));
          if (!found) throw new Error(`No switch "${label}" is on the screen: ${elements.map((e) => e.label).join(', ')}`);
          return found;
        },
      });
    } finally {
      await session.close();
    }
  } finally {
    await core.close();
  }
}
