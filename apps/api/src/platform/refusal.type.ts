import { type Language, type Refusal, isRefusal, sentence } from '@qingqian/rules/refusal'
import { type ClassType, Ctx, Field, FieldResolver, ObjectType, Resolver, Root, createUnionType } from 'type-graphql'

/** An expected no, as data. Its source is the rules' Refusal. */
@ObjectType('Refusal', { description: 'An expected no. `code` is one of docs/api refusal codes, `message` a sentence for a person in the caller\'s language, `field` the input at fault.' })
export class RefusalType {
  @Field(() => String)
  code!: string

  @Field(() => String)
  message!: string

  @Field(() => String, { nullable: true })
  field?: string | null
}

@Resolver(() => RefusalType)
export class RefusalResolver {
  @FieldResolver(() => String)
  code(@Root() refusal: Refusal): string {
    return refusal.refusal
  }

  @FieldResolver(() => String)
  message(@Root() refusal: Refusal, @Ctx() context: { language: Language }): string {
    return sentence(refusal, context.language)
  }
}

/** The result of a mutation: what it made, or a Refusal. */
export function resultOf<Made extends object>(name: string, made: ClassType<Made>, madeName: string): Made | RefusalType {
  return createUnionType({
    name,
    types: () => [made, RefusalType] as const,
    resolveType: (value) => (isRefusal(value) ? 'Refusal' : madeName),
  }) as unknown as Made | RefusalType
}
