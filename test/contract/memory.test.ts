import { LIKE_STRICT_ACTIVITIES } from '../../src/sides/memory/memory-limits.ts';
import { MemorySide, type MemorySideOptions } from '../../src/sides/memory/memory-side.ts';
import { describeSide, type SideHarness } from './side-contract.ts';

/** A memory side with its calendar as the other client sees it. */
async function harness(options: MemorySideOptions): Promise<SideHarness> {
  const side = new MemorySide({ address: 'me@esimerkki.example', ...options });
  const organiser = 'pat@else.example';
  let seen = 0;
  return {
    side,
    otherClient: {
      create: async (entry) => side.calendar.create(entry).id,
      update: async (id, patch) => void side.calendar.update(id, patch),
      delete: async (id) => void side.calendar.delete(id),
      list: async () => side.calendar.list(),
    },
    loseCursor: async () => side.calendar.loseCursors(),
    close: () => side.close(),
    types: { open: 'type-meeting', personal: 'type-personal' },
    meetings: {
      organiser,
      invited: async (entry) => {
        const pat = { address: organiser, name: 'Pat', role: 'required', answer: 'accepted' } as const;
        const facts = { standing: 'guest', organiser } as const;
        return side.calendar.create({ ...entry, participants: [pat] }, facts).id;
      },
      mails: async () => {
        const before = seen;
        seen = side.mails.length;
        return seen - before;
      },
      elsewhere: async (entry) => side.calendar.createElsewhere(entry),
      colleagueId: 'colleague',
    },
  };
}

describeSide('memory mailbox', () => harness({ name: 'mailbox' }), {
  traits: { editedBody: 'becomesText', meetings: 'sendsMail' },
});

describeSide('memory activities', () => harness({ name: 'activities' }), {
  traits: { meetings: 'areShared' },
});

describeSide(
  'memory activities with whole minutes and fixed privacy',
  () => harness({ name: 'activities', limits: LIKE_STRICT_ACTIVITIES, pageSize: 100 }),
  { traits: { privacy: 'fixedAtCreation', meetings: 'areShared' } },
);
