/** The severity of a finding, as a word and not by colour alone. */
import Badge, { type BadgeProps } from '@cloudscape-design/components/badge';
import {
  colorChartsStatusCritical,
  colorChartsStatusHigh,
  colorChartsStatusLow,
  colorChartsStatusMedium,
  colorChartsStatusNeutral,
} from '@cloudscape-design/design-tokens';
import type { Severity } from '../../../shared/severity.ts';

const COLORS: Readonly<Record<Severity, NonNullable<BadgeProps['color']>>> = {
  critical: 'severity-critical',
  high: 'severity-high',
  medium: 'severity-medium',
  low: 'severity-low',
  informational: 'severity-neutral',
};

/** For charts, whose series have their titles beside the colour. */
export const CHART_COLORS: Readonly<Record<Severity, string>> = {
  critical: colorChartsStatusCritical,
  high: colorChartsStatusHigh,
  medium: colorChartsStatusMedium,
  low: colorChartsStatusLow,
  informational: colorChartsStatusNeutral,
};

export const SeverityBadge = ({ of }: { readonly of: Severity }) => <Badge color={COLORS[of]}>{of}</Badge>;
