import { query } from "./call.js"

/** The API of the people who are here, as everybody may see them. */
export function directoryCalls(call) {
  return {
    directory: ({ search = "", after = null, limit = null } = {}) =>
      call("GET", `/api/directory?${query({ search, after, limit })}`),
    profile: (personId) => call("GET", `/api/directory/${personId}`),
  }
}
