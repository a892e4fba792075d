// The states a person can be in, derived from a notice: every kind of relationship live and ended, every consent purpose given,
// withdrawn and expired, and each way of saying no.
import type { Notice } from '../../compiler/model/notice.ts';
import type { PersonState } from './oracle.ts';

export interface NamedState {
  readonly name: string;
  readonly state: PersonState;
}

const BLANK: PersonState = {
  relationships: [],
  consents: [],
  bans: [],
  objections: [],
  restrictions: [],
  age: 40,
};

export function statesOf(notice: Notice): readonly NamedState[] {
  const kinds = notice.people.map((kind) => kind.key);
  // Two kinds at once show how relationships combine; each kind alone is a state of its own.
  const live = kinds.slice(0, 2).map((kind) => ({ kind, ended: false }));
  const all = (state: Partial<PersonState>): PersonState => ({ ...BLANK, relationships: live, ...state });
  return [
    { name: 'no relationship', state: BLANK },
    ...kinds.map((kind) => ({
      name: `live ${kind}`,
      state: { ...BLANK, relationships: [{ kind, ended: false }] },
    })),
    ...kinds.map((kind) => ({
      name: `ended ${kind}`,
      state: { ...BLANK, relationships: [{ kind, ended: true }] },
    })),
    {
      name: 'two relationships, one ended',
      state: {
        ...BLANK,
        relationships: live.map((each, index) => ({ ...each, ended: index === 0 })),
      },
    },
    ...consentStates(notice, all),
    {
      name: 'direct marketing banned',
      state: all({ bans: [{ purpose: null, channel: null }], consents: given(notice) }),
    },
    {
      name: 'e-mail banned',
      state: all({ bans: [{ purpose: null, channel: 'email' }], consents: given(notice) }),
    },
    {
      name: 'phone banned',
      state: all({ bans: [{ purpose: null, channel: 'phone' }], consents: given(notice) }),
    },
    { name: 'objected to all', state: all({ objections: [{ purpose: null }], consents: given(notice) }) },
    ...notice.purposes
      .slice(0, 3)
      .map(({ key }) => ({ name: `objected to ${key}`, state: all({ objections: [{ purpose: key }] }) })),
    {
      name: 'restricted person',
      state: all({
        restrictions: [{ purpose: null, item: null, row: false, allowed: [] }],
        consents: given(notice),
      }),
    },
    ...notice.purposes.slice(0, 1).map(({ key }) => ({
      name: `restricted but for ${key}`,
      state: all({ restrictions: [{ purpose: null, item: null, row: false, allowed: [key] }] }),
    })),
    ...notice.purposes.slice(0, 2).map(({ key }) => ({
      name: `restricted for ${key}`,
      state: all({ restrictions: [{ purpose: key, item: null, row: false, allowed: [] }] }),
    })),
    {
      name: 'restricted item',
      state: all({ restrictions: [{ purpose: null, item: 'name', row: false, allowed: [] }] }),
    },
    {
      name: 'restricted row',
      state: all({ restrictions: [{ purpose: null, item: null, row: true, allowed: [] }] }),
    },
    { name: 'child of 10', state: all({ age: 10, consents: given(notice) }) },
    {
      name: 'child of 14 with a guardian’s yes',
      state: all({ age: 14, consents: given(notice).map((consent) => ({ ...consent, byGuardian: true })) }),
    },
    { name: 'age unknown', state: all({ age: null, consents: given(notice) }) },
  ];
}

function given(
  notice: Notice,
  now: 'in-force' | 'withdrawn' | 'expired' = 'in-force',
  channel: string | null = null,
): PersonState['consents'] {
  return notice.purposes
    .filter((purpose) => purpose.open === 'consent' && purpose.wording !== undefined)
    .map((purpose) => ({ purpose: purpose.key, channel, now, byGuardian: false }));
}

function consentStates(notice: Notice, all: (state: Partial<PersonState>) => PersonState): NamedState[] {
  return [
    { name: 'all consents given', state: all({ consents: given(notice) }) },
    { name: 'consents given, no relationship', state: { ...BLANK, consents: given(notice) } },
    { name: 'all consents withdrawn', state: all({ consents: given(notice, 'withdrawn') }) },
    { name: 'all consents expired by the clock', state: all({ consents: given(notice, 'expired') }) },
    { name: 'consents by text message', state: all({ consents: given(notice, 'in-force', 'sms') }) },
    { name: 'consents by e-mail', state: all({ consents: given(notice, 'in-force', 'email') }) },
  ];
}
