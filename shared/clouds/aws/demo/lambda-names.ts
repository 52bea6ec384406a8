/** Names of functions that other services point to. */
import type { Blueprint, Region } from './blueprint.ts';

export const functionName = ({ stem }: Blueprint, role: string): string => `${stem}-${role}`;

export const functionArn = (blueprint: Blueprint, region: Region, role: string): string =>
  `arn:aws:lambda:${region}:${blueprint.profile.id}:function:${functionName(blueprint, role)}`;
