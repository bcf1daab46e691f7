// The rules of the contract that need no server, so that a slip shows before anything is sent. The
// server has the last word: it knows taken names and common passwords.
import { codePoints } from "./code-points.js"

const USERNAME = { min: 2, max: 32, shape: /^[a-z0-9](?:[a-z0-9._-]*[a-z0-9])?$/ }
const PASSWORD = { min: 8, max: 200 }
const NAME_MAX = 40
const MAIL = { max: 254, shape: /^[^\s@]+@[^\s@]+$/ }

/** What is wrong with a user name: the key of a sentence, or nothing. */
export function usernameFault(text) {
  const username = text.trim().toLowerCase()
  if (username === "") return "usernameMissing"
  if (username.length < USERNAME.min || username.length > USERNAME.max) return "usernameLength"
  return USERNAME.shape.test(username) ? null : "usernameShape"
}

/** What is wrong with a new password. */
export function passwordFault(password, username = "") {
  if (password === "") return "passwordMissing"
  if (codePoints(password) < PASSWORD.min) return "passwordShort"
  if (codePoints(password) > PASSWORD.max) return "passwordLong"
  return isSame(password, username) ? "passwordIsUsername" : null
}

/** What is wrong with a name, where one must be given. */
export function nameFault(text) {
  if (text.trim() === "") return "nameMissing"
  return codePoints(text.trim()) > NAME_MAX ? "nameLong" : null
}

/** What is wrong with a mail address. Whether it is one, only a mail that arrives can tell. */
export function mailFault(text) {
  const mail = text.trim()
  if (mail === "") return "mailMissing"
  return mail.length <= MAIL.max && MAIL.shape.test(mail) ? null : "mailShape"
}

function isSame(password, username) {
  return username !== "" && password.toLowerCase() === username.trim().toLowerCase()
}
