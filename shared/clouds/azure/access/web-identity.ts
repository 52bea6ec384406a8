/** Gets a token of AWS by which Entra ID knows the role that Muster runs as, so that no secret is stored. */
import { GetWebIdentityTokenCommand, STSClient, type STSClientConfig } from '@aws-sdk/client-sts';
import { CloudError, type CloudErrorDetails } from '../../cloud-error.ts';
import { WEB_IDENTITY_SECONDS } from '../hosts.ts';

/** Asks STS of the region that this process runs in; the global endpoint does not offer the call. @throws CloudError from the function that it returns */
export function webIdentityFrom(config: STSClientConfig): (audience: string) => Promise<string> {
  return async (audience) => {
    const sts = new STSClient(config);
    try {
      const { WebIdentityToken } = await sts.send(
        // Entra ID accepts RS256 only.
        new GetWebIdentityTokenCommand({ Audience: [audience], SigningAlgorithm: 'RS256', DurationSeconds: WEB_IDENTITY_SECONDS }),
      );
      if (!WebIdentityToken) throw failed('STS gave no token', { class: 'transient', error_code: 'NoToken' });
      return WebIdentityToken;
    } catch (error) {
      throw error instanceof CloudError ? error : stsFailure(error);
    } finally {
      sts.destroy();
    }
  };
}

function stsFailure(error: unknown): CloudError {
  const code = error instanceof Error ? error.name : 'UnknownError';
  if (code.startsWith('OutboundWebIdentityFederationDisabled')) {
    return failed(`the AWS account issues no tokens (${code}); call iam:EnableOutboundWebIdentityFederation in it once`, {
      class: 'denied',
      error_code: code,
    });
  }
  if (/AccessDenied|Unauthorized/.test(code)) {
    return failed(`the role that Muster runs as may not call sts:GetWebIdentityToken (${code}); allow it for this audience`, {
      class: 'denied',
      error_code: code,
      permission: 'sts:GetWebIdentityToken',
    });
  }
  if (/^(Credentials|Token)?ProviderError$/.test(code)) {
    return failed(`there are no AWS credentials (${code}); workload-identity federation needs the role that Entra ID trusts`, {
      class: 'denied',
      error_code: code,
    });
  }
  if (error instanceof Error && /Region is missing/.test(error.message)) {
    return failed('no region of AWS is set, and STS gives tokens by region only; set AWS_REGION', {
      class: 'denied',
      error_code: 'NoRegion',
    });
  }
  return failed(`STS gave no token (${/^[\w.]{1,64}$/.test(code) ? code : 'UnknownError'}); try again`, {
    class: 'transient',
    error_code: code,
  });
}

const failed = (why: string, details: CloudErrorDetails): CloudError =>
  new CloudError(`Login to Azure with a token of AWS: ${why}.`, details);
