// Exports: SopPanel. The library and the editor.

export function SopPanel() { return <div className="empty"><p>No SOP is open.</p></div>; }
