/** The critical findings that were opened last. */
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useQuery } from '@tanstack/react-query';
import { api, read } from '../../api/client.ts';
import { RouteLink } from '../../components/route-link.tsx';
import { Answer, Empty } from '../../components/states.tsx';
import { Text } from '../../components/text.tsx';
import { Time } from '../../components/time.tsx';

const SHOWN = 5;

/** @param isScanned some account was scanned: before that, nobody knows whether there are any */
export function NewestCritical({ isScanned }: { readonly isScanned: boolean }) {
  const query = useQuery({ queryKey: ['findings', 'newest-critical'], queryFn: async ({ signal }) => await readNewest(signal) });
  if (!isScanned) return <Empty title="Not known yet">No account was scanned.</Empty>;
  return (
    <Answer query={query}>
      {({ items }) => (
        <SpaceBetween size="s">
          {items.length === 0 && <Empty title="None">No finding that is open is critical.</Empty>}
          {items.map(({ finding_id, id, title, resource_name, resource_id, account_id, opened_at }) => (
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

const readNewest = async (signal: AbortSignal) =>
  await read(api.findings.$get({ query: { severity: ['critical'], first: 'newest', limit: String(SHOWN) } }, { init: { signal } }));
