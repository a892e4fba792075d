// The four purposes every register has without naming them (design §5). None is a master key: each is open only with a case, and
// all four stand in the rendered notice. Their bits are fixed, so that functions of the database may name them.
import type { CompiledPurpose } from '../model/compiled.ts';
import type { Key, Texts } from '../model/text.ts';

interface ImplicitPurpose {
  readonly key: Key;
  readonly bit: number;
  readonly title: Texts;
  readonly basis: CompiledPurpose['basis'];
}

export const IMPLICIT_PURPOSES: readonly ImplicitPurpose[] = [
  {
    key: 'rights',
    bit: 0,
    title: {
      fi: 'Rekisteröidyn oikeuksien toteuttaminen',
      sv: 'Tillgodoseende av den registrerades rättigheter',
      en: 'Carrying out the rights of the data subject',
    },
    basis: 'legal-obligation',
  },
  {
    key: 'retention',
    bit: 1,
    title: {
      fi: 'Säilytysaikojen toteuttaminen',
      sv: 'Genomförande av lagringstiderna',
      en: 'Carrying out the retention periods',
    },
    basis: 'legal-obligation',
  },
  {
    key: 'security',
    bit: 2,
    title: {
      fi: 'Tietoturvaloukkausten selvittäminen ja tietoturvan arviointi',
      sv: 'Utredning av säkerhetsincidenter och granskning av säkerheten',
      en: 'Investigating breaches and reviewing security',
    },
    basis: 'legal-obligation',
  },
  {
    key: 'upkeep',
    bit: 3,
    title: {
      fi: 'Tietojen oikeellisuuden ylläpito (kaksoiskappaleet, tuonti, yhdistäminen)',
      sv: 'Upprätthållande av korrekta uppgifter (dubbletter, import, sammanslagning)',
      en: 'Keeping the data accurate (duplicates, import, merging)',
    },
    basis: 'legal-obligation',
  },
];

/** Bits 0–3: on every item, since rights, retention, security and upkeep concern whatever is stored. */
export const IMPLICIT_MASK = 0b1111n;

/** A row's gate is a signed 64-bit number; bit 62 and the sign are left free, so comparison and printing stay plain. */
export const MAX_PURPOSES = 62;
