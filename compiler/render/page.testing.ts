// A page taken apart for the tests: whether its tags nest, its ids and links, its headings, and the words a reader sees.

export interface TakenApart {
  /** Sentences about what is wrong with the nesting; empty when well formed. */
  readonly faults: readonly string[];
  readonly ids: readonly string[];
  readonly inPageLinks: readonly string[];
  readonly headings: readonly number[];
  readonly words: string;
}

const VOID = new Set(['meta', 'link', 'br', 'hr', 'img', 'input']);
const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" };

export function takeApart(html: string): TakenApart {
  const body = html.replace(/<style>[\s\S]*?<\/style>/, '');
  const faults: string[] = [];
  const open: string[] = [];
  const tags = [...body.matchAll(/<(\/?)([a-z][a-z0-9]*)((?:\s[^<>]*)?)>/g)];
  for (const [, slash, name = ''] of tags) {
    if (VOID.has(name)) continue;
    if (slash === '') open.push(name);
    else {
      const expected = open.pop();
      if (expected !== name) faults.push(`</${name}> closes <${expected}>`);
    }
  }
  if (open.length > 0) faults.push(`left open: ${open.join(', ')}`);
  const attributes = tags.map(([, , , attribute = '']) => attribute).join(' ');
  return {
    faults,
    ids: valuesOf(attributes, 'id'),
    inPageLinks: valuesOf(attributes, 'href').filter((href) => href.startsWith('#')),
    headings: tags
      .filter(([, slash, name]) => slash === '' && /^h[1-6]$/.test(name ?? ''))
      .map(([, , name]) => Number(name?.[1])),
    words: wordsOf(body),
  };
}

const valuesOf = (attributes: string, name: string) =>
  [...attributes.matchAll(new RegExp(`(?:^|\\s)${name}="([^"]*)"`, 'g'))].map(([, value = '']) => value);

function wordsOf(body: string): string {
  const text = body.replace(/<[^>]*>/g, ' ');
  return text
    .replace(/&(amp|lt|gt|quot|#39);/g, (_, name: string) => ENTITIES[name] ?? '')
    .replace(/\s+/g, ' ');
}
