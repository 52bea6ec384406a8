/** The hosts of Azure's clouds. A connection names one of them; Muster sends a token to no other host. */

export interface AzureHosts {
  /** Where Entra ID gives tokens: `https://login.microsoftonline.com`. */
  readonly authority: string;
  /** Azure Resource Manager, which also answers Resource Graph: `https://management.azure.com`. */
  readonly management: string;
  /** Microsoft Graph: `https://graph.microsoft.com`. */
  readonly graph: string;
  /** The domain directly below which every key vault has its host: `vault.azure.net`. */
  readonly vaults: string;
  /** The URL below which all vaults are answered in a test, each by its host's name: `https://localhost:8443/vaults`. If absent, vaults answer at their own hosts. */
  readonly vaultEndpoint?: string;
  /** The audience that Entra ID requires of a federated token: `api://AzureADTokenExchange`. */
  readonly exchangeAudience: string;
}

/** Source: https://learn.microsoft.com/entra/identity-platform/authentication-national-cloud and the endpoints that `az cloud list` prints. */
export const AZURE_CLOUDS = {
  public: {
    authority: 'https://login.microsoftonline.com',
    management: 'https://management.azure.com',
    graph: 'https://graph.microsoft.com',
    vaults: 'vault.azure.net',
    exchangeAudience: 'api://AzureADTokenExchange',
  },
  usgovernment: {
    authority: 'https://login.microsoftonline.us',
    management: 'https://management.usgovcloudapi.net',
    graph: 'https://graph.microsoft.us',
    vaults: 'vault.usgovcloudapi.net',
    exchangeAudience: 'api://AzureADTokenExchangeUSGov',
  },
  'usgovernment-dod': {
    authority: 'https://login.microsoftonline.us',
    management: 'https://management.usgovcloudapi.net',
    graph: 'https://dod-graph.microsoft.us',
    vaults: 'vault.usgovcloudapi.net',
    exchangeAudience: 'api://AzureADTokenExchangeUSGov',
  },
  china: {
    authority: 'https://login.chinacloudapi.cn',
    management: 'https://management.chinacloudapi.cn',
    graph: 'https://microsoftgraph.chinacloudapi.cn',
    vaults: 'vault.azure.cn',
    exchangeAudience: 'api://AzureADTokenExchangeChina',
  },
} as const satisfies Readonly<Record<string, AzureHosts>>;

/** The life of a token of AWS, in seconds. Entra ID takes it at once. The worker's role may ask for no longer one. */
export const WEB_IDENTITY_SECONDS = 300;

export type AzureCloudName = keyof typeof AZURE_CLOUDS;

export const AZURE_CLOUD_NAMES = ['public', 'usgovernment', 'usgovernment-dod', 'china'] as const satisfies readonly AzureCloudName[];

/** Which of a connection's APIs a request goes to. `vault`: a key vault, which answers at a host of its own. */
export type AzureApi = 'management' | 'graph' | 'vault';

/** The scope to ask a token for: all that the login may do at the API. The token for vaults is good for every vault of the cloud. */
export const scopeOf = (hosts: AzureHosts, api: AzureApi): string =>
  `${api === 'vault' ? (hosts.vaultEndpoint ?? `https://${hosts.vaults}`) : hosts[api]}/.default`;

/**
 * The URL that a request to the API is sent to. `url` is a path of the API, or an absolute URL; a vault's is always absolute. Undefined for the
 * URL of any other host than the API's, or directly below the domain of vaults: it would get the login's token.
 */
export function targetOf(hosts: AzureHosts, api: AzureApi, url: string): string | undefined {
  if (api === 'vault') return vaultTarget(hosts, url);
  const { origin } = new URL(hosts[api]);
  const target = URL.parse(url, origin);
  return target?.origin === origin && !hasLogin(target) ? target.href : undefined;
}

function vaultTarget({ vaults, vaultEndpoint }: AzureHosts, url: string): string | undefined {
  const target = URL.parse(url);
  if (target?.protocol !== 'https:' || target.port !== '' || hasLogin(target)) return undefined;
  const [name = '', ...domain] = target.hostname.split('.');
  if (!VAULT_NAME.test(name) || domain.join('.') !== vaults) return undefined;
  return vaultEndpoint === undefined ? target.href : `${vaultEndpoint}/${target.hostname}${target.pathname}${target.search}`;
}

/** One part of a host's name. */
const VAULT_NAME = /^[a-z0-9][a-z0-9-]{0,62}$/;

const hasLogin = ({ username, password }: URL): boolean => username !== '' || password !== '';
