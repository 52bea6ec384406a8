/** Reads the paths of fields, as expressions of policies write them. */

const STEP = /\.?([^.[\]"]+)|\[(\d+)\]|\[("(?:[^"\\]|\\.)*")\]/y;

/** The names and places of a path: `Rules[0].Name` → Rules, 0, Name; `Environment["a.b"]` → Environment, a.b. Undefined if it is no path. */
export function stepsOf(path: string): readonly (string | number)[] | undefined {
  const steps: (string | number)[] = [];
  STEP.lastIndex = 0;
  while (STEP.lastIndex < path.length) {
    const found = STEP.exec(path);
    if (!found) return undefined;
    const [, name, place, quoted] = found;
    if (quoted !== undefined) {
      const text = textOf(quoted);
      if (text === undefined) return undefined;
      steps.push(text);
    } else steps.push(place === undefined ? (name ?? '') : Number(place));
  }
  return steps;
}

function textOf(quoted: string): string | undefined {
  try {
    const text: unknown = JSON.parse(quoted);
    return typeof text === 'string' ? text : undefined;
  } catch {
    return undefined;
  }
}
