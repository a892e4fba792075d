// What an import will do, settled before a row is read: which columns hold which items, whether the notice accepts the source for
// each, and as what kind of person the people are recorded.
import type {
  CompiledItem,
  CompiledKind,
  CompiledNotice,
  CompiledSource,
} from '../../compiler/model/compiled.ts';
import type { Key, Texts } from '../../compiler/model/text.ts';
import { ProblemError } from '../../platform/problems.ts';
import { type Column, mapColumns } from './columns.ts';
import { NAME_ITEMS } from './organisations.ts';
import { checkAnswer } from './plan-answers.ts';
import { listKeys, unknown } from './unknown.ts';

export interface ImportOptions {
  readonly source: Key;
  readonly purpose: Key;
  /** Kind of person; may be left out when the notice has one identified kind. */
  readonly kind?: Key;
  readonly map: Readonly<Record<string, string>>;
  /** Columns that hold nothing in any row, by index. */
  readonly empty?: ReadonlySet<number>;
}

export interface ImportPlan {
  readonly columns: readonly Column[];
  readonly items: ReadonlyMap<Key, CompiledItem>;
  readonly sourceNo: number;
  readonly kind: CompiledKind;
  readonly timeZone: string;
  readonly required: readonly Key[];
  readonly oneOf: readonly (readonly Key[])[];
  /** The item that holds the name of somebody's own organisation, when no column of the table does. */
  readonly nameItem: CompiledItem | null;
  /** Consent wordings of the notice, by purpose. */
  readonly wordings: ReadonlyMap<Key, Texts>;
}

/** Throws ProblemError that names the column, item or word and how to mend it. */
export function planImport(
  notice: CompiledNotice,
  header: readonly string[],
  options: ImportOptions,
): ImportPlan {
  const source = notice.sources.find((each) => each.key === options.source);
  if (!source) throw unknown('source-not-in-notice', 'source', options.source, notice.sources);
  const purposes = notice.purposes.filter((each) => !each.implicit);
  const purpose = purposes.find((each) => each.key === options.purpose);
  if (!purpose) throw unknown('purpose-not-in-notice', 'purpose', options.purpose, purposes);
  const columns = mapColumns(
    header,
    notice.items.filter((item) => item.table !== 'record'),
    options.map,
    options.empty,
  );
  const items = new Map(notice.items.map((item) => [item.key, item]));
  for (const column of columns) {
    if (column.target?.is === 'answer') checkAnswer(column.name, column.target, { columns, purposes });
    else
      checkColumn(column, items, {
        bit: 1n << BigInt(purpose.bit),
        purpose: purpose.key,
        sourceNo: source.no,
        source: source.key,
      });
  }
  const kind = chooseKind(notice, options.kind, source);
  checkTies(columns, kind);
  return {
    columns,
    items,
    sourceNo: source.no,
    kind,
    required: requiredOf(notice, kind, { columns, bit: 1n << BigInt(purpose.bit) }),
    oneOf: kind.oneOf.map((group) =>
      group.flatMap((no) => notice.items.find((item) => item.no === no)?.key ?? []),
    ),
    timeZone: notice.timeZone,
    nameItem: findNameItem(items, { bit: 1n << BigInt(purpose.bit), sourceNo: source.no }),
    wordings: new Map(purposes.map(({ key, wording }) => [key, wording ?? {}])),
  };
}

/** What the notice requires of everybody of the kind, as far as the purpose has it and a table can hold it. */
function requiredOf(
  notice: CompiledNotice,
  kind: CompiledKind,
  { columns, bit }: { readonly columns: readonly Column[]; readonly bit: bigint },
): readonly Key[] {
  const mandatory = new Set(
    kind.requirements
      ?.filter(({ level, condition }) => level === 'mandatory' && condition === null)
      .map(({ item }) => item),
  );
  const required = notice.items.filter(
    ({ no, table, purposes, neverStored }) =>
      mandatory.has(no) && table !== 'record' && !neverStored && (purposes & bit) !== 0n,
  );
  const absent = required.find(
    ({ key }) => !columns.some(({ target }) => target?.is === 'item' && target.item === key),
  );
  if (absent) {
    throw new ProblemError(
      'import-mapping-wrong',
      `The notice requires ${absent.key} of the kind of person “${kind.key}”, and no column holds it. Say which does with --map "COLUMN=${absent.key}".`,
    );
  }
  return required.map(({ key }) => key);
}

/** A part in an organisation is what some kinds of person have; others have none. */
function checkTies(columns: readonly Column[], kind: CompiledKind): void {
  const tie = columns.find(({ target }) => target?.is === 'organisation');
  if (!tie || kind.with === 'organisation') return;
  throw new ProblemError(
    'import-mapping-wrong',
    `Column “${tie.name}”: the notice does not tie the kind of person “${kind.key}” to an organisation. Leave the column out with --map "${tie.name}=".`,
  );
}

function findNameItem(
  items: ReadonlyMap<Key, CompiledItem>,
  { bit, sourceNo }: Pick<Under, 'bit' | 'sourceNo'>,
): CompiledItem | null {
  const found = NAME_ITEMS.map((key) => items.get(key)).find(
    (item) => item && (item.purposes & bit) !== 0n && item.sources.some(({ no }) => no === sourceNo),
  );
  return found ?? null;
}

interface Under {
  readonly bit: bigint;
  readonly purpose: Key;
  readonly sourceNo: number;
  readonly source: Key;
}

function checkColumn(column: Column, items: ReadonlyMap<Key, CompiledItem>, under: Under): void {
  const item = column.target?.is === 'item' && items.get(column.target.item);
  if (!item) return;
  const leaveOut = `Leave the column out with --map "${column.name}=".`;
  if (item.neverStored) {
    throw new ProblemError(
      'item-not-in-notice',
      `Column “${column.name}”: ${item.key} may be processed but never stored. ${leaveOut}`,
    );
  }
  if ((item.purposes & under.bit) === 0n) {
    throw new ProblemError(
      'item-not-in-notice',
      `Column “${column.name}”: the notice does not list ${item.key} for the purpose ${under.purpose}. ${leaveOut}`,
    );
  }
  if (!item.sources.some((each) => each.no === under.sourceNo)) {
    throw new ProblemError(
      'source-not-in-notice',
      `Column “${column.name}”: the notice does not accept ${item.key} from the source ${under.source}. ${leaveOut}`,
    );
  }
}

function chooseKind(notice: CompiledNotice, wanted: Key | undefined, source: CompiledSource): CompiledKind {
  const chosen = findKind(notice, wanted);
  if (chosen.sources === null || chosen.sources.includes(source.no)) return chosen;
  const accepted = notice.sources.filter(({ no }) => chosen.sources?.includes(no));
  throw new ProblemError(
    'source-not-in-notice',
    `The notice does not record the kind of person “${chosen.key}” from the source ${source.key}. It accepts: ${listKeys(accepted)}.`,
  );
}

function findKind(notice: CompiledNotice, wanted: Key | undefined): CompiledKind {
  const kinds = notice.kinds.filter((kind) => kind.identified);
  const chosen =
    wanted === undefined && kinds.length === 1 ? kinds[0] : kinds.find((kind) => kind.key === wanted);
  if (chosen) return chosen;
  if (wanted !== undefined) throw unknown('kind-not-in-notice', 'kind of person', wanted, kinds);
  throw new ProblemError(
    'kind-not-in-notice',
    `Say as what the people are recorded with --kind, one of: ${listKeys(kinds)}.`,
  );
}
