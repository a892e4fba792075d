// What Arts 13 and 14 ask a notice to tell and other checks do not, and slips in identifiers, addresses and days.
import type { ContactBlock, Notice } from '../model/notice.ts';
import type { Place } from '../model/text.ts';
import type { Check } from './index-notice.ts';

const reachable = (block: ContactBlock): boolean => Boolean(block.email || block.phone || block.address);

export const checkContacts: Check = function* ({ notice }) {
  const { controller } = notice;
  if (!reachable(controller) && !reachable(controller.contact))
    yield {
      code: 'missing-contact',
      place: controller.at,
      message: 'The controller has neither e-mail, phone nor address.',
    };
  const { officer } = controller;
  const place = [...controller.at, 'data-protection-officer'];
  if (officer.is === 'appointed' && !reachable(officer.contact))
    yield { code: 'missing-officer', place, message: 'The data protection officer cannot be reached.' };
  if (officer.is === 'none' && Object.values(officer.because).every((words) => !words))
    yield {
      code: 'missing-officer',
      place,
      message: 'Nothing says why there is no data protection officer.',
    };
};

export const checkDuties: Check = function* ({ notice, sources }) {
  const direct = notice.categories.filter((category) =>
    category.sources.some(
      ({ key }) =>
        key === 'the-person' ||
        (sources.has(key) && notice.sources.some((one) => one.key === key && one.fromPerson)),
    ),
  );
  // Art. 13(2)(e) concerns what the person gives; Art. 14 has no such item.
  const untold = notice.provision ? undefined : direct.find((category) => !category.provision);
  if (untold)
    yield {
      code: 'missing-provision',
      place: untold.at,
      message: `Nothing says whether a person must give what “${untold.key}” holds.`,
    };
  if (notice.protection.length === 0)
    yield { code: 'missing-protection', place: [], message: 'Nothing says how the data is protected.' };
  for (const { key, at, logic, effects, human } of notice.decisions)
    for (const [name, words] of Object.entries({ logic, effects, human }))
      if (!Object.values(words).some(Boolean))
        yield {
          code: 'decision-without-human',
          place: at,
          message: `The decision “${key}” does not tell its ${name}.`,
        };
};

/** Weights of the seven digits of a Y-tunnus; remainder 1 is never given out. */
const BUSINESS_ID_WEIGHTS = [7, 9, 10, 5, 8, 4, 2] as const;

function validBusinessId(id: string): boolean {
  const match = /^(\d{7})-(\d)$/u.exec(id);
  if (!match) return false;
  const digits = [...(match[1] ?? '')].map(Number);
  const sum = BUSINESS_ID_WEIGHTS.reduce(
    (total, weight, position) => total + weight * (digits[position] ?? 0),
    0,
  );
  const rest = sum % 11;
  if (rest === 1) return false;
  return Number(match[2]) === (rest === 0 ? 0 : 11 - rest);
}

/** Every business id and e-mail address of the controller, with its place. */
function identifiers({ controller }: Notice) {
  const blocks: (readonly [ContactBlock & { readonly businessId?: string }, Place])[] = [
    [controller, controller.at],
    [controller.contact, [...controller.at, 'contact']],
    ...controller.group.map((one, position) => [one, [...controller.at, 'group', position]] as const),
    ...controller.joint.map((one, position) => [one, [...controller.at, 'joint', position]] as const),
  ];
  if (controller.representative)
    blocks.push([controller.representative, [...controller.at, 'representative']]);
  if (controller.officer.is === 'appointed')
    blocks.push([controller.officer.contact, [...controller.at, 'data-protection-officer']]);
  return blocks;
}

/** One @, a dotted domain, no blanks: stricter checks refuse addresses that work. */
const EMAIL = /^[^\s@]{1,64}@[^\s@.]+(\.[^\s@.]+)+$/u;

export const checkIdentifiers: Check = function* ({ notice }) {
  for (const [block, place] of identifiers(notice)) {
    if (block.businessId !== undefined && !validBusinessId(block.businessId))
      yield {
        code: 'business-id-invalid',
        place: [...place, 'business-id'],
        message: `“${block.businessId}” is not a business id: 1234567-8 with a right check digit.`,
      };
    if (block.email !== undefined && !EMAIL.test(block.email))
      yield {
        code: 'email-malformed',
        place: [...place, 'email'],
        message: `“${block.email}” is not an e-mail address.`,
      };
  }
  const { email } = notice.authority;
  if (email !== undefined && !EMAIL.test(email))
    yield {
      code: 'email-malformed',
      place: ['authority', 'email'],
      message: `“${email}” is not an e-mail address.`,
    };
};

const ZONES: ReadonlySet<string> = new Set([...Intl.supportedValuesOf('timeZone'), 'UTC']);

export const checkDays: Check = function* ({ notice }) {
  if (notice.drawnUp !== undefined && notice.updated < notice.drawnUp)
    yield {
      code: 'updated-before-drawn-up',
      place: ['updated'],
      message: `Updated on ${notice.updated}, but drawn up on ${notice.drawnUp}.`,
    };
  if (!ZONES.has(notice.timeZone))
    yield {
      code: 'time-zone-unknown',
      place: ['time-zone'],
      message: `“${notice.timeZone}” is not a time zone.`,
    };
};
