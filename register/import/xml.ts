// XML as a stream of what opens, what closes and what stands between, a piece of the file at a time. A document type is refused: no
// spreadsheet has one, and it is what entities are multiplied with.
import type { Readable } from 'node:stream';
import { SaxesParser } from 'saxes';
import { unreadable } from './table.ts';

export type XmlEvent =
  | { readonly is: 'open'; readonly name: string; readonly attributes: Readonly<Record<string, string>> }
  | { readonly is: 'close'; readonly name: string }
  | { readonly is: 'text'; readonly text: string };

/** One value or element may hold this many characters. */
const TEXT_LIMIT = 1_000_000;

const localName = (name: string) => name.slice(name.indexOf(':') + 1);

/** Names come without their prefixes. Answers the events of each piece read, so that a caller waits between them. */
export async function* readXml(stream: Readable): AsyncGenerator<readonly XmlEvent[]> {
  const parser = new SaxesParser();
  let events: XmlEvent[] = [];
  const fail = (detail: string): never => {
    throw unreadable(detail);
  };
  parser.on('opentag', ({ name, attributes }) =>
    events.push({ is: 'open', name: localName(name), attributes: attributes as Record<string, string> }),
  );
  parser.on('closetag', ({ name }) => events.push({ is: 'close', name: localName(name) }));
  parser.on('text', (text) => {
    if (text.length > TEXT_LIMIT) fail(`A cell is longer than ${TEXT_LIMIT} characters.`);
    events.push({ is: 'text', text });
  });
  parser.on('cdata', (text) => events.push({ is: 'text', text }));
  parser.on('doctype', () => fail('It declares a document type, which no spreadsheet does.'));
  parser.on('error', () =>
    fail('Its contents are damaged. Open it in a spreadsheet, save it again and try once more.'),
  );
  const decoder = new TextDecoder('utf-8');
  for await (const chunk of stream) {
    parser.write(decoder.decode(chunk as Buffer, { stream: true }));
    yield events;
    events = [];
  }
  parser.write(decoder.decode());
  parser.close();
  yield events;
}
