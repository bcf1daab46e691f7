const MOST_PEOPLE = 20

/** The people who are here, as everybody may see them. */
export function createDirectory({ api, session }) {
  return {
    /** Those whose names hold a text, by name; without one anybody. */
    find: async (search) => {
      const answer = await session.signedIn(() => api.directory({ search, limit: MOST_PEOPLE }))
      return answer.people
    },

    /** What there is to know about one of them. */
    profile: (personId) => session.signedIn(() => api.profile(personId)),
  }
}
