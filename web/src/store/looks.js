/** Where and in which language one lives, as the server keeps it. */
export const createLooksState = () => ({ locale: { timeZone: null, language: null } })

export const looksReducers = {
  "locale.arrived": (state, { locale }) => ({ ...state, locale }),
}
