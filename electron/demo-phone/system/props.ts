// Exports: defaultProps: what `getprop` says about this phone.

export const defaultProps = (serial: string): Map<string, string> => new Map([
  ['ro.product.model', 'Countersign Demo'],
  ['ro.product.manufacturer', 'Countersign'],
  ['ro.product.brand', 'countersign'],
  ['ro.product.name', 'demo'],
  ['ro.product.device', 'demo'],
  ['ro.product.locale', 'en-US'],
  ['ro.build.version.release', '14'],
  ['ro.build.version.sdk', '34'],
  ['ro.build.version.security_patch', '2024-10-05'],
  ['ro.build.id', 'UP1A.231005.007'],
  ['ro.build.display.id', 'UP1A.231005.007'],
  ['ro.build.type', 'user'],
  ['ro.build.tags', 'release-keys'],
  ['ro.build.fingerprint', 'countersign/demo/demo:14/UP1A.231005.007/1:user/release-keys'],
  ['ro.serialno', serial],
  ['ro.sf.lcd_density', '320'],
  ['ro.hardware', 'demo'],
  ['sys.boot_completed', '1'],
  ['persist.sys.timezone', 'UTC'],
]);
