/** The hosts of Azure's clouds. A connection names one of them; Muster sends a token to no other host. */

export interface AzureHosts {
  /** Where Entra ID gives tokens: `https://login.microsoftonline.com`. */
  readonly authority: string;
  /** Azure Resource Manager, which also answers Resource Graph: `https://management.azure.com`. */
  readonly management: string;
  /** Microsoft Graph: `https://graph.microsoft.com`. */
  readonly graph: string;
  /** The audience that Entra ID requires of a federated token: `api://AzureADTokenExchange`. */
  readonly exchangeAudience: string;
}

/** Source: https://learn.microsoft.com/entra/identity-platform/authentication-national-cloud and the endpoints that `az cloud list` prints. */
export const AZURE_CLOUDS = {
  public: {
    authority: 'https://login.microsoftonline.com',
    management: 'https://management.azure.com',
    graph: 'https://graph.microsoft.com',
    exchangeAudience: 'api://AzureADTokenExchange',
  },
  usgovernment: {
    authority: 'https://login.microsoftonline.us',
    management: 'https://management.usgovcloudapi.net',
    graph: 'https://graph.microsoft.us',
    exchangeAudience: 'api://AzureADTokenExchangeUSGov',
  },
  'usgovernment-dod': {
    authority: 'https://login.microsoftonline.us',
    management: 'https://management.usgovcloudapi.net',
    graph: 'https://dod-graph.microsoft.us',
    exchangeAudience: 'api://AzureADTokenExchangeUSGov',
  },
  china: {
    authority: 'https://login.chinacloudapi.cn',
    management: 'https://management.chinacloudapi.cn',
    graph: 'https://microsoftgraph.chinacloudapi.cn',
    exchangeAudience: 'api://AzureADTokenExchangeChina',
  },
} as const satisfies Readonly<Record<string, AzureHosts>>;

/** The life of a token of AWS, in seconds. Entra ID takes it at once. The worker's role may ask for no longer one. */
export const WEB_IDENTITY_SECONDS = 300;

export type AzureCloudName = keyof typeof AZURE_CLOUDS;

export const AZURE_CLOUD_NAMES = ['public', 'usgovernment', 'usgovernment-dod', 'china'] as const satisfies readonly AzureCloudName[];

/** Which of a connection's two APIs a request goes to. */
export type AzureApi = 'management' | 'graph';

/** The scope to ask a token for: all that the login may do at the API. */
export const scopeOf = (hosts: AzureHosts, api: AzureApi): string => `${hosts[api]}/.default`;
