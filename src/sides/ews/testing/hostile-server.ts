import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** One request as a test's server saw it. */
export interface Seen {
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

export interface TestServer {
  readonly url: string;
  readonly seen: readonly Seen[];
  close(): Promise<void>;
}

export type Answer = (request: Seen, response: ServerResponse, turn: number) => void | Promise<void>;

/** A real HTTP server on a free port of this machine that answers as the test says. */
export async function startServer(answer: Answer): Promise<TestServer> {
  const seen: Seen[] = [];
  const server = createServer((request, response) => {
    void bodyOf(request).then((body) => {
      const one = { headers: request.headers, body };
      seen.push(one);
      return answer(one, response, seen.length);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}/EWS/Exchange.asmx`, seen, close: () => stop(server) };
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let body = '';
  for await (const chunk of request) body += String(chunk);
  return body;
}

async function stop(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeAllConnections();
  await closed;
}

/** Sends a SOAP answer as Exchange does. */
export function sendSoap(response: ServerResponse, xml: string, status = 200): void {
  response.writeHead(status, { 'content-type': 'text/xml; charset=utf-8' }).end(xml);
}

/** An envelope with the given response messages of an operation. */
export function soap(operation: string, messages: string): string {
  return `<?xml version="1.0" encoding="utf-8"?><s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Header><h:ServerVersionInfo MajorVersion="15" MinorVersion="1" MajorBuildNumber="2507" MinorBuildNumber="6" xmlns:h="http://schemas.microsoft.com/exchange/services/2006/types"/></s:Header><s:Body><m:${operation}Response xmlns:m="http://schemas.microsoft.com/exchange/services/2006/messages" xmlns:t="http://schemas.microsoft.com/exchange/services/2006/types"><m:ResponseMessages>${messages}</m:ResponseMessages></m:${operation}Response></s:Body></s:Envelope>`;
}

/** One successful response message around finished content. */
export function success(operation: string, content = ''): string {
  return `<m:${operation}ResponseMessage ResponseClass="Success"><m:ResponseCode>NoError</m:ResponseCode>${content}</m:${operation}ResponseMessage>`;
}

/** One failed response message, with MessageXml where given. */
export function failure(operation: string, code: string, messageXml = ''): string {
  const extra = messageXml ? `<m:MessageXml>${messageXml}</m:MessageXml>` : '';
  return `<m:${operation}ResponseMessage ResponseClass="Error"><m:MessageText>The server said ${code}.</m:MessageText><m:ResponseCode>${code}</m:ResponseCode><m:DescriptiveLinkKey>0</m:DescriptiveLinkKey>${extra}</m:${operation}ResponseMessage>`;
}

/** A SOAP fault as Exchange writes it. */
export function fault(code: string, messageXml = ''): string {
  const extra = messageXml
    ? `<t:MessageXml xmlns:t="http://schemas.microsoft.com/exchange/services/2006/types">${messageXml}</t:MessageXml>`
    : '';
  return `<?xml version="1.0"?><s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body><s:Fault><faultcode xmlns:a="http://schemas.microsoft.com/exchange/services/2006/types">a:${code}</faultcode><faultstring xml:lang="en-US">The server said ${code}.</faultstring><detail><e:ResponseCode xmlns:e="http://schemas.microsoft.com/exchange/services/2006/errors">${code}</e:ResponseCode><e:Message xmlns:e="http://schemas.microsoft.com/exchange/services/2006/errors">The server said ${code}.</e:Message>${extra}</detail></s:Fault></s:Body></s:Envelope>`;
}

/** A SOAP fault with no more than SOAP itself asks for, as servers other than Exchange write it. */
export function bareFault(faultCode: 'Client' | 'Server', words: string): string {
  return `<SOAP-ENV:Envelope xmlns:SOAP-ENV="http://schemas.xmlsoap.org/soap/envelope/"><SOAP-ENV:Body><SOAP-ENV:Fault><faultcode>SOAP-ENV:${faultCode}</faultcode><faultstring>${words}</faultstring></SOAP-ENV:Fault></SOAP-ENV:Body></SOAP-ENV:Envelope>`;
}

/** GetFolder's successful message for the calendar. */
export const CALENDAR = success(
  'GetFolder',
  '<m:Folders><t:CalendarFolder><t:FolderId Id="folder-1" ChangeKey="c1"/><t:DisplayName>Kalenteri</t:DisplayName><t:TotalCount>3</t:TotalCount></t:CalendarFolder></m:Folders>',
);

/** A calendar item as GetItem tells it; `more` is finished XML behind the subject. */
export function item(id: string, subject: string, more = ''): string {
  return `<t:CalendarItem><t:ItemId Id="${id}" ChangeKey="ck-${id}"/><t:Subject>${subject}</t:Subject>${more}<t:Start>2026-12-01T08:00:00Z</t:Start><t:End>2026-12-01T09:00:00Z</t:End></t:CalendarItem>`;
}
