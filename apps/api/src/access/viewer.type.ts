/** What the API shows of people: the viewer, a session, an account. */
import { ROLES, type Role } from '@qingqian/rules/permission'
import { Field, ObjectType } from 'type-graphql'
import { resultOf } from '../platform/refusal.type.ts'
import { DateTimeScalar } from '../platform/scalars.ts'
import type { Unit } from '../units/tree.ts'
import { UnitType, words } from '../units/unit.type.ts'
import type { Caller } from './caller.ts'

export const RoleWord = words('Role', ROLES)

@ObjectType('Viewer')
export class ViewerType {
  @Field(() => String)
  account!: string

  @Field(() => String)
  name!: string

  @Field(() => RoleWord, { description: 'An API key, which only reads, is an OBSERVER.' })
  role!: Role

  @Field(() => UnitType)
  unit!: Unit

  @Field(() => [String])
  permissions!: readonly string[]
}

@ObjectType('Session', { description: 'token is null when cookie: true was asked for and the cookie was set.' })
export class SessionType {
  @Field(() => String, { nullable: true })
  token?: string | null

  @Field(() => DateTimeScalar)
  expiresAt!: number

  @Field(() => ViewerType)
  viewer!: ViewerType
}

@ObjectType('SignedOut')
export class SignedOutType {
  @Field(() => DateTimeScalar)
  at!: number
}

export const SignInResult = resultOf('SignInResult', SessionType, 'Session')

export function viewerOf(caller: Caller): ViewerType {
  return { account: caller.account, name: caller.name, role: caller.role ?? 'OBSERVER', unit: caller.unit, permissions: caller.permissions }
}
