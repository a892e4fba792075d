import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Door, openDoor } from '../../database/door/door.ts';
import { addPerson, behind, gateNotice, openPass, publishText } from '../../database/fixture.testing.ts';
import { openTestDatabase, type TestDatabase } from '../../tests/database.ts';
import { endKey, listKeys, makeKey } from './api-key.commands.ts';
import { openKeys } from './api-key.resolve.ts';
import { endRole, giveRole, removeAccess } from './grant.commands.ts';
import { inviteUser } from './invite.commands.ts';
import { decideRequest } from './request.commands.ts';
import { listRequests } from './request.queries.ts';
import { listReviews, reviewGrant } from './review.ts';
import { changeRole, changeTask, makeRole, makeTask, removeRole } from './role.commands.ts';
import { listRoles, listTasks } from './role.queries.ts';
import { makeTeam, putInTeam, removeTeam } from './team.commands.ts';
import { publishUndertakingText, signUndertaking } from './undertaking.ts';
import { getUser, listGrants, listUsers } from './user.queries.ts';
import { type Office, openOffice, SERVER, type TestUser } from './users.testing.ts';

let database: TestDatabase;
let office: Office;
let door: Door;
let owner: TestUser;
let manager: TestUser;
let person: string;
const reason = 'for a test';

beforeAll(async () => {
  database = await openTestDatabase();
  const { registerId } = await publishText(database.ownerUrl, gateNotice());
  office = await openOffice(database, { id: registerId, key: 'gate-register' });
  owner = await office.user(['owner']);
  manager = await office.user(['manager']);
  door = openDoor({ url: database.appUrl });
  person = (await addPerson(database.appUrl, await openPass(database.superuserUrl))).subject;
});
afterAll(async () => {
  await door.close();
  await office.close();
  await database.drop();
});

const by = (actor: TestUser) => ({ register: office.register, actor, reason });
const give = (actor: TestUser, user: TestUser, role: string) =>
  giveRole(office.accounts, { ...by(actor), accountId: user.accountId, role });
const read = async (pass: string, purpose = 'customer-care') =>
  door.enter({ pass, purpose }, (entered) =>
    entered.read('a test', {
      text: 'select subject_id from register.email where subject_id = $1',
      values: [person],
    }),
  );
const securityKinds = async () =>
  (await behind<{ kind: string }>(database.superuserUrl, 'select kind from audit.security order by at')).map(
    (row) => row.kind,
  );

describe('roles of a register', () => {
  it('CG.40 CO.25 are there from the first notice on, made of tasks that name purposes one by one', async () => {
    const roles = await listRoles(office.accounts, office.register.id);
    expect(roles.map((role) => role.key)).toEqual(
      expect.arrayContaining(['owner', 'manager', 'member', 'reader']),
    );
    const reader = roles.find((role) => role.key === 'reader');
    expect(reader?.tasks).toContain('look-newsletter');
    const tasks = await listTasks(office.accounts, office.register.id);
    expect(tasks.find((task) => task.key === 'look-newsletter')).toMatchObject({
      purposes: ['newsletter'],
      verbs: ['read'],
      origin: 'default',
    });
    expect(tasks.find((task) => task.key === 'own')?.purposes).toContain('sales');
  });

  it('do not open what a later notice adds, but to the owner', async () => {
    const other = await publishText(
      database.ownerUrl,
      gateNotice((yaml) => yaml.replace('register: gate-register', 'register: growing')),
    );
    const grown = gateNotice((yaml) =>
      yaml
        .replace('register: gate-register', 'register: growing')
        .replace('updated: 2026-11-21', 'updated: 2026-11-22')
        .replace('  training: {', '  visits: { title: { en: Visits }, basis: contract }\n  training: {')
        .replace('for: [customer-care, archive]', 'for: [customer-care, archive, visits]'),
    );
    await publishText(database.ownerUrl, grown);
    const tasks = await listTasks(office.accounts, other.registerId);
    expect(tasks.filter((task) => task.purposes.includes('visits')).map((task) => task.key)).toEqual(['own']);
  });

  it('CO.25 give what they say and nothing else, in the database itself', async () => {
    const role = `only-newsletter-${randomUUID().slice(0, 4)}a`;
    await makeRole(
      office.accounts,
      { ...by(owner), actor: SERVER },
      { key: role, title: { en: 'Only' }, tasks: ['look-newsletter'] },
    );
    const pass = await office.pass(await office.user([role]));
    expect(await read(pass, 'newsletter')).toEqual([]);
    const care = await read(pass).catch((error: unknown) => error);
    expect(care).toEqual([]);
    expect(await read(await office.pass(await office.user(['member'])))).toEqual([{ subject_id: person }]);
  });

  it('that nobody ever had can be removed, others stay on record', async () => {
    const role = { key: 'short-lived', title: { en: 'Short' }, tasks: ['look-training'] };
    await makeRole(office.accounts, by(owner), role);
    await removeRole(office.accounts, by(owner), 'short-lived');
    await makeRole(office.accounts, by(owner), role);
    const user = await office.user(['short-lived']);
    await endRole(office.accounts, { ...by(owner), accountId: user.accountId, role: 'short-lived' });
    await expect(removeRole(office.accounts, by(owner), 'short-lived')).rejects.toMatchObject({
      code: 'not-allowed',
    });
  });

  it('refuse a purpose or a task that is not there, and a key that is taken', async () => {
    const task = { key: 'fly', title: { en: 'Fly' }, purposes: ['flying'], verbs: ['read'] };
    await expect(makeTask(office.accounts, by(owner), task)).rejects.toMatchObject({
      code: 'purpose-not-in-notice',
    });
    const role = { key: 'flyer', title: { en: 'Flyer' }, tasks: ['fly'] };
    await expect(makeRole(office.accounts, by(owner), role)).rejects.toMatchObject({
      code: 'request-invalid',
    });
    await expect(
      makeRole(office.accounts, by(owner), { ...role, key: 'member', tasks: [] }),
    ).rejects.toMatchObject({ code: 'request-invalid' });
  });
});

