// Who gets data and on what terms: Arts 26–28 (agreements), 44–49 (transfers), and grants that can never open.
import type { Recipient, Role, Transfer } from '../model/grants.ts';
import type { Notice } from '../model/notice.ts';
import type { Key } from '../model/text.ts';
import { EEA, isAdequate } from './adequacy.ts';
import { type Check, type NoticeIndex, purposesOfItem } from './index-notice.ts';

const WITH_SAFEGUARDS: readonly unknown[] = ['standard-clauses', 'binding-rules', 'certification'];

function* recipientProblems(recipient: Recipient) {
  const { key, at } = recipient;
  if (recipient.data.length === 0 && !recipient.allData)
    yield {
      code: 'recipient-without-data' as const,
      place: at,
      message: `“${key}” is a recipient of no data.`,
    };
  const agreed = recipient.needs.some((need) => need.is === 'agreement');
  if (recipient.kind === 'processor' && !agreed)
    yield {
      code: 'processor-without-agreement' as const,
      place: at,
      message: `“${key}” processes data without an agreement (Art. 28(3)).`,
    };
  const leaves = recipient.needs.find((need) => need.is === 'transfer');
  if (leaves && recipient.transfer === undefined)
    yield {
      code: 'recipient-without-transfer' as const,
      place: leaves.at,
      message: `“${key}” needs a transfer but does not say which.`,
    };
  if (recipient.from !== undefined && recipient.to !== undefined && recipient.to < recipient.from)
    yield {
      code: 'period-reversed' as const,
      place: [...at, 'to'],
      message: `“${key}” ends before it begins.`,
    };
}

export const checkRecipients: Check = function* ({ notice }) {
  for (const recipient of notice.recipients) yield* recipientProblems(recipient);
};

function* transferProblems(transfer: Transfer, notice: Notice) {
  const { key, at, countries } = transfer;
  const abroad = countries.filter((country) => !EEA.has(country));
  if (countries.length > 0 && abroad.length === 0) {
    yield {
      code: 'transfer-inside-eea' as const,
      place: [...at, 'countries'],
      message: `“${key}” leaves no country of the EEA.`,
    };
    return;
  }
  if (transfer.mechanism === null)
    yield {
      code: 'transfer-without-mechanism' as const,
      place: at,
      message: `“${key}” leaves the EEA without a mechanism.`,
    };
  if (WITH_SAFEGUARDS.includes(transfer.mechanism) && !transfer.copy)
    yield {
      code: 'transfer-without-copy' as const,
      place: at,
      message: `“${key}” does not say where a copy of the safeguards can be had.`,
    };
  if (transfer.mechanism === 'derogation' && !transfer.derogation)
    yield {
      code: 'derogation-unnamed' as const,
      place: at,
      message: `“${key}” does not say which derogation.`,
    };
  const doubtful = abroad.filter((country) => country !== '*' && !isAdequate(country, notice.updated));
  if (transfer.mechanism === 'adequacy' && doubtful.length > 0)
    yield {
      code: 'adequacy-unknown' as const,
      place: [...at, 'countries'],
      message: `No adequacy decision is known for ${doubtful.join(', ')}.`,
    };
}

export const checkTransfers: Check = function* ({ notice }) {
  for (const transfer of notice.transfers) yield* transferProblems(transfer, notice);
};

/** The items a list of items and categories stands for; undefined when a word of it is unknown (told elsewhere). */
function granted(index: NoticeIndex, data: readonly Key[]): readonly Key[] | undefined {
  if (!data.every((key) => index.itemKeys.has(key) || index.categories.has(key))) return undefined;
  return data.flatMap((key) => index.categories.get(key)?.items.map((item) => item.key) ?? [key]);
}

function neverOpens(index: NoticeIndex, grant: Recipient | Role): boolean {
  if (grant.data.length === 0 || grant.purposes.length === 0) return false;
  if (!grant.purposes.every((key) => index.purposes.has(key))) return false;
  const items = granted(index, grant.data);
  if (!items) return false;
  return !items.some((item) => {
    const used = purposesOfItem(index, item);
    return grant.purposes.some((purpose) => used.has(purpose));
  });
}

export const checkGrants: Check = function* (index) {
  for (const grant of [...index.notice.recipients, ...index.notice.roles])
    if (neverOpens(index, grant))
      yield {
        code: 'grant-never-opens',
        place: grant.at,
        message: `Nothing of what “${grant.key}” is granted is listed for its purposes.`,
      };
};

/** Needs that stand on records the register says it does not keep. */
export const checkNeeds: Check = function* ({ notice }) {
  const lists = [...notice.purposes, ...notice.recipients, ...notice.roles];
  for (const { key, needs } of lists)
    for (const need of needs) {
      const recorded =
        (need.is !== 'undertaking' || notice.access.undertaking) &&
        (need.is !== 'second-factor' || notice.access.multiFactor);
      if (!recorded)
        yield {
          code: 'needs-never-met',
          place: need.at,
          message: `“${key}” needs ${need.is === 'undertaking' ? 'an undertaking' : 'a second factor'}, which access does not ask of anyone.`,
        };
    }
};
