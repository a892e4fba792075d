/** The OpenAPI description as HTML: a heading for each group, an entry for each address, what it takes and answers as schemas. */
import { type Schema, schemaHtml, typeOf } from './reference-schema.ts';
import { escapeHtml, textHtml } from './reference-text.ts';

interface Operation {
  readonly summary?: string;
  readonly description?: string;
  readonly tags?: readonly string[];
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: { readonly content?: Content };
  readonly responses?: Readonly<
    Record<string, { readonly description?: string; readonly content?: Content }>
  >;
  readonly 'x-access'?: string | { readonly verb: string };
}

interface Parameter {
  readonly name: string;
  readonly in: string;
  readonly required?: boolean;
  readonly description?: string;
  readonly schema?: Schema;
}

type Content = Readonly<Record<string, { readonly schema?: Schema }>>;

interface Entry {
  readonly method: string;
  readonly path: string;
  readonly operation: Operation;
}

const METHODS = ['get', 'post', 'put', 'patch', 'delete'];

export function referencePage(description: object, stylesheet: string): string {
  const groups = Map.groupBy(entriesOf(description), ({ operation }) => operation.tags?.[0] ?? 'other');
  const sections = [...groups].map(
    ([name, entries]) =>
      `<section class="level-2" id="${escapeHtml(name)}"><h2>${escapeHtml(titleOf(name))}</h2>${entries.map(entryOf).join('')}</section>`,
  );
  const links = [...groups.keys()].map(
    (name) => `<li><a href="#${escapeHtml(name)}">${escapeHtml(titleOf(name))}</a></li>`,
  );
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>API of Seloste</title><link rel="stylesheet" href="${stylesheet}"></head>
<body><a class="skip" href="#main">Skip to the content</a><main id="main"><div class="head"><h1>API of Seloste</h1>
<p>The same as data: <a href="/api/openapi.json">/api/openapi.json</a> (OpenAPI 3.1).</p></div>
<div class="columns"><nav class="contents" aria-label="Contents"><ul>${links.join('')}</ul></nav>
<div>${sections.join('\n')}</div></div>
</main></body></html>`;
}

/** A tag such as `grant-requests` as a heading. */
const titleOf = (tag: string) => tag.charAt(0).toUpperCase() + tag.slice(1).replaceAll('-', ' ');

function entriesOf(description: object): Entry[] {
  const { paths = {} } = description as { paths?: Record<string, Record<string, Operation>> };
  return Object.entries(paths).flatMap(([path, item]) =>
    METHODS.flatMap((method) => {
      const operation = item[method];
      return operation ? [{ method, path, operation }] : [];
    }),
  );
}

function entryOf({ method, path, operation }: Entry): string {
  const parts = [
    `<h3>${escapeHtml(operation.summary ?? path)}</h3>`,
    `<p><code>${method.toUpperCase()} ${escapeHtml(path)}</code></p>`,
    operation.description && `<p>${textHtml(operation.description)}</p>`,
    `<p class="muted">${accessOf(operation['x-access'])}</p>`,
    parametersOf(operation.parameters ?? []),
    contentOf('Body', operation.requestBody?.content),
    ...Object.entries(operation.responses ?? {})
      .filter(([status]) => status !== 'default')
      .map(([status, answer]) => contentOf(`Answer ${status}`, answer.content)),
  ];
  return `<article class="level-3">${parts.filter(Boolean).join('')}</article>`;
}

function accessOf(access: Operation['x-access']): string {
  if (access === undefined || access === 'public') return 'Anybody.';
  if (access === 'half-signed-in') return 'Who is signing in.';
  if (access === 'signed-in') return 'Who is signed in.';
  if (access === 'user-or-key') return 'Who is signed in, and API keys.';
  const verb = typeof access === 'string' ? access : access.verb;
  return verb === 'manage'
    ? 'Who has a task with the verb <code>manage</code> in the register.'
    : `Who has a task with the verb <code>${escapeHtml(verb)}</code> under the purpose, and API keys with it.`;
}

function parametersOf(parameters: readonly Parameter[]): string {
  if (parameters.length === 0) return '';
  const rows = parameters.map(
    (one) =>
      `<tr><th scope="row"><code>${escapeHtml(one.name)}</code></th><td data-label="In">${escapeHtml(one.in)}</td><td data-label="Needed">${one.required ? 'yes' : 'no'}</td><td data-label="What">${whatOf(one)}</td></tr>`,
  );
  const columns = ['Name', 'In', 'Needed', 'What'].map((name) => `<th scope="col">${name}</th>`).join('');
  const head = `<thead><tr>${columns}</tr></thead>`;
  return `<table>${head}<tbody>${rows.join('')}</tbody></table>`;
}

function whatOf({ description, schema = {} }: Parameter): string {
  const said = description ?? schema.description;
  return [typeOf(schema), said && textHtml(said)].filter(Boolean).join(' – ');
}

function contentOf(title: string, content: Content | undefined): string {
  const schema = content?.['application/json']?.schema;
  if (!schema) return '';
  return `<details><summary>${escapeHtml(title)}</summary>${schemaHtml(schema)}</details>`;
}
