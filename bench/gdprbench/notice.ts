// GDPRbench as a register: its purposes are items of the notice, each for its own purpose and for the one the benchmark works under.
import { attributeCount } from './generators.ts';

const text = (word: string) => `{ en: ${word} }`;
const upTo = (count: number) => Array.from({ length: count }, (_, index) => index);

/** The purpose of the benchmark's session: every item is for it, so that the policies are asked and hide nothing. */
export const ALL = 'service';

export const itemKey = (purpose: number) => `item-${purpose}`;
export const purposeKey = (purpose: number) => `purpose-${purpose}`;
export const sourceKey = (source: number) => `src-${source}`;

const contract = (key: string) => `  ${key}: { title: ${text(key)}, basis: contract }`;

export function gdprNotice(register: string): string {
  const purposes = upTo(attributeCount('PUR'));
  const sources = upTo(attributeCount('SRC')).map(sourceKey);
  return `seloste: 1
register: ${register}
title: ${text('GDPRbench')}
summary: ${text('A register for measuring')}
updated: 2026-11-22
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
${[ALL, ...purposes.map(purposeKey)].map(contract).join('\n')}
items:
${purposes.map((no) => `  ${itemKey(no)}: { title: ${text(`Item ${no}`)}, type: long-text }`).join('\n')}
data:
  person: { title: ${text('Person')}, items: [user-id], for: [${ALL}], from: [${sources[0]}], keep: long }
${purposes
  .map(
    (no) =>
      `  data-${no}: { title: ${text(`Data ${no}`)}, items: [${itemKey(no)}], for: [${ALL}, ${purposeKey(no)}], from: [${sources.join(', ')}], keep: long }`,
  )
  .join('\n')}
sources:
${sources.map((key) => `  ${key}: { title: ${text(key)}, from-person: ${key === sources[0]} }`).join('\n')}
retention:
  long: { from: relationship-ended, keep: P10Y, then: erase }
rights: {}
protection: {}
`;
}
