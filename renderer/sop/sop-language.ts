// Exports: LANGUAGE, registerSopLanguage. Markdown with YAML front matter for the editor, and everything the host knows about a document.

import { conf, language } from 'monaco-editor/languages/definitions/markdown/markdown';
import { editor, type IRange, languages, MarkerSeverity, type CancellationToken } from 'monaco-editor/editor';
import type { Completion, Problem, Span } from '../../electron/protocol/sop.ts';
import { advise, faultOf } from '../../electron/protocol/faults.ts';
import { call, chosenDevice, notify, useStore } from '../store.ts';
import type { Analysis } from './documents.ts';
import { runShown } from './do.ts';
import { foldingRanges } from './folding.ts';
import { type Lens, lensesOf } from './lens.ts';
import { outline } from './steps.ts';
import { encodeTokens, LEGEND } from './tokens.ts';
import { lineStarts, placeOf } from './text.ts';
import { opensSuggestions, TRIGGERS } from './typing.ts';
import { documents } from './workspace.ts';

export const LANGUAGE = 'sop-md';
const OWNER = 'sop';
/** The editor's own name for what a click on a lens does. */
const RUN = 'sop.lens.run';

/** The key of the document a model shows: models are named `sop:/folder/path`. */
export const keyOfModel = (model: editor.ITextModel): string => model.uri.path.slice(1);

