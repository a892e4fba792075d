/** A key made of a title, as the notice's language writes keys: "Laskujen käsittely" becomes `laskujen-kasittely`. */
export function keyOfTitle(title: string): string {
  const plain = title
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{Diacritic}/gu, '')
    .replace(/[^a-z0-9]+/g, '-');
  return plain.replace(/^[-0-9]+|-+$/g, '').slice(0, 60);
}
