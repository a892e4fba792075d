// Who is responsible, and who supervises: controller and authority from their spelling.
import { FINNISH_AUTHORITY } from '../../language/built-in.ts';
import type { Authority, ContactBlock, Controller } from '../../model/notice.ts';
import type { Place } from '../../model/text.ts';
import type { NoticeSurface } from '../surface/notice.ts';
import type { ControllerInput } from '../surface/people.ts';
import type { ContactInput } from '../surface/words.ts';
import { type Context, defined, optionalTexts, texts } from './context.ts';

function contactBlock(context: Context, input: ContactInput, at: Place): ContactBlock {
  const { name, address, email, phone, website } = input;
  return defined({
    name,
    title: optionalTexts(context, input.title, [...at, 'title']),
    address,
    email,
    phone,
    website,
  });
}

function officerOf(
  context: Context,
  input: ControllerInput['data-protection-officer'],
  at: Place,
): Controller['officer'] {
  if (!('none-because' in input)) return { is: 'appointed', contact: contactBlock(context, input, at) };
  const because = texts(context, input['none-because'], [...at, 'none-because']);
  return defined({ is: 'none' as const, because, assessed: input.assessed });
}

function jointOf(context: Context, input: ControllerInput, at: Place): Controller['joint'] {
  return (input.joint ?? []).map((party, index) => {
    const { part, 'business-id': businessId, ...contact } = party;
    const here = [...at, 'joint', index];
    return defined({
      ...contactBlock(context, contact, here),
      name: party.name,
      businessId,
      part: texts(context, part, [...here, 'part']),
    });
  });
}

export function controller(context: Context, input: ControllerInput, at: Place): Controller {
  const { name, address, email, phone, website } = input;
  const officer = input['data-protection-officer'];
  return defined({
    ...contactBlock(context, defined({ address, email, phone, website, title: input.title }), at),
    name,
    businessId: input['business-id'],
    careOf: input['care-of'],
    group: (input.group ?? []).map((member) =>
      defined({ name: member.name, businessId: member['business-id'] }),
    ),
    groupText: optionalTexts(context, input['acts-for'], [...at, 'acts-for']),
    joint: jointOf(context, input, at),
    representative:
      input.representative === undefined
        ? undefined
        : contactBlock(context, input.representative, [...at, 'representative']),
    contact: contactBlock(context, input.contact, [...at, 'contact']),
    officer: officerOf(context, officer, [...at, 'data-protection-officer']),
    at,
  });
}

export function authority(context: Context, input: NoticeSurface['authority']): Authority {
  if (input === undefined || input === 'finland') return FINNISH_AUTHORITY;
  const { phone, registry, email, website } = input;
  return defined({
    name: texts(context, input.name, ['authority', 'name']),
    visiting: texts(context, input.visiting, ['authority', 'visiting']),
    postal: texts(context, input.postal, ['authority', 'postal']),
    phone,
    registry,
    email,
    website,
  });
}
