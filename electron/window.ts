// Exports: isOurs. The sender check of the shell: only our own page may ask for the host's port.

/** Whether a URL is the window's own page. */
export function isOurs(url: string): boolean {
  try {
    const u = new URL(url);
    return u.protocol === 'app:' && u.host === 'window';
  } catch {
    return false;
  }
}
