/** Makes a JSON file beside each `samples.yaml`, with the YAML's anchors resolved. The demo estate loads these files. */
import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseNames, parseSampleFile } from '../shared/clouds/aws/demo/sample-file.ts';

const ROOT = new URL('..', import.meta.url);
const NAMES = 'shared/clouds/aws/demo/names.yaml';

const generated = (path: string): string => path.replace(/\.yaml$/, '.generated.json');
const json = (value: unknown): string => `${JSON.stringify(value)}\n`;

/**
 * The generated files for the present samples: their paths from the project's root and their texts.
 * @throws Error naming the file that cannot be used
 */
export function generatedSamples(): readonly { readonly path: string; readonly text: string }[] {
  const read = (path: string): string => readFileSync(new URL(path, ROOT), 'utf8');
  const services = globSync('shared/clouds/aws/services/*/samples.yaml', { cwd: fileURLToPath(ROOT) }).toSorted();
  return [
    { path: generated(NAMES), text: json(parseNames(read(NAMES))) },
    ...services.map((path) => ({ path: generated(path), text: json(parseSampleFile(read(path), path)) })),
  ];
}
