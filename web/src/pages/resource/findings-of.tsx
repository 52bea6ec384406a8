/** The findings of a resource. */
import SegmentedControl from '@cloudscape-design/components/segmented-control';
import type { FindingStatus } from '../../../../shared/scan/model.ts';
import { listValue } from '../../../../shared/validation/lists.ts';
import { api, read } from '../../api/client.ts';
import { ListTable } from '../../components/list-table.tsx';
import { readFilled } from '../../components/read-filled.ts';
import { SeverityBadge } from '../../components/severity.tsx';
import { Empty } from '../../components/states.tsx';
import { Text } from '../../components/text.tsx';
import { Time } from '../../components/time.tsx';
import { totalText } from '../../components/total-text.ts';
import { useAddress } from '../../components/use-address.ts';
import { useList } from '../../components/use-list.ts';
import type { Resource } from './resource.ts';

const STATUSES = ['open', 'suppressed', 'resolved'] as const satisfies readonly FindingStatus[];

export function FindingsOf({ resource: { resource_uid, account_id, type } }: { readonly resource: Resource }) {
  const address = useAddress();
  const status = STATUSES.find((each) => each === address.one('status')) ?? 'open';
  const list = useList(['findings of', resource_uid, status], (cursor) =>
    readFilled(
      (from) =>
        read(
          api.findings.$get({
            query: {
              status,
              account_id: [account_id],
              type: [type],
              resource: [listValue(resource_uid)],
              ...(from !== undefined && { cursor: from }),
            },
          }),
        ),
      cursor,
    ),
  );
  const total = list.data?.pages[0]?.total;
  return (
    <ListTable
      key={status}
      title="Findings"
      list={list}
      trackBy="id"
      nameOf={({ title }) => title}
      counter={total && totalText(total)}
      actions={
        <SegmentedControl
          label="Which findings"
          selectedId={status}
          options={STATUSES.map((id) => ({ id, text: id }))}
          onChange={({ detail }) => address.set({ status: detail.selectedId })}
        />
      }
      empty={<Empty title={`No ${status} findings`}>As far as the newest scan could see what its policies ask for.</Empty>}
      columnDefinitions={[
        { id: 'severity', header: 'Severity', minWidth: 110, cell: ({ severity }) => <SeverityBadge of={severity} /> },
        { id: 'title', header: 'What is wrong', isRowHeader: true, minWidth: 240, cell: ({ title }) => <Text of={title} /> },
        { id: 'policy_id', header: 'Policy', minWidth: 200, cell: ({ policy_id }) => <Text of={policy_id} /> },
        { id: 'opened_at', header: 'Since', minWidth: 120, cell: ({ opened_at }) => <Time at={opened_at} relative /> },
      ]}
    />
  );
}
