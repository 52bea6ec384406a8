/** Makes a JSON file beside each `samples.yaml`, with the YAML's anchors resolved. The demo estate loads these files. */
import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseNames, parseSampleFile, type SampleFile } from '../shared/clouds/aws/demo/sample-file.ts';
import { AWS_TYPES } from '../shared/clouds/aws/types.generated.ts';
import { suggestion } from '../shared/validation/nearest.ts';
import { DefinitionProblem } from './definition-problem.ts';

const ROOT = new URL('..', import.meta.url);
const NAMES = 'shared/clouds/aws/demo/names.yaml';

const generated = (path: string): string => path.replace(/\.yaml$/, '.generated.json');
const json = (value: unknown): string => `${JSON.stringify(value)}\n`;

/**
 * The generated files for the present samples: their paths from the project's root and their texts.
 * @throws DefinitionProblem naming a file that cannot be used, a type without samples, or samples without a type
 */
export function generatedSamples(): readonly { readonly path: string; readonly text: string }[] {
  const read = (path: string): string => readFileSync(new URL(path, ROOT), 'utf8');
  const services = globSync('shared/clouds/aws/services/*/samples.yaml', { cwd: fileURLToPath(ROOT) }).toSorted();
  const files = services.map((path) => ({ path, file: parsed(path, read(path)) }));
  const problems = sampleProblems(
    AWS_TYPES.map(({ type }) => type),
    files,
  );
  if (problems.length > 0) throw new DefinitionProblem(problems);
  return [
    { path: generated(NAMES), text: json(parseNames(read(NAMES))) },
    ...files.map(({ path, file }) => ({ path: generated(path), text: json(file) })),
  ];
}

/** One sentence for each type that no file has samples of, and for each name in a file that is no type of its folder. */
export function sampleProblems(
  types: readonly string[],
  files: readonly { readonly path: string; readonly file: Pick<SampleFile, 'samples'> }[],
): readonly string[] {
  const samplesOf = new Map(files.map(({ path, file }) => [path, Object.entries(file.samples)]));
  const missing = types.filter((type) => !samplesOf.get(pathOf(type))?.some(([name, samples]) => name === type && samples.length > 0));
  const strange = [...samplesOf].flatMap(([path, samples]) => {
    const own = types.filter((type) => pathOf(type) === path);
    return samples
      .filter(([name]) => !own.includes(name))
      .map(([name]) => `${path}: samples: ${name} is no type of this folder; it has ${own.join(', ')}.${suggestion(name, own)}`);
  });
  return [
    ...missing.map((type) => `${type} has no samples: write at least one in ${pathOf(type)}, as docs/samples.md describes.`),
    ...strange,
  ];
}

/** `AWS::SNS::Topic` → `shared/clouds/aws/services/sns/samples.yaml` */
const pathOf = (type: string): string => `shared/clouds/aws/services/${type.split('::')[1]?.toLowerCase()}/samples.yaml`;

function parsed(path: string, text: string): SampleFile {
  try {
    return parseSampleFile(text, path);
  } catch (error) {
    const { message } = error as Error;
    throw new DefinitionProblem([message.startsWith(path) ? message : `${path}: ${message}`], { cause: error });
  }
}
