import { createList, listReducers } from "./lists.js"

/** The public rooms that can be found. */
export const createPublicRoomsState = () => ({ publicRooms: createList({ search: "" }) })

export const publicRoomsReducers = listReducers("publicRooms")
