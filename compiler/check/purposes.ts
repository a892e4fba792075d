// Purposes and their bases: Art. 6, consent (Arts 7 and 8), legitimate interest, direct marketing and profiling.

import { IMPLICIT_PURPOSES } from '../language/built-in.ts';
import type { Basis, Purpose } from '../model/purposes.ts';
import type { Key } from '../model/text.ts';
import type { Check } from './index-notice.ts';

/** Bits of a row's gate that a notice may use: 62 less the four implicit purposes. */
const MOST_PURPOSES = 62 - IMPLICIT_PURPOSES.length;

/** Art. 8 and tietosuojalaki 5 §: from this age a child consents alone to an information society service. */
const AGE_OF_CONSENT_YEARS = 13;

const restsOnConsent = (purpose: Purpose): boolean => purpose.bases[0]?.kind === 'consent';

function* basisProblems(purpose: Purpose, basis: Basis) {
  if (basis.kind === 'legitimate-interest' && !basis.text)
    yield {
      code: 'interest-without-text' as const,
      place: basis.at,
      message: `“${purpose.key}” rests on a legitimate interest that is not named.`,
    };
  else if (basis.kind === 'legitimate-interest' && !basis.balancing)
    yield {
      code: 'interest-without-balancing' as const,
      place: basis.at,
      message: `The interest behind “${purpose.key}” is not weighed against the person’s.`,
    };
  if (basis.kind === 'legal-obligation' && !basis.text)
    yield {
      code: 'obligation-without-law' as const,
      place: basis.at,
      message: `“${purpose.key}” rests on a legal obligation that is not named.`,
    };
}

export const checkBases: Check = function* ({ notice }) {
  for (const purpose of notice.purposes) {
    if (purpose.bases.length === 0)
      yield {
        code: 'purpose-without-basis',
        place: [...purpose.at, 'basis'],
        message: `The purpose “${purpose.key}” has no legal basis.`,
      };
    for (const basis of purpose.bases) yield* basisProblems(purpose, basis);
  }
};

export const checkConsent: Check = function* ({ notice }) {
  // Whoever answers a cookie banner is unidentified, so there is no age to ask.
  const banner = new Set(notice.site.map((site) => site.for));
  for (const purpose of notice.purposes) {
    if (!restsOnConsent(purpose)) continue;
    if (!purpose.withdraw)
      yield {
        code: 'consent-without-withdrawal',
        place: purpose.at,
        message: `“${purpose.key}” does not say how consent is withdrawn.`,
      };
    if (!purpose.wording)
      yield {
        code: 'consent-without-wording',
        place: purpose.at,
        message: `“${purpose.key}” does not say what the person is asked.`,
      };
    if (purpose.open === 'default')
      yield {
        code: 'consent-open-by-default',
        place: [...purpose.at, 'open'],
        message: `“${purpose.key}” is open before the person has said yes.`,
      };
    if (!banner.has(purpose.key)) yield* childProblems(purpose);
  }
};

/** What only a consent has, on a purpose that asks for none. */
export const checkConsentTerms: Check = function* ({ notice }) {
  for (const purpose of notice.purposes) {
    if (purpose.bases.length === 0 || purpose.bases.some((basis) => basis.kind === 'consent')) continue;
    const terms = {
      wording: purpose.wording,
      withdraw: purpose.withdraw,
      'consent-lasts': purpose.consentLasts,
    };
    const [term] = Object.entries(terms).filter(([, said]) => said !== undefined);
    if (term)
      yield {
        code: 'consent-terms-unused',
        place: [...purpose.at, term[0]],
        message: `“${purpose.key}” says ${term[0]}, but does not rest on consent.`,
      };
  }
};