const monarch: languages.IMonarchLanguage = {
  ...language,
  start: 'begin',
  tokenizer: {
    // Front matter stands at the very beginning or is none.
    begin: [[/^---\s*$/, { token: 'meta.separator', switchTo: 'front' }], [/(?=.)/, { token: '@rematch', switchTo: 'root' }]],
    front: [
      [/^(---|\.\.\.)\s*$/, { token: 'meta.separator', switchTo: 'root' }],
      [/#.*$/, 'comment'],
      [/"(?:[^"\\]|\\.)*"|'(?:[^']|'')*'/, 'string.yaml'],
      // Monarch drops a `u` flag, and with it \p{L}.
      [/[A-Za-z_\u00c0-\uffff][\w\u00c0-\uffff.-]*(?=\s*:(\s|$))/, 'key.yaml'],
      [/\b(true|false|null)\b/, 'constant.yaml'],
      [/-?\b\d+(\.\d+)?\b/, 'number.yaml'],
      [/[{}[\],:]/, 'delimiter.yaml'],
      [/[^\s"'{}[\],:#]+/, ''],
    ],
    ...language.tokenizer,
    // Four spaces in a list are a nested step here, not a block of code.
    root: (language.tokenizer['root'] ?? []).filter((rule) => !(Array.isArray(rule) && rule[0] instanceof RegExp && rule[0].source.includes('[ ]{4}'))),
  },
};

const rangeOf = (model: editor.ITextModel, span: Span): IRange => {
  const a = model.getPositionAt(span.start);
  const b = model.getPositionAt(span.end);
  return { startLineNumber: a.lineNumber, startColumn: a.column, endLineNumber: b.lineNumber, endColumn: b.column };
};


const SEVERITY: Record<Problem['severity'], MarkerSeverity> = { error: MarkerSeverity.Error, warning: MarkerSeverity.Warning, info: MarkerSeverity.Info };

/** Underlines of an analysis. A span without width is drawn on the character at it, or before it at a line's end. */
export function showProblems(model: editor.ITextModel, analysis: Analysis): void {
  const starts = lineStarts(analysis.text);
  editor.setModelMarkers(model, OWNER, analysis.problems.map((p) => {
    const a = placeOf(starts, analysis.text.length, p.span.start);
    const b = placeOf(starts, analysis.text.length, Math.max(p.span.end, p.span.start));
    const width = model.getLineMaxColumn(Math.min(a.line, model.getLineCount()));
    const empty = p.span.end <= p.span.start;
    return {
      severity: SEVERITY[p.severity], code: p.code, message: p.message, source: 'sop',
      startLineNumber: a.line, startColumn: empty && a.column >= width ? Math.max(1, a.column - 1) : a.column,
      endLineNumber: b.line, endColumn: empty ? Math.min(width, a.column + 1) : b.column,
    };
  }));
}

/** The analysis of exactly the model's text, now or as soon as the host has answered; undefined when it is no longer wanted. */
function analysisOf(model: editor.ITextModel, token: CancellationToken): Promise<Analysis | undefined> {
  const key = keyOfModel(model);
  const present = (): Analysis | undefined => {
    const a = documents.store.getState().docs[key]?.analysis;
    return !model.isDisposed() && a?.text === model.getValue() ? a : undefined;
  };
  const now = present();
  if (now) return Promise.resolve(now);
  return new Promise((resolve) => {
    const done = (a: Analysis | undefined): void => { stop(); gone.dispose(); resolve(a); };
    const stop = documents.store.subscribe(() => { const a = present(); if (a) done(a); });
    const gone = token.onCancellationRequested(() => done(undefined));
  });
}

const KIND: Record<Completion['kind'], languages.CompletionItemKind> = {
  verb: languages.CompletionItemKind.Function, clause: languages.CompletionItemKind.Keyword, class: languages.CompletionItemKind.EnumMember,
  param: languages.CompletionItemKind.Variable, screen: languages.CompletionItemKind.Field, sop: languages.CompletionItemKind.File,
  meta: languages.CompletionItemKind.Property, statement: languages.CompletionItemKind.Snippet,
};

/** The phone whose screen is asked for labels; one that is not ready would only make the editor wait. */
const readyDevice = (): { device?: string } => {
  const d = chosenDevice(useStore.getState());
  return d?.state === 'device' ? { device: d.id } : {};
};

const abortOn = (token: CancellationToken): AbortSignal => {
  const stop = new AbortController();
  token.onCancellationRequested(() => stop.abort());
  return stop.signal;
};

/** A failing host is said once per fault, not at every key. */
let saidFault = '';
function sayOnce(e: unknown, token: CancellationToken): void {
  const fault = faultOf(e);
  if (token.isCancellationRequested || fault.kind === 'run/aborted' || useStore.getState().link !== 'open') return;
  const text = advise(fault).title;
  if (text !== saidFault) notify({ level: 'warning', fault });
  saidFault = text;
}

let registered = false;

export function registerSopLanguage(): void {
  if (registered) return;
  registered = true;
  languages.register({ id: LANGUAGE, extensions: ['.sop.md'], aliases: ['SOP'] });
  languages.setMonarchTokensProvider(LANGUAGE, monarch);
  languages.setLanguageConfiguration(LANGUAGE, {
    ...conf,
    autoClosingPairs: [{ open: '{', close: '}' }, { open: '"', close: '"' }, { open: '`', close: '`' }, { open: '“', close: '”' }, { open: '「', close: '」' }, { open: '[', close: ']' }, { open: '(', close: ')' }],
    surroundingPairs: [{ open: '{', close: '}' }, { open: '"', close: '"' }, { open: '`', close: '`' }, { open: '“', close: '”' }, { open: '「', close: '」' }, { open: '(', close: ')' }, { open: '[', close: ']' }],
    onEnterRules: [
      // Enter on an empty clause ends the clauses; on a clause it begins the next one.
      { beforeText: /^\s+[-*+]\s+\S.*$/, action: { indentAction: languages.IndentAction.None, appendText: '- ' } },
      { beforeText: /^[-*+]\s+\S.*$/, action: { indentAction: languages.IndentAction.None, appendText: '- ' } },
    ],
  });

  languages.registerDocumentSemanticTokensProvider(LANGUAGE, {
    getLegend: () => ({ tokenTypes: [...LEGEND], tokenModifiers: [] }),
    async provideDocumentSemanticTokens(model, _last, token) {
      const a = await analysisOf(model, token);
      return a ? { data: encodeTokens(a.text, a.tokens) } : null;
    },
    releaseDocumentSemanticTokens() {},
  });

  languages.registerCodeActionProvider(LANGUAGE, {
    async provideCodeActions(model, range, context, token) {
      const a = await analysisOf(model, token);
      const from = model.getOffsetAt({ lineNumber: range.startLineNumber, column: range.startColumn });
      const to = model.getOffsetAt({ lineNumber: range.endLineNumber, column: range.endColumn });
      const here = (a?.problems ?? []).filter((p) => p.span.start <= to && Math.max(p.span.end, p.span.start) >= from);
      const actions = here.flatMap((p) => p.fixes.map((fix, i): languages.CodeAction => ({
        title: fix.title, kind: 'quickfix', isPreferred: i === 0,
        diagnostics: context.markers.filter((m) => m.message === p.message),
        edit: { edits: fix.edits.map((e) => ({ resource: model.uri, versionId: model.getVersionId(), textEdit: { range: rangeOf(model, e.span), text: e.text } })) },
      })));
      return { actions, dispose() {} };
    },
  }, { providedCodeActionKinds: ['quickfix'] });

  languages.registerCompletionItemProvider(LANGUAGE, {
    triggerCharacters: [...TRIGGERS],
    async provideCompletionItems(model, position, context, token) {
      const before = model.getLineContent(position.lineNumber).slice(0, position.column - 1);
      if (context.triggerCharacter !== undefined && !opensSuggestions(before, context.triggerCharacter)) return { suggestions: [] };
      const offset = model.getOffsetAt(position);
      try {
        const path = documents.store.getState().docs[keyOfModel(model)]?.path ?? '';
        const found = await call('sop.complete', { text: model.getValue(), path, offset, ...readyDevice() }, abortOn(token));
        return {
          suggestions: found.map((c) => ({
            label: c.label, detail: c.detail, kind: KIND[c.kind], insertText: c.insert, sortText: c.sort, range: rangeOf(model, c.span),
            ...(c.snippet ? { insertTextRules: languages.CompletionItemInsertTextRule.InsertAsSnippet } : {}),
          })),
        };
      } catch (e) {
        sayOnce(e, token);
        return { suggestions: [] };
      }
    },
  });

  languages.registerHoverProvider(LANGUAGE, {
    async provideHover(model, position, token) {
      try {
        const path = documents.store.getState().docs[keyOfModel(model)]?.path ?? '';
        const h = await call('sop.hover', { text: model.getValue(), path, offset: model.getOffsetAt(position), ...readyDevice() }, abortOn(token));
        // Not trusted and without HTML: part of it comes from the phone.
        return h && { range: rangeOf(model, h.span), contents: [{ value: h.markdown, isTrusted: false, supportHtml: false }] };
      } catch (e) {
        sayOnce(e, token);
        return null;
      }
    },
  });

  languages.registerDocumentFormattingEditProvider(LANGUAGE, {
    displayName: 'SOP',
    async provideDocumentFormattingEdits(model, _options, token) {
      try {
        const text = await call('sop.format', { text: model.getValue() }, abortOn(token));
        return text === model.getValue() ? [] : [{ range: model.getFullModelRange(), text }];
      } catch (e) {
        sayOnce(e, token);
        return [];
      }
    },
  });

  editor.registerCommand(RUN, (_, how: Lens['how']) => void runShown(how));
  languages.registerCodeLensProvider(LANGUAGE, {
    async provideCodeLenses(model, token) {
      const a = await analysisOf(model, token);
      return {
        lenses: (a ? lensesOf(a.text, a.sop) : []).map((l) => ({ range: { startLineNumber: l.line, startColumn: 1, endLineNumber: l.line, endColumn: 1 }, command: { id: RUN, title: l.title, arguments: [l.how] } })),
        dispose() {},
      };
    },
  });

  languages.registerFoldingRangeProvider(LANGUAGE, {
    provideFoldingRanges: (model) => foldingRanges(model.getValue()).map((f) => ({ start: f.start, end: f.end, ...(f.kind === 'region' ? { kind: languages.FoldingRangeKind.Region } : {}) })),
  });

  languages.registerDocumentSymbolProvider(LANGUAGE, {
    displayName: 'SOP',
    async provideDocumentSymbols(model, token) {
      const a = await analysisOf(model, token);
      if (!a) return [];
      const rows = outline(a.sop);
      return rows.map((r, i) => {
        const next = rows.slice(i + 1).find((n) => n.depth <= r.depth);
        const to = Math.max(r.line, (next?.line ?? model.getLineCount() + 1) - 1);
        const range = { startLineNumber: r.line, startColumn: 1, endLineNumber: to, endColumn: model.getLineMaxColumn(Math.min(to, model.getLineCount())) };
        return {
          name: r.kind === 'phase' ? r.title : `${r.number}. ${r.title}`, detail: '', kind: r.kind === 'phase' ? languages.SymbolKind.Namespace : languages.SymbolKind.Event, tags: [],
          range, selectionRange: { ...range, endLineNumber: r.line, endColumn: model.getLineMaxColumn(Math.min(r.line, model.getLineCount())) },
        };
      });
    },
  });
}
