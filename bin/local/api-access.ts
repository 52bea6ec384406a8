/** How the platform's own calls reach its API. */
export interface ApiAccess {
  /** Base URL, to which a path is added. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
}
