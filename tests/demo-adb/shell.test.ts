// The phone's shell: one table of command lines with what they print and how they end.

import { expect, test } from 'vitest';
import { systemClock } from '../../electron/base/clock.ts';
import { newShell } from '../../electron/demo-phone/adb/shell/commands.ts';
import { evaluate } from '../../electron/demo-phone/adb/shell/sum.ts';
import { createDevice } from '../../electron/demo-phone/adb/virtual-device.ts';
import { fakePhone } from './fake-phone.ts';

const device = createDevice(fakePhone({ width: 16, height: 16 }), systemClock, 1);

async function sh(source: string, stdin = ''): Promise<{ out: string; err: string; code: number }> {
  let out = '';
  let err = '';
  let input: Buffer | null = Buffer.from(stdin);
  const code = await newShell(device).run(source, {
    read: async () => { const now = input; input = null; return now; },
    out: async (d) => { out += Buffer.from(d as Uint8Array).toString(); },
    err: async (d) => { err += Buffer.from(d as Uint8Array).toString(); },
    signal: new AbortController().signal, tty: false,
  });
  return { out, err, code };
}

const TABLE: [source: string, out: string, code?: number][] = [
  ['echo a  b', 'a b\n'],
  [`echo 'a  "b" $x'`, 'a  "b" $x\n'],
  ['echo "a  \'b\' \\"c\\" \\\\ \\n"', 'a  \'b\' "c" \\ \\n\n'],
  ['echo a\\ \\ b \\$HOME', 'a  b $HOME\n'],
  ['x="1  2"; echo $x "$x" ${x} \'$x\'', '1 2 1  2 1 2 $x\n'],
  ['echo "it\'s" \'"\'"\'"\'"\'', 'it\'s "\'"\n'],
  [`echo ''"" '' | wc -c`, '2\n'],
  ["printf '%s|' '' a ''", '|a||'],
  ["echo $'a\\tb\\x41'", 'a\tbA\n'],
  ['echo 你好 "🙂"', '你好 🙂\n'],
  ['false; echo $?; true; echo $?', '1\n0\n'],
  ['true && echo yes || echo no; false && echo yes || echo no', 'yes\nno\n'],
  ['! true; echo $?', '1\n'],
  ['exit 3; echo never', '', 3],
  ['(exit 4); echo $?; (cd /sdcard; pwd); pwd', '4\n/sdcard\n/\n'],
  ["sh -c 'exit 6'; echo $?", '6\n'],
  ['echo one >/sdcard/f; echo two >>/sdcard/f; cat < /sdcard/f; cat /sdcard/f | wc -l', 'one\ntwo\n2\n'],
  ['ls /nope 2>/dev/null; echo $?', '1\n'],
  ['ls /nope 2>&1', 'ls: /nope: No such file or directory\n', 1],
  ['{ echo a; echo b >&2; } 2>&1 | sort -r', 'b\na\n'],
  ['nope 2>&1', '/system/bin/sh: nope: inaccessible or not found\n', 127],
  ['echo x > /system/x 2>&1; echo $?', '1\n'],
  ['mkdir -p /sdcard/g/h; touch /sdcard/g/a.txt /sdcard/g/b.txt "/sdcard/g/c d.txt" /sdcard/g/.hid; cd /sdcard/g; echo *.txt; echo "*.txt" \\*; echo [!a]*.txt; echo *.none', 'a.txt b.txt c d.txt\n*.txt *\nb.txt c d.txt\n*.none\n'],
  ['for f in /sdcard/g/?.txt; do echo "<$f>"; done', '</sdcard/g/a.txt>\n</sdcard/g/b.txt>\n'],
  ['i=0; while [ $i -lt 3 ]; do echo $i; i=$((i+1)); done', '0\n1\n2\n'],
  ['if [ -d /sdcard ] && [ ! -e /x ]; then echo ok; elif true; then echo b; else echo c; fi', 'ok\n'],
  ['echo $(echo a; echo b) "$(printf \'c\\n\\n\')" `echo d`', 'a b c d\n'],
  ['x=abc.tar.gz; echo ${x%.*} ${x%%.*} ${x#*.} ${#x} ${y:-none} ${x:+set}', 'abc.tar abc tar.gz 10 none set\n'],
  ['yes_no() 2>/dev/null; true', '', 1],
  ['seq 100000 | head -n 2', '1\n2\n'],
  ['cat /dev/zero | head -c 3 | wc -c', '3\n'],
  ["printf 'b 2\\na 10\\n' | sort -k2 -n; printf 'x:y\\n' | cut -d: -f2; echo abc | tr a-c A-C", 'b 2\na 10\ny\nABC\n'],
  ["printf 'one\\ntwo\\n' | grep -v one; printf 'aXb\\n' | sed 's/X/-&-/'; printf '1\\n2\\n3\\n' | sed -n '2p;$p'", 'two\na-X-b\n2\n3\n'],
  ["printf 'a\\nb\\n' | xargs -n 1 echo got", 'got a\ngot b\n'],
  ['echo hello | base64; echo aGVsbG8K | base64 -d; echo -n abc | md5sum -b', 'aGVsbG8K\nhello\n900150983cd24fb0d6963f7d28e17f72\n'],
  ['test 1 -eq 1 -a x = x; echo $?; [ a = b ]; echo $?; [ -z "" ]; echo $?', '0\n1\n0\n'],
  ['A=1 env | grep ^A=; echo [$A]', 'A=1\n[]\n'],
  ['echo "unclosed', '', 1],
  ['echo a &&', '', 1],
  ['which ls; which nope; echo $?', '/system/bin/ls\n1\n'],
  ['/system/bin/echo x; rm -r /sdcard/g; ls /sdcard/g 2>/dev/null', 'x\n', 1],
  ['timeout 0.01 sleep 5; echo $?', '124\n'],
];

test.each(TABLE)('%s', async (source, out, code = 0) => {
  const got = await sh(source);
  expect({ out: got.out, code: got.code }).toEqual({ out, code });
});

test('a syntax error says where', async () => {
  expect(await sh('if true; then echo')).toEqual({ out: '', err: "/system/bin/sh: syntax error: unexpected end of file\n", code: 1 });
  expect(await sh('echo )')).toEqual({ out: '', err: "/system/bin/sh: syntax error: unexpected ')'\n", code: 1 });
});

test('no line of noise makes the shell throw', async () => {
  const pieces = ['echo', ' ', '"', "'", '$', '(', ')', '{', '}', '|', '&', ';', '<', '>', '\\', '`', 'if', 'then', 'fi', 'for', 'x', '=', '1', '[', ']', '*', '!', '\n', '$((', '${', '#', '%'];
  let seed = 7;
  const next = (n: number): number => (seed = (seed * 1103515245 + 12345) & 0x7fffffff) % n;
  for (let i = 0; i < 1500; i++) {
    const source = Array.from({ length: 1 + next(12) }, () => pieces[next(pieces.length)]).join('');
    expect(Number.isInteger((await sh(source)).code), source).toBe(true);
  }
});

test('arithmetic', () => {
  const vars = (n: string): string => (n === 'a' ? '5' : '');
  expect(['1+2*3', '(1+2)*3', 'a%3', '-a', '7/0', '1 <= 2 && 3 != 3', '0x10', '1 +', ''].map((s) => evaluate(s, vars))).toEqual([7, 9, 2, -5, '7/0: zero divisor', 0, 16, "1 +: unexpected 'end'", 0]);
});
