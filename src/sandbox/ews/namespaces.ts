/** The namespaces of Exchange Web Services, with the prefixes that answers use. */
export const soapNamespace = 'http://schemas.xmlsoap.org/soap/envelope/';
export const typesNamespace = 'http://schemas.microsoft.com/exchange/services/2006/types';
export const messagesNamespace = 'http://schemas.microsoft.com/exchange/services/2006/messages';
export const errorsNamespace = 'http://schemas.microsoft.com/exchange/services/2006/errors';
