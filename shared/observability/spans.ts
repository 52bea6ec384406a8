/** Parts of a trace: what a task does and when, as an operator sees it. The core gets them by argument, like its log. */

export interface Span {
  /** A part of this one, which begins now. */
  begin(name: string): Span;
  /** Fields that traces can be looked for by. They hold no name of a resource. */
  annotate(fields: Readonly<Record<string, string>>): void;
  /** Once, after its parts. `error`: why the work failed. Its code is kept and its message is not, for messages quote names of resources. */
  end(error?: unknown): void;
}

export interface Spans {
  /** A part of the invocation's own trace, which begins now. */
  begin(name: string): Promise<Span>;
}

/** Where nothing is traced. */
export const NO_SPAN: Span = { begin: () => NO_SPAN, annotate: () => undefined, end: () => undefined };
export const NO_SPANS: Spans = { begin: () => Promise.resolve(NO_SPAN) };
