/** POST /api/imports/payables and what follows from it: progress, the marked file, cancelling. */
import multipart from '@fastify/multipart'
import type { Language } from '@qingqian/rules/refusal'
import { isRefusal } from '@qingqian/rules/refusal'
import { tidy } from '@qingqian/rules/text'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Caller } from '../access/caller.ts'
import { type ImportAsked, type ImportMode, type ImportState, type Imports, importRefusal } from './import-run.ts'
import { LIMITS } from './limits.ts'
import { unreadable } from './unreadable.ts'

export interface ImportRoutes {
  imports: Imports
  callerOf: (request: FastifyRequest) => Promise<Caller | null>
  languageOf: (request: FastifyRequest) => Language
}

const MODES: readonly string[] = ['dryRun', 'acceptedOnly', 'allOrNothing'] satisfies ImportMode[]

export async function mountImportRoutes(server: FastifyInstance, { imports, callerOf, languageOf }: ImportRoutes): Promise<void> {
  await server.register(async (routes) => {
    await routes.register(multipart, { limits: { fileSize: LIMITS.fileBytes, files: 1, fields: 8, fieldSize: 64_000 }, throwFileSizeLimit: false })

    const signedIn = async (request: FastifyRequest, reply: FastifyReply): Promise<Caller | null> => {
      const caller = await callerOf(request)
      if (!caller) await refuse(reply, 401, 'UNAUTHENTICATED', languageOf(request) === 'zh' ? '请先登录。' : 'Sign in first.')
      return caller
    }

    const turns = new Turns()
    routes.post('/api/imports/payables', async (request, reply) => {
      const caller = await signedIn(request, reply)
      if (!caller) return reply
      const language = languageOf(request)
      if (!request.isMultipart()) return refuse(reply, 415, 'NOT_MULTIPART', language === 'zh' ? '请用 multipart/form-data 上传文件。' : 'Upload the file as multipart/form-data.')
      const leave = turns.enter(caller.account)
      if (!leave) return refuse(reply.header('retry-after', '10'), 429, 'TOO_MANY_IMPORTS', messageOf('TOO_MANY_IMPORTS', language))
      let working: Promise<unknown> = Promise.resolve()
      try {
        const asked = await askedIn(request)
        if (typeof asked === 'string') return refuse(reply, asked === 'FILE_TOO_LARGE' ? 413 : 400, asked, messageOf(asked, language))
        const started = await imports.start(caller, asked, language)
        if (isRefusal(started)) return answerRefusal(reply, started, language)
        working = started.done
        if (/(^|[\s,])respond-async/i.test(String(request.headers.prefer ?? ''))) return reply.code(202).header('preference-applied', 'respond-async').send({ importId: started.importId })
        return answer(reply, await started.done, language)
      } finally {
        void working.then(leave, leave)
      }
    })

    routes.get<{ Params: { id: string } }>('/api/imports/:id', async (request, reply) => {
      const caller = await signedIn(request, reply)
      if (!caller) return reply
      const state = await imports.find(caller, request.params.id)
      if (!state) return notFound(reply, languageOf(request))
      if (state.status === 'REFUSED') {
        const { status: _, ...refusal } = importRefusal(state.refusal, languageOf(request))
        return reply.send({ importId: state.importId, status: state.status, refusal })
      }
      return reply.send(state)
    })

    routes.delete<{ Params: { id: string } }>('/api/imports/:id', async (request, reply) => {
      const caller = await signedIn(request, reply)
      if (!caller) return reply
      if (await imports.cancel(caller, request.params.id)) return reply.send({ importId: request.params.id, status: 'CANCELLED' })
      if (!(await imports.find(caller, request.params.id))) return notFound(reply, languageOf(request))
      return refuse(reply, 409, 'NOT_RUNNING', languageOf(request) === 'zh' ? '导入已经结束,不能取消。' : 'The import has ended and cannot be cancelled.')
    })

    routes.get<{ Params: { id: string } }>('/api/imports/:id/file', async (request, reply) => {
      const caller = await signedIn(request, reply)
      if (!caller) return reply
      const file = await imports.annotatedFile(caller, request.params.id)
      if (!file) return notFound(reply, languageOf(request))
      return reply
        .type('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet')
        .header('content-disposition', `attachment; filename="import.xlsx"; filename*=UTF-8''${encodeURIComponent(file.name)}`)
        .header('x-content-type-options', 'nosniff')
        .send(Buffer.from(file.bytes))
    })
  })
}

/** A file is held in memory until it is read, and few are read at a time: one account must not fill the queue. */
const AT_ONCE = 8

class Turns {
  private readonly taken = new Map<string, number>()

