// Exports: keyName. Android key codes (android.view.KeyEvent) by number and name.

const BY_CODE: Record<number, string> = {
  0: 'UNKNOWN', 1: 'SOFT_LEFT', 2: 'SOFT_RIGHT', 3: 'HOME', 4: 'BACK', 5: 'CALL', 6: 'ENDCALL', 17: 'STAR', 18: 'POUND', 19: 'DPAD_UP', 20: 'DPAD_DOWN', 21: 'DPAD_LEFT', 22: 'DPAD_RIGHT', 23: 'DPAD_CENTER',
  24: 'VOLUME_UP', 25: 'VOLUME_DOWN', 26: 'POWER', 27: 'CAMERA', 28: 'CLEAR', 55: 'COMMA', 56: 'PERIOD', 57: 'ALT_LEFT', 58: 'ALT_RIGHT', 59: 'SHIFT_LEFT', 60: 'SHIFT_RIGHT', 61: 'TAB', 62: 'SPACE', 63: 'SYM', 64: 'EXPLORER', 65: 'ENVELOPE',
  66: 'ENTER', 67: 'DEL', 68: 'GRAVE', 69: 'MINUS', 70: 'EQUALS', 71: 'LEFT_BRACKET', 72: 'RIGHT_BRACKET', 73: 'BACKSLASH', 74: 'SEMICOLON', 75: 'APOSTROPHE', 76: 'SLASH', 77: 'AT', 79: 'HEADSETHOOK', 81: 'PLUS', 82: 'MENU', 83: 'NOTIFICATION', 84: 'SEARCH',
  85: 'MEDIA_PLAY_PAUSE', 86: 'MEDIA_STOP', 87: 'MEDIA_NEXT', 88: 'MEDIA_PREVIOUS', 91: 'MUTE', 92: 'PAGE_UP', 93: 'PAGE_DOWN', 111: 'ESCAPE', 112: 'FORWARD_DEL', 113: 'CTRL_LEFT', 114: 'CTRL_RIGHT', 115: 'CAPS_LOCK', 117: 'META_LEFT', 122: 'MOVE_HOME', 123: 'MOVE_END', 124: 'INSERT', 160: 'NUMPAD_ENTER', 164: 'VOLUME_MUTE', 176: 'SETTINGS', 187: 'APP_SWITCH', 219: 'ASSIST', 220: 'BRIGHTNESS_DOWN', 221: 'BRIGHTNESS_UP', 223: 'SLEEP', 224: 'WAKEUP', 277: 'CUT', 278: 'COPY', 279: 'PASTE', 120: 'SYSRQ',
};
for (let i = 0; i < 10; i++) BY_CODE[7 + i] = String(i);
for (let i = 0; i < 26; i++) BY_CODE[29 + i] = String.fromCharCode(65 + i);
for (let i = 0; i < 12; i++) BY_CODE[131 + i] = `F${i + 1}`;

const NAMES = new Set(Object.values(BY_CODE));

/** `KEYCODE_HOME`, `home`, `HOME` or `3` → `HOME`; `undefined` for a key that does not exist. */
export function keyName(text: string): string | undefined {
  // KeyEvent.keyCodeFromString tries the number first, but '0'…'9' alone are read as codes too.
  if (/^\d+$/.test(text)) return BY_CODE[Number(text)];
  const name = text.toUpperCase().replace(/^KEYCODE_/, '');
  return NAMES.has(name) ? name : undefined;
}
