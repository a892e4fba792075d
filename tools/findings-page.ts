/** Makes docs/findings.md from the checker's catalogue, so that the page and the command cannot differ. */
import { FINDING_CODES } from '../compiler/check/codes.ts';

const HEAD = `# Findings of the notice checker

Made from the catalogue by \`npm run generate\`. \`seloste notice check FILE\` gives each finding its line and column, and
\`notices/broken/\` holds a small notice for each code. Errors stop a notice from being published; warnings do not.
`;

const cell = (text: string): string => text.replaceAll('|', '\\|');

export function makeFindingsPage(): string {
  const rows = Object.entries(FINDING_CODES).map(
    ([code, { severity, meaning, mend, article }]) =>
      `| \`${code}\` | ${severity} | ${cell(meaning)} | ${cell(mend)} | ${cell(article ?? '')} |`,
  );
  return `${HEAD}
| code | severity | meaning | how to mend it | law |
| --- | --- | --- | --- | --- |
${rows.join('\n')}
`;
}
