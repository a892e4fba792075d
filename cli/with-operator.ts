/** Gives a command about people everything it needs: the database, the door, the keys and a session of the named operator. */
import os from 'node:os';
import path from 'node:path';
import { type Door, openDoor } from '../database/door/door.ts';
import { type KeyStore, openKeyStore } from '../register/keys/key-store.ts';
import { type OperatorSession, openOperatorSession } from '../register/users/operator.ts';
import { type CommandContext, withDatabase } from './with-database.ts';

export interface OperatorContext extends CommandContext {
  readonly door: Door;
  readonly keys: KeyStore;
  readonly session: OperatorSession;
}

/** The operating system's user is the operator: personal user ids only (CG.40). */
export function withOperator<Result>(
  register: string,
  work: (context: OperatorContext) => Promise<Result>,
): Promise<Result> {
  return withDatabase(async (context) => {
    const { database, configuration } = context;
    const session = await openOperatorSession({
      ownerUrl: database.ownerUrl,
      register,
      login: os.userInfo().username,
    });
    const door = openDoor({ url: database.appUrl, directUrl: database.directUrl });
    const keys = await openKeyStore({
      folder: path.join(configuration.dataFolder, 'keys'),
      mirrorFolder: path.join(configuration.dataFolder, 'keys-mirror'),
    });
    try {
      return await work({ ...context, door, keys, session });
    } finally {
      await Promise.all([door.close(), keys.close(), session.end()]);
    }
  });
}
