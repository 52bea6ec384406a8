/** Replaces the API's routes in a message with the commands that call them. */

const REPLACEMENTS: readonly (readonly [RegExp | string, string])[] = [
  [/^[A-Z]+ \/\S* needs the role/g, 'This needs the role'],
  [/\bGET \/customers\/([^\s/]+)\/resources lists/g, '"muster customers resources $1" lists'],
  [/\bGET \/managed-resources lists/g, '"muster managed list" lists'],
  [/\bPOST \/managed-resources\/adopt\b/g, '"muster managed adopt"'],
  [/\bGET \/managers\/(\w+) (tells|lists|shows)/g, '"muster managed types $1" $2'],
  [/\bGET \/resources\?assigned=false lists/g, '"muster resources list --available" lists'],
  [/\bGET \/exports\/(\S+)\/accounts lists/g, '"muster accounts list" lists'],
  [/\bGET \/exports\/\{date\} answers with/g, '"muster exports list --json" shows'],
  [
    /\bGET \/(accounts|connections|customers|exports|findings|frameworks|jobs|policies|registered-types|resources|suppressions) (lists|shows)/g,
    '"muster $1 list" $2',
  ],
  [/\bPOST \/(accounts|connections) (creates|registers)/g, '"muster $1 add" $2'],
  [/\bPOST \/resources registers/g, '"muster resources register" registers'],
  [/\bDELETE \/resources\/\{uid\}/g, '"muster resources unregister"'],
  [/\bPOST \/queries\b/g, '"muster query"'],
  [/\bGET \/queries\/\{query_id\} tells when/g, '"muster query" waits until'],
  ['send "transfer": true', 'use --transfer'],
];

export const inCommands = (detail: string): string =>
  REPLACEMENTS.reduce((text, [route, command]) => text.replaceAll(route, command), detail);
