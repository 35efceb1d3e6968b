/** An element that may come next, and the state after it. */
export interface Edge {
  readonly name: string;
  /** True for elements of the messages namespace, false for the types namespace. */
  readonly messages: boolean;
  readonly type: string;
  readonly to: State;
}

/** A place between two children of an element. `skips` can be passed without a child. */
export interface State {
  readonly edges: Edge[];
  readonly skips: State[];
  /** True where the element may end. */
  final: boolean;
}

/** Every state that can be reached from these without a child. */
export function closure(states: Iterable<State>): Set<State> {
  const reached = new Set(states);
  for (const state of reached) for (const next of state.skips) reached.add(next);
  return reached;
}
