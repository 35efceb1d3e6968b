/** The words of a language file: groups in groups, with a text at each end. */
export interface Words {
  readonly [name: string]: string | Words;
}

/**
 * What is loaded before the first page shows: whole groups that the frame, the sign-in and the calendar need,
 * whatever may go wrong there, and the names of all pages. Other pages load the rest together with themselves.
 */
const GROUPS: ReadonlySet<string> = new Set([
  ...['busy', 'calendar', 'category', 'common', 'failure', 'field', 'forgot', 'noEntry', 'notFound'],
  ...['people', 'recurrence', 'role', 'setPassword', 'shell', 'signIn', 'unsaved'],
]);
/** Where the titles of the other pages stand. */
const TITLES: readonly string[][] = [
  ...['addOns', 'audit', 'companies', 'exchange', 'health', 'log', 'mine', 'mySignIn', 'users'].map(
    (group) => [group],
  ),
  ['guide', 'answers'],
];

/** The words that come first. */
export function firstWords(words: Words): Words {
  const groups = Object.entries(words).filter(([group]) => GROUPS.has(group));
  const titles = TITLES.map((path) => titleAt(words, path));
  return Object.assign(Object.fromEntries(groups), ...titles);
}

/** All words that do not come first, and some titles once more. */
export function otherWords(words: Words): Words {
  return Object.fromEntries(Object.entries(words).filter(([group]) => !GROUPS.has(group)));
}

/** The title at a path, with the groups around it and nothing else of them. */
function titleAt(words: Words, [name, ...inner]: readonly string[]): Words {
  if (name === undefined) return { title: words.title ?? '' };
  const group = words[name];
  return { [name]: typeof group === 'object' ? titleAt(group, inner) : '' };
}
