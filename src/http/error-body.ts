import type { ApiError, Language } from './contract.ts';
import { fieldName, sentence } from './language.ts';
import type { Refusal } from './refusal.ts';

/** More sentences than this in one message help nobody; each field still has its own beside it. */
const SENTENCES_IN_MESSAGE = 3;

/** A refusal as the answer's body, in the person's own language. */
export function errorBody(refusal: Refusal, language: Language, requestId: string): ApiError {
  const { params, fields = {}, words = {}, body = {} } = refusal.details;
  const sentences = Object.entries(fields).map(([path, field]) => [
    path,
    sentence(language, field.key, { field: fieldName(language, path), ...field.params }),
  ]);
  const beside = { ...Object.fromEntries(sentences), ...words };
  return {
    ...body,
    code: refusal.code,
    message: message(refusal.code, language, params, beside),
    ...(Object.keys(beside).length > 0 ? { fields: beside } : {}),
    requestId,
  };
}

/** An invalid request has no sentence of its own: those of its fields say what is wrong. */
function message(
  code: string,
  language: Language,
  params: Refusal['details']['params'],
  beside: Readonly<Record<string, string>>,
): string {
  const texts = [...new Set(Object.values(beside))].slice(0, SENTENCES_IN_MESSAGE);
  if (code === 'invalidRequest' && texts.length > 0) return texts.join(' ');
  return sentence(language, `error.${code}`, params);
}
