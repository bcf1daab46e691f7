import { ApiError } from "../transport/api-error.js"

/** How one looks to the others, and where and in which language one lives. */
export function createLooks({ api, store, signedIn }) {
  const wear = (avatar) =>
    store.dispatch({ type: "visit.became", me: { ...store.state.me, avatar } })

  return {
    showPicture: async (file) => wear((await signedIn(() => api.showPicture(file))).avatar),

    removePicture: async () => {
      await signedIn(api.removePicture)
      wear(null)
    },

    /** What was kept; what cannot be had is taken for nothing, and can be said anew. */
    loadLocale: async () => {
      try {
        const { time_zone: timeZone, language } = await signedIn(api.account)
        store.dispatch({ type: "locale.arrived", locale: { timeZone, language } })
      } catch (error) {
        if (!(error instanceof ApiError)) throw error
      }
    },

    changeLocale: async ({ timeZone, language }) => {
      await signedIn(() => api.changeLocale({ timeZone, language }))
      store.dispatch({ type: "locale.arrived", locale: { timeZone, language } })
    },
  }
}
