/**
 * An editor for YAML and SQL. It lives in a shadow root, where CodeMirror makes its styles as style sheets of the script: a `<style>` element
 * would need `unsafe-inline` in the Content-Security-Policy.
 */
import { HighlightStyle, syntaxHighlighting } from '@codemirror/language';
import { lintGutter, setDiagnostics, type Diagnostic } from '@codemirror/lint';
import { Compartment, EditorState, Prec, type Extension } from '@codemirror/state';
import { EditorView, keymap } from '@codemirror/view';
import { tags } from '@lezer/highlight';
import { basicSetup } from 'codemirror';
import { useEffect, useRef } from 'react';
import { useTheme } from '../app/theme.ts';

export interface EditorProblem {
  /** Both count from 1. */
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

/** A text that the page puts into the editor, in the place of all that is there. */
export interface GivenText {
  readonly text: string;
}

interface CodeEditorProps {
  /**
   * The text to begin with; another object replaces what has been written since. The editor alone holds what somebody writes: a page that gave it
   * back would be behind whoever types fast, and take characters away.
   */
  readonly given: GivenText;
  /** Names the text for people who hear the page. */
  readonly label: string;
  /** The language, and what it completes. It is taken when the editor appears. */
  readonly language: Extension;
  /** Absent: the text can be read only. */
  readonly onChange?: (value: string) => void;
  /** Called by Ctrl+Enter, or ⌘+Enter. */
  readonly onRun?: () => void;
  readonly problems?: readonly EditorProblem[];
  /** CSS, such as `20rem`. */
  readonly height?: string;
}

const COLORS = {
  light: { text: '#0f141a', background: '#ffffff', gutter: '#424650', line: '#f3f3f7', border: '#8c8c94', selection: '#b8d8ff' },
  dark: { text: '#ebebf0', background: '#161d26', gutter: '#b4b4bb', line: '#1b232d', border: '#656871', selection: '#1f4a7a' },
} as const;

const WORDS = {
  light: { keyword: '#7a1fa2', name: '#00538a', string: '#1d6b1d', number: '#8a4b00', comment: '#5b5b66' },
  dark: { keyword: '#d9a6ff', name: '#7cc4ff', string: '#9bd89b', number: '#ffbe7a', comment: '#a8a8b3' },
} as const;

function appearance(theme: 'light' | 'dark', height: string): Extension {
  const { text, background, gutter, line, border, selection } = COLORS[theme];
  const words = WORDS[theme];
  return [
    EditorView.theme(
      {
        '&': { color: text, backgroundColor: background, border: `1px solid ${border}`, borderRadius: '8px', fontSize: '14px', height },
        '&.cm-focused': { outline: '2px solid #006ce0', outlineOffset: '1px' },
        '.cm-scroller': { fontFamily: 'ui-monospace, SFMono-Regular, Menlo, Consolas, monospace', overflow: 'auto' },
        '.cm-content': { caretColor: text },
        '.cm-cursor': { borderLeftColor: text },
        '.cm-gutters': { color: gutter, backgroundColor: background, border: 'none' },
        '.cm-activeLine, .cm-activeLineGutter': { backgroundColor: line },
        '&.cm-focused .cm-selectionBackground, .cm-selectionBackground': { backgroundColor: `${selection} !important` },
        '.cm-tooltip': { color: text, backgroundColor: background, border: `1px solid ${border}` },
      },
      { dark: theme === 'dark' },
    ),
    syntaxHighlighting(
      HighlightStyle.define([
        { tag: tags.keyword, color: words.keyword },
        {
          tag: [tags.propertyName, tags.definition(tags.propertyName), tags.typeName, tags.function(tags.variableName)],
          color: words.name,
        },
        { tag: [tags.string, tags.special(tags.string)], color: words.string },
        { tag: [tags.number, tags.bool, tags.null], color: words.number },
        { tag: tags.comment, color: words.comment, fontStyle: 'italic' },
      ]),
    ),
  ];
}

/** The selection that the browser has in the editor, which may be newer than that of the editor's state. */
function selectedIn(view: EditorView): { readonly from: number; readonly to: number } {
  // Chromium's shadow roots have `getSelection`, which alone sees a selection within them; the types of the DOM give it to documents only.
  const selection = (view.root as DocumentOrShadowRoot & { getSelection?: () => Selection | null }).getSelection?.();
  if (!selection?.anchorNode || !selection.focusNode || !view.contentDOM.contains(selection.anchorNode)) return view.state.selection.main;
  const anchor = view.posAtDOM(selection.anchorNode, selection.anchorOffset);
  const focus = view.posAtDOM(selection.focusNode, selection.focusOffset);
  return { from: Math.min(anchor, focus), to: Math.max(anchor, focus) };
}

/**
 * Replaces a selection by what is typed over it. Chromium would keep the look of the replaced text by an inline style, which the
 * Content-Security-Policy forbids.
 */
const typeOver = EditorView.domEventHandlers({
  beforeinput: (event, view) => {
    const text = event.data;
    const { from, to } = selectedIn(view);
    if (from === to || text === null || event.inputType !== 'insertText') return false;
    event.preventDefault();
    const insert = () =>
      view.state.update({
        changes: { from, to, insert: text },
        selection: { anchor: from + text.length },
        userEvent: 'input.type',
        scrollIntoView: true,
      });
    // Brackets and quotes go around a selection.
    if (!view.state.facet(EditorView.inputHandler).some((handle) => handle(view, from, to, text, insert))) view.dispatch(insert());
    return true;
  },
});

export function CodeEditor({ given, label, language, onChange, onRun, problems, height = 'auto' }: CodeEditorProps) {
  const host = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView>(undefined);
  const look = useRef(new Compartment());
  // The editor calls what was given last, and is not made anew for it.
  const called = useRef({ onChange, onRun });
  const theme = useTheme();
  const isReadOnly = onChange === undefined;
  const first = useRef({ text: given.text, language, theme, height });

  useEffect(() => {
    called.current = { onChange, onRun };
  });

  useEffect(() => {
    const element = host.current;
    if (!element) return undefined;
    const root = element.shadowRoot ?? element.attachShadow({ mode: 'open' });
    const { current: compartment } = look;
    const state = EditorState.create({
      doc: first.current.text,
      extensions: [
        Prec.highest(
          keymap.of([
            {
              key: 'Mod-Enter',
              run: () => {
                called.current.onRun?.();
                return called.current.onRun !== undefined;
              },
            },
          ]),
        ),
        compartment.of(appearance(first.current.theme, first.current.height)),
        typeOver,
        basicSetup,
        first.current.language,
        lintGutter(),
        EditorState.readOnly.of(isReadOnly),
        EditorView.contentAttributes.of({ 'aria-label': label, tabindex: '0', ...(isReadOnly && { 'aria-readonly': 'true' }) }),
        EditorView.lineWrapping,
        EditorView.updateListener.of((update) => {
          if (update.docChanged) called.current.onChange?.(update.state.doc.toString());
        }),
      ],
    });
    const made = new EditorView({ state, parent: root, root });
    view.current = made;
    return () => {
      view.current = undefined;
      first.current = { ...first.current, text: made.state.doc.toString() };
      made.destroy();
    };
  }, [isReadOnly, label]);

  useEffect(() => {
    const shown = view.current;
    if (!shown || shown.state.doc.toString() === given.text) return;
    shown.dispatch({ changes: { from: 0, to: shown.state.doc.length, insert: given.text } });
  }, [given]);

  useEffect(() => {
    first.current = { ...first.current, theme, height };
    view.current?.dispatch({ effects: look.current.reconfigure(appearance(theme, height)) });
  }, [theme, height]);

  useEffect(() => {
    const shown = view.current;
    if (shown)
      shown.dispatch(
        setDiagnostics(
          shown.state,
          (problems ?? []).map((problem) => diagnosticOf(shown.state, problem)),
        ),
      );
  }, [problems]);

  return <div ref={host} />;
}

/** Marks the rest of the line. The text may have changed since it was checked, and be shorter. */
function diagnosticOf({ doc }: EditorState, { line, column, message }: EditorProblem): Diagnostic {
  const { from, to } = doc.line(Math.min(line, doc.lines));
  const start = Math.min(from + column - 1, to);
  return { from: start, to, severity: 'error', message };
}
