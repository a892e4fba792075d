// The layouts in which common systems export people: known by column names that no other has, each with what its columns hold. The
// bookkeeping of those systems is left out; what else they hold must be an item of the notice, or empty, or left out by name.

export interface Layout {
  readonly key: 'google' | 'outlook' | 'hubspot' | 'mailchimp';
  /** All of them stand in the header. */
  readonly signature: readonly string[];
  /** By column, in lower case, in the words of `--map`; an empty target leaves the column out. */
  readonly map: Readonly<Record<string, string>>;
  /** Bookkeeping of the system, about its own rows and not the person. */
  readonly own: readonly RegExp[];
}

const LAYOUTS: readonly Layout[] = [
  {
    key: 'google',
    signature: ['e-mail 1 - value', 'phone 1 - value'],
    map: {
      'first name': 'name.given',
      'given name': 'name.given',
      'last name': 'name.family',
      'family name': 'name.family',
      nickname: 'name-used',
      'e-mail 1 - value': 'email',
      'phone 1 - value': 'phone',
      'address 1 - street': 'postal-address.street',
      'address 1 - city': 'postal-address.town',
      'address 1 - postal code': 'postal-address.postal-code',
      'address 1 - country': 'postal-address.country',
      'organization name': 'organisation-represented',
      'organization title': 'title',
      birthday: 'birth-date',
    },
    own: [
      / - (?:label|type|formatted)$/,
      /^(?:photo|labels|group membership|file as|name)$/,
      /^phonetic /,
      / yomi$/,
    ],
  },
  {
    key: 'outlook',
    signature: ['e-mail address', 'business phone', 'mobile phone'],
    map: {
      'first name': 'name.given',
      'last name': 'name.family',
      'e-mail address': 'email',
      'mobile phone': 'phone',
      'business phone': 'work-phone',
      company: 'organisation-represented',
      'job title': 'title',
      'home street': 'postal-address.street',
      'home city': 'postal-address.town',
      'home postal code': 'postal-address.postal-code',
      'home country/region': 'postal-address.country',
      birthday: 'birth-date',
    },
    own: [
      /^e-mail (?:\d )?(?:type|display name)$/,
      /^(?:initials|priority|private|sensitivity|categories|gender|account|directory server)$/,
    ],
  },
  {
    key: 'hubspot',
    signature: ['record id', 'first name', 'email'],
    map: {
      'first name': 'name.given',
      'last name': 'name.family',
      email: 'email',
      'phone number': 'phone',
      'job title': 'title',
      'company name': 'organisation-represented',
      'street address': 'postal-address.street',
      city: 'postal-address.town',
      'postal code': 'postal-address.postal-code',
      'country/region': 'postal-address.country',
      'preferred language': 'language',
      'date of birth': 'birth-date',
    },
    own: [
      /^record id/,
      /^(?:contact owner|associated company ids?|create date|last activity date|last modified date|lead status|lifecycle stage|marketing contact status)/,
    ],
  },
  {
    key: 'mailchimp',
    signature: ['email address', 'leid', 'euid'],
    map: {
      'email address': 'email',
      'first name': 'name.given',
      'last name': 'name.family',
      'phone number': 'phone',
      birthday: 'birth-date',
    },
    own: [
      /^(?:member_rating|optin_time|optin_ip|confirm_time|confirm_ip|latitude|longitude|gmtoff|dstoff|timezone|cc|region|last_changed|leid|euid|tags)$/,
    ],
  },
];

export function findLayout(header: readonly string[]): Layout | null {
  const names = new Set(header.map(fold));
  return LAYOUTS.find(({ signature }) => signature.every((name) => names.has(name))) ?? null;
}

/** What the layout says of a column: a target, an empty one for the system's own, or nothing. */
export function targetIn(layout: Layout, column: string): string | undefined {
  const name = fold(column);
  return layout.map[name] ?? (layout.own.some((each) => each.test(name)) ? '' : undefined);
}

const fold = (name: string) => name.normalize('NFC').trim().toLowerCase();
