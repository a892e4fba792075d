// What changes between two versions in who is given data, on what conditions, and where outside the EEA it goes.
import type { Need, Recipient } from '../model/grants.ts';
import type { Notice } from '../model/notice.ts';
import type { Key } from '../model/text.ts';
import { type Change, change } from './change.ts';
import { difference, itemTitle, keyDifference, titleOf, type Versions } from './versions.ts';

/** The items a recipient may be given: those it names and those of the categories it names. */
function itemsOf(notice: Notice, recipient: Recipient): readonly Key[] {
  const listed = (key: Key) => notice.categories.find((category) => category.key === key)?.items;
  if (recipient.allData) {
    return [...new Set(notice.categories.flatMap((category) => category.items.map((item) => item.key)))];
  }
  return [...new Set(recipient.data.flatMap((key) => listed(key)?.map((item) => item.key) ?? [key]))];
}

function needWord(need: Need): string {
  if (need.is === 'agreement') return `agreement ${need.key}`;
  return need.is === 'told' ? `told ${need.before}` : need.is;
}

function disclosures(
  versions: Versions,
  pair: { readonly key: Key; readonly old: Recipient; readonly new: Recipient },
): readonly Change[] {
  const recipient = titleOf(versions, 'recipients', pair.key);
  const items = keyDifference(itemsOf(versions.old, pair.old), itemsOf(versions.new, pair.new));
  const needs = keyDifference(pair.old.needs.map(needWord), pair.new.needs.map(needWord));
  const subject = ['recipients', pair.key];
  return [
    ...items.added.map((key) =>
      change('recipient-opened', [...subject, key], { recipient, item: itemTitle(versions, key) }),
    ),
    ...items.removed.map((key) =>
      change('recipient-closed', [...subject, key], { recipient, item: itemTitle(versions, key) }),
    ),
    ...needs.removed.map((need) => change('recipient-need-dropped', subject, { recipient, need })),
    ...needs.added.map((need) => change('recipient-need-added', subject, { recipient, need })),
    ...(pair.new.transfer === undefined || pair.new.transfer === pair.old.transfer
      ? []
      : [
          change('information-transfer', subject, {
            transfer: titleOf(versions, 'transfers', pair.new.transfer),
          }),
        ]),
  ];
}

export function compareRecipients(versions: Versions): readonly Change[] {
  const { added, removed, kept } = difference(versions.old.recipients, versions.new.recipients);
  return [
    ...kept.flatMap((pair) => disclosures(versions, pair)),
    ...added.flatMap(({ key }) => {
      const words = { recipient: titleOf(versions, 'recipients', key) };
      const subject = ['recipients', key];
      return [change('recipient-added', subject, words), change('information-recipient', subject, words)];
    }),
    ...removed.map(({ key }) =>
      change('recipient-removed', ['recipients', key], {
        recipient: titleOf(versions, 'recipients', key),
      }),
    ),
  ];
}

export function compareTransfers(versions: Versions): readonly Change[] {
  const { added, removed } = difference(versions.old.transfers, versions.new.transfers);
  const toChange = (code: 'information-transfer' | 'transfer-removed') => (entry: { readonly key: Key }) =>
    change(code, ['transfers', entry.key], { transfer: titleOf(versions, 'transfers', entry.key) });
  return [...added.map(toChange('information-transfer')), ...removed.map(toChange('transfer-removed'))];
}
