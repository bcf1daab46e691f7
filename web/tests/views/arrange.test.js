import { beforeEach, describe, expect, test } from "vitest"
import { arrange, createArranged } from "../../src/lib/arrange.js"

let list

function draw({ id }) {
  const node = document.createElement("li")
  node.textContent = id
  return node
}

const shown = () => [...list.childNodes].map((node) => node.textContent)

/** The nodes that a change takes out or puts in. */
function touched(change) {
  const observer = new MutationObserver(() => {})
  observer.observe(list, { childList: true })
  change()
  const nodes = observer.takeRecords().flatMap(({ addedNodes, removedNodes }) => {
    return [...addedNodes, ...removedNodes]
  })
  return nodes.map((node) => node.textContent)
}

beforeEach(() => {
  list = document.createElement("ul")
})

test("the children are these, in this order, and nothing else", () => {
  const [a, b, c] = ["a", "b", "c"].map((id) => draw({ id }))
  list.append("words", c, draw({ id: "old" }), a)
  arrange(list, [a, b, c])
  expect(shown()).toEqual(["a", "b", "c"])
  arrange(list, [])
  expect(shown()).toEqual([])
})

describe("of a list", () => {
  const items = (...ids) => ids.map((id) => ({ id }))
  let show

  beforeEach(() => {
    show = createArranged(list, draw)
    show(items("b", "d"))
  })

  test("what is there again stays untouched", () => {
    expect(touched(() => show(items("b", "d")))).toEqual([])
    expect(touched(() => show(items("a", "b", "c", "d", "e")))).toEqual(["e", "c", "a"])
    expect(touched(() => show(items("b", "e")))).toEqual(["a", "c", "d"])
  })

  test("what has changed is drawn anew", () => {
    const [first] = list.children
    show([{ id: "b", name: "another" }, { id: "d" }])
    expect(list.children[0]).not.toBe(first)
    expect(shown()).toEqual(["b", "d"])
  })
})
