/** node(id): each part of the system tells once how its things are found; what the caller may not see is not found. */
import { Arg, Ctx, ID, Query, Resolver } from 'type-graphql'
import { type IdKind, localId } from '../platform/global-id.ts'
import { NodeType, asNode } from '../units/unit.type.ts'
import type { Units } from '../units/units.ts'
import { sees } from './caller.ts'
import { type Context, signedIn } from './context.ts'

export interface LocalId {
  readonly county: string
  readonly local: string
}

type Find = (id: LocalId, context: Context) => Promise<object | null> | object | null

export class NodeFinders {
  private readonly finders = new Map<IdKind, { typename: string; find: Find }>()

  /** @param typename the API's type of what `find` answers @param find must itself hide what the caller may not see */
  register(kind: IdKind, typename: string, find: Find): void {
    this.finders.set(kind, { typename, find })
  }

  async find(id: string, context: Context): Promise<object | null> {
    const kind = id[0] as IdKind
    const finder = this.finders.get(kind)
    const local = finder && localId(id, kind)
    const found = local ? await finder.find(local, context) : null
    return found && asNode(finder!.typename, found)
  }
}

/** How units are found. */
export function registerUnits(finders: NodeFinders, units: Units): void {
  finders.register('U', 'Unit', ({ county, local }, context) => {
    const unit = units.get(local)
    return unit && unit.countyId === county && sees(signedIn(context), unit) ? unit : null
  })
}

@Resolver()
export class NodeResolver {
  private readonly finders: NodeFinders

  constructor(finders: NodeFinders) {
    this.finders = finders
  }

  @Query(() => NodeType, { nullable: true })
  node(@Arg('id', () => ID) id: string, @Ctx() context: Context): Promise<object | null> {
    signedIn(context)
    return this.finders.find(id, context)
  }
}