describe('a grant', () => {
  it('CG.40 says who gave it, why and when, and how it ended', async () => {
    const user = await office.user([]);
    expect(await give(manager, user, 'member')).toEqual({ granted: true, requestId: null });
    await endRole(office.accounts, {
      ...by(owner),
      accountId: user.accountId,
      role: 'member',
      reason: 'moved to another team',
    });
    const [grant] = await listGrants(office.accounts, office.register.id, user.accountId);
    expect(grant).toMatchObject({
      role: 'member',
      grantedBy: manager.name,
      reason,
      endedBy: owner.name,
      endedBecause: 'moved to another team',
    });
    expect(await securityKinds()).toEqual(
      expect.arrayContaining(['role-granted', 'role-ended', 'access-removed']),
    );
  });

  it('is not given twice, and not to nobody', async () => {
    const user = await office.user(['member']);
    await expect(give(owner, user, 'member')).rejects.toMatchObject({ code: 'request-invalid' });
    await expect(give(owner, { accountId: randomUUID(), name: '' }, 'member')).rejects.toMatchObject({
      code: 'not-found',
    });
    await expect(give(owner, user, 'no-such-role')).rejects.toMatchObject({ code: 'not-found' });
  });

  it('of more than its giver has waits for another manager, who is neither giver nor receiver', async () => {
    const user = await office.user([]);
    const { granted, requestId } = await give(manager, user, 'owner');
    expect(granted).toBe(false);
    await expect(give(manager, user, 'owner')).rejects.toMatchObject({ code: 'request-invalid' });
    const waiting = (actor: TestUser) =>
      listRequests(office.accounts, office.register.id, {
        after: [null, null],
        limit: 10,
        waiting: true,
        accountId: actor.accountId,
      });
    expect((await waiting(manager)).find((one) => one.id === requestId)?.mayApprove).toBe(false);
    expect((await waiting(owner)).find((one) => one.id === requestId)?.mayApprove).toBe(true);
    const decide = (actor: TestUser) =>
      decideRequest(office.accounts, {
        register: office.register,
        actor,
        id: requestId ?? '',
        decision: 'approved',
        reason: null,
      });
    await expect(decide(manager)).rejects.toMatchObject({ code: 'not-allowed' });
    await expect(decide(user)).rejects.toMatchObject({ code: 'not-allowed' });
    expect((await getUser(office.accounts, office.register.id, user.accountId)).roles).toEqual([]);
    await decide(owner);
    const [grant] = await listGrants(office.accounts, office.register.id, user.accountId);
    expect(grant).toMatchObject({ role: 'owner', grantedBy: `${manager.name}, approved by ${owner.name}` });
    await expect(decide(owner)).rejects.toMatchObject({ code: 'not-found' });
  });

  it('that was refused or withdrawn gives nothing', async () => {
    const user = await office.user([]);
    for (const [decision, actor] of [
      ['refused', owner],
      ['withdrawn', manager],
    ] as const) {
      const { requestId } = await give(manager, user, 'owner');
      const decided = {
        register: office.register,
        actor,
        id: requestId ?? '',
        decision,
        reason: 'not needed',
      };
      await decideRequest(office.accounts, decided);
    }
    expect((await getUser(office.accounts, office.register.id, user.accountId)).roles).toEqual([]);
  });

  it('takes four eyes also when the role itself is widened', async () => {
    const widening = await changeRole(office.accounts, by(manager), {
      key: 'member',
      edit: { tasks: ['own'] },
    });
    expect(widening.granted).toBe(false);
    const task = await changeTask(office.accounts, by(manager), {
      key: 'administer',
      edit: { purposes: ['security'], verbs: ['manage', 'send'] },
    });
    expect(task.granted).toBe(false);
    const members = (await listRoles(office.accounts, office.register.id)).find(
      (role) => role.key === 'member',
    );
    expect(members?.tasks).not.toContain('own');
  });

  it('is not approved by a second account that who asked has made for themselves, nor by one that this made', async () => {
    const [asking, second, third] = [
      await office.user(['manager']),
      await office.user([]),
      await office.user([]),
    ];
    await give(asking, second, 'manager');
    await give(second, third, 'manager');
    const friend = await office.user([]);
    const { requestId } = await give(asking, friend, 'owner');
    const approve = (actor: TestUser) =>
      decideRequest(office.accounts, {
        register: office.register,
        actor,
        id: requestId ?? '',
        decision: 'approved',
        reason: null,
      });
    await expect(approve(second)).rejects.toThrow(/your own administration was given by/);
    await expect(approve(third)).rejects.toThrow(/your own administration was given by/);
    expect((await getUser(office.accounts, office.register.id, friend.accountId)).roles).toEqual([]);
    const made = await office.user([]);
    await give(manager, made, 'manager');
    await approve(made);
    expect((await getUser(office.accounts, office.register.id, friend.accountId)).roles).toHaveLength(1);
  });

  it('is not approved by who would get more by it, when a role or task they have is widened', async () => {
    await makeRole(office.accounts, by(owner), { key: 'narrowest', title: { en: 'Narrowest' }, tasks: [] });
    const [asking, other] = [await office.user(['manager']), await office.user(['manager', 'narrowest'])];
    const { requestId } = await changeRole(office.accounts, by(asking), {
      key: 'narrowest',
      edit: { tasks: ['own'] },
    });
    const approving = decideRequest(office.accounts, {
      register: office.register,
      actor: other,
      id: requestId ?? '',
      decision: 'approved',
      reason: null,
    });
    await expect(approving).rejects.toThrow(/more than you have/);
    const narrowest = (await listRoles(office.accounts, office.register.id)).find(
      (role) => role.key === 'narrowest',
    );
    expect(narrowest?.tasks).toEqual([]);
  });

  it('asked for a role that grew meanwhile must be asked anew', async () => {
    const key = 'growing-role';
    await makeTask(office.accounts, by(owner), {
      key: 'send-training',
      title: { en: 'Send' },
      purposes: ['training'],
      verbs: ['send'],
    });
    await makeRole(office.accounts, by(owner), { key, title: { en: 'Growing' }, tasks: ['send-training'] });
    const user = await office.user([]);
    const { requestId } = await give(manager, user, key);
    await changeRole(office.accounts, by(owner), { key, edit: { tasks: ['send-training', 'own'] } });
    const approving = decideRequest(office.accounts, {
      register: office.register,
      actor: owner,
      id: requestId ?? '',
      decision: 'approved',
      reason: null,
    });
    await expect(approving).rejects.toMatchObject({ code: 'not-allowed' });
    expect((await getUser(office.accounts, office.register.id, user.accountId)).roles).toEqual([]);
  });
});

