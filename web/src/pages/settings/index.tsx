/** The settings of the deployment, and who is signed in. Both are shown here and changed elsewhere. */
import Box from '@cloudscape-design/components/box';
import Container from '@cloudscape-design/components/container';
import ContentLayout from '@cloudscape-design/components/content-layout';
import Header from '@cloudscape-design/components/header';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import { useQuery } from '@tanstack/react-query';
import { api, read } from '../../api/client.ts';
import { Answer } from '../../components/states.tsx';
import { Text } from '../../components/text.tsx';
import { Time } from '../../components/time.tsx';
import { useSession } from '../../session/session.tsx';

const readSettings = () => read(api.settings.$get());
type SettingsAnswer = Awaited<ReturnType<typeof readSettings>>;

const INTEGRATIONS: Readonly<Record<SettingsAnswer['integrations'][number]['name'], string>> = {
  sign_in: 'Sign-in',
  events_topic: 'Topic of events (SNS)',
  event_bus: 'Bus of events (EventBridge)',
  alarm_email: 'Alarms by e-mail',
  notifications_rpc: 'Notifications by gRPC-Web and Connect',
};
const KEPT: Readonly<Record<SettingsAnswer['retention'][number]['what'], string>> = {
  audit: 'Audit log',
  deleted_resources: 'Deleted resources',
  exports: 'Exports',
  jobs: 'Jobs',
  logs: 'Logs of the functions',
  notifications: 'Notifications',
  suppressions: 'Suppressions that have ended',
};

export default function Settings() {
  const { me } = useSession();
  return (
    <ContentLayout header={<Header variant="h1">Settings</Header>}>
      <SpaceBetween size="l">
        <Caller />
        {me.scope === 'all' && <Deployment />}
      </SpaceBetween>
    </ContentLayout>
  );
}

function Caller() {
  const { me, expiresAt } = useSession();
  return (
    <Container header={<Header variant="h2">You</Header>}>
      <SpaceBetween size="m">
        <KeyValuePairs
          columns={2}
          items={[
            { label: 'Name', value: <Text of={me.name} /> },
            { label: 'Id', value: <Text of={me.id} /> },
            { label: 'Role', value: me.role },
            { label: 'You see', value: me.sees },
            {
              label: 'Your token ends',
              value: expiresAt === undefined ? 'The issuer does not say' : <Time at={new Date(expiresAt * 1000).toISOString()} relative />,
            },
            { label: 'Address of the API', value: <Box variant="code">{`${location.origin}/api`}</Box> },
          ]}
        />
        <Box color="text-body-secondary">
          For a token of your own on the command line: <Box variant="code">muster login</Box>, then <Box variant="code">muster whoami</Box>.
        </Box>
      </SpaceBetween>
    </Container>
  );
}

function Deployment() {
  const query = useQuery({ queryKey: ['settings'], queryFn: readSettings });
  return (
    <Answer query={query}>
      {(settings) => (
        <SpaceBetween size="l">
          <Container header={<Header variant="h2">Schedule</Header>}>
            <KeyValuePairs
              columns={2}
              items={[
                ...settings.schedules.map(({ what, words, expression }) => ({
                  label: what,
                  value: (
                    <>
                      {words ?? 'See the expression'} <Box variant="code">{expression}</Box>
                    </>
                  ),
                })),
                { label: 'The nightly run covers', value: <Text of={coveredBy(settings)} /> },
                {
                  label: 'Accounts are synced',
                  value: settings.account_sync === 'nightly' ? 'before each nightly run' : 'only when somebody asks for it',
                },
                { label: 'A job is ended after', value: `${settings.job_deadline_hours} hours` },
                { label: 'Findings are told from', value: settings.event_severity },
                { label: 'Version of Muster', value: settings.version },
              ]}
            />
          </Container>
          <Container header={<Header variant="h2">What is kept how long</Header>}>
            <KeyValuePairs
              columns={3}
              items={settings.retention.map(({ what, days }) => ({ label: KEPT[what], value: `${days.toLocaleString()} days` }))}
            />
          </Container>
          <Container header={<Header variant="h2">Integrations</Header>}>
            <KeyValuePairs
              columns={2}
              items={settings.integrations.map(({ name, on, target }) => ({
                label: INTEGRATIONS[name],
                value: (
                  <>
                    <StatusIndicator type={on ? 'success' : 'stopped'}>{on ? 'On' : 'Off'}</StatusIndicator>{' '}
                    {target !== undefined && <Text of={target} />}
                  </>
                ),
              }))}
            />
          </Container>
        </SpaceBetween>
      )}
    </Answer>
  );
}

const coveredBy = ({ nightly_accounts }: SettingsAnswer): string =>
  nightly_accounts === '*' ? 'every enabled account' : (nightly_accounts ?? 'the accounts of the setting nightly-accounts');
