// Exports: tarOf. Files as one tar archive (ustar, POSIX.1-1988): what every system unpacks.

const BLOCK = 512;

/**
 * @param files name (at most 100 bytes, `/` between folders) and contents
 * @param at time of every file, milliseconds since the epoch
 * @throws RangeError for a name that is too long
 */
export function tarOf(files: readonly (readonly [string, Uint8Array])[], at: number): Buffer {
  const parts: Uint8Array[] = [];
  for (const [name, data] of files) {
    const header = Buffer.alloc(BLOCK);
    if (Buffer.byteLength(name) > 100) throw new RangeError(`The name is too long for an archive: ${name}`);
    const octal = (value: number, offset: number, length: number): void => { header.write(value.toString(8).padStart(length - 1, '0'), offset, 'ascii'); };
    header.write(name, 0);
    octal(0o644, 100, 8);
    octal(0, 108, 8);
    octal(0, 116, 8);
    octal(data.length, 124, 12);
    octal(Math.floor(at / 1000), 136, 12);
    header.write('        0', 148, 'ascii');
    header.write('ustar\u000000', 257, 'ascii');
    octal(header.reduce((sum, b) => sum + b, 0), 148, 7);
    header[155] = 0x20;
    parts.push(header, data, Buffer.alloc((BLOCK - (data.length % BLOCK)) % BLOCK));
  }
  return Buffer.concat([...parts, Buffer.alloc(BLOCK * 2)]);
}
