// The sentences of the notice, of explanations and of the screen, one for each construct.
import { describe, expect, it } from 'vitest';
import { BUILT_IN_EVENTS } from '../language/events.ts';
import type { Condition, Rule } from '../model/retention.ts';
import type { Language } from '../model/text.ts';
import {
  anchor,
  bounded,
  CONTEXT,
  either,
  history,
  hold,
  inState,
  law,
  plan,
  stage,
  state,
  step,
  until,
  whileIn,
  window,
} from './rules.testing.ts';
import { describePlan, describeRule } from './sentence.ts';
import { describeBecause } from './sentence-because.ts';
import { describeCondition } from './sentence-condition.ts';
import { evaluate, evaluatePlan } from './stages.ts';
import { yearDayTexts } from './words/year-day.ts';

const titles = (language: Language) => (_section: string, key: string) =>
  BUILT_IN_EVENTS.find((event) => event.key === key)?.title?.[language] ?? key;
const say = (rule: Rule, language: Language) => describeRule(rule, language, titles(language));
const LANGUAGES = ['fi', 'sv', 'en'] as const;

const answers = window('answered', { keep: ['end-of year', 'P2Y'], by: ['next --06-30'] });
const relationship = window('relationship-ended', { keep: ['P10Y'] });

describe('a rule in a sentence', () => {
  it('names the event in the nominative after a colon', () => {
    expect(LANGUAGES.map((language) => say(relationship, language))).toEqual([
      'Alkaa: suhteen päättyminen. Kesto: 10\u00a0vuotta.',
      'Från: relationen upphörde. Tid: 10\u00a0år.',
      'From: the relationship ended. For: 10\u00a0years.',
    ]);
  });

  it('says steps in their order and the time left to erase', () => {
    expect(LANGUAGES.map((language) => say(answers, language))).toEqual([
      'Alkaa: vastaaminen. Kesto: vuoden loppuun, siitä 2\u00a0vuotta. Aikaa poistoon: seuraavaan 30.6. asti.',
      'Från: svaret gavs. Tid: till årets slut, därefter 2\u00a0år. Tid för radering: till och med nästa 30 juni.',
      'From: the answer was given. For: to the end of the year, then 2\u00a0years. Time to erase: through the next 30 June.',
    ]);
  });

  it('says one year in the singular and a ceiling as such', () => {
    expect(LANGUAGES.map((language) => say(window('recorded', { by: ['P1Y'] }), language))).toEqual([
      'Alkaa: tiedon tallentaminen. Enintään: 1\u00a0vuosi.',
      'Från: uppgiften antecknades. Längst: 1\u00a0år.',
      'From: the data was recorded. At most: 1\u00a0year.',
    ]);
  });

  it('says a bound from the same event by its period alone', () => {
    const rule = bounded(until('relationship-ended'), {
      atLeast: window('relationship-ended', { keep: ['P2Y'] }),
      atMost: window('recorded', { by: ['P9Y'] }),
    });
    expect(say(rule, 'en')).toBe(
      'Kept until: the relationship ended. At least: 2\u00a0years. At most: From: the data was recorded. At most: 9\u00a0years.',
    );
  });

  it('numbers the parts of a combination', () => {
    expect(
      say(
        either('later-of', until('contact-role-ended'), { is: 'with', path: ['service-record'], at: [] }),
        'fi',
      ),
    ).toBe(
      'Myöhäisin näistä: (1) Säilytetään, kunnes: yhteyshenkilön tehtävän päättyminen; (2) Säilytetään yhtä kauan kuin: service-record.',
    );
  });

  it('names the period and the statute of a law', () => {
    expect(say(law('accounting-vouchers'), 'fi')).toBe(
      'Alkaa: tiedon tallentaminen. Laki määrää ajan: tilikauden loppuun, siitä vuoden loppuun, siitä 6\u00a0vuotta (tositteet ja kirjeenvaihto, kirjanpitolaki 1336/1997 2 luku 10\u00a0§).',
    );
    expect(say(law('workplace-camera', 'taken'), 'en')).toMatch(
      /The law sets the longest period: 1\u00a0year \(workplace camera recordings/,
    );
  });

  it('says the days of a run of sweeps', () => {
    const rule = window('recorded', { keep: ['next sweep'] });
    const withRun = (language: Language) => (section: string, key: string) =>
      section === 'run'
        ? (yearDayTexts(['--06-30', '--12-31'])[language] ?? key)
        : titles(language)(section, key);
    expect(describeRule(rule, 'fi', withRun('fi'))).toBe(
      'Alkaa: tiedon tallentaminen. Kesto: seuraavaan 30.6. tai 31.12. asti.',
    );
    expect(describeRule(rule, 'sv', titles('sv'))).toBe(
      'Från: uppgiften antecknades. Tid: till och med nästa gallringsdag.',
    );
  });

  it('says a period of no days as the day of the event', () => {
    expect(say(window('died', { keep: ['P0D'] }), 'en')).toBe('Kept until: the person died.');
  });

  it('says erasing or making anonymous as one thing', () => {
    const choice = plan(
      'p',
      stage(relationship, { do: 'either', of: [{ do: 'anonymise' }, { do: 'erase' }] }),
    );
    expect(describePlan(choice, 'sv', titles('sv'))).toBe(
      'Från: relationen upphörde. Tid: 10\u00a0år. Därefter raderas uppgiften eller görs anonym.',
    );
  });

  it('leaves no key of its own and no empty place in any language', () => {
    const condition: Condition = {
      is: 'all',
      of: [inState('open'), { is: 'age-below', years: 13, place: [] }],
      place: [],
    };
    const every: readonly Rule[] = [
      answers,
      either('first-known', relationship, answers),
      either('earlier-of', relationship, answers),
      whileIn('open', relationship),
      { is: 'cases', cases: [{ if: condition, rule: answers }], otherwise: relationship, at: [] },
      {
        is: 'between',
        from: anchor('recorded'),
        floor: [step('P1Y')],
        ceiling: [step('end-of month')],
        choice: 'length',
        at: [],
      },
      {
        is: 'absent',
        event: anchor('contact'),
        within: [step('P5Y'), step('working-days 1')],
        from: anchor('first recorded'),
        at: [],
      },
      { is: 'agreed', rule: relationship, scope: 'record', at: [] },
      { is: 'newest', count: 5, owner: 'subject', at: [] },
      { is: 'named', name: 'other', at: [] },
      { is: 'endless', at: [] },
      window('recorded', { keep: ['next sweep', 'end-of financial-year', 'working-days 3'] }),
    ];
    for (const language of LANGUAGES) {
      for (const rule of every) expect(say(rule, language)).toMatch(/^\p{Lu}[^{}]*[^.]\.$/u);
    }
  });
});

describe('a condition in a clause', () => {
  it('puts parts of parts in brackets', () => {
    const both: Condition = {
      is: 'all',
      of: [inState('open'), { is: 'kind', kind: 'trainee', place: [] }],
      place: [],
    };
    const guardian: Condition = { is: 'answer', yes: true, to: 'newsletter', by: 'guardian', place: [] };
    const nested: Condition = { is: 'any', of: [both, guardian], place: [] };
    expect(describeCondition(nested, 'en', titles('en'))).toBe(
      '(this state holds: open and the group is trainee) or a guardian has said yes: newsletter',
    );
  });

  it('says dates, limits and the event it is frozen at', () => {
    expect(
      describeCondition({ is: 'dates', from: '2026-01-01', to: '2026-12-31', place: [] }, 'fi', titles('fi')),
    ).toBe('ajankohta on 1.1.2026–31.12.2026');
    expect(
      describeCondition(
        { is: 'below', item: 'amount', value: 100, frozenAt: 'recorded', place: [] },
        'en',
        titles('en'),
      ),
    ).toBe('the data is amount: below 100 (as it was then: the data was recorded)');
  });
});

describe('a plan in sentences', () => {
  it('CO.16 says the period, that the person is told and may forbid, and what happens', () => {
    const profile = plan(
      'profile',
      stage(
        window('made', { by: ['P2Y'] }),
        { do: 'transfer', to: 'provider' },
        { told: 'P1M', forbidden: { do: 'erase' } },
      ),
    );
    expect(describePlan(profile, 'fi', titles('fi'))).toBe(
      'Alkaa: laatiminen. Enintään: 2\u00a0vuotta. Henkilölle kerrotaan etukäteen: 1\u00a0kuukausi. Sitten tieto siirretään ja hävitetään meiltä, vastaanottaja: provider. Jos henkilö kieltää tämän, tieto poistetaan.',
    );
  });

  it('numbers stages and says reviews and rules of thumb', () => {
    const staged = {
      ...plan(
        'staged',
        stage(relationship, { do: 'narrow', purposes: ['history'] }),
        stage(window('stage-ended', { keep: ['P1Y'] })),
      ),
      asARule: true,
      review: 'P1Y',
    };
    expect(describePlan(staged, 'en', titles('en'))).toBe(
      'As a rule: Stage 1. From: the relationship ended. For: 10\u00a0years. Then use is limited to these purposes: history. Stage 2. From: the earlier stage ended. For: 1\u00a0year. Then the data is erased. The need is assessed regularly, at intervals of 1\u00a0year.',
    );
  });

  it('CG.18 says that nothing is stored', () => {
    expect(describePlan({ ...plan('passport'), neverStored: true }, 'sv', titles('sv'))).toBe(
      'Uppgiften sparas inte. Den behandlas bara för stunden.',
    );
  });
});

describe('the reason of a date', () => {
  const because = (rule: Rule, events: readonly string[], language: Language) =>
    describeBecause(
      evaluate(rule, history(events), { ...CONTEXT, states: [state('open', 'opened', 'closed')] }),
      language,
      titles(language),
    );

  it('is the deciding event with its day', () => {
    expect(
      LANGUAGES.map((language) => because(relationship, ['relationship-ended=2026-10-12'], language)),
    ).toEqual([
      'Säilytetään 12.10.2036 asti, koska tämä tapahtui 12.10.2026: suhteen päättyminen. Kesto: 10\u00a0vuotta.',
      'Sparas till och med 12.10.2036, eftersom detta inträffade 12.10.2026: relationen upphörde. Tid: 10\u00a0år.',
      'Kept until 12\u00a0Oct\u00a02036 because this happened on 12\u00a0Oct\u00a02026: the relationship ended. For: 10\u00a0years.',
    ]);
  });

  it('is that the event has not happened, or that its day is not known', () => {
    expect(because(relationship, [], 'fi')).toBe(
      'Säilytyksellä ei ole vielä päättymispäivää, koska tätä ei ole tapahtunut: suhteen päättyminen. Kesto: 10\u00a0vuotta.',
    );
    expect(because(relationship, ['relationship-ended=unknown'], 'fi')).toBe(
      'Säilytyksen päättymispäivää ei tiedetä, koska tämän päivää ei tiedetä: suhteen päättyminen. Kesto: 10\u00a0vuotta.',
    );
  });

  it('is the deadline too when the row may go later than it must be kept', () => {
    expect(because(answers, ['answered=2023-05-05'], 'en')).toBe(
      'Kept until 31\u00a0Dec\u00a02025 because this happened on 5\u00a0May\u00a02023: the answer was given. For: to the end of the year, then 2\u00a0years. To be gone by 30\u00a0Jun\u00a02026.',
    );
  });

  it('is the law, the condition or the part that decided', () => {
    expect(
      because(
        bounded(relationship, { atLeast: law('accounting-vouchers') }),
        ['recorded=2024-05-05', 'relationship-ended=2001-01-01'],
        'en',
      ),
    ).toContain('because the law requires it: vouchers and correspondence');
    expect(
      because(whileIn('open', relationship), ['relationship-ended=2001-01-01', 'opened=2001-01-01'], 'fi'),
    ).toBe('Säilytyksellä ei ole vielä päättymispäivää, koska tämä pätee yhä: tila on voimassa: open.');
    expect(
      because(
        either('later-of', relationship, until('died')),
        ['relationship-ended=2001-01-01', 'died=2015-05-05'],
        'sv',
      ),
    ).toBe('Sparas till och med 5.5.2015, eftersom detta inträffade 5.5.2015: dödsfallet.');
  });

  it('is the hold while it lasts', () => {
    const context = {
      ...CONTEXT,
      states: [state('open', 'opened', 'closed')],
      holds: [hold('investigation', { while: inState('open') })],
    };
    const [result] = evaluatePlan(
      plan('p', stage(relationship)),
      history(['relationship-ended=2001-01-01', 'opened=2005-01-01'], { keys: ['camera'] }),
      context,
    );
    expect(result && describeBecause(result, 'fi', titles('fi'))).toBe(
      'Säilytyksellä ei ole vielä päättymispäivää, koska poistoa on lykätty: investigation.',
    );
  });
});
