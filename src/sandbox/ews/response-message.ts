import { EwsError, EwsFault } from './ews-error.ts';
import type { RequestContext } from './operations/operation.ts';
import { branch, leaf, nothing, type Xml } from './xml-write.ts';

interface Answering<Input> {
  /** The operation's name: messages are called `<name>ResponseMessage`. */
  readonly operation: string;
  readonly inputs: Iterable<Input>;
  /** Returns what follows the response code when all went well. */
  readonly work: (input: Input) => readonly Xml[];
  /** What follows the response code of an error, where the real server writes an empty list. */
  readonly afterError?: readonly Xml[] | ((error: EwsError) => readonly Xml[]);
}

/**
 * Answers every part of a batch for itself, in order: one that fails does not touch the others.
 * @returns the whole response element
 */
export function answerEach<Input>(context: RequestContext, answering: Answering<Input>): Xml {
  const messages = Array.from(answering.inputs, (input) => answerOne(context, answering, input));
  const { operation } = answering;
  return branch(`m:${operation}Response`, [branch('m:ResponseMessages', messages)]);
}

function answerOne<Input>(context: RequestContext, answering: Answering<Input>, input: Input): Xml {
  const name = `m:${answering.operation}ResponseMessage`;
  try {
    const demanded = context.demandedError();
    if (demanded) throw demanded;
    const content = answering.work(input);
    context.codes.push('NoError');
    return branch(name, [leaf('m:ResponseCode', 'NoError'), ...content], { ResponseClass: 'Success' });
  } catch (error) {
    if (!(error instanceof EwsError) || error instanceof EwsFault) throw error;
    context.codes.push(error.code);
    const { afterError = [] } = answering;
    const after = typeof afterError === 'function' ? afterError(error) : afterError;
    return branch(name, [...errorParts(error), ...after], { ResponseClass: 'Error' });
  }
}

function errorParts(error: EwsError): Xml[] {
  return [
    leaf('m:MessageText', error.message),
    leaf('m:ResponseCode', error.code),
    leaf('m:DescriptiveLinkKey', 0),
    error.messageXml.length > 0 ? branch('m:MessageXml', error.messageXml) : nothing,
  ];
}
