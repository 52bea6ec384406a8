import { type Look, text } from '../said-of-services.ts';

const TYPE = 'AWS::CloudFront::Distribution';

export const CALLS = 3;

export const LOOKS: Readonly<Record<string, Look>> = {
  distribution_plain_http: { type: TYPE, is: (site) => text(site['DefaultCacheBehavior']).includes('"allow-all"') },
  distribution_without_root_object: { type: TYPE, is: (site) => text(site['Config']).includes('"DefaultRootObject":""') },
  distribution_without_logs: { type: TYPE, is: (site) => text(site['Config']).includes('"Enabled":false') },
};
