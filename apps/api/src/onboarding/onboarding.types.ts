/** What the API shows and takes for opening units, inviting people and issuing keys. */
import { API_SCOPES, type ApiScope, type Role } from '@qingqian/rules/permission'
import type { ReportingLine, UnitKind } from '@qingqian/rules/unit'
import { Field, ID, InputType, ObjectType } from 'type-graphql'
import { RoleWord } from '../access/viewer.type.ts'
import { resultOf } from '../platform/refusal.type.ts'
import { DateScalar, DateTimeScalar } from '../platform/scalars.ts'
import { ReportingLineWord, UnitKindWord, UnitType, words } from '../units/unit.type.ts'

export const ApiScopeWord = words('ApiScope', API_SCOPES)

@ObjectType('Invitation')
export class InvitationType {
  @Field(() => String)
  account!: string

  @Field(() => String)
  activationCode!: string

  @Field(() => DateTimeScalar)
  expiresAt!: number

  @Field(() => String)
  sheetUrl!: string
}

@ObjectType('ApiKeyIssued')
export class ApiKeyIssuedType {
  @Field(() => ID)
  id!: string

  @Field(() => String, { description: 'Shown once.' })
  secret!: string

  @Field(() => [ApiScopeWord])
  scopes!: readonly ApiScope[]

  @Field(() => DateScalar)
  expiresOn!: string
}

@ObjectType('ApiKey')
export class ApiKeyType {
  @Field(() => ID)
  id!: string

  @Field(() => String)
  name!: string

  @Field(() => [ApiScopeWord])
  scopes!: readonly ApiScope[]

  @Field(() => DateScalar)
  expiresOn!: string

  @Field(() => DateTimeScalar, { nullable: true })
  revokedAt?: number | null
}

export const UnitResult = resultOf('UnitResult', UnitType, 'Unit')
export const InviteResult = resultOf('InviteResult', InvitationType, 'Invitation')
export const IssueKeyResult = resultOf('IssueKeyResult', ApiKeyIssuedType, 'ApiKeyIssued')
export const RevokeKeyResult = resultOf('RevokeKeyResult', ApiKeyType, 'ApiKey')

@InputType('OpenUnitInput')
export class OpenUnitInput {
  @Field(() => ID)
  requestId!: string

  @Field(() => String)
  parent!: string

  @Field(() => String)
  code!: string

  @Field(() => String)
  name!: string

  @Field(() => UnitKindWord)
  kind!: UnitKind

  @Field(() => ReportingLineWord, { nullable: true })
  reportingLine?: ReportingLine | null

  @Field(() => String, { nullable: true })
  locatedIn?: string | null

  @Field(() => DateScalar, { nullable: true })
  openedOn?: string | null
}

@InputType('MoveUnitInput')
export class MoveUnitInput {
  @Field(() => ID)
  requestId!: string

  @Field(() => String)
  unit!: string

  @Field(() => String)
  newParent!: string

  @Field(() => DateScalar)
  effectiveOn!: string

  @Field(() => String)
  reason!: string
}

@InputType('InviteUserInput')
export class InviteUserInput {
  @Field(() => ID)
  requestId!: string

  @Field(() => String)
  unit!: string

  @Field(() => String)
  account!: string

  @Field(() => String)
  name!: string

  @Field(() => RoleWord)
  role!: Role
}

@InputType('RenewInvitationInput')
export class RenewInvitationInput {
  @Field(() => ID)
  requestId!: string

  @Field(() => String)
  account!: string
}

@InputType('IssueApiKeyInput')
export class IssueApiKeyInput {
  @Field(() => ID)
  requestId!: string

  @Field(() => String)
  unit!: string

  @Field(() => String)
  name!: string

  @Field(() => [ApiScopeWord])
  scopes!: ApiScope[]

  @Field(() => DateScalar)
  expiresOn!: string

  @Field(() => [String], { nullable: true })
  allowedIps?: string[] | null
}

@InputType('RevokeApiKeyInput')
export class RevokeApiKeyInput {
  @Field(() => ID)
  requestId!: string

  @Field(() => ID)
  id!: string
}
