/** What administrators and users set and switch. */
import { setPaused } from '../../../src/store/synchronizations.ts';
import type { Weighted } from './chance.ts';
import { forgetCopies, takeBack } from './taking-back.ts';
import type { Dweller, Town } from './town.ts';
import type { Happening } from './trouble.ts';

const policies = ['newest', 'activities', 'mailbox'] as const;

const chooseConflictPolicy: Happening = async (town) => {
  const conflictPolicy = town.chance.pick(policies);
  await save(town, { conflictPolicy });
  town.tell(`conflicts are decided by ${conflictPolicy}`);
  return true;
};

const chooseLimit: Happening = async (town) => {
  const deletionLimit = town.chance.pick([0, 1, 3, 50]);
  await save(town, { deletionLimit });
  town.tell(`more than ${deletionLimit} deletions wait for a person`);
  return true;
};

const chooseTypes: Happening = async (town) => {
  const outgoingTypeIds = town.typeIds.filter(() => town.chance.happens(70));
  if (outgoingTypeIds.length === 0) return false;
  await save(town, { outgoingTypeIds });
  town.deeds.upheavals += 1;
  town.tell(`${outgoingTypeIds.length} types of activities go out`);
  return true;
};

const switchOffAndOn: Happening = async (town) => {
  const dweller = town.someone();
  const isOn = await town.company.isSwitchedOn(dweller.user);
  if (isOn) await town.company.switchOff(dweller.user, 'keep');
  else await switchOn(town, dweller);
  town.tell(`${town.nameOf(dweller)} switches ${isOn ? 'off' : 'on'}`);
  return true;
};

/** On again, with what taking back has left. */
export async function switchOn(town: Town, dweller: Dweller): Promise<void> {
  const { company } = town;
  forgetCopies(town, dweller);
  town.post.begins(dweller);
  await company.switchOn(dweller.user);
  const { organizationId } = company;
  if (town.isListening)
    await company.engine.enqueue({ organizationId, userId: dweller.user.id, trigger: 'switchedOn' });
}

const pauseAndGoOn: Happening = async (town) => {
  const dweller = town.someone();
  const isPaused = await pause(town, dweller, true);
  if (!isPaused) await pause(town, dweller, false);
  town.tell(`${town.nameOf(dweller)} ${isPaused ? 'pauses' : 'goes on'}`);
  return true;
};

export function pause(town: Town, { user }: Dweller, paused: boolean): Promise<boolean> {
  const { database, organizationId } = town.company;
  return setPaused(database.db, organizationId, user.id, paused, new Date(town.company.now()).toISOString());
}

interface Settings {
  conflictPolicy: (typeof policies)[number];
  deletionLimit: number;
  outgoingTypeIds: readonly string[];
}

/** Changes one setting; the others stay as they were chosen. */
async function save(town: Town, change: Partial<Settings>): Promise<void> {
  Object.assign(settingsOf(town), change);
  const { outgoingTypeIds, ...others } = settingsOf(town);
  await town.company.saveSettings({
    ...others,
    outgoingTypeIds: [...outgoingTypeIds],
    participantsPolicy: town.isInviting ? 'invitations' : 'copies',
  });
}

/** What goes out at this moment. */
export function outgoingTypes(town: Town): readonly string[] {
  return settingsOf(town).outgoingTypeIds;
}

/** Everything as it was at the beginning, but for the conflict policy, of which calm asks nothing. */
export async function restoreSettings(town: Town): Promise<void> {
  await save(town, { deletionLimit: 50 });
}

const chosen = new WeakMap<Town, Settings>();

function settingsOf(town: Town): Settings {
  const known = chosen.get(town);
  if (known) return known;
  const first: Settings = { conflictPolicy: 'newest', deletionLimit: 50, outgoingTypeIds: town.typeIds };
  chosen.set(town, first);
  return first;
}

export const choices: readonly Weighted<Happening>[] = [
  { weight: 2, what: chooseConflictPolicy },
  { weight: 1, what: chooseLimit },
  { weight: 1, what: chooseTypes },
  { weight: 2, what: switchOffAndOn },
  { weight: 2, what: takeBack },
  { weight: 1, what: pauseAndGoOn },
];
