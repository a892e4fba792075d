import { describe, expect, test } from 'vitest';
import {
  category,
  consentPurpose,
  item,
  kind,
  notice,
  plan,
  purpose,
  source,
} from '../compile/notice.fixture.ts';
import type { Recipient, Role } from '../model/grants.ts';
import type { Notice } from '../model/notice.ts';
import { isRefused } from './change.ts';
import { compare } from './compare.ts';
import { PHRASES } from './phrases.ts';

/** `severity code subject` of every change. */
function told(before: Partial<Notice>, after: Partial<Notice>): readonly string[] {
  return compare(notice(before), notice(after)).map(
    ({ severity, code, subject }) => `${severity} ${code} ${subject}`,
  );
}

const recipient = (key: string, more: Partial<Recipient> = {}): Recipient => ({
  key,
  title: {},
  kind: 'processor',
  data: ['name'],
  allData: false,
  purposes: ['care'],
  form: { is: 'full' },
  needs: [],
  tells: [],
  may: false,
  at: [],
  ...more,
});

const role = (more: Partial<Role> = {}): Role => ({
  key: 'seller',
  title: {},
  purposes: ['care'],
  verbs: ['read'],
  data: ['contact'],
  reach: 'team',
  needs: [],
  at: [],
  ...more,
});

const contact = (items: readonly string[], purposes: readonly string[], keep = 'relationship') => [
  category('contact', { items, for: purposes, keep }),
];

test('a version compared with itself has no changes', () => {
  expect(compare(notice(), notice())).toEqual([]);
});

describe('what is refused', () => {
  test('another basis for a purpose', () => {
    const before = { purposes: [consentPurpose('newsletter'), purpose('care')] };
    const after = {
      purposes: [
        consentPurpose('newsletter', { bases: [{ kind: 'legitimate-interest', at: [] }], open: 'default' }),
        purpose('care'),
      ],
    };
    expect(told(before, after)).toEqual([
      'refuse basis-changed purposes.newsletter',
      'open openness-widened purposes.newsletter',
    ]);
    expect(isRefused(compare(notice(before), notice(after)))).toBe(true);
  });

  test('an item with a new key and the same title, unless it says was', () => {
    const titled = (key: string, was?: string) =>
      item(key, { title: { en: 'Diet' }, ...(was === undefined ? {} : { was }) });
    const before = { items: [titled('diet')], categories: contact(['diet'], ['care']) };
    const without = { items: [titled('food')], categories: contact(['food'], ['care']) };
    const withWas = { ...without, items: [titled('food', 'diet')] };
    expect(told(before, without)).toContain('refuse renamed-without-was data.food');
    expect(told(before, withWas)).toEqual(['neutral item-renamed data.food']);
  });

  test('an item whose rows would lie in another table', () => {
    const before = { items: [item('visits')], categories: contact(['visits'], ['care']) };
    const after = { ...before, items: [item('visits', { type: 'number' })] };
    expect(told(before, after)).toEqual(['refuse item-type-changed data.visits']);
  });

  test('a former key the earlier version does not have', () => {
    const after = {
      items: [item('diet', { was: 'food' })],
      categories: contact(['name', 'email', 'diet'], ['care', 'newsletter']),
    };
    expect(told({}, after)).toContain('refuse was-unknown data.diet');
  });

  test('the notice of another register', () => {
    expect(told({}, { register: 'others' })).toEqual(['refuse register-changed register']);
  });
});

