import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { METRIC_SETS } from '../../shared/observability/metrics.ts';
import { TASK_STAGES } from '../../shared/observability/stages.ts';
import { OPERATION_NAMES, OPERATIONS } from '../../shared/operations.ts';
import { synthesized } from './templates.ts';

const ROOT = new URL('../../', import.meta.url);
const text = (path: string): string => readFileSync(new URL(path, ROOT), 'utf8');
const sources = ['shared', 'lambdas', 'lib']
  .flatMap((folder) =>
    readdirSync(new URL(`${folder}/`, ROOT), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts') && !file.endsWith('.generated.ts'))
      .map((file) => text(`${folder}/${file}`)),
  )
  .join('\n');

const document = text('docs/operations.md');
const alarms = synthesized({
  'muster:event-bus': 'arn:aws:events:eu-west-1:111122223333:event-bus/muster',
  'muster:manage': 'true',
}).platform.ofType('AWS::CloudWatch::Alarm');
const metrics = Object.values(METRIC_SETS).flatMap((set) => Object.keys(set.metrics));
/** The indented blocks that are queries for Logs Insights. */
const queries = document.split('\n\n').filter((block) => /^ {4,}(filter|stats|fields) /.test(block));

describe('docs/operations.md', () => {
  it('has a section for each alarm of the stack, and for no other', () => {
    const headings = document.split('\n').filter((line) => line.startsWith('### `'));
    const described = headings.flatMap((line) => Array.from(line.matchAll(/`(\w+)`/g), ([, name = '']) => name));
    const names: readonly string[] = alarms.map(({ Properties }) => Properties['AlarmName'].slice('Muster-'.length));

    expect(described.toSorted()).toEqual(names.toSorted());
  });

  it('links only to sections that exist', () => {
    const anchors = Array.from(document.matchAll(/^#+ (.*)$/gm), ([, heading = '']) =>
      heading
        .toLowerCase()
        .replaceAll(/[^\w\s-]/g, '')
        .replaceAll(' ', '-'),
    );

    for (const [, anchor] of document.matchAll(/\]\(#([\w-]+)\)/g)) expect(anchors).toContain(anchor);
  });

  it('queries only messages that the code logs', () => {
    const asked = queries.flatMap((query) => Array.from(query.matchAll(/"([A-Z][^"]* [^"]*\.)"/g), ([, message]) => message));

    expect(asked.length).toBeGreaterThan(10);
    for (const message of asked) expect(sources).toContain(`'${message}'`);
  });

  it('queries only fields that records have', () => {
    const keywords = 'filter|fields|stats|sort|by|as|in|and|or|like|desc|bin|count|count_distinct|sum|pct|ispresent';
    const bare = queries
      .map((query) => query.replaceAll(/"[^"]*"|\/[^/\n]*\/|\bas \w+|\d+[md]?/g, ''))
      .flatMap((query) => query.match(/(?<![@.\w])[a-zA-Z_]\w*/g) ?? [])
      .filter((word) => !new RegExp(`^(${keywords})$`).test(word));
    const aliases = queries.flatMap((query) => Array.from(query.matchAll(/\bas (\w+)/g), ([, alias]) => alias));
    const known = [...metrics, ...aliases, 'status', 'operation', 'stage'];

    const unknown = [...new Set(bare)].filter((field) => !known.includes(field) && !new RegExp(`\\b${field}\\b`).test(sources));
    expect(unknown).toEqual([]);
  });

  it('names every metric, and no other', () => {
    const [, table = ''] = document.split('## Metrics');
    const named = Array.from(table.matchAll(/`([A-Z]\w+)`/g), ([, name = '']) => name).filter((name) => name !== 'Muster');

    expect(named.toSorted()).toEqual(metrics.toSorted());
  });
});

describe('the stages of a task', () => {
  it('are described, operation by operation, and no others are', () => {
    const [, section = ''] = document.split('## Stages of a task');
    const [table = ''] = section.split('Slow `read`');
    const described: Record<string, string[]> = {};
    let operation = '';
    for (const [, first = '', stage = ''] of table.matchAll(/^\| (\w*) ?\| `(\w+)` \|/gm)) {
      operation = first || operation;
      (described[operation] ??= []).push(stage);
    }

    const declared = Object.values(OPERATIONS).map(({ name, stages }) => [name, [...stages]]);
    expect(described).toEqual({ each: [...TASK_STAGES], ...Object.fromEntries(declared) });
  });
});

describe('what alarms and metrics cost', () => {
  it('is in the README as the template says', () => {
    // The README is about a stack without a bus of EventBridge.
    const usual = synthesized().platform.ofType('AWS::CloudWatch::Alarm');
    const watched = usual.flatMap(({ Properties }) => Properties['Metrics']?.filter((one: object) => 'MetricStat' in one) ?? [Properties]);
    /** The number of values of each dimension; each combination of values is billed. */
    const values: Readonly<Record<string, number>> = { operation: OPERATION_NAMES.length, status: 4, outcome: 0 };
    const outcomes = { task: 3, slice: 6 } as const;
    const stages = Object.values(OPERATIONS).reduce((sum, operation) => sum + TASK_STAGES.length + operation.stages.length, 0);
    const own = Object.entries(METRIC_SETS).map(([name, set]) => {
      if (name === 'stage') return stages;
      const combinations = set.dimensions.map((dimension: string) => values[dimension] || outcomes[name as keyof typeof outcomes]);
      return Object.keys(set.metrics).length * combinations.reduce((product, count) => product * count, 1);
    });

    expect(text('README.md')).toContain(`(${usual.length}, on ${watched.length} metrics, at $0.10 a month each)`);
    expect(text('README.md')).toContain(`(${own.reduce((sum, count) => sum + count, 0)} × $0.30 × the hours of a night)`);
  });
});
