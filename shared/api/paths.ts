/** The path of a request, however what is in front of the API hands it over. */
import { getPath } from 'hono/utils/url';

/**
 * API Gateway's HTTP APIs decode the path before they pass it on, and ids of resources, which are part of those of
 * findings, may hold slashes. A uid that is properly encoded holds no `|`: one that does was decoded, and is encoded again.
 */
export function routingPath(request: Request): string {
  const path = getPath(request);
  const match = /^\/(resources)\/(.*\|.*?)(\/changes)?$/s.exec(path) ?? FINDING_PATH.exec(path);
  return match ? `/${match[1]}/${encodeURIComponent(decoded(match[2]!))}${match[3] ?? ''}` : path;
}

/** What ends like an action is one, whatever the method: a finding of a resource that is called so is only listed. */
const FINDING_PATH = /^\/(findings)\/(.*\|.*?)(\/suppress|\/unsuppress)?$/s;

/** What of the path the URL parser has encoded on its way here: spaces and the like. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
