/** Runs one query at a time: starts it, asks how far it is until it has ended, and reads its rows. */
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api, read } from '../../api/client.ts';
import { useList } from '../../components/use-list.ts';

const FIRST_LOOK_MS = 300;
const LATER_LOOK_MS = 1500;
/** Looks at short intervals, before the query is taken for a long one. */
const SHORT_LOOKS = 10;
const PAGE = '100';

export type RunningQuery = Awaited<ReturnType<typeof lookAt>>;

const lookAt = (query_id: string) => read(api.queries[':query_id'].$get({ param: { query_id } }));
export const readRows = (query_id: string, cursor: string | undefined, limit = PAGE) =>
  read(api.queries[':query_id'].rows.$get({ param: { query_id }, query: { limit, ...(cursor !== undefined && { cursor }) } }));

export const isGoing = (query: RunningQuery | undefined): boolean => query?.state === 'queued' || query?.state === 'running';

export function useQueryRun() {
  const [id, setId] = useState<string>();
  const start = useMutation({
    mutationFn: (sql: string) => read(api.queries.$post({ json: { sql } })),
    onMutate: () => setId(undefined),
    onSuccess: ({ query_id }) => setId(query_id),
  });
  const look = useQuery({
    queryKey: ['query', id],
    enabled: id !== undefined,
    queryFn: () => lookAt(id ?? ''),
    staleTime: Infinity,
    refetchInterval: ({ state: { data, dataUpdateCount } }) =>
      data !== undefined && !isGoing(data) ? false : dataUpdateCount < SHORT_LOOKS ? FIRST_LOOK_MS : LATER_LOOK_MS,
  });
  const cancel = useMutation({
    mutationFn: () => read(api.queries[':query_id'].cancel.$post({ param: { query_id: id ?? '' } })),
    onSuccess: () => void look.refetch(),
  });
  const rows = useList(['query-rows', id], (cursor) => readRows(id ?? '', cursor), { enabled: look.data?.state === 'succeeded' });
  return {
    id,
    query: look.data,
    error: start.error ?? look.error,
    isRunning: start.isPending || (id !== undefined && look.data === undefined && !look.error) || isGoing(look.data),
    run: (sql: string) => start.mutate(sql),
    cancel: () => cancel.mutate(),
    canCancel: id !== undefined && isGoing(look.data) && !cancel.isPending,
    rows,
  };
}