describe('removing access', () => {
  it('ends every session at once, and the pass is worth nothing in the next statement', async () => {
    const user = await office.user(['member']);
    const pass = await office.pass(user);
    expect(await read(pass)).toHaveLength(1);
    const ended = await removeAccess(office.accounts, { ...by(manager), accountId: user.accountId });
    expect(ended).toEqual({ endedRoles: 1, accountEnded: true });
    await expect(read(pass)).rejects.toMatchObject({ code: 'session-ended' });
  });

  it('CG.37 keeps the user’s administration data six calendar years, and says until when', async () => {
    const user = await office.user(['member']);
    expect((await getUser(office.accounts, office.register.id, user.accountId)).keptUntil).toBeNull();
    await removeAccess(office.accounts, { ...by(owner), accountId: user.accountId });
    const ended = await getUser(office.accounts, office.register.id, user.accountId);
    const year = Number(
      new Intl.DateTimeFormat('en', { year: 'numeric', timeZone: 'Europe/Helsinki' }).format(new Date()),
    );
    expect(ended).toMatchObject({ state: 'ended', roles: [], keptUntil: `${year + 6}-12-31` });
    expect(await listGrants(office.accounts, office.register.id, user.accountId)).toHaveLength(1);
  });

  it('never leaves a register that nobody administers, also when two remove each other at once', async () => {
    const { registerId } = await publishText(
      database.ownerUrl,
      gateNotice((yaml) => yaml.replace('register: gate-register', 'register: small')),
    );
    const small = await openOffice(database, { id: registerId, key: 'small' });
    const [one, other] = [await small.user(['owner']), await small.user(['owner'])];
    const remove = (actor: TestUser, accountId: string) =>
      removeAccess(small.accounts, { register: small.register, actor, reason, accountId });
    const answers = await Promise.allSettled([remove(one, other.accountId), remove(other, one.accountId)]);
    expect(answers.map((answer) => answer.status).toSorted()).toEqual(['fulfilled', 'rejected']);
    const users = await listUsers(small.accounts, registerId, { after: null, limit: 10, state: 'current' });
    expect(users).toHaveLength(1);
    await small.close();
  });

  it('is not done by way of a role either: one that loses its administration by approval is refused', async () => {
    const { registerId } = await publishText(
      database.ownerUrl,
      gateNotice((yaml) => yaml.replace('register: gate-register', 'register: narrow')),
    );
    const narrow = await openOffice(database, { id: registerId, key: 'narrow' });
    const [one, other] = [await narrow.user(['manager']), await narrow.user(['manager'])];
    const change = { register: narrow.register, actor: one, reason };
    await expect(
      changeRole(narrow.accounts, change, { key: 'manager', edit: { tasks: ['export'] } }),
    ).rejects.toMatchObject({ code: 'not-allowed' });
    await makeTask(
      narrow.accounts,
      { ...change, actor: SERVER },
      { key: 'send-all', title: { en: 'Send' }, purposes: ['training'], verbs: ['send'] },
    );
    const { requestId } = await changeRole(narrow.accounts, change, {
      key: 'manager',
      edit: { tasks: ['send-all'] },
    });
    const approving = decideRequest(narrow.accounts, {
      register: narrow.register,
      actor: other,
      id: requestId ?? '',
      decision: 'approved',
      reason: null,
    });
    await expect(approving).rejects.toMatchObject({ code: 'not-allowed' });
    await narrow.close();
  });

  it('in one register leaves another’s access and user id', async () => {
    const { registerId } = await publishText(
      database.ownerUrl,
      gateNotice((yaml) => yaml.replace('register: gate-register', 'register: second')),
    );
    const user = await office.user(['member']);
    const second = { id: registerId, key: 'second' };
    await giveRole(office.accounts, {
      register: second,
      actor: SERVER,
      reason,
      accountId: user.accountId,
      role: 'member',
    });
    const ended = await removeAccess(office.accounts, { ...by(owner), accountId: user.accountId });
    expect(ended.accountEnded).toBe(false);
    expect(await getUser(office.accounts, registerId, user.accountId)).toMatchObject({ keptUntil: null });
    await expect(getUser(office.accounts, registerId, manager.accountId)).rejects.toMatchObject({
      code: 'not-found',
    });
  });
});

