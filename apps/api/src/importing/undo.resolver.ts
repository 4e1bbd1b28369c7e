import type { Refusal } from '@qingqian/rules/refusal'
import { Arg, Ctx, Field, ID, InputType, Int, Mutation, ObjectType, Resolver } from 'type-graphql'
import { type Context, signedIn } from '../access/context.ts'
import { type Undone, undoBatch } from '../ledger/undo-batch.ts'
import { resultOf } from '../platform/refusal.type.ts'
import { MoneyScalar } from '../platform/scalars.ts'

@ObjectType('ImportUndone')
export class ImportUndoneType {
  @Field(() => ID)
  importId!: string

  @Field(() => Int)
  payables!: number

  @Field(() => MoneyScalar)
  amount!: bigint
}

@InputType('UndoImportInput')
export class UndoImportInput {
  @Field(() => ID)
  requestId!: string

  @Field(() => ID)
  importId!: string

  @Field(() => String)
  reason!: string
}

const UndoImportResult = resultOf('UndoImportResult', ImportUndoneType, 'ImportUndone')

@Resolver()
export class UndoImportResolver {
  private readonly parts: Parameters<typeof undoBatch>[0]

  constructor(parts: Parameters<typeof undoBatch>[0]) {
    this.parts = parts
  }

  @Mutation(() => UndoImportResult, { description: 'Takes back everything an import brought, by reversing entries; refused when something later rests on it.' })
  undoImport(@Arg('input', () => UndoImportInput) input: UndoImportInput, @Ctx() context: Context): Promise<Undone | Refusal> {
    return undoBatch(this.parts, signedIn(context), input)
  }
}
