import { describe, expect, test } from "vitest"
import { queryAt, readableText, ROOM, splitMentions, toTokens } from "../../src/lib/mentions.js"

const ada = { id: 3, name: "Ada" }
const lovelace = { id: 4, name: "Ada Lovelace" }
const everybody = { id: ROOM, name: ROOM }

describe("a text with tokens", () => {
  test("is cut where they mean somebody", () => {
    expect(splitMentions("Hi <@3>, <@4>!", [ada, lovelace])).toEqual([
      { text: "Hi " },
      { text: "@Ada", who: ada },
      { text: ", " },
      { text: "@Ada Lovelace", who: lovelace },
      { text: "!" },
    ])
  })

  test("stays a text where they mean nobody", () => {
    expect(splitMentions("<@3> <@room> <@x>", [])).toEqual([{ text: "<@3> <@room> <@x>" }])
    expect(splitMentions("<@3> <@9> <@room>", [ada])).toEqual([
      { text: "@Ada", who: ada },
      { text: " <@9> <@room>" },
    ])
  })

  test("is read with names", () => {
    expect(readableText("<@room>: ask <@3>", [ada, everybody])).toBe("@room: ask @Ada")
  })
})

describe("what was written", () => {
  test("means those who were chosen, the longer name first", () => {
    expect(toTokens("@Ada Lovelace and @Ada, hello", [ada, lovelace])).toEqual({
      content: "<@4> and <@3>, hello",
      mentions: [lovelace, ada],
    })
  })

  test("means nobody in the middle of a word, nor by a part of one", () => {
    for (const text of ["mail@Ada", "\\@Ada", "@Adam", "@@Ada", "@ada", "Ada"]) {
      expect(toTokens(text, [ada])).toEqual({ content: text, mentions: [] })
    }
  })

  test("takes names for what they are, and for no pattern", () => {
    const dots = { id: 5, name: "A.(d)* [a]$" }
    expect(toTokens("@Axxda and @A.(d)* [a]$", [dots]).content).toBe("@Axxda and <@5>")
  })

  test("means nobody in code and in addresses, as the server has it", () => {
    const text = "`@Ada` ``a ` @Ada`` https://example.org/@Ada ```\n@Ada\n```"
    expect(toTokens(`${text} @Ada`, [ada]).content).toBe(`${text} <@3>`)
  })

  test("works in every script", () => {
    const yui = { id: 6, name: "鈴木 結衣" }
    expect(toTokens("(@鈴木 結衣) ありがとう", [yui]).content).toBe("(<@6>) ありがとう")
  })
})

describe("whoever is looked for", () => {
  const at = (text, people) => queryAt(text.replace("|", ""), text.indexOf("|"), people)

  test("stands between the @ and the caret", () => {
    expect(at("Hi @|")).toEqual({ search: "", from: 3, to: 4 })
    expect(at("@Ada Lo| yes")).toEqual({ search: "Ada Lo", from: 0, to: 7 })
    expect(at("(@Žofie|")).toMatchObject({ search: "Žofie" })
  })

  test("gives way to the end of the word", () => {
    expect(at("@A|da yes")).toEqual({ search: "A", from: 0, to: 4 })
  })

  test("is nobody in a mail address, after a space, on another line, or far away", () => {
    for (const text of ["me@home|", "at @ five|", "@Ada\n|", "Ada|", `@${"a".repeat(41)}|`]) {
      expect(at(text)).toBeNull()
    }
  })

  test("is nobody once the name is complete and the writing goes on", () => {
    expect(at("@Ada| ", [ada])).toMatchObject({ search: "Ada" })
    expect(at("@Ada |", [ada])).toBeNull()
    expect(at("@Ada, how are you|", [ada])).toBeNull()
    expect(at("@Adam |", [ada])).toMatchObject({ search: "Adam " })
  })
})
