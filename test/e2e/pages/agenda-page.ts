import type { CalendarLine } from '../../fixtures/real-week/lines.ts';
import type { Person } from './person.ts';

/** The calendar page's agenda of one week. */
export class AgendaPage {
  readonly #person: Person;

  constructor(person: Person) {
    this.#person = person;
  }

  async open(monday: string): Promise<void> {
    await this.#person.goTo(`/calendar?view=agenda&date=${monday}`);
    await this.#person.page.locator('[data-activity]').first().waitFor();
  }

  /** Every line as it is drawn, day by day. */
  async lines(): Promise<readonly CalendarLine[]> {
    const drawn = await this.#person.page.locator('[data-activity]').evaluateAll((entries) =>
      entries.map((entry) => {
        const day = entry.closest('[role=listitem]:has(> [data-date])')?.querySelector('[data-date]');
        const text = (part: string) => entry.querySelector(`[class*=${part}]`)?.textContent?.trim() ?? '';
        return {
          day: day?.getAttribute('data-date') ?? '',
          time: text('_time_'),
          subject: text('_title_'),
        };
      }),
    );
    return drawn.map((line) => ({ ...line, time: line.time === 'All-day' ? 'all day' : line.time }));
  }
}
