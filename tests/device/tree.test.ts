import { describe, expect, test } from 'vitest';
import { createTree, readDump, type ParseHierarchy } from '../../electron/device/tree.ts';
import { Failure } from '../../electron/protocol/faults.ts';
import type { TreeFailure } from '../../electron/protocol/screen.ts';
import { fakeClock } from './fake-adb.ts';
import { fakeDevice } from './fake-device.ts';

const XML = "<?xml version='1.0' encoding='UTF-8' standalone='yes' ?><hierarchy rotation=\"0\"><node/></hierarchy>";
/** Hands the text on as the text of one node: what was read is what is checked. */
const parse: ParseHierarchy = (xml) => ({ ok: true, hierarchy: { rotation: 0, roots: [{ text: String(xml) } as never] } });
const dump = (answer: Parameters<typeof fakeDevice>[0]) => {
  const device = fakeDevice(answer);
  return { device, run: createTree(device, parse, fakeClock()).dump({ timeoutMs: 5_000 }) };
};

describe('what uiautomator says', () => {
  test.each<[string, { stdout?: string; stderr?: string; code?: number }, TreeFailure['why']]>([
    ['no rest', { stderr: 'ERROR: could not get idle state.' }, 'not-idle'],
    ['no root', { stderr: 'ERROR: null root node returned by UiTestAutomationBridge.' }, 'null-root'],
    ['another client', { stderr: 'java.lang.IllegalStateException: UiAutomationService android.accessibilityservice.IAccessibilityServiceClient$Stub$Proxy@8a already registered!' }, 'busy'],
    ['killed', { stdout: 'Killed \n', code: 137 }, 'busy'],
    ['protected', { stderr: 'Cannot dump: secure window in front' }, 'secure'],
    ['nothing', {}, 'empty'],
    ['no window', { stdout: '<?xml version="1.0"?><hierarchy rotation="0" />UI hierchary dumped to: /dev/tty' }, 'empty'],
    ['half', { stdout: XML.slice(0, 90) }, 'malformed'],
  ])('%s is a typed failure', (_n, said, why) => {
    expect(readDump({ stdout: '', stderr: '', code: 0, ...said })).toMatchObject({ ok: false, failure: { why } });
  });

  test('around the XML is cut off', () => {
    expect(readDump({ stdout: `WARNING: linker: x\n${XML}UI hierchary dumped to: /dev/tty\n`, stderr: '', code: 0 })).toEqual({ ok: true, xml: XML });
    expect(readDump({ stdout: XML.replace(/^<\?.*?\?>/, ''), stderr: 'noise', code: 0 })).toEqual({ ok: true, xml: XML.replace(/^<\?.*?\?>/, '') });
  });
});

describe('the backend', () => {
  test('takes the terminal, without files', async () => {
    const { device, run } = dump(() => ({ stdout: `${XML}UI hierchary dumped to: /dev/tty\n` }));
    expect(await run).toMatchObject({ ok: true, hierarchy: { roots: [{ text: XML }] } });
    expect(device.asked).toEqual(['uiautomator dump /dev/tty']);
  });

  test('tries compressed on a screen that does not rest', async () => {
    const { device, run } = dump((line) => (line.includes('--compressed') ? { stdout: XML } : { stderr: 'ERROR: could not get idle state.' }));
    expect((await run).ok).toBe(true);
    expect(device.asked).toEqual(['uiautomator dump /dev/tty', 'uiautomator dump --compressed /dev/tty']);
  });

  test('takes a file where there is no terminal, and remembers that', async () => {
    const device = fakeDevice((line) => (line.endsWith('/dev/tty') ? { stderr: 'java.io.FileNotFoundException: /dev/tty: open failed: ENXIO' } : line.startsWith('cat') ? { stdout: XML } : line.startsWith('rm') ? {} : { stdout: 'UI hierchary dumped to: x\n' }));
    const tree = createTree(device, parse, fakeClock());
    expect((await tree.dump({ timeoutMs: 5_000 })).ok).toBe(true);
    expect((await tree.dump({ timeoutMs: 5_000 })).ok).toBe(true);
    const file = '/data/local/tmp/countersign-window.xml';
    const route = [`rm -f ${file}`, `uiautomator dump ${file}`, `cat ${file}`, `rm -f ${file}`];
    expect(device.asked).toEqual(['uiautomator dump /dev/tty', ...route, ...route]);
  });

  test.each<[string, Error, TreeFailure['why']]>([
    ['no answer in time', new Failure({ kind: 'device/shell', command: 'x', code: 124, stderr: 'No answer' }), 'timeout'],
    ['unplugged', new Failure({ kind: 'device/disconnected', serial: 'x' }), 'offline'],
  ])('%s is a typed failure', async (_n, error, why) => { expect(await dump(() => error).run).toMatchObject({ ok: false, failure: { why } }); });

  test('passes defects and stops on', async () => {
    await expect(dump(() => new DOMException('Aborted', 'AbortError')).run).rejects.toMatchObject({ name: 'AbortError' });
  });
});
