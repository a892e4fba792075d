/** Puts the files of one language together: `users.fi.json` gives the keys that begin with `users.`. */
export function collectTexts(files: Record<string, unknown>): Record<string, string> {
  const areas = Object.entries(files).map(([file, texts]) => {
    const area = file.replace(/^\.\//, '').replace(/\.\w+\.json$/, '');
    return Object.entries(texts as Record<string, string>).map(([key, text]) => [`${area}.${key}`, text]);
  });
  return Object.fromEntries(areas.flat());
}
