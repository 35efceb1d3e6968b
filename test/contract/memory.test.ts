import { LIKE_STRICT_ACTIVITIES } from '../../src/sides/memory/memory-limits.ts';
import { MemorySide, type MemorySideOptions } from '../../src/sides/memory/memory-side.ts';
import { describeSide, type SideHarness } from './side-contract.ts';

/** A memory side with its calendar as the other client sees it. */
async function harness(options: MemorySideOptions): Promise<SideHarness> {
  const side = new MemorySide(options);
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
  };
}

describeSide('memory mailbox', () => harness({ name: 'mailbox' }), {
  traits: { editedBody: 'becomesText' },
});

describeSide('memory activities', () => harness({ name: 'activities' }));

describeSide(
  'memory activities with whole minutes and fixed privacy',
  () => harness({ name: 'activities', limits: LIKE_STRICT_ACTIVITIES, pageSize: 100 }),
  { traits: { privacy: 'fixedAtCreation' } },
);
