/** Lists what Muster could not read of an account, and the permissions that would close the gaps. */
import Box from '@cloudscape-design/components/box';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { api, read } from '../../api/client.ts';
import type { AccountStanding } from '../../components/account-state.tsx';
import { ListTable } from '../../components/list-table.tsx';
import { PermissionPatch } from '../../components/permission-patch.tsx';
import { Empty } from '../../components/states.tsx';
import { Text } from '../../components/text.tsx';
import { useList } from '../../components/use-list.ts';
import { missingPermissions, type Missing } from './missing-permissions.ts';

const OUTCOMES = ['partial', 'denied', 'failed', 'suspect'] as const;

interface GapsProps {
  readonly accountId: string;
  readonly status: AccountStanding['status'];
}

export function Gaps({ accountId, status }: GapsProps) {
  const list = useList(['coverage', accountId, OUTCOMES], (cursor) =>
    read(
      api.coverage.$get({
        query: { account_id: accountId, outcome: OUTCOMES.join(','), limit: '100', ...(cursor !== undefined && { cursor }) },
      }),
    ),
  );
  const missing = missingPermissions(list.data?.pages.flatMap(({ items }) => items) ?? []);
  return (
    <SpaceBetween size="l">
      {missing.length > 0 && <MissingPermissions accountId={accountId} missing={missing} isWhole={!list.hasNextPage} />}
      <ListTable
        title="What could not be read"
        list={list}
        nameOf={({ type, segment }) => `${type} in ${segment}`}
        empty={<NoGaps status={status} />}
        columnDefinitions={[
          { id: 'type', header: 'Type', isRowHeader: true, cell: ({ type }) => (type === '*' ? 'The whole account' : type) },
          { id: 'segment', header: 'Region', cell: ({ segment }) => segment },
          { id: 'outcome', header: 'Outcome', cell: ({ outcome }) => outcome ?? '–' },
          { id: 'permission', header: 'Missing permission', cell: ({ error }) => error?.permission ?? '–' },
          { id: 'why', header: 'Why', cell: ({ error }) => <Text of={error?.message ?? '–'} /> },
        ]}
      />
    </SpaceBetween>
  );
}

interface MissingPermissionsProps {
  readonly accountId: string;
  readonly missing: readonly Missing[];
  /** Every gap has been read; if false, there may be more. */
  readonly isWhole: boolean;
}

function MissingPermissions({ accountId, missing, isWhole }: MissingPermissionsProps) {
  return (
    <Container
      header={
        <Header variant="h2" counter={`(${isWhole ? '' : 'at least '}${missing.length})`}>
          Missing permissions
        </Header>
      }
    >
      <SpaceBetween size="s">
        <PermissionPatch account={accountId} permissions={missing.map(({ permission }) => permission).toSorted()} />
        {missing.map(({ permission, types, slices }) => (
          <Box key={permission} variant="small" display="block">
            {permission}: {slices === 1 ? 'one slice' : `${slices.toLocaleString()} slices`} of {types.join(', ')}
          </Box>
        ))}
      </SpaceBetween>
    </Container>
  );
}

/** Without a list of gaps, only an account whose inventory ended whole was read. */
function NoGaps({ status }: { readonly status: AccountStanding['status'] }) {
  if (status === 'ok') return <Empty title="Everything was read">The newest inventory saw every slice of this account whole.</Empty>;
  return (
    <Empty title="It is not known">
      {status === 'never_run'
        ? 'No inventory of this account has ended yet, so nothing is known of it.'
        : 'The newest inventory did not end whole, and tells of no single slice.'}
    </Empty>
  );
}
