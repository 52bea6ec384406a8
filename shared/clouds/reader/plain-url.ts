/** The login of a URL: what is before the last `@` of its host's part. */
const LOGIN = /^([a-z][a-z\d+.-]*:)?(\/\/)([^/\\?#]*)@/i;

/**
 * The URL without its query and its fragment, and with `***` in the place of the name and the password of its login: that a URL holds a login is
 * worth a finding. It need not be a whole URL: services also take paths, ARNs and URLs with placeholders
 * (`https://${stageVariables.host}/orders`) where they take URLs, and the rest of the text stays as it is.
 */
export const plainUrl = (url: string): string => url.replace(LOGIN, hidden).replace(/[?#][^]*$/, '');

const hidden = (_match: string, scheme: string | undefined, slashes: string, login: string): string =>
  `${scheme ?? ''}${slashes}${login.includes(':') ? '***:***' : '***'}@`;
