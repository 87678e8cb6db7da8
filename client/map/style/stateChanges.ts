export type FeatureState = Readonly<Record<string, unknown>>
export type FeatureStates = ReadonlyMap<string, FeatureState>

/** The features whose state is new or differs, and those that must lose the state they had. */
export function stateChanges(
  previous: FeatureStates,
  next: FeatureStates,
): { set: [string, FeatureState][]; remove: string[] } {
  const differs = ([id, state]: [string, FeatureState]) => JSON.stringify(previous.get(id)) !== JSON.stringify(state)
  return {
    set: [...next].filter(differs),
    remove: [...previous.keys()].filter((id) => !next.has(id)),
  }
}
