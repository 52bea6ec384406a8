/** Reads the schemas of OCI's answers out of the type declarations of Oracle's packages, and the names of members on the wire out of their code. */
import { readdirSync, readFileSync } from 'node:fs';
import type { ApiId } from '../../shared/clouds/oci/apis.ts';
import { ANYTHING, type ObjectSchema, type Schema } from '../rest-fields/schema.ts';

/** The package of each API. */
const PACKAGES: Readonly<Record<Exclude<ApiId, 'search'>, string>> = {
  audit: 'oci-audit',
  cloudguard: 'oci-cloudguard',
  containerengine: 'oci-containerengine',
  core: 'oci-core',
  database: 'oci-database',
  events: 'oci-events',
  filestorage: 'oci-filestorage',
  functions: 'oci-functions',
  identity: 'oci-identity',
  identitydomains: 'oci-identitydomains',
  kms: 'oci-keymanagement',
  kmsvault: 'oci-keymanagement',
  loadbalancer: 'oci-loadbalancer',
  logging: 'oci-logging',
  networkloadbalancer: 'oci-networkloadbalancer',
  objectstorage: 'oci-objectstorage',
  ons: 'oci-ons',
};

interface Model {
  readonly parent: string | undefined;
  /** Declared types by the members' names on the wire. */
  readonly members: ReadonlyMap<string, string>;
}

