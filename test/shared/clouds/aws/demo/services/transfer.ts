import { type Look, text } from '../said-of-services.ts';

const SERVER = 'AWS::Transfer::Server';

export const CALLS = 4;

export const LOOKS: Readonly<Record<string, Look>> = {
  transfer_server_plain_ftp: { type: SERVER, is: (server) => text(server['Protocols']).includes('"FTP"') },
  transfer_server_without_log_role: { type: SERVER, is: (server) => server['LoggingRole'] === undefined },
  transfer_connector_without_log_role: {
    type: 'AWS::Transfer::Connector',
    is: (connector) => connector['LoggingRole'] === undefined,
  },
};
