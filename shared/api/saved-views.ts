/** Views of the dashboard that people have saved: a page with its filters, under a name. Each person has its own. */
import { ConditionFailed, Conflict, NotFound } from '../errors.ts';
import { type Clock, isoTime } from '../seams.ts';
import { carriedOut } from '../storage/carried-out.ts';
import { absent, equals, type Store } from '../storage/store.ts';

export interface SavedView {
  readonly name: string;
  /** The page of the dashboard: `findings`. */
  readonly page: string;
  /** The filters as the page's address has them: `severity=high&type=AWS%3A%3AS3%3A%3ABucket`. */
  readonly query: string;
  readonly saved_at: string;
}

/** All views of a person are in one row, so that its condition keeps their number bounded. */
interface SavedViewsRow {
  readonly owner: string;
  readonly views: readonly SavedView[];
  readonly version: number;
}

/** A row of so many views of the most characters stays below the 400 KB of an item. */
export const MOST_VIEWS = 50;
export const MOST_QUERY_CHARACTERS = 4000;
const MAX_TRIES = 5;

export class SavedViews {
  readonly #store: Store;
  readonly #clock: Clock;

  /** @param store has the rows of every person: an `owner` reads and writes its own alone */
  constructor(store: Store, clock: Clock) {
    this.#store = store;
    this.#clock = clock;
  }

  /** By name. @param owner the id of the principal */
  async list(owner: string): Promise<readonly SavedView[]> {
    return (await this.#row(owner))?.views ?? [];
  }

  /** @throws NotFound */
  async get(owner: string, name: string): Promise<SavedView> {
    return found(await this.list(owner), name);
  }

  /** Saves a view, in place of the one of the same name and page. @throws Conflict if there are too many, or if the name is one of another page */
  async save(owner: string, view: Omit<SavedView, 'saved_at'>): Promise<SavedView> {
    const saved = { ...view, saved_at: isoTime(this.#clock.now()) };
    await this.#change(owner, (views) => {
      const before = views.find(({ name }) => name === view.name);
      if (before && before.page !== view.page)
        throw new Conflict(`You have a view ${JSON.stringify(view.name)} of the page ${before.page}; give this one another name.`);
      if (!before && views.length >= MOST_VIEWS)
        throw new Conflict(`You have ${MOST_VIEWS} saved views, and there can be no more; delete one that you do not need.`);
      const others = views.filter(({ name }) => name !== view.name);
      return [...others, saved].toSorted((a, b) => (a.name < b.name ? -1 : 1));
    });
    return saved;
  }

  /** Returns the view that was there. @throws NotFound */
  async remove(owner: string, name: string): Promise<SavedView> {
    const view = await this.get(owner, name);
    await this.#change(owner, (views) => views.filter((each) => each.name !== name));
    return view;
  }

  /** Tries again if another request of the person changes the row meanwhile. */
  async #change(owner: string, next: (views: readonly SavedView[]) => readonly SavedView[]): Promise<void> {
    for (let tries = 0; tries < MAX_TRIES; tries++) {
      const before = await this.#row(owner);
      const after: SavedViewsRow = { owner, views: next(before?.views ?? []), version: (before?.version ?? 0) + 1 };
      const condition = before ? equals('version', before.version) : absent('version');
      if (await carriedOut(this.#store.put('saved_views', after, condition))) return;
    }
    throw new ConditionFailed('saved_views');
  }

  async #row(owner: string): Promise<SavedViewsRow | undefined> {
    // Only `#change` writes rows of this table.
    return (await this.#store.get('saved_views', { owner }, { consistent: true })) as SavedViewsRow | undefined;
  }
}

function found(views: readonly SavedView[], name: string): SavedView {
  const view = views.find((each) => each.name === name);
  if (!view) throw new NotFound(`You have no view ${JSON.stringify(name)}; GET /views lists yours.`);
  return view;
}
