"""The page in a real browser, on the real stack: what people see, and what they can rely on."""
