import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newActivity } from '../../test/fixtures/activity-samples.ts';
import { freshDatabase, type TestDatabase } from '../../test/fixtures/database.ts';
import { type SeededOrganization, seedOrganization } from '../../test/fixtures/database-seed.ts';
import { createActivities } from './activities/create-activities.ts';
import {
  type ActivityTypeForm,
  deleteActivityType,
  findActivityType,
  insertActivityType,
  listActivityTypes,
  updateActivityType,
} from './activity-types.ts';
import { CALENDAR_SYNCHRONIZATION, readAddOn, setAddOn } from './add-ons.ts';
import {
  type ExchangeSettingsChange,
  readExchangeSecret,
  readExchangeSettings,
  saveExchangeSettings,
} from './exchange-settings.ts';
import { loadSecretKey, type SecretKey } from './secrets.ts';

const NOW = '2026-11-24T10:00:00.000Z';

describe('settings', () => {
  let database: TestDatabase;
  let seed: SeededOrganization;
  let organizationId: string;
  let key: SecretKey;
  beforeAll(async () => {
    database = await freshDatabase();
    seed = await seedOrganization(database);
    organizationId = seed.organization.id;
    key = await loadSecretKey({ env: randomBytes(32).toString('base64'), keyFile: null });
  });
  afterAll(() => database.close());

  it('have an add-on that is inactive until somebody activates it', async () => {
    expect(await readAddOn(database.db, organizationId)).toEqual({
      isActive: false,
      changedAt: null,
      changedBy: null,
    });
    const change = { isActive: true, changedAt: NOW, changedBy: seed.aino.id };
    await setAddOn(database.db, organizationId, CALENDAR_SYNCHRONIZATION, change);
    expect(await readAddOn(database.db, organizationId)).toEqual(change);
  });

  describe('of Exchange', () => {
    const change = (fields: Partial<ExchangeSettingsChange> = {}): ExchangeSettingsChange => ({
      version: 'office365-ews',
      signInWay: 'password',
      cloud: 'worldwide',
      tenant: '',
      applicationId: '',
      delegateUserName: 'sync.delegate@esimerkki.example',
      secret: 'delegate-demo',
      netbiosDomain: '',
      ewsUrl: 'https://mail.esimerkki.example/EWS/Exchange.asmx',
      outgoingTypeIds: [seed.types.CalendarEntry, seed.types.Personal],
      defaultTypeId: seed.types.CalendarEntry,
      conflictPolicy: 'newest',
      participantsPolicy: 'copies',
      daysBack: 30,
      daysAhead: 365,
      deletionLimit: 50,
      testedAt: NOW,
      savedAnyway: false,
      updatedAt: NOW,
      updatedBy: seed.aino.id,
      ...fields,
    });
    const save = (fields: Partial<ExchangeSettingsChange> = {}) =>
      saveExchangeSettings(database.db, key, organizationId, change(fields));

    it('come back without the secret, which is asked for by itself', async () => {
      await save();
      const { secret, ...rest } = change();
      expect(await readExchangeSettings(database.db, organizationId)).toEqual({
        ...rest,
        organizationId,
        hasSecret: true,
        moveId: null,
      });
      expect(await readExchangeSecret(database.db, key, organizationId, 'password')).toBe(secret);
    });

    it('keep the stored secret when none is given', async () => {
      await save();
      await save({ secret: null, delegateUserName: 'other@esimerkki.example' });
      expect(await readExchangeSecret(database.db, key, organizationId, 'password')).toBe('delegate-demo');
      const settings = await readExchangeSettings(database.db, organizationId);
      expect(settings?.delegateUserName).toBe('other@esimerkki.example');
    });

    it('forget the secret with the way of signing in to which it belonged', async () => {
      await save();
      await save({ signInWay: 'application', secret: null });
      await save({ secret: null });
      expect(await readExchangeSecret(database.db, key, organizationId, 'password')).toBeNull();
      await save({ signInWay: 'application', secret: 'of the application' });
      expect(await readExchangeSecret(database.db, key, organizationId, 'password')).toBeNull();
      const way = 'application';
      expect(await readExchangeSecret(database.db, key, organizationId, way)).toBe('of the application');
    });

    it('never let the secret into the database as it is', async () => {
      await save({ secret: 'very-secret-words' });
      const { rows } = await database.pool.query('select * from exchange_settings');
      expect(JSON.stringify(rows)).not.toContain('very-secret-words');
    });

    it('are not there before they were saved', async () => {
      const other = await seedOrganization(database);
      expect(await readExchangeSettings(database.db, other.organization.id)).toBeUndefined();
      expect(await readExchangeSecret(database.db, key, other.organization.id, 'password')).toBeNull();
    });

    it('cannot name another company’s type', async () => {
      const other = await seedOrganization(database);
      await expect(save({ defaultTypeId: other.types.CalendarEntry })).rejects.toThrow();
    });
  });

  describe('of activity types', () => {
    const form = (fields: Partial<ActivityTypeForm> = {}): ActivityTypeForm => ({
      names: { fi: 'Koulutus', en: 'Training', sv: 'Utbildning' },
      category: 'CalendarEntry',
      color: '#74c0fc',
      isActive: true,
      isDefault: false,
      isPaidLeave: false,
      code: 'KOU',
      sortOrder: 9,
      ...fields,
    });

    it('come back as they were added, in their order', async () => {
      const made = await insertActivityType(database.db, organizationId, form());
      expect(made).toMatchObject(form());
      expect(await findActivityType(database.db, organizationId, made.id)).toEqual(made);
      expect((await listActivityTypes(database.db, organizationId)).at(-1)?.id).toBe(made.id);
      const personal = await listActivityTypes(database.db, organizationId, { category: 'Personal' });
      expect(personal.map((type) => type.id)).toEqual([seed.types.Personal]);
    });

    it('have one default, which a new one takes over', async () => {
      const made = await insertActivityType(database.db, organizationId, form({ isDefault: true }));
      const defaults = (await listActivityTypes(database.db, organizationId)).filter(
        (type) => type.isDefault,
      );
      expect(defaults.map((type) => type.id)).toEqual([made.id]);
      await updateActivityType(database.db, organizationId, seed.types.CalendarEntry, { isDefault: true });
      expect((await findActivityType(database.db, organizationId, made.id))?.isDefault).toBe(false);
    });

    it('change all but their category', async () => {
      const made = await insertActivityType(database.db, organizationId, form());
      const names = { fi: 'Kurssi', en: 'Course', sv: 'Kurs' };
      const changed = await updateActivityType(database.db, organizationId, made.id, {
        names,
        isActive: false,
      });
      expect(changed).toMatchObject({ names, isActive: false, category: 'CalendarEntry', code: 'KOU' });
    });

    it('are deleted only where nothing uses them', async () => {
      const made = await insertActivityType(database.db, organizationId, form());
      await createActivities(database.db, organizationId, [newActivity(seed, { typeId: made.id })], null);
      const remove = (id: string) => deleteActivityType(database.db, organizationId, id);
      expect(await remove(made.id)).toBe('inUse');
      const unused = await insertActivityType(database.db, organizationId, form());
      expect(await remove(unused.id)).toBe('deleted');
      expect(await remove(unused.id)).toBe('missing');
    });
  });
});
