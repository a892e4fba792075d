/** The form of a new person: what they are to us, where the facts came from, the facts, and who may be the same person already. */
import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useRef, useState } from 'react';
import { ProblemNote } from '../../../../kit/ProblemNote.tsx';
import { useTexts } from '../../../../kit/texts.ts';
import { showToast } from '../../../../kit/toasts.tsx';
import { todayInHelsinki } from '../../../../kit/typed-day.ts';
import { ApiProblem } from '../../../api/client.ts';
import { localText, usePurpose } from '../../../shell/here.ts';
import type { Addable, FieldsAnswer, Place } from '../people.api.ts';
import { sentValue, type Typed, ValueFields } from '../person/facts/value-fields.tsx';
import { itemsFor, itemsToBegin, sourcesFor, typedOfParsed } from './form-items.ts';
import { addPerson, type NewFact, type Parsed } from './new.api.ts';
import { SimilarPeople } from './SimilarPeople.tsx';

interface PersonFormProps {
  readonly fields: FieldsAnswer;
  readonly place: Place;
  readonly parsed: Parsed | undefined;
  readonly onClose: () => void;
}

export function PersonForm({ fields, place, parsed, onClose }: PersonFormProps) {
  const { t, language } = useTexts();
  const navigate = useNavigate();
  const form = usePersonForm(fields, parsed);
  const [error, setError] = useState<unknown>();
  const [sending, setSending] = useState(false);
  const key = useRef(crypto.randomUUID());
  const problems = useRef<HTMLDivElement>(null);
  const facts = form.facts();
  const submit = async () => {
    if (sending) return;
    form.setTried(true);
    if (form.isIncomplete()) return problems.current?.focus();
    setSending(true);
    try {
      const id = await addPerson(
        place,
        {
          kind: form.kind,
          source: form.source,
          startedOn: todayInHelsinki(),
          facts,
          ...(form.organisation && { organisation: { name: form.organisation, ...form.businessId } }),
        },
        key.current,
      );
      onClose();
      showToast(t('people.added'));
      void navigate({
        to: '/registers/$register/people/$person',
        params: { register: place.register, person: id },
      });
    } catch (refusal) {
      key.current = crypto.randomUUID();
      setError(refusal);
      setSending(false);
      requestAnimationFrame(() => problems.current?.focus());
    }
  };
  const missing = form.tried ? form.missing() : [];
  return (
    <form
      className="s-stack"
      aria-label={t('people.new')}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void submit();
      }}
    >
      <div ref={problems} tabIndex={-1} className="s-summary">
        {missing.length > 0 && (
          <div className="s-note s-note-closed">
            <p>
              {t('people.items-missing', {
                items: missing.map((one) => localText(one.title, language)).join(', '),
              })}
            </p>
          </div>
        )}
        {error !== undefined && <Refusal error={error} fields={fields} />}
      </div>
      {parsed && <p className="s-note s-note-act">{t('people.paste-check')}</p>}
      <HereNote />
      <div className="s-form-pair">
        <NativeSelect
          label={t('people.kind')}
          value={form.kind}
          data={fields.kinds.map(({ key, title }) => ({ value: key, label: localText(title, language) }))}
          onChange={(event) => form.setKind(event.currentTarget.value)}
        />
        <NativeSelect
          label={t('people.source')}
          value={form.source}
          data={sourcesFor(fields, form.kind).map(({ key, title }) => ({
            value: key,
            label: localText(title, language),
          }))}
          onChange={(event) => form.setSource(event.currentTarget.value)}
        />
      </div>
      {form.asksOrganisation && (
        <TextInput
          label={t('people.organisation')}
          value={form.organisationText}
          maxLength={200}
          autoComplete="off"
          error={form.tried && form.organisation === '' ? t('people.organisation-missing') : undefined}
          onChange={(event) => form.setOrganisation(event.currentTarget.value)}
        />
      )}
      {form.shown.map((item, index) => (
        <ItemField key={item.item} item={item} form={form} first={index === 0} parsed={parsed} />
      ))}
      <MoreItems form={form} />
      {parsed && parsed.left.length > 0 && (
        <details>
          <summary>{t('people.paste-rest')}</summary>
          <p className="s-lines-kept s-small">{parsed.left.join('\n')}</p>
        </details>
      )}
      <SimilarPeople place={place} facts={facts} organisation={form.organisation} onClose={onClose} />
      <div className="s-row s-end">
        <Button onClick={onClose}>{t('kit.cancel')}</Button>
        <Button type="submit" variant="filled" loading={sending}>
          {t('people.add')}
        </Button>
      </div>
    </form>
  );
}

