/** Every registered definition is checked against the AWS SDK, and the generated registry lists what is in the folders. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { generatedTypes, serviceFolders } from '../../../../../scripts/generate-types.ts';
import { put } from '../../../../../shared/clouds/demo/placing.ts';
import { callsOf, tokenMembersOf } from '../../../../../shared/clouds/types/calls-of.ts';
import { checkType } from '../../../../../shared/clouds/aws/types/check-type.ts';
import type { LoadedService } from '../../../../../shared/clouds/aws/types/loaded-service.ts';
import { schemasOf, tokensOf } from '../../../../../shared/clouds/aws/types/operation-schemas.ts';
import { valueAt } from '../../../../../shared/clouds/types/paths.ts';

const ROOT = fileURLToPath(new URL('../../../../../', import.meta.url));
const folders = await serviceFolders(ROOT);

describe('the generated registry', () => {
  it('lists what is in the folders; run npm run generate if it does not', async () => {
    for (const { path, text } of await generatedTypes(ROOT)) expect([path, readFileSync(`${ROOT}${path}`, 'utf8')]).toEqual([path, text]);
  });
});

describe.each(folders.map(({ loaded }) => [loaded.service.id, loaded] as const))('%s', (_id, loaded: LoadedService) => {
  it.each(loaded.types.map((type) => [type.type, type] as const))('defines %s as the SDK has it', (_name, type) => {
    expect(checkType(type, loaded)).toEqual([]);
  });

  const calls = loaded.types.flatMap(callsOf).filter(({ api }) => api === undefined);
  const operations = [...new Map(calls.map((call) => [call.operation, call])).values()];
  it.each(operations)('pages through $operation by the tokens that the SDK uses', async (call) => {
    const { operation } = call;
    const sdk = (await import(loaded.service.sdk)) as Readonly<Record<string, unknown>>;
    const paginate = sdk[`paginate${operation}`] as Paginator | undefined;
    const command = loaded.commands[operation];
    if (!command) throw new Error(`There is no command ${operation}.`);
    const told = call.kind === 'list' ? call.pages : call.kind === 'read' ? call.paged : undefined;
    const tokens = typeof told === 'object' ? tokenMembersOf(told)[0] : tokensOf(schemasOf(command));
    if (!paginate || told === false) return;

    if (!tokens) throw new Error(`The SDK pages through ${operation}, and no token members were found.`);
    const [taken, given] = tokens;
    const inputs: unknown[] = [];
    const client = Object.create((loaded.client as { readonly prototype: object }).prototype) as { send: unknown };
    client.send = async ({ input }: { readonly input: Readonly<Record<string, unknown>> }) => {
      inputs.push(valueAt(input, taken));
      return inputs.length === 1 ? put({}, given, 'second') : {};
    };
    for await (const _page of paginate({ client }, {})) expect(inputs.length).toBeLessThanOrEqual(2);

    expect(inputs).toEqual([undefined, 'second']);
  });
});

type Paginator = (config: { readonly client: unknown }, input: object) => AsyncIterable<object>;
