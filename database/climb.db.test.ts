import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withClient } from './client.ts';
import { checkLogins } from './climb.ts';
import { type Cluster, startCluster } from './cluster/cluster.ts';
import { embeddedUrls, ensureLogins } from './ensure.ts';

// Roles belong to a whole cluster, and other tests look at all of them, so these ladders stand in a cluster of their own.
describe('a login that could climb', () => {
  let folder: string;
  let cluster: Cluster;
  const climber = 'climber';

  beforeAll(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'seloste-climb-'));
    cluster = await startCluster({ folder, throwaway: true });
    await ensureLogins(cluster.superuserUrl, cluster.logins);
    await asSuperuser(`create role ${climber} login password 'invented'`);
  });
  afterAll(async () => {
    await cluster.stop();
    await rm(folder, { recursive: true });
  });

  const asSuperuser = (sql: string) => withClient(cluster.superuserUrl, (client) => client.query(sql));
  const ownerUrl = () => embeddedUrls(cluster, 'postgres').ownerUrl;
  const climberUrl = () => cluster.urlFor(climber, 'invented', 'postgres');
  const checkClimber = () => checkLogins({ ownerUrl: ownerUrl(), appUrl: climberUrl() });

  it("is not the server's own", async () => {
    await expect(checkLogins(embeddedUrls(cluster, 'postgres'))).resolves.toBeUndefined();
  });

  const ladders: [string, (role: string) => string, (role: string) => string][] = [
    ['superuser', (role) => `alter role ${role} superuser`, (role) => `alter role ${role} nosuperuser`],
    ['bypassrls', (role) => `alter role ${role} bypassrls`, (role) => `alter role ${role} nobypassrls`],
    ['createrole', (role) => `alter role ${role} createrole`, (role) => `alter role ${role} nocreaterole`],
    ['replication', (role) => `alter role ${role} replication`, (role) => `alter role ${role} noreplication`],
    ['the owner', (role) => `grant seloste_owner to ${role}`, (role) => `revoke seloste_owner from ${role}`],
    [
      'everything',
      (role) => `grant pg_read_all_data to ${role}`,
      (role) => `revoke pg_read_all_data from ${role}`,
    ],
    [
      'owns tables',
      (role) => `create table public.own_${role} (); alter table public.own_${role} owner to ${role}`,
      (role) => `drop table public.own_${role}`,
    ],
  ];
  it.each(ladders)('is refused as %s and taken again without it', async (reason, give, take) => {
    await asSuperuser(give(climber));
    await expect(checkClimber()).rejects.toMatchObject({
      code: 'login-could-climb',
      detail: expect.stringContaining(reason),
    });
    await asSuperuser(take(climber));
    await expect(checkClimber()).resolves.toBeUndefined();
  });
});
