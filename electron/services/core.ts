// Exports: openCore, Core. What the window and the command line share: the demo phone behind its own adb server, the user's adb server,
// the phones of both, and looking at them.

import { serveAdb } from '../demo-phone/adb/server.ts';
import { APPS } from '../demo-phone/apps/index.ts';
import { createPhone } from '../demo-phone/phone.ts';
import type { Phone, PhoneState } from '../demo-phone/types.ts';
import type { Clock } from '../base/clock.ts';
import type { Config } from '../base/config.ts';
import type { Log } from '../base/log.ts';
import { createEndpoint } from '../device/endpoint.ts';
import { createRegistry, type Registry } from '../device/registry.ts';
import type { PhoneSession } from '../device/types.ts';
import { parseHierarchy } from '../screen/hierarchy.ts';
import { createObserver, type Observer } from '../screen/observe.ts';
import { createImages, type Images } from './images.ts';

export interface Core {
  config: Config;
  clock: Clock;
  log: Log;
  registry: Registry;
  phone: Phone;
  demoPort: number;
  /** Opens the demo phone's adbd port, for `adb connect`. */
  expose(): Promise<{ port: number; close(): Promise<void> }>;
  images: Images;
  /** One observer a session, so that snapshot ids never repeat. */
  observerOf(session: PhoneSession): Observer;
  close(): Promise<void>;
}

/**
 * @param demo.port 0 takes any free port
 * @param user whether to look for the user's adb server at all
 * @throws Failure `net/port-taken`
 */
export async function openCore(o: { config: Config; clock: Clock; log: Log; demo?: { state?: PhoneState; seed?: number; port?: number }; user?: boolean }): Promise<Core> {
  const { config, clock, log } = o;
  const phone = createPhone({ clock, apps: APPS, ...(o.demo?.seed === undefined ? {} : { seed: o.demo.seed }), ...(o.demo?.state === undefined ? {} : { state: o.demo.state }) });
  const adb = await serveAdb({ phones: [phone], clock, port: o.demo?.port ?? 0 }).catch((e: unknown) => { phone.close(); throw e; });
  const demo = createEndpoint({ id: 'demo', host: '127.0.0.1', port: adb.port, clock, log });
  const endpoints = o.user === false ? [demo] : [createEndpoint({ id: 'adb', ...config.settings.adb, clock, log }), demo];
  const registry = createRegistry({ endpoints, parse: parseHierarchy, clock, log });
  const images = createImages();
  const observers = new WeakMap<PhoneSession, Observer>();
  return {
    config, clock, log, registry, phone, images, demoPort: adb.port,
    expose: () => adb.expose(phone),
    observerOf(session) {
      let observer = observers.get(session);
      if (!observer) observers.set(session, observer = createObserver({ session, images, clock }));
      return observer;
    },
    async close() {
      await registry.close();
      await adb.close();
      phone.close();
    },
  };
}
