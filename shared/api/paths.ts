/** Finds the path of a request by which it is routed, whether or not a proxy has decoded it, and whether or not it came below `/app`. */
import { getPath } from 'hono/utils/url';
import { pathBehindApp } from '../access/door.ts';

/**
 * API Gateway's HTTP APIs decode the path before they pass it on, and ids of resources, findings and accounts (`azure:tenant/…`) may contain slashes.
 * An encoded id contains none of `|`, `@` and `:`, so one that does was decoded and is encoded again.
 */
export function routingPath(request: Request): string {
  const sent = getPath(request);
  const path = pathBehindApp(sent) ?? sent;
  const match = RESOURCE_PATH.exec(path) ?? FINDING_PATH.exec(path) ?? OWNED_PATH.exec(path) ?? ACCOUNT_PATH.exec(path);
  return match ? `/${match[1]}/${encodeURIComponent(decoded(match[2]!))}${match[3] ?? ''}` : path;
}

/** A path that ends with the name of what a resource has is that, so a resource whose id ends so can be listed, but not shown. */
const RESOURCE_PATH = /^\/(resources)\/(.*[|@].*?)(\/changes|\/related)?$/s;

/** A path that ends with an action's name is that action, with any method. So a finding whose resource id ends so can be listed, but not shown. */
const FINDING_PATH = /^\/(findings)\/(.*[|@].*?)(\/suppress|\/unsuppress)?$/s;

/** A single resource of a customer. */
const OWNED_PATH = /^\/(customers\/[^/]+\/resources)\/(.*[|@].*)$/s;

/** The id of an account that has a slash. Account ids have one colon after the provider, which dates and the words of other paths have not. */
const ACCOUNT_PATH = /^\/(accounts|exports\/[^/]+\/accounts|customers\/[^/]+\/accounts)\/([^/]+:[^/]+\/[^/]+)$/s;

/** Decodes the characters that the URL parser has encoded, such as spaces. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
