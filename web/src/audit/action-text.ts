import { useKnownText } from '../language/known-text.ts';

/** What was done, in words: most actions are kinds of the log as well. */
export function useActionText(): (action: string) => string {
  const known = useKnownText();
  return (action) => known(`audit.action.${action}`) ?? known(`kind.${action}`) ?? action;
}

/** What about the action: which file, which decision, how it went. */
export function useCodeText(): (code: string) => string {
  const known = useKnownText();
  return (code) => known(`audit.code.${code}`) ?? known(`reason.${code}`) ?? code;
}
