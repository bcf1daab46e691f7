import { LIST } from "./lists.js"

/** One's own second factors, as far as they are known. */
export const createFactorsState = () => ({
  status: LIST.loading,
  hasTotp: false,
  codesLeft: 0,
  passkeys: [],
})

const change = (state, factors) => ({ ...state, factors: { ...state.factors, ...factors } })

export const factorsReducers = {
  "factors.asked": (state) => change(state, { status: LIST.loading }),

  "factors.arrived": (state, { factors }) =>
    change(state, {
      status: LIST.ready,
      hasTotp: factors.totp,
      codesLeft: factors.recovery_codes_left,
      passkeys: factors.passkeys,
    }),

  "factors.failed": (state) => change(state, { status: LIST.failed }),
}

/** Whether there is one: recovery codes by themselves are none. */
export function hasFactor({ factors }) {
  return factors.hasTotp || factors.passkeys.length > 0
}
