/** The API of invitations: links by which people sign up, or come into a room. */
export function invitationCalls(call) {
  return {
    invitations: async () => (await call("GET", "/api/invitations")).invitations,
    makeInvitation: ({ uses, days, roomId }) =>
      call("POST", "/api/invitations", { uses, days, room_id: roomId }),
    revokeInvitation: (id) => call("DELETE", `/api/invitations/${id}`),

    /** Come into the room of an invitation, with an account that is signed in. */
    useInvitation: (token) => call("POST", "/api/invitations/use", { token }),
  }
}
