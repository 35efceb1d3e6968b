/** Line ends as `\n`, no white space at the ends of lines and of the text: what servers change by themselves. */
export function tidyText(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n')
    .trim();
}
