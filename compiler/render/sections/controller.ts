// Who answers for the data (Art. 13(1)(a)–(b), 14(1)(a)–(b)): controller, group, joint controllers, representative, contact person,
// and the data protection officer or why there is none.
import type { Controller } from '../../model/notice.ts';
import { details, fact, facts, type Section, section, text } from '../document.ts';
import { ownWords, type Scope } from '../scope.ts';
import { sayDay } from '../words.ts';
import { contactRows } from './contact.ts';

export function controllerSection(scope: Scope): Section | undefined {
  const { controller } = scope.notice;
  const { phrases } = scope;
  const words = phrases.controller;
  return section(
    'controller',
    words.title,
    [
      facts([
        fact(words.controller, controller.name),
        fact(words.businessId, controller.businessId),
        fact(words.careOf, controller.careOf),
        ...contactRows(scope, { ...controller, name: '' }, ''),
      ]),
      ...ownWords(scope, controller.groupText),
      groupDetails(scope, controller),
    ],
    [
      section('contact', words.contact, [facts(contactRows(scope, controller.contact, nameLabel(scope)))]),
      officerSection(scope, controller),
      ...controller.joint.map((joint, index) =>
        section(`joint-${index + 1}`, `${words.joint}: ${joint.name}`, [
          facts([
            fact(words.businessId, joint.businessId),
            ...contactRows(scope, { ...joint, name: '' }, ''),
            fact(words.jointPart, scope.say(joint.part)),
          ]),
        ]),
      ),
      controller.representative &&
        section('representative', words.representative, [
          facts(contactRows(scope, controller.representative, nameLabel(scope))),
        ]),
    ],
  );
}

const nameLabel = (scope: Scope) => scope.phrases.controller.name;

function groupDetails(scope: Scope, controller: Controller) {
  const lines = controller.group.map((company) => [
    company.businessId === undefined ? company.name : `${company.name} (${company.businessId})`,
  ]);
  return details('group', scope.phrases.controller.group, [{ is: 'list', lines }]);
}

function officerSection(scope: Scope, controller: Controller): Section | undefined {
  const words = scope.phrases.controller;
  const { officer } = controller;
  if (officer.is === 'appointed') {
    return section('officer', words.officer, [facts(contactRows(scope, officer.contact, nameLabel(scope)))]);
  }
  const assessed = officer.assessed === undefined ? undefined : sayDay(officer.assessed, scope.language);
  return section('officer', words.officer, [
    text(words.noOfficer),
    facts([
      fact(words.noOfficerBecause, scope.say(officer.because)),
      fact(words.noOfficerAssessed, assessed),
    ]),
  ]);
}

/** Name, scope and systems of the register (facts such as CG.1, CG.3). */
export function registerSection(scope: Scope): Section | undefined {
  const { notice, phrases } = scope;
  const words = phrases.register;
  const systems = notice.systems.map((system) => {
    const text = scope.say(system.text);
    return text === '' ? scope.say(system.title) : `${scope.say(system.title)}: ${text}`;
  });
  return section('register', words.title, [
    facts([
      fact(words.name, scope.say(notice.title)),
      fact(words.scope, scope.say(notice.scope)),
      fact(words.systems, ...systems),
    ]),
  ]);
}
