/** Fields that the configurations of several managers of AWS have. */
import { z } from 'zod';

const HOUR = '(?:[01]\\d|2[0-3]):[0-5]\\d';
const DAY = '(?:mon|tue|wed|thu|fri|sat|sun)';

/** `03:00-03:30` */
export const dailyWindow = (use: string) =>
  z
    .string()
    .regex(new RegExp(`^${HOUR}-${HOUR}$`), 'no time of the day; write its beginning and end in UTC, such as 03:00-03:30')
    .exactOptional()
    .describe(`${use}, in UTC: 03:00-03:30. AWS chooses one if it is absent.`);

/** `sun:04:00-sun:04:30` */
export const weeklyWindow = z
  .string()
  .regex(
    new RegExp(`^${DAY}:${HOUR}-${DAY}:${HOUR}$`),
    'no time of the week; write its beginning and end in UTC, such as sun:04:00-sun:04:30',
  )
  .exactOptional()
  .describe('When AWS may maintain it, in UTC: sun:04:00-sun:04:30. AWS chooses one if it is absent.');

export const securityGroups = z
  .array(z.string().regex(/^sg-[0-9a-f]{8,17}$/, 'no security group; write its id, such as sg-0123456789abcdef0'))
  .min(1)
  .max(5)
  .exactOptional()
  .describe("The security groups that say who may connect. AWS takes the VPC's default group if it is absent.");

export const subnetGroup = (what: string) =>
  z
    .string()
    .regex(
      /^[a-zA-Z0-9][a-zA-Z0-9 ._-]{0,254}$/,
      'no name of a subnet group; write letters, digits, spaces, periods, underscores and hyphens',
    )
    .exactOptional()
    .describe(`The ${what} subnet group, which decides the VPC. AWS takes the default VPC if it is absent.`);

export const version = (example: string) =>
  z
    .string()
    .regex(/^\d{1,3}(?:\.\d{1,3}){0,2}$/, `no version; write it with digits and periods, such as ${example}`)
    .exactOptional()
    .describe(`The version of the engine: ${example}. A shorter one leaves the rest to AWS, and AWS chooses all of it if it is absent.`);
