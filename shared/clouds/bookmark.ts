/** How far the list of a slice was read, so that another session can read on from there. */

/** The page token of a list: the members of the next request. */
export type PageToken = Readonly<Record<string, unknown>>;

export interface ListPlace {
  readonly token: PageToken;
  /** The items that were listed so far, for lists whose number of items the cloud tells. */
  readonly counted: number;
}

/** The session moves it on whenever its caller asks for a page: then the caller has done with the pages before. */
export class Bookmark {
  #token: PageToken | undefined;
  counted: number;

  constructor(place?: ListPlace) {
    this.#token = place?.token;
    this.counted = place?.counted ?? 0;
  }

  get token(): PageToken | undefined {
    return this.#token;
  }

  /** A token that is more than texts and numbers cannot be kept, so that the list has no place. */
  set token(token: PageToken) {
    this.#token = Object.values(token).every((value) => typeof value === 'string' || typeof value === 'number') ? token : undefined;
  }

  /** Undefined before the second page, and for a list that is read in another way than page after page. */
  get place(): ListPlace | undefined {
    return this.#token && { token: this.#token, counted: this.counted };
  }
}
