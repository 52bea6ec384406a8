/**
 * Lists every error that the installed AWS clients declare, with the class that Muster gives it, in
 * test/shared/clouds/aws/declared-errors.generated.txt. A review then sees which errors a new client or a new version adds.
 */
import { readFile } from 'node:fs/promises';
import { meaningOf } from '../shared/clouds/aws/classify-error.ts';

export const DECLARED_ERRORS = 'test/shared/clouds/aws/declared-errors.generated.txt';

interface DeclaredError {
  readonly service: string;
  /** The name that the SDK gives the error. */
  readonly name: string;
  readonly status: number;
}

/** The schema that SDK clients export for an error: a marker, a namespace, a name and its traits. */
type ErrorSchema = readonly [
  marker: -3,
  namespace: string,
  name: string,
  traits: { readonly error?: 'client' | 'server'; readonly httpError?: number; readonly awsQueryError?: readonly [string, number] } | 0,
  ...unknown[],
];

/** Leaves out the base class of a client's errors: its schema is in a namespace of the SDK's own. */
const isErrorSchema = (value: unknown): value is ErrorSchema =>
  Array.isArray(value) && value[0] === -3 && !String(value[1]).startsWith('smithy.ts.sdk.synthetic');

async function declaredErrors(): Promise<readonly DeclaredError[]> {
  const { dependencies } = JSON.parse(await readFile(new URL('../package.json', import.meta.url), 'utf8')) as {
    readonly dependencies: Readonly<Record<string, string>>;
  };
  const errors: DeclaredError[] = [];
  for (const name of Object.keys(dependencies).filter((dependency) => dependency.startsWith('@aws-sdk/client-'))) {
    const service = name.slice('@aws-sdk/client-'.length);
    const client = (await import(name)) as Readonly<Record<string, unknown>>;
    for (const schema of Object.values(client).filter(isErrorSchema)) errors.push({ service, name: schema[2], status: statusOf(schema) });
  }
  return errors;
}

function statusOf([, , , traits]: ErrorSchema): number {
  if (traits === 0) return 400;
  return traits.httpError ?? traits.awsQueryError?.[1] ?? (traits.error === 'server' ? 500 : 400);
}

/** The text of the list for the clients that are installed. */
export async function generatedErrors(): Promise<string> {
  const lines = (await declaredErrors()).map(({ service, name, status }) => {
    const error = Object.assign(new Error(''), { name, $metadata: { httpStatusCode: status } });
    const meaning = meaningOf(error, { service, region: 'eu-west-1', loginWorks: true, regionEnabled: true });
    return `${service} ${name} ${status} ${meaning.class}${meaning.topic === undefined ? '' : ` (${meaning.topic})`}`;
  });
  return [
    '# Made by scripts/aws-errors.ts from the installed AWS clients: npm run generate. Review each new line; do not edit.',
    '# service, error, status that the service declares, class by shared/clouds/aws/error-table.ts (an error without a message, in an enabled region)',
    ...lines.toSorted(),
    '',
  ].join('\n');
}
