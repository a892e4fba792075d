import { describe, expect, it } from 'vitest';
import { readNoticeFile } from '../../tests/notices/reading.ts';
import { planImport } from './plan.ts';

const { compiled } = readNoticeFile(new URL('../../notices/rail-engineering.yaml', import.meta.url));

const plan = (kind: string, source: string, purpose: string, header: readonly string[]) =>
  planImport(compiled, header, { kind, source, purpose, map: {} });
const WHO = ['Sukunimi', 'Etunimi', 'Sähköposti'];

describe('planImport', () => {
  it('RE.2 RE.4 names the sources a kind of person may come from, and refuses others', () => {
    expect(() => plan('stakeholder', 'public-source', 'stakeholder-cooperation', WHO)).not.toThrow();
    expect(() => plan('stakeholder', 'employer', 'stakeholder-cooperation', WHO)).toThrowError(
      /“stakeholder” from the source employer.*the-person, public-source/,
    );
    expect(() => plan('prospect', 'public-source', 'prospecting', WHO)).toThrowError(
      /own-interest, marketing-consent, customer-event/,
    );
  });

  it('RE.28 asks for the columns the notice requires of the kind, and no others', () => {
    const customer = (header: readonly string[]) =>
      plan('customer', 'employer', 'customer-relationship', header);
    expect(() => customer(WHO)).toThrowError(
      /requires organisation-represented of the kind of person “customer”/,
    );
    expect(customer([...WHO, 'Organisaatio']).required).toEqual(['name', 'organisation-represented']);
    expect(plan('prospect', 'own-interest', 'prospecting', WHO).required).toEqual(['name']);
  });
});
