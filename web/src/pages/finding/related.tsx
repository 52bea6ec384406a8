/** Open findings of the same resource, and other resources that fail the same policy. */
import ColumnLayout from '@cloudscape-design/components/column-layout';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { listValue } from '../../../../shared/validation/lists.ts';
import { api, read } from '../../api/client.ts';
import { RouteLink } from '../../components/route-link.tsx';
import { SeverityBadge } from '../../components/severity.tsx';
import { Answer } from '../../components/states.tsx';
import { Text } from '../../components/text.tsx';
import type { FindingDetail } from './finding-detail.ts';

const SHOWN = 5;

interface Filter {
  readonly resource?: string;
  readonly account_id?: string;
  readonly policy?: string;
}

/** One more than is shown, because the finding itself may be among them. */
const readSome = ({ resource, account_id, policy }: Filter, signal: AbortSignal) =>
  read(
    api.findings.$get(
      {
        query: {
          limit: String(SHOWN + 1),
          ...(resource !== undefined && { resource: [listValue(resource)] }),
          ...(account_id !== undefined && { account_id: [listValue(account_id)] }),
          ...(policy !== undefined && { policy: [policy] }),
        },
      },
      { init: { signal } },
    ),
  );

type Item = Awaited<ReturnType<typeof readSome>>['items'][number];

export function Related({ finding }: { readonly finding: FindingDetail }) {
  return (
    <ColumnLayout columns={2}>
      <Some
        title="More of this resource"
        nothing="Nothing else of this resource is open."
        finding={finding}
        filter={{ resource: finding.resource_uid, account_id: finding.account_id }}
        nameOf={({ title }) => title}
      />
      <Some
        title="Other resources that fail this policy"
        nothing="No other resource that was read fails this policy."
        finding={finding}
        filter={{ policy: finding.policy_id }}
        nameOf={({ resource_name, resource_id, account_id }) => (
          <>
            <Text of={resource_name ?? resource_id} most={80} /> in {account_id}
          </>
        )}
      />
    </ColumnLayout>
  );
}

interface SomeProps {
  readonly title: string;
  readonly nothing: string;
  readonly finding: FindingDetail;
  readonly filter: Filter;
  readonly nameOf: (item: Item) => ReactNode;
}

function Some({ title, nothing, finding, filter, nameOf }: SomeProps) {
  const query = useQuery({ queryKey: ['findings', 'related', filter], queryFn: async ({ signal }) => await readSome(filter, signal) });
  const address = new URLSearchParams(Object.entries(filter)).toString();
  return (
    <Container header={<Header variant="h2">{title}</Header>}>
      <Answer query={query}>
        {({ items, next_cursor }) => {
          const others = items.filter(({ finding_id }) => finding_id !== finding.finding_id);
          const isMore = others.length > SHOWN || next_cursor !== undefined;
          return (
            <SpaceBetween size="xs">
              {others.length === 0 && !isMore && nothing}
              {others.slice(0, SHOWN).map((item) => (
                <div key={item.finding_id}>
                  <SeverityBadge of={item.severity} /> <RouteLink to={`/findings/${encodeURIComponent(item.id)}`}>{nameOf(item)}</RouteLink>
                </div>
              ))}
              {isMore && <RouteLink to={`/findings?${address}`}>Show all</RouteLink>}
            </SpaceBetween>
          );
        }}
      </Answer>
    </Container>
  );
}
