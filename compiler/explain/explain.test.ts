import { describe, expect, it } from 'vitest';
import { exampleFiles, exampleNotice, smallNotice } from '../render/notices.testing.ts';
import type { Answer } from './answer.ts';
import { type ExplainedSection, type Explanation, explain, explanationText, keysOf } from './explain.ts';

const small = smallNotice();
const consultancy = exampleNotice('consultancy-group.yaml');
const coaching = exampleNotice('coaching.yaml');

function explained(
  ...[notice, section, key, language = 'en']: [typeof small, ExplainedSection, string, ('fi' | 'sv' | 'en')?]
): Explanation {
  const answer = explain(notice, { section, key }, language);
  if ('unknown' in answer) throw new Error(`${key} is unknown`);
  return answer;
}

const sentencesOf = (answers: readonly Answer[], question: string) =>
  answers.find((answer) => answer.question === question)?.sentences ?? [];

describe('explaining a word of a notice', () => {
  it('says of an item why, from where, to whom and until when', () => {
    const { title, answers } = explained(small, 'item', 'email');
    expect(title).toBe('Data: E-mail address');
    expect(sentencesOf(answers, 'Why')).toEqual([
      'Customer care – Contract',
      'Newsletter – Consent',
      'Developing the service – Legitimate interest: Improving the service.',
    ]);
    expect(sentencesOf(answers, 'From where')).toEqual(['The data subject']);
    expect(sentencesOf(answers, 'To whom')[0]).toContain('Newsletter service – processor');
    expect(sentencesOf(answers, 'Until when')).toEqual([
      'From: the relationship ended. For: 2\u00a0years. Then the data is erased.',
    ]);
    expect(sentencesOf(answers, 'Who may use it')).toEqual(['Nobody has a task that this data belongs to.']);
  });

  it('narrows an item to its own purposes and says that nobody gets it', () => {
    const { answers } = explained(small, 'item', 'favourite-nut');
    expect(sentencesOf(answers, 'Why')).toEqual([
      'Developing the service – Legitimate interest: Improving the service.',
    ]);
    expect(sentencesOf(answers, 'To whom')).toEqual(['The data is not given to anyone.']);
  });

  it('says that an item the notice does not list cannot be stored', () => {
    expect(explained(small, 'item', 'identity-code').answers).toEqual([
      { question: 'Until when', sentences: ['The notice does not list this data, so it cannot be stored.'] },
    ]);
  });

  it('CG.18 says that documents are processed and never stored', () => {
    const { answers } = explained(consultancy, 'item', 'identity-code', 'fi');
    expect(sentencesOf(answers, 'Mihin saakka').join(' ')).toContain('Tietoa ei tallenneta.');
  });

  it('CG.30 and CG.34 keep the same e-mail to withdrawal for marketing and ten years for the customership', () => {
    const until = sentencesOf(explained(consultancy, 'item', 'email').answers, 'Until when').join('\n');
    expect(until).toMatch(/newsletters.*consent was withdrawn/);
    expect(until).toMatch(/customer relationship.*10\u00a0years/);
    expect(until).toContain('it is erased when the last retention period ends');
  });

  it('CO.11 uses gender for the language of a report and for nothing else', () => {
    expect(sentencesOf(explained(coaching, 'item', 'gender').answers, 'Why')).toHaveLength(1);
  });

  it('says of a purpose how to stop it and which data it uses', () => {
    const { answers } = explained(small, 'purpose', 'newsletter', 'sv');
    expect(sentencesOf(answers, 'Så kan du avsluta')).toContain('Via länken i slutet av meddelandet.');
    expect(sentencesOf(answers, 'Vilka uppgifter')).toEqual([
      'Kontaktuppgifter: Namn, E-postadress, Favoritnöt',
    ]);
  });

  it('says of a rule what it applies to, and of a kind of person what outlives the relationship', () => {
    const rule = explained(small, 'rule', 'customership', 'fi');
    expect(sentencesOf(rule.answers, 'Mitä sääntö koskee')).toEqual(['Yhteystiedot']);
    const kind = explained(small, 'people', 'customer', 'fi');
    expect(sentencesOf(kind.answers, 'Suhteen päätyttyä')).toEqual(['Asiakassuhteen hoito']);
  });

  it('offers the nearest word for one it does not know', () => {
    expect(explain(small, { section: 'purpose', key: 'newsleter' }, 'fi')).toMatchObject({
      unknown: true,
      nearest: 'newsletter',
    });
  });

  it.each(exampleFiles())('explains every word of %s in every language without an empty answer', (file) => {
    const notice = exampleNotice(file);
    for (const section of ['item', 'purpose', 'rule', 'people'] as const) {
      for (const key of keysOf(notice, section)) {
        for (const language of notice.languages) {
          const { answers, title } = explained(notice, section, key, language);
          expect([key, title.includes(`: ${key}`), answers.length > 0]).toEqual([key, false, true]);
          const sentences = answers.flatMap((answer) => answer.sentences);
          expect([key, sentences.filter((sentence) => sentence.trim() === '')]).toEqual([key, []]);
        }
      }
    }
  });

  it('prints the questions with their sentences under them', () => {
    expect(explanationText(explained(small, 'rule', 'customership'))).toBe(
      [
        'Retention rule: While a customer',
        '',
        'Until when',
        '  From: the relationship ended. For: 2\u00a0years. Then the data is erased.',
        '',
        'What the rule applies to',
        '  Contact details',
        '',
      ].join('\n'),
    );
  });
});
