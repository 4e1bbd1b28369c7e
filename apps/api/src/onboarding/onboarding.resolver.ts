import type { Refusal } from '@qingqian/rules/refusal'
import { Arg, Ctx, Mutation, Query, Resolver } from 'type-graphql'
import { may, sees } from '../access/caller.ts'
import { type Context, signedIn } from '../access/context.ts'
import { forbidden } from '../platform/failure.ts'
import type { Unit } from '../units/tree.ts'
import { type ApiKey, type ApiKeyIssued, type KeyWork, apiKeysOf, issueApiKey, revokeApiKey } from './api-keys.ts'
import { type Invitation, type InvitationWork, inviteUser, renewInvitation } from './invite-user.ts'
import { moveUnit } from './move-unit.ts'
import {
  ApiKeyType, InviteResult, InviteUserInput, IssueApiKeyInput, IssueKeyResult, MoveUnitInput, OpenUnitInput, RenewInvitationInput, RevokeApiKeyInput, RevokeKeyResult, UnitResult,
} from './onboarding.types.ts'
import { type TreeWork, openUnit } from './open-unit.ts'

/** 系统管理员 opens and moves units and invites people; 安全员 issues keys. */
@Resolver()
export class OnboardingResolver {
  private readonly work: TreeWork & InvitationWork & KeyWork

  constructor(work: TreeWork & InvitationWork & KeyWork) {
    this.work = work
  }

  @Mutation(() => UnitResult)
  openUnit(@Arg('input', () => OpenUnitInput) input: OpenUnitInput, @Ctx() context: Context): Promise<Unit | Refusal> {
    return openUnit(this.work, signedIn(context), input)
  }

  @Mutation(() => UnitResult)
  moveUnit(@Arg('input', () => MoveUnitInput) input: MoveUnitInput, @Ctx() context: Context): Promise<Unit | Refusal> {
    return moveUnit(this.work, signedIn(context), input)
  }

  @Mutation(() => InviteResult)
  inviteUser(@Arg('input', () => InviteUserInput) input: InviteUserInput, @Ctx() context: Context): Promise<Invitation | Refusal> {
    return inviteUser(this.work, signedIn(context), input)
  }

  @Mutation(() => InviteResult, { description: 'A new code for a lost sheet or a forgotten password. The old password and all sessions end.' })
  renewInvitation(@Arg('input', () => RenewInvitationInput) input: RenewInvitationInput, @Ctx() context: Context): Promise<Invitation | Refusal> {
    return renewInvitation(this.work, signedIn(context), input)
  }

  @Query(() => [ApiKeyType], { description: 'For SECURITY: the keys of a unit, newest first.' })
  async apiKeys(@Arg('unit', () => String) code: string, @Ctx() context: Context): Promise<ApiKey[]> {
    const caller = signedIn(context)
    if (!may(caller, 'KEYS')) throw forbidden()
    const unit = this.work.units.get(code)
    return unit && sees(caller, unit) ? apiKeysOf(this.work, unit) : []
  }

  @Mutation(() => IssueKeyResult)
  issueApiKey(@Arg('input', () => IssueApiKeyInput) input: IssueApiKeyInput, @Ctx() context: Context): Promise<ApiKeyIssued | Refusal> {
    return issueApiKey(this.work, signedIn(context), input)
  }

  @Mutation(() => RevokeKeyResult)
  revokeApiKey(@Arg('input', () => RevokeApiKeyInput) input: RevokeApiKeyInput, @Ctx() context: Context): Promise<ApiKey | Refusal> {
    return revokeApiKey(this.work, signedIn(context), input)
  }
}
