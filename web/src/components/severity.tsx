/** The severity of a finding, as a word and not by colour alone. */
import Badge, { type BadgeProps } from '@cloudscape-design/components/badge';
import type { Severity } from '../../../shared/severity.ts';

const COLORS: Readonly<Record<Severity, NonNullable<BadgeProps['color']>>> = {
  critical: 'severity-critical',
  high: 'severity-high',
  medium: 'severity-medium',
  low: 'severity-low',
  informational: 'severity-neutral',
};

export const SeverityBadge = ({ of }: { readonly of: Severity }) => <Badge color={COLORS[of]}>{of}</Badge>;
