// Exports: isOurs, mayConnect. The sender check of the shell: only our own page, in the top frame, may ask for the host's port.

/** Whether a URL is the window's own page. */
export function isOurs(url: string): boolean {
  try {
    const u = new URL(url);
    return u.protocol === 'app:' && u.host === 'window';
  } catch {
    return false;
  }
}

/** @param frame who sent the message; null when that frame is gone already */
export function mayConnect(frame: { readonly url: string; readonly parent: object | null } | null): boolean {
  return frame !== null && frame.parent === null && isOurs(frame.url);
}
