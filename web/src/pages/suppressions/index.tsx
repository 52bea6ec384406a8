/** The suppressions in force: what somebody accepts, why, until when, and what that hides. */
import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, read } from '../../api/client.ts';
import { sentenceOf } from '../../api/problems.ts';
import { Dialog } from '../../components/dialog.tsx';
import { ListTable } from '../../components/list-table.tsx';
import { Person } from '../../components/person.tsx';
import { RouteLink } from '../../components/route-link.tsx';
import { Empty } from '../../components/states.tsx';
import { Text } from '../../components/text.tsx';
import { Time } from '../../components/time.tsx';
import { useList } from '../../components/use-list.ts';
import { useSession } from '../../session/session.tsx';

const readSuppressions = (cursor: string | undefined, signal: AbortSignal) =>
  read(api.suppressions.$get({ query: { limit: '50', ...(cursor !== undefined && { cursor }) } }, { init: { signal } }));

type Suppression = Awaited<ReturnType<typeof readSuppressions>>['items'][number];

const DESCRIPTION = 'Findings whose risk somebody accepts. They do not count as open.';

export default function Suppressions() {
  const session = useSession();
  const list = useList(['suppressions'], readSuppressions);
  const [lifting, setLifting] = useState<Suppression>();
  return (
    <>
      <ListTable
        title="Suppressions"
        description={session.me.scope === 'all' ? DESCRIPTION : `${DESCRIPTION} Those of the operators are not listed.`}
        list={list}
        trackBy="suppression_id"
        nameOf={({ reason }) => reason}
        empty={
          <Empty title="No suppressions">Whoever accepts the risk of a finding suppresses it on the finding’s page, with a reason.</Empty>
        }
        columnDefinitions={[
          {
            id: 'what',
            header: 'What it hides',
            cell: (suppression) => <Hidden by={suppression} />,
            isRowHeader: true,
            width: 290,
            minWidth: 180,
          },
          { id: 'reason', header: 'Why', cell: ({ reason }) => <Text of={reason} />, width: 170, minWidth: 110 },
          { id: 'who', header: 'Who', cell: (suppression) => <Person {...suppression} />, width: 100, minWidth: 80 },
          { id: 'since', header: 'Since', cell: ({ created_at }) => <Time at={created_at} />, width: 100, minWidth: 80 },
          {
            id: 'until',
            header: 'Until',
            cell: ({ until }) => (until === undefined ? 'for good' : <Time at={until} />),
            width: 100,
            minWidth: 80,
          },
          ...(session.may('operator')
            ? [
                {
                  id: 'lift',
                  header: 'Actions',
                  width: 85,
                  minWidth: 80,
                  cell: (suppression: Suppression) => (
                    <Button
                      variant="inline-link"
                      ariaLabel={`Lift the suppression ${suppression.suppression_id}`}
                      onClick={() => setLifting(suppression)}
                    >
                      Lift
                    </Button>
                  ),
                },
              ]
            : []),
        ]}
      />
      {lifting && <LiftDialog suppression={lifting} onClose={() => setLifting(undefined)} />}
    </>
  );
}

/** Says what a suppression covers, with a link to the findings that it hides now. */
function Hidden({ by: { suppression_id, scope } }: { readonly by: Suppression }) {
  const hides = `/findings?status=suppressed&suppression_id=${encodeURIComponent(suppression_id)}`;
  if (scope.finding_id !== undefined)
    return (
      <RouteLink to={`/findings/${encodeURIComponent(scope.finding_id)}`}>
        <Text of={scope.finding_id} most={160} />
      </RouteLink>
    );
  const { policy_id, account_id, accounts, resource, tag } = scope;
  const members = Object.entries({ Policy: policy_id, Account: account_id, Accounts: accounts?.join(', '), Resource: resource, Tag: tag });
  return (
    <SpaceBetween size="xxs">
      {members.map(([name, value]) =>
        value === undefined ? undefined : (
          <div key={name}>
            {name}: <Text of={value} most={160} />
          </div>
        ),
      )}
      <RouteLink to={hides}>Show what it hides</RouteLink>
    </SpaceBetween>
  );
}

function LiftDialog({ suppression, onClose }: { readonly suppression: Suppression; readonly onClose: () => void }) {
  const queries = useQueryClient();
  const lift = useMutation({
    mutationFn: async () => await liftSuppression(suppression),
    onSettled: async () => await queries.invalidateQueries(),
    onSuccess: onClose,
  });
  return (
    <Dialog
      title="Lift the suppression"
      onClose={onClose}
      action={{ label: 'Lift it', isPending: lift.isPending, onClick: () => lift.mutate() }}
    >
      {lift.error && <Alert type="error">{sentenceOf(lift.error)}</Alert>}
      <Hidden by={suppression} />
      <Box>
        {suppression.scope.finding_id === undefined
          ? 'What it hides opens again at the next scan of its account.'
          : 'The finding opens again at once, unless a rule hides it too.'}
      </Box>
    </Dialog>
  );
}

/** Ends a suppression. One of a single finding ends by way of the finding, which then opens at once. */
async function liftSuppression({ suppression_id, scope }: Suppression): Promise<void> {
  if (scope.finding_id === undefined)
    await read(api.suppressions[':suppression_id'].$delete({ param: { suppression_id: encodeURIComponent(suppression_id) } }));
  else await read(api.findings[':finding_id'].unsuppress.$post({ param: { finding_id: encodeURIComponent(scope.finding_id) }, json: {} }));
}
