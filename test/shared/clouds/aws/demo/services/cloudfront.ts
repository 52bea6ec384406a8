import { type Look, text } from '../said-of-services.ts';

const TYPE = 'AWS::CloudFront::Distribution';

export const CALLS = 3;

export const LOOKS: Readonly<Record<string, Look>> = {
  distribution_plain_http: { type: TYPE, is: (site) => text(site['DefaultCacheBehavior']).includes('"allow-all"') },
  distribution_without_root_object: { type: TYPE, is: (site) => text(site['Config']).includes('"DefaultRootObject":""') },
  distribution_without_logs: { type: TYPE, is: (site) => text(site['Config']).includes('"Enabled":false') },
  distribution_origin_plain_http: { type: TYPE, is: (site) => text(site['Origins']).includes('"http-only"') },
  distribution_origin_ssl3: { type: TYPE, is: (site) => text(site['Origins']).includes('"SSLv3"') },
  distribution_origin_access_identity: { type: TYPE, is: (site) => text(site['Origins']).includes('"origin-access-identity/') },
  distribution_lambda_url_open: {
    type: TYPE,
    is: ({ Origins }) =>
      (Origins as { Items: readonly unknown[] }).Items.map(text).some(
        (origin) => origin.includes('.lambda-url.') && origin.includes('"OriginAccessControlId":""'),
      ),
  },
  distribution_old_tls: { type: TYPE, is: (site) => text(site['ViewerCertificate']).includes('"TLSv1.1_2016"') },
  distribution_trusted_signers: { type: TYPE, is: (site) => text(site['CacheBehaviors']).includes('"self"') },
  distribution_dedicated_addresses: {
    type: TYPE,
    is: (site) =>
      text(site['ViewerCertificate']).includes('"vip"') && !text(site['ViewerCertificate']).includes('"CertificateSource":"cloudfront"'),
  },
};
