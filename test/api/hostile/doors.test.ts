/** The doors besides documents: uploads, signing in, sessions, sockets. */
import { afterAll, beforeAll, describe, expect } from 'vitest'
import { guessingTests } from './guessing.ts'
import { sessionTests } from './sessions.ts'
import { sheetTests } from './sheets.ts'
import { socketTests } from './sockets.ts'
import { type Stage, Uncaught, openStage } from './stage.ts'

let stage: Stage
let token: string
const uncaught = new Uncaught()
beforeAll(async () => {
  stage = await openStage(false)
  token = (await stage.city.signIn('clerk.140521100')).token
}, 180_000)
afterAll(async () => {
  await stage.close()
  expect(uncaught.stop()).toEqual([])
})

describe('hostile spreadsheets', () => sheetTests(() => ({ stage, token })))
describe('sockets', () => socketTests(() => ({ stage, token })))
describe('sessions', () => sessionTests(() => ({ stage, token })))
describe('guessing', () => guessingTests(() => ({ stage, token })))
