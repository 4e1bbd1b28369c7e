import { Arg, Ctx, FieldResolver, Resolver, Root, Subscription } from 'type-graphql'
import { type Caller, may, sees } from '../access/caller.ts'
import { type Context, signedIn } from '../access/context.ts'
import { forbidden, notFound } from '../platform/failure.ts'
import { type Changes, presentThenChanges } from '../platform/live.ts'
import { DateScalar } from '../platform/scalars.ts'
import { type LiveParts, totalsTopic } from '../rollup/totals.resolver.ts'
import type { Unit } from '../units/tree.ts'
import { UnitType } from '../units/unit.type.ts'
import type { Board, DailyBoards } from './daily-board.ts'
import { DailyBoardType, MovementType } from './daily.type.ts'
import type { Movement } from './position.ts'
import { ALL_REPORTS, reportsTopic } from './report-signals.ts'

/** What the schema's `live` extension holds for the board besides the totals' parts. */
export interface BoardLiveParts extends LiveParts {
  boards: DailyBoards
}

@Resolver(() => UnitType)
export class UnitDailyBoardResolver {
  private readonly boards: DailyBoards

  constructor(boards: DailyBoards) {
    this.boards = boards
  }

  @FieldResolver(() => DailyBoardType, { nullable: true, description: 'Who reported that day and who did not; null where the unit did not stand yet.' })
  dailyBoard(@Root() unit: Unit, @Arg('day', () => DateScalar) day: string, @Ctx() context: Context): Promise<Board | null> {
    authorise(signedIn(context), unit)
    return this.boards.read(unit, day)
  }
}

@Resolver(() => DailyBoardType)
export class DailyBoardResolver {
  @FieldResolver(() => [MovementType], { description: 'What was recorded below since the deadline of the day before, by kind of entry; of a closed day until its own deadline.' })
  movements(@Root() board: Board): Promise<Movement[]> {
    return board.movements()
  }
}

@Resolver()
export class DailyBoardChangedResolver {
  @Subscription(() => DailyBoardType, {
    description: 'The present state at once, then every change: a signature, a payment, the deadline. A reconnect starts with the present state again.',
    subscribe: ({ args, context, info }) => {
      const { units, boards, changes } = info.schema.extensions.live as BoardLiveParts
      const { unit: code, day } = args as { unit: string; day: string }
      const caller = signedIn(context as Context)
      const unit = units.get(code)
      if (!unit || !sees(caller, unit)) throw notFound()
      authorise(caller, unit)
      return boardThenChanges(changes, boards, unit, day)
    },
  })
  dailyBoard(@Root() board: Board, @Arg('unit', () => String) _unit: string, @Arg('day', () => DateScalar) _day: string): Board {
    return board
  }
}

/** The board now, and again after every signature, every fold into the unit's totals and at every deadline. */
export function boardThenChanges(changes: Changes, boards: DailyBoards, unit: Unit, day: string): AsyncGenerator<Board, void, void> {
  return presentThenChanges(changes, [ALL_REPORTS, reportsTopic(unit.code), totalsTopic(unit.code)], async () => {
    const board = await boards.watch(unit, day)
    if (!board) throw notFound()
    return board
  })
}

function authorise(caller: Caller, unit: Unit): void {
  if (!may(caller, 'REPORTS') || !sees(caller, unit)) throw forbidden()
}
