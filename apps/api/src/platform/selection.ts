/** What a resolver's answer will be asked for next, so that one SQL can bring it along. */
import { type FieldNode, type GraphQLResolveInfo, type SelectionSetNode, Kind } from 'graphql'

type Looked = Pick<GraphQLResolveInfo, 'fieldNodes' | 'fragments'>

/** The fields called `name` at a path of field names below the one being resolved: `['nodes']`, `['edges', 'node']`. */
export function fieldsBelow({ fieldNodes, fragments }: Looked, path: readonly string[], name: string): FieldNode[] {
  let sets = fieldNodes.map((node) => node.selectionSet)
  for (const step of path) sets = fieldsOf(sets, step, fragments).map((node) => node.selectionSet)
  return fieldsOf(sets, name, fragments)
}

function fieldsOf(sets: readonly (SelectionSetNode | undefined)[], name: string, fragments: Looked['fragments']): FieldNode[] {
  const found: FieldNode[] = []
  const look = (set: SelectionSetNode): void => {
    for (const selection of set.selections) {
      if (selection.kind === Kind.FIELD) {
        if (selection.name.value === name) found.push(selection)
      } else if (selection.kind === Kind.INLINE_FRAGMENT) look(selection.selectionSet)
      else if (fragments[selection.name.value]) look(fragments[selection.name.value]!.selectionSet)
    }
  }
  for (const set of sets) if (set) look(set)
  return found
}

/** A whole-number argument of a field as it was given; undefined: not given. */
export function intArgument(field: FieldNode, name: string, variables: Readonly<Record<string, unknown>>): number | undefined {
  const value = field.arguments?.find((argument) => argument.name.value === name)?.value
  if (value?.kind === Kind.INT) return Number(value.value)
  const given = value?.kind === Kind.VARIABLE ? variables[value.name.value] : undefined
  return typeof given === 'number' ? given : undefined
}
