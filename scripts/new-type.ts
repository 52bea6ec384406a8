/**
 * Makes the first draft of an AWS resource type: `npm run new:type -- AWS::SNS::Topic`. It looks the operations up in the
 * schemas of the SDK and writes the type, its service if that is new, a sample and a test. It prints what is left to do by hand.
 */
import { existsSync, globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { draftType, fileNameOf, type Sdk } from './new-type/draft.ts';
import { samplesHead, sampleText, serviceText, testText, typeText } from './new-type/texts.ts';

const USAGE = 'Usage: npm run new:type -- AWS::SNS::Topic [--sdk @aws-sdk/client-sns]';

/** The command line asks for something that cannot be done; the message says why in one sentence. */
class Refusal extends Error {}

export interface Scaffold {
  readonly root: string;
  readonly type: string;
  /** The SDK package; if absent, it follows from the type's name. */
  readonly sdk?: string | undefined;
}

export interface Scaffolded {
  /** The files that were written, relative to the root. */
  readonly files: readonly string[];
  /** Sentences about what is left to do. */
  readonly hints: readonly string[];
}

/** @throws Refusal */
export async function scaffold({ root, type, sdk }: Scaffold): Promise<Scaffolded> {
  const [, service = '', name = ''] = /^AWS::([A-Za-z0-9]+)::([A-Za-z0-9]+)$/.exec(type) ?? [];
  if (!service || !name) throw new Refusal(`${JSON.stringify(type)} is not the name of a type; write one like AWS::SNS::Topic.`);
  const id = service.toLowerCase();
  const folder = `shared/clouds/aws/services/${id}`;
  const file = `${folder}/${fileNameOf(type)}`;
  if (existsSync(join(root, file))) throw new Refusal(`${type} exists already: ${file}.`);

  const servicePath = join(root, folder, 'service.ts');
  const known = existsSync(servicePath) ? /sdk: '([^']+)'/.exec(readFileSync(servicePath, 'utf8'))?.[1] : undefined;
  const sdkPackage = sdk ?? known ?? packageOf(root, id);
  const draft = draftType(type, (await import(sdkPackage)) as Sdk);

  const texts: Record<string, string> = {
    [file]: typeText(draft),
    [`test/shared/clouds/aws/services/${id}/${fileNameOf(type).replace(/\.ts$/, '.test.ts')}`]: testText(draft),
  };
  if (!existsSync(servicePath)) texts[`${folder}/service.ts`] = serviceText(id, sdkPackage, draft.client);
  const samples = `${folder}/samples.yaml`;
  const shown = existsSync(join(root, samples)) ? `${readFileSync(join(root, samples), 'utf8').trimEnd()}\n\n` : samplesHead(id);
  texts[samples] = `${shown}${sampleText(draft)}`;
  for (const [path, text] of Object.entries(texts)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  return { files: Object.keys(texts).toSorted(), hints: draft.hints };
}

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
  const at = args.indexOf('--sdk');
  const sdk = at < 0 ? undefined : args[at + 1];
  const [type, ...rest] = args.filter((_, index) => at < 0 || (index !== at && index !== at + 1));
  if (type === undefined || rest.length > 0 || (at >= 0 && sdk === undefined)) {
    process.stderr.write(`${USAGE}\n`);
    return 2;
  }
  try {
    const { files, hints } = await scaffold({ root: fileURLToPath(new URL('..', import.meta.url)), type, sdk });
    process.stdout.write(
      [
        ...files.map((file) => `wrote ${file}`),
        ...hints.map((hint) => `- ${hint}`),
        `Next: read the draft and its sample against the API's documentation, then npm run generate and npm test. docs/add-a-resource-type.md explains each step.`,
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
