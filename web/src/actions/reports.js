import { createPages } from "./pages.js"

const PAGE_REPORTS = 50

/** Messages that were reported to those who run the chat. */
export function createReports({ api, store, signedIn }) {
  const reports = createPages({
    store,
    name: "reports",
    ask: async (filters, before) => {
      const answer = await signedIn(() => api.reports({ ...filters, before, limit: PAGE_REPORTS }))
      return { items: answer.reports, more: answer.more }
    },
  })

  return {
    reports,

    /** Where I may follow a report to its message. Without the answer there is no way there. */
    learnMyRooms: async () => {
      const rooms = await signedIn(api.rooms).catch(() => [])
      store.dispatch({ type: "myRooms.arrived", roomIds: rooms.map(({ id }) => id) })
    },

    /** Say that a report is dealt with, or is not after all: it goes to the other list. */
    turnReport: async (id, isResolved) => {
      await signedIn(() => api.changeReport(id, { is_resolved: isResolved }))
      store.dispatch({ type: "reports.removed", id })
    },
  }
}