  /** Answers how to leave; null when the account has too many under way. */
  enter(account: string): (() => void) | null {
    const taken = this.taken.get(account) ?? 0
    if (taken >= AT_ONCE) return null
    this.taken.set(account, taken + 1)
    return () => {
      const left = this.taken.get(account)! - 1
      if (left > 0) this.taken.set(account, left)
      else this.taken.delete(account)
    }
  }
}

/** The form's fields, in whatever order they come. */
async function askedIn(request: FastifyRequest): Promise<ImportAsked | 'FILE_MISSING' | 'FILE_TOO_LARGE' | 'MODE_UNKNOWN' | 'MAPPING_UNREADABLE' | 'FORM_UNREADABLE'> {
  const fields = new Map<string, string>()
  let file: { bytes: Buffer; name: string } | null = null
  try {
    for await (const part of request.parts()) {
      if (part.type === 'field') fields.set(part.fieldname, String(part.value))
      else if (part.fieldname === 'file') {
        const bytes = await part.toBuffer()
        if (part.file.truncated) return 'FILE_TOO_LARGE'
        file = { bytes, name: part.filename || 'ledger' }
      } else part.file.resume()
    }
  } catch {
    return 'FORM_UNREADABLE'
  }
  if (!file) return 'FILE_MISSING'
  const mode = fields.get('mode') ?? 'dryRun'
  if (!MODES.includes(mode)) return 'MODE_UNKNOWN'
  const mapping = fields.get('mapping')
  try {
    return { bytes: file.bytes, fileName: nameOf(file.name), unit: fields.get('unit') || null, mode: mode as ImportMode, requestId: fields.get('requestId') ?? '', mapping: mapping ? mappingIn(mapping) : undefined }
  } catch {
    return 'MAPPING_UNREADABLE'
  }
}

/** What is kept of the name a file came with: no control marks, and cut between characters. */
const nameOf = (name: string): string => [...tidy(name)].slice(-200).join('') || 'ledger'

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null && !Array.isArray(value)

/** Columns by field, by sheet; throws for anything else. */
function mappingIn(text: string): ImportAsked['mapping'] {
  const mapping: unknown = JSON.parse(text)
  const isColumn = (value: unknown): boolean => value === null || (Number.isInteger(value) && (value as number) >= 0 && (value as number) < 2 ** 20)
  if (!isObject(mapping) || !Object.values(mapping).every((sheet) => isObject(sheet) && Object.values(sheet).every(isColumn))) throw new Error('not a mapping')
  return mapping as ImportAsked['mapping']
}

const MESSAGES: Record<string, [zh: string, en: string]> = {
  FILE_MISSING: ['请选择要导入的文件(字段 file)。', 'Choose a file (field "file").'],
  MODE_UNKNOWN: ['mode 应为 dryRun、acceptedOnly 或 allOrNothing。', 'mode is dryRun, acceptedOnly or allOrNothing.'],
  MAPPING_UNREADABLE: ['mapping 应为各工作表的列号(JSON)。', 'mapping is the columns of each sheet, as JSON.'],
  TOO_MANY_IMPORTS: [`同一账号同时进行的导入最多 ${AT_ONCE} 个,请等前面的完成后再试。`, `An account has at most ${AT_ONCE} imports under way; wait for one to finish.`],
  FORM_UNREADABLE: ['上传的内容不完整,请重新上传。', 'The upload was incomplete; send it again.'],
}

function messageOf(code: string, language: Language): string {
  if (code === 'FILE_TOO_LARGE') return unreadable('FILE_TOO_LARGE')[language]
  return MESSAGES[code]![language === 'zh' ? 0 : 1]
}

function answer(reply: FastifyReply, state: ImportState, language: Language): FastifyReply {
  switch (state.status) {
    case 'DONE':
      return reply.send(state.result)
    case 'REFUSED':
      return answerRefusal(reply, state.refusal, language)
    case 'CANCELLED':
      return refuse(reply, 409, 'CANCELLED', unreadable('CANCELLED')[language])
    default:
      return refuse(reply, 500, 'INTERNAL', language === 'zh' ? `导入没有完成,台账没有变化。编号 ${state.importId}` : `The import did not finish and nothing was written. Id ${state.importId}`)
  }
}

function answerRefusal(reply: FastifyReply, refusal: Parameters<typeof importRefusal>[0], language: Language): FastifyReply {
  const { status, ...said } = importRefusal(refusal, language)
  return reply.code(status).send(said)
}

const refuse = (reply: FastifyReply, status: number, code: string, message: string): FastifyReply => reply.code(status).send({ code, message })
const notFound = (reply: FastifyReply, language: Language): FastifyReply => refuse(reply, 404, 'NOT_FOUND', language === 'zh' ? '没有这次导入,或者您无权查看。' : 'No such import, or not yours to see.')
