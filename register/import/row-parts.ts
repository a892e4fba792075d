/** What reading a row finds, shared by those who read its facts, its answers and its ties. */
import type { Key } from '../../compiler/model/text.ts';
import type { IdentifierProblem } from '../identifiers/identifier.ts';

export interface RowFact {
  readonly item: Key;
  readonly table: string;
  /** Value columns of the table; identity codes stand in clear under `code` until they are sealed. */
  readonly values: Readonly<Record<string, string>>;
}

export interface RowProblem {
  readonly column: string | null;
  readonly problem: IdentifierProblem;
}
