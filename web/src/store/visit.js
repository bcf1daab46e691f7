/** How far a page about accounts has come. */
export const PHASE = { opening: "opening", open: "open", trouble: "trouble" }

/** Who looks at the page, and who may join: what each of these pages asks first. */
export const createVisitState = () => ({
  phase: PHASE.opening,
  me: null, // nobody is signed in, once the page is open
  joining: null,
  problem: null,
})

export const visitReducers = {
  "visit.began": (state) => ({ ...state, phase: PHASE.opening, problem: null }),

  "visit.opened": (state, { me, joining }) => ({ ...state, phase: PHASE.open, me, joining }),

  "visit.failed": (state, { problem }) => ({ ...state, phase: PHASE.trouble, problem }),

  /** I changed, or became somebody else, or nobody. */
  "visit.became": (state, { me }) => ({ ...state, me }),
}
