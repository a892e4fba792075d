// What a comparison says when publishing is refused.
import { refuse } from './phrase.ts';

export const REFUSALS = {
  'register-changed': refuse([
    'Versiot koskevat eri rekistereitä: {from} ja {to}.',
    'Versionerna gäller olika register: {from} och {to}.',
    'The versions are about different registers: {from} and {to}.',
  ]),
  'basis-changed': refuse(
    [
      'Käsittelyperuste ei voi vaihtua – käyttötarkoitus: {purpose}. Ennen: {from}, nyt: {to}. Tee uusi käyttötarkoitus, joka seuraa vanhaa (succeeds).',
      'Den rättsliga grunden kan inte bytas – ändamål: {purpose}. Förut: {from}, nu: {to}. Gör ett nytt ändamål som efterträder det gamla (succeeds).',
      'A basis cannot change – purpose: {purpose}. Before: {from}, now: {to}. Make a new purpose that succeeds the old one (succeeds).',
    ],
    '5(1)(b), 6',
  ),
  'renamed-without-was': refuse(
    [
      'Tieto näyttää saaneen uuden avaimen: {from} → {to}. Lisää uuteen was: {from}, jotta tallennetut tiedot seuraavat mukana.',
      'En uppgift verkar ha fått en ny nyckel: {from} → {to}. Lägg till was: {from} så att sparade uppgifter följer med.',
      'An item seems to have a new key: {from} → {to}. Add was: {from} to it, so that stored data follows.',
    ],
    '5(1)(d)',
  ),
  'was-unknown': refuse([
    'Tiedon {item} entistä avainta {from} ei ole edellisessä versiossa.',
    'Uppgiften {item} har en tidigare nyckel {from} som inte finns i den förra versionen.',
    'The item {item} says it was {from}, which the earlier version does not have.',
  ]),
  'item-type-changed': refuse([
    'Tiedon laji ei voi vaihtua – tieto: {item}. Ennen: {from}, nyt: {to}. Tee uusi tieto uudella avaimella.',
    'En uppgifts typ kan inte bytas – uppgift: {item}. Förut: {from}, nu: {to}. Gör en ny uppgift med en ny nyckel.',
    'The type of an item cannot change – item: {item}. Before: {from}, now: {to}. Make a new item with a new key.',
  ]),
} as const;
