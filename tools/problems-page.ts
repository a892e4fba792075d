/** The documentation page of all problem codes, made from the catalogue. */
import { type Problem, problems } from '../platform/problems.ts';

export function makeProblemsPage(): string {
  const entries: [string, Problem][] = Object.entries(problems);
  const rows = entries
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(
      ([code, { status, exit, title }]) =>
        `| \`${code}\` | ${status} | ${exit} | ${title.en} | ${title.fi} | ${title.sv} |`,
    );
  return `# Problem codes

Every error the product knows has a code. The server answers it as \`application/problem+json\` with the HTTP status, a
command prints it and ends with the exit code. Generated from \`platform/problems.ts\` by \`npm run generate\`.

| code | HTTP | exit | English | suomi | svenska |
|---|---|---|---|---|---|
${rows.join('\n')}
`;
}
