/** The embedded cluster's settings, given on the command line so that a changed file in the data folder cannot undo them. */

import process from 'node:process';
import { LOOPBACK } from './port.ts';
import type { Settings } from './postmaster.ts';

/**
 * A command that is killed leaves its statement running, and with it the locks of an import, for as long as the statement takes. Windows
 * cannot tell PostgreSQL that a connection has gone.
 */
const goneClients: Settings =
  process.platform === 'win32' ? {} : { client_connection_check_interval: '1000' };

/**
 * Nothing but loopback, nothing but passwords by SCRAM. Statements and error texts may hold personal data, so the log gets
 * starts, stops and crashes only: level `log` leaves out errors, and the rest keeps values out of what is left.
 */
export const durableSettings: Settings = {
  listen_addresses: LOOPBACK,
  unix_socket_directories: '',
  password_encryption: 'scram-sha-256',
  timezone: 'UTC',
  log_timezone: 'UTC',
  log_min_messages: 'log',
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
  log_parameter_max_length: '0',
  log_parameter_max_length_on_error: '0',
  log_statement: 'none',
  ...goneClients,
};

/** For tests: a power cut would lose everything, and that is all they give up. */
export const throwawaySettings: Settings = {
  ...durableSettings,
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  max_connections: '200',
  autovacuum: 'off',
};
