/** The settings of the issuer whose tokens the API takes: the stack checks them and hands them to the API as JSON. */
import { z } from 'zod';
import { isLoopbackHost } from '../loopback.ts';
import { claimMappingSchema } from './claims.ts';

/** An https address, or one on this machine for the local platform. Nothing may follow the path, because discovery appends to it. */
export const isIssuerUrl = (text: string): boolean => {
  const url = URL.parse(text);
  const isLocal = url?.protocol === 'http:' && isLoopbackHost(url.hostname);
  return url !== null && (url.protocol === 'https:' || isLocal) && url.username === '' && !/[?#\s]/.test(text);
};

/** Where the command line waits for the answer of a login. An issuer that compares the whole address must know it. */
export const CALLBACK_PORT = 8976;
export const CALLBACK_URL = `http://localhost:${CALLBACK_PORT}/callback`;

export const DEFAULT_SCOPES = 'openid profile email offline_access';

export const oidcSettingsSchema = z
  .strictObject({
    /** As it stands in the tokens' `iss`, with or without a slash at its end. */
    issuer: z.string().refine(isIssuerUrl),
    audiences: z.array(z.string().min(1)).min(1).readonly(),
    /** The public client by which people log in from the command line and the dashboard; absent if they cannot. */
    client_id: z.string().min(1).optional(),
    /** The scopes that the client asks for. */
    scopes: z.string().min(1).default(DEFAULT_SCOPES),
    claims: claimMappingSchema.prefault({}),
  })
  .readonly();
export type OidcSettings = z.infer<typeof oidcSettingsSchema>;
