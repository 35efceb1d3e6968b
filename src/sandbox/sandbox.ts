import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { AutodiscoverSettings } from './autodiscover/autodiscover-rule.ts';
import { Capture } from './capture.ts';
import { Clock } from './clock.ts';
import { FaultBox } from './faults/fault-box.ts';
import { createHttpServer } from './http-server.ts';
import { Organization } from './mailbox-store/organization.ts';
import { MailboxServers } from './notifications/mailbox-servers.ts';
import { Subscriptions } from './notifications/subscriptions.ts';
import { OAuth } from './oauth/oauth.ts';
import { RequestLog } from './request-log.ts';
import { seedExampleCompany } from './seed/example-company.ts';
import type { Services } from './services.ts';

export interface SandboxOptions {
  /** 0 picks a free one. */
  readonly port: number;
  /** Loopback when absent. */
  readonly host?: string;
  /** Where the mailboxes are kept; null keeps nothing. */
  readonly dataDir: string | null;
  /** `example` fills the example company, but only into an empty data folder. */
  readonly seed?: 'example' | 'empty';
  /** Where every request and answer is written, for the schema check; TAHTI_CAPTURE_DIR when absent. */
  readonly captureDir?: string | null;
  readonly log?: (line: object) => void;
}

export interface Sandbox {
  readonly url: string;
  readonly port: number;
  close(): Promise<void>;
}

/** Starts the Exchange sandbox. */
export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
  const clock = new Clock();
  const organization = new Organization(clock, options.dataDir);
  if (options.seed === 'example' && organization.isEmpty) {
    organization.atomically(() => seedExampleCompany(organization, clock.now()));
  }
  const closing = new AbortController();
  const services: Services = {
    organization,
    clock,
    faults: new FaultBox(),
    requestLog: new RequestLog(),
    capture: new Capture(options.captureDir ?? process.env.TAHTI_CAPTURE_DIR ?? null),
    autodiscover: new AutodiscoverSettings(),
    oauth: new OAuth(),
    mailboxServers: new MailboxServers(),
    subscriptions: new Subscriptions(),
    tuning: { latencyMs: 0 },
    closing: closing.signal,
    log: options.log ?? (() => {}),
  };
  const server = createHttpServer(services);
  const host = options.host ?? '127.0.0.1';
  await listen(server, options.port, host).catch((error) => {
    organization.close();
    throw error;
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://${host}:${port}`,
    port,
    close: async () => {
      closing.abort();
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      await closed;
      organization.close();
    },
  };
}

/** @throws the system's error when the port is taken or forbidden */
function listen(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
}
