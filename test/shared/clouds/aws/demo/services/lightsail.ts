import { type Look, text } from '../said-of-services.ts';

export const CALLS = 3;

export const LOOKS: Readonly<Record<string, Look>> = {
  lightsail_instance_open: { type: 'AWS::Lightsail::Instance', is: (it) => JSON.stringify(it['networking']).includes('0.0.0.0/0') },
  lightsail_instance_without_snapshots: { type: 'AWS::Lightsail::Instance', is: ({ addOns }) => text(addOns).includes('"Disabled"') },
  lightsail_database_public: { type: 'AWS::Lightsail::Database', is: (database) => database['publiclyAccessible'] === true },
};