const withoutComments = (text: string): string => text.replaceAll(/\/\*[\s\S]*?\*\//g, '');

export class ModelSchemas {
  readonly #folder: string;
  readonly #models = new Map<string, Model | undefined>();
  readonly #declared = new Map<string, readonly Declared[]>();

  /** @param folder `node_modules`, with the packages in it */
  constructor(folder: string) {
    this.#folder = folder;
  }

  /** The schema of a path's answer. `path` has `{}` for each word in it: `/vcns`, `/n/{}/b/{}`. @throws TypeError if the package has no such operation */
  answer(api: ApiId, path: string): Schema {
    const name = packageOf(api);
    const client = readFileSync(`${this.#folder}/${name}/lib/client.js`, 'utf8');
    const methods = [...client.matchAll(/\n {4}((?:list|get)\w+)\(\w+\) \{([\s\S]*?)\n {4}\}(?=\n)/g)];
    const found = methods.find(([, , body = '']) => {
      const declared = /path: "([^"]+)"/.exec(body)?.[1];
      return declared?.replaceAll(/\{\w+\}/g, '{}') === path && body.includes('method: "GET"');
    });
    if (!found) throw new TypeError(`${name} has no operation GET ${path}`);
    const [, method = ''] = found;
    const file = `${this.#folder}/${name}/lib/response/${kebab(method)}-response.d.ts`;
    const body = [...membersIn(withoutComments(readFileSync(file, 'utf8')))].find(
      ([, type]) => type.includes('model.') || type === 'string[]',
    );
    if (!body) throw new TypeError(`${name}: the response of ${method} has no body`);
    return this.#schema(name, body[1]);
  }

  #schema(of: string, declared: string): Schema {
    const type = declared.trim();
    const element = /^Array<([\s\S]+)>$/.exec(type)?.[1] ?? /^([\s\S]+)\[\]$/.exec(type)?.[1];
    if (element !== undefined) return { kind: 'list', element: () => this.#schema(of, element) };
    const value = /^\{\s*\[key: string\]: ([\s\S]+?);?\s*\}$/.exec(type)?.[1];
    if (value !== undefined) return { kind: 'map', value: () => this.#schema(of, value) };
    if (/^model\.\w+(?: \| model\.\w+)+$/.test(type)) return this.#oneOf(of, type.split(' | '));
    const model = /^model\.(\w+)$/.exec(type)?.[1];
    if (model !== undefined) return this.#model(of, model) ? this.#object(of, model) : { kind: 'scalar', code: 't' };
    if (type === 'number') return { kind: 'scalar', code: 'n' };
    if (type === 'boolean') return { kind: 'scalar', code: 'b' };
    if (type === 'Date') return { kind: 'scalar', code: 'd' };
    if (type === 'any') return ANYTHING;
    // Texts, and choices of texts (`Action.LifecycleState`).
    return { kind: 'scalar', code: 't' };
  }

  /** An object with the members of those that may stand in its place, such as those of `InstanceSourceDetails`. */
  #object(of: string, name: string): ObjectSchema {
    return {
      kind: 'object',
      name: `${of}.${name}`,
      members: () => new Map([...this.#kindsOf(of, name).flatMap((kind) => [...this.#members(of, kind)]), ...this.#members(of, name)]),
    };
  }

  /** An object that has the members of one of the models: `Instance.platformConfig`. */
  #oneOf(of: string, types: readonly string[]): ObjectSchema {
    const names = types.map((type) => type.replace('model.', ''));
    return {
      kind: 'object',
      name: `${of}.${names.join('|')}`,
      members: () => new Map(names.flatMap((name) => [...this.#members(of, name)])),
    };
  }

  #members(of: string, name: string): ReadonlyMap<string, Schema> {
    const model = this.#model(of, name);
    if (!model) return new Map();
    const inherited = model.parent === undefined ? new Map<string, Schema>() : this.#members(of, model.parent);
    return new Map([...inherited, ...[...model.members].map(([member, type]) => [member, this.#schema(of, type)] as const)]);
  }

  #model(of: string, name: string): Model | undefined {
    const key = `${of}.${name}`;
    if (!this.#models.has(key)) this.#models.set(key, this.#read(of, name));
    return this.#models.get(key);
  }

  #read(of: string, name: string): Model | undefined {
    const declared = this.#declaredIn(of).find((each) => each.name === name);
    if (!declared) return undefined;
    const { file, parent, body } = declared;
    const renamed = new Map(
      [...readFileSync(`${file}.js`, 'utf8').matchAll(/"(\w+)": obj\["([^"]+)"\]/g)].map(([, member = '', wire = '']) => [member, wire]),
    );
    return { parent, members: new Map([...membersIn(body)].map(([member, type]) => [renamed.get(member) ?? member, type])) };
  }

  /** The models that extend the named one. */
  #kindsOf(of: string, name: string): readonly string[] {
    return this.#declaredIn(of)
      .filter(({ parent }) => parent === name)
      .map((kind) => kind.name);
  }

  #declaredIn(of: string): readonly Declared[] {
    const known = this.#declared.get(of);
    if (known) return known;
    const folder = `${this.#folder}/${of}/lib/model`;
    const files = readdirSync(folder).filter((file) => file.endsWith('.d.ts'));
    const declared = files.flatMap((file) =>
      [...withoutComments(readFileSync(`${folder}/${file}`, 'utf8')).matchAll(INTERFACE)].map(([, name = '', parent, body = '']) => ({
        name,
        parent,
        body,
        file: `${folder}/${file.replace(/\.d\.ts$/, '')}`,
      })),
    );
    this.#declared.set(of, declared);
    return declared;
  }
}

const INTERFACE = /^export interface (\w+)(?: extends model\.(\w+))? \{([\s\S]*?)\n\}/gm;

interface Declared {
  readonly name: string;
  readonly parent: string | undefined;
  readonly body: string;
  /** Without its ending. */
  readonly file: string;
}

/** @throws TypeError for an API that no definition may name */
function packageOf(api: ApiId): string {
  if (api === 'search') throw new TypeError('Resource Search is no API of definitions');
  return PACKAGES[api];
}

/** `listDbSystems` → `list-db-systems`, as Oracle names its files. */
const kebab = (name: string): string =>
  name
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1-$2')
    .replaceAll(/([A-Z])([A-Z][a-z])/g, '$1-$2')
    .toLowerCase();

/** The members of an interface's body with their declared types. */
const membersIn = (body: string): ReadonlyMap<string, string> =>
  new Map([...body.matchAll(/^ {4}"([^"]+)"\??: ((?:[^;{]|\{[\s\S]*?\n {4}\})+);/gm)].map(([, name = '', type = '']) => [name, type]));