describe('inviting', () => {
  const invitation = (login: string, roles = ['reader']) => ({
    ...by(manager),
    login,
    name: 'Maija Meikäläinen',
    language: 'fi' as const,
    roles,
  });

  it('CG.40 RE.18 makes one personal user id, whatever the spelling, with the role on record', async () => {
    const { accountId, granted } = await inviteUser(office.accounts, invitation('Maija@User.example '));
    expect(granted).toEqual(['reader']);
    const user = await getUser(office.accounts, office.register.id, accountId);
    expect(user).toMatchObject({ login: 'maija@user.example', state: 'invited', undertakingSignedOn: null });
    await expect(inviteUser(office.accounts, invitation('MAIJA@user.example'))).rejects.toMatchObject({
      code: 'request-invalid',
    });
    await expect(inviteUser(office.accounts, invitation('not an address'))).rejects.toMatchObject({
      code: 'request-invalid',
    });
  });

  it('waits for another manager when the role gives more than the inviter has', async () => {
    const { accountId, waiting } = await inviteUser(
      office.accounts,
      invitation('eero@user.example', ['owner', 'reader']),
    );
    expect(waiting).toEqual(['owner']);
    expect(
      (await getUser(office.accounts, office.register.id, accountId)).roles.map((role) => role.key),
    ).toEqual(['reader']);
  });

  it('gives who comes back the old user id, without what proved who they were and without the old signature', async () => {
    const { accountId } = await inviteUser(office.accounts, invitation('palaaja@user.example'));
    await office.accounts.query(
      `insert into signin.password (account_id, hash) values ($1, '$argon2id$old')`,
      [accountId],
    );
    await signUndertaking(office.accounts, { accountId, version: 1, name: 'Maija', language: 'fi' });
    await removeAccess(office.accounts, { ...by(owner), accountId });
    expect((await inviteUser(office.accounts, invitation('palaaja@user.example'))).accountId).toBe(accountId);
    const { rowCount } = await office.accounts.query('select from signin.password where account_id = $1', [
      accountId,
    ]);
    expect(rowCount).toBe(0);
    await expect(office.pass({ accountId, name: '' })).rejects.toThrow(/undertaking/);
  });
});

