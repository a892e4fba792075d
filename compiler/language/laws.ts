// Periods that a statute sets, as a dated table: a changed law is a new line with its day, and rows keep the line
// that was in force on their anchor's day.
import type { Step } from '../model/retention.ts';
import type { Day, Key, Texts } from '../model/text.ts';

/** One statutory period. A `floor` must be kept through its end, a `ceiling` must be gone by its end. */
export interface Law {
  readonly key: Key;
  readonly title: Texts;
  /** Number and section as they are cited, the same in every language but for the statute's name. */
  readonly statute: Texts;
  /** In force from and through these days (of the anchor); `to` null = still in force. */
  readonly from: Day;
  readonly to: Day | null;
  readonly kind: 'floor' | 'ceiling';
  /** The event the period counts from when the rule names none. */
  readonly event: Key;
  readonly steps: readonly Step[];
}

const years = (count: number): Step => ({ step: 'period', period: `P${count}Y` });
const months = (count: number): Step => ({ step: 'period', period: `P${count}M` });
const END_OF_YEAR: Step = { step: 'end-of', unit: 'year' };
const END_OF_FINANCIAL_YEAR: Step = { step: 'end-of', unit: 'financial-year' };

const ACCOUNTING: Texts = {
  fi: 'kirjanpitolaki 1336/1997 2 luku 10\u00a0§',
  sv: 'bokföringslagen 1336/1997 2 kap. 10\u00a0§',
  en: 'Accounting Act 1336/1997, chapter 2, section 10',
};
const VAT: Texts = {
  fi: 'arvonlisäverolaki 1501/1993',
  sv: 'mervärdesskattelagen 1501/1993',
  en: 'Value Added Tax Act 1501/1993',
};
const CAMERA: Texts = {
  fi: 'laki yksityisyyden suojasta työelämässä 759/2004 17\u00a0§',
  sv: 'lagen om integritetsskydd i arbetslivet 759/2004 17\u00a0§',
  en: 'Act on the Protection of Privacy in Working Life 759/2004, section 17',
};
const CREDIT: Texts = {
  fi: 'luottotietolaki 527/2007 18\u00a0§',
  sv: 'kreditupplysningslagen 527/2007 18\u00a0§',
  en: 'Credit Information Act 527/2007, section 18',
};

function limitation(section: string): Texts {
  return {
    fi: `laki velan vanhentumisesta 728/2003 ${section}\u00a0§`,
    sv: `lagen om preskription av skulder 728/2003 ${section}\u00a0§`,
    en: `Act on the Limitation of Debts 728/2003, section ${section}`,
  };
}

export const LAWS: readonly Law[] = [
  {
    key: 'accounting-vouchers',
    title: {
      fi: 'tositteet ja kirjeenvaihto',
      sv: 'verifikationer och korrespondens',
      en: 'vouchers and correspondence',
    },
    statute: ACCOUNTING,
    from: '1997-12-31',
    to: null,
    kind: 'floor',
    event: 'recorded',
    // Six years from the end of the calendar year in which the financial year ended.
    steps: [END_OF_FINANCIAL_YEAR, END_OF_YEAR, years(6)],
  },
  {
    key: 'accounting-books',
    title: {
      fi: 'tilinpäätös ja kirjanpidot',
      sv: 'bokslut och bokföring',
      en: 'financial statements and books',
    },
    statute: ACCOUNTING,
    from: '1997-12-31',
    to: null,
    kind: 'floor',
    event: 'recorded',
    // Ten years from the end of the financial year itself, not of the calendar year.
    steps: [END_OF_FINANCIAL_YEAR, years(10)],
  },
  {
    key: 'vat-real-estate',
    title: {
      fi: 'kiinteistöinvestoinnin asiakirjat',
      sv: 'handlingar om fastighetsinvesteringar',
      en: 'real-estate investment documents',
    },
    statute: VAT,
    from: '2008-01-01',
    to: null,
    kind: 'floor',
    event: 'recorded',
    steps: [END_OF_YEAR, years(13)],
  },
  {
    key: 'workplace-camera',
    title: {
      fi: 'kameravalvonnan tallenteet työpaikalla',
      sv: 'kameraupptagningar på arbetsplatsen',
      en: 'workplace camera recordings',
    },
    statute: CAMERA,
    from: '2004-10-01',
    to: null,
    kind: 'ceiling',
    event: 'recorded',
    steps: [years(1)],
  },
  {
    key: 'debt-limitation',
    title: { fi: 'velan vanhentuminen', sv: 'preskription av skuld', en: 'limitation of a debt' },
    statute: limitation('4–5'),
    from: '2004-01-01',
    to: null,
    kind: 'floor',
    event: 'due',
    steps: [years(3)],
  },
  {
    key: 'judgment-limitation',
    title: {
      fi: 'tuomiolla vahvistetun velan vanhentuminen',
      sv: 'preskription av skuld fastställd genom dom',
      en: 'limitation of a debt confirmed by a judgment',
    },
    statute: limitation('13'),
    from: '2004-01-01',
    to: null,
    kind: 'floor',
    event: 'judgment',
    steps: [years(5)],
  },
  {
    key: 'damages-limitation',
    title: {
      fi: 'vahingonkorvausvaatimuksen vanhentuminen',
      sv: 'preskription av skadeståndskrav',
      en: 'limitation of a claim for damages',
    },
    statute: limitation('7'),
    from: '2004-01-01',
    to: null,
    kind: 'floor',
    event: 'damage-known',
    steps: [years(3)],
  },
  {
    key: 'damages-long-limitation',
    title: {
      fi: 'vahingonkorvausvaatimuksen pitkä vanhentumisaika',
      sv: 'lång preskriptionstid för skadeståndskrav',
      en: 'long limitation of a claim for damages',
    },
    statute: limitation('7'),
    from: '2004-01-01',
    to: null,
    kind: 'floor',
    event: 'damage',
    steps: [years(10)],
  },
  {
    key: 'credit-default-reported',
    title: {
      fi: 'velkojan ilmoittama maksuhäiriö',
      sv: 'betalningsstörning anmäld av borgenär',
      en: 'payment default reported by a creditor',
    },
    statute: CREDIT,
    from: '2007-11-01',
    to: null,
    kind: 'ceiling',
    event: 'recorded',
    steps: [years(2)],
  },
  {
    key: 'credit-default-found',
    title: {
      fi: 'viranomaisen toteama maksuhäiriö',
      sv: 'betalningsstörning konstaterad av myndighet',
      en: 'payment default found by an authority',
    },
    statute: CREDIT,
    from: '2007-11-01',
    to: null,
    kind: 'ceiling',
    event: 'recorded',
    steps: [years(3)],
  },
  {
    key: 'credit-default-paid',
    title: { fi: 'maksettu maksuhäiriö', sv: 'betald betalningsstörning', en: 'paid payment default' },
    statute: CREDIT,
    from: '2022-12-01',
    to: null,
    kind: 'ceiling',
    event: 'payment-known',
    steps: [months(1)],
  },
];

/** The line of a law in force on the day, or undefined. */
export function lawOn(laws: readonly Law[], key: Key, day: Day): Law | undefined {
  return laws.find((law) => law.key === key && law.from <= day && (law.to === null || day <= law.to));
}