describe('what opens and closes', () => {
  test('an item gains and loses purposes', () => {
    const wide = { categories: contact(['name', 'email'], ['care', 'newsletter']) };
    const narrow = { categories: contact(['name', 'email'], ['care']) };
    expect(told(narrow, wide)).toEqual([
      'open item-opened data.name.newsletter',
      'open item-opened data.email.newsletter',
    ]);
    expect(told(wide, narrow)).toEqual([
      'close item-closed data.name.newsletter',
      'close item-closed data.email.newsletter',
    ]);
  });

  test('a purpose is open to fewer or more people from the start', () => {
    const after = { purposes: [purpose('care', { open: 'relationship' }), consentPurpose('newsletter')] };
    expect(told({}, after)).toEqual(['close openness-narrowed purposes.care']);
    expect(told(after, {})).toEqual(['open openness-widened purposes.care']);
  });

  test('an item comes and goes', () => {
    const less = { categories: contact(['name'], ['care']) };
    const more = { categories: contact(['name', 'email'], ['care']) };
    expect(told(less, more)).toEqual(['open item-added data.email', 'open item-opened data.email.care']);
    expect(told(more, less)).toEqual(['close item-removed data.email']);
  });

  test('an item gains a source from elsewhere, of which people are told', () => {
    const sources = [source('the-person', { fromPerson: true }), source('registry')];
    const from = ['the-person', 'registry'];
    const after = {
      sources,
      categories: [category('contact', { items: ['name', 'email'], for: ['care', 'newsletter'], from })],
    };
    expect(told({}, after)).toEqual([
      'duty information-source sources.registry',
      'open source-added data.name.registry',
      'open source-added data.email.registry',
    ]);
  });

  test('a recipient comes, is given more, and loses a condition', () => {
    const agreement = { is: 'agreement', key: 'dpa', at: [] } as const;
    const before = { recipients: [recipient('printer', { needs: [agreement] })] };
    const after = { recipients: [recipient('printer', { data: ['contact'] })] };
    expect(told({}, before)).toEqual([
      'duty information-recipient recipients.printer',
      'open recipient-added recipients.printer',
    ]);
    expect(told(before, after)).toEqual([
      'open recipient-opened recipients.printer.email',
      'open recipient-need-dropped recipients.printer',
    ]);
    expect(told(after, {})).toEqual(['close recipient-removed recipients.printer']);
  });

  test('a transfer outside the EEA is told to people', () => {
    const transfer = { key: 'cloud', title: {}, countries: ['US'], mechanism: 'adequacy', at: [] } as const;
    expect(told({}, { transfers: [transfer] })).toEqual(['duty information-transfer transfers.cloud']);
  });

  test('a kind of person opens a purpose and leaves it open after the end', () => {
    const before = { people: [kind('customer')] };
    const after = { people: [kind('customer', { opens: ['care'], afterEnd: ['care'] })] };
    expect(told(before, after)).toEqual([
      'open kind-opened people.customer.care',
      'open after-end-opened people.customer.care',
    ]);
    expect(told(after, before)).toEqual([
      'close kind-closed people.customer.care',
      'close after-end-closed people.customer.care',
    ]);
  });

  test('a role gets a verb and a wider reach, and loses its limit to some data', () => {
    const before = { roles: [role()] };
    expect(told(before, { roles: [role({ verbs: ['read', 'export'], reach: 'all' })] })).toEqual([
      'open role-widened roles.seller',
      'open role-widened roles.seller',
    ]);
    expect(told(before, { roles: [role({ data: [] })] })).toEqual(['open role-widened roles.seller']);
    expect(told({ roles: [role({ data: [] })] }, before)).toEqual(['close role-narrowed roles.seller']);
  });

  test('an item that was never stored begins to be, and stops', () => {
    const never = { categories: contact(['name', 'email'], ['care', 'newsletter'], 'never-stored') };
    expect(told(never, {})).toEqual(['open storing-begins data.name', 'open storing-begins data.email']);
    expect(told({}, never)).toEqual(['close storing-ends data.name', 'close storing-ends data.email']);
  });
});

