import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { checkNoticeSource } from '../check/check.ts';
import { minimalPlus } from './fixtures.testing.ts';

const PAGE = readFileSync(new URL('../../docs/notice-language.md', import.meta.url), 'utf8');

interface Example {
  readonly heading: string;
  readonly yaml: string;
}

/** Every yaml block of the page with the heading it stands under. */
function examples(page: string): Example[] {
  const found: Example[] = [];
  let heading = '';
  for (const part of page.split(/^(?=## |```yaml\n)/m)) {
    if (part.startsWith('## ')) heading = part.slice(3, part.indexOf('\n'));
    else if (part.startsWith('```yaml\n'))
      found.push({ heading, yaml: part.slice(8, part.indexOf('\n```', 8) + 1) });
  }
  return found;
}

describe('the examples of the language reference', () => {
  const found = examples(PAGE);

  it('stand under every construct', () => {
    expect(found.length).toBeGreaterThanOrEqual(11);
  });

  it.each(found.map(({ heading, yaml }) => [heading, yaml] as const))(
    'check without errors: %s',
    (_heading, yaml) => {
      const text = yaml.startsWith('seloste:') ? yaml : minimalPlus(yaml);
      const { findings } = checkNoticeSource(text, 'example.yaml');
      expect(findings.filter(({ severity }) => severity === 'error')).toEqual([]);
    },
  );

  it('include a complete notice without even a warning', () => {
    const complete = found.filter(({ yaml }) => yaml.startsWith('seloste:'));
    expect(complete.map(({ yaml }) => checkNoticeSource(yaml, 'complete.yaml').findings)).toEqual([[]]);
  });
});

describe('the small notice other tests start from', () => {
  it('checks without even a warning', () => {
    expect(checkNoticeSource(minimalPlus('seloste: 1'), 'minimal.yaml').findings).toEqual([]);
  });
});
