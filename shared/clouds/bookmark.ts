/** How far the list of a slice was read, so that another session can read on from there. */

/** The page token of a list: the members of the next request. */
export type PageToken = Readonly<Record<string, unknown>>;

/** How far a list was read that is put together of several: those below parents, and those of which a function makes one. */
export interface PartsPlace {
  /** The names of the parts that were read to their end. */
  readonly done: readonly string[];
  /** The next page of each part that was read in part, by its name. */
  readonly tokens: Readonly<Record<string, PageToken>>;
}

export interface ListPlace {
  /** The next page, of a list that is read page after page. */
  readonly token?: PageToken | undefined;
  readonly parts?: PartsPlace | undefined;
  /** The items that were listed so far, for lists whose number of items the cloud tells. */
  readonly counted: number;
}

/** The session moves it on whenever its caller asks for a page: then the caller has done with the pages before. */
export class Bookmark {
  #token: PageToken | undefined;
  readonly #done: Set<string>;
  readonly #tokens: Map<string, PageToken>;
  counted: number;

  constructor(place?: ListPlace) {
    this.#token = place?.token;
    this.#done = new Set(place?.parts?.done);
    this.#tokens = new Map(Object.entries(place?.parts?.tokens ?? {}));
    this.counted = place?.counted ?? 0;
  }

  get token(): PageToken | undefined {
    return this.#token;
  }

  /** A token that is more than texts and numbers cannot be kept, so that the list has no place. */
  set token(token: PageToken) {
    this.#token = Object.values(token).every((value) => typeof value === 'string' || typeof value === 'number') ? token : undefined;
  }

  /** The number of parts that were read to their end. */
  get partsDone(): number {
    return this.#done.size;
  }

  isDone(part: string): boolean {
    return this.#done.has(part);
  }

  /** A bookmark of the part alone, at the place where it was left. */
  ofPart(part: string): Bookmark {
    const token = this.#tokens.get(part);
    return new Bookmark(token && { token, counted: 0 });
  }

  /** The caller has done with the part's pages before `token`; without one, the part has no place but its beginning. */
  reach(part: string, token: PageToken | undefined): void {
    if (token) this.#tokens.set(part, token);
    else this.#tokens.delete(part);
  }

  /** The caller has done with the part. */
  end(part: string): void {
    this.#tokens.delete(part);
    this.#done.add(part);
  }

  /** Undefined before the second page, and for a list that is read in another way than page after page or part by part. */
  get place(): ListPlace | undefined {
    if (this.#token) return { token: this.#token, counted: this.counted };
    if (this.#done.size === 0 && this.#tokens.size === 0) return undefined;
    return { parts: { done: [...this.#done], tokens: Object.fromEntries(this.#tokens) }, counted: this.counted };
  }
}
