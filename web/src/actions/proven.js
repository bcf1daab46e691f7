import { ApiError } from "../transport/api-error.js"

/**
 * Make calls that want the present password. An account without one proves itself by having come
 * lately; where that was too long ago there is no field to say so beside.
 */
export function createProven({ store, signedIn }) {
  return async (call, proof = "password") => {
    try {
      return await signedIn(call)
    } catch (error) {
      const isAboutPassword = error.errors?.some(({ field }) => field === proof)
      if (!isAboutPassword || store.state.me.has_password) throw error
      throw new ApiError({ type: "came-long-ago", status: error.status })
    }
  }
}
