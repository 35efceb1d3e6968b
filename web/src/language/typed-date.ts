/**
 * A date (`YYYY-MM-DD`) as somebody types it: year first as in Swedish and in data, or day first as elsewhere in
 * the Nordics, whatever stands between the numbers. Null for what is no date, or not yet: the year has four digits.
 */
export function typedDate(text: string): string | null {
  const numbers = text
    .trim()
    .split(/[^\d]+/)
    .filter((part) => part !== '');
  if (numbers.length !== 3) return null;
  const [year = '', month = '', day = ''] = numbers[0]?.length === 4 ? numbers : numbers.toReversed();
  if (year.length !== 4 || month.length > 2 || day.length > 2) return null;
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const instant = new Date(`${date}T00:00:00Z`);
  // The 31st of a shorter month would roll over into the next one.
  return !Number.isNaN(instant.getTime()) && instant.toISOString().startsWith(date) ? date : null;
}
