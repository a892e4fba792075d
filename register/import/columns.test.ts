import { describe, expect, it } from 'vitest';
import { mapColumns } from './columns.ts';
import { writeTarget } from './targets.ts';

const items = [
  { key: 'name', title: { fi: 'Nimi', sv: 'Namn', en: 'Name' } },
  { key: 'email', title: { fi: 'Sähköpostiosoite', sv: 'E-postadress', en: 'E-mail address' } },
  { key: 'postal-address', title: { fi: 'Postiosoite', sv: 'Postadress', en: 'Postal address' } },
  { key: 'permit-card', title: { fi: 'Kulkulupakortti', sv: 'Passerkort', en: 'Permit card' } },
];
const targets = (header: string[], explicit = {}) =>
  mapColumns(header, items, explicit).map((column) => column.target && writeTarget(column.target));

describe('mapColumns', () => {
  it('recognises headers of Finnish, Swedish and English tables and the titles of custom items', () => {
    expect(targets(['Sukunimi', 'Förnamn', 'E-mail', 'Katuosoite', 'postnummer', 'PASSERKORT'])).toEqual([
      'name.family',
      'name.given',
      'email',
      'postal-address.street',
      'postal-address.postal-code',
      'permit-card',
    ]);
  });
  it('lets a mapping name the item, or leave the column out', () => {
    expect(targets(['A', 'B'], { A: 'name.full', B: '' })).toEqual(['name.full', null]);
  });
  it('CG.16 refuses a column the notice does not list, with the way to leave it out', () => {
    expect(() => targets(['Sukunimi', 'Kengännumero'])).toThrowError(/Kengännumero.*--map "Kengännumero="/);
    expect(() => targets(['Nimi', 'Syntymäaika'])).toThrowError(/not an item of the notice/);
    expect(() => targets(['X'], { X: 'shoe-size' })).toThrowError(/shoe-size/);
  });
  it('refuses two columns for one item, a part that does not exist and a column that is not there', () => {
    expect(() => targets(['Email', 'E-post'])).toThrowError(/both hold email/);
    expect(() => targets(['X'], { X: 'name.middle' })).toThrowError(/name.family, name.given, name.full/);
    expect(() => targets(['X'], { X: 'name' })).toThrowError(/no such part/);
    expect(() => targets(['X'], { X: 'email.value' })).toThrowError(/Write email alone/);
    expect(() => targets(['Email'], { Y: 'email' })).toThrowError(/no column “Y”/);
  });
  it('takes bans, objections and withdrawals by purpose and channel, and knows the common names of a ban', () => {
    expect(
      targets(['Email', 'Markkinointikielto', 'A', 'B', 'C'], {
        A: 'objection:sales@phone',
        B: 'withdrawal:newsletter',
        C: 'withdrawal:newsletter.time',
      }),
    ).toEqual([
      'email',
      'ban',
      'objection:sales@phone',
      'withdrawal:newsletter',
      'withdrawal:newsletter.time',
    ]);
    expect(() => targets(['Email', 'A'], { A: 'ban:sales@fax' })).toThrowError(
      /no channel “fax”.*email, sms/,
    );
    expect(() => targets(['Email', 'A'], { A: 'ban.wording' })).toThrowError(
      /parts of ban:PURPOSE are value, time\./,
    );
    expect(() => targets(['Email', 'A', 'B'], { A: 'ban:x', B: 'ban:x' })).toThrowError(/both hold ban:x/);
  });
  it('has no word for lifting what is closed', () => {
    for (const word of ['ban-lifted:sales', 'objection-lifted:sales', 'restriction-lifted']) {
      expect(() => targets(['Email', 'A'], { A: word })).toThrowError(/does not list/);
    }
  });
  it('does not repeat a first line that names no column, since it may be a person', () => {
    for (const explicit of [{}, { Nimi: 'name.full' }]) {
      expect(() => targets(['Aino Esimerkki', '040 123 4567'], explicit)).toThrowError(
        /^(?!.*Aino).*must name the columns/,
      );
    }
  });
  it('refuses a mapping that leaves every column out', () => {
    expect(() => targets(['A'], { A: '' })).toThrowError(/nothing to import/);
  });
  describe('of an export of another system', () => {
    const known = [
      ...items,
      ...['phone', 'title', 'organisation-represented'].map((key) => ({ key, title: { en: key } })),
    ];
    const holds = (header: string[], empty: number[] = [], explicit = {}) =>
      mapColumns(header, known, explicit, new Set(empty)).map(({ target }) => target && writeTarget(target));

    it.each([
      [
        'Google',
        [
          'First Name',
          'Last Name',
          'Labels',
          'E-mail 1 - Label',
          'E-mail 1 - Value',
          'Phone 1 - Value',
          'Address 1 - City',
          'Organization Name',
        ],
        [
          'name.given',
          'name.family',
          null,
          null,
          'email',
          'phone',
          'postal-address.town',
          'organisation-represented',
        ],
      ],
      [
        'Outlook',
        [
          'First Name',
          'E-mail Address',
          'E-mail Type',
          'Mobile Phone',
          'Business Phone',
          'Job Title',
          'Sensitivity',
        ],
        ['name.given', 'email', null, 'phone', null, 'title', null],
      ],
      [
        'HubSpot',
        [
          'Record ID',
          'First Name',
          'Last Name',
          'Email',
          'Phone Number',
          'Contact owner',
          'Create Date',
          'Company name',
        ],
        [null, 'name.given', 'name.family', 'email', 'phone', null, null, 'organisation-represented'],
      ],
      [
        'Mailchimp',
        ['Email Address', 'First Name', 'Last Name', 'MEMBER_RATING', 'OPTIN_TIME', 'LEID', 'EUID', 'TAGS'],
        ['email', 'name.given', 'name.family', null, null, null, null, null],
      ],
    ])('knows the columns of %s and leaves its bookkeeping out', (_system, header, expected) => {
      // What is empty throughout needs no item: here the business phones of Outlook.
      expect(holds(header, [header.indexOf('Business Phone')])).toEqual(expected);
    });

    it('refuses what holds something the notice does not list, and lets a mapping say otherwise', () => {
      const header = ['First Name', 'E-mail 1 - Value', 'Phone 1 - Value', 'Notes'];
      expect(() => holds(header)).toThrowError(/“Notes” is not an item/);
      expect(holds(header, [3])).toEqual(['name.given', 'email', 'phone', null]);
      expect(holds(header, [], { Notes: '', 'Phone 1 - Value': '' })).toEqual([
        'name.given',
        'email',
        null,
        null,
      ]);
    });
  });
});
