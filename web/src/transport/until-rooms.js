// What the server's answers lack until its part of rooms is there. Goes with the first server that
// tells it.
const ROOM = {
  topic: "",
  icon: "",
  is_default: true,
  archived_at: null,
  member_count: 1,
  people: [],
  newest_id: 0,
  read_id: 0,
  unread: 0,
  mentions: 0,
}
const ME = { role: "member", level: "all", is_favourite: false, muted_until: null, may: ["post"] }

export function completeRoom(room) {
  return { ...ROOM, me: ME, ...room }
}

export function completeNews(news) {
  const messages = news.messages.map((message) => ({ mentions: [], ...message }))
  return { left: [], ...news, messages }
}
