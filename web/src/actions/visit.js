import { ApiError, ERROR } from "../transport/api-error.js"

/** The first questions of a page about accounts: who looks at it, and who may join. */
export function createVisit({ api, store }) {
  async function whoAmI() {
    try {
      return await api.session()
    } catch (error) {
      if (error.type !== ERROR.notSignedIn) throw error
      return null
    }
  }

  /** Ask, or ask again. What goes wrong is shown, never thrown. */
  async function open() {
    store.dispatch({ type: "visit.began" })
    try {
      const [me, joining] = await Promise.all([whoAmI(), api.joining()])
      store.dispatch({ type: "visit.opened", me, joining })
    } catch (error) {
      if (!(error instanceof ApiError)) throw error
      store.dispatch({ type: "visit.failed", problem: error.toProblem() })
    }
  }

  /** Ask once more who I am: something about me may be new. Where that fails, the old still holds. */
  async function lookAgain() {
    try {
      store.dispatch({ type: "visit.became", me: await api.session() })
    } catch (error) {
      if (!(error instanceof ApiError)) throw error
    }
  }

  return { open, lookAgain }
}