describe('the undertaking', () => {
  it('RE.17 ME.15 is on record before there is a session, and no session opens without it', async () => {
    const user = await office.user(['member'], false);
    await expect(office.pass(user)).rejects.toThrow(/undertaking/);
    await expect(
      signUndertaking(office.accounts, { accountId: user.accountId, version: 99, name: 'A', language: 'fi' }),
    ).rejects.toMatchObject({ code: 'request-invalid' });
    await signUndertaking(office.accounts, {
      accountId: user.accountId,
      version: 1,
      name: 'Aino Esimerkki',
      language: 'fi',
    });
    expect(await read(await office.pass(user))).toHaveLength(1);
  });

  it('RE.17 is signed again when a new version asks for it, and when its time is over', async () => {
    const user = await office.user(['member']);
    const texts = { fi: 'Uusi teksti', sv: 'Ny text', en: 'A new text' };
    const version = await publishUndertakingText(office.accounts, {
      actor: SERVER,
      texts,
      asksAgain: false,
      lastsMonths: 12,
    });
    expect(await office.pass(user)).toBeTruthy();
    await signUndertaking(office.accounts, {
      accountId: user.accountId,
      version,
      name: 'Aino',
      language: 'fi',
    });
    await behind(
      database.superuserUrl,
      `update auth.undertaking set expires_on = current_date where account_id = $1`,
      [user.accountId],
    );
    await expect(office.pass(user)).rejects.toThrow(/undertaking/);
    await signUndertaking(office.accounts, {
      accountId: user.accountId,
      version,
      name: 'Aino',
      language: 'fi',
    });
    expect(await office.pass(user)).toBeTruthy();
    const again = await publishUndertakingText(office.accounts, {
      actor: SERVER,
      texts,
      asksAgain: true,
      lastsMonths: null,
    });
    await expect(office.pass(user)).rejects.toThrow(/undertaking/);
    await signUndertaking(office.accounts, {
      accountId: user.accountId,
      version: again,
      name: 'Aino',
      language: 'fi',
    });
    expect(await office.pass(user)).toBeTruthy();
    // The others of this file sign too, as they would.
    for (const { accountId } of [owner, manager])
      await signUndertaking(office.accounts, { accountId, version: again, name: 'A', language: 'fi' });
  });
});

