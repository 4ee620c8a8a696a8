// Exports: codecOf. The codec string WebCodecs wants, read from the stream itself.

/**
 * `avc1.PPCCLL` of the first sequence parameter set of an Annex-B access unit (ITU-T H.264, 7.3.2.1.1: profile_idc,
 * constraint flags and level_idc are the three bytes after the NAL header), or undefined when it carries none.
 */
export function codecOf(unit: Uint8Array): string | undefined {
  for (let i = 0; i + 6 < unit.length; i++) {
    if (unit[i] !== 0 || unit[i + 1] !== 0 || unit[i + 2] !== 1) continue;
    if (((unit[i + 3] ?? 0) & 0x1f) !== 7) continue;
    return `avc1.${[unit[i + 4], unit[i + 5], unit[i + 6]].map((b) => (b ?? 0).toString(16).padStart(2, '0')).join('')}`;
  }
  return undefined;
}
