/** One framework: its score, what the score could not see, and its controls. */
import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import ColumnLayout from '@cloudscape-design/components/column-layout';
import Container from '@cloudscape-design/components/container';
import ExpandableSection from '@cloudscape-design/components/expandable-section';
import Header from '@cloudscape-design/components/header';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useQuery } from '@tanstack/react-query';
import { useParams } from 'react-router';
import { counted, namedCounts, numberText } from '../../../../shared/number-text.ts';
import { scoreText, seenText, suppressedOf, worded } from '../../../../shared/reports/framework-words.ts';
import { AddressInput } from '../../components/address-input.tsx';
import { AddressMultiselect } from '../../components/address-select.tsx';
import { RouteLink } from '../../components/route-link.tsx';
import { Answer } from '../../components/states.tsx';
import { Text } from '../../components/text.tsx';
import { useAddress } from '../../components/use-address.ts';
import { ControlTable } from './control-table.tsx';
import { chosenControls } from './controls.ts';
import { type Framework, frameworkKey, readFramework } from './framework-api.ts';
import { STATE_OPTIONS } from './state.tsx';

export function FrameworkPage() {
  const { framework_id = '' } = useParams();
  const address = useAddress();
  const accounts = address.all('account_id');
  const query = useQuery({ queryKey: frameworkKey(framework_id, accounts), queryFn: () => readFramework(framework_id, accounts) });
  return (
    <SpaceBetween size="l">
      <ColumnLayout columns={3}>
        <AddressInput address={address} name="account_id" label="Accounts" placeholder="An id, or unit:/Root/Prod/*" />
        <AddressInput address={address} name="text" label="Controls" placeholder="A part of an id, a title or a policy" />
        <AddressMultiselect address={address} name="state" label="State" options={STATE_OPTIONS} />
      </ColumnLayout>
      <Answer query={query}>{(framework) => <Shown framework={framework} />}</Answer>
    </SpaceBetween>
  );
}

function Shown({ framework }: { readonly framework: Framework }) {
  const address = useAddress();
  const filter = { states: address.all('state'), text: address.one('text') };
  const { controls, retired_controls: retired = [], name } = framework;
  return (
    <SpaceBetween size="l">
      <Header variant="h1" description={scopeText(framework)}>
        {name}
      </Header>
      <Unread framework={framework} />
      <Container header={<Header variant="h2">Score</Header>}>
        <KeyValuePairs columns={2} items={factsOf(framework)} />
      </Container>
      <ControlTable framework={framework} controls={chosenControls(controls, filter)} />
      {retired.length > 0 && (
        <ExpandableSection headerText={`${counted(retired.length, 'control')} that left the standard`} variant="container">
          <Box variant="p">They are not scored. They are named here because mappings to other standards still name them.</Box>
          <ul>
            {retired.map(({ control_id, title }) => (
              <li key={control_id}>
                {control_id}: {title}
              </li>
            ))}
          </ul>
        </ExpandableSection>
      )}
    </SpaceBetween>
  );
}

function scopeText({ account_id, selected_accounts }: Framework): string {
  if (account_id !== undefined) return `The score of ${account_id}`;
  return selected_accounts === undefined
    ? 'The score of all accounts together'
    : `The score of ${counted(selected_accounts, 'selected account')}`;
}

function factsOf({ score, seen, coverage, controls }: Framework) {
  const { covered, partial, manual, not_covered, controls: all } = coverage;
  const suppressed = suppressedOf(controls);
  const shownStates = Object.entries(score.states).filter(([, count]) => count > 0);
  return [
    { label: 'Score of what was judged', value: scoreText(score) ?? 'Nothing was judged yet' },
    { label: 'What was seen', value: seen ? seenText(seen) : 'No policy covers a control' },
    { label: 'Controls by state', value: namedCounts(Object.fromEntries(shownStates.map(([state, count]) => [worded(state), count]))) },
    {
      label: 'Controls that policies check',
      value: `${numberText(covered)} of ${numberText(all)}; ${namedCounts({ 'in part': partial, 'for a person': manual, 'not yet': not_covered })}`,
    },
    ...(suppressed === undefined ? [] : [{ label: 'Suppressed', value: suppressed }]),
  ];
}

function Unread({ framework: { unread_accounts } }: { readonly framework: Framework }) {
  if (!unread_accounts) return null;
  const { total, first } = unread_accounts;
  return (
    <Alert
      type="warning"
      header={`${counted(total, 'account')} could not be read, and the score says nothing of ${total === 1 ? 'it' : 'them'}`}
    >
      <ul>
        {first.map(({ account_id, reason }) => (
          <li key={account_id}>
            <RouteLink to={`/coverage?view=gaps&account_id=${encodeURIComponent(account_id)}`}>{account_id}</RouteLink>:{' '}
            <Text of={reason} />
          </li>
        ))}
      </ul>
      {total > first.length && `And ${counted(total - first.length, 'more account')}.`}
    </Alert>
  );
}
