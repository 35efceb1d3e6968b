import { sharedParts } from './shared-parts.ts';
import type { State } from './state.ts';

interface Fragment {
  readonly from: State;
  readonly to: State;
}

const newState = (): State => ({ edges: [], skips: [], final: false });

/** Turns the content part of a type's notation into a machine of states (Thompson's construction). */
export class ContentModelReader {
  readonly #tokens: string[];
  #at = 0;

  constructor(notation: string) {
    const spelledOut = notation.replace(/%(\w+)/g, (_, name: string) => sharedParts[name] ?? '');
    this.#tokens = spelledOut.match(/\(|\)[?*+]?|\||[^\s()|]+/g) ?? [];
  }

  /** The first state of the machine; the last one is marked final. */
  read(): State {
    const whole = this.#alternatives();
    whole.to.final = true;
    return whole.from;
  }

  #alternatives(): Fragment {
    const choices = [this.#sequence()];
    while (this.#tokens[this.#at] === '|') {
      this.#at += 1;
      choices.push(this.#sequence());
    }
    if (choices.length === 1) return choices[0] as Fragment;
    const fragment = { from: newState(), to: newState() };
    for (const choice of choices) {
      fragment.from.skips.push(choice.from);
      choice.to.skips.push(fragment.to);
    }
    return fragment;
  }

  #sequence(): Fragment {
    const from = newState();
    let to = from;
    for (;;) {
      const token = this.#tokens[this.#at];
      if (token === undefined || token === '|' || token.startsWith(')')) return { from, to };
      const part = this.#term(token);
      to.skips.push(part.from);
      to = part.to;
    }
  }

  #term(token: string): Fragment {
    this.#at += 1;
    if (token !== '(') return repeated(elementFragment(token), token.at(-1) ?? '');
    const inside = this.#alternatives();
    const closing = this.#tokens[this.#at] ?? ')';
    this.#at += 1;
    return repeated(inside, closing.slice(1));
  }
}

function elementFragment(token: string): Fragment {
  const messages = token.startsWith('m:');
  const bare = (messages ? token.slice(2) : token).replace(/[?*+]$/, '');
  const colon = bare.indexOf(':');
  const fragment = { from: newState(), to: newState() };
  fragment.from.edges.push({
    name: bare.slice(0, colon),
    messages,
    type: bare.slice(colon + 1),
    to: fragment.to,
  });
  return fragment;
}

function repeated(inside: Fragment, sign: string): Fragment {
  if (sign === '?' || sign === '*') inside.from.skips.push(inside.to);
  if (sign === '*' || sign === '+') inside.to.skips.push(inside.from);
  // A repeated part is wrapped, so that its loop cannot be entered from the part that follows.
  if (sign !== '?' && sign !== '*' && sign !== '+') return inside;
  const wrapped = { from: newState(), to: newState() };
  wrapped.from.skips.push(inside.from);
  inside.to.skips.push(wrapped.to);
  return wrapped;
}
