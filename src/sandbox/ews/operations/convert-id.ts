import { EwsError } from '../ews-error.ts';
import { entryOf, idFromEntry, parseId } from '../ids.ts';
import { answerEach } from '../response-message.ts';
import { childOf, type XmlElement } from '../xml-read.ts';
import { leaf } from '../xml-write.ts';
import type { Operation, RequestContext } from './operation.ts';

/** How a MAPI entry id is written in each format, and read back. */
const formats: Record<string, { write(entry: Buffer): string; read(text: string): Buffer }> = {
  EntryId: { write: (entry) => entry.toString('base64'), read: (text) => Buffer.from(text, 'base64') },
  HexEntryId: {
    write: (entry) => entry.toString('hex').toUpperCase(),
    read: (text) => Buffer.from(text, 'hex'),
  },
};

/** ConvertId: the same item or folder in another writing. EwsId, EntryId and HexEntryId are offered. */
export const convertId: Operation = (request, context) => {
  const destination = request.attributes.get('DestinationFormat') ?? '';
  return answerEach(context, {
    operation: 'ConvertId',
    inputs: childOf(request, 'SourceIds')?.children ?? [],
    work: (element) => {
      const ewsId = readSource(element, context);
      const Id = writeIn(destination, ewsId);
      const attributes = { Format: destination, Id, Mailbox: element.attributes.get('Mailbox') };
      const type = {
        'xmlns:xsi': 'http://www.w3.org/2001/XMLSchema-instance',
        'xsi:type': 't:AlternateIdType',
      };
      return [leaf('m:AlternateId', '', { ...type, ...attributes })];
    },
  });
};

function readSource(element: XmlElement, context: RequestContext): string {
  if (element.name !== 'AlternateId') throw notOffered('Ids of public folders');
  const address = element.attributes.get('Mailbox') ?? '';
  const mailbox = context.organization.directory.mailboxByAddress(address.trim());
  if (!mailbox)
    throw new EwsError('ErrorNonExistentMailbox', 'The SMTP address has no mailbox associated with it.');
  const format = element.attributes.get('Format') ?? '';
  const text = element.attributes.get('Id') ?? '';
  if (format !== 'EwsId' && !formats[format]) throw notOffered(format);
  const id =
    format === 'EwsId' ? text : idFromEntry(mailbox.record, formats[format]?.read(text) ?? Buffer.alloc(0));
  if (id === null || !parseId(id)) throw new EwsError('ErrorInvalidIdMalformed', 'Id is malformed.');
  return id;
}

function writeIn(format: string, ewsId: string): string {
  const writer = formats[format];
  if (format === 'EwsId') return ewsId;
  if (!writer) throw notOffered(format);
  return writer.write(entryOf(ewsId));
}

function notOffered(what: string): EwsError {
  return new EwsError('ErrorInvalidOperation', `${what} cannot be converted by this server.`);
}
