/**
 * Reads the schemas of ARM's answers out of the `@azure/arm-*` packages: each has a table of its operations (path, API version, the name of the
 * answer's mapper) and a mapper for each object, with the names that the API itself uses.
 */
import { globSync, readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { ANYTHING, type ObjectSchema, type Schema } from '../rest-fields/schema.ts';

/** The exports of `models/mappers.js`. The packages do not publish a type of it. */
interface MapperType {
  readonly name: string;
  readonly className?: string;
  readonly uberParent?: string;
  readonly modelProperties?: Readonly<Record<string, Mapper>>;
  readonly additionalProperties?: { readonly type: MapperType };
  readonly element?: Mapper;
  readonly value?: Mapper;
}

interface Mapper {
  readonly serializedName?: string;
  readonly type: MapperType;
}

type Mappers = Readonly<Record<string, Mapper>>;

interface Operation {
  readonly segments: readonly string[];
  readonly version: string;
  readonly answer: Schema;
}

export class ArmSchemas {
  readonly #operations: readonly Operation[];

  private constructor(operations: readonly Operation[]) {
    this.#operations = operations;
  }

  /** @param folder that of `node_modules/@azure` */
  static async load(folder: string): Promise<ArmSchemas> {
    const files = globSync('arm-*/{dist/esm,dist-esm/src,esm}/models/mappers.js', { cwd: folder }).toSorted();
    const operations = await Promise.all(
      files.map(async (file) => await operationsOf(`${folder}/${file.replace(/\/models\/[^/]+$/, '')}`)),
    );
    return new ArmSchemas(operations.flat());
  }

  /**
   * The schema of what a GET of one of the paths answers in the version. `{}` in a path stands for any one name.
   * @throws TypeError that tells which versions the packages know
   */
  answer(paths: readonly string[], version: string): Schema {
    const wanted = paths.map(segmentsOf);
    const found = this.#operations
      .filter(({ segments }) => wanted.some((each) => matches(segments, each)))
      .toSorted((a, b) => literals(b.segments) - literals(a.segments));
    const exact = found.find((operation) => operation.version === version);
    if (exact) return exact.answer;
    const known = [...new Set(found.map((operation) => operation.version))];
    throw new TypeError(
      known.length === 0
        ? `no package of scripts/azure-fields/package.json knows GET ${paths[0]}; add the one of the service (@azure/arm-…), or correct the path`
        : `the packages know GET ${paths[0]} in ${known.join(', ')}, not in ${version}`,
    );
  }
}

/** Names of path parameters are not compared: `{vmName}` and `{}` are the same. */
const segmentsOf = (path: string): readonly string[] =>
  path
    .replaceAll(/\{[^}]*\}/g, '{}')
    .split('/')
    .filter((segment) => segment !== '')
    .map((segment) => segment.toLowerCase());

const matches = (known: readonly string[], wanted: readonly string[]): boolean =>
  known.length === wanted.length && known.every((segment, at) => segment === wanted[at] || segment === '{}' || wanted[at] === '{}');

const literals = (segments: readonly string[]): number => segments.filter((segment) => segment !== '{}').length;