describe('duties', () => {
  const more = (added: Notice['purposes'][number]) => ({
    purposes: [purpose('care'), consentPurpose('newsletter'), added],
  });

  test('a new purpose by consent asks for consent, another for information', () => {
    expect(told({}, more(consentPurpose('sms')))).toEqual([
      'duty consent-needed purposes.sms',
      'open purpose-added purposes.sms',
    ]);
    expect(told({}, more(purpose('events')))).toEqual([
      'duty information-purpose purposes.events',
      'open purpose-added purposes.events',
    ]);
  });

  test('a successor inherits every closing', () => {
    const after = {
      purposes: [purpose('care'), purpose('letters', { succeeds: 'newsletter' })],
      categories: contact(['name', 'email'], ['care', 'letters']),
    };
    expect(told({}, after)).toEqual(
      expect.arrayContaining([
        'duty information-purpose purposes.letters',
        'close purpose-succeeded purposes.letters',
        'close purpose-removed purposes.newsletter',
      ]),
    );
  });

  test('another wording and another channel of a consent are weighed anew', () => {
    const after = {
      purposes: [purpose('care'), consentPurpose('newsletter', { channel: 'sms', wording: { en: 'Yes.' } })],
    };
    expect(told({}, after)).toEqual([
      'duty channel-changed purposes.newsletter',
      'duty consent-wording-changed purposes.newsletter',
    ]);
  });

  test('another controller is told to people', () => {
    const controller = { ...notice().controller, name: 'Toinen Oy' };
    expect(told({}, { controller })).toEqual(['duty information-controller controller']);
  });
});

describe('retention', () => {
  const kept = (period: string, event = 'relationship-ended') => ({
    retention: [plan('relationship', { period, event })],
  });

  test('a shorter period erases earlier, a longer one later', () => {
    expect(told(kept('P10Y'), kept('P5Y'))).toEqual(['close retention-shorter retention.relationship']);
    expect(told(kept('P5Y'), kept('P10Y'))).toEqual(['open retention-longer retention.relationship']);
  });

  test('the same period spelled otherwise is no earlier and no later', () => {
    expect(told(kept('P1Y'), kept('P12M'))).toEqual(['neutral wording-changed retention.relationship']);
  });

  test('another event to count from may end earlier or later', () => {
    expect(told(kept('P1Y'), kept('P1Y', 'recorded'))).toEqual([
      'neutral retention-changed retention.relationship',
    ]);
  });

  test('another outcome with the same end is said as such', () => {
    const after = { retention: [plan('relationship', { period: 'P10Y', outcome: { do: 'anonymise' } })] };
    expect(told({}, after)).toEqual(['neutral outcome-changed retention.relationship']);
  });

  test('items that hang on another rule end earlier together', () => {
    const retention = [plan('relationship', { period: 'P10Y' }), plan('short', { period: 'P1Y' })];
    const before = { retention };
    const after = { retention, categories: contact(['name', 'email'], ['care', 'newsletter'], 'short') };
    expect(told(before, after)).toEqual(['close keep-shorter retention.relationship.short']);
  });
});

describe('words', () => {
  test('languages come and go, and wording changes', () => {
    expect(told({ languages: ['fi', 'en'] }, { languages: ['fi', 'sv'] })).toEqual([
      'duty language-removed languages.en',
      'neutral language-added languages.sv',
    ]);
    const worded = {
      purposes: [purpose('care', { title: { en: 'Looking after' } }), consentPurpose('newsletter')],
    };
    expect(told({}, worded)).toEqual(['neutral wording-changed purposes.care']);
  });

  test('every sentence has the same gaps in every language', () => {
    const gaps = (text: string) => [...text.matchAll(/\{\w+\}/g)].map(([gap]) => gap).sort();
    for (const [code, { fi, sv, en }] of Object.entries(PHRASES)) {
      expect({ code, gaps: gaps(sv) }).toEqual({ code, gaps: gaps(fi) });
      expect({ code, gaps: gaps(en) }).toEqual({ code, gaps: gaps(fi) });
    }
  });

  test('a sentence carries the titles of the notice and leaves no gap open', () => {
    const after = { categories: contact(['name', 'email'], ['care']) };
    const [closed] = compare(notice(), notice(after));
    expect(closed?.sentence).toEqual({
      fi: 'Käyttö päättyy – tieto: Nimi; käyttötarkoitus: newsletter (fi).',
      sv: 'Användningen upphör – uppgift: Namn; ändamål: newsletter (sv).',
      en: 'A use ends – item: Name; purpose: newsletter.',
    });
  });
});
