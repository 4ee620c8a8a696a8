// Exports: fakeDevice. A phone whose shell is a function; it keeps what it was asked.

import type { AdbDevice, ShellResult } from '../../electron/device/types.ts';

export function fakeDevice(answer: (line: string) => Partial<ShellResult> | Error): AdbDevice & { asked: string[] } {
  const asked: string[] = [];
  const shell = async (command: readonly string[]): Promise<ShellResult> => {
    const line = command.join(' ');
    asked.push(line);
    const said = answer(line);
    if (said instanceof Error) throw said;
    return { stdout: '', stderr: '', code: 0, ...said };
  };
  const none = async (): Promise<never> => { throw new Error('Not scripted'); };
  return {
    asked, shell,
    info: { id: 'x', serial: 'x', endpoint: 'adb', state: 'device', kind: 'usb', model: '', android: '' },
    exec: async (command) => Buffer.from((await shell(command)).stdout, 'latin1'),
    stream: none, push: none, pull: none, props: none,
  };
}
