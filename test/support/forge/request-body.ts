/** The content of a request to the forge, checked at the edge. */
import type { Context } from 'hono';
import { z } from 'zod';

export type Body = Readonly<Record<string, unknown>>;

const fields = z.record(z.string(), z.unknown());

/** The members of the body and of the query: GitLab takes both for one. */
export async function fieldsOf(context: Context): Promise<Body> {
  const body: unknown = await context.req.json().catch(() => ({}));
  return { ...context.req.query(), ...fields.parse(body) };
}

/** A member that is a text; empty if it is none. */
export const textOf = (member: unknown): string => (typeof member === 'string' ? member : '');

export const textsOf = (member: unknown): string[] => z.array(z.string()).parse(member);
