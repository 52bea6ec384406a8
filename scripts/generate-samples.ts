/** Makes a JSON file beside each `samples.yaml`, with the YAML's anchors resolved. The demo estate loads these files. */
import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseNames, parseSampleFile, type SampleFile } from '../shared/clouds/demo/sample-file.ts';
import { PROVIDER_FACTS } from '../shared/provider-facts.ts';
import type { ResourceType } from '../shared/clouds/resource-type.ts';
import { suggestion } from '../shared/validation/nearest.ts';
import { DefinitionProblem } from './definition-problem.ts';

const ROOT = new URL('..', import.meta.url);
const CLOUDS = 'shared/clouds';

const generated = (path: string): string => path.replace(/\.yaml$/, '.generated.json');
const json = (value: unknown): string => `${JSON.stringify(value)}\n`;

/**
 * The generated files for the present samples: their paths from the project's root and their texts.
 * @throws DefinitionProblem naming a file that cannot be used, a type without samples, or samples without a type
 */
export function generatedSamples(): readonly { readonly path: string; readonly text: string }[] {
  const read = (path: string): string => readFileSync(new URL(path, ROOT), 'utf8');
  const find = (pattern: string): readonly string[] => globSync(pattern, { cwd: fileURLToPath(ROOT) }).toSorted();
  const files = find(`${CLOUDS}/*/services/*/samples.yaml`).map((path) => ({ path, file: parsed(path, read(path)) }));
  const names = find(`${CLOUDS}/*/demo/names.yaml`);
  const isSampled = (provider: string): boolean => names.includes(`${CLOUDS}/${provider}/demo/names.yaml`);
  const problems = sampleProblems(
    PROVIDER_FACTS.filter(({ id }) => isSampled(id)).flatMap(({ types }) => types),
    files,
  );
  if (problems.length > 0) throw new DefinitionProblem(problems);
  return [
    ...names.map((path) => ({ path: generated(path), text: json(parseNames(read(path))) })),
    ...files.map(({ path, file }) => ({ path: generated(path), text: json(file) })),
  ];
}

/** One sentence for each type that no file has samples of, and for each name in a file that is no type of its folder. */
export function sampleProblems(
  types: readonly SampledType[],
  files: readonly { readonly path: string; readonly file: Pick<SampleFile, 'samples'> }[],
): readonly string[] {
  const samplesOf = new Map(files.map(({ path, file }) => [path, Object.entries(file.samples)]));
  const missing = types.filter((type) => !samplesOf.get(pathOf(type))?.some(([name, samples]) => name === type.type && samples.length > 0));
  const strange = [...samplesOf].flatMap(([path, samples]) => {
    const own = types.filter((type) => pathOf(type) === path).map(({ type }) => type);
    return samples
      .filter(([name]) => !own.includes(name))
      .map(([name]) => `${path}: samples: ${name} is no type of this folder; it has ${own.join(', ')}.${suggestion(name, own)}`);
  });
  return [
    ...missing.map((type) => `${type.type} has no samples: write at least one in ${pathOf(type)}, as docs/samples.md describes.`),
    ...strange,
  ];
}

export type SampledType = Pick<ResourceType, 'provider' | 'service' | 'type'>;

/** `shared/clouds/aws/services/sns/samples.yaml` */
const pathOf = ({ provider, service }: SampledType): string => `${CLOUDS}/${provider}/services/${service}/samples.yaml`;

function parsed(path: string, text: string): SampleFile {
  try {
    return parseSampleFile(text, path);
  } catch (error) {
    const { message } = error as Error;
    throw new DefinitionProblem([message.startsWith(path) ? message : `${path}: ${message}`], { cause: error });
  }
}
