// The parts an import needs, opened once for a benchmark.
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { Temporal } from 'temporal-polyfill';
import { openDoor } from '../database/door/door.ts';
import { type ImportSummary, importFile } from '../register/import/import.ts';
import { openKeyStore } from '../register/keys/key-store.ts';
import { OPEN_TO_ALL } from './notice.ts';
import type { Register } from './world.ts';

export interface Importer {
  readonly folder: string;
  readonly load: (file: string) => Promise<ImportSummary>;
  readonly close: () => Promise<void>;
}

export async function openImporter({ place, pass, registerId }: Register): Promise<Importer> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'seloste-bench-import-'));
  const door = openDoor({ url: place.appUrl });
  const keys = await openKeyStore({
    folder: path.join(folder, 'keys'),
    mirrorFolder: path.join(folder, 'mirror'),
  });
  const load = (file: string) =>
    importFile(
      { door, keys, pass, registerId },
      {
        file,
        source: 'the-person',
        purpose: OPEN_TO_ALL,
        kind: 'contact',
        map: {},
        dryRun: false,
        importId: crypto.randomUUID(),
        rejectsFolder: path.join(folder, 'rejects'),
        now: Temporal.Instant.from('2026-11-21T10:00:00Z'),
      },
    );
  return {
    folder,
    load,
    close: async () => {
      await Promise.all([door.close(), keys.close()]);
      await rm(folder, { recursive: true, force: true });
    },
  };
}
