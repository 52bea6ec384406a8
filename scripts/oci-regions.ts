/** Makes shared/clouds/oci/regions.generated.ts from the realms and regions that Oracle's SDK ships with. A test fails if the file is stale. */
import { readFile } from 'node:fs/promises';

const REALMS = new URL('../node_modules/oci-common/lib/realm.js', import.meta.url);
const REGIONS = new URL('../node_modules/oci-common/lib/region.js', import.meta.url);

const REALM = /Realm\.(\w+) = Realm\.register\("([^"]+)", "([^"]+)"\)/g;
const REGION = /Region\.register\("([^"]+)", realm_\d+\.Realm\.(\w+), "([^"]+)"\)/g;

/** The text of the module for the SDK that is installed. Its files are read as text: loading it reads this machine's own region settings. */
export async function generatedOciRegions(): Promise<string> {
  const [realms, regions] = await Promise.all([readFile(REALMS, 'utf8'), readFile(REGIONS, 'utf8')]);
  const found = [...regions.matchAll(REGION)];
  const entries = [...realms.matchAll(REALM)].map(([, constant, realm, domain]) => [
    `  ${realm}: {`,
    `    domain: '${domain}',`,
    '    regions: {',
    ...found
      .filter(([, , of]) => of === constant)
      .map(([, region = '', , key = '']) => `      '${region}': '${key}',`)
      .toSorted(),
    '    },',
    '  },',
  ]);
  return [
    "/** Made by scripts/oci-regions.ts from the realms and regions of Oracle's SDK. Do not edit. */",
    '// prettier-ignore',
    'export const REALMS = {',
    ...entries.flat(),
    '} as const;',
    '',
  ].join('\n');
}
