/** The names that a saved view can have. A name is a part of an address, so it must stay there as it is. */
import { isPlainText, NOT_PLAIN } from '../control-characters.ts';

/** Browsers and proxies take these for folders, also where they are percent-encoded. */
const FOLDERS: readonly string[] = ['.', '..'];

/** Says in a sentence why no view can have the name; undefined if one can. */
export function viewNameProblem(name: string): string | undefined {
  if (name.includes('/')) return 'The name of a view has no slash; write another character instead of it.';
  if (FOLDERS.includes(name)) return `The name of a view is not ${name} alone; write a name with letters.`;
  return isPlainText(name) ? undefined : `The name of a view is written without ${NOT_PLAIN}.`;
}
