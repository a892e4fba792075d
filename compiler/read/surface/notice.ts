// The whole file as the YAML spells it. The published JSON Schema is generated from this, so every word has its explanation here.
import { z } from 'zod';
import { category, item, source, titledEntry } from './data.ts';
import { agreement, publication, recipients, role, site, transfers } from './grants.ts';
import { authority, controller, person, purpose } from './people.ts';
import { access, changes, decisions, freeTexts, profiling, protection, rights } from './rights.ts';
import { choice, event, hold, keep, run, state } from './rules.ts';
import { day, key, language, section, texts, words, yearDay } from './words.ts';

const retention = z.object({ text: texts.optional().describe('General words on retention.') }).catchall(keep);

export const noticeSurface = z.strictObject({
  seloste: z.literal(1).describe('The version of the notice language: 1.'),
  register: key.describe('The key of the register.'),
  title: texts.describe('The name of the register.'),
  summary: texts.describe('What this register is, in two or three sentences.'),
  scope: texts.optional().describe('Territorial or organisational scope.'),
  'drawn-up': day.optional().describe('The day the notice was first drawn up.'),
  updated: day.describe('The day of this version.'),
  languages: z.array(language).min(1).describe('The languages the notice is complete in.'),
  'time-zone': words.optional().describe('IANA name; Europe/Helsinki when not said.'),
  'financial-year-ends': yearDay.optional().describe('--12-31 when not said.'),
  controller: controller.describe('Who is responsible (Art. 13(1)(a)).'),
  authority: authority.optional().describe('The supervisory authority; finland when not said.'),
  systems: section(titledEntry).optional().describe('The systems the register is made of.'),
  people: section(person).optional().describe('The kinds of data subject.'),
  purposes: section(purpose).describe('Why data is processed, each with its legal basis.'),
  items: section(item).optional().describe('Kinds of data that are not built in, or built-in ones refined.'),
  data: section(category).describe('The data: which items, for which purposes, from where, for how long.'),
  sources: section(source).optional().describe('Where data comes from; the-person is built in.'),
  recipients: recipients.optional().describe('Who is given data.'),
  transfers: transfers.optional().describe('Transfers outside the EEA.'),
  agreements: section(agreement)
    .optional()
    .describe('Agreements that must be on record before a disclosure.'),
  events: section(event).optional().describe('Events that periods count from and states are made of.'),
  states: section(state).optional().describe('Conditions that last from one event to another.'),
  choices: section(choice).optional().describe('Choices that rules refer to.'),
  runs: section(run).optional().describe('When sweeps take place, e.g. yearly.'),
  retention: retention.optional().describe('How long data is kept, and what then.'),
  holds: section(hold).optional().describe('What stops an end: investigations, open invoices, law.'),
  roles: section(role).optional().describe('Who among staff may do what.'),
  publication: section(publication).optional().describe('What is published, where and on what ground.'),
  site: site.optional().describe('Cookies and similar: what is not listed is not set.'),
  rights: rights.optional().describe('The rights of the person (Arts 15–22).'),
  decisions: decisions
    .optional()
    .describe('Automated individual decisions (Art. 22): none, or each of them.'),
  profiling: profiling.optional().describe('Whether the register profiles people.'),
  provision: texts
    .optional()
    .describe('Whether data must be given, and what follows if not (Art. 13(2)(e)).'),
  protection: section(protection).optional().describe('How the data is protected (Art. 32).'),
  access: access.optional().describe('What every user must have.'),
  changes: changes.optional().describe('How changes of the notice are told.'),
  texts: freeTexts.optional().describe("Further sections in the organisation's own words."),
});
export type NoticeSurface = z.infer<typeof noticeSurface>;
