/** One control: its state, the policies that check it, and the resources that pass, fail or are unknown. */
import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Tabs from '@cloudscape-design/components/tabs';
import { useQuery } from '@tanstack/react-query';
import { useParams } from 'react-router';
import { numberText } from '../../../../shared/number-text.ts';
import { noteOf, seenText } from '../../../../shared/reports/framework-words.ts';
import { RouteLink } from '../../components/route-link.tsx';
import { Answer } from '../../components/states.tsx';
import { useAddress } from '../../components/use-address.ts';
import { ControlFindings } from './control-findings.tsx';
import { Evidence } from './evidence.tsx';
import { type Control, type Framework, frameworkKey, readFramework } from './framework-api.ts';
import { PolicyResults } from './policy-results.tsx';
import { MEANINGS, StateWord } from './state.tsx';

export function ControlPage() {
  const { framework_id = '', control_id = '' } = useParams();
  const accounts = useAddress().all('account_id');
  const query = useQuery({ queryKey: frameworkKey(framework_id, accounts), queryFn: () => readFramework(framework_id, accounts) });
  return (
    <Answer query={query}>
      {(framework) => {
        const control = framework.controls.find((each) => each.control_id === control_id);
        return control ? <Shown framework={framework} control={control} /> : <NoControl framework={framework} id={control_id} />;
      }}
    </Answer>
  );
}

function NoControl({
  framework: { framework_id, name, retired_controls = [] },
  id,
}: {
  readonly framework: Framework;
  readonly id: string;
}) {
  const retired = retired_controls.find(({ control_id }) => control_id === id);
  return (
    <Alert type="warning" header={retired ? `${id} has left the standard` : 'There is no such control'}>
      {retired ? `${retired.title}. It is not scored.` : `${name} has no control with this id.`}{' '}
      <RouteLink to={`/frameworks/${encodeURIComponent(framework_id)}`}>Go to the controls</RouteLink>
    </Alert>
  );
}

interface ShownProps {
  readonly framework: Framework;
  readonly control: Control;
}

function Shown({ framework: { framework_id, name }, control }: ShownProps) {
  const note = noteOf(control);
  return (
    <SpaceBetween size="l">
      <Header
        variant="h1"
        description={
          <>
            <RouteLink to={`/frameworks/${encodeURIComponent(framework_id)}`}>{name}</RouteLink>, {control.section}
          </>
        }
      >
        {control.control_id}: {control.title}
      </Header>
      <Container>
        <SpaceBetween size="m">
          <KeyValuePairs
            columns={4}
            items={[
              {
                label: 'State',
                value: (
                  <>
                    <StateWord of={control} />
                    <Box variant="small" display="block">
                      {MEANINGS[control.state]}
                    </Box>
                  </>
                ),
              },
              ...(control.policies.length === 0
                ? []
                : [
                    { label: 'Passed', value: numberText(control.passed) },
                    { label: 'Failed', value: `${numberText(control.failed)}; ${numberText(control.suppressed)} more suppressed` },
                    { label: 'Unknown', value: numberText(control.unknown) },
                  ]),
              ...(control.seen ? [{ label: 'What was seen', value: seenText(control.seen) }] : []),
            ]}
          />
          {note !== '' && <Box variant="p">{note}</Box>}
        </SpaceBetween>
      </Container>
      {control.policies.length > 0 && <Results policies={control.policies} />}
    </SpaceBetween>
  );
}

function Results({ policies }: { readonly policies: readonly string[] }) {
  const address = useAddress();
  const accounts = address.all('account_id');
  const tabs = [
    { id: 'policies', label: 'Policies', content: <PolicyResults policies={policies} accounts={accounts} /> },
    { id: 'failing', label: 'Failing', content: <ControlFindings policies={policies} accounts={accounts} status="open" /> },
    { id: 'suppressed', label: 'Suppressed', content: <ControlFindings policies={policies} accounts={accounts} status="suppressed" /> },
    { id: 'evidence', label: 'Every resource of an account', content: <Evidence policies={policies} /> },
  ];
  return (
    <Tabs
      ariaLabel="Results of the control"
      activeTabId={tabs.find(({ id }) => id === address.one('tab'))?.id ?? 'policies'}
      onChange={({ detail }) => address.set({ tab: detail.activeTabId })}
      tabs={tabs}
    />
  );
}
