/** The types of `launch.mjs`, which is plain JavaScript because it runs before any package is installed. */
interface Entry {
  readonly version?: string;
  readonly dev?: boolean;
  readonly optional?: boolean;
  readonly devOptional?: boolean;
}
export declare const hasPackages: (
  wanted: Readonly<Record<string, Entry>>,
  present: Readonly<Record<string, Entry>>,
  development: boolean,
) => boolean;
export declare function launch(commandLine: readonly string[]): void;
