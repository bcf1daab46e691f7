import { LINK } from "./state.js"

const UP = { link: LINK.up, failures: 0, problem: null, waitMs: 0, retryAt: null }

export const connectionReducers = {
  "connection.failed": (state, { problem, waitMs, retryAt }) => ({
    ...state,
    connection: {
      link: LINK.down,
      failures: state.connection.failures + 1,
      problem,
      waitMs,
      retryAt,
    },
  }),

  "connection.tried": (state) => {
    if (state.connection.link !== LINK.down) return state
    return { ...state, connection: { ...state.connection, link: LINK.trying, retryAt: null } }
  },

  "connection.restored": (state) =>
    state.connection.link === LINK.up ? state : { ...state, connection: UP },
}
