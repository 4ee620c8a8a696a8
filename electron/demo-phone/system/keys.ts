// Exports: printableKey. Which character an Android key name types, for `input keyevent` and a hardware keyboard.

const NAMED: Readonly<Record<string, string>> = {
  SPACE: ' ', PERIOD: '.', COMMA: ',', AT: '@', MINUS: '-', PLUS: '+', EQUALS: '=', SLASH: '/', BACKSLASH: '\\', SEMICOLON: ';', APOSTROPHE: "'",
  GRAVE: '`', LEFT_BRACKET: '[', RIGHT_BRACKET: ']', STAR: '*', POUND: '#', NUMPAD_DOT: '.', NUMPAD_ADD: '+', NUMPAD_SUBTRACT: '-', NUMPAD_MULTIPLY: '*', NUMPAD_DIVIDE: '/', NUMPAD_COMMA: ',', NUMPAD_EQUALS: '=',
};

/** @param name without `KEYCODE_` */
export function printableKey(name: string): string | undefined {
  if (/^[A-Z]$/.test(name)) return name.toLowerCase();
  if (/^\d$/.test(name)) return name;
  const pad = /^NUMPAD_(\d)$/.exec(name)?.[1];
  return pad ?? (Object.hasOwn(NAMED, name) ? NAMED[name] : undefined);
}
