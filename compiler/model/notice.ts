// The notice as the rest of the product sees it: every short form of the YAML lowered to one shape, keys kept in the order of
// the file, and each node with its place so that a finding can point at line and column. The comments give the YAML spelling.

import type { AccessRules, AutomatedDecision, Protection, Right } from './conduct.ts';
import type { Category, ItemDefinition, Source } from './data.ts';
import type { Agreement, Choice, Publication, Recipient, Role, SiteItem, Transfer } from './grants.ts';
import type { PersonKind } from './people.ts';
import type { Purpose } from './purposes.ts';
import type { EventDefinition, Hold, RetentionPlan, Run, StateDefinition } from './retention.ts';
import type { Day, Duration, Key, Language, Place, Texts, YearDay } from './text.ts';

export interface Notice {
  readonly format: 1; // seloste: 1
  readonly register: Key;
  readonly title: Texts;
  /** Two or three sentences: what this register is, first layer of the public notice. */
  readonly summary: Texts;
  /** Territorial or organisational scope, e.g. operations in Finland (CG.1). */
  readonly scope?: Texts;
  readonly drawnUp?: Day; // drawn-up
  readonly updated: Day;
  readonly languages: readonly Language[];
  readonly timeZone: string; // time-zone, IANA name
  readonly financialYearEnds: YearDay; // financial-year-ends, default --12-31
  readonly controller: Controller;
  readonly authority: Authority;
  /** The systems the register is made of (CG.3): `systems: { crm: { title: … } }`. */
  readonly systems: readonly Titled[];
  readonly people: readonly PersonKind[];
  readonly purposes: readonly Purpose[];
  readonly items: readonly ItemDefinition[];
  readonly categories: readonly Category[]; // data:
  readonly sources: readonly Source[];
  readonly recipients: readonly Recipient[];
  /** `recipients: { none: TEXT }` or a rule such as "as a rule nothing is given outside" (CG.25). */
  readonly recipientsText?: Texts;
  readonly transfers: readonly Transfer[];
  readonly transfersText?: Texts; // transfers: { text: …, … }
  readonly agreements: readonly Agreement[];
  readonly events: readonly EventDefinition[];
  readonly states: readonly StateDefinition[];
  readonly choices: readonly Choice[];
  readonly runs: readonly Run[];
  readonly retention: readonly RetentionPlan[];
  /** General words on retention (TS.22, CG.31). */
  readonly retentionText?: Texts;
  readonly holds: readonly Hold[];
  readonly roles: readonly Role[];
  readonly publications: readonly Publication[]; // publication:
  readonly site: readonly SiteItem[];
  readonly siteText?: Texts;
  readonly rights: readonly Right[];
  readonly rightsText?: Texts;
  readonly decisions: readonly AutomatedDecision[]; // decisions: none = []
  readonly decisionsText?: Texts;
  /** `profiling: { allowed: false, text: … }`: with false, scoring, behavioural segmenting and targeting are refused (CO.29). */
  readonly profiling?: { readonly allowed: boolean; readonly text: Texts; readonly at: Place };
  /** Statutory or contractual requirement, consequences of not giving data (Art. 13(2)(e)). `provision:` */
  readonly provision?: Texts;
  readonly protection: readonly Protection[];
  readonly access: AccessRules;
  readonly changes: { readonly tell?: Texts; readonly before?: Duration; readonly at: Place };
  /** Further sections in the organisation's own words, `texts: [{ title, text }]`. */
  readonly texts: readonly { readonly title: Texts; readonly text: Texts; readonly at: Place }[];
}

export interface Titled {
  readonly key: Key;
  readonly title: Texts;
  readonly text?: Texts;
  readonly at: Place;
}

export interface ContactBlock {
  readonly name?: string;
  readonly title?: Texts; // role, e.g. administrative director
  readonly address?: string;
  readonly email?: string;
  readonly phone?: string;
  readonly website?: string;
}

export interface Controller extends ContactBlock {
  readonly name: string;
  readonly businessId?: string; // business-id (Y-tunnus; checked)
  readonly careOf?: string; // care-of
  readonly group: readonly { readonly name: string; readonly businessId?: string }[]; // group: [{ name, business-id }]
  readonly groupText?: Texts; // acts-for: on its own behalf and for every subsidiary (CG.1)
  readonly joint: readonly (ContactBlock & {
    readonly name: string;
    readonly businessId?: string;
    readonly part: Texts;
  })[]; // joint: Art. 26
  readonly representative?: ContactBlock; // Art. 27
  readonly contact: ContactBlock;
  /** Exactly one of both: `data-protection-officer: { … }` or `{ none-because: TEXT, assessed: DAY }` (CO.2). */
  readonly officer:
    | { readonly is: 'appointed'; readonly contact: ContactBlock }
    | { readonly is: 'none'; readonly because: Texts; readonly assessed?: Day };
  readonly at: Place;
}

/** `authority: finland` (facts.md §1.3's block, built in) or the full block. */
export interface Authority {
  readonly name: Texts;
  readonly visiting: Texts;
  readonly postal: Texts;
  readonly phone?: string;
  readonly registry?: string;
  readonly email?: string;
  readonly website?: string;
}
