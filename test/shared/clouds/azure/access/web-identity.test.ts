import { afterEach, describe, expect, it } from '@jest/globals';
import { webIdentityFrom } from '../../../../../shared/clouds/azure/access/web-identity.ts';
import type { CloudErrorDetails } from '../../../../../shared/clouds/cloud-error.ts';
import { serve, type Served } from '../../../../support/serve.ts';

let sts: Served | undefined;

afterEach(async () => {
  await sts?.close();
  sts = undefined;
});

const AUDIENCE = 'api://AzureADTokenExchange';

/** STS, which answers every request so; and what it was asked. */
async function answering(
  status: number,
  body: string,
): Promise<{ readonly get: () => Promise<string>; readonly asked: URLSearchParams[] }> {
  const asked: URLSearchParams[] = [];
  sts = await serve(async (request) => {
    asked.push(new URLSearchParams(await request.text()));
    return new Response(body, { status, headers: { 'content-type': 'text/xml' } });
  });
  const config = { region: 'eu-west-1', endpoint: sts.url, credentials: { accessKeyId: 'a', secretAccessKey: 'b' }, maxAttempts: 1 };
  return { get: async () => await webIdentityFrom(config)(AUDIENCE), asked };
}

const refused = (code: string): string =>
  `<ErrorResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><Error><Type>Sender</Type><Code>${code}</Code><Message>No.</Message></Error></ErrorResponse>`;

describe('webIdentityFrom', () => {
  it('asks STS for a short token of the kind that Entra ID accepts, for its audience', async () => {
    const { get, asked } = await answering(
      200,
      '<GetWebIdentityTokenResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetWebIdentityTokenResult><WebIdentityToken>e30.e30.s</WebIdentityToken><Expiration>2026-11-29T00:05:00Z</Expiration></GetWebIdentityTokenResult></GetWebIdentityTokenResponse>',
    );
    expect(await get()).toBe('e30.e30.s');
    expect(Object.fromEntries(asked[0] ?? [])).toMatchObject({
      Action: 'GetWebIdentityToken',
      'Audience.member.1': AUDIENCE,
      SigningAlgorithm: 'RS256',
      DurationSeconds: '300',
    });
  });

  it.each([
    [403, 'AccessDenied', { class: 'denied', error_code: 'AccessDenied', permission: 'sts:GetWebIdentityToken' }, 'allow it'],
    [
      403,
      'OutboundWebIdentityFederationDisabledException',
      { class: 'denied', error_code: 'OutboundWebIdentityFederationDisabledException' },
      'iam:EnableOutboundWebIdentityFederation',
    ],
    [500, 'InternalFailure', { class: 'transient', error_code: 'InternalFailure' }, 'try again'],
  ] as const)('says of %d %s what to do', async (status, code, details: CloudErrorDetails, remedy) => {
    const { get } = await answering(status, refused(code));
    await expect(get()).rejects.toMatchObject({ details, message: expect.stringContaining(remedy) });
  });
});
