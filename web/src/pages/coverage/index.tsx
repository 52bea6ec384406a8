/** Coverage: what was read of each account, how old that is, and why the rest was not. */
import ColumnLayout from '@cloudscape-design/components/column-layout';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Tabs from '@cloudscape-design/components/tabs';
import { AddressInput } from '../../components/address-input.tsx';
import { AddressMultiselect } from '../../components/address-select.tsx';
import { useAddress } from '../../components/use-address.ts';
import { wrongValues } from '../../components/wrong-filter.ts';
import { WrongFilters } from '../../components/wrong-filters.tsx';
import { filtersOf } from './coverage-api.ts';
import { Matrix } from './matrix.tsx';
import { isGap, OUTCOME_NAMES, OUTCOMES } from './outcome-words.ts';
import { Slices } from './slices.tsx';

const OPTIONS = OUTCOME_NAMES.map((value) => ({ value, label: OUTCOMES[value].word }));
const GAPS = OUTCOME_NAMES.filter((outcome) => isGap(outcome) && outcome !== 'being_read' && outcome !== 'search_only');
const VIEWS = [
  { id: 'matrix', label: 'Accounts and services' },
  { id: 'gaps', label: 'Gaps' },
  { id: 'slices', label: 'Every slice' },
] as const;

export default function Coverage() {
  const address = useAddress();
  const filters = filtersOf(address);
  const wrong = wrongValues('outcome', filters.outcome ?? [], OUTCOME_NAMES);
  const clear = () => address.set({ account_id: undefined, service: undefined, region: undefined, outcome: undefined });
  const view = VIEWS.find(({ id }) => id === address.one('view'))?.id ?? 'matrix';
  return (
    <SpaceBetween size="l">
      <Header
        variant="h1"
        description="What was read of each account, how old that is, and why the rest was not. What could not be read is never counted as absent."
      >
        Coverage
      </Header>
      <ColumnLayout columns={4}>
        <AddressInput address={address} name="account_id" label="Accounts" placeholder="An id, or unit:/Root/Prod/*" />
        <AddressInput address={address} name="service" label="Service" placeholder="s3" />
        <AddressInput address={address} name="region" label="Region" placeholder="eu-west-1" />
        {view === 'gaps' ? <></> : <AddressMultiselect address={address} name="outcome" label="Outcome" options={OPTIONS} />}
      </ColumnLayout>
      {wrong.length > 0 && <WrongFilters wrong={wrong} onClear={clear} />}
      {wrong.length === 0 && (
        <Tabs
          ariaLabel="Views of coverage"
          activeTabId={view}
          onChange={({ detail }) => address.set({ view: detail.activeTabId === 'matrix' ? undefined : detail.activeTabId })}
          tabs={VIEWS.map((tab) => ({
            ...tab,
            content:
              tab.id === 'matrix' ? (
                <Matrix filters={filters} onClear={clear} />
              ) : (
                <Slices
                  key={tab.id}
                  filters={tab.id === 'gaps' ? { ...filters, outcome: GAPS } : filters}
                  title={tab.label}
                  onClear={clear}
                />
              ),
          }))}
        />
      )}
    </SpaceBetween>
  );
}
