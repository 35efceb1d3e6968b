import { insertActivityType } from '../../../src/store/activity-types.ts';
import type { Database } from '../../../src/store/database.ts';
import { Company } from '../../fixtures/company.ts';
import { type SeededUser, seedUser } from '../../fixtures/database-seed.ts';
import type { Chance } from './chance.ts';
import type { SharedDatabase } from './databases.ts';
import { ExchangeLog } from './exchange-log.ts';
import { Post } from './mail-check.ts';
import type { Meeting } from './meeting.ts';
import { OwnerClient, OwnerRefused } from './owner-client.ts';
import { SwappableDatabase } from './swappable-database.ts';
import { noTally, type Tally } from './tally.ts';
import { Thing } from './thing.ts';
import { countWritesOf, noDeeds } from './write-count.ts';

const MORE_PEOPLE = [
  ['Leo', 'Makinen'],
  ['Eeva', 'Niemi'],
] as const;

/** What a town is like. */
export interface TownOptions {
  readonly users: number;
  /** Participants are invited by mail; else each has a copy. */
  readonly isInviting: boolean;
  /** Where the database stands that outlives killed workers; null: no worker is killed. */
  readonly keeping: Keeping | null;
}

/** Where a town keeps what has to outlive a killed process; nothing for one whose worker is never killed. */
export interface Keeping {
  readonly keyFile: string;
  readonly database: SharedDatabase;
}

/** One who lives there: a user of the company with a mailbox. */
export interface Dweller {
  readonly at: number;
  readonly user: SeededUser;
  readonly owner: OwnerClient;
}

/** A company of several people, what they did, and the count of it. */
export class Town {
  readonly company: Company;
  readonly database: SwappableDatabase;
  readonly chance: Chance;
  readonly dwellers: readonly Dweller[];
  readonly things = new Map<string, Thing>();
  /** What several of them have together. */
  readonly meetings: Meeting[] = [];
  readonly tally: Tally = noTally();
  readonly exchangeLog: ExchangeLog;
  /** The story so far, one line a deed. */
  readonly lines: string[] = [];
  /** Types that a person can choose: two of them are calendar entries. */
  readonly typeIds: readonly string[];
  /** Items that stand outside the calendar, to be moved back. */
  readonly away: { readonly dweller: Dweller; readonly thing: Thing; readonly id: string }[] = [];
  readonly keeping: Keeping | null;
  /** Whether participants are invited by mail; else each has a copy. */
  readonly isInviting: boolean;
  readonly post = new Post();
  /** The engine works by itself at this moment. */
  isListening = false;
  /** Counts what happens. */
  moment = 0;
  /** Since the last calm. */
  readonly deeds = noDeeds();
  readonly atLastCalm: Tally = noTally();
  /** The clock of the latest calm (milliseconds ahead): it never goes back. */
  calmTime = 0;
  #made = 0;

  private constructor(parts: TownParts) {
    this.company = parts.company;
    this.database = parts.database;
    this.chance = parts.chance;
    this.keeping = parts.keeping;
    this.isInviting = parts.isInviting;
    this.exchangeLog = new ExchangeLog(parts.company.exchange, this.tally);
    this.typeIds = parts.typeIds;
    const sandboxUrl = new URL(parts.company.exchange.ewsUrl).origin;
    this.dwellers = parts.users.map((user, at) => {
      return { at, user, owner: new OwnerClient({ sandboxUrl, address: user.email }) };
    });
  }

  /** A town of its own in the database; everybody is switched on. */
  static async open(
    database: Database,
    chance: Chance,
    { users: size, keeping, isInviting }: TownOptions,
  ): Promise<Town> {
    const swappable = new SwappableDatabase(database);
    await countWritesOf(swappable);
    const settings = { participantsPolicy: isInviting ? 'invitations' : 'copies' } as const;
    const company = await Company.open(swappable, {
      settings,
      ...(keeping && { keyFile: keeping.keyFile }),
    });
    const { organization, aino, onni, helmi, types } = company.seeded;
    const users = [aino, onni, helmi];
    for (const [firstName, lastName] of MORE_PEOPLE.slice(0, Math.max(0, size - users.length))) {
      const user = await seedUser(swappable, { organization, firstName, lastName, role: 'user' });
      await company.exchange.control('POST', 'mailboxes', {
        primaryAddress: user.email,
        password: 'tahti-demo',
      });
      users.push(user);
    }
    const call = await insertActivityType(swappable.db, organization.id, {
      names: { fi: 'Puhelu', en: 'Call', sv: 'Samtal' },
      category: 'CalendarEntry',
      color: '#4dabf7',
      isActive: true,
      isDefault: false,
      isPaidLeave: false,
      code: '',
      sortOrder: 9,
    });
    const typeIds = [types.CalendarEntry, call.id, types.SalesEvent, types.Personal, types.Absences];
    const town = new Town({
      company,
      database: swappable,
      chance,
      keeping,
      isInviting,
      typeIds,
      users: users.slice(0, size),
    });
    await company.saveSettings({ ...settings, outgoingTypeIds: typeIds });
    for (const dweller of town.dwellers) {
      town.post.begins(dweller);
      await company.switchOn(dweller.user);
    }
    return town;
  }

  close(): Promise<void> {
    return this.company.close();
  }

  /**
   * Does what somebody does. Where the server refuses (another has taken the entry away meanwhile), nothing was
   * done, and the model goes back to what it knew.
   */
  async attempt(deed: (town: Town) => Promise<boolean>): Promise<boolean> {
    const before = [...this.things].map(([token, thing]) => [token, thing.copy()] as const);
    const away = [...this.away];
    const { length } = this.meetings;
    try {
      return await deed(this);
    } catch (error) {
      if (!(error instanceof OwnerRefused)) throw error;
      this.things.clear();
      for (const [token, thing] of before) this.things.set(token, thing);
      this.away.splice(0, this.away.length, ...away);
      this.meetings.length = length;
      this.tell(`(somebody was refused: ${error.code})`);
      return false;
    }
  }

  /** A new entry with a token of its own. */
  make(dweller: Dweller, origin: Thing['origin']): Thing {
    const thing = new Thing(`k${++this.#made}z`, dweller.at, origin);
    this.things.set(thing.token, thing);
    return thing;
  }

  /** A word that stands nowhere else. */
  word(): string {
    return `w${++this.#made}w`;
  }

  /** Writes a line of the story. */
  tell(line: string): void {
    this.lines.push(line);
  }

  someone(): Dweller {
    return this.chance.pick(this.dwellers);
  }

  nameOf(dweller: Dweller): string {
    return dweller.user.email.split('.')[0] ?? '';
  }

  thingOf(token: string): Thing {
    const thing = this.things.get(token);
    if (!thing) throw new Error(`nobody made ${token}`);
    return thing;
  }
}

interface TownParts {
  readonly company: Company;
  readonly database: SwappableDatabase;
  readonly chance: Chance;
  readonly keeping: Keeping | null;
  readonly isInviting: boolean;
  readonly typeIds: readonly string[];
  readonly users: readonly SeededUser[];
}
