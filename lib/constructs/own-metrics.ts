/** The metrics that Muster counts itself (`shared/observability/metrics.ts`), as CloudWatch knows them. */
import { type Duration, Stack } from 'aws-cdk-lib';
import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import type { Construct } from 'constructs';
import { METRIC_SETS, type MetricDimensions, type MetricSetName, SERVICE } from '../../shared/observability/metrics.ts';

/** The stack's name is part of the namespace, so that two deployments in one account count separately. */
export const metricsNamespace = (scope: Construct): string => `Muster/${Stack.of(scope).stackName}`;

export interface OwnMetric<S extends MetricSetName> {
  readonly set: S;
  readonly name: keyof (typeof METRIC_SETS)[S]['metrics'] & string;
  readonly dimensions: MetricDimensions<S>;
  /** CloudWatch's name of the statistic: `Sum`, `p95`. */
  readonly statistic: string;
  readonly period: Duration;
  readonly label?: string;
}

export const ownMetric = <S extends MetricSetName>(scope: Construct, metric: OwnMetric<S>): Metric =>
  new Metric({
    namespace: metricsNamespace(scope),
    metricName: metric.name,
    dimensionsMap: { service: SERVICE, ...metric.dimensions },
    statistic: metric.statistic,
    period: metric.period,
    ...(metric.label !== undefined && { label: metric.label }),
  });
