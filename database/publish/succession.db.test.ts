import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestDatabase, type TestDatabase } from '../../tests/database.ts';
import { behind, gateNotice, publishText } from '../fixture.testing.ts';

let database: TestDatabase;

beforeAll(async () => {
  database = await openTestDatabase();
  await publishText(database.ownerUrl, gateNotice());
});
afterAll(() => database.drop());

const publish = (change: (yaml: string) => string) => publishText(database.ownerUrl, gateNotice(change));
const look = <Row extends object>(sql: string) => behind<Row>(database.superuserUrl, sql);

describe('a version that follows the one in force', () => {
  it('is refused when a purpose has another basis', async () => {
    const change = (yaml: string) =>
      yaml.replace(
        'training: { title: { en: Training }, basis: contract }',
        'training: { title: { en: Training }, basis: { legal-obligation: { en: law } } }',
      );
    await expect(publish(change)).rejects.toMatchObject({ code: 'basis-changed' });
  });

  it('is refused when an item has another key and the same title', async () => {
    const change = (yaml: string) => yaml.replaceAll('shoe-size', 'foot-size');
    await expect(publish(change)).rejects.toMatchObject({ code: 'notice-not-successor' });
  });

  it('is refused when stored values would no longer fit the type of their item', async () => {
    const change = (yaml: string) => yaml.replace('Shoe size }, type: number', 'Shoe size }, type: text');
    await expect(publish(change)).rejects.toMatchObject({ code: 'notice-not-successor' });
  });

  it('keeps the number of a renamed item, so that its rows follow', async () => {
    const numberOf = (key: string) =>
      look<{ item_no: number }>(`select item_no from notice.item where key = '${key}' and live`);
    const before = await numberOf('shoe-size');
    await publish((yaml) =>
      yaml.replaceAll('shoe-size', 'foot-size').replace('type: number }', 'type: number, was: shoe-size }'),
    );
    expect(await numberOf('foot-size')).toEqual(before);
    expect(await numberOf('shoe-size')).toEqual([]);
  });

  it('leaves rows of an item that is gone to the implicit purposes and to the plan they had', async () => {
    const plans = () =>
      look<{ key: string }>(
        `select distinct p.key from notice.item_plan l join notice.item i using (register_id, item_no) join notice.plan p using (register_id, plan_no) where i.key = 'language'`,
      );
    const before = await plans();
    await publish((yaml) =>
      yaml.replaceAll('shoe-size', 'foot-size').replace('birth-date, language]', 'birth-date]'),
    );
    expect(await look("select purposes::text, live from notice.item where key = 'language'")).toEqual([
      { purposes: '15', live: false },
    ]);
    expect(await plans()).toEqual(before);
    expect(before).toEqual([{ key: 'long' }]);
  });
});
