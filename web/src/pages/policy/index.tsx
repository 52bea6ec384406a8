/** One policy: what it asks, its verdicts, its text and tests, and the findings that it has. */
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Tabs from '@cloudscape-design/components/tabs';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useNavigate, useParams } from 'react-router';
import { api, read } from '../../api/client.ts';
import { Dialog } from '../../components/dialog.tsx';
import { RouteLink } from '../../components/route-link.tsx';
import { SeverityBadge } from '../../components/severity.tsx';
import { Answer, Empty, Failed } from '../../components/states.tsx';
import { Text } from '../../components/text.tsx';
import { Time } from '../../components/time.tsx';
import { useAddress } from '../../components/use-address.ts';
import { VerdictCounts } from '../../components/verdict-counts.tsx';
import { useSession } from '../../session/session.tsx';
import { PolicyFile } from './policy-file.tsx';
import { PolicyFindings } from './policy-findings.tsx';

type Policy = Awaited<ReturnType<typeof readPolicy>>;

const readPolicy = (policy_id: string) => read(api.policies[':policy_id'].$get({ param: { policy_id }, query: {} }));

export default function PolicyPage() {
  const { policy_id = '' } = useParams();
  const policy = useQuery({ queryKey: ['policy', policy_id], queryFn: () => readPolicy(policy_id) });
  return <Answer query={policy}>{(data) => <Shown policy={data} />}</Answer>;
}

function Shown({ policy }: { readonly policy: Policy }) {
  const address = useAddress();
  const navigate = useNavigate();
  const session = useSession();
  const [isRemoving, setRemoving] = useState(false);
  const path = `/policies/${encodeURIComponent(policy.policy_id)}`;
  return (
    <SpaceBetween size="l">
      <Header
        variant="h1"
        description={policy.policy_id}
        actions={
          policy.origin === 'user' &&
          session.may('admin') && (
            <SpaceBetween size="xs" direction="horizontal">
              <Button onClick={() => setRemoving(true)}>Delete</Button>
              <Button variant="primary" onClick={() => void navigate(`${path}/edit`)}>
                Edit
              </Button>
            </SpaceBetween>
          )
        }
      >
        {policy.title}
      </Header>
      <Results policy={policy} />
      <Tabs
        activeTabId={address.one('tab') ?? 'about'}
        onChange={({ detail }) => address.set({ tab: detail.activeTabId === 'about' ? undefined : detail.activeTabId })}
        tabs={[
          { id: 'about', label: 'About', content: <About policy={policy} /> },
          { id: 'findings', label: 'Findings', content: <PolicyFindings policyId={policy.policy_id} /> },
          { id: 'file', label: 'Text and tests', content: <PolicyFile policyId={policy.policy_id} /> },
        ]}
      />
      {isRemoving && <Remove policyId={policy.policy_id} onClose={() => setRemoving(false)} />}
    </SpaceBetween>
  );
}

function Results({ policy: { results } }: { readonly policy: Policy }) {
  if (!results)
    return (
      <Container>
        <Empty title="No verdicts yet">The next scan judges the resources of this type.</Empty>
      </Container>
    );
  return (
    <Container
      header={
        <Header
          variant="h2"
          description={
            <>
              Judged <Time at={results.evaluated_at} relative />
              {results.accounts !== undefined &&
                ` in ${results.accounts.toLocaleString()} ${results.accounts === 1 ? 'account' : 'accounts'}`}
              {results.suppressed > 0 && `; ${results.suppressed.toLocaleString()} of those that fail are suppressed`}
            </>
          }
        >
          Verdicts
        </Header>
      }
    >
      <SpaceBetween size="m">
        <VerdictCounts counts={results} />
        {results.not_whole !== undefined && results.not_whole > 0 && (
          <Box color="text-status-warning">
            {results.not_whole.toLocaleString()} {results.not_whole === 1 ? 'account has' : 'accounts have'} an inventory of this type that
            is not whole: resources that were not seen were not judged. <RouteLink to="/coverage">See the coverage</RouteLink>
          </Box>
        )}
        {results.unknowns.length > 0 && (
          <div>
            <Box variant="h3">Why resources are unknown</Box>
            <ul>
              {results.unknowns.map(({ resource_uid, reason, permission }) => (
                <li key={resource_uid}>
                  <Text of={reason} />
                  {permission !== undefined && (
                    <>
                      {' '}
                      Missing: <code>{permission}</code>
                    </>
                  )}
                </li>
              ))}
            </ul>
          </div>
        )}
      </SpaceBetween>
    </Container>
  );
}

