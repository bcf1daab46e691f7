import { expect, test, vi } from "vitest"
import { createMessages } from "../../src/actions/messages.js"
import { fakeApi, openSession, problem } from "../support.js"

const create = (answers) => {
  const api = fakeApi({ deleteMessage: async () => null, report: async () => ({}), ...answers })
  const wake = vi.fn()
  return { api, wake, messages: createMessages({ api, session: openSession, wake }) }
}

test("what is deleted is looked for in the feed at once", async () => {
  const { api, wake, messages } = create()
  await messages.remove(5)
  expect(api.deleteMessage).toHaveBeenCalledWith(5)
  expect(wake).toHaveBeenCalled()
})

test("whoever asked hears why it was refused", async () => {
  const { wake, messages } = create({ deleteMessage: vi.fn().mockRejectedValue(problem("x")) })
  await expect(messages.remove(5)).rejects.toMatchObject({ type: "x" })
  expect(wake).not.toHaveBeenCalled()
})

test("a report goes with its reason", async () => {
  const { api, messages } = create()
  await messages.report(5, "rude")
  expect(api.report).toHaveBeenCalledWith(5, "rude")
})
