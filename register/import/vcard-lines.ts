// The content lines of a vCard file (RFC 2426, RFC 6350): unfolded, taken apart and freed of their escapes, one card at a time.
import { createReadStream } from 'node:fs';
import { unreadable } from './table.ts';
import type { Encoding } from './text-encoding.ts';

export interface Property {
  /** In capitals, without its group. */
  readonly name: string;
  /** What TYPE says, in lower case; version 3 may name types without TYPE=. */
  readonly types: readonly string[];
  /** Parts between semicolons, each with its escapes undone. */
  readonly parts: readonly string[];
}

export interface Card {
  /** Counts from one. */
  readonly number: number;
  readonly properties: readonly Property[];
}

/** A picture in a card may be long; a card of more is none. */
const CARD_LIMIT = 16_000_000;

export async function* readCards(file: string, encoding: Encoding): AsyncGenerator<Card> {
  let number = 0;
  let properties: Property[] | null = null;
  let length = 0;
  for await (const line of unfoldedLines(file, encoding)) {
    const property = parseLine(line);
    if (!property) continue;
    const value = property.parts[0]?.toUpperCase();
    if (property.name === 'BEGIN' && value === 'VCARD') {
      if (properties) throw unreadable(`Card ${number} has no END:VCARD.`);
      number += 1;
      properties = [];
      length = 0;
    } else if (property.name === 'END' && value === 'VCARD' && properties) {
      yield { number, properties };
      properties = null;
    } else if (properties) {
      if (property.name === 'VERSION' && value !== '3.0' && value !== '4.0')
        throw unreadable(
          `Card ${number} is of version ${/^\d\.\d$/.test(value ?? '') ? value : 'unknown'}; save the cards as version 3 or 4.`,
        );
      length += line.length;
      if (length > CARD_LIMIT) throw unreadable(`Card ${number} is longer than ${CARD_LIMIT} characters.`);
      properties.push(property);
    }
  }
  if (properties) throw unreadable(`Card ${number} has no END:VCARD; the file breaks off.`);
}

/** A line that begins with a space or a tab goes on the one before it. */
async function* unfoldedLines(file: string, encoding: Encoding): AsyncGenerator<string> {
  let pending: string | null = null;
  for await (const line of rawLines(file, encoding)) {
    if (pending !== null && /^[ \t]/.test(line)) pending += line.slice(1);
    else {
      if (pending) yield pending;
      pending = line;
    }
    if ((pending?.length ?? 0) > CARD_LIMIT)
      throw unreadable(`A line is longer than ${CARD_LIMIT} characters.`);
  }
  if (pending) yield pending;
}

async function* rawLines(file: string, encoding: Encoding): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding);
  let rest = '';
  for await (const chunk of createReadStream(file)) {
    const lines = (rest + decoder.decode(chunk as Buffer, { stream: true })).split(/\r?\n/);
    rest = lines.pop() ?? '';
    if (rest.length > CARD_LIMIT) throw unreadable(`A line is longer than ${CARD_LIMIT} characters.`);
    yield* lines;
  }
  yield rest + decoder.decode();
}

/** Null for what is no content line; such lines stand between cards in some files. */
function parseLine(line: string): Property | null {
  const colon = endOfName(line);
  if (colon < 0) return null;
  const [head = '', ...parameters] = line.slice(0, colon).split(';');
  const name = head.slice(head.lastIndexOf('.') + 1).toUpperCase();
  if (!/^[A-Z0-9-]+$/.test(name)) return null;
  const types = parameters.flatMap((parameter) => {
    const [key = '', value] = parameter.split('=');
    if (value === undefined) return [key.toLowerCase()];
    return key.toUpperCase() === 'TYPE' ? value.replaceAll('"', '').toLowerCase().split(',') : [];
  });
  return { name, types, parts: splitValue(line.slice(colon + 1)) };
}

/** The colon after the parameters; one within quotation marks belongs to a parameter. */
function endOfName(line: string): number {
  let quoted = false;
  for (let at = 0; at < line.length; at += 1) {
    if (line[at] === '"') quoted = !quoted;
    else if (line[at] === ':' && !quoted) return at;
  }
  return -1;
}

function splitValue(value: string): readonly string[] {
  const parts = value.match(/(?:\\.|[^;\\])*(?:;|$)/gsu) ?? [];
  const whole = value.endsWith(';') ? parts : parts.slice(0, Math.max(1, parts.length - 1));
  return whole.map((part) => unescapeText(part.replace(/;$/, '')));
}

const unescapeText = (text: string) =>
  text.replace(/\\(.)/gsu, (_, character: string) => (/n/i.test(character) ? '\n' : character)).trim();
