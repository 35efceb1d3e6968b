import type { Locator } from 'playwright-core';
import type { Person } from './person.ts';

/** An activity opened on the calendar page, in English. */
export class ActivityDialog {
  readonly #person: Person;
  readonly #dialog: Locator;

  /** A dialog that is open already. */
  constructor(person: Person) {
    this.#person = person;
    this.#dialog = person.page.getByRole('dialog');
  }

  /** Opens the form for a new activity. */
  static async create(person: Person): Promise<ActivityDialog> {
    await person.page.getByRole('button', { name: 'New activity' }).click();
    const dialog = new ActivityDialog(person);
    await dialog.field('Subject').waitFor();
    return dialog;
  }

  /** Opens the first activity in sight that has a subject. */
  static async open(person: Person, subject: string): Promise<ActivityDialog> {
    await person.page.locator('[data-activity]').filter({ hasText: subject }).first().click();
    const dialog = new ActivityDialog(person);
    await dialog.#dialog.waitFor();
    return dialog;
  }

  get root(): Locator {
    return this.#dialog;
  }

  /** The input with a label. */
  field(label: string): Locator {
    const inputs = this.#person.page.locator('input:not([type=hidden])');
    return this.#dialog.getByLabel(label, { exact: true }).and(inputs);
  }

  async choose(label: string, option: string): Promise<void> {
    await this.field(label).click();
    await this.#person.page.getByRole('option', { name: option, exact: true }).click();
  }

  /** Types an address as a guest and goes on to the next. */
  async addGuest(address: string): Promise<void> {
    await this.field('People from outside').fill(address);
    await this.field('People from outside').press('Enter');
  }

  /** The rule as the form reads it out. */
  rule(): Locator {
    return this.#dialog.locator('[data-rule-in-words]');
  }

  /** What stands beside a name in the list of people. */
  async answerOf(name: string): Promise<string> {
    const line = this.#dialog.getByRole('listitem').filter({ hasText: name });
    return ((await line.textContent()) ?? '').replace(name, '').trim();
  }

  async save(): Promise<void> {
    await this.#dialog.getByRole('button', { name: 'Save', exact: true }).click();
  }

  async saved(): Promise<void> {
    await this.save();
    await this.#dialog.waitFor({ state: 'hidden' });
  }

  async close(): Promise<void> {
    await this.#person.page.keyboard.press('Escape');
    await this.#dialog.waitFor({ state: 'hidden' });
  }
}
