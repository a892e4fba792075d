/**
 * The catalogue of tables that hold data of a register: what class each one is of, which items lie in it, which columns are values.
 * Policies, column grants, guards and the spreading of permissions are generated from it; `checks/` compares it with the database.
 */

/** facts are about one subject, records about several, involvements tie the two, plain rows are about nobody; hidden tables are the gatekeeper's alone, credentials the sign-in's. */
export type TableClass =
  | 'fact'
  | 'record'
  | 'involvement'
  | 'plain'
  | 'hidden'
  | 'audit'
  | 'auth'
  | 'credential'
  | 'job';

/**
 * Which items of the notice the rows of a table are: the fixed number of the only one, `several` when each row's `item_no` says, or
 * `identity` for what says only that a person is there: open to a purpose when an identity item of the notice is.
 */
export type TableItems = number | 'several' | 'identity';

export interface ValueColumn {
  readonly name: string;
  readonly type: 'text' | 'int8' | 'date' | 'timestamptz' | 'bool' | 'bytea' | 'int2' | 'uuid' | 'jsonb';
}

export interface Table {
  /** Schema-qualified. */
  readonly schema: 'register' | 'audit' | 'auth' | 'session' | 'signin' | 'notice';
  readonly name: string;
  readonly class: TableClass;
  readonly items?: TableItems;
  /** The way of contact that a row of a contact-point table is; a consent or a ban for a channel touches these rows only. */
  readonly contact?: 'email' | 'phone' | 'post';
  /** What the application may write. */
  readonly values: readonly ValueColumn[];
  /** Sort orders of lists, each with the subject last; opt-in purposes get partial indexes over the same columns. */
  readonly sorts: readonly (readonly string[])[];
  /** The value column that search reads, or several joined by a space. */
  readonly search?: readonly string[];
}

const text = (...names: string[]): ValueColumn[] => names.map((name) => ({ name, type: 'text' }));

const fact = (
  name: string,
  items: TableItems,
  values: readonly ValueColumn[],
  more: Partial<Table> = {},
): Table => ({
  schema: 'register',
  name,
  class: 'fact',
  items,
  values,
  sorts: [],
  ...more,
});

const SEALED: readonly ValueColumn[] = [
  { name: 'sealed', type: 'bytea' },
  { name: 'mask', type: 'text' },
  { name: 'epoch', type: 'int2' },
];

/** As a Finnish or Swedish list is read: å, ä and ö after z. A missing part sorts first, since a key compares with no null. */
const finnish = (column: string) => `coalesce(${column}, '') collate "fi-x-icu"`;
/** What a list of people is sorted by; the subject comes last. */
export const NAME_ORDER: readonly string[] = [finnish('family_name'), finnish('given_name')];

/** Tables whose rows are items of a person, filled by forms, imports and the person. */
export const ITEM_FACTS: readonly Table[] = [
  fact('person_name', 1, text('given_name', 'family_name'), {
    sorts: [NAME_ORDER],
    search: ['given_name', 'family_name'],
  }),
  fact('email', 'several', text('address'), { contact: 'email', sorts: [['address']], search: ['address'] }),
  fact('phone', 'several', text('number'), { contact: 'phone', sorts: [['number']], search: ['number'] }),
  fact('postal_address', 24, text('street', 'postal_code', 'locality', 'country'), {
    contact: 'post',
    sorts: [['postal_code']],
    search: ['street', 'postal_code', 'locality'],
  }),
  fact('birth_date', 3, [{ name: 'day', type: 'date' }], { sorts: [['day']] }),
  fact('identity_code', 4, SEALED),
  fact('attribute_text', 'several', text('value'), { sorts: [['item_no', 'value']], search: ['value'] }),
  fact('attribute_long_text', 'several', text('value')),
  fact('attribute_number', 'several', [{ name: 'value', type: 'int8' }], { sorts: [['item_no', 'value']] }),
  fact('attribute_date', 'several', [{ name: 'value', type: 'date' }], { sorts: [['item_no', 'value']] }),
  fact('attribute_time', 'several', [{ name: 'value', type: 'timestamptz' }], {
    sorts: [['item_no', 'value']],
  }),
  fact('attribute_flag', 'several', [{ name: 'value', type: 'bool' }], { sorts: [['item_no', 'value']] }),
  fact('attribute_sealed', 'several', SEALED),
];

