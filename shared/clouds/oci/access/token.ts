/** Reads the claims of OCI's session tokens. Muster does not verify them: OCI does, with each request. */
import { z } from 'zod';

const claimsSchema = z.object({
  /** Seconds since the epoch. */
  exp: z.number().optional(),
  sub: z.string().optional(),
  tenant: z.string().optional(),
  res_tenant: z.string().optional(),
});

export type TokenClaims = z.infer<typeof claimsSchema>;

/** Undefined if the text is no token. */
export function claimsOf(token: string): TokenClaims | undefined {
  const [, payload = ''] = token.split('.');
  try {
    const { success, data } = claimsSchema.safeParse(JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')));
    return success ? data : undefined;
  } catch {
    return undefined;
  }
}

/** The time at which the token expires, in milliseconds since the epoch; never if it does not say. */
export const expiryOf = (token: string): number => (claimsOf(token)?.exp ?? Infinity) * 1000;
