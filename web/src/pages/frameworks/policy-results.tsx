/** The results of the policies that check a control, with examples of what is unknown and why. */
import Box from '@cloudscape-design/components/box';
import Container from '@cloudscape-design/components/container';
import ExpandableSection from '@cloudscape-design/components/expandable-section';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useQuery } from '@tanstack/react-query';
import { namedCounts } from '../../../../shared/number-text.ts';
import { notSeenWhole, unknownText } from '../../../../shared/reports/framework-words.ts';
import { PermissionPatch } from '../../components/permission-patch.tsx';
import { RouteLink } from '../../components/route-link.tsx';
import { SeverityBadge } from '../../components/severity.tsx';
import { Answer } from '../../components/states.tsx';
import { Text } from '../../components/text.tsx';
import { Time } from '../../components/time.tsx';
import { readPolicy } from './framework-api.ts';

interface PolicyResultsProps {
  readonly policies: readonly string[];
  /** Ids and selectors; none for all accounts. */
  readonly accounts: readonly string[];
}

export const PolicyResults = ({ policies, accounts }: PolicyResultsProps) => (
  <SpaceBetween size="m">
    {policies.map((id) => (
      <Policy key={id} id={id} accounts={accounts} />
    ))}
  </SpaceBetween>
);

type PolicyDetail = Awaited<ReturnType<typeof readPolicy>>;

function Policy({ id, accounts }: { readonly id: string; readonly accounts: readonly string[] }) {
  const query = useQuery({ queryKey: ['policies', id, { accounts }], queryFn: () => readPolicy(id, accounts) });
  return (
    <Container
      header={
        <Header variant="h3" description={<RouteLink to={`/policies/${encodeURIComponent(id)}`}>{id}</RouteLink>}>
          {query.data?.title ?? id}
        </Header>
      }
    >
      <Answer query={query}>
        {({ severity, results }) => (
          <SpaceBetween size="s">
            <SeverityBadge of={severity} />
            {results ? <Counts of={results} /> : <Box>No scan has a result of this policy yet.</Box>}
          </SpaceBetween>
        )}
      </Answer>
    </Container>
  );
}

function Counts({ of }: { readonly of: NonNullable<PolicyDetail['results']> }) {
  const { pass, fail, unknown, not_applicable, suppressed, unknowns, not_whole, not_whole_in, evaluated_at } = of;
  const notWhole = notSeenWhole(not_whole, not_whole_in);
  return (
    <>
      <Box>
        {namedCounts({ pass, fail: fail - suppressed, suppressed, unknown, 'not applicable': not_applicable })}; the oldest result is of{' '}
        <Time at={evaluated_at} />
      </Box>
      {notWhole !== undefined && <Box>{notWhole}: there may be resources that nobody has judged.</Box>}
      {unknown > 0 && (
        <ExpandableSection headerText={unknownText(unknown)}>
          <SpaceBetween size="m">
            {unknowns.map(({ resource_uid, reason, permission }) => (
              <div key={resource_uid}>
                <RouteLink to={`/resources/one?id=${encodeURIComponent(resource_uid)}`}>
                  <Text of={resource_uid} />
                </RouteLink>
                : <Text of={reason} />
                {permission !== undefined && <PermissionPatch account={resource_uid} permissions={[permission]} />}
              </div>
            ))}
          </SpaceBetween>
        </ExpandableSection>
      )}
    </>
  );
}
