/** The verdicts of a policy that is being written on stored resources, with examples and what failed in them. */
import Box from '@cloudscape-design/components/box';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Tabs from '@cloudscape-design/components/tabs';
import { useState } from 'react';
import { RouteLink } from '../../components/route-link.tsx';
import { Empty } from '../../components/states.tsx';
import { Text } from '../../components/text.tsx';
import { VerdictCounts, VERDICTS, verdictWord } from '../../components/verdict-counts.tsx';
import type { Checked } from './use-check.ts';

type Trial = NonNullable<Checked['trial']>;
type Example = Trial['examples']['fail'][number];

export function TrialResult({ trial }: { readonly trial: Trial }) {
  const { counts, examples, resources, accounts, whole } = trial;
  const [chosen, setChosen] = useState<string>();
  const first = VERDICTS.find((verdict) => counts[verdict] > 0) ?? 'fail';
  if (resources === 0)
    return <Empty title="Nothing to judge">No stored resource is of this type in the accounts that were looked at.</Empty>;
  return (
    <SpaceBetween size="m">
      <Box>
        {whole
          ? `All ${resources.toLocaleString()} stored resources of the type were judged.`
          : `${resources.toLocaleString()} resources were judged, and there may be more: ${accounts.read.toLocaleString()} of ${accounts.total.toLocaleString()} accounts were read to their end.`}
      </Box>
      <VerdictCounts counts={counts} />
      <Tabs
        activeTabId={chosen ?? first}
        onChange={({ detail }) => setChosen(detail.activeTabId)}
        tabs={VERDICTS.map((verdict) => ({
          id: verdict,
          label: `${verdictWord(verdict).split(':')[0]} (${counts[verdict].toLocaleString()})`,
          content: <Examples examples={examples[verdict]} />,
        }))}
      />
    </SpaceBetween>
  );
}

function Examples({ examples }: { readonly examples: readonly Example[] }) {
  if (examples.length === 0) return <Box color="text-body-secondary">No resource has this verdict.</Box>;
  return (
    <ul>
      {examples.map(({ id, resource_uid, name, account_id, reason, permission, evidence, evidence_problem }) => (
        <li key={resource_uid}>
          <RouteLink to={`/resources/one?id=${encodeURIComponent(id)}`}>
            <Text of={name ?? id} />
          </RouteLink>{' '}
          <Box color="text-body-secondary" display="inline">
            {account_id}
          </Box>
          {reason !== undefined && (
            <div>
              <Text of={reason} />
              {permission !== undefined && (
                <>
                  {' '}
                  Missing: <code>{permission}</code>
                </>
              )}
            </div>
          )}
          {evidence !== undefined && (
            <div>
              <code>
                <Text of={JSON.stringify(evidence)} />
              </code>
            </div>
          )}
          {evidence_problem !== undefined && (
            <div>
              Nothing is shown: <Text of={evidence_problem} />
            </div>
          )}
        </li>
      ))}
    </ul>
  );
}