async function operationsOf(folder: string): Promise<readonly Operation[]> {
  const name = /arm-[^/]+/.exec(folder)?.[0] ?? folder;
  // The module's own type is not published; the mappers that are read here have this form in every package.
  const mappers = (await import(pathToFileURL(`${folder}/models/mappers.js`).href)) as Mappers;
  const schemas = new MapperSchemas(name, mappers);
  const sources = globSync('{*Client,operations/*}.js', { cwd: folder }).map((file) => readFileSync(`${folder}/${file}`, 'utf8'));
  const version = versionsOf(readFileSync(`${folder}/models/parameters.js`, 'utf8'), sources);
  return sources.flatMap((source) =>
    source
      .split(/OperationSpec = \{/)
      .slice(1)
      .flatMap((spec): readonly Operation[] => {
        const path = /\bpath:\s+["']([^"']+)["']/.exec(spec)?.[1];
        const answer = /\b200: \{\s+bodyMapper: Mappers\.(\w+)/.exec(spec)?.[1];
        const parameter = /Parameters\.(apiVersion\w*)/.exec(spec)?.[1] ?? '';
        // `providers/{resourceProviderNamespace}/…` answers for every type alike, with nothing of its own.
        if (path === undefined || answer === undefined || path.includes('/providers/{') || !/httpMethod: "GET"/.test(spec)) return [];
        return [{ segments: segmentsOf(path), version: version(parameter), answer: schemas.named(answer) }];
      }),
  );
}

/** The API version that a parameter of an operation stands for: its own, or the client's. */
function versionsOf(parameters: string, sources: readonly string[]): (parameter: string) => string {
  const own = new Map(
    [...parameters.matchAll(/export (?:const|var) (apiVersion\w*) = \{[^;]*?defaultValue: ["']([^"']+)["']/g)].map(
      ([, parameter = '', version = '']) => [parameter, version] as const,
    ),
  );
  const ofClient = sources.map((source) => /this\.apiVersion = options\.apiVersion \|\| "([^"]+)"/.exec(source)?.[1]).find(Boolean) ?? '';
  return (parameter) => own.get(parameter) ?? ofClient;
}

/** The schemas of one package's mappers. */
class MapperSchemas {
  readonly #package: string;
  readonly #mappers: Mappers;

  constructor(name: string, mappers: Mappers) {
    this.#package = name;
    this.#mappers = mappers;
  }

  named(name: string): Schema {
    const mapper = this.#mappers[name];
    return mapper ? this.#schema(mapper.type) : ANYTHING;
  }

  #schema(type: MapperType): Schema {
    switch (type.name) {
      case 'Composite':
        return type.className === undefined ? ANYTHING : this.#object(type.className);
      case 'Sequence':
        return { kind: 'list', element: () => this.#schemaOf(type.element) };
      case 'Dictionary':
        return { kind: 'map', value: () => this.#schemaOf(type.value) };
      case 'Boolean':
        return { kind: 'scalar', code: 'b' };
      // ARM's own JSON has the seconds since 1970.
      case 'Number':
      case 'UnixTime':
        return { kind: 'scalar', code: 'n' };
      case 'DateTime':
      case 'Date':
        return { kind: 'scalar', code: 'd' };
      case 'any':
      case 'Object':
        return ANYTHING;
      default:
        return { kind: 'scalar', code: 't' };
    }
  }

  #schemaOf(mapper: Mapper | undefined): Schema {
    return mapper ? this.#schema(mapper.type) : ANYTHING;
  }

  /** An object with the members of those that may stand in its place. */
  #object(className: string): Schema {
    const own = this.#mappers[className]?.type;
    const kinds = Object.values(this.#mappers).filter(({ type }) => type?.uberParent === className);
    const all = [own, ...kinds.map(({ type }) => type)].filter((type) => type !== undefined);
    if (all.every((type) => type.modelProperties === undefined)) return ANYTHING;
    const rest = all.map((type) => type.additionalProperties).find((each) => each !== undefined);
    return {
      kind: 'object',
      name: `${this.#package}.${className}`,
      members: () =>
        this.#members(
          className,
          all.flatMap((type) => Object.entries(type.modelProperties ?? {})),
        ),
      ...(rest && { others: () => this.#schema(rest.type) }),
    };
  }

  /**
   * Members are named as the API names them: `properties.state` is a member of a member, and a backslash hides a dot. The list in an answer of the
   * oldest packages has no name but its key.
   */
  #members(owner: string, mappers: readonly (readonly [key: string, mapper: Mapper])[]): ReadonlyMap<string, Schema> {
    const entries = mappers.map(([key, { serializedName, type }]) => ({
      path: (serializedName || key).split(/(?<!\\)\./).map((part) => part.replaceAll('\\', '')),
      schema: this.#schema(type),
    }));
    return nested(`${this.#package}.${owner}`, entries);
  }
}

interface Placed {
  readonly path: readonly string[];
  readonly schema: Schema;
}

function nested(name: string, entries: readonly Placed[]): ReadonlyMap<string, Schema> {
  const members = new Map<string, Schema>();
  for (const [first, group] of Map.groupBy(entries, ({ path }) => path[0] ?? '')) {
    const here = group.find(({ path }) => path.length === 1)?.schema;
    const below = group.filter(({ path }) => path.length > 1).map(({ path, schema }) => ({ path: path.slice(1), schema }));
    if (below.length === 0) members.set(first, here ?? ANYTHING);
    else members.set(first, objectOf(`${name}.${first}`, below));
  }
  return members;
}

const objectOf = (name: string, entries: readonly Placed[]): ObjectSchema => ({
  kind: 'object',
  name,
  members: () => nested(name, entries),
});
