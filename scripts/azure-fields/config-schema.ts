/** Follows a type's definition to the schema of the configs that it makes: the list's item, what describe adds, and each detail and join. */
import type { Call, ListCall, SingleCall, TypeDefinition } from '../../shared/clouds/types/definition.ts';
import type { ArmSchemas } from './arm-schemas.ts';
import type { GraphSchemas } from './graph-schemas.ts';
import { merged, type ObjectSchema, type Schema, schemaAt } from '../rest-fields/schema.ts';
import { SUPPLEMENT, VAULT_ANSWERS } from './supplement.ts';

/** The object of Microsoft Graph that each path answers with, one or a list of them. */
const GRAPH_OBJECTS: Readonly<Record<string, string>> = {
  users: 'User',
  groups: 'Group',
  'groups/{id}/members': 'DirectoryObject',
  'groups/{id}/owners': 'DirectoryObject',
  directoryRoles: 'DirectoryRole',
  'directoryRoles/{id}/members': 'DirectoryObject',
  'reports/authenticationMethods/userRegistrationDetails': 'UserRegistrationDetails',
  'identity/conditionalAccess/policies': 'ConditionalAccessPolicy',
  'identity/conditionalAccess/namedLocations': 'NamedLocation',
  'policies/authorizationPolicy': 'AuthorizationPolicy',
  'policies/identitySecurityDefaultsEnforcementPolicy': 'IdentitySecurityDefaultsEnforcementPolicy',
  'policies/authenticationMethodsPolicy': 'AuthenticationMethodsPolicy',
  applications: 'Application',
  servicePrincipals: 'ServicePrincipal',
  domains: 'Domain',
  groupSettings: 'GroupSetting',
};

export class ConfigSchemas {
  readonly #arm: ArmSchemas;
  readonly #graph: GraphSchemas;

  constructor(arm: ArmSchemas, graph: GraphSchemas) {
    this.#arm = arm;
    this.#graph = graph;
  }

  /** @throws TypeError if a call of the definition is in no package */
  of(type: TypeDefinition): Schema {
    const { list, describe, details = {}, joins = {}, inherit = {} } = type;
    if (list.kind === 'custom') throw new TypeError('a custom list has no schema');
    const item = this.#item(list, type);
    const described = describe ? merged(item, this.#answer(describe, type)) : item;
    // Children take over ids and names.
    const fields = new Map(Object.keys(inherit).map((name): readonly [string, Schema] => [name, { kind: 'scalar', code: 't' }]));
    for (const [field, call] of Object.entries(details)) fields.set(field, this.#item(call, type, call.paged !== undefined));
    for (const [field, { list: joined }] of Object.entries(joins)) fields.set(field, this.#item(joined, type));
    return merged(described, { kind: 'object', name: 'details', members: () => fields } satisfies ObjectSchema);
  }

  /** An item of a list (or the list of them, with `whole`), or the value that a read stores. */
  #item(call: ListCall | SingleCall | (Call & { readonly path: string }), type: TypeDefinition, whole = false): Schema {
    const answer = this.#answer(call, type);
    const found = schemaAt(answer, 'items' in call ? call.items : call.path);
    const element = found.kind === 'list' ? found.element() : found;
    const chosen = selected(element, call.input?.['$select']);
    return whole ? { kind: 'list', element: () => chosen } : chosen;
  }

  #answer(call: Call, type: TypeDefinition): Schema {
    const path = call.operation.replace(/^GET /, '');
    if (call.api === 'graph') return this.#graphAnswer(path.replace(/^\/v1\.0\//, ''), isList(call));
    const version = String(call.input?.['api-version']);
    if (call.api === 'vault') return vaultAnswer(`${path} ${version}`);
    const full = absolute(path, type);
    const supplement = SUPPLEMENT[`${full.replace(/^.*\/providers\//, '')} ${version}`];
    if (supplement) return supplement;
    // Some operations are declared for any scope: `/{scope}/providers/…`.
    const extension = /\/providers\/.*$/.exec(full)?.[0];
    return this.#arm.answer(extension === undefined ? [full] : [full, `/{}${extension}`], version);
  }

  #graphAnswer(path: string, list: boolean): Schema {
    const name = GRAPH_OBJECTS[path];
    if (name === undefined) throw new TypeError(`GRAPH_OBJECTS does not say what ${path} answers with`);
    const object = this.#graph.named(name);
    if (!list) return object;
    return { kind: 'object', name: `list of ${name}`, members: () => new Map([['value', { kind: 'list', element: () => object }]]) };
  }
}

function vaultAnswer(call: string): Schema {
  const answer = VAULT_ANSWERS[call];
  if (!answer) throw new TypeError(`VAULT_ANSWERS does not say what ${call} answers with`);
  return answer;
}

/** Whether the call takes a list from its answer. */
const isList = (call: Call): boolean => 'items' in call || ('path' in call && call.path === 'value');

/** Only the members that `$select` asks for, and the kind of the object. */
function selected(schema: Schema, select: unknown): Schema {
  if (schema.kind !== 'object' || typeof select !== 'string') return schema;
  const asked = select.split(',');
  const missing = asked.filter((name) => !schema.members().has(name));
  if (missing.length > 0) throw new TypeError(`$select asks for ${missing.join(', ')}, which ${schema.name} does not have`);
  const names = new Set(['id', '@odata.type', ...asked]);
  return {
    kind: 'object',
    name: `${schema.name}(${select})`,
    members: () => new Map([...schema.members()].filter(([name]) => names.has(name))),
  };
}

/** The path with the ids of items written out, and `{}` for each name in it. */
function absolute(path: string, type: TypeDefinition): string {
  const own = idPath(type.type);
  const parent = idPath(type.parents ?? '');
  const below = /^\{\^?id\}\/(providers\/.*)$/.exec(path)?.[1];
  // Extensions, such as diagnostic settings, are declared for any resource.
  if (below !== undefined) return `/{}/${below}`;
  return path
    .replace(/^\{id\}/, own)
    .replace(/^\{\^id\}/, parent)
    .replaceAll(/\{[^}]*\}/g, '{}');
}

/** `Microsoft.Sql/servers/databases` → `/subscriptions/{}/resourceGroups/{}/providers/Microsoft.Sql/servers/{}/databases/{}` */
function idPath(type: string): string {
  if (type === 'Microsoft.Resources/subscriptions') return '/subscriptions/{}';
  const [provider = '', ...names] = type.split('/');
  return `/subscriptions/{}/resourceGroups/{}/providers/${provider}/${names.map((name) => `${name}/{}`).join('/')}`;
}