describe('access reviews', () => {
  it('CO.28 fall due, are confirmed or end the access, and stay on record', async () => {
    const user = await office.user(['member', 'reader']);
    const grants = await listGrants(office.accounts, office.register.id, user.accountId);
    const idOf = (role: string) => grants.find((grant) => grant.role === role)?.id ?? '';
    const due = async (within: number) =>
      (
        await listReviews(office.accounts, office.register.id, { after: [null, null], limit: 200, within })
      ).filter((one) => one.account.id === user.accountId);
    expect(await due(30)).toEqual([]);
    expect(await due(200)).toHaveLength(2);
    await behind(
      database.superuserUrl,
      `update auth.account_role set granted_at = now() - interval '7 months' where account_id = $1`,
      [user.accountId],
    );
    expect((await due(0)).map((one) => one.overdue)).toEqual([true, true]);
    const review = (role: string, decision: 'confirmed' | 'removed', actor: TestUser = manager) =>
      reviewGrant(office.accounts, {
        register: office.register,
        actor,
        grantId: idOf(role),
        decision,
        reason: 'looked over',
      });
    await review('reader', 'confirmed');
    await review('member', 'removed');
    expect(await due(30)).toEqual([]);
    expect(
      (await getUser(office.accounts, office.register.id, user.accountId)).roles.map((role) => role.key),
    ).toEqual(['reader']);
    const kept = await behind(
      database.superuserUrl,
      'select decision, reviewed_by_name from auth.access_review order by reviewed_at desc limit 2',
    );
    expect(kept).toEqual([
      { decision: 'removed', reviewed_by_name: manager.name },
      { decision: 'confirmed', reviewed_by_name: manager.name },
    ]);
    await expect(review('member', 'confirmed')).rejects.toMatchObject({ code: 'not-found' });
  });

  it('are never of one’s own access', async () => {
    const [grant] = await listGrants(office.accounts, office.register.id, manager.accountId);
    const own = {
      register: office.register,
      actor: manager,
      grantId: grant?.id ?? '',
      decision: 'confirmed' as const,
      reason: null,
    };
    await expect(reviewGrant(office.accounts, own)).rejects.toMatchObject({ code: 'not-allowed' });
  });
});

describe('teams', () => {
  it('are of one register, and a user can be put in and out', async () => {
    const id = await makeTeam(office.accounts, by(owner), 'Myynti');
    await expect(makeTeam(office.accounts, by(owner), 'Myynti')).rejects.toMatchObject({
      code: 'request-invalid',
    });
    await putInTeam(office.accounts, by(owner), { accountId: manager.accountId, teamId: id });
    expect((await getUser(office.accounts, office.register.id, manager.accountId)).team).toEqual({
      id,
      name: 'Myynti',
    });
    const foreign = putInTeam(
      office.accounts,
      { ...by(owner), register: { id: 9_999, key: 'none' } },
      { accountId: manager.accountId, teamId: id },
    );
    await expect(foreign).rejects.toMatchObject({ code: 'not-found' });
    const { registerId } = await publishText(
      database.ownerUrl,
      gateNotice((yaml) => yaml.replace('register: gate-register', 'register: teamless')),
    );
    const teamless = { id: registerId, key: 'teamless' };
    const both = { ...by(owner), register: teamless, actor: SERVER, accountId: manager.accountId };
    await giveRole(office.accounts, { ...both, role: 'reader' });
    const away = putInTeam(
      office.accounts,
      { register: teamless, actor: owner },
      { accountId: manager.accountId, teamId: null },
    );
    await expect(away).rejects.toMatchObject({ code: 'not-allowed' });
    await removeTeam(office.accounts, by(owner), id);
    expect((await getUser(office.accounts, office.register.id, manager.accountId)).team).toBeNull();
  });
});

