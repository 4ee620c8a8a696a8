// Exports: EditorPane (default: it is loaded when first needed). The text editor with the run's gutter.

import { useEffect, useRef, useState } from 'react';
import { editor, KeyCode, KeyMod, Range } from 'monaco-editor/editor';
import { commands, shownRun, useStore } from '../store.ts';
import { type Doc, isDirty } from './documents.ts';
import { keyOfModel, showProblems } from './sop-language.ts';
import { modelOf, prepareMonaco, syncText } from './monaco.ts';
import { keepBreakpoints, keptBreakpoints } from './breakpoints.ts';
import { currentLine, lastStepLine, statesByLine, stepAtLine, type StepRow, stepRows, type StepState } from './steps.ts';
import { StepMenu } from './step-menu.tsx';
import { insertion } from './typing.ts';
import { documents, setView, shownDoc, useView } from './workspace.ts';
import { setPane } from './pane.ts';

prepareMonaco();

const GLYPH_WORDS: Record<StepState, string> = { idle: 'Not run yet', running: 'Running', passed: 'Passed', failed: 'Failed', waiting: 'Waiting for a person', skipped: 'Skipped' };

/** The step of a line, of the shown document as last analysed. */
export function stepOn(doc: Doc | undefined, line: number): StepRow | undefined {
  if (!doc?.analysis) return undefined;
  const rows = stepRows(doc.analysis.sop);
  return stepAtLine(rows, line, lastStepLine(doc.analysis.text, rows));
}

