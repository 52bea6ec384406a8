/** The critical findings that were opened last. */
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useQuery } from '@tanstack/react-query';
import { api, read } from '../../api/client.ts';
import { everyPage } from '../../api/every-page.ts';
import { RouteLink } from '../../components/route-link.tsx';
import { Answer, Empty } from '../../components/states.tsx';
import { Text } from '../../components/text.tsx';
import { Time } from '../../components/time.tsx';

const SHOWN = 5;
const DAY_MS = 86_400_000;
/** Days to look back. The list begins with the oldest finding, so the shortest span that has any is read to its end. */
const SPANS = [1, 7, 30] as const;
/** Pages of a span that are read at most. */
const MOST_PAGES = 4;

/** @param isScanned some account was scanned: before that, nobody knows whether there are any */
export function NewestCritical({ isScanned }: { readonly isScanned: boolean }) {
  const query = useQuery({ queryKey: ['findings', 'newest-critical'], queryFn: async ({ signal }) => await readNewest(signal) });
  if (!isScanned) return <Empty title="Not known yet">No account was scanned.</Empty>;
  return (
    <Answer query={query}>
      {(findings) => (
        <SpaceBetween size="s">
          {findings.length === 0 && <Empty title={`None in ${SPANS.at(-1)} days`}>No scan opened a critical finding.</Empty>}
          {findings.map(({ finding_id, id, title, resource_name, resource_id, account_id, opened_at }) => (
            <div key={finding_id}>
              <RouteLink to={`/findings/${encodeURIComponent(id)}`}>{title}</RouteLink>
              <div>
                <Text of={resource_name ?? resource_id} most={80} /> in {account_id}, <Time at={opened_at} relative />
              </div>
            </div>
          ))}
          <RouteLink to="/findings?severity=critical">All that are critical</RouteLink>
        </SpaceBetween>
      )}
    </Answer>
  );
}

const readSince = (since: string, cursor: string | undefined, signal: AbortSignal) =>
  read(
    api.findings.$get(
      { query: { severity: ['critical'], since, limit: '500', ...(cursor !== undefined && { cursor }) } },
      { init: { signal } },
    ),
  );

async function readNewest(signal: AbortSignal) {
  for (const days of SPANS) {
    const since = new Date(Date.now() - days * DAY_MS).toISOString();
    let newest: Awaited<ReturnType<typeof readSince>>['items'] = [];
    let pages = 0;
    for await (const { items } of everyPage((cursor) => readSince(since, cursor, signal))) {
      newest = [...newest, ...items].slice(-SHOWN);
      pages += 1;
      if (pages >= MOST_PAGES) break;
    }
    if (newest.length > 0) return newest.toReversed();
  }
  return [];
}
