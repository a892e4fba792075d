// The notice the benchmarks run on: purposes open to a known share of people, and as many more purposes and recipients as are asked.
import { readNotice } from '../compiler/read/read.ts';
import { type Published, publishNotice } from '../database/publish/publish.ts';

const text = (word: string) => `{ en: ${word} }`;

/** Consent purposes and how many people in a thousand have said yes; `sales` is open to everybody unless they object. */
export const CONSENTS = [
  { purpose: 'rare', everyNth: 1_000, share: '0.1 %' },
  { purpose: 'few', everyNth: 100, share: '1 %' },
  { purpose: 'some', everyNth: null, share: '30 %' },
] as const;
export const OPEN_TO_ALL = 'sales';

export interface NoticeWish {
  readonly register: string;
  /** In all, the consent purposes included; 1 leaves only `sales`. A register has 58 bits besides the implicit purposes. */
  readonly purposes: number;
  readonly recipients: number;
}

const consent = (key: string) =>
  `  ${key}: { title: ${text(key)}, basis: consent, direct-marketing: true, wording: ${text('May we')}, withdraw: ${text('any time')} }`;
const interest = (key: string) =>
  `  ${key}: { title: ${text(key)}, basis: { legitimate-interest: ${text('selling')}, balancing: ${text('fine')} }, direct-marketing: true }`;

export function benchNotice({ register, purposes, recipients }: NoticeWish): string {
  const consents = purposes > CONSENTS.length ? CONSENTS.map((each) => each.purpose) : [];
  const more = Array.from({ length: purposes - 1 - consents.length }, (_, at) => `purpose-${at}`);
  const keys = [OPEN_TO_ALL, ...consents, ...more];
  const given = Array.from(
    { length: recipients },
    (_, at) =>
      `  recipient-${at}: { title: ${text(`Recipient ${at}`)}, kind: processor, data: [contact], for: [${OPEN_TO_ALL}] }`,
  );
  return `seloste: 1
register: ${register}
title: ${text('Bench')}
summary: ${text('A register for measuring')}
updated: 2026-11-21
languages: [en]
time-zone: Europe/Helsinki
controller:
  name: Bench Oy
  contact: { name: Someone, email: someone@bench.example }
  data-protection-officer: { none-because: ${text('small')} }
authority: finland
people:
  contact: { title: ${text('Contact')} }
purposes:
${[...[OPEN_TO_ALL, ...more].map(interest), ...consents.map(consent)].join('\n')}
items:
  segment: { title: ${text('Segment')}, type: text }
  purchases: { title: ${text('Purchases')}, type: number }
  member: { title: ${text('Member')}, type: yes-no }
data:
  contact: { title: ${text('Contact')}, items: [name, email, phone, postal-address, birth-date, language, segment, purchases, member], for: [${keys.join(', ')}], from: [the-person, employer], keep: long }
sources:
  the-person: { title: ${text('Person')}, from-person: true }
  employer: { title: ${text('Employer')} }
recipients:
${given.join('\n')}
retention:
  long: { from: relationship-ended, keep: P10Y, then: erase }
rights: {}
protection: {}
`;
}

export async function publishYaml(ownerUrl: string, yaml: string): Promise<Published> {
  const { notice, findings } = readNotice(yaml, 'bench.yaml');
  if (!notice) throw new Error(findings.map((finding) => finding.message).join('\n'));
  return publishNotice(ownerUrl, { notice, text: yaml, publisher: 'bench' });
}
