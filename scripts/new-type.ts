/**
 * Makes the first draft of an AWS resource type: `npm run new:type -- AWS::SNS::Topic`. It looks the operations up in the
 * schemas of the SDK and writes the type, its service if that is new, a sample and a test. It prints what is left to do by hand.
 */
import { existsSync, globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { nearest } from '../shared/validation/nearest.ts';
import { draftType, fileNameOf, listingOperations, type Sdk } from './new-type/draft.ts';
import { samplesHead, sampleText, serviceText, testText, typeText } from './new-type/texts.ts';

const USAGE = 'Usage: npm run new:type -- AWS::SNS::Topic [--sdk @aws-sdk/client-sns] [--list ListTopics]';

/** The command line asks for something that cannot be done; the message says why in one sentence. */
class Refusal extends Error {}

export interface Scaffold {
  readonly root: string;
  readonly type: string;
  /** The SDK package; if absent, it follows from the type's name. */
  readonly sdk?: string | undefined;
  /** The operation that lists the type, where its name does not follow from the type's. */
  readonly list?: string | undefined;
}

export interface Scaffolded {
  /** The files that were written, relative to the root. */
  readonly files: readonly string[];
  /** Sentences about what is left to do. */
  readonly hints: readonly string[];
}

/** @throws Refusal */
export async function scaffold({ root, type, sdk, list }: Scaffold): Promise<Scaffolded> {
  const [, service = '', name = ''] = /^AWS::([A-Za-z0-9]+)::([A-Za-z0-9]+)$/.exec(type) ?? [];
  if (!service || !name) throw new Refusal(`${JSON.stringify(type)} is not the name of a type; write one like AWS::SNS::Topic.`);
  const id = service.toLowerCase();
  const folder = `shared/clouds/aws/services/${id}`;
  const file = `${folder}/${fileNameOf(type)}`;
  if (existsSync(join(root, file))) throw new Refusal(`${type} exists already: ${file}.`);

  const servicePath = join(root, folder, 'service.ts');
  const known = existsSync(servicePath) ? /sdk: '([^']+)'/.exec(readFileSync(servicePath, 'utf8'))?.[1] : undefined;
  const sdkPackage = sdk ?? known ?? packageOf(root, id);
  const client = (await import(sdkPackage)) as Sdk;
  const draft = draftType(type, client, list);
  if (!draft) throw new Refusal(noList(sdkPackage, name, client, list));

  const texts: Record<string, string> = {
    [file]: typeText(draft),
    [`test/shared/clouds/aws/services/${id}/${fileNameOf(type).replace(/\.ts$/, '.test.ts')}`]: testText(draft),
  };
  const present = Object.keys(texts).find((path) => existsSync(join(root, path)));
  if (present !== undefined) throw new Refusal(`${present} exists already, so nothing was written. Move it away, and try again.`);
  if (!existsSync(servicePath)) texts[`${folder}/service.ts`] = serviceText(id, sdkPackage, draft.client);
  const samples = `${folder}/samples.yaml`;
  const shown = existsSync(join(root, samples)) ? `${readFileSync(join(root, samples), 'utf8').trimEnd()}\n\n` : samplesHead(id);
  texts[samples] = `${shown}${sampleText(draft, smallPageOf(shown) + 2)}`;
  for (const [path, text] of Object.entries(texts)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  return { files: Object.keys(texts).toSorted(), hints: draft.hints };
}

/** Says that nothing was written, and which operations may be meant. */
function noList(sdkPackage: string, name: string, client: Sdk, list: string | undefined): string {
  const known = listingOperations(client);
  const near = [
    ...new Set((list === undefined ? [`List${name}s`, `Describe${name}s`] : [list]).flatMap((wanted) => nearest(wanted, known))),
  ];
  const what = list === undefined ? `has no operation that lists ${name}` : `has no operation ${list} that answers with a list`;
  const meant = near.length > 0 ? ` Nearest are ${near.join(', ')}.` : '';
  return `${sdkPackage} ${what}, so nothing was written.${meant} Correct the type's name, or name the operation that lists it with --list.`;
}

/** Items of a page in the large account. A type's samples there have to be more, so that its list comes in several pages. */
const smallPageOf = (samples: string): number => Number(/smallPage: (\d+)/.exec(samples)?.[1] ?? 2);

/** The installed SDK client that is named like the service. */
function packageOf(root: string, id: string): string {
  const clients = globSync('client-*', { cwd: join(root, 'node_modules/@aws-sdk') });
  const found = clients.find((client) => client.replace('client-', '').replaceAll('-', '') === id);
  if (found) return `@aws-sdk/${found}`;
  throw new Refusal(
    `No installed SDK client is named like ${id}; install it with npm install --save-exact @aws-sdk/client-${id}, or name the package with --sdk.`,
  );
}

async function main(args: readonly string[]): Promise<number> {
  const { positionals, values } = parseArgs({
    args: [...args],
    allowPositionals: true,
    strict: false,
    options: { sdk: { type: 'string' }, list: { type: 'string' } },
  });
  const [type, ...rest] = positionals;
  const { sdk, list, ...others } = values;
  if (type === undefined || rest.length > 0 || Object.keys(others).length > 0 || typeof sdk === 'boolean' || typeof list === 'boolean') {
    process.stderr.write(`${USAGE}\n`);
    return 2;
  }
  try {
    const { files, hints } = await scaffold({ root: fileURLToPath(new URL('..', import.meta.url)), type, sdk, list });
    process.stdout.write(
      [
        ...files.map((file) => `wrote ${file}`),
        ...hints.map((hint) => `- ${hint}`),
        `Next: read the draft and its sample against the API's documentation, then npm run generate, npx tsc and npm test -- test/shared/clouds/aws test/shared/policies. docs/add-a-resource-type.md explains each step.`,
        '',
      ].join('\n'),
    );
    return 0;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    process.stderr.write(`${error.message}\n`);
    return 2;
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) process.exitCode = await main(process.argv.slice(2));
