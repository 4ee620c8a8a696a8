// Exports: DiffView (default: loaded when first needed). Two texts side by side; read only.

import { useEffect, useRef } from 'react';
import { editor } from 'monaco-editor/editor';
import { prepareMonaco } from './monaco.ts';
import { LANGUAGE } from './sop-language.ts';

prepareMonaco();

export default function DiffView({ left, right }: { left: string; right: string }) {
  const root = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!root.current) return;
    const original = editor.createModel(left, LANGUAGE);
    const modified = editor.createModel(right, LANGUAGE);
    const e = editor.createDiffEditor(root.current, {
      readOnly: true, originalEditable: false, automaticLayout: true, renderSideBySide: true, useInlineViewWhenSpaceIsLimited: false, wordWrap: 'on', diffWordWrap: 'on', minimap: { enabled: false }, fontSize: 12, lineHeight: 18,
      fontFamily: getComputedStyle(document.documentElement).getPropertyValue('--mono'), scrollBeyondLastLine: false, renderOverviewRuler: false, lineNumbersMinChars: 3, glyphMargin: false, folding: false, stickyScroll: { enabled: false }, hideUnchangedRegions: { enabled: true },
      originalAriaLabel: 'On disk', modifiedAriaLabel: 'Here', accessibilityVerbose: true,
    });
    e.setModel({ original, modified });
    return () => { e.dispose(); original.dispose(); modified.dispose(); };
  }, [left, right]);
  return <div ref={root} className="sop-diff" data-testid="sop-diff" />;
}
