/** `connections:` of a configuration file. */
import { readFile } from 'node:fs/promises';
import { parse } from 'yaml';
import { z } from 'zod';
import { type Login, loginSchema } from '../../shared/clouds/login.ts';
import { CommandError, EXIT } from './exit-codes.ts';

/** What else is in the file is the business of `muster run`. */
const fileSchema = z.looseObject({ connections: z.array(loginSchema).default([]) });

/** @throws CommandError naming the file, and what is wrong in it or not there */
export async function readConnection(path: string, name: string): Promise<Login> {
  const refused = (why: string): CommandError => new CommandError(`${path}: ${why}`, EXIT.refused);
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw refused(`the configuration file cannot be read (${error.code ?? error.name}).`);
  });
  let content: unknown;
  try {
    content = parse(text);
  } catch {
    throw refused('this is not YAML; check its indentation and quotes.');
  }
  const checked = fileSchema.safeParse(content ?? {});
  if (!checked.success) {
    const [issue] = checked.error.issues;
    throw refused(`${issue?.path.join('.') || 'the file'}: ${issue?.message ?? 'not understood'}.`);
  }
  const { connections } = checked.data;
  const found = connections.find((connection) => connection.name === name);
  if (found) return found;
  const names = connections.map((connection) => connection.name);
  throw refused(`there is no connection ${JSON.stringify(name)}; ${names.length === 0 ? 'it has none' : `it has ${names.join(', ')}`}.`);
}
