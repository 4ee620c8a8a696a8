// Exports: createTree, readDump, ParseHierarchy.
// The UI tree through stock `uiautomator dump`. It reports its errors as text with exit code 0, so only `<hierarchy` counts
// as success, and each known text becomes a typed failure; an empty tree is never returned in its place.

import type { Clock } from '../base/clock.ts';
import { Failure, faultOf } from '../protocol/faults.ts';
import type { Hierarchy, TreeFailure } from '../protocol/screen.ts';
import type { Capability } from '../protocol/services.ts';
import type { AdbDevice, ShellResult, TreeBackend, TreeResult } from './types.ts';

/** Reads the XML; handed in because reading hierarchies belongs to `screen`, above this folder. */
export type ParseHierarchy = (xml: Uint8Array | string) => { ok: true; hierarchy: Hierarchy } | { ok: false; failure: TreeFailure };

const RAW = 2_000;

/** What a dump command printed: the XML alone, or why there is none. */
export function readDump(said: { stdout: string; stderr: string; code: number }): { ok: true; xml: string } | { ok: false; failure: TreeFailure } {
  const start = said.stdout.indexOf('<hierarchy');
  if (start >= 0) {
    const end = said.stdout.lastIndexOf('</hierarchy>');
    if (end >= 0) return { ok: true, xml: said.stdout.slice(said.stdout.lastIndexOf('<?xml', start) >= 0 ? said.stdout.lastIndexOf('<?xml', start) : start, end + '</hierarchy>'.length) };
    // A hierarchy of no window is one empty tag.
    if (/<hierarchy[^>]*\/>/.test(said.stdout)) return { ok: false, failure: { why: 'empty', raw: said.stdout.slice(0, RAW) } };
    return { ok: false, failure: { why: 'malformed', raw: said.stdout.slice(-RAW) } };
  }
  const raw = `${said.stdout}\n${said.stderr}`.trim().slice(0, RAW);
  return { ok: false, failure: { why: reason(raw, said.code), raw } };
}

function reason(text: string, code: number): TreeFailure['why'] {
  if (/could not get idle state/i.test(text)) return 'not-idle';
  if (/null root node/i.test(text)) return 'null-root';
  // Only one UiAutomation client at a time: the second is refused, or the first is killed (137 = 128 + SIGKILL).
  if (/already (?:registered|connected)|UiAutomation(?:Service)? .*(?:registered|not connected)|Error while connecting UiAutomation/i.test(text) || code === 137 || /^killed$/im.test(text)) return 'busy';
  if (/secure (?:window|content|surface|layer)|FLAG_SECURE/i.test(text)) return 'secure';
  return 'empty';
}

/** Where the dump goes when `/dev/tty` cannot be written; the shell user may write here on every Android. */
const FILE = '/data/local/tmp/countersign-window.xml';

/** @returns stock dump, tried in the order: terminal, file; with `--compressed` when the screen does not come to rest */
export function createTree(device: AdbDevice, parse: ParseHierarchy, clock: Clock): TreeBackend {
  const cap: Capability = { name: 'uiautomator dump', needs: 'nothing', available: true };
  let route: 'tty' | 'file' = 'tty';

  type Limit = { timeoutMs: number; signal?: AbortSignal };
  const viaTty = async (compressed: boolean, o: Limit): Promise<ShellResult> => device.shell(['uiautomator', 'dump', ...(compressed ? ['--compressed'] : []), '/dev/tty'], o);
  const viaFile = async (compressed: boolean, o: Limit): Promise<ShellResult> => {
    // An old dump would pass for this one.
    await device.shell(['rm', '-f', FILE], o);
    const said = await device.shell(['uiautomator', 'dump', ...(compressed ? ['--compressed'] : []), FILE], o);
    if (!/dumped to/i.test(said.stdout + said.stderr)) return said;
    const read = await device.shell(['cat', FILE], o);
    await device.shell(['rm', '-f', FILE], o);
    return read;
  };
  const once = async (compressed: boolean, o: Limit): Promise<ReturnType<typeof readDump>> => {
    if (route === 'tty') {
      const read = readDump(await viaTty(compressed, o));
      // Nothing at all, or a terminal that cannot be opened: this phone wants the file. Named errors are final.
      if (read.ok || (read.failure.why !== 'empty' && read.failure.why !== 'malformed') || read.failure.raw.includes('<hierarchy')) return read;
      const second = readDump(await viaFile(compressed, o));
      if (second.ok) route = 'file';
      return second.ok || second.failure.why !== 'empty' ? second : { ok: false, failure: { why: 'empty', raw: second.failure.raw || read.failure.raw } };
    }
    return readDump(await viaFile(compressed, o));
  };

  return {
    cap,
    async dump(o): Promise<TreeResult> {
      const start = clock.now();
      const took = (): number => clock.now() - start;
      const limit = (): Limit => ({ timeoutMs: Math.max(1, o.timeoutMs - took()), signal: o.signal });
      const failed = (failure: TreeFailure): TreeResult => ({ ok: false, failure, tookMs: took() });
      try {
        let read = await once(false, limit());
        if (!read.ok && read.failure.why === 'not-idle' && took() < o.timeoutMs) read = await once(true, limit());
        if (!read.ok) return failed(read.failure);
        const parsed = parse(read.xml);
        if (!parsed.ok) return failed(parsed.failure);
        cap.latencyMs = took();
        return { ok: true, hierarchy: parsed.hierarchy, tookMs: took() };
      } catch (e) {
        const fault = faultOf(e);
        if (fault.kind === 'device/shell' && fault.code === 124) return failed({ why: 'timeout', raw: fault.stderr });
        if (fault.kind === 'device/disconnected' || fault.kind === 'device/offline' || fault.kind === 'adb/unreachable') return failed({ why: 'offline', raw: new Failure(fault).message });
        throw e;
      }
    },
  };
}
