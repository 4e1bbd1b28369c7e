import { type Refusal, isRefusal } from '@qingqian/rules/refusal'
import { Arg, Ctx, Mutation, Query, Resolver } from 'type-graphql'
import { forbidden } from '../platform/failure.ts'
import { type Context, signedIn } from './context.ts'
import type { Doorway, SignedIn } from './sign-in.ts'
import { type SessionType, SignInResult, SignedOutType, ViewerType, viewerOf } from './viewer.type.ts'

@Resolver()
export class SignInResolver {
  private readonly doorway: Doorway

  constructor(doorway: Doorway) {
    this.doorway = doorway
  }

  @Query(() => ViewerType)
  viewer(@Ctx() context: Context): ViewerType {
    return viewerOf(signedIn(context))
  }

  @Mutation(() => SignInResult)
  async signIn(
    @Arg('account', () => String) account: string,
    @Arg('password', () => String) password: string,
    @Arg('cookie', () => Boolean, { nullable: true }) cookie: boolean | null,
    @Ctx() context: Context,
  ): Promise<SessionType | Refusal> {
    return enter(await this.doorway.signIn(account, password, context.ip), cookie, context)
  }

  @Mutation(() => SignInResult, { description: 'The first password, against the activation code of an invitation. Signs in.' })
  async activateAccount(
    @Arg('account', () => String) account: string,
    @Arg('activationCode', () => String) code: string,
    @Arg('password', () => String) password: string,
    @Arg('cookie', () => Boolean, { nullable: true }) cookie: boolean | null,
    @Ctx() context: Context,
  ): Promise<SessionType | Refusal> {
    return enter(await this.doorway.activate(account, code, password, context.ip), cookie, context)
  }

  @Mutation(() => SignInResult, { description: 'All other sessions of the account end.' })
  async changePassword(
    @Arg('currentPassword', () => String) current: string,
    @Arg('newPassword', () => String) password: string,
    @Arg('cookie', () => Boolean, { nullable: true }) cookie: boolean | null,
    @Ctx() context: Context,
  ): Promise<SessionType | Refusal> {
    const caller = signedIn(context)
    if (!caller.role) throw forbidden()
    return enter(await this.doorway.changePassword(caller, current, password, context.ip), cookie, context)
  }

  @Mutation(() => SignedOutType)
  async signOut(@Arg('everywhere', () => Boolean, { nullable: true }) everywhere: boolean | null, @Ctx() context: Context): Promise<SignedOutType> {
    context.cookie?.clear()
    const caller = signedIn(context)
    // A key has no session to end; SECURITY revokes it.
    if (!caller.role) throw forbidden()
    const at = await this.doorway.signOut(caller, everywhere ?? false)
    context.caller = null
    return { at }
  }
}

/** Gives the session to the browser's cookie where that was asked for and can be, else as a token. */
function enter(outcome: SignedIn | Refusal, cookie: boolean | null, context: Context): SessionType | Refusal {
  if (isRefusal(outcome)) return outcome
  const { token, expiresAt, caller } = outcome
  context.caller = caller
  const kept = cookie === true && context.cookie !== undefined
  if (kept) context.cookie!.set(token, expiresAt)
  return { token: kept ? null : token, expiresAt, viewer: viewerOf(caller) }
}
