import type { DemoAccount } from '../http/http-config.ts';
import type { DemoMode } from './demo-options.ts';

const PASSWORD = 'tahti-demo';

/** The example company's people, as the sign-in page and the terminal offer them. */
export const demoAccounts: readonly DemoAccount[] = [
  { email: 'aino.aalto@esimerkki.example', name: 'Aino Aalto', role: 'administrator', password: PASSWORD },
  { email: 'onni.virtanen@esimerkki.example', name: 'Onni Virtanen', role: 'user', password: PASSWORD },
  { email: 'helmi.korhonen@esimerkki.example', name: 'Helmi Korhonen', role: 'user', password: PASSWORD },
  { email: 'leo.makinen@esimerkki-group.example', name: 'Leo Mäkinen', role: 'user', password: PASSWORD },
  { email: 'sanni.nieminen@esimerkki.example', name: 'Sanni Nieminen', role: 'user', password: PASSWORD },
  { email: 'tuki@tahti.example', name: 'Taavi Tuki', role: 'support', password: PASSWORD },
];

/** The delegate account that the sandbox knows. */
export const DELEGATE = { userName: 'sync.delegate@esimerkki.example', password: 'delegate-demo' } as const;

/** Tells a person at the terminal where to go and how to sign in; to standard error. */
export function printWelcome(about: { web: string; sandbox: string; folder: string; mode: DemoMode }): void {
  const people = demoAccounts.map((one) => `    ${one.email.padEnd(38)} ${one.role}`);
  const lines = [
    '',
    `  Tahti runs at ${about.web}`,
    '',
    `  Sign in with one of these; everyone's password is ${PASSWORD}`,
    ...people,
    '',
    `  The Exchange sandbox: ${about.sandbox}/EWS/Exchange.asmx`,
    `    delegate account ${DELEGATE.userName}, password ${DELEGATE.password}`,
    '',
    about.mode === 'fresh'
      ? '  Next: sign in as Aino and open Settings > Add-ons.'
      : '  The connection is saved and everybody is switched on.',
    `  Data: ${about.folder}. Ctrl-C stops.`,
    '',
  ];
  process.stderr.write(`${lines.join('\n')}\n`);
}
