// Exports: androidKey. A key of the person's keyboard as an Android key name, without `KEYCODE_`.

const NAMES: Readonly<Record<string, string>> = {
  Enter: 'ENTER', Backspace: 'DEL', Delete: 'FORWARD_DEL', Tab: 'TAB', ArrowUp: 'DPAD_UP', ArrowDown: 'DPAD_DOWN', ArrowLeft: 'DPAD_LEFT', ArrowRight: 'DPAD_RIGHT',
  Home: 'MOVE_HOME', End: 'MOVE_END', PageUp: 'PAGE_UP', PageDown: 'PAGE_DOWN', Escape: 'BACK',
};

/** Undefined for printable keys (they are typed) and for keys a phone does not know. Tab and F6 stay with the window. */
export const androidKey = (key: string): string | undefined => (key === 'Tab' ? undefined : NAMES[key]);
