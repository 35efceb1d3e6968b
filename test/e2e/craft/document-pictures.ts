import { fileURLToPath } from 'node:url';
import type { Installation } from './installation.ts';
import type { Onlooker } from './onlooker.ts';

const folder = fileURLToPath(new URL('../../../docs/images/', import.meta.url));

/** The few pictures that README and guides show, in English and in the light. */
export async function takeDocumentPictures(installation: Installation): Promise<void> {
  const user = await installation.visit('user');
  await picture(user, 'calendar', '/calendar?view=week');
  await picture(user, 'my-synchronization', '/profile/calendar-synchronization');
  await picture(user, 'log', '/log');
  await user.leave();
  const administrator = await installation.visit('administrator');
  await picture(administrator, 'exchange-settings', '/settings/exchange');
  await picture(administrator, 'health', '/health');
  await picture(administrator, 'users', '/settings/users');
  await administrator.leave();
}

async function picture(onlooker: Onlooker, name: string, address: string): Promise<void> {
  await onlooker.open(address);
  await onlooker.inScheme('light');
  await onlooker.page.screenshot({ path: `${folder}${name}.png` });
}
