// Exports: iconPath. Path data of Material Design Icons by name; a name that does not exist is a defect of the app and throws.

import * as mdi from '@mdi/js';

const paths = mdi as unknown as Readonly<Record<string, string>>;

/** SVG path data in a 24×24 box. @throws when there is no such icon */
export function iconPath(name: string): string {
  const path = paths[name];
  if (path === undefined) throw new Error(`There is no icon called ${name}`);
  return path;
}
