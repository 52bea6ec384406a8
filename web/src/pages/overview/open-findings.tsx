/** How many findings are open, by severity. Before the first scan nobody knows, so no number is shown. */
import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import ColumnLayout from '@cloudscape-design/components/column-layout';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { SEVERITIES } from '../../../../shared/severity.ts';
import { RouteLink } from '../../components/route-link.tsx';
import { SeverityBadge } from '../../components/severity.tsx';
import { Empty } from '../../components/states.tsx';
import type { Summary } from './summary.ts';

export function OpenFindings({ summary: { findings, accounts } }: { readonly summary: Summary }) {
  if (findings.accounts === 0)
    return (
      <Empty title="Not known yet">No account was scanned. A scan runs each night after the inventory, or when somebody starts one.</Empty>
    );
  const unscanned = accounts.enabled - findings.accounts;
  return (
    <SpaceBetween size="m">
      {unscanned > 0 && (
        <Alert type="warning">
          {unscanned === 1 ? '1 account was' : `${unscanned.toLocaleString()} accounts were`} never scanned: what is wrong there is not in
          these numbers. <RouteLink to="/coverage">Show what could not be read</RouteLink>
        </Alert>
      )}
      <ColumnLayout columns={SEVERITIES.length} variant="text-grid" minColumnWidth={110}>
        {SEVERITIES.map((severity) => (
          <div key={severity}>
            <SeverityBadge of={severity} />
            <Box variant="awsui-value-large" display="block">
              <RouteLink
                to={`/findings?severity=${severity}`}
                fontSize="display-l"
                ariaLabel={`Open findings that are ${severity}: ${findings.by_severity[severity] ?? 0}`}
              >
                {(findings.by_severity[severity] ?? 0).toLocaleString()}
              </RouteLink>
            </Box>
          </div>
        ))}
      </ColumnLayout>
    </SpaceBetween>
  );
}
