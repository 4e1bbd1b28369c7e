import type { Role } from '@qingqian/rules/permission'
import type { Refusal } from '@qingqian/rules/refusal'
import { Arg, Ctx, Field, ID, InputType, Mutation, ObjectType, Query, Resolver } from 'type-graphql'
import { forbidden } from '../platform/failure.ts'
import { resultOf } from '../platform/refusal.type.ts'
import { DateTimeScalar } from '../platform/scalars.ts'
import type { Unit } from '../units/tree.ts'
import { UnitType } from '../units/unit.type.ts'
import type { Units } from '../units/units.ts'
import { may, sees } from './caller.ts'
import { type Context, signedIn } from './context.ts'
import type { Account, Accounts } from './roles.ts'
import { RoleWord } from './viewer.type.ts'

@ObjectType('Account', { description: 'An account as its administrators see it.' })
export class AccountType {
  @Field(() => String)
  account!: string

  @Field(() => String)
  name!: string

  @Field(() => RoleWord)
  role!: Role

  @Field(() => UnitType)
  unit!: Unit

  @Field(() => Boolean)
  activated!: boolean

  @Field(() => DateTimeScalar, { nullable: true })
  lockedUntil?: number | null

  @Field(() => DateTimeScalar, { nullable: true })
  closedAt?: number | null
}

export const AccountResult = resultOf('AccountResult', AccountType, 'Account')

@InputType('AccountInput')
export class AccountInput {
  @Field(() => ID)
  requestId!: string

  @Field(() => String)
  account!: string
}

@InputType('AssignRoleInput')
export class AssignRoleInput extends AccountInput {
  @Field(() => RoleWord)
  role!: Role
}

/** 安全员: roles, closing, unlocking. */
@Resolver()
export class RolesResolver {
  private readonly directory: Accounts
  private readonly units: Units

  constructor(accounts: Accounts, units: Units) {
    this.directory = accounts
    this.units = units
  }

  @Query(() => [AccountType], { description: 'The accounts of a unit, for SYSTEM and SECURITY.' })
  async accounts(@Arg('unit', () => String) code: string, @Ctx() context: Context): Promise<Account[]> {
    const caller = signedIn(context)
    if (!may(caller, 'USERS') && !may(caller, 'ROLES')) throw forbidden()
    const unit = this.units.get(code)
    return unit && sees(caller, unit) ? this.directory.of(unit) : []
  }

  @Mutation(() => AccountResult, { description: 'An administrator\'s account keeps its role. All sessions of the account end.' })
  assignRole(@Arg('input', () => AssignRoleInput) input: AssignRoleInput, @Ctx() context: Context): Promise<Account | Refusal> {
    return this.directory.assignRole(signedIn(context), input)
  }

  @Mutation(() => AccountResult)
  closeAccount(@Arg('input', () => AccountInput) input: AccountInput, @Ctx() context: Context): Promise<Account | Refusal> {
    return this.directory.closeAccount(signedIn(context), input)
  }

  @Mutation(() => AccountResult)
  unlockAccount(@Arg('input', () => AccountInput) input: AccountInput, @Ctx() context: Context): Promise<Account | Refusal> {
    return this.directory.unlockAccount(signedIn(context), input)
  }
}
