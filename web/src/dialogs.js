// The second half of the manifest: what opens above the conversation or beside it.
import { createAbout } from "./views/details/about.js"
import { createAddDialog } from "./views/details/add-dialog.js"
import { createDeleteDialog } from "./views/details/delete-dialog.js"
import { createEditDialog } from "./views/details/edit-dialog.js"
import { createEndings } from "./views/details/endings.js"
import { createInviteDialog } from "./views/details/invite-dialog.js"
import { createLevel } from "./views/details/level.js"
import { createMemberList } from "./views/details/member-list.js"
import { createDetails } from "./views/details/panel.js"
import { createSettings } from "./views/details/settings.js"
import { createLinkDialog } from "./views/people/link-dialog.js"
import { createNotifications } from "./views/notifications.js"
import { createPersonCard } from "./views/person-card.js"
import { createPersonInRoom } from "./views/person-in-room.js"
import { createBrowse } from "./views/rooms/browse.js"
import { createJump } from "./views/rooms/jump.js"
import { createNewConversation } from "./views/rooms/new-conversation.js"
import { createNewRoom } from "./views/rooms/new-room.js"

/** Make the dialogs of the chat and bring them to whoever opens them; gives the views to start. */
export function createDialogViews({ part, store, actions, formats, confirm, chime }) {
  const common = { store, actions, confirm, formats }
  const named = {
    "new-room": createNewRoom({ element: part("new-room"), ...common }),
    "new-conversation": createNewConversation({ element: part("new-conversation"), ...common }),
    browse: createBrowse({ element: part("browse"), ...common }),
    jump: createJump({ element: part("jump-dialog"), ...common }),
    notifications: createNotifications({ element: part("notifications"), chime, ...common }),
    person: createCard({ part, ...common }),
  }
  const details = createDetailViews({ part, ...common })
  for (const [name, { open }] of Object.entries(named)) actions.dialogs.bring(name, open)
  actions.dialogs.bring("details", details.panel.open)
  return [...Object.values(named), ...details.dialogs, details.panel]
}

function createCard({ part, ...common }) {
  const element = part("person-card")
  const inRoom = createPersonInRoom({
    element: part("in-room-part"),
    onGone: () => element.close(),
    ...common,
  })
  return createPersonCard({ element, inRoom, ...common })
}

function createDetailViews({ part, ...common }) {
  const linkDialog = createLinkDialog({ element: part("link-dialog"), origin: location.origin })
  const editDialog = createEditDialog({ element: part("edit-room"), ...common })
  const deleteDialog = createDeleteDialog({ element: part("delete-room"), ...common })
  const addDialog = createAddDialog({ element: part("add-people"), ...common })
  const inviteDialog = createInviteDialog({ element: part("invite-room"), linkDialog, ...common })
  const parts = [
    createAbout({ element: part("about"), editDialog, ...common }),
    createLevel({ element: part("level"), ...common }),
    createMemberList({ element: part("members"), addDialog, ...common }),
    createSettings({ element: part("settings"), inviteDialog, ...common }),
    createEndings({ element: part("endings"), deleteDialog, ...common }),
  ]
  return {
    dialogs: [linkDialog, editDialog, deleteDialog, addDialog, inviteDialog],
    panel: createDetails({ element: part("details"), parts, ...common }),
  }
}
