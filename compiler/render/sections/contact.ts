// Contact details as they stand in every part that has any: name, role, address, phone, e-mail, website.
import type { ContactBlock } from '../../model/notice.ts';
import { type Fact, fact, type Inline } from '../document.ts';
import type { Scope } from '../scope.ts';
import { capitalise } from '../words.ts';

export const mailLink = (email: string): Inline => ({ text: email, to: `mailto:${email}` });

/** RFC 3966 wants no spaces; the reader sees the number as written. */
export const phoneLink = (phone: string): Inline => ({
  text: phone,
  to: `tel:${phone.replace(/[^+\d]/g, '')}`,
});

export function webLink(website: string): Inline {
  const address = /^https?:\/\//i.test(website) ? website : `https://${website}`;
  return { text: website.replace(/^https?:\/\//i, ''), to: address };
}

/** Rows of a contact block; the name row is labelled by the caller, since it says whose name it is. */
export function contactRows(scope: Scope, contact: ContactBlock, label: string): readonly Fact[] {
  const words = scope.phrases.controller;
  const role = scope.say(contact.title);
  const name = [contact.name, role].filter((part) => part).join(', ');
  return [
    fact(label, contact.name === undefined ? capitalise(name) : name),
    fact(words.address, contact.address),
    fact(words.phone, contact.phone === undefined ? undefined : [phoneLink(contact.phone)]),
    fact(words.email, contact.email === undefined ? undefined : [mailLink(contact.email)]),
    fact(words.website, contact.website === undefined ? undefined : [webLink(contact.website)]),
  ];
}
