/** One finding: why it fails, since when, how to mend it, and what else is wrong nearby. */
import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import ColumnLayout from '@cloudscape-design/components/column-layout';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import Link from '@cloudscape-design/components/link';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useParams } from 'react-router';
import { api, read } from '../../api/client.ts';
import { sentenceOf } from '../../api/problems.ts';
import { CodeBlock } from '../../components/code-block.tsx';
import { Evidence } from '../../components/evidence.tsx';
import { RouteLink } from '../../components/route-link.tsx';
import { SeverityBadge } from '../../components/severity.tsx';
import { Answer } from '../../components/states.tsx';
import { SuppressDialog } from '../../components/suppress-dialog.tsx';
import { isOfOperators, Suppressed } from '../../components/suppressed.tsx';
import { Text } from '../../components/text.tsx';
import { Time } from '../../components/time.tsx';
import { useSession } from '../../session/session.tsx';
import { type FindingDetail, readFinding } from './finding-detail.ts';
import { History } from './history.tsx';
import { Related } from './related.tsx';

export default function FindingPage() {
  const { finding_id = '' } = useParams();
  const query = useQuery({ queryKey: ['finding', finding_id], queryFn: async ({ signal }) => await readFinding(finding_id, signal) });
  return <Answer query={query}>{(finding) => <Finding finding={finding} />}</Answer>;
}

function Finding({ finding }: { readonly finding: FindingDetail }) {
  return (
    <SpaceBetween size="l">
      <Top finding={finding} />
      <Container header={<Header variant="h2">Facts</Header>}>
        <Facts finding={finding} />
      </Container>
      <Container header={<Header variant="h2">Evidence</Header>}>
        <WhyItFails finding={finding} />
      </Container>
      {finding.policy && (
        <Container header={<Header variant="h2">How to fix it</Header>}>
          <Remediation policy={finding.policy} />
        </Container>
      )}
      <Container header={<Header variant="h2">History</Header>}>
        <History finding={finding} />
      </Container>
      <Related finding={finding} />
    </SpaceBetween>
  );
}

function Top({ finding }: { readonly finding: FindingDetail }) {
  const session = useSession();
  const queries = useQueryClient();
  const [isSuppressing, setSuppressing] = useState(false);
  const open = useMutation({
    mutationFn: async () =>
      await read(api.findings[':finding_id'].unsuppress.$post({ param: { finding_id: encodeURIComponent(finding.finding_id) }, json: {} })),
    onSettled: async () => await queries.invalidateQueries(),
  });
  return (
    <SpaceBetween size="s">
      <Header
        variant="h1"
        description={finding.policy?.description}
        actions={
          session.may('operator') &&
          !isOfOperators(finding) && (
            <SpaceBetween direction="horizontal" size="xs">
              {finding.status === 'suppressed' && (
                <Button loading={open.isPending} onClick={() => open.mutate()}>
                  Lift the suppression
                </Button>
              )}
              {finding.status !== 'resolved' && <Button onClick={() => setSuppressing(true)}>Suppress</Button>}
            </SpaceBetween>
          )
        }
      >
        {finding.title}
      </Header>
      {open.error && <Alert type="error">{sentenceOf(open.error)}</Alert>}
      {finding.suppression && <Suppressed by={finding.suppression} />}
      {finding.verdict === 'unknown' && (
        <Alert type="warning" header="It is not known whether this is still so">
          <Text of={finding.reason ?? 'The last scan could not judge the resource.'} />
        </Alert>
      )}
      {isSuppressing && <SuppressDialog findings={[finding]} onClose={() => setSuppressing(false)} />}
    </SpaceBetween>
  );
}

function Facts({ finding }: { readonly finding: FindingDetail }) {
  return (
    <KeyValuePairs
      columns={3}
      items={[
        { label: 'Severity', value: <SeverityBadge of={finding.severity} /> },
        { label: 'Status', value: finding.status },
        {
          label: 'Resource',
          value: (
            <RouteLink to={`/resources/one?id=${encodeURIComponent(finding.resource_uid)}`}>
              <Text of={finding.resource_name ?? finding.resource_id} />
            </RouteLink>
          ),
        },
        { label: 'Type', value: finding.type },
        { label: 'Account', value: finding.account_id },
        { label: 'Region', value: finding.region },
        { label: 'Policy', value: <RouteLink to={`/policies/${encodeURIComponent(finding.policy_id)}`}>{finding.policy_id}</RouteLink> },
        { label: 'First seen', value: <Time at={finding.first_seen_at} /> },
        finding.resolved_at === undefined
          ? { label: 'Open since', value: <Time at={finding.opened_at} /> }
          : { label: 'Resolved', value: <Time at={finding.resolved_at} /> },
      ]}
    />
  );
}

function WhyItFails({ finding: { evidence, status } }: { readonly finding: FindingDetail }) {
  if (evidence !== undefined) return <Evidence of={evidence} />;
  return (
    <Box color="text-body-secondary">
      {status === 'resolved' ? 'Nothing fails any more.' : 'This policy shows no part of the resource. The resource has all of it.'}
    </Box>
  );
}

function Remediation({ policy: { remediation, references } }: { readonly policy: NonNullable<FindingDetail['policy']> }) {
  return (
    <SpaceBetween size="m">
      <Box>{remediation.text}</Box>
      <ColumnLayout columns={remediation.console && remediation.cli !== undefined ? 2 : 1}>
        {remediation.console && (
          <div>
            <Box variant="awsui-key-label">In the console</Box>
            <ol>
              {remediation.console.map((step) => (
                <li key={step}>{step}</li>
              ))}
            </ol>
          </div>
        )}
        {remediation.cli !== undefined && (
          <div>
            <Box variant="awsui-key-label">On the command line</Box>
            <CodeBlock text={remediation.cli} name="the command" />
          </div>
        )}
      </ColumnLayout>
      {references.length > 0 && (
        <SpaceBetween size="xxs">
          {references.map((reference) => (
            <Reference key={reference} address={reference} />
          ))}
        </SpaceBetween>
      )}
    </SpaceBetween>
  );
}

/** Only addresses of the web become links: a policy may be anybody's. */
function Reference({ address }: { readonly address: string }) {
  if (!address.startsWith('https://')) return <Text of={address} />;
  return (
    <Link href={address} external externalIconAriaLabel="Opens in a new tab" rel="noreferrer">
      {address}
    </Link>
  );
}
