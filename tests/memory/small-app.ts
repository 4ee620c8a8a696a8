// Exports: smallApp, explorer, temporary, folders (to remove in the end). An app of four screens on the small fake phone, and exploring it with the real parts.

import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { explore } from '../../electron/agent/explore/explore.ts';
import { openStore } from '../../electron/memory/store.ts';
import type { ExploreBounds, ExploreJob } from '../../electron/protocol/memory.ts';
import type { Screen } from '../agent/fake-session.ts';
import { stage } from '../agent/stage.ts';

export const folders: string[] = [];
export const temporary = (): string => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'memory-'));
  folders.push(folder);
  return folder;
};

const APP = 'com.a.people';

/** People: Main → Alice/Bob/Cleo (one screen for each person) → Delete; Settings with a switch; a link that leaves the app. */
export function smallApp(extra: () => Screen['items'] = () => []) {
  let at!: ReturnType<typeof stage>;
  const go = (screen: string) => (): void => at.phone.go(screen);
  const page = (activity: string, items: Screen['items'], dialog = false): Screen => ({ package: APP, activity, items, ...(dialog ? { dialog } : {}) });
  at = stage({
    phone: {
      start: 'home', apps: { People: { package: APP, screen: 'main' } },
      screens: {
        home: () => ({ package: 'com.launcher', activity: '.Home', items: [{ kind: 'button', text: 'People', onTap: go('main') }] }),
        main: () => page('.Main', [
          { kind: 'text', text: 'People', id: 'title' },
          ...['Alice Chen', 'Bob Diaz', 'Cleo Moss', 'Dora Lind'].map((text) => ({ kind: 'button' as const, text, id: 'row', onTap: go('person') })),
          { kind: 'button', text: 'Settings', id: 'menu', onTap: go('settings') }, ...extra(),
        ]),
        person: () => page('.Person', [{ kind: 'text', text: 'Alice Chen', id: 'title' }, { kind: 'button', text: 'Delete', id: 'delete', onTap: go('gone') }, { kind: 'button', text: 'Help on the web', id: 'help', onTap: go('web') }]),
        settings: () => page('.Settings', [{ kind: 'text', text: 'Settings', id: 'title' }, { kind: 'switch', text: 'Sync', id: 'sync', onTap: go('gone') }, { kind: 'input', text: 'Nickname', id: 'nick' }, { kind: 'button', text: 'Save', id: 'save', onTap: go('gone') }]),
        gone: () => page('.Gone', [{ kind: 'text', text: 'Gone', id: 'title' }]),
        web: () => ({ package: 'com.browser', activity: '.Web', items: [{ kind: 'text', text: 'Web' }] }),
      },
    },
  });
  const key = at.phone.session.input.key;
  (at.phone.session.input as { key: typeof key }).key = async (name) => { await key(name); if (name === 'BACK') at.phone.go({ web: 'person', person: 'main', settings: 'main', gone: 'main', main: 'home' }[at.phone.at] ?? 'home'); };
  return at;
}

export function explorer(at: ReturnType<typeof stage>, file = path.join(temporary(), 'memory.db')) {
  const { store, setAside } = openStore(file, at.clock.now());
  const told: ExploreJob[] = [];
  const go = (bounds: Partial<ExploreBounds> = {}, o: { signal?: AbortSignal; on?: (job: ExploreJob) => void; id?: string } = {}): Promise<ExploreJob> => explore(
    { session: at.phone.session, executor: at.executor, observer: at.observer, store, clock: at.clock },
    { id: o.id ?? 'job-1', device: 'fake', app: { package: APP, version: '1.2', label: 'People' }, bounds: { steps: 100, minutes: 5, depth: 4, noGo: [], ...bounds } },
    (job) => { told.push(job); o.on?.(job); }, o.signal ?? new AbortController().signal,
  );
  return { store, setAside, file, told, go, graph: () => store.read(APP, '1.2')! };
}
