/**
 * Cuts the resources of the demo estate at the values in which their copies differ. It runs in a worker, so that the memory for reading
 * them (SDK clients, all resource types) does not count in what a bench measures.
 */
import { parentPort } from 'node:worker_threads';
import { ENVIRONMENTS, profileAt } from '../../shared/clouds/aws/demo/accounts.ts';
import { stateOf } from '../../shared/inventory/changes.ts';
import type { Subject } from '../../shared/policies/evaluation.ts';
import { RESOURCE_TYPES } from '../../shared/registry.ts';
import type { ResourceType } from '../../shared/clouds/resource-type.ts';
import { demoResources } from '../shared/policies/fixtures.ts';

export interface Template {
  readonly type: ResourceType;
  readonly segment: string;
  /** The resource's JSON, cut at the values in which copies differ. */
  readonly constant: readonly string[];
  readonly own: readonly { readonly kind: string; readonly text: string }[];
}

const DEMO_ACCOUNTS = 100;

const WORKLOADS = [...new Set(Array.from({ length: DEMO_ACCOUNTS }, (_, index) => profileAt(index).workload))].join('|');

/** Matches the values in which copies of a resource differ; the name of the group is the kind of the value. */
const OWN = new RegExp(
  [
    new RegExp(`(?<workload>\\b(?:${WORKLOADS})(?=-(?:${ENVIRONMENTS.join('|')})))`),
    /(?<account>(?<![0-9a-f])\d{12}(?![0-9a-f]))/,
    /(?<uuid>[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})/,
    /(?<hex>(?<![0-9a-f])(?:[0-9a-f]{64}|[0-9a-f]{17}|[0-9a-f]{12})(?![0-9a-f]))/,
    /(?<unique>\b(?:A[A-Z]{3}|db-)[A-Z2-7]{17,26}\b)/,
    /(?<digest>[A-Za-z0-9+/]{43}=)/,
    /(?<mac>02(?::[0-9a-f]{2}){5})/,
    /(?<time>20\d\d-\d\d-\d\dT\d\d:\d\d:\d\d)/,
    /(?<digits>(?<=-)\d{6}(?=["/]))/,
    /(?<address>(?<=10\.\d{1,3}\.\d{1,3}\.|10-\d{1,3}-\d{1,3}-)\d{1,3}(?=["\\.]))/,
  ]
    .map(({ source }) => source)
    .join('|'),
  'g',
);

function templateOf(subject: Subject, type: ResourceType): Template {
  const json = JSON.stringify({ ...stateOf(subject), resource_id: subject.resource_id, account_id: subject.account_id });
  const constant: string[] = [];
  const own: Template['own'][number][] = [];
  let end = 0;
  for (const match of json.matchAll(OWN)) {
    const [kind] = Object.entries(match.groups ?? {}).find(([, text]) => text !== undefined) ?? [];
    constant.push(json.slice(end, match.index));
    own.push({ kind: kind as string, text: match[0] });
    end = match.index + match[0].length;
  }
  constant.push(json.slice(end));
  return { type, segment: subject.segment, constant, own };
}

const types = new Map(RESOURCE_TYPES.map((type) => [type.type, type]));
const demo = await demoResources(DEMO_ACCOUNTS, 1);
parentPort?.postMessage(demo.map((subject) => templateOf(subject, types.get(subject.type) as ResourceType)));
