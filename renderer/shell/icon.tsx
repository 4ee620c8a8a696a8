// Exports: Icon, IconButton. Material Design Icons by their path.

import type { ButtonHTMLAttributes } from 'react';

export function Icon({ path, size = 16 }: { path: string; size?: number }) {
  return <svg className="icon" viewBox="0 0 24 24" width={size} height={size} aria-hidden="true"><path d={path} fill="currentColor" /></svg>;
}

/** A button that shows an icon; `label` is its name and tooltip, `keys` is added to the tooltip. */
export function IconButton({ path, label, keys, on, size, className, ...rest }: { path: string; label: string; keys?: string; on?: boolean; size?: number } & ButtonHTMLAttributes<HTMLButtonElement>) {
  return (
    <button type="button" className={`icon-button ${on ? 'on' : ''} ${className ?? ''}`} aria-label={label} title={keys ? `${label} (${keys})` : label} {...(on === undefined ? {} : { 'aria-pressed': on })} {...rest}>
      <Icon path={path} {...(size === undefined ? {} : { size })} />
    </button>
  );
}
