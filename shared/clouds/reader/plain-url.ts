/** The login of a URL: what is before the last `@` of its host's part. */
const LOGIN = /^([a-z][a-z\d+.-]*:)?(\/\/)[^/\\?#]*@/i;

/**
 * The URL without its login, its query and its fragment. It need not be a whole URL: services also take paths, ARNs and URLs with placeholders
 * (`https://${stageVariables.host}/orders`) where they take URLs, and the rest of the text stays as it is.
 */
export const plainUrl = (url: string): string => url.replace(LOGIN, '$1$2').replace(/[?#][^]*$/, '');
