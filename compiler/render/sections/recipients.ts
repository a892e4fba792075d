// To whom data is given and on what conditions (Art. 13(1)(e)–(f), 14(1)(e)–(f)), and transfers outside the EEA with their mechanism
// and where to get a copy.
import type { Agreement, Recipient, Transfer } from '../../model/grants.ts';
import { describeCondition } from '../algebra.ts';
import { details, fact, factBeside, facts, type Section, section, text } from '../document.ts';
import { idOf, ownWords, type Scope } from '../scope.ts';
import { capitalise, sayCountry, sayDay } from '../words.ts';
import { formWords, needWords } from './needs.ts';

export function recipientsSection(scope: Scope): Section | undefined {
  const { notice, phrases } = scope;
  const own = ownWords(scope, notice.recipientsText);
  const intro =
    notice.recipients.length === 0 ? (own.length > 0 ? own : [text(phrases.recipients.none)]) : own;
  const inner = notice.recipients.map((recipient) => recipientSection(scope, recipient));
  return section('recipients', phrases.recipients.title, intro, inner);
}

function recipientSection(scope: Scope, recipient: Recipient): Section | undefined {
  const { phrases, language } = scope;
  const words = phrases.recipients;
  const given = recipient.allData
    ? [phrases.recipients.allData]
    : recipient.data.map((key) => scope.data(key));
  return section(idOf('recipient', recipient.key), scope.say(recipient.title), [
    ...ownWords(scope, recipient.text),
    facts([
      fact(words.role, capitalise(phrases.kinds[recipient.kind])),
      fact(words.party, partyWords(scope, recipient)),
      fact(words.otherRegister, recipient.register),
      factBeside(words.data, given),
      factBeside(
        words.purposes,
        recipient.purposes.map((key) => scope.link('purpose', key)),
      ),
      fact(words.form, recipient.form.is === 'full' ? undefined : formWords(scope, recipient.form)),
      fact(words.needs, ...needWords(scope, recipient.needs).map(capitalise)),
      fact(phrases.page.condition, recipient.condition && describeCondition(scope, recipient.condition)),
      fact(words.from, recipient.from && sayDay(recipient.from, language)),
      fact(words.to, recipient.to && sayDay(recipient.to, language)),
      factBeside(
        words.tells,
        recipient.tells.map((key) => scope.actor(key)),
      ),
      factBeside(words.transfer, recipient.transfer ? [scope.link('transfer', recipient.transfer)] : []),
    ]),
    ...(recipient.may ? [text(words.may)] : []),
    agreementDetails(scope, recipient),
  ]);
}

/** The party's role where the notice has a title for it that the recipient's own title does not say already. */
function partyWords(scope: Scope, { party, title }: Recipient): string | undefined {
  if (party === undefined) return undefined;
  const actor = scope.actor(party.as);
  const role = typeof actor === 'string' ? actor : actor.text;
  return role === party.as || role === scope.say(title) ? undefined : role;
}

function agreementDetails(scope: Scope, recipient: Recipient) {
  const agreements = recipient.needs.flatMap((need) => {
    const found = need.is === 'agreement' && scope.notice.agreements.find((one) => one.key === need.key);
    return found ? [found] : [];
  });
  const rows = agreements.map((agreement) =>
    fact(scope.say(agreement.title), ...agreementLines(scope, agreement)),
  );
  const id = `${idOf('recipient', recipient.key)}-agreements`;
  return details(id, scope.phrases.recipients.agreements, [facts(rows)]);
}

function agreementLines(scope: Scope, agreement: Agreement): readonly string[] {
  const words = scope.phrases.recipients;
  const covers = agreement.covers.map((key) => scope.phrases.covers[key as 'security'] ?? key);
  return [
    scope.say(agreement.text),
    ...(covers.length === 0 ? [] : [`${words.covers}: ${covers.join(', ')}`]),
  ].filter((line) => line !== '');
}

export function transfersSection(scope: Scope): Section | undefined {
  const { notice, phrases } = scope;
  const own = ownWords(scope, notice.transfersText);
  const intro = notice.transfers.length === 0 && own.length === 0 ? [text(phrases.transfers.none)] : own;
  const inner = notice.transfers.map((transfer) => transferSection(scope, transfer));
  return section('transfers', phrases.transfers.title, intro, inner);
}

function transferSection(scope: Scope, transfer: Transfer): Section | undefined {
  const { phrases, language, notice } = scope;
  const words = phrases.transfers;
  const users = notice.recipients.filter((recipient) => recipient.transfer === transfer.key);
  return section(idOf('transfer', transfer.key), scope.say(transfer.title), [
    ...ownWords(scope, transfer.text),
    facts([
      factBeside(
        words.countries,
        transfer.countries.map((code) => sayCountry(code, language, phrases)),
      ),
      fact(words.mechanism, mechanismWords(scope, transfer)),
      fact(words.onlyIf, scope.say(transfer.onlyIf)),
      fact(words.copy, scope.say(transfer.copy)),
      factBeside(
        words.recipients,
        users.map((recipient) => scope.link('recipient', recipient.key)),
      ),
    ]),
  ]);
}

export function mechanismWords(scope: Scope, transfer: Transfer): string {
  const { phrases } = scope;
  if (transfer.mechanism === null) return capitalise(phrases.transfers.noMechanism);
  const words = capitalise(phrases.mechanisms[transfer.mechanism]);
  return transfer.derogation === undefined ? words : `${words} (${transfer.derogation})`;
}
