/** What one does with a message that the server has. All of it rejects with the problem. */
export function createMessages({ api, session, wake }) {
  return {
    /** Take it away: what remains comes by the feed. */
    async remove(id) {
      await session.signedIn(() => api.deleteMessage(id))
      wake()
    },

    /** Hand it over to those who run the chat. */
    report: (id, reason) => session.signedIn(() => api.report(id, reason)),
  }
}