const controlsOf = (frameworks: Policy['frameworks']) => Object.entries(frameworks);

function About({ policy }: { readonly policy: Policy }) {
  const { severity, resource_type, frameworks, description, remediation, references, applies_to, pass, evidence } = policy;
  const controls = controlsOf(frameworks);
  return (
    <SpaceBetween size="l">
      <Text of={description} most={2000} />
      <KeyValuePairs
        columns={3}
        minColumnWidth={200}
        items={[
          { label: 'Severity', value: <SeverityBadge of={severity} /> },
          {
            label: 'Resource type',
            value: <RouteLink to={`/resources?type=${encodeURIComponent(resource_type)}`}>{resource_type}</RouteLink>,
          },
          { label: 'From', value: policy.origin === 'user' ? 'you' : 'Muster' },
        ]}
      />
      <div>
        <Box variant="h3">Condition</Box>
        {applies_to !== undefined && (
          <p>
            Applies to resources where <code>{applies_to}</code>
          </p>
        )}
        <p>
          Passes where <code>{pass}</code>
        </p>
        {evidence !== undefined && (
          <p>
            Shows of those that fail <code>{evidence}</code>
          </p>
        )}
      </div>
      <div>
        <Box variant="h3">What to do</Box>
        <Text of={remediation.text} most={2000} />
        {remediation.console && (
          <ol>
            {remediation.console.map((step) => (
              <li key={step}>{step}</li>
            ))}
          </ol>
        )}
        {remediation.cli !== undefined && (
          <Box variant="pre">
            <code>{remediation.cli}</code>
          </Box>
        )}
      </div>
      <div>
        <Box variant="h3">Controls</Box>
        {controls.length === 0 && <Box color="text-body-secondary">No framework names this policy.</Box>}
        <ul>
          {controls.map(([framework, ids]) => (
            <li key={framework}>
              <RouteLink to={`/frameworks/${encodeURIComponent(framework)}`}>{framework}</RouteLink>: {ids.join(', ')}
            </li>
          ))}
        </ul>
      </div>
      {references.length > 0 && (
        <div>
          <Box variant="h3">References</Box>
          <ul>
            {references.map((reference) => (
              <li key={reference}>
                <Reference address={reference} />
              </li>
            ))}
          </ul>
        </div>
      )}
    </SpaceBetween>
  );
}

/** Only an address of HTTPS becomes a link: a user's policy may hold any. */
const Reference = ({ address }: { readonly address: string }) =>
  address.startsWith('https://') ? (
    <a href={address} rel="noopener noreferrer" target="_blank">
      {address}
    </a>
  ) : (
    <Text of={address} />
  );

function Remove({ policyId, onClose }: { readonly policyId: string; readonly onClose: () => void }) {
  const navigate = useNavigate();
  const client = useQueryClient();
  const remove = useMutation({
    mutationFn: () => read(api.policies[':policy_id'].$delete({ param: { policy_id: policyId } })),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['policies'] });
      void navigate('/policies');
    },
  });
  return (
    <Dialog
      title={`Delete ${policyId}`}
      onClose={onClose}
      leave="Keep it"
      action={{ label: 'Delete', isPending: remove.isPending, onClick: () => remove.mutate() }}
    >
      <span>The next scan of each account resolves the findings of this policy. Its text is lost; copy it first if you may need it.</span>
      {remove.error && <Failed error={remove.error} />}
    </Dialog>
  );
}
