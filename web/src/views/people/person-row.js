import { ACCOUNT_ROLES, mayActOn, mayChangeRole } from "../../lib/roles.js"
import { $ } from "../../lib/jquery.js"
import { texts } from "../../texts.js"
import { drawAvatar } from "../avatar.js"
import { cloneTemplate } from "../words.js"

/** A person in the list, with what I may do about them. */
export function drawPerson(person, me, formats) {
  const $row = cloneTemplate("person-template").attr("data-person-id", person.id)
  drawAvatar($row.find("[data-avatar]"), person)
  $row.toggleClass("person--suspended", isSuspended(person))
  $row.find("[data-name]").text(person.name)
  $row.find("[data-you]").prop("hidden", person.id !== me.id)
  $row.find("[data-directory]").prop("hidden", !person.directory)
  $row.find("[data-mail]").text(person.mail ?? "")
  $row.find("[data-suspended]").prop("hidden", !isSuspended(person))
  $row.find("[data-username]").text(person.username ? texts.atUsername(person.username) : "")
  $row.find("[data-seen]").text(seen(person, formats))
  $row.find("[data-address]").text(person.address ? texts.guestAddress(person.address) : "")
  drawRole($row, person, me)
  drawDeeds($row, person, me)
  return $row[0]
}

export function isSuspended(person) {
  return person.suspended_at !== null
}

function seen({ last_seen_at: at }, formats) {
  return at ? texts.lastSeen(formats.moment(new Date(at))) : texts.neverSeen
}

function drawRole($row, person, me) {
  const mayChange = mayChangeRole(me, person)
  $row.find("[data-role-words]").text(texts.roles[person.role]).prop("hidden", mayChange)
  const options = ACCOUNT_ROLES.map((role) => $("<option>").val(role).text(texts.roles[role])[0])
  $row
    .find("[data-deed=changeRole]")
    .append(options)
    .val(person.role)
    .attr("aria-label", texts.roleOf(person.name))
    .prop("hidden", !mayChange)
}

function drawDeeds($row, person, me) {
  const mayAct = mayActOn(me, person)
  const deed = isSuspended(person) ? texts.unsuspend : texts.suspend
  $row
    .find("[data-deed=suspend]")
    .text(deed)
    .attr("aria-label", texts.forPerson(deed, person.name))
    .prop("hidden", !mayAct)
  $row
    .find("[data-deed=resetFactors]")
    .attr("aria-label", texts.forPerson(texts.resetFactors, person.name))
    .prop("hidden", !mayAct || !person.has_factor || isSuspended(person))
  $row
    .find("[data-deed=banAddress]")
    .attr("aria-label", texts.forPerson(texts.banAddress, person.name))
    .prop("hidden", !mayAct || !person.address)
  $row
    .find("[data-deed=makeLink]")
    .attr("aria-label", texts.forPerson(texts.signInLink, person.name))
    .prop("hidden", !mayAct || person.is_guest || isSuspended(person))
}