export default function EditorPane({ doc }: { doc: Doc }) {
  const root = useRef<HTMLDivElement>(null);
  const made = useRef<editor.IStandaloneCodeEditor>(undefined);
  const views = useRef(new Map<string, editor.ICodeEditorViewState | null>());
  const marks = useRef<editor.IEditorDecorationsCollection>(undefined);
  const dots = useRef(new Map<string, string[]>());
  const [menu, setMenu] = useState<{ x: number; y: number; step: StepRow }>();
  const run = useStore(shownRun);
  const breakpoints = useView((s) => s.breakpoints);
  const mine = run !== undefined && run.sop.path === doc.path ? run : undefined;

  useEffect(() => {
    if (!root.current) return;
    // Suggestions and hovers stand in the body: a docked area is drawn below the next one, whatever stands out of it.
    const over = document.body.appendChild(Object.assign(document.createElement('div'), { className: 'monaco-editor sop-over' }));
    const e = editor.create(root.current, {
      model: null, theme: 'countersign', automaticLayout: true, 'semanticHighlighting.enabled': true,
      fontSize: 12.5, lineHeight: 20, fontFamily: getComputedStyle(document.documentElement).getPropertyValue('--mono'),
      wordWrap: 'on', wrappingIndent: 'indent', glyphMargin: true, lineNumbersMinChars: 2, lineDecorationsWidth: 14, folding: true, foldingHighlight: false, showFoldingControls: 'mouseover',
      minimap: { enabled: false }, scrollBeyondLastLine: false, renderLineHighlight: 'line', overviewRulerBorder: false, overviewRulerLanes: 2, stickyScroll: { enabled: false }, guides: { indentation: false },
      padding: { top: 6, bottom: 6 }, fixedOverflowWidgets: true, overflowWidgetsDomNode: over, wordBasedSuggestions: 'off', quickSuggestions: { other: true, comments: false, strings: true }, suggest: { showIcons: true, preview: false, showStatusBar: false },
      unicodeHighlight: { ambiguousCharacters: false }, accessibilitySupport: 'auto', ariaLabel: 'SOP editor. Press Control M to let Tab leave the editor.', bracketPairColorization: { enabled: false },
      scrollbar: { verticalScrollbarSize: 10, horizontalScrollbarSize: 10, useShadows: false }, codeLens: true, codeLensFontSize: 11, lightbulb: { enabled: editor.ShowLightbulbIconMode.OnCode }, occurrencesHighlight: 'off', matchBrackets: 'never', contextmenu: true, links: true, formatOnPaste: false,
    });
    made.current = e;
    marks.current = e.createDecorationsCollection();
    const shown = (): Doc | undefined => shownDoc(documents.store.getState());
    const stepHere = (): StepRow | undefined => stepOn(shown(), e.getPosition()?.lineNumber ?? 1);

    const toggle = (line: number): void => {
      const model = e.getModel();
      const step = stepOn(shown(), line);
      if (!model || !step) return;
      const key = keyOfModel(model);
      const ids = dots.current.get(key) ?? [];
      const at = ids.find((id) => model.getDecorationRange(id)?.startLineNumber === step.line);
      if (at !== undefined) {
        model.deltaDecorations([at], []);
        dots.current.set(key, ids.filter((id) => id !== at));
      } else dots.current.set(key, [...ids, ...model.deltaDecorations([], [dot(step.line)])]);
      publish();
    };
    /** The ids of the steps that now stand where the marked lines are: a marked step may be reworded. */
    const publish = (): void => {
      const model = e.getModel();
      const d = shown();
      if (!model || !d?.analysis || keyOfModel(model) !== d.key) return;
      const rows = stepRows(d.analysis.sop);
      const lines = (dots.current.get(d.key) ?? []).map((id) => model.getDecorationRange(id)?.startLineNumber);
      const ids = rows.filter((r) => lines.includes(r.line)).map((r) => r.id);
      keepBreakpoints(d.key, ids);
      const was = useView.getState().breakpoints;
      if (ids.length !== was.length || ids.some((id, i) => id !== was[i])) setView({ breakpoints: ids });
    };
    const start = (how: 'from' | 'to' | 'only', step: StepRow | undefined): void => { if (step) void commands.startRun({ [how]: step.id }); };

    const actions: [id: string, label: string, keys: number[], order: number, run: () => void][] = [
      ['sop.run-from', 'Run from here', [KeyMod.CtrlCmd | KeyCode.Enter], 1, () => start('from', stepHere())],
      ['sop.run-to', 'Run to here', [KeyMod.CtrlCmd | KeyCode.F10], 2, () => start('to', stepHere())],
      ['sop.run-only', 'Run only this step', [KeyMod.CtrlCmd | KeyMod.Shift | KeyCode.Enter], 3, () => start('only', stepHere())],
      ['sop.breakpoint', 'Toggle breakpoint', [KeyCode.F9], 4, () => toggle(e.getPosition()?.lineNumber ?? 1)],
    ];
    for (const [id, label, keybindings, contextMenuOrder, act] of actions) e.addAction({ id, label, keybindings, contextMenuGroupId: '0_run', contextMenuOrder, run: act });

    e.onMouseDown((m) => {
      if (m.target.type !== editor.MouseTargetType.GUTTER_GLYPH_MARGIN && m.target.type !== editor.MouseTargetType.GUTTER_LINE_NUMBERS) return;
      const line = m.target.position?.lineNumber;
      if (line === undefined) return;
      const step = stepOn(shown(), line);
      if (m.event.rightButton) { if (step) setMenu({ x: m.event.browserEvent.clientX, y: m.event.browserEvent.clientY, step }); } else if (m.target.type === editor.MouseTargetType.GUTTER_GLYPH_MARGIN) toggle(line);
    });
    e.onDidChangeCursorPosition((c) => setView({ cursor: { line: c.position.lineNumber, column: c.position.column } }));

    const go = (line: number, column = 1): void => {
      const model = e.getModel();
      if (!model) return;
      const at = Math.max(1, Math.min(model.getLineCount(), line));
      e.setPosition({ lineNumber: at, column });
      e.revealLineInCenterIfOutsideViewport(at);
      e.focus();
    };
    setPane({
      go, focus: () => e.focus(), hasFocus: () => e.hasTextFocus(),
      toggleBreakpoint: (line) => toggle(line ?? e.getPosition()?.lineNumber ?? 1),
      run: (how, line) => start(how, line === undefined ? stepHere() : stepOn(shown(), line)),
      format: async () => { await e.getAction('editor.action.formatDocument')?.run(); },
      // In a turn of its own: what is left of a double click would close the menu again.
      fix: async () => { e.focus(); await new Promise((r) => { setTimeout(r); }); e.trigger('problems', 'editor.action.quickFix', {}); },
      insert: (text) => {
        const model = e.getModel();
        const at = e.getSelection();
        if (!model || !at) return;
        const line = model.getLineContent(at.startLineNumber);
        const behind = model.getLineContent(at.endLineNumber).slice(at.endColumn - 1);
        e.pushUndoStop();
        e.executeEdits('insert', [{ range: at, text: insertion(line.slice(0, at.startColumn - 1), behind, text), forceMoveMarkers: true }]);
        e.pushUndoStop();
        e.revealPositionInCenterIfOutsideViewport(e.getPosition() ?? at.getEndPosition());
        e.focus();
      },
    });
    const stop = documents.store.subscribe((s, before) => { if (shownDoc(s)?.analysis !== shownDoc(before)?.analysis) publish(); });
    return () => {
      stop();
      setPane(undefined);
      e.dispose();
      over.remove();
      made.current = undefined;
    };
  }, []);

  // The shown document, where its cursor was.
  useEffect(() => {
    const e = made.current;
    if (!e) return;
    const kept = views.current;
    const model = modelOf(doc);
    e.setModel(model);
    const view = kept.get(doc.key);
    if (view) e.restoreViewState(view);
    setView({ cursor: { line: e.getPosition()?.lineNumber ?? 1, column: e.getPosition()?.column ?? 1 } });
    return () => { kept.set(doc.key, e.saveViewState()); };
  }, [doc.key]);

  // A text that did not come from this editor: taken from disk, restored.
  useEffect(() => { syncText(modelOf(doc), doc.text); }, [doc.key, doc.text]);

  useEffect(() => {
    const model = modelOf(doc);
    if (!doc.analysis || doc.analysis.text !== model.getValue(editor.EndOfLinePreference.LF)) return;
    showProblems(model, doc.analysis);
    // The first analysis of a document brings back its breakpoints of an earlier session.
    if (!dots.current.has(doc.key)) {
      const ids = keptBreakpoints(doc.key);
      const lines = new Set(stepRows(doc.analysis.sop).filter((r) => ids.includes(r.id)).map((r) => r.line));
      dots.current.set(doc.key, model.deltaDecorations([], [...lines].map(dot)));
      setView({ breakpoints: ids.filter((id) => doc.analysis !== undefined && stepRows(doc.analysis.sop).some((r) => r.id === id)) });
    }
  }, [doc.key, doc.analysis]);

  useEffect(() => {
    const e = made.current;
    const rows = doc.analysis ? stepRows(doc.analysis.sop) : [];
    const states = mine ? statesByLine(rows, mine) : new Map<number, StepState>();
    const here = mine && doc.analysis ? currentLine(rows, mine, doc.analysis.sop.sha256) : undefined;
    const found: editor.IModelDeltaDecoration[] = [];
    for (const r of rows) {
      const state = states.get(r.line) ?? 'idle';
      const broken = breakpoints.includes(r.id);
      found.push({
        range: new Range(r.line, 1, r.line, 1),
        options: { glyphMarginClassName: `sop-glyph ${mine ? `state-${state}` : ''} ${broken ? 'broken' : ''}`, glyphMarginHoverMessage: { value: [`Step ${r.number}`, ...(mine ? [GLYPH_WORDS[state]] : []), broken ? 'Breakpoint: the run pauses before it' : 'Click: breakpoint · right click: run from here'].join(' · ') } },
      });
    }
    if (here !== undefined) found.push({ range: new Range(here, 1, here, 1), options: { isWholeLine: true, className: `sop-line state-${states.get(here) ?? 'running'}`, linesDecorationsClassName: 'sop-line-edge' } });
    marks.current?.set(found);
    if (here !== undefined) e?.revealLineInCenterIfOutsideViewport(here);
  }, [doc.analysis, mine?.steps, mine?.step?.id, mine?.status, breakpoints, doc.key]);

  return (
    <>
      <div ref={root} className="sop-editor" data-testid="sop-editor" data-dirty={isDirty(doc)} data-first tabIndex={-1} onFocus={(f) => { if (f.target === f.currentTarget) made.current?.focus(); }} onContextMenu={(c) => c.preventDefault()} />
      {menu && <StepMenu {...menu} broken={breakpoints.includes(menu.step.id)} onClose={() => { setMenu(undefined); made.current?.focus(); }} />}
    </>
  );
}

/** Sticks to its line while lines come and go above it. */
const dot = (line: number): editor.IModelDeltaDecoration => ({ range: new Range(line, 1, line, 1), options: { stickiness: editor.TrackedRangeStickiness.NeverGrowsWhenTypingAtEdges } });
