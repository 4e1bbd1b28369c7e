import { GraphQLError } from 'graphql'

/** GraphQL errors are for callers at fault in form (not signed in, no such right to a field) and for bugs; never for an expected no. */
export const unauthenticated = (): GraphQLError => new GraphQLError('Sign in first. 请先登录。', { extensions: { code: 'UNAUTHENTICATED' } })
export const forbidden = (): GraphQLError => new GraphQLError('Your account may not read this. 您的账号无权查看。', { extensions: { code: 'FORBIDDEN' } })
export const badInput = (message: string): GraphQLError => new GraphQLError(message, { extensions: { code: 'BAD_USER_INPUT' } })
/** Where no data can say it: a subscription to what does not exist for the caller. */
export const notFound = (): GraphQLError => new GraphQLError('Not found, or not yours to see. 没有找到,或者您无权查看。', { extensions: { code: 'NOT_FOUND' } })