describe('a key of a program', () => {
  const wish = (more: object = {}) => ({
    ...by(owner),
    name: 'Web shop',
    role: 'member',
    purposes: ['customer-care'],
    verbs: ['read'],
    days: 30,
    ...more,
  });
  const resolve = (key: string) => openKeys(office.accounts, () => new Date())(key);

  it('reads under its purposes and verbs and nothing else', async () => {
    const { key } = await makeKey(office.accounts, wish());
    const signedIn = await resolve(key);
    const pass = (await signedIn?.passFor('gate-register')) ?? '';
    expect(await read(pass)).toHaveLength(1);
    expect(await read(pass, 'archive').catch(() => [])).toEqual([]);
    await expect(signedIn?.passFor('second')).rejects.toMatchObject({ code: 'not-found' });
  });

  it('is kept hashed and never told again', async () => {
    const { key, id } = await makeKey(office.accounts, wish());
    const kept = await behind(
      database.superuserUrl,
      'select k::text as kept from auth.api_key k where id = $1',
      [id],
    );
    expect(JSON.stringify(kept)).not.toContain(key.slice(8));
    const listed = await listKeys(office.accounts, office.register.id, { after: [null, null], limit: 50 });
    expect(JSON.stringify(listed)).not.toContain(key.slice(8));
    expect(await resolve(`${key}x`)).toBeUndefined();
    expect(await resolve('')).toBeUndefined();
  });

  it('ends at once when it is ended, with its maker’s access, and when its time is over', async () => {
    const maker = await office.user(['manager']);
    const keys = await Promise.all([
      makeKey(office.accounts, wish()),
      makeKey(office.accounts, wish({ actor: maker })),
      makeKey(office.accounts, wish()),
    ]);
    const passes = await Promise.all(
      keys.map(async ({ key }) => (await resolve(key))?.passFor('gate-register')),
    );
    await endKey(office.accounts, { register: office.register, actor: owner, id: keys[0]?.id ?? '' });
    await removeAccess(office.accounts, { ...by(owner), accountId: maker.accountId });
    await behind(database.superuserUrl, `update auth.api_key set expires_at = now() where id = $1`, [
      keys[2]?.id,
    ]);
    for (const [index, { key }] of keys.entries()) {
      expect(await resolve(key)).toBeUndefined();
      await expect(read(passes[index] ?? '')).rejects.toMatchObject({ code: 'session-ended' });
    }
  });

  it('loses a purpose as soon as its role does', async () => {
    await makeTask(office.accounts, by(owner), {
      key: 'shop-care',
      title: { en: 'Shop' },
      purposes: ['customer-care', 'training'],
      verbs: ['read'],
    });
    await makeRole(office.accounts, by(owner), { key: 'shop', title: { en: 'Shop' }, tasks: ['shop-care'] });
    const { key } = await makeKey(
      office.accounts,
      wish({ role: 'shop', purposes: ['customer-care', 'training'] }),
    );
    const keys = openKeys(office.accounts, () => new Date());
    const before = (await (await keys(key))?.passFor('gate-register')) ?? '';
    expect(await read(before)).toHaveLength(1);
    await changeTask(office.accounts, by(owner), { key: 'shop-care', edit: { purposes: ['training'] } });
    await expect(read(before)).rejects.toMatchObject({ code: 'session-ended' });
    const signedIn = await keys(key);
    expect(signedIn?.registers[0]?.tasks).toEqual([
      { key: 'api-key', purposes: ['training'], verbs: ['read'] },
    ]);
    const after = (await signedIn?.passFor('gate-register')) ?? '';
    expect(await read(after).catch(() => [])).toEqual([]);
  });

  it('loses what its maker loses, though they keep another role', async () => {
    const maker = await office.user(['member', 'reader']);
    const { key } = await makeKey(office.accounts, wish({ actor: maker, verbs: ['change'] }));
    const keys = openKeys(office.accounts, () => new Date());
    const before = (await (await keys(key))?.passFor('gate-register')) ?? '';
    const tasks = async () => (await keys(key))?.registers[0]?.tasks[0]?.purposes;
    expect(await tasks()).toEqual(['customer-care']);
    await endRole(office.accounts, { ...by(owner), accountId: maker.accountId, role: 'member' });
    expect(await tasks()).toEqual([]);
    await expect(read(before)).rejects.toMatchObject({ code: 'session-ended' });
  });

  it('gives no more than its role, and no more than its maker has', async () => {
    await expect(makeKey(office.accounts, wish({ role: 'reader', verbs: ['change'] }))).rejects.toMatchObject(
      { code: 'request-invalid' },
    );
    const reader = await office.user(['reader']);
    await expect(
      makeKey(office.accounts, wish({ actor: reader, verbs: ['read', 'change'] })),
    ).rejects.toMatchObject({ code: 'not-allowed' });
  });
});
