// Exports: Broken. Shows a fault in place of a part that could not be loaded or drawn, with a way to try again.

import { Component, type ReactNode } from 'react';
import { FaultView } from '../shell/fault-view.tsx';

export class Broken extends Component<{ what: string; children: ReactNode }, { error?: Error }> {
  override state: { error?: Error } = {};
  static getDerivedStateFromError(error: Error): { error: Error } { return { error }; }
  override render(): ReactNode {
    const { error } = this.state;
    if (!error) return this.props.children;
    return (
      <div className="empty">
        <FaultView fault={{ kind: 'internal', detail: `${this.props.what} could not be shown: ${error.message}` }}>
          <p>Unsaved text is kept.</p>
          <button type="button" className="button small" onClick={() => window.location.reload()}>Load the window again</button>
        </FaultView>
      </div>
    );
  }
}
