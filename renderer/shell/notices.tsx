// Exports: Notices. Messages at the bottom of the middle, where they cover neither the phone's keys nor the card's buttons; information goes
// by itself, warnings and errors stay until dismissed.

import { mdiAlertCircleOutline, mdiAlertOutline, mdiClose, mdiInformationOutline } from '@mdi/js';
import { useEffect } from 'react';
import { commands, type Notice, useStore } from '../store.ts';
import { Remedies } from './fault-view.tsx';
import { Icon, IconButton } from './icon.tsx';

const ICON = { info: mdiInformationOutline, warning: mdiAlertOutline, error: mdiAlertCircleOutline };

function One({ notice }: { notice: Notice }) {
  useEffect(() => {
    if (notice.level !== 'info') return;
    const timer = setTimeout(() => commands.dismiss(notice.id), 6000);
    return () => clearTimeout(timer);
  }, [notice]);
  return (
    <li className={`notice ${notice.level}`} role={notice.level === 'error' ? 'alert' : 'status'}>
      <Icon path={ICON[notice.level]} />
      <div>
        <p>{notice.text}</p>
        {notice.fault && <Remedies fault={notice.fault} />}
      </div>
      <IconButton path={mdiClose} size={14} label="Dismiss" onClick={() => commands.dismiss(notice.id)} />
    </li>
  );
}

export function Notices() {
  const notices = useStore((s) => s.notices);
  return <ul className="notices" aria-label="Notices">{notices.map((n) => <One key={n.id} notice={n} />)}</ul>;
}
