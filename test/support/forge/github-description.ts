/** Checks requests and answers against GitHub's own description of its API, from the package `@octokit/openapi`. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Ajv, type ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';
import type { Exchange } from './forge.ts';

interface Described {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
}
interface Operation {
  readonly requestBody?: { readonly content?: Content };
  readonly responses: Readonly<Record<string, { readonly $ref?: string; readonly content?: Content }>>;
}
type Content = Readonly<Record<string, { readonly schema?: object }>>;

const PREFIX = '/api/v3';

export class GitHubDescription {
  readonly #described: Described;
  readonly #ajv: Ajv;
  readonly #templates: readonly { readonly template: string; readonly form: RegExp }[];
  readonly #validators = new Map<string, ValidateFunction>();

  constructor() {
    const file = createRequire(import.meta.url).resolve('@octokit/openapi/generated/api.github.com.json');
    // GitHub's description is of the form that `Described` names the needed part of.
    this.#described = JSON.parse(readFileSync(file, 'utf8')) as Described;
    this.#ajv = new Ajv({ strict: false, allErrors: true, discriminator: false });
    // Both packages are CommonJS, whose default export TypeScript takes for the module.
    (addFormats as unknown as (ajv: Ajv) => void)(this.#ajv);
    this.#ajv.addSchema(this.#described, 'github');
    this.#templates = Object.keys(this.#described.paths).map((template) => ({
      template,
      form: new RegExp(`^${template.replace(/[.]/g, '\\.').replace(/\{[^}]+\}/g, '[^/]+')}$`),
    }));
  }

  /** The deviations of the exchange from GitHub's description, in a text; undefined if there are none. */
  problemOf({ method, path, request, status, answer }: Exchange): string | undefined {
    const bare = path.slice(PREFIX.length).replace(/\?.*$/, '');
    // GitHub's clients use this path, to which it redirects; the description lacks it.
    const template = /^\/repositories\/\d+$/.test(bare) ? '/repos/{owner}/{repo}' : this.#templateOf(bare);
    const name = `${method} ${bare} ${status}`;
    const operation = template === undefined ? undefined : this.#described.paths[template]?.[method.toLowerCase()];
    if (template === undefined || !operation) return `${name}: GitHub has no such request`;
    const pointer = `#/paths/${escaped(template)}/${method.toLowerCase()}`;
    if (request !== undefined && operation.requestBody !== undefined) {
      const wrong = this.#refusal(`${pointer}/requestBody/content/application~1json/schema`, request);
      if (wrong !== undefined) return `${name}: request ${wrong}`;
    }
    // Every request may be answered by an error that the description does not repeat.
    if (status >= 400) return undefined;
    const response = operation.responses[status];
    if (!response) return `${name}: GitHub does not answer with this status`;
    if (answer === undefined || response.content === undefined) return undefined;
    const type = Object.keys(response.content)[0] ?? 'application/json';
    const wrong = this.#refusal(`${pointer}/responses/${status}/content/${escaped(type)}/schema`, answer);
    return wrong === undefined ? undefined : `${name}: answer ${wrong}`;
  }

  /** The template with the fewest parameters: `/user/repos` before `/{a}/{b}`. */
  #templateOf(path: string): string | undefined {
    return this.#templates
      .filter(({ form }) => form.test(path))
      .map(({ template }) => template)
      .toSorted((a, b) => a.split('{').length - b.split('{').length)[0];
  }

  #refusal(pointer: string, value: unknown): string | undefined {
    const validator = this.#validators.get(pointer) ?? this.#ajv.compile({ $ref: `github${pointer}` });
    this.#validators.set(pointer, validator);
    return validator(value) ? undefined : this.#ajv.errorsText(validator.errors).slice(0, 600);
  }
}

/** The deviations of the exchanges with GitHub's API from GitHub's description. Refusals for lack of rights are described nowhere. */
export function problemsOf(exchanges: readonly Exchange[]): readonly string[] {
  const description = new GitHubDescription();
  return [...new Set(exchanges.filter(({ path }) => path.startsWith(PREFIX)).flatMap((each) => description.problemOf(each) ?? []))];
}

/** The different requests among the exchanges with GitHub's API, without queries and numbers: `PUT /api/v3/repos/acme/shop/topics`. */
export const requestsOf = (exchanges: readonly Exchange[]): readonly string[] =>
  [
    ...new Set(
      exchanges
        .filter(({ path }) => path.startsWith(PREFIX))
        .map(({ method, path }) => `${method} ${path.replace(/\?.*/, '').replace(/\/\d+/g, '/N')}`),
    ),
  ].toSorted();

/** A part of a JSON Pointer within a URI. */
const escaped = (part: string): string => encodeURIComponent(part.replaceAll('~', '~0').replaceAll('/', '~1'));
