// What changes between two versions in who opens what: kinds of people with what their relationships open, and staff roles.
import type { Role } from '../model/grants.ts';
import type { PersonKind } from '../model/people.ts';
import type { Key, Language } from '../model/text.ts';
import { type Change, change } from './change.ts';
import { difference, itemTitle, keyDifference, titleOf, type Versions } from './versions.ts';

interface Pair<T> {
  readonly key: Key;
  readonly old: T;
  readonly new: T;
}

function openings(versions: Versions, pair: Pair<PersonKind>): readonly Change[] {
  const kind = titleOf(versions, 'people', pair.key);
  const lists = [
    { of: 'opens', opened: 'kind-opened', closed: 'kind-closed' },
    { of: 'afterEnd', opened: 'after-end-opened', closed: 'after-end-closed' },
  ] as const;
  return lists.flatMap(({ of, opened, closed }) => {
    const { added, removed } = keyDifference(pair.old[of], pair.new[of]);
    const toChange = (code: typeof opened | typeof closed) => (key: Key) =>
      change(code, ['people', pair.key, key], { kind, purpose: titleOf(versions, 'purposes', key) });
    return [...added.map(toChange(opened)), ...removed.map(toChange(closed))];
  });
}

export function comparePeople(versions: Versions): readonly Change[] {
  const { added, removed, kept } = difference(versions.old.people, versions.new.people);
  const toChange = (code: 'kind-added' | 'kind-removed') => (entry: PersonKind) =>
    change(code, ['people', entry.key], { kind: titleOf(versions, 'people', entry.key) });
  return [
    ...kept.flatMap((pair) => openings(versions, pair)),
    ...added.map(toChange('kind-added')),
    ...removed.map(toChange('kind-removed')),
  ];
}

type Words = Readonly<Record<Language, string>>;

const sameIn = (word: string): Words => ({ fi: word, sv: word, en: word });

/** What a role may: purposes, verbs and data, each with the word that names it. */
function grants(versions: Versions, role: Role): ReadonlyMap<string, Words> {
  const category = (key: Key) =>
    [...versions.new.categories, ...versions.old.categories].find((entry) => entry.key === key)?.title;
  const data = (key: Key): Words => {
    const title = category(key);
    return title === undefined
      ? itemTitle(versions, key)
      : { fi: title.fi ?? key, sv: title.sv ?? key, en: title.en ?? key };
  };
  return new Map([
    ...role.purposes.map((key) => [`purpose ${key}`, titleOf(versions, 'purposes', key)] as const),
    ...role.verbs.map((verb) => [`verb ${verb}`, sameIn(verb)] as const),
    ...role.data.map((key) => [`data ${key}`, data(key)] as const),
  ]);
}

function roleChanges(versions: Versions, pair: Pair<Role>): readonly Change[] {
  const role = titleOf(versions, 'roles', pair.key);
  const [before, after] = [grants(versions, pair.old), grants(versions, pair.new)];
  const missingFrom = (from: ReadonlyMap<string, Words>, other: ReadonlyMap<string, Words>) =>
    [...other].filter(([word]) => !from.has(word));
  // A role without a list of data reaches all of its purposes' items, so naming data narrows it.
  const toAll = pair.new.data.length === 0 && pair.old.data.length > 0;
  const fromAll = pair.old.data.length === 0 && pair.new.data.length > 0;
  const gained = missingFrom(before, after).filter(([word]) => !(fromAll && word.startsWith('data ')));
  const lost = missingFrom(after, before).filter(([word]) => !(toAll && word.startsWith('data ')));
  const toChange = (code: 'role-widened' | 'role-narrowed') => (what: Words) =>
    change(code, ['roles', pair.key], { role, what });
  return [
    ...gained.map(([, what]) => toChange('role-widened')(what)),
    ...(toAll ? [toChange('role-widened')(sameIn('*'))] : []),
    ...lost.map(([, what]) => toChange('role-narrowed')(what)),
    ...(fromAll ? [toChange('role-narrowed')(sameIn('*'))] : []),
    ...reachChange(pair, toChange),
  ];
}

const REACH = ['own', 'team', 'all'] as const;

function reachChange(
  pair: Pair<Role>,
  toChange: (code: 'role-widened' | 'role-narrowed') => (what: Words) => Change,
): readonly Change[] {
  const rank = ({ reach }: Role) => (typeof reach === 'string' ? REACH.indexOf(reach) : 0);
  const [from, to] = [rank(pair.old), rank(pair.new)];
  if (from === to) return [];
  return [toChange(to > from ? 'role-widened' : 'role-narrowed')(sameIn(`reach ${REACH[to]}`))];
}

export function compareRoles(versions: Versions): readonly Change[] {
  const { added, removed, kept } = difference(versions.old.roles, versions.new.roles);
  const toChange = (code: 'role-added' | 'role-removed') => (entry: Role) =>
    change(code, ['roles', entry.key], { role: titleOf(versions, 'roles', entry.key) });
  return [
    ...kept.flatMap((pair) => roleChanges(versions, pair)),
    ...added.map(toChange('role-added')),
    ...removed.map(toChange('role-removed')),
  ];
}
