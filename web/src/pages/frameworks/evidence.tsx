/** Every resource of an account that a policy judges, with its verdict: the evidence for a control, also for what passes. */
import Alert from '@cloudscape-design/components/alert';
import Autosuggest from '@cloudscape-design/components/autosuggest';
import Box from '@cloudscape-design/components/box';
import ColumnLayout from '@cloudscape-design/components/column-layout';
import FormField from '@cloudscape-design/components/form-field';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator, { type StatusIndicatorProps } from '@cloudscape-design/components/status-indicator';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { AddressMultiselect, AddressSelect } from '../../components/address-select.tsx';
import { ListTable } from '../../components/list-table.tsx';
import { RouteLink } from '../../components/route-link.tsx';
import { Empty } from '../../components/states.tsx';
import { Text } from '../../components/text.tsx';
import { Time } from '../../components/time.tsx';
import { useAddress } from '../../components/use-address.ts';
import { useList } from '../../components/use-list.ts';
import { isVerdict, readFirstAccounts, readVerdicts, VERDICT_OPTIONS, type VerdictName } from './framework-api.ts';

const TYPES: Readonly<Record<VerdictName, StatusIndicatorProps.Type>> = {
  pass: 'success',
  fail: 'error',
  unknown: 'warning',
  not_applicable: 'stopped',
};

export function Evidence({ policies }: { readonly policies: readonly string[] }) {
  const address = useAddress();
  const account = address.one('account');
  const policy = policies.find((id) => id === address.one('policy')) ?? policies[0];
  return (
    <SpaceBetween size="m">
      <ColumnLayout columns={3}>
        <AccountChoice chosen={account} onChoose={(id) => address.set({ account: id })} />
        {policies.length > 1 && (
          <AddressSelect
            address={address}
            name="policy"
            label="Policy"
            any={policies[0] ?? ''}
            options={policies.slice(1).map((value) => ({ value, label: value }))}
          />
        )}
        <AddressMultiselect address={address} name="verdict" label="Verdict" options={VERDICT_OPTIONS} />
      </ColumnLayout>
      {account === undefined || policy === undefined ? (
        <Box>Choose an account: its stored resources are judged now, each at the time at which it was observed.</Box>
      ) : (
        <Verdicts policy={policy} account={account} verdicts={address.all('verdict').filter(isVerdict)} />
      )}
    </SpaceBetween>
  );
}

interface AccountChoiceProps {
  readonly chosen: string | undefined;
  readonly onChoose: (account: string | undefined) => void;
}

function AccountChoice({ chosen, onChoose }: AccountChoiceProps) {
  const { data } = useQuery({ queryKey: ['accounts', 'first'], queryFn: readFirstAccounts });
  const [text, setText] = useState(chosen ?? '');
  return (
    <FormField label="Account">
      <Autosuggest
        value={text}
        placeholder="aws:123456789012"
        enteredTextLabel={(value) => `Use ${value}`}
        options={(data?.items ?? []).map(({ account_id, name }) => ({ value: account_id, description: name }))}
        empty="No account"
        ariaLabel="Account"
        clearAriaLabel="Clear the account"
        onChange={({ detail }) => setText(detail.value)}
        onSelect={({ detail }) => onChoose(detail.value === '' ? undefined : detail.value)}
        onBlur={() => {
          if (text.trim() !== (chosen ?? '')) onChoose(text.trim() || undefined);
        }}
      />
    </FormField>
  );
}

interface VerdictsProps {
  readonly policy: string;
  readonly account: string;
  readonly verdicts: readonly VerdictName[];
}

function Verdicts({ policy, account, verdicts }: VerdictsProps) {
  const list = useList(['verdicts', policy, account, verdicts], (cursor) => readVerdicts(policy, account, verdicts, cursor));
  const notWhole = list.data?.pages[0]?.not_whole;
  return (
    <SpaceBetween size="m">
      {notWhole !== undefined && (
        <Alert type="warning" header="There may be more resources than these">
          {notWhole} <RouteLink to={`/coverage?view=gaps&account_id=${encodeURIComponent(account)}`}>See what was not read</RouteLink>
        </Alert>
      )}
      <ListTable
        title="Resources by verdict"
        headingLevel="h2"
        list={list}
        trackBy="resource_uid"
        nameOf={({ id }) => id}
        empty={<Empty title="No resource matches">The account has no stored resource of this type with such a verdict.</Empty>}
        columnDefinitions={[
          {
            id: 'resource',
            header: 'Resource',
            minWidth: 200,
            cell: ({ resource_uid, resource_name, resource_id }) => (
              <RouteLink to={`/resources/one?id=${encodeURIComponent(resource_uid)}`}>
                <Text of={resource_name ?? resource_id} most={100} />
              </RouteLink>
            ),
            isRowHeader: true,
          },
          {
            id: 'verdict',
            header: 'Verdict',
            cell: ({ verdict, finding }) => (
              <StatusIndicator type={TYPES[verdict]}>
                {verdict.replaceAll('_', ' ')}
                {finding?.status === 'suppressed' && ', suppressed'}
              </StatusIndicator>
            ),
          },
          { id: 'region', header: 'Region', cell: ({ region }) => region },
          {
            id: 'observed_at',
            header: 'Observed',
            cell: ({ observed_at }) => (observed_at === undefined ? 'not known' : <Time at={observed_at} />),
          },
          {
            id: 'why',
            header: 'Why',
            minWidth: 260,
            cell: ({ reason, permission, evidence, finding }) => (
              <>
                {reason !== undefined && <Text of={reason} />}
                {permission !== undefined && <Box variant="small">Missing {permission}</Box>}
                {evidence !== undefined && <Text of={JSON.stringify(evidence)} />}
                {finding && (
                  <Box variant="small" display="block">
                    <RouteLink to={`/findings/${encodeURIComponent(finding.finding_id)}`}>Finding</RouteLink>
                  </Box>
                )}
              </>
            ),
          },
        ]}
      />
    </SpaceBetween>
  );
}
