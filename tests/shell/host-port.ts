// In the host's process under the harness: `process.parentPort` as a utility process has it.

import { EventEmitter } from 'node:events';

class Port extends EventEmitter {
  readonly id: number;
  #early: unknown[] | undefined = [];
  constructor(id: number) { super(); this.id = id; }
  postMessage(data: unknown): void { process.send?.({ port: this.id, data }); }
  start(): void {
    const early = this.#early ?? [];
    this.#early = undefined;
    for (const data of early) this.emit('message', { data });
  }
  arrive(data: unknown): void { if (this.#early) this.#early.push(data); else this.emit('message', { data }); }
}

const ports = new Map<number, Port>();
const parentPort = Object.assign(new EventEmitter(), { postMessage: (data: unknown) => { process.send?.({ main: data }); } });
const early: unknown[] = [];
type FromMain = { data: unknown; ports: number[] } | { port: number; data: unknown } | { port: number; closed: true };

process.on('message', (m: FromMain) => {
  if ('closed' in m) { ports.get(m.port)?.emit('close'); ports.delete(m.port); return; }
  if ('port' in m) { ports.get(m.port)?.arrive(m.data); return; }
  const given = m.ports.map((id) => { const p = new Port(id); ports.set(id, p); return p; });
  const event = { data: m.data, ports: given };
  if (parentPort.listenerCount('message') > 0) parentPort.emit('message', event); else early.push(event);
});
parentPort.on('newListener', (name) => { if (name === 'message') queueMicrotask(() => { for (const e of early.splice(0)) parentPort.emit('message', e); }); });
process.on('disconnect', () => process.exit(0));
Object.defineProperty(process, 'parentPort', { value: parentPort });
