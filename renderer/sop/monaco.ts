// Exports: prepareMonaco, modelOf, syncText. The editor component's set-up and its models, one per open document.

import 'monaco-editor/features/register.all';
// Left out of the line above by monaco 0.57, which registers the colours of the visible range only.
import 'monaco-editor/editor/contrib/semanticTokens/browser/documentSemanticTokens';
import { editor, Uri } from 'monaco-editor/editor';
import EditorWorker from 'monaco-editor/editor/editor.worker?worker';
import type { Doc } from './documents.ts';
import { followEditorTheme } from './editor-theme.ts';
import { LANGUAGE, registerSopLanguage } from './sop-language.ts';
import { documents } from './workspace.ts';

let prepared = false;

export function prepareMonaco(): void {
  if (prepared) return;
  prepared = true;
  // A worker of our own origin: the page's policy allows no other.
  self.MonacoEnvironment = { getWorker: () => new EditorWorker() };
  registerSopLanguage();
  followEditorTheme();
  // A closed document takes its model, and with it the undo history, along.
  documents.store.subscribe((s) => {
    for (const [key, model] of models) if (!(key in s.docs)) { models.delete(key); model.dispose(); }
  });
}

const models = new Map<string, editor.ITextModel>();

export function modelOf(doc: Doc): editor.ITextModel {
  const known = models.get(doc.key);
  if (known) return known;
  const model = editor.createModel(doc.text, LANGUAGE, Uri.from({ scheme: 'sop', path: `/${doc.key}` }));
  model.setEOL(editor.EndOfLineSequence.LF);
  model.updateOptions({ tabSize: 2, insertSpaces: true, trimAutoWhitespace: true, bracketColorizationOptions: { enabled: false, independentColorPoolPerBracketType: false } });
  model.onDidChangeContent(() => documents.edit(doc.key, model.getValue(editor.EndOfLinePreference.LF)));
  models.set(doc.key, model);
  return model;
}

/** Puts a text that changed elsewhere (taken from disk) into the model, as one step that can be undone. */
export function syncText(model: editor.ITextModel, text: string): void {
  if (model.getValue(editor.EndOfLinePreference.LF) === text) return;
  model.pushStackElement();
  model.pushEditOperations([], [{ range: model.getFullModelRange(), text }], () => null);
  model.pushStackElement();
}
