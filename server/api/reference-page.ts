/** The OpenAPI description as HTML: a heading for each group, an entry for each address, what it takes and answers as schemas. */
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
  readonly schema?: object;
}

type Content = Readonly<Record<string, { readonly schema?: object }>>;

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
      `<section><h2 id="${escapeHtml(name)}">${escapeHtml(name)}</h2>${entries.map(entryOf).join('')}</section>`,
  );
  const contents = [...groups.keys()].map(
    (name) => `<li><a href="#${escapeHtml(name)}">${escapeHtml(name)}</a></li>`,
  );
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>API of Seloste</title><link rel="stylesheet" href="${stylesheet}"></head>
<body><main><h1>API of Seloste</h1>
<p>The same as data: <a href="/api/openapi.json">/api/openapi.json</a> (OpenAPI 3.1).</p>
<nav aria-label="Contents"><ul>${contents.join('')}</ul></nav>
${sections.join('\n')}
</main></body></html>`;
}

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
    `<h3><code>${method.toUpperCase()} ${escapeHtml(path)}</code></h3>`,
    operation.summary && `<p>${escapeHtml(operation.summary)}</p>`,
    operation.description && `<p>${escapeHtml(operation.description)}</p>`,
    `<p>${accessOf(operation['x-access'])}</p>`,
    parametersOf(operation.parameters ?? []),
    contentOf('Body', operation.requestBody?.content),
    ...Object.entries(operation.responses ?? {})
      .filter(([status]) => status !== 'default')
      .map(([status, answer]) => contentOf(`Answer ${status}`, answer.content)),
  ];
  return `<article>${parts.filter(Boolean).join('')}</article>`;
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
      `<tr><td><code>${escapeHtml(one.name)}</code></td><td>${escapeHtml(one.in)}</td><td>${one.required ? 'needed' : 'optional'}</td><td>${escapeHtml(one.description ?? '')}</td></tr>`,
  );
  const head = '<thead><tr><th>Name</th><th>In</th><th>Needed</th><th>What</th></tr></thead>';
  return `<table>${head}<tbody>${rows.join('')}</tbody></table>`;
}

function contentOf(title: string, content: Content | undefined): string {
  const schema = content?.['application/json']?.schema;
  if (!schema) return '';
  return `<details><summary>${escapeHtml(title)}</summary><pre>${escapeHtml(JSON.stringify(schema, undefined, 2))}</pre></details>`;
}

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escapeHtml = (text: string) => text.replace(/[&<>"]/g, (character) => ESCAPES[character] ?? '');
