/**
 * Reading a large GetItem answer as the EWS connector does it: bytes to normalised entries. Prints one line of
 * JSON; times are the median of the rounds in milliseconds, memory is what the process grew by in MiB.
 */
import { soapReceiver } from '../src/sides/ews/answer.ts';
import { readEntry } from '../src/sides/ews/mapping/entry.ts';
import { traitsOf } from '../src/sides/ews/versions.ts';
import { child, type XmlElement } from '../src/sides/ews/xml-element.ts';

const BYTES = 5 * 1024 * 1024;
const ROUNDS = 9;
const CHUNK = 64 * 1024;
const context = { userZone: 'Europe/Helsinki', traits: traitsOf('2016') };

const answer = Buffer.from(largeAnswer());
const before = process.memoryUsage().rss;
const parse = median(() => read(() => {}));
let items = 0;
const normalise = median(() => {
  items = 0;
  read((item) => {
    readEntry(item, new Map(), context);
    items += 1;
  });
});
const grown = (process.memoryUsage().rss - before) / 2 ** 20;
console.log(
  JSON.stringify({
    bench: 'ews-parse',
    megabytes: Number((answer.length / 2 ** 20).toFixed(2)),
    items,
    parseMillis: round(parse),
    parseAndNormaliseMillis: round(normalise),
    itemsPerSecond: Math.round(items / (normalise / 1000)),
    grownMiB: Math.round(grown),
  }),
);

function read(onItem: (item: XmlElement) => void): void {
  const receiver = soapReceiver({ status: 200, charset: 'utf-8', serverRequestId: null }, (message) => {
    const item = child(child(message, 'Items'), 'CalendarItem');
    if (item) onItem(item);
  });
  for (let at = 0; at < answer.length; at += CHUNK) receiver.write(answer.subarray(at, at + CHUNK));
  receiver.end();
}

function median(work: () => void): number {
  const times = Array.from({ length: ROUNDS }, () => {
    const begun = performance.now();
    work();
    return performance.now() - begun;
  });
  return times.sort((one, other) => one - other)[ROUNDS >> 1] ?? 0;
}

function round(millis: number): number {
  return Number(millis.toFixed(1));
}

function largeAnswer(): string {
  const messages: string[] = [];
  for (let bytes = 0, n = 0; bytes < BYTES; n += 1) {
    const message = oneMessage(n);
    messages.push(message);
    bytes += message.length;
  }
  return `<?xml version="1.0" encoding="utf-8"?><s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Header><h:ServerVersionInfo MajorVersion="15" MinorVersion="1" xmlns:h="http://schemas.microsoft.com/exchange/services/2006/types"/></s:Header><s:Body><m:GetItemResponse xmlns:m="http://schemas.microsoft.com/exchange/services/2006/messages" xmlns:t="http://schemas.microsoft.com/exchange/services/2006/types"><m:ResponseMessages>${messages.join('')}</m:ResponseMessages></m:GetItemResponse></s:Body></s:Envelope>`;
}

function oneMessage(n: number): string {
  const start = new Date(Date.UTC(2026, 0, 1, 6) + n * 3_600_000).toISOString();
  const end = new Date(Date.UTC(2026, 0, 1, 7) + n * 3_600_000).toISOString();
  return `<m:GetItemResponseMessage ResponseClass="Success"><m:ResponseCode>NoError</m:ResponseCode><m:Items><t:CalendarItem><t:ItemId Id="AAMkAGI2${n}" ChangeKey="DwAAABYA${n}"/><t:ItemClass>IPM.Appointment</t:ItemClass><t:Subject>Palaveri ${n} &amp; muuta</t:Subject><t:Sensitivity>Normal</t:Sensitivity><t:Body BodyType="HTML">&lt;html&gt;&lt;body&gt;&lt;p&gt;Asialista ${n}&lt;/p&gt;&lt;/body&gt;&lt;/html&gt;</t:Body><t:ReminderIsSet>true</t:ReminderIsSet><t:ReminderMinutesBeforeStart>15</t:ReminderMinutesBeforeStart><t:ExtendedProperty><t:ExtendedFieldURI PropertySetId="6b1f0c52-0f0e-4d0b-9a7e-5b8a3d2c41e7" PropertyName="TahtiMark" PropertyType="String"/><t:Value>1;key-${n};uid-${n}</t:Value></t:ExtendedProperty><t:LastModifiedTime>2026-01-01T00:00:00Z</t:LastModifiedTime><t:UID>uid-${n}</t:UID><t:Start>${start}</t:Start><t:End>${end}</t:End><t:IsAllDayEvent>false</t:IsAllDayEvent><t:LegacyFreeBusyStatus>Busy</t:LegacyFreeBusyStatus><t:Location>Koivu</t:Location><t:IsMeeting>false</t:IsMeeting><t:IsCancelled>false</t:IsCancelled><t:CalendarItemType>Single</t:CalendarItemType><t:MyResponseType>Organizer</t:MyResponseType><t:AppointmentState>0</t:AppointmentState><t:StartTimeZone Id="FLE Standard Time" Name="(UTC+02:00) Helsinki"/></t:CalendarItem></m:Items></m:GetItemResponseMessage>`;
}
