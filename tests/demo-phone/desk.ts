// Exports: desk (one app of the demo phone under a person's fingers, and what they changed), id, Desk.

import { expect } from 'vitest';
import { APPS } from '../../electron/demo-phone/apps/index.ts';
import { createPhone } from '../../electron/demo-phone/phone.ts';
import { diffState } from '../../electron/demo-phone/system/diff.ts';
import type { Json, PhoneState, StateChange } from '../../electron/demo-phone/types.ts';
import { isVisible, type Query } from '../../electron/screen/match.ts';
import { newPhone, type Walker } from '../demo-apps/walk.ts';
import { ManualClock } from './manual-clock.ts';

export const id = (value: string): Query => ({ selector: { by: 'id', value } });

export interface Desk {
  w: Walker;
  /** Opens a screen afresh, with what it is given, over the app's first one. */
  open(screen?: string, args?: { [key: string]: Json }): void;
  tap(...what: (string | Query)[]): Promise<void>;
  /** A long press on what has this text. */
  hold(text: string): Promise<void>;
  type(field: string | Query, text: string): Promise<void>;
  sees(text: string): boolean;
  /** Opening tags of the nodes on the screen that match. */
  nodes(what: RegExp): string[];
  /** Since the start or the last call; paths of the app's own state begin inside it. */
  changes(): StateChange[];
  /** Saves, restores on another phone, and says whether both are the same and nothing went wrong meanwhile. */
  roundTrips(): boolean;
}

export function desk(pkg: string): Desk {
  const w = newPhone();
  let before: PhoneState = w.phone.save();
  const query = (q: string | Query): Query => (typeof q === 'string' ? { text: q } : q);
  const xml = (): string => { const d = w.phone.dump({ compressed: false }); if (!d.ok) throw new Error(d.message); return d.xml; };
  return {
    w,
    open(screen = 'Main', args = {}) {
      const now = w.phone.save();
      const app = APPS.find((a) => a.package === pkg)!;
      w.phone.restore({ ...now, tasks: [{ package: pkg, stack: [...(screen === app.home ? [] : [{ screen: app.home, args: {} }]), { screen, args }] }] });
      expect(w.phone.focus).toMatchObject({ package: pkg, activity: `.${screen}Activity` });
    },
    async tap(...what) { for (const q of what) await w.tap(query(q)); },
    async hold(text) {
      const e = w.look().elements.find((x) => x.label === text || x.label.startsWith(text))!;
      const [x, y] = e.tap;
      await w.clock.through(w.phone.gesture([[x, y, 0], [x, y, 900]]));
      await w.clock.advance(50);
    },
    type: (field, text) => w.type(query(field), text),
    sees: (text) => isVisible(w.look(), { text }),
    nodes: (what) => (xml().match(/<node [^>]*>/g) ?? []).filter((n) => what.test(n)),
    changes() {
      const after = w.phone.save();
      const found = diffState(before, after).map((c) => ({ ...c, path: c.path.replace(`apps.${pkg}.`, '') }));
      before = after;
      return found;
    },
    roundTrips() {
      const saved = w.phone.save();
      const other = createPhone({ clock: new ManualClock(w.clock.now()), apps: APPS });
      other.restore(JSON.parse(JSON.stringify(saved)) as PhoneState);
      const again = other.save();
      other.close();
      expect({ apps: again.apps, tasks: again.tasks, errors: w.phone.log.filter((l) => l.level === 'E').map((l) => l.text) }).toEqual({ apps: saved.apps, tasks: saved.tasks, errors: [] });
      return diffState(saved, again).length === 0;
    },
  };
}
