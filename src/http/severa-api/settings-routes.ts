import { z } from 'zod';
import { readAddOn } from '../../store/add-ons.ts';
import { findOrganization } from '../../store/organizations.ts';
import type { Api, HttpParts } from '../parts.ts';
import { GuidParams } from './activity-routes.ts';
import { callerOf } from './caller.ts';
import { notFound } from './severa-error.ts';
import { TIME_ZONES, timeZoneModel } from './time-zones.ts';
import { TimeZone } from './user-model.ts';

/** Severa's `OrganizationDetailsOutputModel`, as far as the workspace knows the company. */
const OrganizationDetails = z.object({
  guid: z.string(),
  name: z.string(),
  timezone: z.object({ guid: z.string(), name: z.string() }),
  activeAddons: z.array(z.string()),
});

/** `localization/timezones` and `organizationdetails`. */
export function settingsRoutes(api: Api, { database: { db } }: HttpParts): void {
  const zones = { summary: 'Time zones', response: { 200: z.array(TimeZone) } };
  const config = { scope: 'settings:read' } as const;
  api.get('/v1/localization/timezones', { schema: zones, config }, async () => [...TIME_ZONES]);

  const zone = { summary: 'A time zone', params: GuidParams, response: { 200: TimeZone } };
  api.get('/v1/localization/timezones/:guid', { schema: zone, config }, async (request) => {
    const { guid } = request.params;
    const found = TIME_ZONES.find((one) => one.guid === guid.toLowerCase());
    if (found) return found;
    throw notFound('Time zone', 'guid', guid);
  });

  const details = { summary: 'The organization', response: { 200: OrganizationDetails } };
  const scope = { scope: 'organization:read' } as const;
  api.get('/v1/organizationdetails', { schema: details, config: scope }, async (request) => {
    const { organizationId } = callerOf(request);
    const organization = await findOrganization(db, organizationId);
    if (!organization) throw notFound('Organization', 'guid', organizationId);
    const { isActive } = await readAddOn(db, organizationId);
    const { guid, name } = timeZoneModel(organization.timeZone);
    return {
      guid: organization.id,
      name: organization.name,
      timezone: { guid, name },
      activeAddons: isActive ? ['Microsoft Exchange calendar synchronization'] : [],
    };
  });
}
