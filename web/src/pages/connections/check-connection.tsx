/** Checks a connection, and shows what it may read and what it lacks. */
import Alert, { type AlertProps } from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Modal from '@cloudscape-design/components/modal';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useMutation } from '@tanstack/react-query';
import { api, read } from '../../api/client.ts';
import { Failed, Loading } from '../../components/states.tsx';
import { Text } from '../../components/text.tsx';

const check = (id: string) => read(api.connections[':connection_id'].check.$post({ param: { connection_id: encodeURIComponent(id) } }));
type Checked = Awaited<ReturnType<typeof check>>;

const RESULTS = {
  ok: ['success', 'The login works'],
  incomplete: ['warning', 'The login works, and lacks something'],
  failed: ['error', 'The cloud refuses the login'],
  unreachable: ['error', 'The cloud did not answer'],
} as const satisfies Readonly<Record<Checked['status'], readonly [AlertProps.Type, string]>>;

export function CheckConnection({ id }: { readonly id: string }) {
  const mutation = useMutation({ mutationFn: () => check(id) });
  return (
    <>
      <Button onClick={() => mutation.mutate()} loading={mutation.isPending}>
        Check
      </Button>
      {!mutation.isIdle && (
        <Modal visible header={`Check of ${id}`} closeAriaLabel="Close" onDismiss={() => mutation.reset()}>
          {mutation.isPending && <Loading what="Asking the cloud" />}
          {mutation.error && <Failed error={mutation.error} onRetry={() => mutation.mutate()} />}
          {mutation.data && <Result checked={mutation.data} />}
        </Modal>
      )}
    </>
  );
}

function Result({ checked }: { readonly checked: Checked }) {
  const [type, title] = RESULTS[checked.status];
  const { user, accounts, not_registered = 0, tried, missing_permissions, unknown_permissions, problems, notes } = checked;
  return (
    <SpaceBetween size="m">
      <Alert type={type} header={title}>
        {user !== undefined && (
          <>
            It is <Text of={user} />.{' '}
          </>
        )}
        It can read {accounts.toLocaleString()} accounts, {not_registered.toLocaleString()} of them not registered; {tried.toLocaleString()}{' '}
        were tried.
      </Alert>
      <Lines title="Missing permissions" lines={missing_permissions} />
      <Lines title="Permissions of which the cloud did not tell" lines={unknown_permissions} />
      <Lines
        title="Problems"
        lines={problems.map(({ account_id, message }) => (account_id === undefined ? message : `${account_id}: ${message}`))}
      />
      <Lines title="Notes" lines={notes} />
    </SpaceBetween>
  );
}

function Lines({ title, lines }: { readonly title: string; readonly lines: readonly string[] }) {
  if (lines.length === 0) return null;
  return (
    <div>
      <Box variant="h3">{title}</Box>
      <ul>
        {lines.map((line) => (
          <li key={line}>
            <Text of={line} />
          </li>
        ))}
      </ul>
    </div>
  );
}
