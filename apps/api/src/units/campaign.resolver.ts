import { Field, ObjectType, Query, Resolver } from 'type-graphql'
import { DateScalar } from '../platform/scalars.ts'
import type { Units } from './units.ts'

/** The policy in force, as far as screens need it: dates that figures are measured against, and where they come from. */
@ObjectType('Campaign', { description: 'The notice in force: cut-off, baseline, deadlines.' })
export class CampaignType {
  @Field(() => String, { description: 'The notice, as offices cite it.' })
  title!: string

  @Field(() => DateScalar, { description: 'First day overdue on or after it: SINCE_CUTOFF.' })
  cutoff!: string

  @Field(() => DateScalar, { description: 'Payments effective on or after it are 已偿还金额 of the official figures.' })
  baseline!: string

  @Field(() => DateScalar, { description: 'What formed since the cut-off is to be cleared by this day.' })
  deadlineSince!: string

  @Field(() => DateScalar, { description: 'What is undisputed of the older arrears is to be cleared by this day.' })
  deadlineBefore!: string

  @Field(() => String, { description: 'Time of day, in Asia/Shanghai, from which a daily report is late: "17:00".' })
  dailyDue!: string
}

@Resolver()
export class CampaignResolver {
  private readonly units: Units

  constructor(units: Units) {
    this.units = units
  }

  @Query(() => CampaignType)
  campaign(): CampaignType {
    return { ...this.units.policy() }
  }
}
