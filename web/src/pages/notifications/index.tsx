/** Lists the events that the reader was told, the newest first. */
import Button from '@cloudscape-design/components/button';
import ColumnLayout from '@cloudscape-design/components/column-layout';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { counted } from '../../../../shared/number-text.ts';
import { AddressInput } from '../../components/address-input.tsx';
import { AddressSelect } from '../../components/address-select.tsx';
import { ListTable } from '../../components/list-table.tsx';
import { RouteLink } from '../../components/route-link.tsx';
import { SeverityBadge } from '../../components/severity.tsx';
import { Empty, Failed } from '../../components/states.tsx';
import { Text } from '../../components/text.tsx';
import { Time } from '../../components/time.tsx';
import { useAddress } from '../../components/use-address.ts';
import { useList } from '../../components/use-list.ts';
import { useSession } from '../../session/session.tsx';
import { countUnread, markRead, type Notification, type NotificationFilter, readNotifications } from './notification-api.ts';
import { subjectAddress } from './subject.ts';

const UNREAD_OPTIONS = [
  { value: 'true', label: 'Unread' },
  { value: 'false', label: 'Read' },
];

export default function Notifications() {
  const address = useAddress();
  const { me } = useSession();
  const queries = useQueryClient();
  const unread = address.one('unread');
  const subject = address.one('subject');
  const recipient = address.one('recipient');
  const filter: NotificationFilter = {
    ...((unread === 'true' || unread === 'false') && { unread }),
    ...(subject !== undefined && { subject }),
    ...(recipient !== undefined && { recipient }),
  };
  const list = useList(['notifications', filter], (cursor) => readNotifications(filter, cursor));
  const count = useQuery({ queryKey: ['notifications', 'unread', recipient], queryFn: () => countUnread(recipient) });
  const mark = useMutation({
    mutationFn: async (ids: readonly string[]) => {
      for (const id of ids) await markRead(id);
    },
    onSettled: () => queries.invalidateQueries({ queryKey: ['notifications'] }),
  });
  const unreadShown = (list.data?.pages ?? []).flatMap(({ items }) => items.filter(({ read_at }) => read_at === undefined));
  return (
    <SpaceBetween size="m">
      {mark.error && <Failed error={mark.error} />}
      <ListTable
        title="Notifications"
        description={
          count.data &&
          `${count.data.isLeast ? 'At least ' : ''}${counted(count.data.count, 'unread notification')}. They are kept for 90 days.`
        }
        list={list}
        trackBy="notification_id"
        nameOf={({ title }) => title}
        actions={
          <Button
            disabled={unreadShown.length === 0}
            loading={mark.isPending}
            onClick={() => mark.mutate(unreadShown.map(({ notification_id }) => notification_id))}
          >
            Mark those shown as read
          </Button>
        }
        filter={
          <ColumnLayout columns={3}>
            <AddressSelect address={address} name="unread" label="State" any="Read and unread" options={UNREAD_OPTIONS} />
            <AddressInput address={address} name="subject" label="About" placeholder="Id of a finding, a job, a customer, …" />
            {me.scope === 'all' && (
              <AddressInput address={address} name="recipient" label="Told to" placeholder="operators, or a customer's id" />
            )}
          </ColumnLayout>
        }
        empty={
          <Empty title="No notification matches">
            You are told of findings, of accounts that can no longer be read, and of the ends of jobs.
          </Empty>
        }
        columnDefinitions={[
          { id: 'title', header: 'What happened', minWidth: 260, cell: (each) => <Title of={each} />, isRowHeader: true },
          { id: 'severity', header: 'Severity', cell: ({ severity }) => <SeverityBadge of={severity} /> },
          { id: 'type', header: 'Kind', cell: ({ type }) => type.replace(/^muster\./, '').replaceAll('.', ' ') },
          { id: 'created_at', header: 'When', cell: ({ created_at }) => <Time at={created_at} relative /> },
          {
            id: 'read',
            header: 'State',
            cell: ({ notification_id, read_at, title }) =>
              read_at === undefined ? (
                <Button
                  variant="inline-link"
                  ariaLabel={`Mark as read: ${title}`}
                  disabled={mark.isPending}
                  onClick={() => mark.mutate([notification_id])}
                >
                  Mark as read
                </Button>
              ) : (
                <StatusIndicator type="success">read</StatusIndicator>
              ),
          },
        ]}
      />
    </SpaceBetween>
  );
}

function Title({ of }: { readonly of: Notification }) {
  const to = subjectAddress(of);
  return to === undefined ? (
    <Text of={of.title} />
  ) : (
    <RouteLink to={to}>
      <Text of={of.title} />
    </RouteLink>
  );
}
