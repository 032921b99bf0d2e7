// The practice server, and how a peer says what went well.
import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import assert from 'node:assert/strict'

export const TOKEN = 'peer-token'

let process_ = null

// Starts cosell-sandbox, the first argument of the program, on a port of its choice. Returns its origin.
export async function start (...options) {
  process_ = spawn(process.argv[2], ['--port', '0', '--token', TOKEN, '--no-pin', ...options],
    { stdio: ['ignore', 'pipe', 'inherit'] })
  for await (const line of createInterface({ input: process_.stdout })) {
    const match = /^listening on (http:\/\/\S+)$/.exec(line)
    assert.ok(match, `the server says where it listens, not: ${line}`)
    process_.stdout.resume()
    return match[1]
  }
  throw new Error('the server ended before it listened')
}

// What the control of the server answers.
export async function control (origin, path, body) {
  const answer = await fetch(`${origin}/sandbox/control/${path}`, {
    method: body === undefined ? 'GET' : 'POST',
    headers: { Authorization: `Bearer ${TOKEN}`, 'Content-Type': 'application/json' },
    body: body === undefined ? undefined : JSON.stringify(body)
  })
  assert.ok(answer.ok, `control ${path}: ${answer.status}`)
  return await answer.json()
}

// The error that a promise must end with.
export async function refused (promise) {
  let value
  try {
    value = await promise
  } catch (error) {
    return error
  }
  assert.fail(`was not refused: ${JSON.stringify(value)}`)
}

// Runs the checks, {words: function}, and ends the program.
export async function run (checks) {
  let failed = 0
  for (const [words, check] of Object.entries(checks)) {
    try {
      await check()
      console.log(`ok: ${words}`)
    } catch (error) {
      failed++
      console.log(`FAIL: ${words}: ${error.stack}`)
    }
  }
  process_?.kill()
  process.exitCode = failed === 0 ? 0 : 1
}
