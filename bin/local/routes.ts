/** Selects the route of a request as an HTTP API does: https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-routes.html */
import type { RouteModel } from './stack-model.ts';

export interface MatchedRoute {
  readonly route: RouteModel;
  readonly pathParameters: Readonly<Record<string, string>>;
}

interface Candidate extends MatchedRoute {
  /** Sorts the candidates: fixed segments before variables, variables before `{name+}`, `$default` last; a method before `ANY`. */
  readonly rank: string;
}

/** @param path decoded, as API Gateway matches it */
export function matchRoute(routes: readonly RouteModel[], method: string, path: string): MatchedRoute | undefined {
  const candidates = routes.map((route) => candidate(route, method, path)).filter((found) => found !== undefined);
  return candidates.toSorted((left, right) => (left.rank < right.rank ? -1 : 1))[0];
}

function candidate(route: RouteModel, method: string, path: string): Candidate | undefined {
  if (route.key === '$default') return { route, pathParameters: {}, rank: '9' };
  const [routeMethod, pattern = '/'] = route.key.split(' ');
  if (routeMethod !== 'ANY' && routeMethod !== method) return undefined;
  const wanted = pattern.split('/').slice(1);
  const given = path.split('/').slice(1);
  const pathParameters: Record<string, string> = {};
  let rank = '';
  for (const [index, segment] of wanted.entries()) {
    const name = /^\{(.+?)(\+?)\}$/.exec(segment);
    const value = given[index];
    if (name?.[2] && index === wanted.length - 1) {
      if (!value) return undefined;
      pathParameters[name[1] as string] = given.slice(index).join('/');
      return { route, pathParameters, rank: `${rank}3${routeMethod === 'ANY' ? 2 : 1}` };
    }
    if (value === undefined || (name ? value === '' : value !== segment)) return undefined;
    if (name) pathParameters[name[1] as string] = value;
    rank += name ? '2' : '1';
  }
  return wanted.length === given.length ? { route, pathParameters, rank: `${rank}${routeMethod === 'ANY' ? 2 : 1}` } : undefined;
}
