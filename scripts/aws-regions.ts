/** Makes shared/clouds/aws/regions.generated.ts from the partitions that the AWS SDK ships with. A test fails if the file is stale. */
import { readFile } from 'node:fs/promises';

const SOURCE = new URL('../node_modules/@aws-sdk/core/dist-es/submodules/client/util-endpoints/lib/aws/partitions.js', import.meta.url);

interface Partitions {
  readonly partitions: readonly {
    readonly id: string;
    readonly outputs: { readonly implicitGlobalRegion: string };
    readonly regionRegex: string;
    readonly regions: Readonly<Record<string, unknown>>;
  }[];
}

/** The text of the module for the SDK that is installed. */
export async function generatedRegions(): Promise<string> {
  // The SDK does not export its partitions, so their file is read as text: it holds one constant, whose value is JSON.
  const text = await readFile(SOURCE, 'utf8');
  const json = text.slice(text.indexOf('{'), text.lastIndexOf('}') + 1);
  const { partitions } = JSON.parse(json) as Partitions;
  const entries = partitions.map(({ id, outputs, regionRegex, regions }) => {
    const names = Object.keys(regions).filter((region) => !region.endsWith('-global'));
    return [
      `  '${id}': {`,
      `    globalRegion: '${outputs.implicitGlobalRegion}',`,
      `    pattern: /${regionRegex.replaceAll('\\-', '-')}/,`,
      '    regions: [',
      ...names.map((region) => `      '${region}',`),
      '    ],',
      '  },',
    ].join('\n');
  });
  return [
    '/** Made by scripts/aws-regions.ts from the partitions of the AWS SDK. Do not edit. */',
    '// prettier-ignore',
    'export const PARTITIONS = {',
    ...entries,
    '} as const;',
    '',
  ].join('\n');
}
