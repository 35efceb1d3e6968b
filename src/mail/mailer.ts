import { createTransport } from 'nodemailer';

/** One mail to one person, in plain text. */
export interface Mail {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
}

/** Sends mails; where an installation has no mail server there is no mailer either. */
export interface Mailer {
  /** Resolves once the mail server has taken the mail; throws for anything else, within a minute. */
  send(mail: Mail): Promise<void>;
  close(): void;
}

/** Milliseconds: a mail server that does not answer must not hold up a person. */
const CONNECT = 10_000;
const SILENCE = 20_000;

/**
 * Mails by SMTP. `address` is `smtp://` (TLS by STARTTLS where the server offers it) or `smtps://`, with
 * user and password where it needs them; `from` is the sender. It connects when there is something to send.
 */
export function openMailer(address: string, from: string): Mailer {
  const timeouts = { connectionTimeout: CONNECT, greetingTimeout: CONNECT, socketTimeout: SILENCE };
  // What stands in a mail is ours, but a file or an address in it would still not be fetched.
  const closed = { disableFileAccess: true, disableUrlAccess: true };
  const transport = createTransport({ url: address, ...timeouts, ...closed });
  return {
    async send({ to, subject, text }) {
      // As an object the address is taken whole: a comma in it never becomes a second recipient.
      await transport.sendMail({ from, to: { name: '', address: to }, subject, text });
    },
    close: () => transport.close(),
  };
}