/** Facts the gatekeeper writes: the application reads them and writes none of their columns. */
const KEPT_FACTS: readonly Table[] = [
  fact('subject', 'identity', [], { sorts: [['recorded_at']] }),
  fact('relationship', 'identity', []),
  fact('guardian', 'identity', []),
  fact('permission', 'identity', []),
  fact('change_value', 'several', []),
];

const RECORDS: readonly Table[] = [
  {
    schema: 'register',
    name: 'record',
    class: 'record',
    items: 'several',
    values: [
      ...text('title', 'body'),
      { name: 'happened_at', type: 'timestamptz' },
      { name: 'parts', type: 'jsonb' },
    ],
    sorts: [['happened_at']],
  },
  { schema: 'register', name: 'involvement', class: 'involvement', items: 'several', values: [], sorts: [] },
];

const plain = (name: string, values: readonly ValueColumn[]): Table => ({
  schema: 'register',
  name,
  class: 'plain',
  values,
  sorts: [],
});

const PLAIN: readonly Table[] = [
  plain('organisation', [...text('name', 'business_id'), { name: 'group_id', type: 'uuid' }]),
  plain('project', [
    ...text('name'),
    { name: 'started_on', type: 'date' },
    { name: 'ended_on', type: 'date' },
  ]),
];

const internal = (schema: Table['schema'], tableClass: TableClass, ...names: string[]): Table[] =>
  names.map((name) => ({ schema, name, class: tableClass, values: [], sorts: [] }));

const HIDDEN = internal(
  'register',
  'hidden',
  'search',
  'match_key',
  'suppression',
  'permission_request',
  'event',
  'anchor',
  'tally',
  'due',
  'dating',
  'hold',
  'closing',
  'import',
  'import_person',
  'information_duty',
);

const AUDIT = internal(
  'audit',
  'audit',
  'access',
  'access_subject',
  'change',
  'permission',
  'disclosure',
  'destruction',
  'security',
);

const AUTH = [
  ...internal(
    'auth',
    'auth',
    'account',
    'team',
    'role',
    'task',
    'role_task',
    'account_role',
    'undertaking',
    'register_setting',
  ),
  ...internal('auth', 'auth', 'access_request', 'access_review', 'undertaking_text', 'api_key'),
  ...internal('auth', 'auth', 'idempotency', 'rate_limit', 'saved_view'),
  ...internal('session', 'auth', 'session', 'open_case', 'entitlement'),
];

const CREDENTIALS = internal(
  'signin',
  'credential',
  'password',
  'totp',
  'recovery_code',
  'passkey',
  'external_identity',
  'browser_session',
  'invitation',
  'challenge',
  'attempt',
);

const NOTICE = internal(
  'notice',
  'plain',
  'register',
  'version',
  'in_force',
  'purpose',
  'item',
  'item_source',
  'item_plan',
  'source',
  'kind',
  'plan',
  'event',
  'rewrite',
);

export const TABLES: readonly Table[] = [
  ...ITEM_FACTS,
  ...KEPT_FACTS,
  ...RECORDS,
  ...PLAIN,
  ...HIDDEN,
  ...AUDIT,
  ...AUTH,
  ...CREDENTIALS,
  ...NOTICE,
];

/** Built-in items whose presence tells who somebody is: name, identity code, customer number, user id and the contact points. */
export const IDENTITY_ITEMS: readonly number[] = [1, 2, 4, 8, 9, 20, 21, 22, 23, 24];
