/** Finds what is wrong with the definitions of a provider's REST types before anything is generated from them. */
import type { Provider } from '../shared/ids.ts';
import { callsOf, listCallsOf } from '../shared/clouds/types/calls-of.ts';
import type { Call, CloudService, TypeDefinition } from '../shared/clouds/types/definition.ts';
import { unknownMembers } from '../shared/clouds/types/definition-members.ts';
import { KINDS } from '../shared/clouds/resource-type.ts';
import { DATA_ACTIONS } from '../shared/clouds/azure/login-actions.ts';

export interface RestService {
  readonly service: CloudService;
  readonly types: readonly TypeDefinition[];
  /** Names of the files that define the service's types, in the order of `types`. */
  readonly files: readonly string[];
}

/** How a provider writes the names of types, and what its calls must say. Each function answers with what is wrong, or with nothing. */
interface Rules {
  readonly type: RegExp;
  /** One of its types, for the message. */
  readonly example: string;
  readonly call: (call: Call) => readonly string[];
}

const AZURE: Rules = {
  type: /^Microsoft\.[A-Za-z]+(?:\/[A-Za-z]+)+$/,
  example: 'Microsoft.Compute/virtualMachines',
  call: (call) => {
    if (call.api === 'graph') return graphProblems(call);
    const isData = DATA_ACTIONS.includes(call.permission ?? '');
    if (call.api === 'vault') return [...vaultProblems(call), ...(isData ? [] : ['the permission is one of DATA_ACTIONS'])];
    return [...armProblems(call), ...(isData ? ['the permission is not one of DATA_ACTIONS, which only calls of a vault need'] : [])];
  },
};

/** A statement that allows to read, or a role. Of `use`, a statement may take one permission that changes nothing. */
const OCI_PERMISSION =
  /^(?:inspect|read) [a-z]+(?:-[a-z]+)*$|^use [a-z]+(?:-[a-z]+)* where request\.permission='[A-Z_]+_(?:INSPECT|READ|LIST_[A-Z_]+)'$|^domain role [A-Z][a-z]+ Administrator$/;

const OCI: Rules = {
  type: /^[A-Z][A-Za-z]+$/,
  example: 'Instance',
  call: ({ operation, api, permission }) => [
    ...(/^GET (?:\{\^?[A-Za-z]+\}|\/[0-9a-z]+)(?:\/[A-Za-z0-9{}^]+)*$/.test(operation)
      ? []
      : ['the path begins with / or with the word of a host']),
    ...(api === undefined ? ['it names none of the APIs'] : []),
    ...(OCI_PERMISSION.test(permission ?? '')
      ? []
      : [
          'the permission is the verb and the family of a policy statement, as inspect instances, and use only where one permission that lists or reads is taken out of it',
        ]),
  ],
};

const RULES: Partial<Record<Provider, Rules>> = { azure: AZURE, oci: OCI };

function armProblems({ operation, input, permission }: Call): readonly string[] {
  const version = String(input?.['api-version']);
  return [
    ...(/^GET (?:\/subscriptions\/\{subscription\}(?:\/|$)|\{\^?id\}(?:\/|$))/.test(operation)
      ? []
      : ['the path begins with /subscriptions/{subscription}, {id} or {^id}']),
    ...(/^\d{4}-\d\d-\d\d(?:-preview)?$/.test(version) ? [] : [`the api-version is a date with or without -preview, not ${version}`]),
    ...(/^Microsoft\.[A-Za-z]+(?:\/[A-Za-z]+)+\/read$/.test(permission ?? '')
      ? []
      : ['the permission ends with /read, as Microsoft.Compute/disks/read']),
  ];
}

const vaultProblems = ({ operation, input }: Call): readonly string[] => [
  ...(/^GET \{(?:\^properties\.vaultUri|id)\}\/[a-z/]+$/.test(operation) ? [] : ['the path begins with {^properties.vaultUri} or {id}']),
  ...(/^\d+\.\d+$/.test(String(input?.['api-version'])) ? [] : ['the api-version is a number, as 7.4']),
];

const graphProblems = ({ operation, permission }: Call): readonly string[] => [
  ...(/^GET \/v1\.0\/[A-Za-z{}/]+$/.test(operation) ? [] : ['the path begins with /v1.0/']),
  ...(/^[A-Z][A-Za-z]+(?:\.[A-Z][A-Za-z]+)+$/.test(permission ?? '') ? [] : ['the permission is one of Microsoft Graph, as User.Read.All']),
];

/** One sentence for each problem, with the type that has it. */
export function restTypeProblems(provider: Provider, services: readonly RestService[]): readonly string[] {
  const rules = RULES[provider];
  if (!rules) return [`${provider}: scripts/rest-type-problems.ts has no rules for it.`];
  const types = services.flatMap((service) => service.types);
  const names = types.map(({ type }) => type);
  return [
    ...names.filter((name, at) => names.indexOf(name) !== at).map((name) => `${name} is defined twice.`),
    ...services
      .filter((service) => service.types.length === 0)
      .map(({ service }) => `${service.id}: the folder has a service.ts and no type beside it.`),
    ...services.flatMap((service) =>
      service.types.flatMap((type) => problemsOf(type, service, rules, new Set(names)).map((problem) => `${type.type}: ${problem}.`)),
    ),
  ];
}

function problemsOf(type: TypeDefinition, { types }: RestService, rules: Rules, known: ReadonlySet<string>): readonly string[] {
  const child = listCallsOf(type).some(({ operation, from }) => operation.includes('{^') || from !== undefined);
  return [
    ...(rules.type.test(type.type) ? [] : [`its name is none of the provider's; one is ${rules.example}`]),
    ...(KINDS.some((kind) => kind === type.kind) ? [] : [`KINDS has no ${type.kind}`]),
    ...unknownMembers('type', type).map((member) => `a type has no member ${member}`),
    ...(type.parents === undefined || types.some((sibling) => sibling.type === type.parents) ? [] : [`its service has no ${type.parents}`]),
    ...(child === (type.parents !== undefined)
      ? []
      : ['a list with {^…} in its path, or with parameters from a parent, has parents, and no other has']),
    ...(type.relationships ?? [])
      .filter((each) => !known.has(each.type))
      .map((each) => `no service has ${each.type}, to which it is related`),
    ...callsOf(type).flatMap((call) => [
      ...unknownMembers(call.kind, call).map((member) => `a ${call.kind} has no member ${member}`),
      ...(call.operation.startsWith('GET ') ? [] : ['Muster only reads: an operation begins with GET']),
      ...rules.call(call).map((problem) => `${call.operation}: ${problem}`),
    ]),
  ];
}