function* childProblems(purpose: Purpose) {
  const online = purpose.channel === 'web' || purpose.channel === 'app';
  if (!online || (purpose.guardianBelow ?? 0) >= AGE_OF_CONSENT_YEARS) return;
  if (purpose.minimumAge === undefined)
    yield {
      code: 'child-without-age' as const,
      place: purpose.at,
      message: `“${purpose.key}” asks consent online without saying from what age.`,
    };
  else if (purpose.minimumAge < AGE_OF_CONSENT_YEARS)
    yield {
      code: 'age-below-law' as const,
      place: [...purpose.at, 'minimum-age'],
      message: `“${purpose.key}” lets a child of ${purpose.minimumAge} consent alone.`,
    };
}

export const checkMarketing: Check = function* ({ notice }) {
  for (const purpose of notice.purposes) {
    if (!purpose.directMarketing) continue;
    if (purpose.objection !== 'always')
      yield {
        code: 'marketing-without-objection',
        place: [...purpose.at, 'objection'],
        message: `“${purpose.key}” is direct marketing, and the person may not always object.`,
      };
    const electronic = purpose.channel === 'email' || purpose.channel === 'sms';
    if (electronic && !purpose.bases.some((basis) => basis.kind === 'consent'))
      yield {
        code: 'electronic-marketing-without-consent',
        place: [...purpose.at, 'basis'],
        message: `“${purpose.key}” sends direct marketing by ${purpose.channel} without consent.`,
      };
  }
};

export const checkProfiling: Check = function* ({ notice }) {
  if (notice.profiling?.allowed !== false) return;
  for (const purpose of notice.purposes)
    if (purpose.profiling)
      yield {
        code: 'profiling-forbidden',
        place: [...purpose.at, 'profiling'],
        message: `The notice says that no profiling is carried out, but “${purpose.key}” profiles.`,
      };
};

export const checkPurposeUse: Check = function* ({ notice }) {
  const listed = new Set(notice.categories.flatMap((category) => category.purposes.map((use) => use.key)));
  for (const item of notice.items) for (const key of item.purposes ?? []) listed.add(key);
  for (const purpose of notice.purposes) {
    if (!listed.has(purpose.key))
      yield {
        code: 'purpose-unused',
        place: purpose.at,
        message: `No category lists the purpose “${purpose.key}”, so it uses no data.`,
      };
    if (purpose.from !== undefined && purpose.to !== undefined && purpose.to < purpose.from)
      yield {
        code: 'period-reversed',
        place: [...purpose.at, 'to'],
        message: `“${purpose.key}” ends before it begins.`,
      };
    if ((purpose.guardianBelow ?? Number.POSITIVE_INFINITY) <= (purpose.minimumAge ?? 0))
      yield {
        code: 'guardian-never-asked',
        place: [...purpose.at, 'guardian-below'],
        message: `Nobody under ${purpose.guardianBelow} is ever let in by “${purpose.key}”, so no guardian is asked.`,
      };
  }
  const extra = notice.purposes[MOST_PURPOSES];
  if (extra)
    yield {
      code: 'too-many-purposes',
      place: extra.at,
      message: `The register has ${notice.purposes.length} purposes; ${MOST_PURPOSES} have room.`,
    };
};

/** Walks each chain once: a purpose already seen on another walk is settled. */
export const checkSucceeding: Check = function* ({ notice, purposes }) {
  const settled = new Set<Key>();
  for (const purpose of notice.purposes) {
    if (purpose.succeeds !== undefined && !purposes.has(purpose.succeeds))
      yield {
        code: 'succeeds-unknown',
        place: [...purpose.at, 'succeeds'],
        message: `“${purpose.key}” succeeds “${purpose.succeeds}”, which this notice does not have.`,
      };
    const walk = new Set<Key>();
    let current: Purpose | undefined = purpose;
    while (current && !settled.has(current.key) && !walk.has(current.key)) {
      walk.add(current.key);
      current = current.succeeds === undefined ? undefined : purposes.get(current.succeeds);
    }
    if (current && walk.has(current.key))
      yield {
        code: 'succeeds-cycle',
        place: [...current.at, 'succeeds'],
        message: `“${current.key}” succeeds itself, directly or through others.`,
      };
    for (const key of walk) settled.add(key);
  }
};
