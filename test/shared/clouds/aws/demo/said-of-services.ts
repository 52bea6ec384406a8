/** Collects the calls and looks of the demo estate's resources that the files of `services/` state, each for one service. */
import { globSync } from 'node:fs';

export type Config = Readonly<Record<string, unknown>>;

/** How a deliberate fault looks in the config of its resource. */
export interface Look {
  /** The type of the resources that may have the fault. */
  readonly type: string;
  readonly is: (config: Config) => boolean;
}

/** The calls and looks of the resources of one service. */
export interface Said {
  /** Calls for each resource of the first account, the lists of empty regions included. The number may fall; if it grows, that needs a reason. */
  readonly CALLS?: number;
  /** The faults that its samples name. */
  readonly LOOKS?: Readonly<Record<string, Look>>;
}

export const text = (value: unknown): string => JSON.stringify(value) ?? '';

/** By service. */
export async function saidOfServices(): Promise<Readonly<Record<string, Said>>> {
  const files = globSync('*.ts', { cwd: new URL('services/', import.meta.url) });
  return Object.fromEntries(
    await Promise.all(files.map(async (file) => [file.replace(/\.ts$/, ''), (await import(`./services/${file}`)) as Said] as const)),
  );
}

/** The looks of all faults. @throws Error if two services name the same fault */
export async function looksOfServices(): Promise<Readonly<Record<string, Look>>> {
  const all: Record<string, Look> = {};
  for (const [service, { LOOKS = {} }] of Object.entries(await saidOfServices())) {
    for (const [fault, look] of Object.entries(LOOKS)) {
      if (all[fault]) throw new Error(`${service} names the fault ${fault}, which another service names too.`);
      all[fault] = look;
    }
  }
  return all;
}

export async function callsOfServices(): Promise<Readonly<Record<string, number>>> {
  const said = Object.entries(await saidOfServices());
  return Object.fromEntries(said.flatMap(([service, { CALLS }]) => (CALLS === undefined ? [] : [[service, CALLS] as const])));
}
