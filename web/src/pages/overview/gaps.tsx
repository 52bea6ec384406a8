/** The accounts that were not read whole, with why. What is wrong there is not known. */
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useQuery } from '@tanstack/react-query';
import { api, read } from '../../api/client.ts';
import { RouteLink } from '../../components/route-link.tsx';
import { Answer, Empty } from '../../components/states.tsx';
import { Text } from '../../components/text.tsx';

const SHOWN = 6;
/** If there are more accounts, the number of gaps is a lower bound. */
const LIMIT = '500';

const readAccounts = (signal: AbortSignal) => read(api.accounts.$get({ query: { limit: LIMIT } }, { init: { signal } }));
type Account = Awaited<ReturnType<typeof readAccounts>>['items'][number];

/** The worst first. */
const rankOf = ({ status }: Account): number => ['failed', 'partial', 'never_run', 'ok'].indexOf(status);

export function Gaps() {
  const query = useQuery({ queryKey: ['accounts', 'gaps'], queryFn: async ({ signal }) => await readAccounts(signal) });
  return (
    <Answer query={query}>
      {({ items, next_cursor }) => {
        const gaps = items.filter(({ enabled, status }) => enabled && status !== 'ok').toSorted((a, b) => rankOf(a) - rankOf(b));
        if (!items.some(({ enabled }) => enabled) && next_cursor === undefined)
          return <Empty title="Nothing is read">No enabled account is registered.</Empty>;
        const atLeast = next_cursor === undefined ? '' : 'at least ';
        if (gaps.length === 0)
          return next_cursor === undefined ? (
            <StatusIndicator type="success">Every enabled account was read whole</StatusIndicator>
          ) : (
            <RouteLink to="/coverage">Show the coverage of every account</RouteLink>
          );
        return (
          <SpaceBetween size="s">
            {gaps.slice(0, SHOWN).map((account) => (
              <Gap key={account.account_id} account={account} />
            ))}
            <RouteLink to="/coverage">{`Show all gaps, in ${atLeast}${gaps.length.toLocaleString()} accounts`}</RouteLink>
          </SpaceBetween>
        );
      }}
    </Answer>
  );
}

function Gap({ account: { account_id, name, status, coverage, last_inventory } }: { readonly account: Account }) {
  return (
    <div>
      <StatusIndicator type={status === 'failed' ? 'error' : status === 'partial' ? 'warning' : 'pending'}>
        <RouteLink to={`/coverage?account_id=${encodeURIComponent(account_id)}`}>
          <Text of={name} most={80} />
        </RouteLink>
      </StatusIndicator>
      <div>
        {status === 'never_run' && 'It was not read yet.'}
        {last_inventory?.error !== undefined && <Text of={last_inventory.error} most={200} />}
        {status === 'partial' &&
          coverage &&
          `${coverage.not_whole.toLocaleString()} of ${(coverage.whole + coverage.not_whole).toLocaleString()} lists were not read whole.`}
      </div>
    </div>
  );
}