function usePersonForm(fields: FieldsAnswer, parsed: Parsed | undefined) {
  const [kind, setKindOnly] = useState(fields.kinds[0]?.key ?? '');
  const [source, setSource] = useState(() => sourcesFor(fields, kind)[0]?.key ?? '');
  const [typed, setTyped] = useState<Readonly<Record<string, Typed>>>(() => typedOfParsed(fields, parsed));
  const [more, setMore] = useState<readonly string[]>(() => Object.keys(typedOfParsed(fields, parsed)));
  const [tried, setTried] = useState(false);
  const [organisationText, setOrganisation] = useState(parsed?.organisation?.name ?? '');
  const items = itemsFor(fields, kind);
  const begin = itemsToBegin(fields, kind);
  const asksOrganisation = fields.kinds.find(({ key }) => key === kind)?.with === 'organisation';
  const read = parsed?.organisation;
  const businessId =
    read?.businessId && read.name === organisationText.trim() ? { businessId: read.businessId } : {};
  const shown = items.filter(({ item }) => begin.includes(item) || more.includes(item));
  const setKind = (next: string) => {
    setKindOnly(next);
    const sources = sourcesFor(fields, next);
    if (!sources.some(({ key }) => key === source)) setSource(sources[0]?.key ?? '');
  };
  const facts = (): NewFact[] =>
    shown.flatMap((item) => {
      const value = sentValue(item, typed[item.item] ?? {});
      if (value === undefined) return [];
      const accepted = item.sources.includes(source) ? source : (item.sources[0] ?? source);
      return [{ item: item.item, value, source: accepted }];
    });
  const mandatory = (fields.kinds.find(({ key }) => key === kind)?.requirements ?? [])
    .filter(({ level, conditional }) => level === 'mandatory' && !conditional)
    .map(({ item }) => item);
  const missing = () =>
    items.filter(
      (item) => mandatory.includes(item.item) && sentValue(item, typed[item.item] ?? {}) === undefined,
    );
  return {
    kind,
    source,
    typed,
    tried,
    shown,
    asksOrganisation,
    organisationText,
    organisation: asksOrganisation ? organisationText.trim() : '',
    businessId,
    setOrganisation,
    others: items.filter((item) => !shown.includes(item)),
    mandatory,
    setKind,
    setSource,
    setTried,
    setValue: (item: string, value: Typed) => setTyped({ ...typed, [item]: value }),
    addItem: (item: string) => setMore([...more, item]),
    facts,
    missing,
    isIncomplete: () =>
      missing().length > 0 || facts().length === 0 || (asksOrganisation && organisationText.trim() === ''),
  };
}

type PersonFormState = ReturnType<typeof usePersonForm>;

interface ItemFieldProps {
  readonly item: Addable;
  readonly form: PersonFormState;
  readonly first: boolean;
  readonly parsed: Parsed | undefined;
}

function ItemField({ item, form, first, parsed }: ItemFieldProps) {
  const { t, language } = useTexts();
  const title = localText(item.title, language);
  const isUnsure = parsed?.facts.some((fact) => fact.item === item.item && !fact.sure);
  const isMandatory = form.mandatory.includes(item.item);
  const isMissing = form.tried && form.missing().includes(item);
  return (
    <fieldset className="s-form-item">
      <legend>
        {title} {isMandatory && <span className="s-muted s-small">{t('people.mandatory')}</span>}
        {isUnsure && <span className="s-chip s-chip-soon">{t('people.unsure')}</span>}
      </legend>
      <div className={item.parts.length > 1 ? 's-form-pair' : undefined}>
        <ValueFields
          item={item}
          typed={form.typed[item.item] ?? {}}
          label={title}
          idPrefix="new"
          autoFocus={first}
          error={isMissing ? t('people.value-missing', { title }) : undefined}
          onChange={(typed) => form.setValue(item.item, typed)}
        />
      </div>
    </fieldset>
  );
}

function MoreItems({ form }: { form: PersonFormState }) {
  const { t, language } = useTexts();
  if (form.others.length === 0) return null;
  return (
    <NativeSelect
      label={t('people.add-more')}
      value=""
      data={[
        { value: '', label: t('people.choose') },
        ...form.others.map(({ item, title }) => ({ value: item, label: localText(title, language) })),
      ]}
      onChange={(event) => form.addItem(event.currentTarget.value)}
    />
  );
}

/** Every dialog that writes repeats under which purpose it does. */
function HereNote() {
  const { t, language } = useTexts();
  const { purpose } = usePurpose();
  if (purpose === undefined) return null;
  return (
    <p className="s-small s-muted">{t('shell.purpose', { title: localText(purpose.title, language) })}</p>
  );
}

/** What the server refused: the item by its name, the reason in the reader's language. */
function Refusal({ error, fields }: { error: unknown; fields: FieldsAnswer }) {
  const { t, language } = useTexts();
  const refused = error instanceof ApiProblem ? error.fields : [];
  if (refused.length === 0) return <ProblemNote error={error} />;
  const titleOf = (path: string) => {
    const item = fields.addable.find(({ item }) => path.split(/[.[\]/]/).includes(item));
    return item ? `${localText(item.title, language)}: ` : '';
  };
  return (
    <div className="s-note s-note-closed" role="alert">
      <ul>
        {refused.map(({ path, code, message }) => (
          <li key={`${path} ${code}`}>
            {titleOf(path)}
            {t(`field.${code}`, { defaultValue: message })}
          </li>
        ))}
      </ul>
    </div>
  );
}
