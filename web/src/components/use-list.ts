/** Reads a list of the API page by page: the next page is asked for by the cursor of the previous one. */
import { useInfiniteQuery } from '@tanstack/react-query';

export interface ListPage<T> {
  readonly items: readonly T[];
  readonly next_cursor?: string | undefined;
}

interface ListOptions<P> {
  /** After how many milliseconds the loaded pages are read again; false: they are not. A hidden tab reads nothing again. */
  readonly refetchInterval?: number | false | ((pages: readonly P[]) => number | false);
  readonly enabled?: boolean;
}

/** @param key the name of the list and all of its filters @param readPage resolves with the page at a cursor, or with the first one */
export function useList<T, P extends ListPage<T>>(
  key: readonly unknown[],
  readPage: (cursor: string | undefined, signal: AbortSignal) => Promise<P>,
  { refetchInterval = false, ...options }: ListOptions<P> = {},
) {
  return useInfiniteQuery({
    queryKey: key,
    queryFn: ({ pageParam, signal }) => readPage(pageParam, signal),
    // The type of the cursors is taken from the first one, which is undefined.
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next_cursor }) => next_cursor,
    refetchInterval: ({ state }) => (typeof refetchInterval === 'function' ? refetchInterval(state.data?.pages ?? []) : refetchInterval),
    ...options,
  });
}

export type ListQuery<T, P extends ListPage<T> = ListPage<T>> = ReturnType<typeof useList<T, P>>;
